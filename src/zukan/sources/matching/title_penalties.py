"""How far the names of two works are from each other.

First the nearest two of all names; then, so that one equal name does not hide that all others differ, the titles
that both have in one slot: romaji, native, English. Numbers of seasons and parts are compared by themselves.
"""

from collections.abc import Iterator
from typing import TypeAlias

from rapidfuzz.distance import Indel

from zukan.sources.matching.formats import tells_year
from zukan.sources.matching.profile import SLOTS, Forms, Profile, Slot
from zukan.sources.matching.titles import Title
from zukan.sources.matching.weights import WEIGHTS

Found: TypeAlias = Iterator[tuple[str, float]]
SLOT_NAMES: dict[Slot, str] = {
    "romaji": "romaji titles differ",
    "native": "native titles differ",
    "english": "english titles differ",
}
STEEP = 1.6  # titles of which a little over half the letters are the same are as far as any
OTHER_ENDING = 0.35  # "K-On!" and "K-On!!"
SEQUEL_SIGN = 1.0  # "Gintama" and "Gintama°"
# A title that holds the other one whole is marked by its distance: more stands after it, or only before it.
WITH_SUBTITLE = 0.3001
WITH_SERIES = 0.2501
WHOLE = 0.10  # how far such titles are, that aside
LONG_ENOUGH = 5  # letters of a title that is looked for in another


def title_penalties(one: Profile, other: Profile) -> Found:
    """Yield the penalties for names, but for their numbers."""
    both = [slot for slot in SLOTS if slot in one.slots and slot in other.slots]
    distances = {slot: slot_distance(one.slots[slot], other.slots[slot]) for slot in both}
    yield from nearest_penalties(one, other, [known for known in distances.values() if known is not None])
    for slot, far in distances.items():
        if far is None:
            yield "scripts differ", WEIGHTS["scripts differ"]
        elif slot == "english" or far not in (WITH_SERIES, WITH_SUBTITLE):
            yield SLOT_NAMES[slot], WEIGHTS[SLOT_NAMES[slot]] * far
    part = part_penalty(one, other, {slot: far for slot, far in distances.items() if slot != "english"})
    if part:
        yield part, WEIGHTS[part]


def nearest_penalties(one: Profile, other: Profile, distances: list[float]) -> Found:
    """Yield the penalty for the nearest two of all names. distances: of the titles in each slot."""
    equal = equality(one.trusted, other.trusted)
    if equal is not None:
        if equal:
            yield equal, WEIGHTS[equal]
        return
    near = min(distances, default=1.0)
    alike = WEIGHTS["title alike"] + WEIGHTS["title distance"] * (
        WHOLE if near in (WITH_SERIES, WITH_SUBTITLE) else near
    )
    equal = equality(one.all_forms, other.all_forms)
    if equal is None:
        yield "title alike", alike
    else:
        yield "title only by a synonym", min(alike, WEIGHTS["title only by a synonym"] + WEIGHTS.get(equal, 0))


def equality(one: Forms, other: Forms) -> str | None:
    """Return the name of the penalty for the nearest way in which names are equal, "" for none; None: they are not."""
    if not one.plain.isdisjoint(other.plain):
        return ""
    if not one.folded.isdisjoint(other.folded):
        return "title in another writing"
    if not one.words.isdisjoint(other.words):
        return "title in another wording"
    return None if one.sounds.isdisjoint(other.sounds) else "title in another romanisation"


def slot_distance(ones: tuple[Title, ...], others: tuple[Title, ...]) -> float | None:
    """Return how far the nearest of two works' titles are, from 0 to 1; None when they are in different scripts."""
    return min((distance(one, other) for one in ones for other in others if one.script == other.script), default=None)


def distance(one: Title, other: Title) -> float:
    """Return how far two titles in one script are, from 0 to 1."""
    if one.sounds == other.sounds:
        return ending_distance(one.ending, other.ending)
    far = min(1.0, STEEP * Indel.normalized_distance(one.sounds, other.sounds))
    shorter, longer = sorted((one.sounds, other.sounds), key=len)
    if len(shorter) >= LONG_ENOUGH and far > WHOLE and shorter in longer:
        return WITH_SERIES if longer.endswith(shorter) else WITH_SUBTITLE
    return far


def ending_distance(one: str, other: str) -> float:
    """Return how far two titles with the same letters are by the marks at their ends."""
    if one == other:
        return 0.0
    return OTHER_ENDING if set(one) ^ set(other) <= {"!", "?"} else SEQUEL_SIGN


def part_penalty(one: Profile, other: Profile, distances: dict[Slot, float | None]) -> str:
    """Return the name of the penalty for a title that holds the other one whole, "" for none."""
    marked = {slot: far for slot, far in distances.items() if far in (WITH_SERIES, WITH_SUBTITLE)}
    if not marked:
        return ""
    if "romaji" in distances and "romaji" not in marked:
        return "subtitle in the native title"
    if WITH_SUBTITLE not in marked.values():
        return "series in one title only"
    if says_subtitle(one, other) or says_subtitle(other, one):
        return "subtitle in another name"
    longer, shorter = (one, other) if holds(one, other) else (other, one)
    of_another = longer.formats - {"MOVIE"} and not shorter.formats
    return "subtitle of a sequel or special" if of_another else "subtitle in one title only"


def holds(longer: Profile, shorter: Profile) -> bool:
    """Return whether a title holds one of the other work whole, and more."""
    return any(
        mine.sounds != theirs.sounds and theirs.sounds in mine.sounds
        for slot in ("romaji", "native")
        for mine in longer.slots.get(slot, ())
        for theirs in shorter.slots.get(slot, ())
    )


def says_subtitle(one: Profile, other: Profile) -> bool:
    """Return whether what one title holds beyond the whole of the other's stands in another name of that other work."""
    return any(
        len(rest := longer.sounds.replace(shorter.sounds, "", 1)) >= LONG_ENOUGH and rest in name.title.sounds
        for slot in ("romaji", "native")
        for longer in one.slots.get(slot, ())
        for shorter in other.slots.get(slot, ())
        if len(shorter.sounds) >= LONG_ENOUGH and shorter.sounds in longer.sounds
        for name in other.names
    )


def number_penalties(one: Profile, other: Profile) -> Found:
    """Yield the penalties for which season or part two works are, by their titles."""
    told = tells_year(one, other)
    if clash(one, other):
        yield "numbers differ", WEIGHTS["numbers differ"]
    elif one.numbers != other.numbers:
        if told:
            # A title with a year stands for one number: "(2021)" for the second season, rather than for its second part
            yield "number beside a year", WEIGHTS["number beside a year"] * len(one.numbers ^ other.numbers)
        elif one.numbers ^ other.numbers <= one.all_numbers & other.all_numbers:
            yield "number in another name", WEIGHTS["number in another name"]
        else:
            alone = not one.numbers or not other.numbers
            name = "number in one title only" if alone else "numbers differ in part"
            yield name, WEIGHTS[name]
    if bool(one.title_years) != bool(other.title_years) and not (one.started and other.started):
        name = "year beside a date" if told else "year in one title only"
        yield name, WEIGHTS[name]


def clash(one: Profile, other: Profile) -> bool:
    """Return whether both works say which season, part, film or special they are, and it is another."""
    for mine, theirs in ((one.numbers, other.numbers), (one.of_format, other.of_format)):
        if mine and theirs and mine.isdisjoint(theirs):
            return True
    return (one.first and not one.numbers and bool(other.of_format)) or (
        other.first and not other.numbers and bool(one.of_format)
    )
