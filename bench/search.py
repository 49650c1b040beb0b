"""Finding works by name, beside what a site without an engine would use, over the same names in the same run.

recall@1, recall@5: of the questions, the part whose work is the first answer, or among the first five.
MRR: the mean of 1/place of the right work among the first five, 0 when it is not there.
Times are those of a question inside one process, in milliseconds. What each set asks stands in `search_sets.py`.

ZUKAN_BENCH_HOME names a home folder into which the real data is imported already; without it they are imported
first, which takes minutes. With ZUKAN_TEST_POSTGRES pg_trgm is asked too. ZUKAN_BENCH_QUICK=10: every tenth question.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

CHECKOUT = Path(__file__).parents[1]
DATA = Path(os.environ.get("ZUKAN_TEST_DATA", "/nowhere")) / "data"
FOLDERS = ("anilist", "catalogue")


def main() -> None:
    """Measure on the real catalogue, and on one of a million names, each in a process of its own."""
    if not DATA.is_dir():
        Console().print("ZUKAN_TEST_DATA names no folder with real data: there is nothing to find.")
        return
    with imported() as home, tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
        in_home(small, "bench.search_figures", str(home / "zukan.sqlite3"))
        in_home(large, "bench.search_growth", str(home / "zukan.sqlite3"))


@contextmanager
def imported() -> Iterator[Path]:
    """Yield a home folder with the real data in it."""
    given = os.environ.get("ZUKAN_BENCH_HOME", "")
    if given:
        yield Path(given)
        return
    with tempfile.TemporaryDirectory() as folder:
        in_home(folder, "zukan", "manage", "migrate", "--verbosity=0")
        in_home(folder, "zukan", "import", *(str(DATA / name) for name in FOLDERS))
        yield Path(folder)


def in_home(folder: str, module: str, *words: str) -> None:
    """Run a module with a home folder of its own, on SQLite."""
    variables = {"ZUKAN_HOME": folder, "ZUKAN_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "zukan.settings"}
    subprocess.run([sys.executable, "-m", module, *words], env={**os.environ, **variables}, check=True, cwd=CHECKOUT)
