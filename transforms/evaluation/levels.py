"""How much of an event must agree with the reference."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from transforms.evaluation.events import CodedEvent, ReferenceEvent

Agreement = Callable[[ReferenceEvent, CodedEvent], bool]


class Level(StrEnum):
    """From who did something to whom, over its quad class, to its event type."""

    DYAD = "dyad"
    QUAD = "dyad+quad"
    TYPE = "dyad+type"


def agreement(level: Level, quad_classes: Mapping[str, int]) -> Agreement:
    """Whether the kinds of two events agree at the level; `quad_classes` go by event type."""
    if level is Level.DYAD:
        return lambda _reference, _coded: True
    if level is Level.TYPE:
        return lambda reference, coded: reference.admits_type(coded.event_type)
    return lambda reference, coded: (
        quad_classes[coded.event_type]
        in {quad_classes[event_type] for event_type in (reference.event_type, *reference.accept_types)}
    )
