"""Titles of three sets matched to a MyAnimeList catalogue by what works are called, with their ids hidden.

AniDB's own number of a work stays, since its dump has nothing else to tell when a work is from; it leads nowhere, as
the right set has no ids at all.

Truth is what the id maps of animeapi and Fribb say together. It has a pair where a map gives a work of the left set (by
its AniDB or AniList id; bangumi-data's entries give those of both, and MyAnimeList's own) an id of MyAnimeList.

recall: of the left works to which truth gives a work of the right set, the part with such a pair.
precision: of the pairs whose left work truth knows at all, the part that truth has. A work whose true partner is not in
the right set counts: any pair of it is wrong.
baseline: the works of the right set that have a title of the left work, folded, and where the left set has dates, its
year; nothing where that are several works or none. "any of them" takes all of several.
The two halves of the left works, by a hash of the key, show how even the figures are. They are no proof that the
weights fit other works as well: the first were chosen by the first half, the last by the figures of all.
"""

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from bench.matching_sets import Works
    from zukan.sources.matching.deciding import Decided

DATA = Path(os.environ.get("ZUKAN_TEST_DATA", "/nowhere")) / "data"
RIGHT = "catalogue/mal_catalogue_2025.csv.gz"
LEFT = {
    "bangumi-data": "catalogue/bangumi-data_0.3.208.json.gz",
    "AniDB titles": "catalogue/anidb_titles_2022.xml.gz",
    "leorigasaki": "anilist/leorigasaki_media.csv.gz",
}
MAPS = ("catalogue/animeapi_titles_idmap_2025-02-03.tsv.gz", "catalogue/fribb_idmap_2026-06-30.tsv.gz")
MISTAKES_SHOWN = 40


class Pair(NamedTuple):
    """A left work and a right one."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Score:
    """How pairs compare with truth."""

    right: int
    wrong: int
    found: int  # left works with a right pair
    wanted: int

    def cells(self) -> list[str]:
        """Return recall, precision, misses and wrong pairs as text."""
        precision = self.right / max(1, self.right + self.wrong)
        return [
            f"{self.found / max(1, self.wanted):.4f}",
            f"{precision:.4f}",
            f"{self.wanted - self.found:,}",
            f"{self.wrong:,}",
        ]


def main() -> None:
    """Match the three sets and print how well, how surely and how fast."""
    console = Console(width=120)
    if not DATA.is_dir():
        console.print("Matching is measured on real files: set ZUKAN_TEST_DATA to the folder that holds data/.")
        return
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zukan.settings")
    django.setup()
    from bench.matching_sets import read_maps, read_works

    maps = read_maps([DATA / path for path in MAPS])
    right = read_works(DATA / RIGHT, maps)
    table = Table(title="Works matched to MyAnimeList's by name, ids hidden")
    for heading in ("", "recall", "precision", "misses", "wrong"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, path in LEFT.items():
        measure(name, read_works(DATA / path, maps), right, table, console)
    console.print(table)


def measure(name: str, left: "Works", right: "Works", table: Table, console: Console) -> None:
    """Match one set, add its rows to the table, and print its times and mistakes."""
    from zukan.sources.matching.blocking import candidates, title_keys
    from zukan.sources.matching.deciding import decide
    from zukan.sources.matching.penalties import compare

    profiles = left.profiles | right.profiles
    start = time.process_time()
    pairs = [
        pair
        for pair in candidates((key, title_keys(profile)) for key, profile in profiles.items())
        if pair[0] in left.profiles and pair[1] in right.profiles
    ]
    blocked = time.process_time()
    decided = decide(profiles, pairs)
    done = time.process_time()
    for one, other in pairs:
        compare(profiles[one], profiles[other])
    compared = time.process_time() - done
    accepted = [Pair(one.first, one.second) for one in decided if one.verdict == "accepted"]
    review = [Pair(one.first, one.second) for one in decided if one.verdict == "review"]
    add_rows(name, left, right, accepted, review, table)
    console.print(
        f"{name}: {len(left.profiles):,} works, {len(pairs):,} candidates in {blocked - start:.1f} s, "
        f"decided in {done - blocked:.1f} s, {len(pairs) / compared:,.0f} comparisons a second."
    )
    show_mistakes([one for one in decided if one.verdict == "accepted"], left, right, console)


def add_rows(name: str, left: "Works", right: "Works", accepted: list[Pair], review: list[Pair], table: Table) -> None:
    """Add a set's rows: what was accepted, each half of it, the review band, and the baselines."""
    wanted = {key for key, works in left.truth.items() if works & right.profiles.keys()}
    table.add_row(f"[bold]{name}[/bold]: accepted", *score(accepted, left, wanted).cells())
    for half, text in ((0, "  first half"), (1, "  other half")):
        of_half = [pair for pair in accepted if half_of(pair.left) == half]
        table.add_row(text, *score(of_half, left, {key for key in wanted if half_of(key) == half}).cells())
    table.add_row("  accepted or to be looked at", *score(accepted + review, left, wanted).cells())
    for any_of_them, text in ((False, "  baseline: exact title and year"), (True, "  baseline, any of several")):
        table.add_row(text, *score(baseline(left, right, any_of_them), left, wanted).cells())
    table.add_section()


def score(pairs: Iterable[Pair], left: "Works", wanted: set[str]) -> Score:
    """Compare pairs with truth."""
    known = [pair for pair in pairs if left.truth.get(pair.left)]
    right = [pair for pair in known if pair.right in left.truth[pair.left]]
    return Score(len(right), len(known) - len(right), len({pair.left for pair in right} & wanted), len(wanted))


def half_of(key: str) -> int:
    """Return in which half of the left works one is."""
    return blake2b(key.encode()).digest()[0] % 2


def baseline(left: "Works", right: "Works", any_of_them: bool) -> list[Pair]:
    """Return the pairs of works with an equal folded title, and an equal year where the left work has one."""
    by_title: dict[str, set[str]] = {}
    for key, titles in right.titles.items():
        for title in titles:
            by_title.setdefault(title, set()).add(key)
    pairs = []
    for key, titles in left.titles.items():
        years = left.profiles[key].years
        found = {other for title in titles for other in by_title.get(title, ())}
        found = {other for other in found if not years or years & right.profiles[other].years}
        if len(found) == 1 or any_of_them:
            pairs += [Pair(key, other) for other in sorted(found)]
    return pairs


def show_mistakes(decided: "list[Decided]", left: "Works", right: "Works", console: Console) -> None:
    """Print the accepted pairs that truth does not have."""
    wrong = [one for one in decided if left.truth.get(one.first) and one.second not in left.truth[one.first]]
    for one in wrong[:MISTAKES_SHOWN]:
        true = ", ".join(f"{right.names.get(key, 'not in the set')} ({key})" for key in sorted(left.truth[one.first]))
        because = ", ".join(f"{part.name} {part.weight}" for part in one.penalties)
        console.print(
            f"  {left.names[one.first]} ({one.first}) = {right.names[one.second]} ({one.second}) at {one.total}"
            f" [{because}]; truth: {true}",
            markup=False,
            highlight=False,
        )
