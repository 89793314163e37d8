"""The runs that end because `dyadwire serve` is stopped, told to the server before it ends too."""

import contextlib
import json
import urllib.request
from collections.abc import Collection, Sequence
from typing import Any

_GOING_ON = {"state": {"type": {"any_": ["PENDING", "RUNNING"]}}}
_STOPPED = {
    "type": "CANCELLED",
    "name": "Cancelled",
    "message": "dyadwire serve was stopped; the next run goes on where this one stood",
}


def runs_of(api: str, processes: Collection[int]) -> list[str]:
    """Ids of the runs that these processes work on; none where the server does not answer."""
    ours = set(map(str, processes))
    with contextlib.suppress(OSError):
        found = _ask(api, "flow_runs/filter", {"flow_runs": _GOING_ON})
        return [str(run["id"]) for run in found if run["infrastructure_pid"] in ours]
    return []


def tell_stopped(api: str, run_ids: Sequence[str]) -> None:
    """Sets those to Cancelled that have not told their end themselves: they would count as going on for ever."""
    if not run_ids:
        return
    with contextlib.suppress(OSError):  # a server that is gone too finds out by the heartbeats that are missing
        for run in _ask(api, "flow_runs/filter", {"flow_runs": _GOING_ON | {"id": {"any_": list(run_ids)}}}):
            _ask(api, f"flow_runs/{run['id']}/set_state", {"state": _STOPPED, "force": True})


def _ask(api: str, path: str, body: object) -> Any:
    request = urllib.request.Request(  # noqa: S310 an address of http, as the settings want
        f"{api}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        return json.load(answer)
