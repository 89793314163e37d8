"""Who speaks behind a pronoun: the minister of "The minister objected. Chad had lied, he said"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from transforms.coder.word_sets import words
from transforms.records import Attribution


class SpeakerKind(Enum):
    """What a speaker is to a pronoun."""

    PERSON = "person"
    BODY = "body"
    SEVERAL = "several"


_KINDS = {
    "he": SpeakerKind.PERSON,
    "she": SpeakerKind.PERSON,
    "it": SpeakerKind.BODY,
    "they": SpeakerKind.SEVERAL,
}
# speakers that are no persons, beside the names of states and bodies
BODIES = words(
    "government ministry cabinet parliament senate congress house assembly council court tribunal commission committee "
    "agency department office bureau board authority embassy mission delegation army navy military police union bloc "
    "organisation organization group party movement front company firm bank corporation consortium subsidiary "
    "association federation chamber institute centre center study report statement communique newspaper paper daily "
    "magazine editorial radio television station network survey administration treasury presidency palace militia"
)


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """A speaker who is named by more than a pronoun, with his country where that is known."""

    attribution: Attribution
    kind: SpeakerKind


class SpeakerMemory:
    """The speakers that a story named last. One object a story, fed sentence by sentence."""

    def __init__(self) -> None:
        self._last: dict[SpeakerKind, Attribution] = {}

    def named(self, speaker: Attribution | None, beside: Sequence[NamedSpeaker]) -> Attribution | None:
        """The speaker himself, or whom a pronoun means: one named before it in its sentence, else in the story.

        The country that the sentence gave the pronoun stays.
        """
        kind = _KINDS.get(speaker.text.lower()) if speaker is not None else None
        if speaker is None or kind is None:
            return speaker
        before = (s.attribution for s in reversed(beside) if s.kind is kind and s.attribution.end <= speaker.start)
        found = next(before, None) or self._last.get(kind)
        is_other = found is not None and None not in {found.iso3, speaker.iso3} and found.iso3 != speaker.iso3
        if found is None or is_other:
            return speaker
        return replace(found, iso3=speaker.iso3 or found.iso3)

    def notice(self, speakers: Sequence[NamedSpeaker]) -> None:
        """Keeps the speakers of a sentence that was read, in their order."""
        for speaker in speakers:
            self._last[speaker.kind] = speaker.attribution
