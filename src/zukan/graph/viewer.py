"""Whose token a request carries."""

from zukan.accounts.models import token_digest
from zukan.graph.dialect import DIALECTS
from zukan.graph.errors import QueryError
from zukan.graph.run import Database
from zukan.graph.sql import Viewer

LOOK_UP = (
    "select u.id,u.title_language,u.staff_name_language from accounts_accesstoken t join accounts_user u"
    " on u.id=t.user_id where t.digest={} and t.expires_at>{} and u.is_active"
)


def viewer_of(authorization: str, database: Database, now: int) -> Viewer | None:
    """Return the viewer of an Authorization header, None without one. Raises QueryError for a token that is no good."""
    if not authorization:
        return None
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise QueryError("Invalid token")
    marks = (DIALECTS[database.vendor].placeholder(n, type_) for n, type_ in ((1, "text"), (2, "bigint")))
    row = database.fetch(LOOK_UP.format(*marks), [token_digest(token.strip()), now])
    if not row:
        raise QueryError("Invalid token")
    id_, title_language, staff_name_language = (
        value.decode() if isinstance(value, bytes) else str(value) for value in row
    )
    return Viewer(int(id_), title_language.removesuffix("_STYLISED"), staff_name_language)
