"""What is known of a character in a reader's order. Plain values in, plain values out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zukan.web.pages.media.arrangement import Choice
from zukan.web.wording import plural

Row = Mapping[str, Any]
ORIGINAL = "Japanese"  # chosen without a wish, where anybody speaks it


@dataclass(frozen=True, slots=True)
class Voices:
    """Who voices a character in the chosen language. of: id of an appearance -> roles."""

    languages: list[Choice]
    chosen: str | None
    of: Mapping[int, list[Row]]


def voices_of(edges: Sequence[Row], wanted: str) -> Voices:
    """Return the voices of the wanted language; without a wish of the original, or else of the commonest one."""
    spoken = Counter(language for edge in edges for role in edge["voiceActorRoles"] if (language := language_of(role)))
    languages = sorted(spoken, key=lambda name: (-spoken[name], name))
    chosen = next((name for name in (wanted, ORIGINAL, *languages) if name in spoken), None)
    return Voices(
        languages=[Choice(name, name == chosen) for name in languages],
        chosen=chosen,
        of={edge["id"]: voices_in(edge, chosen) for edge in edges},
    )


def language_of(role: Row) -> str | None:
    """Return the language of a voice role, or else that its speaker works in."""
    spoken: str | None = role["zukan"]["language"] or role["voiceActor"]["languageV2"]
    return spoken


def voices_in(edge: Row, language: str | None) -> list[Row]:
    """Return the voice roles of one language; those of no known language belong to each."""
    return [role for role in edge["voiceActorRoles"] if language_of(role) in {language, None}]


def facts_of(character: Row) -> list[tuple[str, str]]:
    """Return names and values, without those that are not known; dates are not among them."""
    facts = (
        ("Age", character["age"]),
        ("Gender", character["gender"]),
        ("Blood type", character["bloodType"]),
        ("Favorited by", plural(character["favourites"], "user") if character["favourites"] else ""),
        ("Appears in", plural(character["all"]["pageInfo"]["count"], "title")),
    )
    return [(name, value) for name, value in facts if value]


def summary_of(character: Row) -> str:
    """Return one sentence for search engines and link previews."""
    return f"{character['name']['full']}: {plural(character['all']['pageInfo']['count'], 'title')}, voices and facts."
