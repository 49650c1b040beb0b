"""How long building the index and asking it take with a million names, beside the real catalogue."""

import random
import shutil
import sqlite3
import sys
import time
from pathlib import Path

import django
from rich.console import Console

from bench.search_figures import Asked, ask_engine, asked_sets, measure, since
from bench.search_sets import Name, Set, loaded_names
from zukan.catalogue.names import fold_name

WANTED = 1_000_000  # names
APART = 100_000_000  # between the ids of works and of those made like them
SEED = 7


def main(database: str) -> None:
    """Print the figures. Django is ready, its home is empty."""
    from django.conf import settings

    from zukan.search.building import build

    console, path = Console(width=150), Path(settings.HOME) / "zukan.sqlite3"
    shutil.copy(database, path)
    names = loaded_names(path)
    every = asked_sets(names)
    build()
    small = times(every)
    grow(path, names)
    started, computed = time.perf_counter(), time.process_time()
    done = build()
    console.print(f"{WANTED:,} names: {done} in {since(started)}, {time.process_time() - computed:.1f} s of processors")
    for one, before, now in zip(every, small, times(every), strict=True):
        console.print(
            f"| {one.name} | {before[0]:.1f} | {before[1]:.1f} | {now[0]:.1f} | {now[1]:.1f} | "
            f"{now[0] / before[0]:.1f} |"
        )


def times(every: list[Set]) -> list[tuple[float, float]]:
    """Return of each set the median and the slowest hundredth in milliseconds."""
    asked = Asked(ask_engine)
    measured = [measure(asked, one) for one in every]
    return [(float(m.cells()[3]), float(m.cells()[4])) for m in measured]


def grow(path: Path, names: list[Name]) -> None:
    """Add works with names like those that are there, a word of each exchanged for another, up to a million names."""
    chance = random.Random(SEED)  # noqa: S311  # a draw that can be repeated
    words = sorted({word for name in names for word in name.text.split()})
    with sqlite3.connect(path) as session:
        columns = [row[1] for row in session.execute("pragma table_info(catalogue_media)") if row[1] != "id"]
        session.execute("pragma foreign_keys=off")
        total, copy = len(names), 0
        while total < WANTED:
            copy += 1
            chosen = names[: WANTED - total]
            works = {name.media for name in chosen}
            listed = ",".join(columns)
            session.executemany(
                f"insert into catalogue_media (id,{listed}) select id+?,{listed} from catalogue_media where id=?",  # noqa: S608
                [(copy * APART, media) for media in works],
            )
            session.executemany(
                "insert or ignore into catalogue_medianame (media_id,kind,position,text,folded) values(?,?,?,?,?)",
                list(copies(chosen, copy, words, chance)),
            )
            total += len(chosen)


def copies(
    names: list[Name], copy: int, words: list[str], chance: random.Random
) -> list[tuple[int, str, int, str, str]]:
    """Return rows of names with one word exchanged."""
    rows = []
    for position, name in enumerate(names):
        parts = name.text.split()
        parts[chance.randrange(len(parts))] = chance.choice(words)
        text = " ".join(parts)
        rows.append((name.media + copy * APART, name.kind, position, text, fold_name(text)))
    return rows


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
