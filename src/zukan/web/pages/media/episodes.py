"""The episodes of a work in lines: what is known of each, where it can be watched, and in which languages."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zukan.catalogue.models import ExternalLinkType
from zukan.web.pages.media.arrangement import Choice, is_web_address, original_language, usable

Row = Mapping[str, Any]

SHOWN = 26
SERVICES_TITLE = re.compile(r"Episode (\d+)(?:\s*[-–:]\s*(.+))?", re.DOTALL)  # "Episode 1 - Asteroid Blues"


@dataclass(frozen=True, slots=True)
class Line:
    """One episode; without a number it is a link of which nobody says where it belongs. No title is ""."""

    number: int | None
    title: str
    native: str
    aired: Row | None
    kinds: list[str]  # "Filler", "Recap"
    audio: list[Row]  # where it can be heard in the chosen language
    links: list[Row]


@dataclass(frozen=True, slots=True)
class Episodes:
    """dubs: languages other than the original in which the work is voiced. carriers: who has the chosen one."""

    first: list[Line]
    rest: list[Line]
    original: str
    dubs: list[Choice]
    chosen: str | None
    carriers: list[str]
    services: list[Row]


def episodes_of(media: Row, wanted: str) -> Episodes:
    """Return the episodes, and what is known of them in a wanted dub."""
    original = original_language(media)
    dubs = [language for language in media["dubLanguages"] or () if language != original]
    chosen = wanted if wanted in dubs else None
    lines = lines_of(media, chosen)
    return Episodes(
        first=lines[:SHOWN],
        rest=lines[SHOWN:],
        original=original,
        dubs=[Choice(language, language == chosen) for language in dubs],
        chosen=chosen,
        carriers=sorted({audio["site"] for line in lines for audio in line.audio}),
        services=[link for link in usable(media["externalLinks"]) if link["type"] == ExternalLinkType.STREAMING],
    )


def lines_of(media: Row, language: str | None) -> list[Line]:
    """Bring episodes and services' links to them together by number; links without one come last."""
    rows = {row["number"]: row for row in media["episodeList"] or ()}
    links = links_by_number(media["streamingEpisodes"] or ())
    numbers = sorted({*rows, *(number for number in links if number is not None)})
    numbered = [line(number, rows.get(number, {}), links.get(number, ()), language) for number in numbers]
    return numbered + [line(None, {}, (link,), language) for link in links.get(None, ())]


def links_by_number(links: Iterable[Row]) -> dict[int | None, list[Row]]:
    """Sort links by the number that their titles begin with. An address that no browser may follow is left out."""
    sorted_links: dict[int | None, list[Row]] = {}
    for link in links:
        found = SERVICES_TITLE.match(link["title"] or "")
        if is_web_address(link["url"]):
            sorted_links.setdefault(int(found[1]) if found else None, []).append(link)
    return sorted_links


def line(number: int | None, row: Row, links: Sequence[Row], language: str | None) -> Line:
    """Put one episode together; a service's title stands in where no other is known."""
    kinds = [name for name, column in (("Filler", "isFiller"), ("Recap", "isRecap")) if row.get(column)]
    return Line(
        number=number,
        title=row.get("title") or row.get("titleRomaji") or services_title(links),
        native=row.get("titleNative") or "",
        aired=row.get("aired"),
        kinds=kinds,
        audio=[audio for audio in row.get("audio") or () if audio["language"] == language],
        links=list(links),
    )


def services_title(links: Iterable[Row]) -> str:
    """Return the first title among links, without its number."""
    for link in links:
        found = SERVICES_TITLE.fullmatch(link["title"] or "")
        title = found[2] if found else link["title"]
        if title:
            return str(title)
    return ""
