"""Pictures that lie on this server, found by the address from which they were fetched."""

from django.conf import settings

from zukan.graph.dialect import Kind
from zukan.graph.shape import Address, Column, One, Shape
from zukan.graph.shapes.columns import columns
from zukan.graph.sql import quote
from zukan.pictures.models import Picture

FILE = "'/picture/'||{a}.name||'-'||{a}.width||'.webp'"
PICTURE: Shape = Shape(
    "Picture",
    {**columns(Picture, "name width height widths"), "url": Address(FILE)},
    "pictures_picture {a}",
    "{a}.url",
)


def picture_of(remote: str) -> One:
    """Return the field of a picture by the SQL of its remote address; null while it is not here."""
    return One(lambda: PICTURE, remote)


def address_of(remote: str, picture: str) -> Column:
    """Return the field of an address in the API: the remote one, unless the owner hands out those that are here.

    picture: SQL of the address from which the picture would have been fetched.
    """
    if settings.API_PICTURES == "remote":
        return Column(remote, Kind.TEXT)
    here = f"select {quote(settings.SITE_URL)}||{FILE.format(a='w')} from pictures_picture w where w.url={picture}"
    return Column(f"coalesce(({here}),{remote})", Kind.TEXT)
