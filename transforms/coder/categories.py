"""From a type to its mode, contexts, intensity and CAMEO code: look-ups in the codebook, nothing else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from transforms.coder.codebook import Codebook
from transforms.coder.contexts import ContextSigns, Topics, cue_signs, event_signs, topics_of, words_of
from transforms.coder.predicates import Predicate
from transforms.coder.scopes import Found, Scopes
from transforms.records import ActorMention, Status

_FUTURE_FOLD = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
_REFUSAL_FOLD = {
    "AGREE": "change", "SUPPORT": "change", "CONSULT": "meet", "COOPERATE": "assist", "AID": "assist",
    "CONCEDE": "yield", "RETREAT": "yield",
}  # fmt: skip
_THREATS = {"SANCTION": "restrict", "COERCE": "restrict", "ASSAULT": "violence"}  # mode of threatening with the deed
_OWN_THREATS = {"expel": "expel", "deport": "expel", "arrest": "arrest", "withdraw": "relations"}  # by the deed's mode
Parties = tuple[ActorMention, ...]
_HYPHEN = re.compile(r"(?<=[a-z0-9])-(?=[a-z])")  # where the parser's words end: "six - party"
_CLAUSE = "@clause"  # a cue that rows about a clause have, where no word tells more


@dataclass(frozen=True, slots=True)
class Category:
    """What kind of event it is, and what was planned where it is a plan."""

    event_type: str
    mode: str | None
    status: Status
    planned_type: str | None = None
    planned_mode: str | None = None


class Categorizer:
    """Modes, contexts and codes of a codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._mode_cues = {
            event_type: {row.cue: row for row in reversed(rows)} for event_type, rows in codebook.mode_cues.items()
        }
        cues = {*codebook.context_cues, *(cue for rows in self._mode_cues.values() for cue in rows)}
        self._cues = {form: cue for cue in sorted(cues) for form in (_HYPHEN.sub(" - ", cue), cue)}
        self._longest: dict[str, int] = {}  # words of the longest cue that begins with this word
        for cue in self._cues:
            first, *others = cue.split()
            self._longest[first] = max(self._longest.get(first, 0), 1 + len(others))

    def find(self, words: Iterable[str]) -> tuple[Found, ...]:
        """The cues among all runs of words, in any case, in their order; longer ones first where they begin alike."""
        row = [word.lower() for word in words]
        found: list[Found] = []
        for first, word in enumerate(row):
            longest = self._longest.get(word.partition(" ")[0], 0)
            for end in range(min(first + longest, len(row)), first, -1):
                cue = self._cues.get(" ".join(row[first:end]))
                if cue is not None:
                    found.append(Found(first, end - 1, cue))
        return tuple(found)

    def mode(self, predicate: Predicate, scopes: Scopes) -> str | None:
        """The row's mode, else that of the nearest cue; cues that must stand near the trigger are asked first."""
        if predicate.mode:
            return predicate.mode
        rows = self._mode_cues.get(predicate.event_type, {})
        for where, cues in scopes.outward():
            for cue in cues:
                if (row := rows.get(cue)) is not None and row.where is where:
                    return row.mode
        demanded = rows.get(_CLAUSE) if predicate.is_about_clause else None
        return None if demanded is None else demanded.mode

    def topics(self, texts: Iterable[str]) -> Topics:
        """Topics of a story whose title and sentences these are."""
        cues = ((found.cue for found in self.find(words_of(text))) for text in texts)
        return topics_of(cues, self._codebook.context_cues)

    def context_signs(
        self, category: Category, scopes: Scopes, topics: Topics, actors: Parties, recipients: Parties
    ) -> ContextSigns:
        """What speaks for and against each context of an event."""
        own = cue_signs(scopes, topics, self._codebook.context_cues)
        return ContextSigns(event_signs(category, actors, recipients), own)

    def contexts(self, signs: ContextSigns) -> tuple[str, ...]:
        """What the event is about, the most probable first; one to three."""
        return self._codebook.contexts.choose(signs)

    def intensity(self, event_type: str, mode: str | None) -> float:
        """PLOVER intensity, -10 (conflict) to +10 (cooperation), of the mode where it has one of its own."""
        own = self._codebook.event_types[event_type].intensity
        return own if mode is None else self._codebook.modes.get((event_type, mode), own)

    def quad_class(self, event_type: str) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        return self._codebook.event_types[event_type].quad_class

    def cameo(self, event_type: str, mode: str | None, contexts: tuple[str, ...]) -> tuple[str | None, float | None]:
        """CAMEO code and Goldstein value of the most specific row that fits; None where CAMEO has no such event."""
        for row in self._codebook.cameo.get(event_type, ()):
            if row.mode in {None, mode} and (row.context is None or row.context in contexts):
                return row.code, row.goldstein
        return None, None


def fold_plan(event_type: str, mode: str | None, status: Status, *, is_desired: bool) -> Category:
    """The category of what is planned or wished: coding rules, section 3.

    A future CONSULT, SUPPORT, COOPERATE or AID is an AGREE, a future RETREAT a CONCEDE, with what is planned beside it.
    Wishing for cooperation is itself an actual AGREE; wishing for conflict is hypothetical.
    """
    if status is not Status.FUTURE:
        return Category(event_type, mode, status)
    if event_type in _FUTURE_FOLD:
        wished = is_desired and event_type != "RETREAT"
        return Category(_FUTURE_FOLD[event_type], None, Status.ACTUAL if wished else status, event_type, mode)
    if is_desired:
        is_cooperative = event_type in {"AGREE", "CONCEDE"}
        return Category(event_type, mode, Status.ACTUAL if is_cooperative else Status.HYPOTHETICAL)
    return Category(event_type, mode, status)


def fold_threat(category: Category) -> Category:
    """The category of a hostile deed that somebody will or may do "if" or "unless": a THREATEN, made by saying so."""
    if category.event_type not in _THREATS or category.status not in {Status.FUTURE, Status.HYPOTHETICAL}:
        return category
    mode = _OWN_THREATS.get(category.mode or "", _THREATS[category.event_type])
    return Category("THREATEN", mode, Status.ACTUAL)


def fold_refusal(event_type: str, mode: str | None) -> Category:
    """The category of "will not do it": not to cooperate, meet or give way is a REJECT, anything else just negated."""
    refused = _REFUSAL_FOLD.get(event_type)
    if refused is None:
        return Category(event_type, mode, Status.NEGATED)
    return Category("REJECT", refused, Status.ACTUAL)
