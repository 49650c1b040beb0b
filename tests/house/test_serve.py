"""`zukan serve` as a process: it starts on nothing, answers, and stops when told."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from django.db import connection

StartZukan = Callable[[int], "subprocess.Popen[str]"]

START_SECONDS = 60
STOP_SECONDS = 15


@pytest.fixture
def database_url(tmp_path: Path, transactional_db: None) -> Iterator[str]:
    """The address of an empty database on the kind of server that the tests use."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'zukan.sqlite3'}"
        return
    described = connection.settings_dict
    name = f"zukan_serve_{os.getpid()}"
    login = f"{quote(described['USER'], '')}:{quote(described['PASSWORD'], '')}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield f"postgres://{login}@{described['HOST']}:{described['PORT'] or 5432}/{name}"
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def start_zukan(tmp_path: Path, database_url: str) -> Iterator[StartZukan]:
    """Return `start_zukan(port)`: a running `zukan serve` on a home of this test."""
    started: list[subprocess.Popen[str]] = []

    def start_zukan(port: int) -> "subprocess.Popen[str]":
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ZUKAN_")}
        process = subprocess.Popen(
            [sys.executable, "-m", "zukan", "serve", "--no-starter"],
            env={**kept, "ZUKAN_HOME": str(tmp_path), "ZUKAN_DATABASE_URL": database_url, "PORT": str(port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start_zukan
    for process in started:
        with suppress(ProcessLookupError):  # all of it has ended
            os.killpg(process.pid, signal.SIGKILL)  # the workers too: they outlive a killed parent
        process.communicate()


def status_of(port: int, path: str) -> int:
    """Return the status of the first answer, waiting for the server to start."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                return int(answer.status)
        except HTTPError as answer:
            return answer.code
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_serve_starts_on_an_empty_home_answers_and_stops(
    start_zukan: StartZukan, free_port: Callable[[], int], tmp_path: Path, stop: signal.Signals
) -> None:
    port = free_port()
    process = start_zukan(port)
    assert status_of(port, "/") < 500
    assert status_of(port, "/no/such/page") == 404
    process.send_signal(stop)
    output, _ = process.communicate(timeout=STOP_SECONDS)
    assert process.returncode == 0
    assert f"Zukan is at http://127.0.0.1:{port}" in output
    assert output.endswith("Zukan has stopped.\n")
    assert "Traceback" not in output
    assert (tmp_path / "static" / "staticfiles.json").exists()


def test_ctrl_c_in_the_moment_of_starting_stops_it_all_the_same(
    start_zukan: StartZukan, free_port: Callable[[], int]
) -> None:
    process = start_zukan(free_port())
    assert process.stdout is not None
    while "Zukan is at" not in process.stdout.readline():
        pass
    os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to every process
    output, _ = process.communicate(timeout=STOP_SECONDS)
    assert (process.returncode, output) == (0, "Zukan has stopped.\n")


def test_second_start_has_nothing_left_to_prepare(
    start_zukan: StartZukan, free_port: Callable[[], int], tmp_path: Path
) -> None:
    outputs, manifests = [], []
    for _ in range(2):
        port = free_port()
        process = start_zukan(port)
        status_of(port, "/")
        process.terminate()
        outputs.append(process.communicate(timeout=STOP_SECONDS)[0])
        manifests.append((tmp_path / "static" / "staticfiles.json").stat().st_mtime_ns)
    assert "Preparing the database" in outputs[0]
    assert "Preparing the database" not in outputs[1]
    assert manifests[0] == manifests[1]


def test_port_in_use_is_one_sentence_and_exit_code_1(
    start_zukan: StartZukan, free_port: Callable[[], int], tmp_path: Path
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start_zukan(port)
        output, _ = process.communicate(timeout=START_SECONDS)
    assert process.returncode == 1
    assert output == (
        f"Cannot listen on 127.0.0.1 port {port}: Address already in use. Choose another port with PORT=8001.\n"
    )
