"""What a Prefect server is told of our worker and its runs: that it comes, that it is gone, that they ended with it."""

import contextlib
import hashlib
import json
import platform
import time
import urllib.error
import urllib.request
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
_SURE = 5  # answers in a row
_WRITTEN = 1.0  # s; what another wrote at the same moment is there to be read


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
    with contextlib.suppress(OSError):  # where the server is gone too, the next `dyadwire serve` tells it
        for run_id in runs_of(api, worker):
            _ask(api, f"flow_runs/{run_id}/set_state", {"state": _STOPPED})


def others_online(api: str, worker: str, *, pool: str = POOL) -> list[str]:
    """Other workers of the pool that gave a sign of life within 90 s; none where nobody answers."""
    with contextlib.suppress(OSError):  # 404: the pool is not there yet
        return [str(one["name"]) for one in _online(api, pool) if one["name"] != worker]
    return []


def sign_on(api: str, worker: str, *, pool: str = POOL) -> list[str]:
    """Puts the worker on the server's list, where it counts as online for 90 s before its own first sign of life.

    Returns those that are on the list already: then it is not put there. Of two that come at the same moment the server
    says which was first, and the other one gives way. Where nobody answers, there is none.
    """
    if others := others_online(api, worker, pool=pool):
        return others
    with contextlib.suppress(OSError):
        with contextlib.suppress(urllib.error.HTTPError):  # 409: it is there
            _ask(api, "work_pools/", {"name": pool, "type": "process", "description": "Runs of Dyadwire"})
        _sign_off(api, worker, pool)  # a row that one who was killed has left would say that it came long ago
        _ask(api, f"work_pools/{pool}/workers/heartbeat", {"name": worker})
        time.sleep(_WRITTEN)
        came = {str(one["name"]): (str(one["created"]), str(one["name"])) for one in _online(api, pool)}
        others = [name for name, moment in came.items() if worker in came and moment < came[worker]]
        if others:
            _sign_off(api, worker, pool)
        return others
    return []


def tell_gone(api: str, worker: str) -> None:
    """Takes a worker that has ended off the server's list, so that another may come at once.

    A last sign of life that the server reads late puts it on the list again, and a busy server may refuse: it is told
    until it has known no such worker for a while. One that stays on the list counts as online for 90 s.
    """
    ends_at = time.monotonic() + _PATIENCE
    n_unknown = 0  # answers in a row that it knows no such worker
    while n_unknown < _SURE and time.monotonic() < ends_at:
        try:
            _ask(api, f"work_pools/{POOL}/workers/{quote(worker, safe='')}", None, method="DELETE")
            n_unknown = 0
        except urllib.error.HTTPError as problem:
            n_unknown = n_unknown + 1 if problem.code == HTTPStatus.NOT_FOUND else 0
        except OSError:  # nobody answers: the server is gone too
            return
        time.sleep(_PAUSE)


def _online(api: str, pool: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _ask(api, f"work_pools/{pool}/workers/filter", {})
    return [one for one in found if one["status"] == "ONLINE"]


def _sign_off(api: str, worker: str, pool: str) -> None:
    with contextlib.suppress(urllib.error.HTTPError):  # 404: it is not there
        _ask(api, f"work_pools/{pool}/workers/{quote(worker, safe='')}", None, method="DELETE")


def _ask(api: str, path: str, body: object, *, method: str = "POST") -> Any:
    request = urllib.request.Request(  # noqa: S310 an address of http, as the settings want
        f"{api}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}, method=method
    )
    with DIRECTLY.open(request, timeout=10) as answer:
        return json.loads(answer.read() or b"null")
