"""anime-offline-database's list, whole or one entry a line, and its lists of dead entries, to records."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import msgspec

from zukan.sources.anime_offline_database.pages import PAGES, page_id
from zukan.sources.formats import Head, Item, Reader
from zukan.sources.keys import record_key
from zukan.sources.records import AnyRecord, MediaRecord, Relation, StudioCredit, StudioRecord, TagRank, TagRecord
from zukan.sources.sites import site_of
from zukan.sources.vocabulary import LONGEST_NAME, FormatName, SeasonName, StatusName

FORMATS: dict[str, FormatName] = {"TV": "TV", "MOVIE": "MOVIE", "OVA": "OVA", "ONA": "ONA", "SPECIAL": "SPECIAL"}
STATUSES: dict[str, StatusName] = {
    "FINISHED": "FINISHED",
    "ONGOING": "RELEASING",
    "UPCOMING": "NOT_YET_RELEASED",
}
GENRES = {
    name.lower(): name
    for name in (
        *("Action", "Adventure", "Comedy", "Drama", "Ecchi", "Fantasy", "Hentai", "Horror", "Mahou Shoujo", "Mecha"),
        *("Music", "Mystery", "Psychological", "Romance", "Sci-Fi", "Slice of Life", "Sports", "Supernatural"),
        "Thriller",
    )
}
ADULT_TAGS = frozenset({"hentai", "18 restricted"})
NOT_LATIN = re.compile("[\u0400-\u04ff\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
NO_PICTURE = "/no_pic"  # what the addresses of the placeholder pictures contain
LONGEST_REFERENCE = 120
NAMES_REMEMBERED = 200_000
ODBL = "Open Data Commons Open Database License (ODbL) v1.0"


class Licence(msgspec.Struct):
    """What the file says of its licence."""

    name: str = ""


class ScoreRange(msgspec.Struct, rename="camel"):
    """Between which numbers scores lie."""

    max_inclusive: Annotated[float, msgspec.Meta(gt=0)] = 10.0


class Header(msgspec.Struct, rename="camel"):
    """What stands before the entries."""

    license: Licence = msgspec.field(default_factory=Licence)
    repository: str = ""
    score_range: ScoreRange = msgspec.field(default_factory=ScoreRange)
    last_update: str = ""


class Season(msgspec.Struct):
    """When an anime was first shown."""

    season: Literal["SPRING", "SUMMER", "FALL", "WINTER", "UNDEFINED"] = "UNDEFINED"
    year: int | None = None


class Duration(msgspec.Struct):
    """How long an episode is."""

    value: float
    unit: Literal["SECONDS"]


class Score(msgspec.Struct, rename="camel"):
    """The mean over the sites' scores."""

    arithmetic_geometric_mean: float | None = None
    arithmetic_mean: float | None = None


class Entry(msgspec.Struct, rename="camel"):
    """One anime."""

    sources: Annotated[list[str], msgspec.Meta(min_length=1)]
    title: str
    type: Literal["TV", "MOVIE", "OVA", "ONA", "SPECIAL", "UNKNOWN"]
    episodes: int = 0
    status: Literal["FINISHED", "ONGOING", "UPCOMING", "UNKNOWN"] = "UNKNOWN"
    anime_season: Season = msgspec.field(default_factory=Season)
    picture: str = ""
    thumbnail: str = ""
    duration: Duration | None = None
    score: Score | None = None
    synonyms: list[str] = msgspec.field(default_factory=list)
    studios: list[str] = msgspec.field(default_factory=list)
    producers: list[str] = msgspec.field(default_factory=list)
    related_anime: list[str] = msgspec.field(default_factory=list)
    tags: list[str] = msgspec.field(default_factory=list)


