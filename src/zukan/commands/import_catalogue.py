"""`zukan import`: read files of other catalogues into this one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from zukan.commands.migrations import prepare_database
from zukan.commands.terminal import errors, fail, output
from zukan.sources import importing
from zukan.sources.differences import Differences
from zukan.sources.errors import ImportStoppedError, SourceError
from zukan.sources.fetching.places import fetched, is_address, paths_of
from zukan.sources.merge import completing
from zukan.sources.reading import day_start
from zukan.sources.records import KIND_OF_RECORD

LONGEST_VALUE = 60  # characters of a field that a dry run shows


def import_catalogue(
    places: Annotated[
        list[str] | None, typer.Argument(help="Files, folders of files, or web addresses.", show_default=False)
    ] = None,
    latest: Annotated[
        bool, typer.Option(help="Fetch the newest anime-offline-database, from ZUKAN_LATEST_URL.")
    ] = False,
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
    mapping: Annotated[
        Path | None, typer.Option(help="A JSON file that says what the columns of tables mean.", show_default=False)
    ] = None,
    keep_good: Annotated[bool, typer.Option(help="Leave out what is broken and import the rest.")] = False,
    dry_run: Annotated[bool, typer.Option(help="Do everything, then undo it.")] = False,
) -> None:
    """Read files of other catalogues into this one.

    What a file is shows in its content; each kind may be plain or packed with gzip or zstd, and docs/import.md lists
    them all. Nothing is written unless every file can be read to its end.
    """
    day = day_start(observed_on.date()) if observed_on else None
    if source is not None and not importing.is_source_name(source):
        raise typer.BadParameter("use lower-case letters, digits and hyphens, at most 40", param_hint="--source")
    wanted = [*(places or []), *([settings.LATEST_URL] if latest else [])]
    if not wanted:
        raise typer.BadParameter("name a file, a folder or a web address, or use --latest", param_hint="PLACES")
    try:
        with importing.stopping_in_words(), shown_progress() as progress:
            prepare_database()
            downloads = fetched([place for place in wanted if is_address(place)], progress)
            paths = paths_of(wanted, downloads)
            if not paths:
                output.print("It has not changed since it was imported. Nothing to do.")
                return
            report = importing.import_paths(
                paths,
                source=source,
                observed_on=day,
                mapping=mapping,
                keep_good=keep_good,
                dry_run=dry_run,
                progress=progress,
            )
    except SourceError as error:
        fail(f"{error} Nothing was imported.")
    except ImportStoppedError as error:
        fail(str(error))
    for download in () if dry_run else downloads:
        download.imported(report.run)
    show(report, dry_run)


@contextmanager
def shown_progress() -> Iterator[completing.Progress]:
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
    for fault in report.faults:
        output.print(f"broken: {fault}", markup=False)
    for path, count in report.faulty.items():
        output.print(f"broken {count:,}: {path}", markup=False)
    for reason in report.left_out:
        output.print(f"left out: {reason}", markup=False)
    for name, seen in report.sources.items():
        if seen.licence:
            output.print(f"licence of {name}: {seen.licence}, {seen.homepage}", markup=False)
    for rule, count in report.rules.items():
        output.print(f"{count:,}: {rule}", markup=False)
    if report.differences is not None:
        for line in difference_lines(report.differences):
            output.print(line, markup=False)
    if report.waiting:
        output.print(f"Needs a look: {report.waiting:,} (zukan review)")
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


def difference_lines(found: Differences) -> Iterator[str]:
    """Yield what an import would change: how many entities of each kind, which fields, and some of them whole."""
    yield "It would make no difference." if not found.counts else "It would make these differences:"
    for (kind, what), count in sorted(found.counts.items()):
        yield f"  {kind}: {count:,} {what}"
    for (kind, name), count in sorted(found.fields.items()):
        yield f"  {kind} {name}: {count:,}"
    for one in found.examples:
        yield f"  {one.what} {one.kind} {one.entity_id} {one.name}"
        for name, before in one.before.items():
            yield f"    {name}: {shortened(before)} -> {shortened(one.after[name])}"
        if one.lists:
            yield f"    also {', '.join(one.lists)}"
    if (more := found.counts.total() - len(found.examples)) > 0:
        yield f"  and {more:,} more"


def shortened(value: object) -> str:
    """Return a value in a few words."""
    text = "nothing" if value is None else " ".join(str(value).split())
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
