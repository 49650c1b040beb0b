"""bangumi-data's single JSON file to records.

Its sites come in three types: `info` (ids), `onair` (licensed services) and `resource`. The last are indexes of
unlicensed copies: they are dropped here and nothing of them goes further.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec

from zukan.sources.records import AnyRecord, Broadcast, Link, MediaRecord, TranslatedTitle
from zukan.sources.sites import is_licensed_link, site_of
from zukan.sources.vocabulary import StatusName

SOURCE = "bangumi-data"
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


class Item(msgspec.Struct, rename="camel"):
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


def is_document(document: Any) -> bool:
    """Return whether a JSON value is the file of bangumi-data."""
    return isinstance(document, dict) and {"siteMeta", "items"} <= document.keys()


def read_document(
    document: Any, source: str, observed_on: int | None, skipped: Counter[str]
) -> Iterator[tuple[str, list[AnyRecord]]]:
    """Yield (where in the document, records) for each title."""
    sites = msgspec.convert(document["siteMeta"], dict[str, SiteMeta])
    for index, value in enumerate(msgspec.convert(document["items"], list[dict[str, Any]])):
        try:
            item = msgspec.convert(value, Item)
            record = title_record(item, source, observed_on, sites, skipped)
        except msgspec.ValidationError as error:
            raise msgspec.ValidationError(str(error).replace("`$", f"`$.items[{index}]")) from None
        yield f"item {index + 1}", [record]


def title_record(
    item: Item, source: str, observed_on: int | None, sites: dict[str, SiteMeta], skipped: Counter[str]
) -> MediaRecord:
    """Return the record of one title."""
    begin, end = moment(item.begin, "begin"), moment(item.end, "end")
    record = MediaRecord(
        source=source,
        key=f"{item.begin[:10]} {item.title}".strip()[:80],
        observed_at=observed_on or 0,
        type="ANIME",
        format=FORMATS.get(item.type),  # type: ignore[arg-type]  # the values are names of formats
        title_native=item.title if item.lang != "en" else None,
        title_english=item.title if item.lang == "en" else None,
        translated_titles=list(translations(item)),
        country_of_origin=COUNTRIES.get(item.lang),
        start_date=japanese_date(begin),
        end_date=japanese_date(end),
        broadcast=slot(item, end),
        status=status_on(observed_on, item, begin, end),
    )
    if begin and item.type in {"tv", "web"}:
        first = begin.astimezone(JAPAN)
        record.season = SEASONS[(first.month - 1) // 3]  # type: ignore[assignment]  # one of the four
        record.season_year = first.year
    read_sites(item, record, sites, skipped)
    return record


def status_on(day: int | None, item: Item, begin: datetime | None, end: datetime | None) -> StatusName | None:
    """Return what follows from a title's dates on the day that the data is of; None when the day is not known.

    A series without an end may be running or may have been forgotten: that tells nothing.
    """
    if day is None or begin is None:
        return None
    if begin.timestamp() > day:
        return "NOT_YET_RELEASED"
    last = end or (begin if item.type == "movie" else None)
    return "FINISHED" if last and last.timestamp() <= day else "RELEASING" if end else None


def translations(item: Item) -> Iterator[TranslatedTitle]:
    """Yield the title and its translations, each with its language."""
    yield TranslatedTitle(language=item.lang, text=item.title)
    for language, titles in item.title_translate.items():
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


def slot(item: Item, end: datetime | None) -> Broadcast | None:
    """Return a title's regular slot, None when it has none or its end is not known."""
    found = RULE.fullmatch(item.broadcast)
    begin = moment(found["begin"], "broadcast") if found else None
    if found is None or begin is None or end is None or not 1 <= int(found["days"]) <= 366 or end < begin:
        return None
    if begin.timestamp() < 0:
        return None
    return Broadcast(begin=int(begin.timestamp()), end=int(end.timestamp()), period_days=int(found["days"]))


def read_sites(item: Item, record: MediaRecord, sites: dict[str, SiteMeta], skipped: Counter[str]) -> None:
    """Fill a record's ids and links from a title's sites."""
    links: list[Link] = []
    if item.official_site and is_licensed_link(item.official_site):
        links.append(Link(url=item.official_site, site="Official Site", type="INFO"))
    for entry in item.sites:
        meta = sites.get(entry.site)
        if meta is None or meta.type not in {"info", "onair"}:
            skipped[
                "a link to an index of unlicensed copies" if meta else "a site that the file does not describe"
            ] += 1
        elif meta.type == "info":
            add_id(record, entry)
        elif url := streaming_url(entry, meta):
            add_stream(links, url, meta)
    for position, link in enumerate(links):
        link.position = position
    record.external_links = links


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
