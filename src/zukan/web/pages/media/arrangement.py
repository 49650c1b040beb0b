"""The parts of a media page in the order in which a reader wants them. Plain values in, plain values out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zukan.catalogue.models import ExternalLinkType, MediaListStatus, MediaRelationType
from zukan.web.charts import Point
from zukan.web.dates import length_words
from zukan.web.wording import LANGUAGE_OF_COUNTRY, label, plural

Row = Mapping[str, Any]

CAST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A language that a reader may choose, and whether it is chosen."""

    language: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A character, and who voices it in the chosen language."""

    edge: Row
    voices: list[Row]


@dataclass(frozen=True, slots=True)
class Cast:
    first: list[Part]
    rest: list[Part]
    languages: list[Choice]
    chosen: str | None


@dataclass(frozen=True, slots=True)
class Bar:
    """How many gave a score, and how high that stands among the others, 0 to 100."""

    score: int
    amount: int
    height: int


@dataclass(frozen=True, slots=True)
class Score:
    """points: 0 to 100. stars: the same as 0 to 5, exact to two places, as text."""

    points: int
    stars: str
    bars: list[Bar]


def facts_of(media: Row) -> list[tuple[str, str]]:
    """Return the facts row but for what leads elsewhere: names and values, without those that are not known."""
    season = f"{label('season', media['season'])} {media['seasonYear'] or ''}".strip() if media["season"] else ""
    facts = (
        ("Status", label("status", media["status"])),
        ("Format", label("format", media["format"]) or label("type", media["type"])),
        ("Episodes", f"{media['episodes']:,}" if media["episodes"] else ""),
        ("Length", length_words(media["duration"]) if media["duration"] else ""),
        ("Chapters", f"{media['chapters']:,}" if media["chapters"] else ""),
        ("Volumes", f"{media['volumes']:,}" if media["volumes"] else ""),
        ("Season", season),
        ("Source", label("source", media["source"])),
    )
    return [(name, value) for name, value in facts if value]


def studios_of(media: Row, is_main: bool) -> list[Row]:
    """Return the studios that made a work, or those that took part."""
    return [edge["node"] for edge in media["studios"]["edges"] if edge["isMain"] is is_main]


def similar_of(media: Row) -> list[Row]:
    """Return the works that are recommended to who likes this one; those for adults only beside one for adults."""
    works = [node["mediaRecommendation"] for node in media["recommendations"]["nodes"]]
    return [work for work in works if work and (media["isAdult"] or not work["isAdult"])]


def statuses_of(media: Row) -> list[tuple[str, int]]:
    """Return how many have the work in each list status, in the order of MediaListStatus."""
    amounts = {row["status"]: row["amount"] for row in (media["stats"] or {}).get("statusDistribution") or ()}
    return [(str(status.label), amounts[status]) for status in MediaListStatus if amounts.get(status)]


def days_of(media: Row, number: str) -> list[Point]:
    """Return a number of a work day by day, first to last. number: as the read path calls it."""
    days = reversed(media["trends"]["nodes"])
    return [(day["date"], day[number]) for day in days if day[number] is not None]


def original_language(media: Row) -> str:
    """Return the language a work was made in: its country's."""
    return LANGUAGE_OF_COUNTRY.get(media["countryOfOrigin"] or "JP", "Japanese")


def cast_of(media: Row, wanted: str) -> Cast:
    """Pair characters with voices of the wanted language; of the original or else the commonest one without a wish."""
    edges = media["characters"]["edges"]
    spoken = Counter(
        role["voiceActor"]["languageV2"] or ""
        for edge in edges
        for role in edge["voiceActorRoles"]
        if role["voiceActor"]
    )
    languages = sorted((language for language in spoken if language), key=lambda name: (-spoken[name], name))
    original = original_language(media)
    chosen = next((name for name in (wanted, original, *languages) if name in languages), None)
    parts = [Part(edge, voices_in(edge, chosen)) for edge in edges]
    return Cast(
        first=parts[:CAST_SHOWN],
        rest=parts[CAST_SHOWN:],
        languages=[Choice(name, name == chosen) for name in languages],
        chosen=chosen,
    )


def voices_in(edge: Row, language: str | None) -> list[Row]:
    """Return the voice roles of one language; those of no known language belong to each."""
    return [
        role
        for role in edge["voiceActorRoles"]
        if role["voiceActor"] and role["voiceActor"]["languageV2"] in {language, None}
    ]


def usable(links: Sequence[Row] | None) -> list[Row]:
    """Return the links that a browser may follow: web addresses that are not switched off."""
    return [link for link in links or () if not link["isDisabled"] and is_web_address(link["url"])]


def is_web_address(url: str | None) -> bool:
    return bool(url and url.startswith(("https://", "http://")))


def links_of(media: Row) -> list[Row]:
    """Return the links to sites about the work; services that carry it stand with the episodes."""
    return [link for link in usable(media["externalLinks"]) if link["type"] != ExternalLinkType.STREAMING]


def related_of(media: Row) -> list[tuple[str, list[Row]]]:
    """Return the related works by the name of their relation, in the order of MediaRelationType."""
    by_type: dict[str, list[Row]] = {}
    for edge in media["relations"]["edges"]:
        if edge["node"]:
            by_type.setdefault(edge["relationType"], []).append(edge["node"])
    return [(str(kind.label), by_type[kind]) for kind in MediaRelationType if kind in by_type]


def score_of(media: Row) -> Score | None:
    """Return the score; none when too few gave one."""
    points = media["averageScore"] if media["averageScore"] is not None else media["meanScore"]
    if points is None:
        return None
    return Score(points, f"{points / 20:.2f}", bars_of(media["stats"]))


def bars_of(stats: Row | None) -> list[Bar]:
    """Return a bar for each score from 10 to 100; none when nobody's is known."""
    amounts = {row["score"]: row["amount"] for row in (stats or {}).get("scoreDistribution") or ()}
    highest = max(amounts.values(), default=0)
    if not highest:
        return []
    counted = ((score, amounts.get(score, 0)) for score in range(10, 101, 10))
    return [Bar(score, amount, round(100 * amount / highest)) for score, amount in counted]


def split_spoilers(media: Row) -> tuple[list[Row], list[Row]]:
    """Return the tags that give nothing away, and those that do."""
    tags = media["tags"] or []
    spoilers = [tag for tag in tags if tag["isGeneralSpoiler"] or tag["isMediaSpoiler"]]
    return [tag for tag in tags if tag not in spoilers], spoilers


def description_for_machines(media: Row) -> str:
    """Return one sentence of facts for search engines and link previews."""
    kind = label("format", media["format"]) or media["type"].title()
    year = (media["startDate"] or {}).get("year")
    parts = (kind, str(year or ""), plural(media["episodes"], "episode") if media["episodes"] else "")
    facts = ", ".join(part for part in parts if part)
    return f"{media['title']['userPreferred']} ({facts}): cast, episodes, reviews and related works."
