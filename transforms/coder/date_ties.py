"""Which of a sentence's dates is the event's: the one that the grammar ties to it. Coding rules, section 4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from transforms.coder.clause_times import (
    ISSUED,
    OCCURRING,
    VERBAL,
    Crossing,
    comes_after,
    crossing_of,
    hangs_on,
    is_ending,
    is_occasion,
    is_within,
    modified,
    path,
    root_of,
    speaks_of_occasion,
    stands_apart,
)
from transforms.coder.dates.finder import DateExpression, DateKind
from transforms.coder.dates.links import first_day, last_day
from transforms.coder.dates.periods import Unit
from transforms.records import Granularity

if TYPE_CHECKING:
    from transforms.coder.parse import Parse, Span, Token

_WHILE = frozenset({"when", "as", "while"})
_LONG = frozenset({Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE})
_TOLD_THEN = frozenset({"VBD", "VBN"})
_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Tie:
    """What a sentence says of the time of one event.

    `crossing`: whether the expression dates a clause above the event's own; `is_before`: the event came before it,
    `gap` so long before; `is_just_before`: it set off what is dated ("fired after a boat crossed"). `background` is the
    latest date that the sentence names for anything.
    `is_reported`: a speaker tells of it, `reported` is when. `is_vague`: the sentence speaks of a time that has no
    days (in recent weeks), `is_since` of the time since then ("has since shut"), `is_during` of a time that the story
    gives elsewhere (during the visit).
    """

    expression: DateExpression | None = None
    crossing: Crossing = Crossing.NONE
    is_before: bool = False
    is_just_before: bool = False
    gap: DateExpression | None = None
    background: date | None = None
    is_reported: bool = False
    reported: DateExpression | None = None
    is_vague: bool = False
    is_since: bool = False
    is_during: bool = False


class DateReader:
    """The date expressions of one parsed sentence, each tied to the word that it modifies."""

    def __init__(self, doc: Parse, expressions: Sequence[DateExpression]) -> None:
        self._doc = doc
        self._tied: list[tuple[Token, DateExpression]] = []
        self._durations: list[tuple[Token, DateExpression]] = []
        self._vague: set[int] = set()
        self._spans: list[tuple[int, int, DateExpression]] = []
        self._gaps: dict[int, DateExpression] = {}  # "two days after": by the index of "after"
        for expression in expressions:
            span = doc.char_span(expression.start, expression.end)
            if span is None or not len(span):
                continue
            anchor = self._anchor(span, expression)
            if _opens_gap(doc, span, expression):
                self._gaps[span.end - 1] = expression
                if expression.unit in _LONG:
                    self._vague.add(anchor.i)  # "three months after the vote" is no news of today
                continue
            if _is_resolved(expression):
                self._spans.append((span.start, span.end, expression))
            if expression.kind is DateKind.DURATION and expression.count is not None:
                self._durations.append((anchor, expression))
            elif expression.kind is not DateKind.RECURRING and _is_resolved(expression):
                self._tied.append((anchor, expression))
            else:
                self._vague.add(anchor.i)

    def _anchor(self, span: Span, expression: DateExpression) -> Token:
        """The word that the expression dates; one that opens the sentence dates its main clause."""
        anchor = modified(root_of(span, self._doc))
        if span.start > 1 or expression.is_attributive or anchor.pos_ in VERBAL:
            return anchor
        return next((token for token in self._doc if token.head is token and token.pos_ in VERBAL), anchor)

    def read(self, trigger: Token, carriers: Sequence[Token], speaker: Token | None, *, is_lasting: bool = True) -> Tie:
        """The expression of the trigger or a word it stands on, else of what hangs on it, else of a clause above.

        What is not `is_lasting` is done at once, however long that lasted which it ends.
        """
        own = {trigger.i, *(word.i for word in carriers)}
        reported = self._at_or_below(speaker) if speaker is not None else None
        found = self._own(own) or self._of_relative(trigger) or self._below(own) or self._beside(own)
        if found is not None:
            return Tie(
                self._lasting(found, (trigger, *carriers)) if is_lasting else found,
                is_reported=speaker is not None and speaker.tag_ in _TOLD_THEN,
                reported=reported,
            )
        is_vague = bool(own & self._vague) or bool(
            own & {a.head.i for a in self._doc if a.i in self._vague and a.dep_ == "nsubj"}
        )
        tie = self._above(trigger, own, speaker)
        if (
            is_lasting
            and tie.expression is not None
            and (lasting := self._lasting(tie.expression, (trigger, *carriers))) != tie.expression
        ):
            tie = replace(tie, expression=lasting, is_before=False)
        is_during = speaks_of_occasion(trigger, carriers)
        return replace(
            tie,
            is_reported=speaker is not None and speaker.tag_ in _TOLD_THEN,
            reported=reported,
            is_vague=is_vague,
            background=max((e.last for _, _, e in self._spans if e.last and not _names(e)), default=None),
            is_since=any(c.lower_ == "since" and c.dep_ == "advmod" for w in (trigger, *carriers) for c in w.children),
            is_during=is_during,
        )

    def is_date(self, token: Token) -> bool:
        """Whether the word belongs to a date: the March of "in March" is no demonstration."""
        return any(first <= token.i < last for first, last, _ in self._spans)

    def _own(self, own: set[int]) -> DateExpression | None:
        return next((expression for anchor, expression in self._tied if anchor.i in own), None)

    def _of_relative(self, trigger: Token) -> DateExpression | None:
        """ "Since January, when police rounded up hundreds": the clause happened in what it hangs on."""
        for below in path(trigger):
            if below.dep_ in {"relcl", "advcl"} and any(c.lower_ == "when" for c in below.children):
                at = below.head.i if below.dep_ == "relcl" else next(c.i for c in below.children if c.lower_ == "when")
                spans = ((first, last, e) for first, last, e in self._spans if first <= at <= last + 1)
                return next((_as_point(e) for _, _, e in spans), None)
        return None

    def _beside(self, own: set[int]) -> DateExpression | None:
        """ "Pledged aid when its minister toured the camp on Saturday": the date of a clause of the same time."""
        for anchor, expression in self._tied:
            is_beside = anchor.dep_ == "advcl" and anchor.head.i in own and not expression.is_attributive
            if is_beside and any(c.lower_ in _WHILE for c in anchor.children):
                return expression
        return None

    def _below(self, own: set[int]) -> DateExpression | None:
        """The date of a noun that hangs on the event's words, or of the clause that says when its noun was."""
        for anchor, expression in self._tied:
            if expression.kind is DateKind.NAME:
                continue
            if anchor.pos_ in VERBAL:
                is_clause_of_noun = anchor.dep_ in {"relcl", "acl"}
                if is_clause_of_noun and anchor.lemma_ in OCCURRING and anchor.head.i in own:
                    return expression
                if is_clause_of_noun and anchor.lemma_ in ISSUED and is_within(anchor.head, own):
                    return expression
            elif hangs_on(anchor, own) and (not expression.is_attributive or is_occasion(anchor)):
                return expression
        return None

    def _at_or_below(self, verb: Token) -> DateExpression | None:
        """When a speaker spoke: the date of the verb of speech, or of the occasion on which it was said."""
        return self._own({verb.i}) or self._below({verb.i})

    def _above(self, trigger: Token, own: set[int], speaker: Token | None) -> Tie:
        """The date of a clause above the trigger's own, as far as the two happened at one time."""
        is_before, is_cause, crossing, gap = False, False, Crossing.CLAUSE, None
        below = trigger
        for _ in range(_DEPTH):
            above = below.head
            if above == below or (speaker is not None and above == speaker):
                break
            if stands_apart(below, above):
                break
            is_cause = is_cause or (not is_before and below.dep_ == "advcl" and below.tag_ == "VBD")
            is_before = is_before or comes_after(below, above)
            gap = gap or self._gap(below, above)
            crossing = crossing_of(below, above) or crossing
            found = self._at_or_below(above) if above.pos_ in VERBAL and above.i not in own else None
            if found is not None:
                return Tie(found, crossing, is_before, is_before and is_cause, gap)
            below = above
        if gap is not None:
            return Tie(None, crossing, is_before, gap=gap)
        return Tie(self._only(trigger, speaker), crossing)

    def _gap(self, below: Token, above: Token) -> DateExpression | None:
        """The two days of "two days after the raid", for the raid."""
        words_between = [above, *(c for c in below.children if c.lower_ == "after")]
        return next((self._gaps[word.i] for word in words_between if word.i in self._gaps), None)

    def _only(self, trigger: Token, speaker: Token | None) -> DateExpression | None:
        """The sentence's only date, where it dates the main clause and the trigger stands in no clause apart."""
        apart = {DateKind.NAME, DateKind.DEADLINE}
        free = [(a, e) for a, e in self._tied if e.kind not in apart and not e.is_attributive]
        if len(self._tied) != 1 or not free or trigger.tag_ == "VB":
            return None
        anchor, expression = free[0]
        may_come = expression.may_come and expression.granularity is not Granularity.DAY
        if anchor.tag_ == "VB" and may_come and any(above is trigger for above in anchor.ancestors):
            return None  # "agreed to meet in May" was agreed now
        reporting = set() if speaker is None else {speaker.i, *(a.i for a in speaker.ancestors)}
        is_main = not any(stands_apart(below, below.head) or below.dep_ == "advcl" for below in path(anchor))
        is_own_clause = anchor.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in anchor.children)
        if is_own_clause and not any(above is anchor for above in trigger.ancestors):
            return None
        is_apart = any(stands_apart(below, below.head) or comes_after(below, below.head) for below in path(trigger))
        is_clausal = anchor.pos_ in VERBAL or anchor.dep_ in {"nsubj", "nsubjpass"}
        return expression if is_clausal and is_main and not is_apart and anchor.i not in reporting else None

    def _lasting(self, found: DateExpression, carriers: Sequence[Token]) -> DateExpression:
        """ "The three-day visit that began on Monday" lasts until Wednesday; "for a second day" began a day before."""
        own = {word.i for word in carriers}
        lasting = next((e for anchor, e in self._durations if anchor.i in own or hangs_on(anchor, own)), None)
        if found.first is None or found.last is None or lasting is None or found.granularity is not Granularity.DAY:
            return found
        if (lasting.count or 0) < 0 or any(map(is_ending, carriers)):
            return replace(found, first=first_day(found.last, lasting))
        return replace(found, last=last_day(found.first, lasting))


def _opens_gap(doc: Parse, span: Span, expression: DateExpression) -> bool:
    """ "A day after the vote": the day is counted from what follows, not from what the story said before."""
    is_counted = expression.count is not None and expression.unit is not None and expression.count > 0
    is_after = doc[span.end - 1].lower_ == "after" and span.end < len(doc)
    return is_counted and is_after and doc[span.end].text[0].isalnum()


def _names(expression: DateExpression) -> bool:
    return expression.kind is DateKind.NAME or expression.is_attributive


def _as_point(expression: DateExpression) -> DateExpression:
    """What happened "since January, when" happened in January."""
    return replace(expression, kind=DateKind.POINT) if expression.kind is DateKind.SINCE else expression


def _is_resolved(expression: DateExpression) -> bool:
    return expression.first is not None or expression.last is not None
