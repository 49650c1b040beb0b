"""`zukan imports` and `zukan undo`: what imports did, and how to take the last one back."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from zukan.commands.terminal import errors, fail, output
from zukan.sources import actions
from zukan.sources.errors import SourceError
from zukan.sources.models import ImportRun

RUNS_SHOWN = 20


def imports(
    number: Annotated[int | None, typer.Argument(help="The one to open.", show_default=False)] = None,
    every: Annotated[bool, typer.Option("--all", help="List all, not the last twenty.")] = False,
) -> None:
    """List imports and people's decisions, or open one whole."""
    if number is None:
        list_runs(None if every else RUNS_SHOWN)
        return
    run = ImportRun.objects.filter(pk=number).first()
    if run is None:
        fail(f"There is no import {number}.")
    for line in lines_of(run):
        output.print(line, markup=False)


def list_runs(most: int | None) -> None:
    """Print a line for each run, the newest first."""
    table = Table("", "started", "what", "state", "", box=None)
    table.columns[0].justify = "right"
    for run in ImportRun.objects.order_by("-id")[:most]:
        table.add_row(
            str(run.pk), moment(run.started_at), escape(run.source), state(run), escape(", ".join(numbers(run)))
        )
    output.print(table if table.row_count else "Nothing was imported yet.")


def state(run: ImportRun) -> str:
    """Return how a run ended."""
    if run.undone_at is not None:
        return f"undone {moment(run.undone_at)}"
    return "running or stopped" if run.finished_at is None else "finished"


def moment(at: int) -> str:
    """Return a moment in UTC."""
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M}"


def numbers(run: ImportRun) -> Iterator[str]:
    """Yield what a run brought of each kind; of a decision, what it is about."""
    for kind, count in run.counts.items():
        yield f"{kind}: {count['new']:,} new, {count['changed']:,} changed, {count['unchanged']:,} unchanged"
    if not run.counts:
        yield from map(str, run.paths)


def lines_of(run: ImportRun) -> Iterator[str]:
    """Yield all that is known of a run as text."""
    took = f", took {run.finished_at - run.started_at} s" if run.finished_at is not None else ""
    yield f"{run.pk} {run.source}: {state(run)}, started {moment(run.started_at)}{took}"
    yield from (f"  {path}" for path in run.paths)
    yield from (f"  {line}" for line in numbers(run) if run.counts)
    for title, counted in (("Rules", run.rules), ("Left out", run.warnings)):
        yield from [title, *(f"  {count:,}: {name}" for name, count in counted.items())] if counted else ()
    decisions = run.decisions.order_by("id").values_list("rule", "kind", "subject", "detail")
    for place, (rule, kind, subject, detail) in enumerate(decisions.iterator()):
        yield from ["Decisions"] if not place else ()
        yield f"  {rule}: {kind} {subject}" + (f" {json.dumps(detail, ensure_ascii=False)}" if detail else "")


def undo(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Take back the last import: what it brought is gone, what it changed is as before. Decisions stay."""
    last = actions.last_import()
    if last is None:
        fail("There is no import to undo: only the last one can be, and only once.")
    if not yes:
        errors.print(f"{last.pk} {last.source}, {moment(last.started_at)}: {', '.join(numbers(last))}", markup=False)
        typer.confirm("Undo it?", abort=True, err=True)
    try:
        actions.undo()
    except SourceError as error:
        fail(str(error))
    output.print(f"Import {last.pk} is undone.")
