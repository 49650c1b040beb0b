"""By which strings works that may be the same are found: two that share a key are a pair to compare."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

from zukan.sources.matching.dates import day_of
from zukan.sources.matching.profile import Profile

MOST_KEYS = 16  # of one record
MOST_BEARERS = 60  # a key of more works tells nothing: "the movie"
SPAN = 8
BEGINNING = 2
ENDING = 3
BOTH_ENDS = {"latin": 6, "kana": 4, "other": 4}  # letters at each end, by script


def title_keys(profile: Profile, records: int = 1) -> tuple[int, ...]:
    """Return a profile's keys, sorted: whole numbers from 0 to 2**63 - 1 that never change for a text.

    records: of how many the profile is made; each adds to the number of keys that there may be.
    """
    texts = dict.fromkeys(text for text in key_texts(profile) if text)
    return tuple(sorted(hashed(text) for text in list(texts)[: MOST_KEYS * records]))


def key_texts(profile: Profile) -> Iterator[str]:
    """Yield the texts of the keys, those of the best names first."""
    for name in profile.names:
        if name.kind in ("main", "official", "variant") and name.slot != "other":
            yield name.title.sounds
    yield from dated_texts(profile)
    yield from both_ends(profile)
    for name in profile.names:
        if name.slot == "other":
            yield name.title.sounds
    for name in profile.names:
        if name.kind != "short":
            yield name.title.folded.replace(" ", "")


def dated_texts(profile: Profile) -> Iterator[str]:
    """Yield texts that works share which began in the same days and whose titles begin or end alike."""
    for date in sorted(profile.started):
        if date % 100:
            day = day_of(date).toordinal()
            for slot in ("native", "romaji", "english"):
                for title in profile.slots.get(slot, ())[:1]:
                    for shifted in (0, SPAN // 2):
                        days = f"{(day + shifted) // SPAN}.{shifted}"
                        yield f"{days} {title.sounds[:BEGINNING]}"
                        yield f"{days} {title.sounds[-ENDING:]}>"


def both_ends(profile: Profile) -> Iterator[str]:
    """Yield how the first native and romaji titles begin and end, where they are long: what lies between may differ."""
    for slot in ("native", "romaji"):
        for title in profile.slots.get(slot, ())[:1]:
            letters = BOTH_ENDS[title.script]
            if len(title.sounds) >= 2 * letters:
                yield f"{title.sounds[:letters]}<>{title.sounds[-letters:]}"


def hashed(text: str) -> int:
    """Return a text's hash of 63 bits."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def candidates(keys: Iterable[tuple[str, tuple[int, ...]]]) -> set[tuple[str, str]]:
    """Return the pairs of works that share a key, the lesser name first. keys: each work's name and its keys."""
    bearers: Mapping[int, list[str]] = defaultdict(list)
    for name, hashes in keys:
        for one in hashes:
            bearers[one].append(name)
    found = set()
    for names in bearers.values():
        if 2 <= len(names) <= MOST_BEARERS:
            ordered = sorted(set(names))
            found |= {(first, second) for at, first in enumerate(ordered) for second in ordered[at + 1 :]}
    return found
