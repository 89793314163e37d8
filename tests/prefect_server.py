"""A real Prefect server on loopback, with all that it starts ended as a group."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.process_groups import end_group

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
SOON = {
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
    "PREFECT_WORKER_QUERY_SECONDS": "1",
    "PREFECT_CLI_COLORS": "false",
}


class PrefectServer:
    """A server of its own: own home, own port. The checkout's prefect.toml holds for it, as for a user."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = _free_port()
        self.api = f"http://127.0.0.1:{self.port}/api"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "PREFECT_HOME": str(home / "prefect"),
            "PREFECT_API_URL": self.api,
            **SOON,
        }

    @contextmanager
    def running(self) -> Iterator[None]:
        """The server, up while the block runs."""
        arguments = ["server", "start", "--host", "127.0.0.1", "--port", str(self.port)]
        with self.started(arguments, "server.log"):
            self.wait_for(self._is_up, seconds=90, what="the server to answer")
            yield

    @contextmanager
    def started(self, arguments: list[str], log: str, **settings: str) -> Iterator[None]:
        """`prefect ARGUMENTS` in the background while the block runs; whatever it starts ends with it."""
        with (self.home / log).open("wb") as output:
            started = subprocess.Popen(
                [BIN / "prefect", *arguments],
                stdout=output, stderr=subprocess.STDOUT, cwd=ROOT, env=self.environment | settings,
                start_new_session=True,
            )  # fmt: skip
            try:
                yield
            finally:
                end_group(started)

    def call(self, *arguments: str) -> str:
        """What `prefect ARGUMENTS` prints; it must succeed."""
        return self.python([str(BIN / "prefect"), *arguments])

    def python(self, arguments: list[str], **settings: str) -> str:
        """What a Python program prints that talks to this server; it must succeed."""
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment | settings,
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, path: str, **body: Any) -> Any:
        """What the server's API answers to a POST."""
        request = urllib.request.Request(
            f"{self.api}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def runs(self) -> list[dict[str, Any]]:
        """All flow runs."""
        return self.ask("flow_runs/filter")  # type: ignore[no-any-return]

    def wait_for(self, found: Callable[[], Any], *, seconds: float, what: str) -> Any:
        """What `found` returns as soon as it is true."""
        deadline = time.monotonic() + seconds
        while not (result := found()):
            logs = {path.name: path.read_text(errors="replace")[-3000:] for path in self.home.glob("*.log")}
            assert time.monotonic() < deadline, f"waited {seconds} s for {what}; logs: {logs}"
            time.sleep(0.5)
        return result

    def _is_up(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.api}/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
