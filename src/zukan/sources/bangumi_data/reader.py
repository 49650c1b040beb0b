"""bangumi-data's single JSON file to records.

Its sites come in three types: `info` (ids), `onair` (licensed services) and `resource`. The last are indexes of
unlicensed copies: they are dropped here and nothing of them goes further.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec

from zukan.sources.formats import Head, Item, Reader
from zukan.sources.records import Broadcast, Link, MediaRecord, TranslatedTitle
from zukan.sources.sites import is_licensed_link, site_of
from zukan.sources.vocabulary import StatusName

JAPAN = timezone(timedelta(hours=9))
FORMATS = {"tv": "TV", "movie": "MOVIE", "ova": "OVA", "web": "ONA"}
COUNTRIES = {"ja": "JP", "zh-Hans": "CN", "zh-Hant": "TW", "ko": "KR"}
RULE = re.compile(r"R/(?P<begin>[^/]+)/P(?P<days>\d+)D")
SEASONS = ("WINTER", "SPRING", "SUMMER", "FALL")


class SiteMeta(msgspec.Struct, rename="camel"):
    """What the file says of a site."""

    title: str
    type: str
    url_template: str = ""
    regions: list[str] | None = None


class ItemSite(msgspec.Struct):
    """One site of a title."""

    site: str
    id: str | None = None
    url: str | None = None


class Title(msgspec.Struct, rename="camel"):
    """One title."""

    title: str
    type: str
    begin: str = ""
    end: str = ""
    lang: str = "ja"
    broadcast: str = ""
    official_site: str = ""
    title_translate: dict[str, list[str]] = msgspec.field(default_factory=dict)
    sites: list[ItemSite] = msgspec.field(default_factory=list)


class BangumiDataReader(Reader):
    """Reads the file's titles, by what it says of the sites."""

    NAME = "bangumi-data"
    SOURCE = "bangumi-data"
    LICENCE = "CC-BY-4.0"
    HOMEPAGE = "https://github.com/bangumi-data/bangumi-data"
    LISTS_ALL = True

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return isinstance(head.value, dict) and {"siteMeta", "items"} <= head.value.keys()

    def items(self) -> Iterator[Item]:
        """Yield the titles; what stands before them in the file tells of the sites."""
        for _, meta in self.file.json_items("siteMeta"):
            self.sites = msgspec.convert(meta, dict[str, SiteMeta])
        return self.file.json_items("items.item")

    def records(self, value: Any) -> Iterator[MediaRecord]:
        title = msgspec.convert(value, Title)
        begin, end = moment(title.begin, "begin"), moment(title.end, "end")
        record = MediaRecord(
            source=self.source,
            key=f"{title.begin[:10]} {title.title}".strip()[:80],
            observed_at=self.observed_at,
            type="ANIME",
            format=FORMATS.get(title.type),  # type: ignore[arg-type]  # the values are names of formats
            title_native=title.title if title.lang != "en" else None,
            title_english=title.title if title.lang == "en" else None,
            translated_titles=list(translations(title)),
            country_of_origin=COUNTRIES.get(title.lang),
            start_date=japanese_date(begin),
            end_date=japanese_date(end),
            broadcast=slot(title, end),
            status=status_on(self.reading.observed_on, title, begin, end),
        )
        if begin and title.type in {"tv", "web"}:
            first = begin.astimezone(JAPAN)
            record.season = SEASONS[(first.month - 1) // 3]  # type: ignore[assignment]  # one of the four
            record.season_year = first.year
        self.read_sites(title, record)
        yield record

    def read_sites(self, title: Title, record: MediaRecord) -> None:
        """Fill a record's ids and links from a title's sites."""
        links: list[Link] = []
        if title.official_site and is_licensed_link(title.official_site):
            links.append(Link(url=title.official_site, site="Official Site", type="INFO"))
        for entry in title.sites:
            meta = self.sites.get(entry.site)
            if meta is None:
                self.skip("a site that the file does not describe")
            elif meta.type not in {"info", "onair"}:
                self.skip("a link to an index of unlicensed copies")
            elif meta.type == "info":
                add_id(record, entry)
            elif url := streaming_url(entry, meta):
                add_stream(links, url, meta)
        for position, link in enumerate(links):
            link.position = position
        record.external_links = links


def status_on(day: int | None, title: Title, begin: datetime | None, end: datetime | None) -> StatusName | None:
    """Return what follows from a title's dates on the day that the data is of; None when the day is not known.

    A series without an end may be running or may have been forgotten: that tells nothing.
    """
    if day is None or begin is None:
        return None
    if begin.timestamp() > day:
        return "NOT_YET_RELEASED"
    last = end or (begin if title.type == "movie" else None)
    return "FINISHED" if last and last.timestamp() <= day else "RELEASING" if end else None


def translations(title: Title) -> Iterator[TranslatedTitle]:
    """Yield the title and its translations, each with its language."""
    yield TranslatedTitle(language=title.lang, text=title.title)
    for language, titles in title.title_translate.items():
        for text in titles:
            if text.strip():
                yield TranslatedTitle(language=language, text=text)


def moment(text: str, field: str) -> datetime | None:
    """Return an ISO 8601 moment, None for "". Raises msgspec.ValidationError."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as error:
        raise msgspec.ValidationError(f"{error} - at `$.{field}`") from error


def japanese_date(at: datetime | None) -> int | None:
    """Return the FuzzyDate of a moment in Japan: a slot at 25:25 belongs to the next day there too."""
    if at is None:
        return None
    local = at.astimezone(JAPAN)
    return local.year * 10000 + local.month * 100 + local.day


def slot(title: Title, end: datetime | None) -> Broadcast | None:
    """Return a title's regular slot, None when it has none or its end is not known."""
    found = RULE.fullmatch(title.broadcast)
    begin = moment(found["begin"], "broadcast") if found else None
    if found is None or begin is None or end is None or not 1 <= int(found["days"]) <= 366 or end < begin:
        return None
    if begin.timestamp() < 0:
        return None
    return Broadcast(begin=int(begin.timestamp()), end=int(end.timestamp()), period_days=int(found["days"]))


def add_stream(links: list[Link], url: str, meta: SiteMeta) -> None:
    """Add a licensed service's page; one page that the file lists for several regions is one link for all of them."""
    known = next((link for link in links if link.url == url), None)
    if known is None:
        regions = ", ".join(meta.regions) if meta.regions else None
        links.append(Link(url=url, site=meta.title, type="STREAMING", regions=regions))
    elif known.regions and meta.regions:
        known.regions = ", ".join(dict.fromkeys([*known.regions.split(", "), *meta.regions]))


def add_id(record: MediaRecord, entry: ItemSite) -> None:
    """Add what an information site calls the title."""
    site = site_of(entry.site)
    if site and entry.id:
        record.ids.setdefault(site.key, []).append(entry.id)


def streaming_url(entry: ItemSite, meta: SiteMeta) -> str | None:
    """Return the address of a title on a licensed service, None when the file does not tell."""
    url = entry.url or (meta.url_template.replace("{{id}}", entry.id) if entry.id and meta.url_template else "")
    return url if is_licensed_link(url) else None
