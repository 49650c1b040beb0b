"""The figures of `bench.search`: every set asked of the engine and of the ways beside it."""

import os
import shutil
import statistics
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import django
from rich.console import Console
from rich.table import Table

from bench.search_baselines import Way, baselines
from bench.search_sets import Name, Set, loaded_names, negatives, sets

ENGINE = "Zukan"
ALL = "all sets"
TOP = 5
LIMIT = 20  # more than is measured: what a page shows
EVERY = int(os.environ.get("ZUKAN_BENCH_QUICK", "") or 0) or 1  # of how many questions one is asked
HEADINGS = ("set", "questions", "target", "way", "recall@1", "recall@5", "MRR", "p50 ms", "p99 ms")


@dataclass(frozen=True, slots=True)
class Measured:
    """How well and how quickly one way answers a set."""

    places: list[int | None]  # of the right work, from 1; None: not among the first five
    times: list[float]  # seconds

    @property
    def recall(self) -> float:
        return sum(place is not None for place in self.places) / len(self.places)

    def cells(self) -> list[str]:
        """Return the figures of the table."""
        first = sum(place == 1 for place in self.places) / len(self.places)
        reciprocal = sum(1 / place for place in self.places if place) / len(self.places)
        slow = sorted(self.times)[int(len(self.times) * 0.99)]
        middle = statistics.median(self.times)
        return [f"{first:.3f}", f"{self.recall:.3f}", f"{reciprocal:.3f}", f"{middle * 1e3:.1f}", f"{slow * 1e3:.1f}"]


Figures = dict[str, dict[str, Measured]]  # way -> set -> figures


def main(database: str) -> None:
    """Print the figures of a database that the real data was imported into. Django is ready, its home is empty."""
    from django.conf import settings

    from zukan.search.building import build

    console = Console(width=150)
    shutil.copy(database, settings.HOME / "zukan.sqlite3")
    names = loaded_names(Path(database))
    started = time.perf_counter()
    done = build()
    console.print(f"{len(names):,} names of {len({n.media for n in names}):,} works; {done} in {since(started)}")
    every = asked_sets(names)
    figures = measure_all(console, every, {ENGINE: ask_engine, **baselines(names)})
    report(console, every, figures)
    report_negatives(console, negatives(names))


def since(started: float) -> str:
    return f"{time.perf_counter() - started:.1f} s"


def asked_sets(names: list[Name]) -> list[Set]:
    every = sets(names)
    return [replace(one, questions=one.questions[::EVERY]) for one in every]


def ask_engine(words: str) -> list[int]:
    from zukan.search.finding import find

    return [found.id for found in find("media", words, LIMIT) or []]


def measure_all(console: Console, every: list[Set], ways: dict[str, Way]) -> Figures:
    figures: Figures = {way: {} for way in ways}
    asked = {way: Asked(ask) for way, ask in ways.items()}
    for one in every:
        for way in ways:
            figures[way][one.name] = measure(asked[way], one)
            console.print(one.name, way, *figures[way][one.name].cells(), style="dim")
    for of_way in figures.values():
        measured = list(of_way.values())
        of_way[ALL] = Measured([p for m in measured for p in m.places], [t for m in measured for t in m.times])
    return figures


class Asked:
    """A way that is asked the same only once: sets share questions, and some ways are slow."""

    def __init__(self, ask: Way) -> None:
        self.ask = ask
        self.answers: dict[str, tuple[list[int], float]] = {}
        ask("warm")

    def __call__(self, words: str) -> tuple[list[int], float]:
        """Return the first works, and how many seconds they took."""
        if words not in self.answers:
            started = time.perf_counter()
            answer = self.ask(words)[:TOP]
            self.answers[words] = (answer, time.perf_counter() - started)
        return self.answers[words]


def measure(asked: Asked, one: Set) -> Measured:
    answers = [(media, *asked(words)) for words, media in one.questions]
    places = [works.index(media) + 1 if media in works else None for media, works, _ in answers]
    return Measured(places, [seconds for *_, seconds in answers])


def report(console: Console, every: list[Set], figures: Figures) -> None:
    """Print one table twice, to be read and to be pasted; and where a target is missed."""
    targets = {one.name: one.target for one in every}
    rows = [
        [name, f"{len(measured.places):,}", f"{targets[name]:.3f}" if targets.get(name) else "", way, *measured.cells()]
        for name in [*targets, ALL]
        for way, measured in ((way, of_way[name]) for way, of_way in figures.items())
    ]
    table = Table(*HEADINGS, title="Finding works by name")
    for row in rows:
        table.add_row(*row)
    console.print(table)
    for row in (list(HEADINGS), ["---"] * len(HEADINGS), *rows):
        console.print(f"| {' | '.join(row)} |", soft_wrap=True)
    for name, target in targets.items():
        ours, best = figures[ENGINE][name].recall, max(of_way[name].recall for of_way in figures.values())
        if target is not None and ours < target:
            console.print(f"missed: {name} {ours:.3f} < {target}", style="red")
        if ours < best - 0.01:
            console.print(f"behind: {name} {ours:.3f}, the best {best:.3f}", style="red")


def report_negatives(console: Console, words: list[str]) -> None:
    """Say what is answered to names of what is not here."""
    from zukan.search.finding import find

    answers = [find("media", text, LIMIT) or [] for text in words]
    nothing = sum(not found for found in answers)
    near = sum(bool(found) and found[0].is_near for found in answers)
    console.print(
        f"{len(words)} names of what is not here: {nothing} find nothing, {near} only what is said to come near, "
        f"{len(words) - nothing - near} find works that have all their words"
    )


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
