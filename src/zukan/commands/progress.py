"""A bar that shows how far an import is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from zukan.commands.terminal import errors

Advance = Callable[[str, int, int | None], None]  # what is being done, how much is done, of how much if known


@contextmanager
def progress_bars() -> Iterator[Advance]:
    """Yield what an import calls as it goes on: one bar a stage, on a terminal only."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    stages: dict[str, TaskID] = {}
    with Progress(*columns, console=errors, disable=not errors.is_terminal) as bars:

        def advance(doing: str, done: int, total: int | None) -> None:
            if doing not in stages:
                stages[doing] = bars.add_task(doing, total=total)
            bars.update(stages[doing], completed=done, total=total)

        yield advance
