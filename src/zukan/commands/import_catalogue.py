"""`zukan import`: read files of other catalogues into this one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from zukan.commands.terminal import errors, fail, output
from zukan.sources import importing
from zukan.sources.errors import SourceError
from zukan.sources.reading import day_start
from zukan.sources.records import KIND_OF_RECORD


def import_catalogue(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders of files.", show_default=False)],
    source: Annotated[
        str | None,
        typer.Option(
            help="Keep the records under this name: lower-case letters, digits and hyphens.", show_default=False
        ),
    ] = None,
    observed_on: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="The day on which data without a date was current.", show_default=False
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Do everything, then undo it.")] = False,
) -> None:
    """Read files of other catalogues into this one.

    AniList-shaped JSON, recorded exchanges, bangumi-data, arm and Zukan's own form are recognised, each plain or packed
    with gzip or zstd. Nothing is written unless every file can be read to its end.
    """
    day = day_start(observed_on.date()) if observed_on else None
    if source is not None and not importing.is_source_name(source):
        raise typer.BadParameter("use lower-case letters, digits and hyphens, at most 40", param_hint="--source")
    try:
        with shown_progress() as progress:
            report = importing.import_paths(paths, source=source, observed_on=day, dry_run=dry_run, progress=progress)
    except SourceError as error:
        fail(str(error))
    show(report, dry_run)


@contextmanager
def shown_progress() -> Iterator[importing.Progress]:
    """Show what an import does on a terminal; elsewhere nothing."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bars:
        task = bars.add_task("", total=None)

        def progress(doing: str, done: int, total: int | None) -> None:
            bars.update(task, description=doing, completed=done, total=total)

        yield progress


def show(report: importing.ImportReport, dry_run: bool) -> None:
    """Print what an import came to."""
    if output.is_terminal:
        output.print(as_table(report))
    else:
        for row in rows(report):
            output.print("  ".join(cell.rjust(9) for cell in row))
    for reason, count in report.skipped.most_common():
        output.print(f"skipped {count:,}: {reason}", markup=False)
    done = "Would be imported" if dry_run else "Imported"
    files = "1 file" if report.files == 1 else f"{report.files} files"
    output.print(f"{done}: {files} in {report.seconds:.1f} s.")


def rows(report: importing.ImportReport) -> Iterator[tuple[str, ...]]:
    """Yield the report as lines of cells, the header first."""
    yield ("", "read", "new", "changed", "unchanged")
    for kind in KIND_OF_RECORD.values():
        if report.read[kind]:
            outcome = report.outcome
            numbers = (report.read[kind], outcome.new[kind], outcome.changed[kind], outcome.unchanged[kind])
            yield (kind, *(f"{number:,}" for number in numbers))


def as_table(report: importing.ImportReport) -> Table:
    """Return the report as a table."""
    header, *lines = rows(report)
    table = Table(*header, box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    for line in lines:
        table.add_row(*line)
    return table
