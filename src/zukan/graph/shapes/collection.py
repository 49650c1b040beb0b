"""A person's whole list of a type, in groups: one for each status, then one for each list that they made up.

The entries are picked once, in a table before the statement; groups and what is in them are read from it.
"""

from dataclasses import dataclass

from zukan.catalogue.models.choices import MediaFormat
from zukan.graph.arguments import Arguments
from zukan.graph.dialect import Kind
from zukan.graph.lists import Window, clamped
from zukan.graph.shape import Column, Shape
from zukan.graph.sql import Bind, Request, Sql, quote, sql

MOST_ENTRIES = 11_000  # of one list
LARGEST_CHUNK = 500
STATUS_NAMES = {
    "CURRENT": ("Watching", "Reading"),
    "REPEATING": ("Rewatching", "Rereading"),
    "COMPLETED": ("Completed", "Completed"),
    "PAUSED": ("Paused", "Paused"),
    "DROPPED": ("Dropped", "Dropped"),
    "PLANNING": ("Planning", "Planning"),
}
FORMAT_NAMES = {
    **{name: MediaFormat(name).label for name in MediaFormat.values},
    "TV_SHORT": "TV Short",
    "NOVEL": "Novel",
    "ONE_SHOT": "One Shot",
}


@dataclass(frozen=True, slots=True)
class Collected:
    """The root MediaListCollection."""


def status_name() -> str:
    """Return what the list of a status is called. `c` is an entry."""
    cases = " ".join(
        f"when '{status}' then case c.type when 'ANIME' then '{anime}' else '{manga}' end"
        for status, (anime, manga) in STATUS_NAMES.items()
    )
    return f"case c.status {cases} end"


def split_name() -> str:
    """Return what the list of completed works of a format is called; null for works without one."""
    cases = " ".join(f"when '{name}' then {quote('Completed ' + label)}" for name, label in FORMAT_NAMES.items())
    return f"case (select m.format from catalogue_media m where m.id=c.media_id) {cases} end"


@dataclass(frozen=True, slots=True)
class Collecting:
    """The tables of one collection. name: told apart from those of others in the statement."""

    name: str
    window: Window
    splits: bool  # when the owner wants it

    @property
    def last(self) -> Bind:
        """The place of the chunk's last entry."""
        return Bind(lambda request: self.window.page(request) * self.window.size(request), "int")

    @property
    def shown(self) -> Window:
        """What the entries count for when lists nest: a list of more is as rare as it is long."""
        return Window(lambda request: min(self.window.size(request), LARGEST_CHUNK), lambda _: 1)

    def tables(self, body: Sql, order: str, alias: str) -> list[Sql]:
        """Return the entries of the chunk and one more, and where each of them stands: `place` tells groups apart."""
        columns = ",".join(f"{alias}.{name}" for name in ("id", "user_id", "media_id", "type", "status", "is_hidden"))
        numbered = sql(f"select {columns},row_number() over (order by {order}) n from ", body, f" order by {order}")
        chunk = sql(f"{self.name}c as (", numbered, self.window.cut(1), ")")
        return [chunk, sql(f"{self.name}g as (", self.by_status(), " union all ", self.by_custom_list(), ")")]

    def by_status(self) -> Sql:
        wanted = (
            "case when c.status='COMPLETED' and exists(select 1 from accounts_user o where o.id=c.user_id and"
            " case c.type when 'ANIME' then o.anime_split_completed else o.manga_split_completed end)"
            f" then {split_name()} end"
        )
        split = wanted if self.splits else "cast(null as text)"
        return sql(
            f"select c.id,c.n,c.status,0 custom,coalesce(c.split,{status_name()}) name,(c.split is not null) is_split,"
            f"0 position from (select c.*,{split} split from {self.name}c c) c where not c.is_hidden and c.n<=",
            self.last,
        )

    def by_custom_list(self) -> Sql:
        return sql(
            f"select c.id,c.n,null,1,k.name,false,k.position+1 from {self.name}c c"
            " join tracker_customlistentry t on t.user_id=c.user_id and t.entry_id=c.id"
            " join tracker_customlist k on k.id=t.custom_list_id where c.n<=",
            self.last,
        )

    def groups(self, custom: int | None) -> Sql:
        """Return the query of the groups, in order. custom: 1: those made up by the owner only; 0: the others only."""
        chosen = "" if custom is None else f" where g.custom={custom}"
        return sql(
            f"select g.custom,g.name,g.status,g.is_split,min(g.n) n from {self.name}g g{chosen}"
            " group by g.custom,g.name,g.status,g.is_split,g.position order by g.custom,g.position,min(g.n)"
            f" limit {MOST_ENTRIES}"
        )

    def entries(self, group: str) -> Sql:
        """Return the query of a group's entries, in order. group: its alias."""
        return sql(
            f"select g.id id from {self.name}g g where g.custom={group}.custom and g.name={group}.name"
            f" order by g.n limit {MOST_ENTRIES}"
        )

    @property
    def has_more(self) -> Sql:
        more = sql(f"exists(select 1 from {self.name}c c where c.n>", self.last, ")")
        return sql("case when ", more, " then 'true' else 'false' end")


def chunk_of(arguments: Arguments) -> Window:
    """Return which entries are asked for: by chunks, or all there may be."""
    chunk, size = arguments.reader("chunk"), arguments.reader("perChunk")

    def entries_at_once(request: Request) -> int:
        if chunk(request) is None and size(request) is None:
            return MOST_ENTRIES
        return clamped(size, LARGEST_CHUNK, LARGEST_CHUNK)(request)

    return Window(entries_at_once, clamped(chunk, 1, MOST_ENTRIES))


GROUP: Shape = Shape(
    "MediaListGroup",
    {
        "name": Column("{a}.name", Kind.TEXT),
        "isCustomList": Column("case {a}.custom when 1 then 'true' else 'false' end", Kind.JSON),
        "isSplitCompletedList": Column("{a}.is_split", Kind.BOOL),
        "status": Column("{a}.status", Kind.ENUM),
    },
)
