"""`zukan status`: what is here."""

import sqlite3
import time
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import OperationalError, ProgrammingError, connection
from django.db.models import Count, Max, QuerySet, Sum
from rich.markup import escape
from rich.table import Table

from zukan.accounts.models import User
from zukan.catalogue.models import Change, Character, Episode, ExternalId, Media, MediaTag, Staff, Studio, VoiceRole
from zukan.commands.migrations import in_words
from zukan.commands.starter import loaded_starter, starter_digest, starter_is_current
from zukan.commands.terminal import fail, output
from zukan.jobs.models import JobOutcome, JobRun
from zukan.jobs.queue import queue
from zukan.jobs.worker import is_working
from zukan.pictures.models import Picture, PictureHost, WantedPicture
from zukan.reviews.models import Recommendation, Review
from zukan.search.folder import NoIndexError, read_state
from zukan.sources.models import ImportRun

COUNTED = (
    *(("characters", Character), ("staff", Staff), ("voice roles", VoiceRole), ("studios", Studio)),
    *(("tags", MediaTag), ("episodes", Episode), ("ids elsewhere", ExternalId), ("reviews", Review)),
    *(("recommendations", Recommendation), ("users", User)),
)
IMPORTS_SHOWN = FAILURES_SHOWN = CAUSES_SHOWN = HOSTS_SHOWN = 5


def status() -> None:
    """Say what is in the catalogue, and where it lives."""
    try:
        sections = (
            *(("Catalogue", catalogue()), ("Data", data()), ("Search", search())),
            *(("Jobs", jobs()), ("Pictures", pictures())),
        )
        for title, rows in (*sections, ("Place", place())):
            output.print(section(title, rows))
    except (OperationalError, ProgrammingError) as error:
        fail(in_words(error, "The database cannot be read"))


def section(title: str, rows: list[tuple[str, str]]) -> Table:
    """Return rows of a name and a value under a title."""
    table = Table(title=title, title_justify="left", title_style="bold", show_header=False, box=None)
    table.add_column(min_width=16)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(escape(name), escape(value))  # what a host answered is no markup
    return table


def catalogue() -> list[tuple[str, str]]:
    """How many there are of each kind."""
    works = Media.objects.values_list("type").annotate(Count("id")).order_by("type")
    rows = [(kind.lower(), f"{number:,}") for kind, number in works] or [("works", "0")]
    return rows + [(name, f"{model._default_manager.count():,}") for name, model in COUNTED]


def data() -> list[tuple[str, str]]:
    """Where the catalogue comes from and how old it is."""
    newest = Media.objects.aggregate(newest=Max("updated_at"))["newest"]
    runs = ImportRun.objects.order_by("-id")[:IMPORTS_SHOWN]
    return [
        ("newest change", day(newest) if newest else "not known"),
        ("starter", starter_state()),
        *((f"import of {day(run.started_at)}", run_line(run)) for run in runs),
    ]


def starter_state() -> str:
    """Whether the starter catalogue is there."""
    if starter_digest() is None:
        return "none is shipped"
    run = loaded_starter()
    if run is None:
        return "not loaded: `zukan serve` loads it"
    return f"loaded {day(run.started_at)}" + ("" if starter_is_current() else ", and a newer one is shipped")


def run_line(run: ImportRun) -> str:
    """What one import read, in a line."""
    counts = run.counts if isinstance(run.counts, dict) else {}
    numbers = ", ".join(f"{kind} {count['read']:,} read" for kind, count in counts.items() if count.get("read"))
    ended = "" if run.finished_at else " (not finished)"
    return f"{run.source}{ended}{': ' if numbers else ''}{numbers}"


