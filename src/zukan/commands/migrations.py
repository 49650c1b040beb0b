"""Which migrations the database lacks, found with one query."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import apps
from django.core.management import call_command
from django.db import Error, connection
from django.db.migrations.recorder import MigrationRecorder

from zukan.commands.terminal import first_line, output

Migration = tuple[str, str]  # the label of an app, the name of the migration


def shipped_migrations() -> set[Migration]:
    """Return every migration of the installed apps, by its file's name: importing them takes long."""
    found: set[Migration] = set()
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.migrations"):
            folders = import_module(f"{app.name}.migrations").__path__
            found |= {(app.label, module.name) for module in iter_modules(folders)}
    return found


def missing_migrations() -> list[Migration]:
    """Return what `migrate` would do, in the order of names. Raises OperationalError without a database."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    return sorted(shipped_migrations() - applied)


def prepare_database() -> None:
    """Bring the database up to date where it is not, and say so. Raises OperationalError without a database."""
    if missing := missing_migrations():
        output.print(f"Preparing the database ({len(missing)} migrations)…")
        migrate()


def in_words(error: Exception, trouble: str) -> str:
    """Return what went wrong with the database, and what to do. trouble: "The database cannot be used"."""
    try:
        missing = len(missing_migrations())
    except Error:  # the error says why
        missing = 0
    if missing:
        how = "`zukan manage migrate` makes them; `zukan serve` and `zukan import` do so too."
        return f"The database lacks {missing} migrations: {how}"
    return f"{trouble}: {first_line(error)}. `zukan check` says more."


def migrate() -> None:
    """Bring the database up to date, and reckon what no import has reckoned since."""
    call_command("migrate", interactive=False, verbosity=0)
    from zukan.sources.merge.completing import recount  # not before its tables are there, and seldom needed

    recount()
