"""What matching looks at of a work: its names, when it began, what it is, how long it is, and its keys elsewhere.

A work is a group of source records. Its profile is made of all of them and does not depend on their order.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeAlias

from zukan.sources.claims import KEY_SEPARATOR, Claims, claims_of
from zukan.sources.matching.listing import listed_at
from zukan.sources.matching.titles import Title, read_title, without_reading
from zukan.sources.records import MediaRecord
from zukan.sources.sites import SITES

Kind: TypeAlias = Literal["main", "official", "variant", "synonym", "short"]
Slot: TypeAlias = Literal["romaji", "english", "native", "other"]
KINDS: tuple[Kind, ...] = ("main", "official", "variant", "synonym", "short")
SLOTS: tuple[Slot, ...] = ("romaji", "native", "english")  # the titles that one work has one of
LONGEST_SHORT = 4  # letters without blanks: "SnM" is no name to trust
SLOT_OF_LANGUAGE: dict[str, Slot] = {"ja": "native", "en": "english", "x-jat": "romaji", "ja-latn": "romaji"}
FIELDS: tuple[tuple[str, Slot, Kind], ...] = (
    ("title_romaji", "romaji", "main"),
    ("title_native", "native", "official"),
    ("title_english", "english", "official"),
)
FIELD_OF_SLOT = {slot: field for field, slot, _ in FIELDS}


# All that a profile is made of: the other fields of a record need not be read for it.
COMPARED = (
    *("type", "title_romaji", "title_native", "title_english", "synonyms", "translated_titles", "start_date"),
    *("season_year", "format", "episodes", "country_of_origin", "is_adult", "ids"),
)


class Name(NamedTuple):
    """One name of a work."""

    title: Title
    slot: Slot
    kind: Kind


@dataclass(frozen=True)
class Profile:
    """A work as matching sees it. An empty set means "not known"."""

    names: tuple[Name, ...]
    type: str | None = None  # "ANIME" or "MANGA"
    started: frozenset[int] = frozenset()  # FuzzyDates, one of each record that knows
    formats: frozenset[str] = frozenset()
    episodes: frozenset[int] = frozenset()
    countries: frozenset[str] = frozenset()
    adult: frozenset[bool] = frozenset()
    ids: frozenset[tuple[str, str]] = frozenset()  # (site, key) on sites whose keys mean one work each
    sources: frozenset[str] = frozenset()

    @cached_property
    def slots(self) -> dict[Slot, tuple[Title, ...]]:
        """The titles in each slot; what synonyms say does not stand for a slot."""
        found: dict[Slot, list[Title]] = defaultdict(list)
        for name in self.names:
            if name.kind in ("main", "official", "variant"):
                found[name.slot].append(name.title)
        return {slot: tuple(titles) for slot, titles in found.items()}

    @cached_property
    def trusted(self) -> "Forms":
        """The forms of main and official titles."""
        return Forms.of(name.title for name in self.names if name.kind in ("main", "official"))

    @cached_property
    def all_forms(self) -> "Forms":
        """The forms of all names."""
        return Forms.of(name.title for name in self.names)

    @cached_property
    def length(self) -> int:
        """Letters of the longest title."""
        return max((len(name.title.sounds) for name in self.names if name.kind in ("main", "official")), default=0)

    @cached_property
    def years(self) -> frozenset[int]:
        """The years in which it began."""
        return frozenset(date // 10_000 for date in self.started)

    @cached_property
    def listed(self) -> frozenset[float]:
        """When AniDB listed it, in years."""
        return frozenset(listed_at(int(key)) for site, key in self.ids if site == "anidb" and key.isdecimal())

    @cached_property
    def title_years(self) -> frozenset[int]:
        """Years that stand in a title: "Hunter x Hunter (2011)"."""
        return frozenset(name.title.year for name in self.names if name.title.year)

    @cached_property
    def numbered(self) -> tuple[Title, ...]:
        """The titles whose numbers count: English ones do only where there is no other."""
        return self.slots.get("romaji", ()) + self.slots.get("native", ()) or self.slots.get("english", ())

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Numbers of seasons and parts."""
        return frozenset(
            number for title in self.numbered for number in title.numbers if number[0] != "f" or number == "final"
        )

    @cached_property
    def first(self) -> bool:
        """Whether a title says that the work is a first season or part."""
        return any(title.first for title in self.numbered)

    @cached_property
    def of_format(self) -> frozenset[str]:
        """Numbers of films and specials: "f3" of "Movie 3"."""
        return frozenset(
            number for title in self.numbered for number in title.numbers if number[0] == "f" and number != "final"
        )

    @cached_property
    def title_formats(self) -> frozenset[str]:
        """Formats that stand in a title whose numbers count: "The Movie"."""
        return frozenset(word for title in self.numbered for word in title.formats)

    @cached_property
    def formats_within(self) -> frozenset[str]:
        """Those of them that stand before a subtitle: "Doraemon Movie 19: ..."."""
        return frozenset(word for title in self.numbered for word in title.within)

    @cached_property
    def all_numbers(self) -> frozenset[str]:
        """Numbers in any name, be it of a season, a part or a film."""
        return frozenset(
            number if number == "final" else number.lstrip("f") for name in self.names for number in name.title.numbers
        )

    @cached_property
    def sounds(self) -> frozenset[str]:
        """The sounds of main and official titles, whatever their numbers."""
        return frozenset(sounds for sounds, _ in self.trusted.sounds)

    @cached_property
    def keys_by_site(self) -> dict[str, frozenset[str]]:
        """The keys on each site."""
        found: dict[str, set[str]] = defaultdict(set)
        for site, key in self.ids:
            found[site].add(key)
        return {site: frozenset(keys) for site, keys in found.items()}


