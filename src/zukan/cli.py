"""The command `zukan`. Only the command that was asked for is imported, so that help and completion are quick."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any

import django
import typer
from django.db.utils import Error as AnyDatabaseError

import zukan
from zukan import memory_statistics
from zukan.environment import SettingError

# Name -> (the function that runs it, one line of help).
COMMANDS = {
    "serve": ("zukan.commands.serve:serve", "Serve the site on this machine, after making ready what it needs."),
    "work": ("zukan.commands.work:work", "Run jobs, such as fetching pictures; `zukan serve` does so too."),
    "import": ("zukan.commands.import_catalogue:import_catalogue", "Read files of other catalogues into this one."),
    "imports": ("zukan.commands.imports:imports", "List imports and people's decisions, or open one whole."),
    "undo": ("zukan.commands.imports:undo", "Take back the last import."),
    "review": ("zukan.commands.review:review", "Go through what needs a look."),
    "edit": ("zukan.commands.corrections:edit", "Say what fields of an entity are."),
    "release": ("zukan.commands.corrections:release", "Take back what was said here of fields of an entity."),
    "unite": ("zukan.commands.corrections:unite", "Say that two entities are one."),
    "split": ("zukan.commands.corrections:split", "Say that a record is not of the entity that it was found to be of."),
    "provenance": ("zukan.commands.provenance:provenance", "Say for each group of fields which source is believed."),
    "export": ("zukan.commands.export:export", "Write the catalogue to a file."),
    "reindex": ("zukan.commands.reindex:reindex", "Build the search index anew."),
    "status": ("zukan.commands.status:status", "Say what is in the catalogue, and where it lives."),
    "check": ("zukan.commands.check:check", "Say what is wrong with this installation and how to mend it."),
    "manage": ("zukan.commands.manage:manage", "Run one of Django's own commands, such as `migrate`."),
    "create-token": ("zukan.commands.create_token:create_token", "Give a user a bearer token for the API."),
    "demo-user": (
        "zukan.commands.demo_user:demo_user",
        "Make a user with lists, favourites and friends, and print a token of theirs.",
    ),
    "remove-samples": ("zukan.commands.remove_samples:remove_samples", "Remove the sample reviews."),
}
# Which of them the list of commands shows under a title of their own.
PANELS = {
    "Catalogue": ("import", "imports", "undo", "export"),
    "What people decide": ("review", "edit", "release", "unite", "split", "provenance"),
}
PASSES_ARGUMENTS_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


def load_command(name: str) -> Callable[..., Any]:
    """Import one command with Django ready for it. Raises SettingError when a variable is set badly."""
    django.setup()
    module, _, function = COMMANDS[name][0].partition(":")
    return getattr(import_module(module), function)  # type: ignore[no-any-return]  # a function of that module


def not_loaded() -> None:
    """Stand for a command that was not asked for: it has a line in the list of commands and is never run."""


def show_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        typer.echo(f"Zukan {zukan.__version__}")
        raise typer.Exit


def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Say which one.")
    ] = False,
) -> None:
    """Zukan, a self-hosted encyclopedia of anime and manga."""


def build(words: set[str]) -> typer.Typer:
    """Return the command line in which the commands among `words` can run and the others are only listed."""
    app = typer.Typer(
        name="zukan",
        help="Zukan, a self-hosted encyclopedia of anime and manga.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        callback=options,
    )
    panel_of = {name: panel for panel, names in PANELS.items() for name in names}
    for name, (_, summary) in COMMANDS.items():
        function = load_command(name) if name in words else not_loaded
        settings = PASSES_ARGUMENTS_ON if name == "manage" else None
        panel = panel_of.get(name)
        app.command(name, short_help=summary, context_settings=settings, rich_help_panel=panel)(function)
    return app


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 it could not be done, 2 the arguments or settings are wrong."""
    memory_statistics.switch_off()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zukan.settings")
    completing = [os.environ.get(name, "") for name in ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")]  # by bash, by others
    try:
        build({*sys.argv[1:], *" ".join(completing).split()})(prog_name="zukan")
    except SettingError as error:
        print(error, file=sys.stderr)  # noqa: T201  # Rich would wrap the line
        sys.exit(2)
    except AnyDatabaseError as error:
        from zukan.commands.migrations import in_words  # not for every command: it takes a while

        print(in_words(error, "The database cannot be used"), file=sys.stderr)  # noqa: T201
        sys.exit(1)