class DatedReader(Reader):
    """Reads a file whose beginning tells its day and licence."""

    LICENCE = "ODbL-1.0"
    HOMEPAGE = "https://github.com/manami-project/anime-offline-database"

    def read_header(self, value: Any) -> Header:
        """Take what the file says of itself as a whole."""
        header = msgspec.convert(value, Header)
        self.licence = header.license.name if not header.license.name.startswith(ODBL) else self.LICENCE
        self.homepage = header.repository or self.HOMEPAGE
        if header.last_update:
            try:
                day = datetime.strptime(header.last_update, "%Y-%m-%d").replace(tzinfo=UTC)
            except ValueError as error:
                raise msgspec.ValidationError(f"{error} - at `$.lastUpdate`") from None
            self.observed_at = int(day.timestamp())
        return header


class AnimeOfflineDatabaseReader(DatedReader):
    """Reads the entries."""

    NAME = "anime-offline-database"
    SOURCE = "anime-offline-database"
    LISTS_ALL = True

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return isinstance(head.value, dict) and {"license", "repository", "scoreRange"} <= head.value.keys()

    def items(self) -> Iterator[Item]:
        self.named: set[tuple[str, str]] = set()
        header = self.read_header({**self.file.head.value, "data": None})
        self.to_hundred = 100 / header.score_range.max_inclusive
        if "data" in self.file.head.value:
            return self.file.json_items("data.item")
        return (item for number, item in enumerate(self.file.json_values()) if number)

    def records(self, value: Any) -> Iterator[AnyRecord]:
        entry = msgspec.convert(value, Entry)
        ids = self.ids_of(entry.sources)
        if not ids:
            self.skip("an entry without a page on a site that is known here")
            return
        names = {tag for tag in (one.strip() for one in entry.tags) if tag}
        record = MediaRecord(
            source=self.source,
            key=own_key(ids),
            observed_at=self.observed_at,
            ids=ids,
            type="ANIME",
            format=FORMATS.get(entry.type),
            status=STATUSES.get(entry.status),
            season=season_of(entry.anime_season),
            season_year=entry.anime_season.year,
            episodes=entry.episodes or None,
            duration=minutes(entry.duration),
            cover_large=picture(entry.picture),
            cover_medium=picture(entry.thumbnail),
            is_adult=True if names & ADULT_TAGS else None,
            synonyms=self.titles(entry.synonyms),
            genres=sorted(GENRES[name] for name in names if name in GENRES),
        )
        if NOT_LATIN.search(entry.title):
            record.title_native = entry.title
        else:
            record.title_romaji = entry.title
        if entry.score is not None:
            record.average_score = self.score(entry.score.arithmetic_geometric_mean)
            record.mean_score = self.score(entry.score.arithmetic_mean)
        record.relations = self.relations(entry, ids)
        yield from self.companies(entry, record)
        yield from self.tags(names - GENRES.keys(), record)
        yield record

    def ids_of(self, urls: list[str]) -> dict[str, list[str]]:
        """Return site -> keys of an entry's pages."""
        ids: dict[str, list[str]] = {}
        for url in urls:
            if found := page_id(url):
                ids.setdefault(found[0], []).append(found[1])
            else:
                self.skip("a page on a site that is not known here")
        return ids

    def titles(self, texts: list[str]) -> list[str]:
        """Return titles without those that are none."""
        kept = [text for text in texts if text.strip() and len(text) <= LONGEST_NAME]
        if len(kept) < len(texts):
            self.skip("a synonym that is empty, or longer than any title", len(texts) - len(kept))
        return kept

    def score(self, value: float | None) -> int | None:
        """Return a score from 0 to 100."""
        return None if value is None else round(value * self.to_hundred)

    def relations(self, entry: Entry, ids: dict[str, list[str]]) -> list[Relation]:
        """Return that an entry has to do with others: how, the data set does not say.

        Each is named by all of its pages that some site tells of, in the order in which the file has them.
        """
        found: list[Relation] = []
        for url in entry.related_anime:
            site, key = page_id(url) or ("", "")
            reference = key if site == "anilist" else f"@{site}:ANIME/{key}"
            if not site or len(reference) > LONGEST_REFERENCE:
                self.skip("a related anime's page on a site that is not known here")
            elif key not in ids.get(site, ()):
                found.append(Relation(media=reference, relation_type="OTHER"))
        return found

    def companies(self, entry: Entry, record: MediaRecord) -> Iterator[StudioRecord]:
        """Fill a record's companies, and yield those that were not met before."""
        parts: list[StudioCredit] = []
        for names, is_main in ((entry.studios, True), (entry.producers, False)):
            for name in dict.fromkeys(name.strip() for name in names):
                if not name:
                    continue
                parts.append(StudioCredit(studio=record_key(f"~{name}"), is_main=is_main))
                if self.is_new("studio" if is_main else "producer", name):
                    yield StudioRecord(
                        source=self.source,
                        key=record_key(f"~{name}"),
                        observed_at=self.observed_at,
                        name=name,
                        is_animation_studio=True if is_main else None,
                    )
        record.studios = parts

    def tags(self, names: set[str], record: MediaRecord) -> Iterator[TagRecord]:
        """Fill a record's tags, and yield those that were not met before."""
        record.tags = [TagRank(tag=record_key(f"~{name}")) for name in sorted(names)]
        for name in sorted(names):
            if self.is_new("tag", name):
                key = record_key(f"~{name}")
                yield TagRecord(source=self.source, key=key, observed_at=self.observed_at, name=name)

    def is_new(self, kind: str, name: str) -> bool:
        """Return whether a name was not met before; some are forgotten, for there may be any number."""
        if (kind, name) in self.named:
            return False
        if len(self.named) > NAMES_REMEMBERED:
            self.named.clear()
        self.named.add((kind, name))
        return True


