"""What a Prefect server is told of our worker and its runs: that it comes, that it is gone, that they ended with it."""

import contextlib
import hashlib
import json
import platform
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flows.serving_environment import DIRECTLY

POOL = "dyadwire"  # of work, as prefect.yaml names it
_GOING_ON = {"state": {"type": {"any_": ["PENDING", "RUNNING"]}}}
_STOPPED = {
    "type": "CANCELLED",
    "name": "Cancelled",
    "message": "dyadwire serve was stopped; the next run goes on where this one stood",
}
_PATIENCE, _PAUSE = 10.0, 0.3  # s, in all and between two answers
_ANSWER_SECONDS = 20.0  # that a busy server has for one answer; one that is gone refuses at once
_TRYING = 20.0  # s, in which a server is asked again that is busy: its SQLite is locked by another
_SURE = 5  # answers in a row
_GRACE = timedelta(seconds=90)  # in which who has the place need not be on the list of workers yet


def worker_name(data_folder: Path) -> str:
    """The name of the one worker that `dyadwire serve` starts for this folder on this machine."""
    folder = hashlib.sha256(str(data_folder).encode()).hexdigest()[:8]
    return f"dyadwire {platform.node()} {folder}"


def runs_of(api: str, worker: str) -> list[str]:
    """Ids of the runs that this worker has taken up and that count as going on; none where nobody answers."""
    with contextlib.suppress(OSError):
        found = _ask(api, "flow_runs/filter", {"flow_runs": _GOING_ON})
        return [str(run["id"]) for run in found if run["labels"].get("prefect.worker.name") == worker]
    return []


def tell_stopped(api: str, worker: str) -> None:
    """Sets the runs of a worker that is not there any more to Cancelled, which frees the place that they held."""
    for run_id in runs_of(api, worker):
        with contextlib.suppress(OSError):  # where the server is gone too, the next `dyadwire serve` tells it
            _ask(api, f"flow_runs/{run_id}/set_state", {"state": _STOPPED})


def others_online(api: str, worker: str, *, pool: str = POOL) -> list[str]:
    """Other workers of the pool that gave a sign of life within 90 s; none where the pool is not there yet.

    Raises:
        OSError: the server does not answer: it may well have others.
    """
    with _absence_allowed():
        return [name for name in _online(api, pool) if name != worker]
    return []


def sign_on(api: str, worker: str, *, pool: str = POOL) -> list[str]:
    """Takes the one place for a worker of the pool; returns who has it where it is taken.

    The place is a Prefect variable, which the server lets one alone make. Who has it but has not been heard of for 90 s
    was killed, and loses it.

    Raises:
        OSError: the server does not answer.
    """
    if others := others_online(api, worker, pool=pool):
        return others
    while not _is_made(api, pool, worker):
        place = _place(api, pool)
        if place is None:
            continue  # it was given up at this moment
        taken_at = datetime.fromisoformat(place["updated"])
        if place["value"] != worker and datetime.now(UTC) - taken_at < _GRACE:
            return [str(place["value"])]
        _delete(api, f"variables/{place['id']}")  # by its id: a place that was taken since is another one
    return []


def tell_gone(api: str, worker: str) -> None:
    """Takes a worker that has ended off the server's list, so that another may come at once.

    A last sign of life that the server reads late puts it on the list again, and a busy server may refuse: it is told
    until it has known no such worker for a while. One that stays on the list counts as online for 90 s.
    """
    _give_up_place(api, worker)
    ends_at = time.monotonic() + _PATIENCE
    n_unknown = 0  # answers in a row that it knows no such worker
    while n_unknown < _SURE and time.monotonic() < ends_at:
        try:
            _ask(api, f"work_pools/{POOL}/workers/{quote(worker, safe='')}", None, method="DELETE", trying=0)
            n_unknown = 0
        except urllib.error.HTTPError as problem:
            n_unknown = n_unknown + 1 if problem.code == HTTPStatus.NOT_FOUND else 0
        except OSError:  # nobody answers: the server is gone too
            return
        time.sleep(_PAUSE)


def _online(api: str, pool: str) -> list[str]:
    found = _ask(api, f"work_pools/{pool}/workers/filter", {})
    return [str(one["name"]) for one in found if one["status"] == "ONLINE"]


def _is_made(api: str, pool: str, worker: str) -> bool:
    """Whether the place was free and is the worker's now."""
    try:
        _ask(api, "variables/", {"name": _place_name(pool), "value": worker})
    except urllib.error.HTTPError as problem:
        if problem.code == HTTPStatus.CONFLICT:
            return False
        raise
    return True


def _place(api: str, pool: str) -> dict[str, Any] | None:
    with _absence_allowed():
        found: dict[str, Any] = _ask(api, f"variables/name/{_place_name(pool)}", None, method="GET")
        return found
    return None


def _place_name(pool: str) -> str:
    return f"worker_of_{pool}"


def _give_up_place(api: str, worker: str) -> None:
    with contextlib.suppress(OSError):
        place = _place(api, POOL)
        if place is not None and place["value"] == worker:
            _delete(api, f"variables/{place['id']}")


def _delete(api: str, path: str) -> None:
    with _absence_allowed():
        _ask(api, path, None, method="DELETE")


@contextlib.contextmanager
def _absence_allowed() -> Iterator[None]:
    """Ends the block without an error where what is asked about does not exist."""
    try:
        yield
    except urllib.error.HTTPError as problem:
        if problem.code != HTTPStatus.NOT_FOUND:
            raise


def _ask(api: str, path: str, body: object, *, method: str = "POST", trying: float = _TRYING) -> Any:
    """The server's answer, which is asked again for so many seconds where it says that it is busy."""
    request = urllib.request.Request(  # noqa: S310 an address of http, as the settings want
        f"{api}/{path}",
        None if method == "GET" else json.dumps(body).encode(),
        {"Content-Type": "application/json"},
        method=method,
    )
    ends_at = time.monotonic() + trying
    while True:
        try:
            with DIRECTLY.open(request, timeout=_ANSWER_SECONDS) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as problem:
            if problem.code != HTTPStatus.SERVICE_UNAVAILABLE or time.monotonic() >= ends_at:
                raise
        time.sleep(_PAUSE)
