"""What tests may need beyond Python, and what happens without it.

A test says what it needs with a marker (`@pytest.mark.browser`) or a fixture (`open_page`). Without it the test is
skipped, and the last lines of the run count what was skipped and why. With ZUKAN_REQUIRE_ALL=1 every skip fails.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import hypothesis
import pytest
from django.conf import settings
from django.db import connection

CHECKOUT = Path(__file__).parent.parent
REQUIRE_ALL = os.environ.get("ZUKAN_REQUIRE_ALL", "") not in {"", "0"}
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
CHROMIUM_ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
HTML_CHECKER = CHECKOUT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
HTML_CHECKER_SECONDS = 60  # how long its virtual machine may take to start
REAL_FILES = Path(os.environ.get("ZUKAN_TEST_DATA") or "/nonexistent")

# Marker -> (what is needed, whether it is there).
NEEDS: dict[str, tuple[str, Callable[[], bool]]] = {
    "browser": ("a browser", lambda: CHROMIUM is not None),
    "html_checker": ("an HTML checker", lambda: HTML_CHECKER.exists() and shutil.which("java") is not None),
    "postgresql": ("PostgreSQL", lambda: connection.vendor == "postgresql"),
    "real_files": ("the real files", REAL_FILES.is_dir),
    "sqlite": ("SQLite", lambda: connection.vendor == "sqlite"),
}
DATABASES = {"postgresql", "sqlite"}

hypothesis.settings.register_profile("zukan", deadline=None, derandomize=True)
hypothesis.settings.load_profile("zukan")


def pytest_configure(config: pytest.Config) -> None:
    for marker, (needed, _) in NEEDS.items():
        config.addinivalue_line("markers", f"{marker}: needs {needed}")
    # Tests read static files where they are written: nothing is collected for them.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    settings.HOME = settings.HOME / os.environ.get("PYTEST_XDIST_WORKER", "alone")  # one import at a time in each home
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 is slow, and means to be


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of the other database when all is required: they have a run of their own."""
    if not REQUIRE_ALL:
        return
    others = {name for name in DATABASES if not NEEDS[name][1]()}
    left_out = [item for item in items if any(item.get_closest_marker(name) for name in others)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in NEEDS:
        if item.get_closest_marker(marker):
            require(marker)


def require(marker: str) -> None:
    """Skip the running test unless what it needs is there."""
    needed, is_there = NEEDS[marker]
    if not is_there():
        pytest.skip(f"needs {needed}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn every skip into a failure where all is required."""
    report = yield
    if REQUIRE_ALL and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and ZUKAN_REQUIRE_ALL allows none: {skip_reason(report)}"
    return report


def skip_reason(report: pytest.TestReport) -> str:
    """Return what the test gave as its reason."""
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count aloud what was skipped for want of something."""
    reasons = Counter(skip_reason(report) for report in terminalreporter.stats.get("skipped", []))
    if reasons:
        counted = ", ".join(f"{number} {re.sub('^needs', 'need', reason)}" for reason, number in reasons.most_common())
        terminalreporter.write_line(f"skipped: {counted}", yellow=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Leave nobody in the database when it is to be dropped: a browser may still keep a thread of a live server."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    " where datname = current_database() and pid <> pg_backend_pid()"
                )


@pytest.fixture(autouse=True)
def jobs_in_memory(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Keep what tests put into the queue out of the home folder. Returns huey's storage."""
    from huey.storage import MemoryStorage

    from zukan.jobs.queue import queue  # not before Django is ready
    from zukan.pictures import wanting

    storage = MemoryStorage("zukan")
    monkeypatch.setattr(queue, "storage", storage)
    monkeypatch.setattr(wanting, "prepare", lambda: None)
    monkeypatch.setattr(wanting, "told", wanting.Told())
    return storage


@pytest.fixture
def build_index(settings: Any, tmp_path: Path) -> Callable[[], object]:
    """Return what builds the search index of all that is in the database, in a home of the test's own."""
    from zukan.search.building import build  # not before Django is ready

    settings.HOME = tmp_path
    return build


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of the real files."""
    require("real_files")
    return REAL_FILES


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium for the whole run."""
    require("browser")
    from playwright.sync_api import sync_playwright  # its import takes long, and few runs need it

    # Playwright keeps an event loop in this thread, in which Django refuses to ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def one_statement_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the threads of a running site apart: in tests they share one connection, and would wait for each other.

    One holds Python's lock and waits for SQLite's, the other has SQLite's and calls a function of ours.
    """
    from zukan.graph.run import SqliteDatabase  # not before Django is ready

    lock, fetch = threading.Lock(), SqliteDatabase.fetch

    def fetch_alone(self: SqliteDatabase, text: str, values: Any) -> Any:
        with lock:
            return fetch(self, text, values)

    monkeypatch.setattr(SqliteDatabase, "fetch", fetch_alone)


@pytest.fixture
def open_page(browser: Any, live_server: Any, one_statement_at_a_time: None) -> Iterator[Callable[..., Any]]:
    """Return `open_page(path, width=1440, height=900, dark=False, javascript=True)`: a page of the running site.

    It is Playwright's Page. Requests to other hosts are refused and noted in its `foreign_requests`.
    """
    with ExitStack() as contexts:

        def open_page(
            path: str, width: int = 1440, height: int = 900, dark: bool = False, javascript: bool = True
        ) -> Any:
            context = browser.new_context(
                base_url=live_server.url,
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
                reduced_motion="reduce",
                java_script_enabled=javascript,
            )
            contexts.callback(context.close)
            page = context.new_page()
            page.foreign_requests = []
            context.route(re.compile(f"^(?!{re.escape(live_server.url)})"), lambda route: refuse_request(page, route))
            page.goto(path)
            return page

        yield open_page


def refuse_request(page: Any, route: Any) -> None:
    """Note a request to another host, and let it fail."""
    page.foreign_requests.append(route.request.url)
    route.abort()


@pytest.fixture(scope="session")
def check_html(
    tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]
) -> Iterator[Callable[[str], list[str]]]:
    """Return `check_html(html)`: the errors and warnings that the Nu validator finds, none when it is content."""
    require("html_checker")
    port = free_port()
    log = tmp_path_factory.mktemp("vnu") / "log"
    arguments = ["java", "-Dnu.validator.servlet.bind-address=127.0.0.1", "-cp", str(HTML_CHECKER)]
    with log.open("w") as file:
        server = subprocess.Popen([*arguments, "nu.validator.servlet.Main", str(port)], stdout=file, stderr=file)
    try:
        wait_for_port(port, server, log)
        yield lambda html: validate_html(port, html)
    finally:
        server.terminate()
        server.wait(10)


def wait_for_port(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server listens. Fails when it ends or takes too long."""
    deadline = time.monotonic() + HTML_CHECKER_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"the HTML checker did not start: {log.read_text()[-2000:]}")


def validate_html(port: int, html: str) -> list[str]:
    """Ask the running validator."""
    request = Request(  # our own server
        f"http://127.0.0.1:{port}/?out=json",
        data=html.encode(),
        headers={"Content-Type": "text/html; charset=utf-8"},
    )
    with urlopen(request, timeout=60) as answer:  # noqa: S310  # as above
        messages = json.load(answer)["messages"]
    return [
        f"line {message.get('lastLine')}: {message['message']} … {message.get('extract', '').strip()}"
        for message in messages
        if message["type"] != "info" or message.get("subType") == "warning"
    ]


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """Return a function that names a port on which nothing listens."""

    def free_port() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    return free_port
