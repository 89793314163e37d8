"""A PostgreSQL server and a Dask cluster of real processes on loopback, for tests of runs on several machines."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from tests.process_groups import end_group

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
            os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
        made = [programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "dyadwire", "-E", "UTF8", "--no-sync"]
        subprocess.run(made, user=user, check=True, capture_output=True, timeout=60, cwd=folder)
        port = free_port()
        options = ("fsync=off", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", f"port={port}")
        stated = [part for option in options for part in ("-c", option)]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", *stated], user=user, stdout=log, stderr=log, cwd=folder
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


def new_database(server: str, name: str) -> str:
    """The address of a new database."""
    with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server} dbname={name}"


@contextmanager
def dask_cluster(folder: Path, *, workers: int = 2) -> Iterator[str]:
    """The address of a scheduler with workers of one thread each, as an operator starts them."""
    port, processes = free_port(), []
    address = f"tcp://127.0.0.1:{port}"
    try:
        processes.append(_program(folder, "dask_scheduler", "--host", "127.0.0.1", "--port", str(port)))
        for _ in range(workers):
            arguments = ("--host", "127.0.0.1", "--no-nanny", "--nthreads", "1", "--death-timeout", "60")
            processes.append(_program(folder, "dask_worker", address, *arguments))
        yield address
    finally:
        for process in reversed(processes):
            end_group(process)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _program(folder: Path, name: str, *arguments: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", f"distributed.cli.{name}", *arguments, "--no-dashboard"]
    with (folder / f"{name}.log").open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, start_new_session=True)


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        with suppress(psycopg.OperationalError):
            return psycopg.connect(f"{address} dbname=postgres", connect_timeout=2).close()
        assert server.poll() is None, "PostgreSQL ended at its start"
        time.sleep(0.1)
    raise AssertionError("PostgreSQL does not answer")
