"""A program in the background with a process group of its own, and the end of the whole group."""

import contextlib
import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.serving_environment import DIRECTLY, PREFECT_FILES
from transforms.errors import DyadwireError, StorageError

MARK = "SERVED_BY"  # a variable that all that comes of one `dyadwire serve` inherits
_PATIENCE = 15.0  # seconds that a group has to end by itself: a run records its end
_PR_SET_PDEATHSIG = 1  # prctl(2)
_LOG_BYTES = 10_000_000  # from which a log is put aside when its program starts


class ServeError(DyadwireError):
    """Server or worker did not start, or ended by itself. Exit code 1."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A program that was started. `log` has all that it writes."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def has_ended(self) -> bool:
        """Whether it has, by itself or otherwise."""
        return self.process.poll() is not None

    def wait_until_up(self, address: str, seconds: float) -> None:
        """Returns as soon as the address answers.

        Raises:
            ServeError: the program has ended, or the time is over.
        """
        ends_at = time.monotonic() + seconds
        while not _answers(address):
            if self.has_ended:
                raise self.failure("ended by itself")
            if time.monotonic() > ends_at:
                raise self.failure(f"did not answer within {seconds:.0f} s")
            time.sleep(0.3)

    def failure(self, what: str) -> ServeError:
        """The error that says what happened to it, with the end of its log."""
        return ServeError(f"the {self.name} {what}; {self.log} ends with:\n{tail(self.log)}")


def tail(log: Path, n_lines: int = 12) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-n_lines:])


@contextlib.contextmanager
def started(name: str, arguments: Sequence[str], environment: Mapping[str, str], logs: Path) -> Iterator[Watched]:
    """`prefect ARGUMENTS` while the block runs; whatever it has started ends with it."""
    log = logs / f"{name}.log"
    _put_aside(log)
    with log.open("ab") as output:  # what an earlier one wrote may tell why it ended
        output.write(f"--- {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, start of the {name}\n".encode())
        output.flush()
        process = subprocess.Popen(  # noqa: S603 our own words
            [sys.executable, "-m", "prefect", *arguments],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd=PREFECT_FILES.root,
            env=dict(environment), start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 no thread of ours runs yet
        )  # fmt: skip
    try:
        yield Watched(name, process, log)
    finally:
        end_group(process)


@contextlib.contextmanager
def only_one_here(folder: Path) -> Iterator[None]:
    """Keeps others from serving this folder while the block runs.

    Raises:
        StorageError: another does.
    """
    descriptor = os.open(folder / "serve.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StorageError(f"another `dyadwire serve` serves {folder.parent}; stop it first") from None
        yield
    finally:
        os.close(descriptor)


def end_group(leader: subprocess.Popen[bytes], patience: float = _PATIENCE) -> None:
    """Ends a process and all of its group: politely first, then by force."""
    _signal_group(leader.pid, signal.SIGTERM)
    ends_at = time.monotonic() + patience
    while _signal_group(leader.pid, 0) and time.monotonic() < ends_at:
        leader.poll()  # an ended leader counts as there until somebody asks how it ended
        time.sleep(0.1)
    _signal_group(leader.pid, signal.SIGKILL)
    leader.wait()


def marked(mark: str) -> set[int]:
    """Ids of all processes that came of this `dyadwire serve`; a run has a process group of its own.

    Only Linux tells; elsewhere none is found, and the worker alone ends its runs.
    """
    wanted = f"{MARK}={mark}".encode()
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended meanwhile, or is somebody else's
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                found.add(int(folder.name))
    return found


def end_rest(mark: str, patience: float = 5.0) -> None:
    """Ends what a worker has left behind that could not clean up."""
    for number, seconds in ((signal.SIGTERM, patience), (signal.SIGKILL, 1.0)):
        for process in marked(mark):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, number)
        ends_at = time.monotonic() + seconds
        while marked(mark) and time.monotonic() < ends_at:
            time.sleep(0.1)


def _put_aside(log: Path) -> None:
    """A long log becomes LOG.1, in the place of the one before it."""
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size > _LOG_BYTES:
            log.replace(log.with_name(f"{log.name}.1"))


def _signal_group(group: int, number: int) -> bool:
    """Sends a signal (0 only looks); whether the group still has a process."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True


def _end_with_parent() -> None:
    """In the new process: where the parent is killed without a chance to clean up, Linux ends this one too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _answers(address: str) -> bool:
    try:
        with DIRECTLY.open(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
