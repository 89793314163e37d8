"""Who says so: the speaker of the clause that an event stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.coder import clauses
from transforms.coder.actors import PartyFinder
from transforms.coder.codebook import Codebook, Effect
from transforms.records import Attribution

if TYPE_CHECKING:
    from transforms.coder.parse import Parse, Token

_LONGEST = 120  # characters of a speaker's phrase that are kept


class AttributionReader:
    """Finds the speaker over the parse; verbs of speech are rows."""

    def __init__(self, codebook: Codebook) -> None:
        self._cues = codebook.status_cues

    def speaker_verb(self, trigger: Token) -> Token | None:
        """The nearest verb above the trigger that reports it, None where the story itself asserts it."""
        for below, above in clauses.ancestors(trigger):
            if below.dep_ in {"ccomp", "parataxis", "advcl"} and above.pos_ == "VERB" and self._reports(below, above):
                return above
        return None

    def _reports(self, below: Token, above: Token) -> bool:
        if below.dep_ == "advcl" and not any(c.lower_ == "as" for c in below.children):
            return self._cues.get(("verb", above.lemma_.lower())) is Effect.SPEECH and above.i > below.i
        return below.dep_ != "advcl" and ("verb", above.lemma_.lower()) in self._cues

    def read(self, doc: Parse, trigger: Token, finder: PartyFinder) -> Attribution | None:
        """The speaker of the trigger's clause: subject of the reporting verb, or who stands behind "according to"."""
        verb = self.speaker_verb(trigger)
        if verb is not None:
            heads = clauses.subjects(verb) or clauses.agents(verb)
        else:
            heads = tuple(o for t in doc if t.lower_ == "according" for c in t.children for o in c.children)
        heads = tuple(h for h in heads if h.i != trigger.i and h.pos_ in {"NOUN", "PROPN", "PRON"})
        return self._attribution(heads[0], finder) if heads else None

    def _attribution(self, head: Token, finder: PartyFinder) -> Attribution:
        words = [t for t in head.subtree if t.i <= head.i or t.dep_ in {"flat", "compound"}]
        start, end = words[0].idx, head.idx + len(head)
        start = max(start, end - _LONGEST)
        parties = finder.parties(head)
        iso3 = parties[0].iso3 if parties else None
        return Attribution(finder.doc.text[start:end], start + finder.offset, end + finder.offset, iso3)