class DeadEntriesReader(DatedReader):
    """Reads which ids a site does not have any more. The file's name tells the site: `anilist.json`."""

    NAME = "anime-offline-database's dead entries"
    SOURCE = "anime-offline-database-dead"

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return isinstance(head.value, dict) and {"license", "repository", "deadEntries"} <= head.value.keys()

    def items(self) -> Iterator[Item]:
        name = re.split(r"[.]|-minified|_minified", self.file.path.name)[0]
        site = site_of(name)
        if site is None or site.key not in PAGES:
            raise ValueError("its name does not tell whose dead entries it lists; name it like anilist.json")
        self.site = site.key
        self.read_header({**self.file.head.value, "deadEntries": None})
        return self.file.json_items("deadEntries.item")

    def records(self, value: Any) -> Iterator[AnyRecord]:
        key = msgspec.convert(value, str)
        yield MediaRecord(
            source=self.source,
            key=f"{self.site}/{key}",
            observed_at=self.observed_at,
            ids={self.site: [key]},
            ids_number="ANIME",
            ids_gone=True,
        )


def own_key(ids: dict[str, list[str]]) -> str:
    """Return the key of an entry's record: its least id on the first site of PAGES that knows it.

    So it depends on neither the order of the entries nor that of their pages, and changes only when a more stable
    site comes to know the work.
    """
    site = next(site for site in PAGES if site in ids)
    least = min(ids[site], key=lambda key: (int(key) if key.isdecimal() else 0, key))
    return record_key(f"{site}/{least}")


def season_of(season: Season) -> SeasonName | None:
    """Return the season in which an anime was first shown, None when it is not known."""
    return None if season.season == "UNDEFINED" else season.season


def minutes(duration: Duration | None) -> int | None:
    """Return an episode's length in whole minutes, at least one; None when it is not known."""
    return max(1, round(duration.value / 60)) if duration and duration.value > 0 else None


def picture(url: str) -> str | None:
    """Return a picture's address, None for the one that stands for none."""
    return url if url.startswith("https://") and NO_PICTURE not in url else None
