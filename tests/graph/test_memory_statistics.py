"""SQLite does not count its memory in a process that reads."""

import subprocess
import sys

import pytest

ASK = """
import ctypes, sqlite3
from importlib.util import find_spec
sqlite3.connect(":memory:").execute("select randomblob(1000)").fetchall()
print(ctypes.CDLL(find_spec("_sqlite3").origin).sqlite3_memory_used())
"""


def memory_used(before: str) -> int:
    """Return how much memory SQLite says that it uses in a fresh process."""
    run = subprocess.run([sys.executable, "-c", before + ASK], check=True, capture_output=True, text=True)
    return int(run.stdout)


@pytest.mark.sqlite
def test_it_is_switched_off_before_sqlite_is_loaded() -> None:
    assert memory_used("") > 0
    assert memory_used("from zukan import memory_statistics; memory_statistics.switch_off()") == 0


@pytest.mark.sqlite
@pytest.mark.parametrize("module", ["zukan.cli", "zukan.environment"])
def test_the_command_line_is_in_time(module: str) -> None:
    late = f"import sys, {module}; assert '_sqlite3' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", late], check=False).returncode == 0
