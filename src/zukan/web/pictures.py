"""Pictures on pages: those that lie here, in the sizes and formats that suit, and a wish for those that do not."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse

from zukan.pictures.files import FORMATS, file_name, path_of
from zukan.pictures.models import PictureKind
from zukan.pictures.wanting import want
from zukan.web.assets import keep_forever

Row = Mapping[str, Any]

lacking: ContextVar[dict[str, PictureKind]] = ContextVar("lacking")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as HTML names it. sources: type and `srcset` of each format, the better one first."""

    sources: tuple[tuple[str, str], ...]
    src: str
    width: int
    height: int


@contextmanager
def wanting_what_is_lacking() -> Iterator[None]:
    """Around the rendering of a page: what it would show and has not is asked for afterwards, in one go."""
    token = lacking.set({})
    try:
        yield
        want(lacking.get())
    finally:
        lacking.reset(token)


def cover_of(media: Row) -> Shown | None:
    """Return the cover of a work if it is here.

    media: isAdult, coverImage { extraLarge picture { name width height widths } }.
    """
    image = media["coverImage"] or {}
    return None if is_withheld(media) else shown(image.get("picture"), image.get("extraLarge"), PictureKind.COVER)


def banner_of(media: Row) -> Shown | None:
    """Return the banner of a work if it is here. media: isAdult, bannerImage, bannerPicture."""
    return None if is_withheld(media) else shown(media["bannerPicture"], media["bannerImage"], PictureKind.BANNER)


def portrait_of(person: Row, media: Row) -> Shown | None:
    """Return the portrait of a character or a member of staff if it is here. media: the work beside which it stands."""
    image = person["image"] or {}
    return None if is_withheld(media) else shown(image.get("picture"), image.get("large"), PictureKind.PORTRAIT)


def is_withheld(media: Row) -> bool:
    """Whether the owner wants no pictures of a work."""
    return settings.PICTURES == "off" or (settings.PICTURES == "safe" and media["isAdult"])


def shown(picture: Row | None, remote: str | None, kind: PictureKind) -> Shown | None:
    """Return a picture that is here; of another one note that it is lacking."""
    if picture is None:
        if remote:
            lacking.get({}).setdefault(remote, kind)
        return None
    return Shown(
        sources=tuple((f"image/{format_}", srcset(picture, format_)) for format_ in FORMATS),
        src=address(picture, picture["width"], FORMATS[-1]),
        width=picture["width"],
        height=picture["height"],
    )


def srcset(picture: Row, format_: str) -> str:
    return ", ".join(f"{address(picture, width, format_)} {width}w" for width in picture["widths"])


def address(picture: Row, width: int, format_: str) -> str:
    return reverse("picture", args=[file_name(picture["name"], width, format_)])


def picture_view(request: HttpRequest, file: str) -> FileResponse:
    """One size of a picture. Its name is of its content, so it is good for ever."""
    try:
        content = path_of(file).open("rb")
    except FileNotFoundError:
        raise Http404("There is no such picture") from None
    return keep_forever(FileResponse(content, content_type=f"image/{file.rpartition('.')[2]}"))