class Forms(NamedTuple):
    """The ways in which titles can be equal, from the strictest to the loosest."""

    plain: frozenset[str]
    folded: frozenset[str]
    words: frozenset[tuple[str, tuple[str, ...]]]
    sounds: frozenset[tuple[str, tuple[str, ...]]]

    @classmethod
    def of(cls, titles: Iterable[Title]) -> "Forms":
        known = tuple(titles)
        return cls(
            frozenset(title.plain for title in known),
            frozenset(title.folded for title in known if title.folded),
            frozenset((title.words, title.numbers) for title in known if title.words),
            frozenset((title.sounds, title.numbers) for title in known if title.sounds),
        )


def profile_of(record: MediaRecord) -> Profile:
    """Return the profile of a work that one record tells of."""
    return profile_of_group([(record.source, claims_of(record))])


def profile_of_group(records: Iterable[tuple[str, Claims]]) -> Profile:
    """Return the profile of a work from (source, claims) of each of its records."""
    known = list(records)
    kept = [claims for _, claims in known]
    names = {read_name(*told) for told in {told for claims in kept for told in names_of(claims)}}
    names |= {
        Name(read_title(shorter), name.slot, "variant")
        for name in names
        if name.kind in ("main", "official") and (shorter := without_reading(name.title.plain))
    }
    return Profile(
        names=tuple(sorted(names, key=lambda name: (KINDS.index(name.kind), name.slot, name.title.plain))),
        type=min(said(kept, "type"), default=None),
        started=frozenset(date for date in map(began, kept) if date),
        formats=said(kept, "format"),
        episodes=frozenset(number for number in said(kept, "episodes") if number),
        countries=said(kept, "country_of_origin"),
        adult=said(kept, "is_adult"),
        ids=frozenset(key for claims in kept for key in identifying(claims)),
        sources=frozenset(source for source, _ in known),
    )


def said(records: Iterable[Claims], field: str) -> frozenset[Any]:
    """Return all values of a field."""
    return frozenset(claims[field][1] for claims in records if field in claims)


def began(claims: Mapping[str, Any]) -> int:
    """Return when a work began as a FuzzyDate, 0 for not known."""
    date = claims["start_date"][1] if "start_date" in claims else 0
    year = claims["season_year"][1] if "season_year" in claims else 0
    return int(date or year * 10_000)


def identifying(claims: Claims) -> Iterable[tuple[str, str]]:
    """Yield the keys on sites whose keys mean one work each."""
    for joined in claims.get("ids", ()):
        site, key = joined.split(KEY_SEPARATOR, 1)
        if site in SITES and SITES[site].identifies:
            yield site, key


def names_of(claims: Claims) -> Iterable[tuple[str, Slot, Kind]]:
    """Yield the names that a record gives, not yet read: most are given by several records of a work."""
    for field, slot, kind in FIELDS:
        if field in claims and claims[field][1].strip():
            yield claims[field][1], slot, kind
    for text in claims["synonyms"][1] if "synonyms" in claims else ():
        if text.strip():
            yield text, "other", "synonym"
    for translated in claims["translated_titles"][1] if "translated_titles" in claims else ():
        if translated["text"].strip():
            slot = SLOT_OF_LANGUAGE.get(translated["language"].lower(), "other")
            yield translated["text"], slot, "synonym" if FIELD_OF_SLOT.get(slot) in claims else "official"


def read_name(text: str, slot: Slot, kind: Kind) -> Name:
    """Return a name, read. A synonym of a few letters is a short one."""
    title = read_title(text)
    is_short = kind == "synonym" and slot == "other" and title.script == "latin" and len(title.sounds) <= LONGEST_SHORT
    return Name(title, slot, "short" if is_short else kind)
