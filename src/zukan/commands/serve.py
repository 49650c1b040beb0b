"""`zukan serve`: make ready what the site needs, then answer requests with Granian."""

import signal
import socket
import time
from importlib import import_module
from typing import Annotated
from wsgiref.types import WSGIApplication

import typer
from django.conf import settings
from django.db import OperationalError, connection, connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from zukan.commands.migrations import prepare_database
from zukan.commands.starter import load_starter
from zukan.commands.static_files import collect_static_files, static_files_are_current
from zukan.commands.supervision import SupervisedWorker
from zukan.commands.terminal import fail, first_line, output

APPLICATION = "zukan.wsgi"
STOP_SIGNALS = {signal.SIGINT, signal.SIGTERM}
SETTLING_SECONDS = 0.5


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; also ZUKAN_HOST.")] = settings.HOST,
    port: Annotated[int, typer.Option(help="Port to listen on; also PORT.", min=1, max=65_535)] = settings.PORT,
    workers: Annotated[int, typer.Option(help="Processes; also ZUKAN_WORKERS.", min=1)] = settings.WORKERS,
    prepare: Annotated[bool, typer.Option(help="Migrate, load the starter catalogue, collect static files.")] = True,
    starter: Annotated[bool, typer.Option(help="Load the starter catalogue.")] = True,
    worker: Annotated[bool, typer.Option(" /--no-worker", help="Start no worker: `zukan work` runs jobs.")] = True,
) -> None:
    """Serve the site on this machine, after making ready what it needs."""
    refuse_unusable_address(host, port)
    try:
        if prepare:
            make_ready(starter)
    except OperationalError as error:
        fail(f"The database cannot be used: {first_line(error)}. `zukan check` says more.")
    run_server(host, port, workers, SupervisedWorker() if worker else None)


def refuse_unusable_address(host: str, port: int) -> None:
    """End with one sentence when the port is taken. Granian shares ports among processes, so it would not notice."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections that are just ending do not count
            probe.bind(address)
    except OSError as error:
        fail(f"Cannot listen on {host} port {port}: {error.strerror}. Choose another port with PORT=8001.")


def make_ready(starter: bool) -> None:
    """Do what is left to do before the first request, and say what."""
    prepare_database()
    if starter:
        load_starter()
    if not static_files_are_current():
        collect_static_files()


class PatientServer(Server):  # type: ignore[misc,valid-type]  # one of two classes, by how Python was built
    """Granian, which keeps a signal that comes while its workers start until they can act on it.

    A worker begins with a copy of this process's way of taking signals, in which the one to stop does nothing, and
    loses another that comes between taking over and serving.
    """

    job_worker: SupervisedWorker | None = None

    def startup(self, *arguments: object) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
        super().startup(*arguments)
        if self.job_worker:
            self.job_worker.start()  # after the fork: its thread must not be in the middle of something then
        time.sleep(SETTLING_SECONDS)  # the workers answer meanwhile
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)


def application_of_worker() -> WSGIApplication:
    """Return what a worker serves. Ctrl-C reaches it too; it waits until this process tells it to stop."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    return import_module(APPLICATION).application  # type: ignore[no-any-return]  # a module is not typed


def run_server(host: str, port: int, workers: int, job_worker: SupervisedWorker | None) -> None:
    """Answer requests until a signal to stop. The workers are forked from this process, which has all they need."""
    import_module(APPLICATION)
    connections.close_all()  # a fork must not share them
    server = PatientServer(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # SQLite's one global lock makes a second thread a loss; PostgreSQL's answers are waited for elsewhere.
        blocking_threads=1 if connection.vendor == "sqlite" else 4,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    server.job_worker = job_worker
    shown = f"[{host}]" if ":" in host else host
    server.on_startup(lambda: output.print(f"Zukan is at http://{shown}:{port} (Ctrl-C stops it)"))
    if job_worker:
        server.on_shutdown(job_worker.stop)
    server.on_shutdown(lambda: output.print("Zukan has stopped."))
    server.serve(target_loader=application_of_worker, wrap_loader=False)
