"""`zukan reindex`: build the search index anew."""

from zukan.commands.terminal import output
from zukan.jobs.queue import prepare
from zukan.jobs.worker import is_working
from zukan.search.jobs import build_index


def reindex() -> None:
    """Build the search index anew. It mends and follows itself: this is for doubts."""
    if is_working():
        prepare()
        build_index()
        output.print("The worker builds it now; `zukan status` says when it is done.")
    else:
        output.print(f"Search index: {build_index.call_local()}.")
