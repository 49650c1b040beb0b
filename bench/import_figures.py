"""Measures in a process of its own: `import FILE…` into a fresh database, or `floor` of the rows that are in one.

The floor is what the database takes for the same rows and nothing else: all of them through `executemany` in one
transaction on SQLite, through COPY on PostgreSQL, into empty tables with the same indexes and constraints. Reading the
rows back is not counted.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, models, transaction

ROWS_AT_ONCE = 10_000
KEPT_BY_THE_IMPORT = {"EarlierClaims", "OutdatedEntity"}  # passing: empty when it has ended


def main(arguments: list[str]) -> None:
    """Run one measurement and print its figures as JSON."""
    from zukan import memory_statistics

    memory_statistics.switch_off()
    django.setup()
    mode, *rest = arguments
    figures = measured_import(rest) if mode == "import" else measured_floor(rest[0])
    print(json.dumps({**figures, "megabytes": peak_megabytes()}))


def peak_megabytes() -> float:
    """Return the most memory that this process took. Not from getrusage: on Linux that starts at its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20  # bytes on macOS


def measured_import(paths: list[str]) -> dict[str, Any]:
    """Import files; the tables are made where they are missing."""
    from zukan.sources.importing import import_paths

    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    report = import_paths([Path(path) for path in paths])
    return {
        "seconds": time.perf_counter() - started,
        "records": sum(report.read.values()),
        "new": sum(report.outcome.new.values()),
        "changed": sum(report.outcome.changed.values()),
        "rows": sum(model._default_manager.count() for model in tables()),
    }


def tables() -> list[type[models.Model]]:
    """Return the models of all tables that an import fills."""
    from django.apps import apps

    ours = (model for model in apps.get_models() if model.__module__.startswith("zukan."))
    return [model for model in ours if model.__name__ not in KEPT_BY_THE_IMPORT]


def measured_floor(target: str) -> dict[str, Any]:
    """Write the rows of this database into an empty one. target: a path of a file, or a URL."""
    source = connections.databases["default"]
    connections.databases["floor"] = {**source, "NAME": target, "TEST": {}}
    call_command("migrate", database="floor", verbosity=0)
    floor, rows, reading = connections["floor"], 0, 0.0
    began = time.perf_counter()
    with connection.cursor() as reader, transaction.atomic(using="floor"):
        for model in filter(is_empty_in_floor, tables()):
            started = time.perf_counter()
            for part in parts(reader, model):
                reading += time.perf_counter() - started
                write(floor, model, part)
                rows += len(part)
                started = time.perf_counter()
    return {"seconds": time.perf_counter() - began - reading, "rows": rows}


def is_empty_in_floor(model: type[models.Model]) -> bool:
    """Return whether a table is to be filled: what migrations fill is no part of an import."""
    return not model._default_manager.using("floor").exists()


def parts(reader: Any, model: type[models.Model]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield a table's rows in parts, in the order of their keys."""
    key = connection.ops.quote_name(str(model._meta.pk.column))
    table = connection.ops.quote_name(model._meta.db_table)
    reader.execute(f"SELECT {columns(model)} FROM {table} ORDER BY {key}")  # noqa: S608  # names of ours
    while part := list(islice(iter(reader.fetchone, None), ROWS_AT_ONCE)):
        yield [tuple(map(written, row)) for row in part]


def written(value: Any) -> Any:
    """Return a value as the database takes it: PostgreSQL's driver reads JSON as what it stands for."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def columns(model: type[models.Model]) -> str:
    """Return a table's columns between commas."""
    return ", ".join(connection.ops.quote_name(str(field.column)) for field in model._meta.local_concrete_fields)


def write(floor: Any, model: type[models.Model], rows: list[tuple[Any, ...]]) -> None:
    """Write rows the way that is quickest on the database."""
    table = connection.ops.quote_name(model._meta.db_table)
    with floor.cursor() as cursor:
        if floor.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({columns(model)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {table} ({columns(model)}) VALUES ({marks})", rows)  # noqa: S608


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zukan.settings")
    assert settings
    main(sys.argv[1:])
