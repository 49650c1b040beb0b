"""`zukan work`: run jobs."""

from typing import Annotated

import typer

from zukan.commands.terminal import fail, output
from zukan.jobs.worker import WorkerRunningError, run_jobs


def work(
    server: Annotated[int | None, typer.Option(hidden=True, help="Process id of the server that started it.")] = None,
) -> None:
    """Run jobs, such as fetching pictures; `zukan serve` does so too."""
    if server is None:
        output.print("Waiting for jobs (Ctrl-C stops it)")
    try:
        run_jobs(server)
    except WorkerRunningError:
        fail("A worker is there already: `zukan serve` starts one. Two would ask other hosts twice as often.")
