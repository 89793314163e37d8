"""Runs that ended without a word, with their worker or before it: the server is told, or they would go on for ever."""

import contextlib
import hashlib
import json
import platform
import time
import urllib.request
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
_TRIES, _PAUSE = 5, 0.3  # s between them


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


def others_online(api: str, worker: str) -> list[str]:
    """Other workers of the pool that gave a sign of life within 90 s; none where nobody answers."""
    with contextlib.suppress(OSError):  # 404: the pool is not there yet
        found = _ask(api, f"work_pools/{POOL}/workers/filter", {})
        return [str(one["name"]) for one in found if one["status"] == "ONLINE" and one["name"] != worker]
    return []


def tell_gone(api: str, worker: str) -> None:
    """Takes a worker that has ended off the server's list, so that another may come at once.

    A last sign of life that the server had not read yet puts it on the list again, so it is asked until it knows none.
    """
    with contextlib.suppress(OSError):  # 404: it is gone
        for _ in range(_TRIES):
            _ask(api, f"work_pools/{POOL}/workers/{quote(worker, safe='')}", None, method="DELETE")
            time.sleep(_PAUSE)


def _ask(api: str, path: str, body: object, *, method: str = "POST") -> Any:
    request = urllib.request.Request(  # noqa: S310 an address of http, as the settings want
        f"{api}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}, method=method
    )
    with DIRECTLY.open(request, timeout=10) as answer:
        return json.loads(answer.read() or b"null")
