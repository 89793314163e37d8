"""Groups of processes that a test started: ending one, and seeing that nothing of it is left."""

import os
import signal
import subprocess
import time


def is_gone(group: int, patience: float = 60) -> bool:
    """Whether all processes of a group end within `patience` seconds."""
    deadline = time.monotonic() + patience
    while signal_group(group, 0):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def end_group(leader: subprocess.Popen[bytes], patience: float = 15) -> None:
    """Ends a process and all of its group: politely first."""
    signal_group(leader.pid, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while signal_group(leader.pid, 0) and time.monotonic() < deadline:
        leader.poll()
        time.sleep(0.1)
    signal_group(leader.pid, signal.SIGKILL)
    leader.wait(5)


def signal_group(group: int, sign: int) -> bool:
    """Sends `sign` (0 only looks); whether the group still has a process."""
    try:
        os.killpg(group, sign)
    except ProcessLookupError:
        return False
    return True
