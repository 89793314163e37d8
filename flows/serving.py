"""Prefect server, schedules and worker as one: started in order, watched, and ended so that no process is left.

Nothing here imports Prefect: server, worker and set-up are programs of their own, each with a process group of its own.
"""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.served_pages import FolderServer
from flows.serving_environment import PREFECT_FILES, require_free, serving_environment
from flows.serving_processes import MARK, ServeError, Watched, end_rest, only_one_here, started, tail
from flows.serving_runs import POOL, sign_on, tell_gone, tell_stopped, worker_name
from flows.settings import Settings
from warehouse.storage_errors import storage_errors

_START_SECONDS = 180.0  # of the server; a busy machine takes a minute
_LOOK_EVERY = 0.5
_SET_UP_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things are: pages for a person, and the API that the worker asks."""

    ui: str
    api: str
    briefings: str


def serve(settings: Settings, *, api: str | None, say: Callable[[str], None]) -> None:
    """Serves until SIGINT or SIGTERM; then ends all that it started, the worker and its runs first.

    Args:
        settings: where data are, where to listen, which database, whom to notify.
        api: address of a server that runs already; None starts one.
        say: gets a line for a person at every step.

    Raises:
        ServeError: server, set-up or worker failed, or the server has a worker already.
        SettingsError: a port is taken.
        StorageError: the folder is served already, or nothing can be written there.
    """
    addresses = _addresses(settings, api)
    with storage_errors(settings.data_folder):
        settings.prefect_folder.mkdir(parents=True, exist_ok=True)
        settings.briefing_folder.mkdir(parents=True, exist_ok=True)
    environment = serving_environment(settings, os.environ, api=addresses.api, briefings=addresses.briefings)
    environment[MARK] = uuid.uuid4().hex
    with _stopped_by_signals(), ExitStack() as scope:
        try:
            scope.enter_context(only_one_here(settings.prefect_folder))
            scope.callback(end_rest, environment[MARK])
            watched = list(_start(settings, addresses, environment, scope, say, is_own=api is None))
            _watch(watched)
        except _Stopped:
            say("stopping; a run that is going on is ended, and the next one goes on where it stood")
    say("stopped")


def _start(
    settings: Settings, addresses: Addresses, environment: Mapping[str, str], scope: ExitStack,
    say: Callable[[str], None], *, is_own: bool,
) -> Iterator[Watched]:  # fmt: skip
    logs = settings.prefect_folder
    # Bound before all else, as minutes pass until it answers; its thread starts only when all processes have.
    pages = FolderServer(settings.briefing_folder, settings.serve_host, settings.serve_port + 1)
    scope.callback(pages.close)
    if is_own:
        require_free(settings.serve_host, settings.serve_port)
        say("starting the Prefect server; that takes some 20 seconds")
        listening = ["--host", settings.serve_host, "--port", str(settings.serve_port)]
        server = scope.enter_context(started("server", ["server", "start", *listening], environment, logs))
        server.wait_until_up(f"{addresses.api}/health", _START_SECONDS)
        yield server
    name = worker_name(settings.data_folder)
    scope.enter_context(_on_the_list(addresses.api, name, is_shared=not is_own or settings.serve_database is not None))
    say("setting up deployments and automations")
    _set_up(settings, environment)
    yield scope.enter_context(_worker(addresses.api, name, environment, logs))
    scope.enter_context(pages.running())
    say(f"runs, reports, feeds   {addresses.ui}")
    say(f"daily briefings        {addresses.briefings}")
    say(f"data                   {settings.data_folder}")
    say(f"logs                   {logs}/server.log, worker.log")
    say("serving; Ctrl-C stops everything")


@contextmanager
def _worker(api: str, name: str, environment: Mapping[str, str], logs: Path) -> Iterator[Watched]:
    """The worker while the block runs. The server is told of runs that ended with it, or with one that was killed."""
    tell_stopped(api, name)
    try:
        arguments = ["worker", "start", "--pool", POOL, "--type", "process", "--name", name]
        with started("worker", arguments, environment, logs) as worker:
            yield worker
    finally:
        tell_stopped(api, name)


@contextmanager
def _on_the_list(api: str, name: str, *, is_shared: bool) -> Iterator[None]:
    """The one worker on the server's list while the block runs.

    Two would share the runs out between two data folders, and undo each other's automations.
    """
    try:
        others = sign_on(api, name) if is_shared else []
    except OSError as problem:
        raise ServeError(f"{api} does not answer ({problem})") from problem
    if others:
        advice = "stop it first. If it was killed, try again in two minutes"
        raise ServeError(f"{api} has a worker already: {', '.join(others)}; {advice}")
    try:
        yield
    finally:
        tell_gone(api, name)


def _addresses(settings: Settings, api: str | None) -> Addresses:
    host = "127.0.0.1" if settings.serve_host in {"0.0.0.0", "::"} else settings.serve_host  # noqa: S104 compared
    shown = f"[{host}]" if ":" in host else host
    own = f"http://{shown}:{settings.serve_port}"
    asked = api.rstrip("/") if api else f"{own}/api"
    briefings = settings.briefing_url or f"http://{shown}:{settings.serve_port + 1}"
    return Addresses(ui=asked.removesuffix("/api"), api=asked, briefings=briefings)


def _set_up(settings: Settings, environment: Mapping[str, str]) -> None:
    """Work pool, deployments, automations; quick where the server has them of this version already."""
    log = settings.prefect_folder / "set-up.log"
    try:
        with log.open("wb") as output:
            subprocess.run(  # noqa: S603 our own words
                [sys.executable, "-m", "flows.orchestration.set_up", str(PREFECT_FILES.deployments)],
                stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=PREFECT_FILES.root,
                env=dict(environment), timeout=_SET_UP_SECONDS, check=True,
            )  # fmt: skip
    except subprocess.SubprocessError as problem:
        raise ServeError(f"deployments could not be set up; {log} ends with:\n{tail(log)}") from problem


def _watch(watched: list[Watched]) -> None:
    """Returns never: raises as soon as one of them has ended."""
    while True:
        for one in watched:
            if one.has_ended:
                raise one.failure("ended by itself")
        time.sleep(_LOOK_EVERY)


class _Stopped(BaseException):
    """Somebody asked us to stop."""


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """SIGINT, SIGTERM and SIGHUP raise _Stopped inside, once: what follows the first must not be interrupted."""
    wanted = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(_number: int, _frame: object) -> None:
        for one in wanted:
            signal.signal(one, signal.SIG_IGN)
        raise _Stopped

    before = {one: signal.signal(one, stop) for one in wanted}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
