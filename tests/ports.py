"""Ports for servers that take them only after a while, as a server's process does."""

import secrets
import socket
from contextlib import ExitStack

_FIRST, _N = 10_000, 20_000  # below those that Linux gives to clients: one of theirs may be another's the next moment


def free_port(*, n: int = 1) -> int:
    """The first of `n` ports in a row that nobody listens on."""
    while True:
        first = _FIRST + secrets.randbelow(_N)
        with ExitStack() as probes:
            try:
                for port in range(first, first + n):
                    probes.enter_context(socket.socket()).bind(("127.0.0.1", port))
            except OSError:
                continue
        return first
