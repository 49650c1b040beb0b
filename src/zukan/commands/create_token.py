"""`zukan create-token`: a key of the API for one of the site's users."""

import time
from typing import Annotated

import typer

from zukan.accounts.models import AccessToken, User
from zukan.commands.terminal import errors, fail

SECONDS_A_DAY = 86_400


def create_token(
    username: Annotated[str, typer.Argument(help="Whom the token signs in.")],
    days: Annotated[int, typer.Option(help="How long it is good for.", min=1, max=3650)] = 365,
) -> None:
    """Give a user a bearer token for the API. The token is printed once and kept nowhere."""
    user = User.objects.filter(username=username).first()
    if user is None:
        fail(f"No user is called {username!r}. `zukan manage createsuperuser` makes one.")
    errors.print(f"Send it as `Authorization: Bearer …`. It ends after {days} days.", markup=False)
    typer.echo(AccessToken.issue(user, int(time.time()) + days * SECONDS_A_DAY))
