"""The work in shares, which runs on several machines take up one after the other, none twice at the same time."""

import secrets
import time
from collections import deque
from collections.abc import Collection, Generator, Iterable, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from transforms.ids import stable_id
from transforms.urls import host_of
from warehouse.claims import Claims

N_SHARES: Final = 16  # of equal likelihood; the same for all runs, as two that count otherwise would divide otherwise
_PAUSE: Final = 0.5  # seconds between two looks whether a share is free
_KIND: Final = "share"


def share_of(place: str) -> int:
    """The share of an address or path, from 0.

    All addresses of a site are in one share, so that one run alone asks it, pausing as it should, and sees that two
    of its feeds bring the same page. Files are divided by their size, as equal ones belong together.
    """
    return int(stable_id(_site(place) if "://" in place else _size(Path(place)))[:8], 16) % N_SHARES


def _size(file: Path) -> str:
    try:
        return str(file.stat().st_size)
    except OSError:
        return file.name


def _site(address: str) -> str:
    """The last two labels of a host's name, or all of it where it is a number."""
    host = host_of(address)
    name = host.partition(":")[0]
    try:
        ip_address(name)
    except ValueError:
        return ".".join(name.split(".")[-2:])
    return host


class ClaimedShare:
    """The share that a run has at present; see `flows.share.Share`."""

    def __init__(self, claims: Claims) -> None:
        self._claims = claims
        self._number: int | None = None
        self._documents: set[str] = set()

    def has(self, place: str) -> bool:
        """Whether the place is in the share that is claimed."""
        return share_of(place) == self._number

    def claim(self, document_ids: Collection[str]) -> frozenset[str]:
        """Those of the documents that no other run is coding."""
        granted = self._claims.claim("document", document_ids)
        self._documents |= granted
        return granted

    def each(self, places: Iterable[str]) -> Iterator[int]:
        """Claims the shares of these places, each once, for one step of the loop; those of others when they leave them.

        In any order, so that runs which start together do not ask for the same.
        """
        waiting = deque({share_of(place) for place in places})
        waiting.rotate(secrets.randbelow(N_SHARES))
        n_refused = 0
        while waiting:
            number = waiting.popleft()
            if (yield from self._visit(number)):
                n_refused = 0
                continue
            waiting.append(number)
            n_refused += 1
            if n_refused >= len(waiting):
                time.sleep(_PAUSE)

    def _visit(self, number: int) -> Generator[int, None, bool]:
        """Whether the share was free."""
        if not self._claims.claim(_KIND, [str(number)]):
            return False
        self._number = number
        try:
            yield number
        finally:
            self._number = None
            self._claims.release("document", self._documents)
            self._documents.clear()
            self._claims.release(_KIND, [str(number)])
        return True
