"""The whole of the real data in one command, then shuffled three times: is it the same catalogue?

The first order is that of the folders, all in one command, and then once more: nothing may change. The others are
shuffled, and cut into ever more commands, the last into one for each file. Catalogues are compared by
`tests/sources/digest.py`: line by line, over ids that the world knows.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

DATA = Path(os.environ.get("ZUKAN_TEST_DATA", "/nowhere")) / "data"
FOLDERS = ("anilist", "catalogue", "schemas")
COMMANDS = (1, 5, 1_000)  # into how many each shuffled order is cut, at most one a file
CHECKOUT = Path(__file__).parents[1]
DIGEST = "import django; django.setup(); from tests.sources.digest import main; main()"
LINES_SHOWN = 20


def main() -> None:
    """Import in every order and print the digests, and where two differ, how."""
    if not DATA.is_dir():
        print("The order of imports is tried on real files: set ZUKAN_TEST_DATA to the folder that holds data/.")
        return
    files = sorted(path for name in FOLDERS for path in (DATA / name).rglob("*") if path.is_file())
    with tempfile.TemporaryDirectory() as folder:
        first = catalogue([files], Path(folder) / "first", again=True)
        for seed, count in enumerate(COMMANDS, 1):
            shuffled = random.Random(seed).sample(files, len(files))  # noqa: S311  # an order, not a secret
            other = catalogue(cut(shuffled, count), Path(folder) / f"shuffled-{seed}")
            show_differences(first, other)


def cut(files: list[Path], count: int) -> list[list[Path]]:
    """Cut files into so many commands, or one a file where they are fewer."""
    size = -(-len(files) // min(count, len(files)))
    return [files[start : start + size] for start in range(0, len(files), size)]


def catalogue(commands: list[list[Path]], home: Path, *, again: bool = False) -> Path:
    """Import files into a home of their own, each list by one command. Return the file of the catalogue's lines.

    again: import all once more and say what that changed.
    """
    home.mkdir()
    environment = {**os.environ, "ZUKAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "zukan.settings"}
    environment.pop("ZUKAN_DATABASE_URL", None)
    started = time.perf_counter()
    figures = [imported(in_order(files, home / f"{place}"), environment) for place, files in enumerate(commands)]
    seconds = time.perf_counter() - started
    lines = digest(home, environment)
    content = lines.read_bytes()
    told = f"{len(commands)} commands, {seconds:,.0f} s, {max(one['megabytes'] for one in figures):,.0f} MB"
    print(f"{home.name}: {sha256(content).hexdigest()[:16]}, {content.count(10):,} lines ({told})", flush=True)
    if again:
        repeated = imported(home / "0", environment)
        print(f"again: new {repeated['new']}, changed {repeated['changed']}, {repeated['seconds']:.0f} s", flush=True)
        show_differences(lines, digest(home, environment))
    for file in home.glob("zukan.sqlite3*"):
        file.unlink()
    return lines


def in_order(files: list[Path], folder: Path) -> Path:
    """Return a folder of links to files: a folder's files are read in the order of their paths."""
    for place, file in enumerate(files):
        link = folder / f"{place:03}" / file.name
        link.parent.mkdir(parents=True)
        link.symlink_to(file)
    return folder


def imported(folder: Path, environment: dict[str, str]) -> dict[str, float]:
    """Import a folder in a process of its own."""
    command = [sys.executable, "-m", "bench.import_figures", "import", str(folder)]
    process = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, cwd=CHECKOUT)
    figures: dict[str, float] = json.loads(process.stdout)
    return figures


def digest(home: Path, environment: dict[str, str]) -> Path:
    """Write the lines of a catalogue into a file."""
    path = home / f"digest-{time.monotonic_ns()}"
    with path.open("wb") as file:
        subprocess.run([sys.executable, "-c", DIGEST], env=environment, check=True, stdout=file, cwd=CHECKOUT)
    return path


def show_differences(one: Path, other: Path) -> None:
    """Print how many lines two catalogues do not share, and some of them."""
    first, second = (set(path.read_text().splitlines()) for path in (one, other))
    apart = sorted([*((line, "-") for line in first - second), *((line, "+") for line in second - first)])
    print(f"  {len(apart):,} lines differ between {one.parent.name} and {other.parent.name}", flush=True)
    for line, sign in apart[:LINES_SHOWN]:
        print(f"  {sign} {line[:300]}")
