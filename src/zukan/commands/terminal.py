"""What the commands print with: colours on a terminal only, and never with NO_COLOR."""

from typing import NoReturn

import typer
from rich.console import Console

# Rich colours words on a guess; ours are sentences. `soft_wrap` leaves a long line to the terminal.
output = Console(highlight=False, soft_wrap=True)
errors = Console(highlight=False, soft_wrap=True, stderr=True)


def fail(message: str) -> NoReturn:
    """End the command with one sentence on stderr and exit code 1."""
    errors.print(message, markup=False, style="red")
    raise typer.Exit(1)


def first_line(error: Exception) -> str:
    """Return what a database says went wrong, without its advice."""
    return str(error).strip().partition("\n")[0]
