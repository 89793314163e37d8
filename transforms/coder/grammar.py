"""The first way of coding: predicate rows matched on a dependency parse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from transforms.coder import passives
from transforms.coder.actors import PartyFinder
from transforms.coder.codebook import Codebook
from transforms.coder.echoes import Told, with_tellers
from transforms.coder.frame_filling import Fill
from transforms.coder.frames import Frame
from transforms.coder.guesses import Guess, Offers, frame_key, no_guess
from transforms.coder.noun_frames import NounFrames
from transforms.coder.signs import party_signs
from transforms.coder.verb_frames import VerbFrames
from transforms.coder.wording import Wording

if TYPE_CHECKING:
    from transforms.coder.parse import Parse, Token


class Grammar:
    """Finds the frames of sentences; one object for a codebook."""

    def __init__(self, codebook: Codebook, wording: Wording) -> None:
        self._codebook = codebook
        self._wording = wording
        self._verbs = VerbFrames(codebook, wording)
        self._nouns = NounFrames(wording, codebook.word_classes["light"])

    def find_frames(self, doc: Parse, finder: PartyFinder) -> tuple[Told, ...]:
        """Every predicate of the sentence with its parties, in the order of the words, and what else tells it."""
        frames: list[Frame] = []
        offers = Offers.of(finder)
        for token in doc:
            if (frame := self._frame(token, finder, offers)) is not None:
                frames.append(frame)
                finder.remembered[frame_key(token)] = frame
        return with_tellers(frames)

    def _frame(self, token: Token, finder: PartyFinder, offers: Offers) -> Frame | None:
        """The frame of the most demanding row that fits; rows that only guess a recipient come after all others."""
        pos = self._read_as(token, finder)
        if pos is None or not self._wording.rows(pos, token) or self._wording.no_event(token, finder) is not None:
            return None
        fill = self._nouns.filler(token, finder) if pos == "noun" else self._verbs.filler(token, finder, pos)
        plain = fill(no_guess)
        is_verb = token.pos_ == "VERB"
        guesses = (*offers.said, *offers.retold) if is_verb and plain is None else offers.said
        found = _candidates(fill, guesses, plain)
        if not found and is_verb and (told := self._verbs.told_on(token, finder)) is not None:
            return told
        if any(frame.others.slot == "both sides" for frame in found):  # whom a third calls on: both, not the latest
            found = [frame for frame in found if frame.others.slot != "story"]
        found = found or _candidates(fill, offers.unsaid)
        if len(found) < 2:
            return next(iter(found), None)
        return max(found, key=lambda frame: self._plausibility(frame, finder))

    def _read_as(self, token: Token, finder: PartyFinder) -> str | None:
        """The part of speech of the rows that may fit a word, None where no row may."""
        if token.pos_ in {"VERB", "AUX"}:
            return None if passives.befalls(token) else "verb"  # a boat that sank: somebody else's deed, if anybody's
        is_taken_for_name = token.pos_ == "PROPN" and passives.is_attributive(token)  # "Kidnapped Briton Ann Lee"
        if token.pos_ == "ADJ" or is_taken_for_name:
            return "adj"
        if token.pos_ not in {"NOUN", "PROPN"} or finder.named_at(token) is not None:
            return None
        is_office = token.dep_ == "compound" and finder.sector(token.head) is not None
        return None if is_office else "noun"  # an aid worker, a trade minister: what somebody is

    def _plausibility(self, frame: Frame, finder: PartyFinder) -> float:
        """What the way in which its parties were found adds to the log-odds of a candidate."""
        return sum(self._codebook.confidence.weight(sign) for sign in dict.fromkeys(party_signs(frame, finder)))


def _candidates(fill: Fill, guesses: Iterable[Guess], plain: Frame | None = None) -> list[Frame]:
    """The different frames that the guesses lead to, in their order, behind the one that needs none."""
    found = [] if plain is None else [plain]
    for guess in guesses:
        frame = fill(guess)
        if frame is not None and frame not in found:
            found.append(frame)
    return found
