"""Which part of the work a run takes up: all of it on one machine; `flows/cluster/` has runs that divide it."""

from collections.abc import Collection
from typing import Protocol


class Share(Protocol):
    """A part of what there is to do, which no other run takes up at the same time."""

    def has(self, place: str) -> bool:
        """Whether the feed, page or file at this address or path is in it."""

    def claim(self, document_ids: Collection[str]) -> frozenset[str]:
        """Those of the documents that no other run is coding; from now on they are this run's."""


class AllOfIt:
    """The share of a run that is alone."""

    def has(self, place: str) -> bool:  # noqa: ARG002 whatever it is
        """True."""
        return True

    def claim(self, document_ids: Collection[str]) -> frozenset[str]:
        """All of them."""
        return frozenset(document_ids)
