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

StartZukan = Callable[..., "subprocess.Popen[str]"]
RunZukan = Callable[..., "subprocess.CompletedProcess[str]"]

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
def variables(tmp_path: Path, database_url: str) -> dict[str, str]:
    """The environment of a home of this test."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZUKAN_")}
    return {**kept, "ZUKAN_HOME": str(tmp_path), "ZUKAN_DATABASE_URL": database_url}


@pytest.fixture
def run_zukan(variables: dict[str, str]) -> RunZukan:
    """Return `run_zukan("status")`: a command that was run to its end on the same home."""

    def run_zukan(*words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "zukan", *words]
        return subprocess.run(command, env=variables, capture_output=True, text=True, check=False, timeout=60)

    return run_zukan


@pytest.fixture
def start_zukan(variables: dict[str, str]) -> Iterator[StartZukan]:
    """Return `start_zukan(port, *options)`: a running `zukan serve` on a home of this test."""
    started: list[subprocess.Popen[str]] = []

    def start_zukan(port: int, *options: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", "zukan", "serve", "--no-starter", *options],
            env={**variables, "PORT": str(port)},
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


def workers_of(server: "subprocess.Popen[str]") -> list[int]:
    """Return the process ids of the job workers that a server has started."""
    told = f"work\0--server\0{server.pid}\0".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            if (process / "cmdline").read_bytes().endswith(told):
                found.append(int(process.name))
    return found


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds. Fails when it takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def test_serve_starts_a_worker_that_runs_jobs_and_ends_with_it(
    start_zukan: StartZukan, run_zukan: RunZukan, free_port: Callable[[], int]
) -> None:
    server = start_zukan(free_port())
    until(lambda: "at work" in run_zukan("status").stdout, "no worker")
    second = run_zukan("work")
    assert (second.returncode, "A worker is there already" in second.stderr) == (1, True)
    put = "from zukan.jobs.queue import prepare; from zukan.pictures.jobs import tidy_pictures"
    assert run_zukan("manage", "shell", "-c", f"{put}; prepare(); tidy_pictures()").returncode == 0
    until(lambda: "pictures.tidy" in run_zukan("status").stdout, "the job was not run")
    assert "done after" in run_zukan("status").stdout
    server.terminate()
    server.communicate(timeout=STOP_SECONDS)
    assert server.returncode == 0
    assert workers_of(server) == []
    assert "none: `zukan serve`" in run_zukan("status").stdout


def test_worker_that_dies_is_replaced_and_the_cause_told(start_zukan: StartZukan, free_port: Callable[[], int]) -> None:
    server = start_zukan(free_port())
    until(lambda: len(workers_of(server)) == 1, "no worker")
    (first,) = workers_of(server)
    os.kill(first, signal.SIGKILL)
    until(lambda: workers_of(server) not in ([], [first]), "no other worker")
    server.terminate()
    output, _ = server.communicate(timeout=STOP_SECONDS)
    assert "The job worker ended with code -9" in output
    assert workers_of(server) == []


def test_worker_does_not_outlive_a_killed_server(start_zukan: StartZukan, free_port: Callable[[], int]) -> None:
    server = start_zukan(free_port())
    until(lambda: workers_of(server), "no worker")
    server.kill()
    server.wait(STOP_SECONDS)
    until(lambda: not workers_of(server), "the worker lives on")


def test_serve_starts_no_worker_where_none_is_wanted(
    start_zukan: StartZukan, free_port: Callable[[], int], tmp_path: Path
) -> None:
    port = free_port()
    server = start_zukan(port, "--no-worker")
    status_of(port, "/")
    time.sleep(1)
    assert workers_of(server) == []
    assert not (tmp_path / "worker.lock").exists()
