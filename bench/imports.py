"""Imports beside the floor: generated files of two sizes, and the whole of the real data.

The floor is what the same rows take when they are written and nothing else is done: see `import_figures.py`. On
PostgreSQL as well where ZUKAN_TEST_POSTGRES names a server on which databases may be made. With ZUKAN_BENCH_QUICK=1
without the large file and the real data.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.offline_database import write_file

SMALL, LARGE = 40_000, 400_000
DATA = Path(os.environ.get("ZUKAN_TEST_DATA", "/nowhere")) / "data"
FOLDERS = ("anilist", "catalogue", "schemas")
CHECKOUT = Path(__file__).parents[1]
QUICK = os.environ.get("ZUKAN_BENCH_QUICK", "") not in {"", "0"}
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """Files to import. again: measure a second import of them too."""

    name: str
    paths: list[str]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """What an import took, beside the floor and perhaps beside a second import."""

    database: str
    case: str
    first: Figures
    floor: Figures
    second: Figures | None

    def cells(self) -> list[str]:
        """Return the row of the table."""
        rows, seconds, floor = self.first["rows"], self.first["seconds"], self.floor["seconds"]
        again = "" if self.second is None else f"{self.second['seconds'] / seconds:.2f}"
        megabytes = max(one["megabytes"] for one in (self.first, self.second) if one is not None)
        return [
            *(self.database, self.case, f"{self.first['records']:,}", f"{rows:,}", f"{seconds:.1f}"),
            *(f"{rows / seconds:,.0f}", f"{rows / floor:,.0f}", f"{seconds / floor:.2f}", again, f"{megabytes:.0f}"),
        ]


HEADINGS = ("database", "files", "records", "rows", "seconds", "rows/s", "floor's rows/s", "of the floor's time",
            "second import", "MB")  # fmt: skip


def main() -> None:
    """Measure every case on every database, and print one table twice: to be read, and to be pasted."""
    console = Console(width=140)
    table = Table(*HEADINGS, title="Imports beside the floor")
    with tempfile.TemporaryDirectory() as folder:
        measured = []
        for case in cases(Path(folder)):
            for place in places():
                measured.append(measure(place, case))
                table.add_row(*measured[-1].cells())
                console.print(" ".join(measured[-1].cells()), style="dim")
    console.print(table)
    for row in (list(HEADINGS), ["---"] * len(HEADINGS), *(one.cells() for one in measured)):
        console.print(f"| {' | '.join(row)} |", soft_wrap=True)


def cases(folder: Path) -> Iterator[Case]:
    """Yield what there is to measure, what takes longest last."""
    yield generated(folder, SMALL)
    if not QUICK:
        if DATA.is_dir():
            yield Case("all real data", [str(DATA / name) for name in FOLDERS])
        yield generated(folder, LARGE)


def generated(folder: Path, size: int) -> Case:
    """Return the import of a file that is made here."""
    path = folder / f"{size}.jsonl.zst"
    write_file(path, size)
    return Case(f"{size:,} generated", [str(path)], again=size == SMALL)


def places() -> list[str]:
    """Return the servers to measure on: "" is SQLite."""
    server = os.environ.get("ZUKAN_TEST_POSTGRES", "")
    return ["", server] if server else [""]


def measure(server: str, case: Case) -> Measured:
    """Measure a case in a home and databases of its own, each step in a process of its own."""
    with tempfile.TemporaryDirectory() as home, databases(server, Path(home)) as (url, floor):
        variables = {"ZUKAN_HOME": home, "ZUKAN_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "zukan.settings"}
        first = measured_apart(variables, "import", *case.paths)
        second = measured_apart(variables, "import", *case.paths) if case.again else None
        return Measured(
            "PostgreSQL" if server else "SQLite", case.name, first, measured_apart(variables, "floor", floor), second
        )


@contextmanager
def databases(server: str, home: Path) -> Iterator[tuple[str, str]]:
    """Make two databases for a while. Yield the URL of one and what the floor calls the other."""
    if not server:
        yield f"sqlite:///{home / 'zukan.sqlite3'}", str(home / "floor.sqlite3")
        return
    import psycopg

    name, floor = f"zukan_bench_{os.getpid()}", f"zukan_bench_floor_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as session:
        for one in (name, floor):
            session.execute(f"CREATE DATABASE {one}")
        try:
            yield f"{server.rpartition('/')[0]}/{name}", floor
        finally:
            for one in (name, floor):
                session.execute(f"DROP DATABASE {one} WITH (FORCE)")


def measured_apart(variables: dict[str, str], *words: str) -> Figures:
    """Return what `import_figures` finds in a process of its own."""
    command = [sys.executable, "-m", "bench.import_figures", *words]
    process = subprocess.run(command, env={**os.environ, **variables}, check=True, stdout=subprocess.PIPE, cwd=CHECKOUT)
    figures: Figures = json.loads(process.stdout)
    return figures
