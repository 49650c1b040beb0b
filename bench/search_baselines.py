"""Other ways to find a name, over the same names: what a site would use that has no engine of its own."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

from rapidfuzz import fuzz, process

from bench.search_sets import Name
from zukan.catalogue.names import fold_name

Way = Callable[[str], list[int]]  # words -> works, best first
NAMES = 50  # that are looked at: enough for five works
TOP = 5


def baselines(names: list[Name]) -> dict[str, Way]:
    """Return the ways by name; pg_trgm where ZUKAN_TEST_POSTGRES names a server."""
    ways: dict[str, Way] = {"FTS5 trigram": fts5(names)}
    server = os.environ.get("ZUKAN_TEST_POSTGRES", "")
    if server:
        ways["pg_trgm"] = pg_trgm(names, server)
    ways["rapidfuzz"] = brute_force(names)
    return ways


def first_works(found: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(found))[:TOP]


def fts5(names: list[Name]) -> Way:
    """Names that share groups of three letters, by BM25 and then popularity; fewer than three by their beginning."""
    session = sqlite3.connect(":memory:")
    session.execute(
        "create virtual table found using fts5(folded, media unindexed, popularity unindexed, tokenize='trigram')"
    )
    session.executemany("insert into found values(?,?,?)", ((n.folded, n.media, n.popularity) for n in names))
    by_groups = "select media from found where found match ? order by rank, popularity desc limit ?"
    by_beginning = "select media from found where folded like ? order by popularity desc limit ?"

    def ask(words: str) -> list[int]:
        folded = fold_name(words)
        groups = dict.fromkeys(folded[at : at + 3] for at in range(len(folded) - 2))
        if groups:
            rows = session.execute(by_groups, (" OR ".join(f'"{group}"' for group in groups), NAMES))
        else:
            rows = session.execute(by_beginning, (folded + "%", NAMES))
        return first_works(media for (media,) in rows)

    return ask


def pg_trgm(names: list[Name], server: str) -> Way:
    """Names by the likeness of all their letters or of a part of them, as the extension's manual has it."""
    import psycopg

    session: psycopg.Connection[Any] = psycopg.connect(server, autocommit=True)
    session.execute("create extension if not exists pg_trgm")
    session.execute("create temporary table found (folded text, media int, popularity int)")
    with session.cursor().copy("copy found from stdin") as copy:
        for name in names:
            copy.write_row((name.folded, name.media, name.popularity))
    session.execute("create index on found using gin (folded gin_trgm_ops)")
    session.execute("analyze found")
    session.execute("set jit = off")
    sql = """select media from found where folded %% %(words)s or %(words)s <%% folded
             order by greatest(similarity(folded, %(words)s), word_similarity(%(words)s, folded)) desc,
                      similarity(folded, %(words)s) desc, popularity desc limit %(limit)s"""

    def ask(words: str) -> list[int]:
        rows = session.execute(sql, {"words": fold_name(words), "limit": NAMES}).fetchall()
        return first_works(media for (media,) in rows)

    return ask


def brute_force(names: list[Name]) -> Way:
    """All names by the ratio of their letters; of like ones the more popular first, in which order they come."""
    folded = [name.folded for name in names]

    def ask(words: str) -> list[int]:
        found = process.extract(fold_name(words), folded, scorer=fuzz.ratio, limit=NAMES)
        return first_works(names[at].media for _, _, at in found)

    return ask
