"""Sectors of states that are named alone: which organ "Peru" stands for follows from what it does."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from transforms.coder.names.gazetteer import Gazetteer
from transforms.coder.tables import read_rows
from transforms.records import ActorMention

_STATE = "GOV"  # what a name is read as where nothing else is known
_MOST_NAMES = 10_000  # texts remembered
_NOBODY = "UNK"  # who acted at a place without being named

Parties = tuple[ActorMention, ...]


class Role(StrEnum):
    """As what a state without a noun of its own takes part."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    UNNAMED = "unnamed"  # the actors are only known to be of this country


class StateSectors:
    """The sector by event type and role; without one, the country as a whole takes part and none is stated."""

    def __init__(self, sectors: Mapping[tuple[str, Role], str], gazetteer: Gazetteer) -> None:
        self._sectors = sectors
        self._gazetteer = gazetteer
        self._is_name = lru_cache(_MOST_NAMES)(self._is_known_name)

    def stated(self, event_type: str, actors: Parties, recipients: Parties) -> tuple[Parties, Parties]:
        """Both sides with the sectors that the event gives to states named alone."""
        doer = Role.ACTOR if recipients else None  # what several do together is nobody's own act
        return (
            tuple(self._with_sector(party, event_type, doer) for party in actors),
            tuple(self._with_sector(party, event_type, Role.RECIPIENT) for party in recipients),
        )

    def _with_sector(self, party: ActorMention, event_type: str, role: Role | None) -> ActorMention:
        if role is Role.ACTOR and (party.sector == _NOBODY or (party.sector is None and party.is_inferred)):
            return replace(party, sector=self._sectors.get((event_type, Role.UNNAMED), party.sector))
        if party.sector != _STATE or not self._is_name(party.text):
            return party
        return replace(party, sector=None if role is None else self._sectors.get((event_type, role)))

    def _is_known_name(self, text: str) -> bool:
        return any(match.kind == "name" and match.text == text for match in self._gazetteer.find(text, on=None))


def read_state_sectors(files: Mapping[str, bytes], event_types: Iterable[str], gazetteer: Gazetteer) -> StateSectors:
    """The rows of `state_sectors.csv`; CodebookError names one with an unknown type or role."""
    known, sectors = frozenset(event_types), dict[tuple[str, Role], str]()
    for row in read_rows(files, "state_sectors.csv"):
        if row["event_type"] not in known:
            raise row.error(f"unknown event type {row['event_type']!r}; known: {', '.join(sorted(known))}")
        if row["role"] not in list(Role):
            raise row.error(f"role is {row['role']!r}; it is one of {', '.join(Role)}")
        sectors[row["event_type"], Role(row["role"])] = row["sector"]
    return StateSectors(sectors, gazetteer)
