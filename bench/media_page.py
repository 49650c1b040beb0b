"""The media page beside its bare SQL and beside the ORM, in a catalogue and in one ten times as big."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

SIZES = (2_000, 20_000)
CHECKOUT = Path(__file__).parents[1]


def main() -> None:
    """Measure in a process for each size, and print one table."""
    results = {size: measure_apart(size) for size in SIZES}
    small, big = (results[size] for size in SIZES)
    table = Table(title="The media page, ms a call (median)")
    for heading in ("", *(f"{size:,} titles" for size in SIZES), "ten times the titles", "of the bare SQL"):
        table.add_column(heading, justify="left" if heading == "" else "right")
    for name in small["ms"]:
        before, after = small["ms"][name], big["ms"][name]
        ratio = f"{before / small['ms']['bare SQL']:.2f}"
        table.add_row(name, f"{before:.3f}", f"{after:.3f}", f"x {after / before:.2f}", f"x {ratio}")
    console = Console(width=110)
    console.print(table)
    threads = ", ".join(f"{count} {rate:,.0f}/s" for count, rate in small["per_second"].items())
    console.print(f"Read path on {small['database']}, by threads: {threads}. Statement of {small['bytes']:,} bytes.")


def measure_apart(titles: int) -> dict[str, Any]:
    """Return what `media_page_figures` finds in a process and a home folder of its own."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "ZUKAN_HOME": home, "DJANGO_SETTINGS_MODULE": "zukan.settings"}
        command = [sys.executable, "-m", "bench.media_page_figures", str(titles)]
        process = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, cwd=CHECKOUT)
    figures: dict[str, Any] = json.loads(process.stdout)
    return figures
