"""`zukan demo-user`: somebody to try the site and its API with."""

import time
from typing import Annotated

import typer

from zukan.accounts.models import AccessToken
from zukan.commands.terminal import errors, fail, output
from zukan.tracker.demo import DEMO, DemoError, make_demo, remove_demo

SECONDS_A_YEAR = 365 * 86_400


def demo_user(
    remove: Annotated[bool, typer.Option("--remove", help="Take away what this command made.")] = False,
) -> None:
    """Make a user with lists, favourites and friends, and print a token of theirs."""
    if remove:
        removed = remove_demo()
        output.print(f"Removed {removed} demo users and all they wrote." if removed else "There was no demo user.")
        return
    try:
        user = make_demo()
    except DemoError as error:
        fail(str(error))
    errors.print(
        f"{DEMO!r} is user {user.pk}. Send the token as `Authorization: Bearer …`; it ends after a year."
        " `zukan demo-user --remove` takes all of it away.",
        markup=False,
    )
    typer.echo(AccessToken.issue(user, int(time.time()) + SECONDS_A_YEAR))