def search() -> list[tuple[str, str]]:
    """What the search index holds, and how far it follows the change log."""
    try:
        state = read_state()
    except NoIndexError as error:
        return [("index", f"{error}: the worker builds it, and until then exact names and beginnings are found")]
    behind = (Change.objects.aggregate(last=Max("id"))["last"] or 0) - state.change
    entities = ", ".join(f"{number:,} {kind}" for kind, number in state.entities.items() if number)
    return [
        ("index", f"built {moment(state.built_at)}: {entities or 'empty'}"),
        ("follows", f"{'all changes' if behind == 0 else f'{behind:,} changes behind'}, {moment(state.followed_at)}"),
    ]


def jobs() -> list[tuple[str, str]]:
    """Who runs jobs, what waits, how the last run of each ended, and what failed lately."""
    newest = JobRun.objects.filter(id__in=JobRun.objects.values("name").annotate(last=Max("id")).values("last"))
    failed = JobRun.objects.filter(outcome=JobOutcome.FAILED).order_by("-id")[:FAILURES_SHOWN]
    return [
        ("worker", "at work" if is_working() else "none: `zukan serve` or `zukan work` starts it"),
        ("queue", queue_line()),
        *((run.name, job_line(run)) for run in newest.order_by("name")),
        *((f"failure of {moment(run.started_at)}", f"{run.name}: {run.detail}") for run in failed),
    ]


def queue_line() -> str:
    """How many jobs wait; looking at a queue must not make one."""
    if not Path(settings.HOME / "jobs.sqlite3").exists():
        return "empty"
    try:
        return f"{queue.storage.queue_size():,} waiting, {queue.storage.schedule_size():,} for later"
    except sqlite3.Error as error:
        return f"cannot be read: {error}"


def job_line(run: JobRun) -> str:
    """How one run of a job went, in a line."""
    took = f" after {run.finished_at - run.started_at} s" if run.finished_at else ""
    return f"{JobOutcome(run.outcome).label}{took}, {moment(run.started_at)}" + (
        f": {run.detail}" if run.detail else ""
    )


def pictures() -> list[tuple[str, str]]:
    """How many pictures are here, what is wanted, and who gives none."""
    here = Picture.objects.aggregate(number=Count("id"), size=Sum("size"))
    failing = WantedPicture.objects.filter(failures__gt=0)
    paused = PictureHost.objects.filter(paused_until__gt=int(time.time())).order_by("host")[:HOSTS_SHOWN]
    return [
        ("fetched", f"{here['number']:,}, {(here['size'] or 0) / 1e6:,.1f} MB"),
        ("wanted", f"{WantedPicture.objects.count():,}" if settings.PICTURES != "off" else "none: ZUKAN_PICTURES=off"),
        *((f"{number:,} not to be had", cause) for cause, number in common_causes(failing)),
        *((host.host, f"paused until {moment(host.paused_until)}: {host.cause}") for host in paused),
    ]


def common_causes(failing: "QuerySet[WantedPicture]") -> "QuerySet[WantedPicture, tuple[str, int]]":
    """Return the commonest causes with how many pictures each keeps away."""
    return failing.values_list("cause").annotate(number=Count("id")).order_by("-number", "cause")[:CAUSES_SHOWN]


def moment(unix_seconds: int) -> str:
    """Return a moment, in UTC, as 2026-01-31 12:00."""
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime(unix_seconds))


def place() -> list[tuple[str, str]]:
    """Where things lie."""
    return [
        ("home", str(settings.HOME)),
        ("database", database_address()),
        ("size", f"{database_bytes() / 1e6:,.1f} MB"),
    ]


def database_address() -> str:
    """Return the database as its URL has it, without a password."""
    described = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{described['NAME']}"
    port = f":{described['PORT']}" if described["PORT"] else ""
    return f"postgres://{described['USER']}@{described['HOST']}{port}/{quote(described['NAME'])}"


def database_bytes() -> int:
    """Return how much room the database takes, SQLite's log of changes included."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        return sum(Path(name + end).stat().st_size for end in ("", "-wal") if Path(name + end).exists())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def day(unix_seconds: int) -> str:
    """Return the date, in UTC, as 2026-01-31."""
    return time.strftime("%Y-%m-%d", time.gmtime(unix_seconds))
