"""`zukan manage`: Django's own commands."""

from typing import Annotated

import typer
from django.core.management import execute_from_command_line


def manage(
    arguments: Annotated[list[str] | None, typer.Argument(help="A command of Django and its options.")] = None,
) -> None:
    """Run one of Django's own commands, such as `migrate`."""
    execute_from_command_line(["zukan manage", *(arguments or [])])
