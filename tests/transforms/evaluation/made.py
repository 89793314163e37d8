"""Events for the tests of evaluation, with little said of them."""

from datetime import date
from typing import Any

from transforms.evaluation.events import CodedEvent, Party, ReferenceEvent


def parties(codes: str) -> tuple[Party, ...]:
    """`PER/GOV CHL` as parties."""
    named = (code.partition("/") for code in codes.split())
    return tuple(Party(iso3, sector or None) for iso3, _, sector in named)


def _shared(dyad: str, event_type: str, trigger: int) -> dict[str, Any]:
    actors, arrow, recipients = dyad.partition(" > ")
    return {
        "document": "text",
        "event_type": event_type,
        "mode": None,
        "status": "actual",
        "actors": parties(actors),
        "recipients": parties(recipients),
        "is_reciprocal": not arrow,
        "trigger_start": trigger,
        "trigger_end": trigger + 4,
        "date_start": date(2024, 5, 13),
        "planned_type": None,
        "contexts": frozenset({"economic"}),
        "figures": (),
        "speaker": None,
    }


def coded(dyad: str, event_type: str, trigger: int = 10, **more: Any) -> CodedEvent:
    """`coded("PER > CHL", "ACCUSE")`; a dyad without an arrow is a reciprocal event."""
    return CodedEvent(**(_shared(dyad, event_type, trigger) | {"rule_id": "rule", "confidence": 0.7} | more))


def wanted(dyad: str, event_type: str, trigger: int = 10, **more: Any) -> ReferenceEvent:
    """A core reference event whose sentence begins at 0 and has 100 characters."""
    own = {
        "id": "text-0",
        "sentence_start": 0,
        "sentence_end": 100,
        "accept_types": frozenset(),
        "accept_status": frozenset(),
        "is_core": True,
        "has_no_direction": False,
        "states_speaker": True,
        "states_plan": True,
    }
    return ReferenceEvent(**(_shared(dyad, event_type, trigger) | own | more))
