"""A PostgreSQL server and a Dask cluster of real processes on loopback, for tests of runs on several machines."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from tests.ports import free_port
from tests.process_groups import signal_group

_QUIET = {"DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}  # a sample of each thread every 10 ms
_USER = "postgres"  # the server refuses to run as root


def server_programs() -> Path:
    """The folder of PostgreSQL's server programs; without them the test is skipped."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    program = shutil.which("initdb") or (found[-1] if found else None)
    if program is None:
        pytest.skip("needs a PostgreSQL server, which is not installed (Debian: apt-get install postgresql)")
    return Path(program).parent


@contextmanager
def postgres_server() -> Iterator[str]:
    """The libpq address, without a database, of a server of this test's own."""
    programs = server_programs()
    user = _USER if os.getuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="dyadwire-postgres-"))  # not below tmp_path, which that user may not enter
    try:
        if user:
            _give(folder, user)
        stated = ("-A", "trust", "-U", "dyadwire", "-E", "UTF8", "--locale=C", "--no-sync")
        made = [programs / "initdb", "-D", folder / "data", *stated]
        subprocess.run(made, user=user, check=True, capture_output=True, timeout=60, cwd=folder)
        port = free_port()
        options = ("fsync=off", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", f"port={port}")
        named = [part for option in options for part in ("-c", option)]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", *named], user=user, stdout=log, stderr=log, cwd=folder
            )
        address = f"host=127.0.0.1 port={port} user=dyadwire"
        try:
            _wait_for(address, server)
            yield address
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _give(folder: Path, user: str) -> None:
    try:
        owner = pwd.getpwnam(user)
    except KeyError:
        pytest.skip(f"needs the user {user}, as PostgreSQL's server refuses to run as root")
    os.chown(folder, owner.pw_uid, owner.pw_gid)


def new_database(server: str, name: str) -> str:
    """The address of a new database."""
    with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server} dbname={name}"


class DaskCluster:
    """A scheduler with workers of one thread each, as an operator starts them."""

    def __init__(self, folder: Path, *, workers: int = 2) -> None:
        self._folder = folder
        port = free_port()
        self.address = f"tcp://127.0.0.1:{port}"
        self._scheduler = self._program("dask_scheduler", "--host", "127.0.0.1", "--port", str(port))
        self._workers: list[subprocess.Popen[bytes]] = []
        for _ in range(workers):
            self.start_worker()

    def start_worker(self) -> None:
        """One more worker; it is waited for by nobody."""
        arguments = ("--host", "127.0.0.1", "--no-nanny", "--nthreads", "1", "--death-timeout", "300")
        self._workers.append(self._program("dask_worker", self.address, *arguments))

    def kill_worker(self) -> None:
        """Ends a worker as a machine does that loses its power."""
        worker = self._workers.pop(0)
        worker.kill()
        worker.wait(10)

    @property
    def processes(self) -> "tuple[subprocess.Popen[bytes], ...]":
        """Those of the workers and of the scheduler."""
        return (*self._workers, self._scheduler)

    def close(self) -> None:
        """Ends all of it at once: what a worker still does nobody waits for."""
        for process in self.processes:
            signal_group(process.pid, signal.SIGKILL)
            process.wait(10)

    def _program(self, name: str, *arguments: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", f"distributed.cli.{name}", *arguments, "--no-dashboard"]
        with (self._folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self._folder, env=os.environ | _QUIET, start_new_session=True
            )


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server; `new_database` makes a database in it."""
    with postgres_server() as address:
        yield address


@pytest.fixture(scope="session")
def dask_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """A Dask cluster whose two workers have signed on."""
    from distributed import Client  # noqa: PLC0415 it takes a second, and few tests need it

    cluster = DaskCluster(tmp_path_factory.mktemp("dask"))
    try:
        with Client(cluster.address, timeout=300, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=300)
        yield cluster
    finally:
        cluster.close()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        with suppress(psycopg.OperationalError):
            return psycopg.connect(f"{address} dbname=postgres", connect_timeout=2).close()
        assert server.poll() is None, "PostgreSQL ended at its start"
        time.sleep(0.1)
    raise AssertionError("PostgreSQL does not answer")
