"""What a story has said of time so far: the day that it is telling of, and that of the visit or talks it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from transforms.coder.clause_times import MEETINGS, Crossing, dates_main_clause, root_of
from transforms.coder.date_ties import DateReader
from transforms.coder.dates.finder import DateExpression, DateKind, find_dates
from transforms.coder.dates.links import counted_from
from transforms.coder.dates.periods import Unit
from transforms.coder.episodes import Episode
from transforms.coder.event_dates import UNDATED, Basis, Moment
from transforms.coder.events import Draft
from transforms.coder.sentences import Sentence
from transforms.records import EventDate, Granularity, Status

if TYPE_CHECKING:
    from transforms.coder.parse import Parse

_TELLING = frozenset({DateKind.POINT, DateKind.RANGE, DateKind.ANAPHORIC})
_LONGEST_TALE = 8  # sentences without a date of their own that go on telling of the last one
_EARLY = 60  # characters: where a sentence was not parsed, a date further in may belong to anything
_WEEK = timedelta(days=7)
_OCCASION_WITHIN = timedelta(days=14)
_NOUNS = "visits?|talks|meetings?|trip|summit|conference|tour|ceremony|call|conversation|session|speech|statement"
_THE = "(?:the|his|her|their|its|this|that|these)"
_DEFINITE = frozenset({"the", "his", "her", "their", "its", "this"})
_DURING = re.compile(rf"\b(?:during|at)\s+{_THE}\s+(?:\w+\s+)?(?:{_NOUNS})\b", re.IGNORECASE)
_GAP = re.compile(r"\bafter \w$", re.IGNORECASE)  # "a day after the vote" is counted from the vote
_OWN_TIME = re.compile(r"\W*(?:\w+\s+){1,3}(?:years?|months?|weeks?)\s+(?:after|before)\s", re.IGNORECASE)
_AMOUNT = re.compile(r"[$€£¥%]|\b(?:percent|per cent|pct|[mbtr]+illion|bn)\b", re.IGNORECASE)
_STATISTICAL = frozenset({Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR})
_THEN = re.compile(r"\b(?:then|on\s+the\s+same\s+day|days\s+(?:prior|earlier|later))\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"[“\"]|\W*(?:(?:but|and|however|instead)\W+)?"
    r"(?:he|she|they|it|his|her|their|its|both|the\s+(?:two|pair|same|latter|move|decision|announcement|efforts?|"
    rf"resolution|statement|comments?|remarks|(?:{_NOUNS}))|during|also|then|at\s+the\s+same|on\s+the\s+same|"
    r"later|afterwards?|th(?:is|ese|ose)\s+\w+)\b",
    re.IGNORECASE,
)
_GOES_ON_WITHIN = re.compile(
    r"[\"”]\s*(?:he|she|they|it|the\s+\w+)\s+(?:\w+\s+)?(?:said|added|told|wrote|stressed|noted|warned)\b"
    r"|\b(?:he|she|they)\s+(?:also\s+)?(?:said|added|told|noted|stressed)\b"
    r"|^\W*(?:[\w’'.-]+\s+){1,8}?(?:also|then|further|subsequently)\s+\w+(?:ed|d|t|ld)\b"
    r"|\b(?:also|then)\s+(?:said|added|told|noted|stressed|warned)\b",
    re.IGNORECASE,
)


class StoryClock:
    """Fed sentence by sentence; one object a story. `occasions` are meetings dated where they are not coded."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment
        self._told, self._latest, self._named, self._occasion = UNDATED, UNDATED, UNDATED, UNDATED
        self._meeting: Draft | None = None
        self.occasions: list[Episode] = []
        self._last_day: date | None = None
        self._paragraph, self._since = -1, 0
        self._lead: Sentence | None = None
        self._is_lead_dated, self._n_body = False, 0
        self.news: tuple[int, EventDate] | None = None  # where the lead ends, and the day that what follows gives it
        self._datelines: set[str] = set()
        self._is_current = True

    def dates(self, sentence: Sentence, text: str) -> tuple[DateExpression, ...]:
        """The dates of a sentence; "two days later" counts from the last day that the story named before."""
        core = text[sentence.core_start : sentence.end]
        found = []
        anchor = self._moment.published_on if self._is_current else None
        for stated in find_dates(core, anchor=anchor):
            expression = stated
            first, last = self._counting_from(stated)
            if first is not None and last is not None and not _GAP.search(core, stated.start, stated.end + 2):
                expression = counted_from(stated, first, last)
            if expression.granularity is Granularity.DAY and expression.first is not None:
                self._last_day = expression.first
            found.append(expression)
        return tuple(found)

    def _counting_from(self, stated: DateExpression) -> tuple[date | None, date | None]:
        """The last day that was named; "the same day" may also be one of a longer time that was named since."""
        named = self._named
        if stated.count == 0 and stated.unit is Unit.DAY and named.start is not None:
            return named.start, named.end or named.start
        return self._last_day, self._last_day

    def moment(self, sentence: Sentence, text: str) -> Moment:
        """What the dates of a sentence are read against; a tale goes on in its paragraph, or where words say so."""
        core = text[sentence.core_start : sentence.end]
        self._n_body += not sentence.is_headline
        self._lead = sentence if self._n_body == 1 else self._lead
        self._notice_dateline(text[sentence.start : sentence.core_start])
        is_new = sentence.paragraph != self._paragraph
        self._paragraph = sentence.paragraph
        goes_on = not is_new or _GOES_ON.match(core) is not None or _GOES_ON_WITHIN.search(core) is not None
        goes_on = goes_on or (self._told.granularity in _STATISTICAL and _AMOUNT.search(core) is not None)
        self._since += 1
        goes_on = goes_on and _OWN_TIME.match(core) is None
        if not goes_on or self._since > _LONGEST_TALE:
            self._told = UNDATED
        if self._told is UNDATED and self._latest is not UNDATED and _THEN.search(core):
            self._told, self._since = self._latest, 0
        if self._occasion is not UNDATED and _DURING.search(core):
            self._told, self._since = self._occasion, 0
        return replace(
            self._moment,
            story_time=self._told,
            occasion=self._occasion,
            latest=self._named,
            is_published_now=self._is_current,
        )

    def notice(self, dates: Sequence[DateExpression], doc: Parse | None, drafts: Sequence[Draft]) -> None:
        """Remember what a sentence that was read said of time."""
        past = [d for d in dates if d.kind in _TELLING and self._is_past(d)]
        told = _main_date(past, doc)
        latest = told or next((d for d in past if not d.is_attributive), None)
        self._latest = _as_event_date(latest) if latest is not None else self._told
        self._named = self._latest if latest is not None else self._named
        if told is not None:
            self._told, self._since = _as_event_date(told), 0
        self._notice_news(dates, told)
        meetings = [d for d in drafts if d.category.event_type == "CONSULT" and d.category.status is Status.ACTUAL]
        for draft in meetings:
            if draft.dated.basis is Basis.STATED and self._is_near(draft.dated.when):
                self._occasion = draft.dated.when
        self._meeting = meetings[-1] if meetings else self._meeting
        if doc is not None and not meetings and self._meeting is not None:
            self._notice_occasion(self._meeting, doc, dates)

    def _notice_news(self, dates: Sequence[DateExpression], told: DateExpression | None) -> None:
        """A lead without a date has the day of the past week that the next sentence gives to the news."""
        if self._n_body == 1:
            self._is_lead_dated = bool(dates)
        published_on = self._moment.published_on
        if self._n_body != 2 or self._lead is None or self._is_lead_dated or told is None or told.first is None:
            return
        is_day = told.granularity is Granularity.DAY and published_on is not None
        if is_day and published_on is not None and timedelta(0) < published_on - told.first < _WEEK:
            self.news = (self._lead.end, _as_event_date(told))

    def _notice_occasion(self, meeting: Draft, doc: Parse, dates: Sequence[DateExpression]) -> None:
        """ "The visit, which began on Monday": the meeting last told of, with its day."""
        reader = DateReader(doc, dates)
        for noun in doc:
            if noun.lemma_.lower() in MEETINGS and any(c.lower_ in _DEFINITE for c in noun.children):
                tie = reader.read(noun, (noun,), None)
                found = tie.expression if tie.crossing is Crossing.NONE else None
                if found is not None and self._is_past(found) and self._is_near(_as_event_date(found)):
                    self._occasion = _as_event_date(found)
                    self.occasions.append(Episode.of(meeting, self._occasion))
                    return

    def _notice_dateline(self, dateline: str) -> None:
        """The same dateline once more opens another piece, and nothing says when that one appeared."""
        place = dateline.strip(" \n:-–—").upper()
        if place and place in self._datelines:
            self._is_current = False
        self._datelines.add(place)

    def _is_past(self, told: DateExpression) -> bool:
        """A day up to publication, or a longer time that was over by then: "this year" is no time to tell of."""
        if told.first is None or self._moment.published_on is None:
            return told.first is not None
        last = told.first if told.granularity is Granularity.DAY else told.last or told.first
        return last <= self._moment.published_on

    def _is_near(self, when: EventDate) -> bool:
        published_on = self._moment.published_on
        return when.start is not None and (published_on is None or when.start >= published_on - _OCCASION_WITHIN)


def _as_event_date(found: DateExpression) -> EventDate:
    return EventDate(found.first, found.last, found.granularity)


def _main_date(dates: Sequence[DateExpression], doc: Parse | None) -> DateExpression | None:
    """The date of the main clause; where the sentence was not parsed, one that stands early in it."""
    if doc is None:
        return next((d for d in dates if d.start < _EARLY and not d.is_attributive), None)
    for found in dates:
        span = doc.char_span(found.start, found.end)
        if (
            span is not None
            and len(span)
            and dates_main_clause(root_of(span, doc), is_attributive=found.is_attributive)
        ):
            return found
    return None
