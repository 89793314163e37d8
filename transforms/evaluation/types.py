"""Figures by event type, and which type is taken for which."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from transforms.evaluation.documents import DocumentOutcome
from transforms.evaluation.levels import Level
from transforms.evaluation.sentences import SentenceOutcome
from transforms.evaluation.tally import Tally

MISSED = "missed"  # the dyad was not found
Confusion = Counter[tuple[str, str]]  # (type of the reference, type that was coded) -> events


def tally_types(outcomes: Iterable[DocumentOutcome]) -> dict[str, Tally]:
    """At dyad and type: precision by the coded type, recall of core events by the type of the reference."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for outcome in outcomes:
        matched = outcome.at[Level.TYPE]
        for event, share in zip(outcome.references, matched.found, strict=True):
            if event.is_core:
                tallies[event.event_type] += Tally(found=share, wanted=1)
        for coded, share in zip(outcome.coded, matched.right, strict=True):
            tallies[coded.event_type] += Tally(right=share, coded=1)
    return dict(tallies)


def tally_sentence_types(outcomes: Iterable[SentenceOutcome]) -> dict[str, Tally]:
    """The same for single sentences; what is coded beside the wanted dyads is not counted."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for outcome in outcomes:
        for dyad in outcome.dyads:
            is_accepted = not dyad.accepted.isdisjoint(dyad.coded)
            for event_type in dyad.types:
                tallies[event_type] += Tally(found=is_accepted or event_type in dyad.coded, wanted=1)
            for event_type in dyad.coded:
                tallies[event_type] += Tally(right=event_type in dyad.types | dyad.accepted, coded=1)
    return dict(tallies)


def confuse(outcomes: Iterable[DocumentOutcome]) -> Confusion:
    """Core reference events by their type and the type coded for their dyad; an accepted type counts as theirs."""
    counts: Confusion = Counter()
    for outcome in outcomes:
        of_reference = defaultdict(list)
        for i, j in outcome.at[Level.DYAD].hits:
            of_reference[i].append(outcome.coded[j].event_type)
        for position, event in enumerate(outcome.references):
            if event.is_core:
                counts[event.event_type, _coded_type(event.event_type, event.accept_types, of_reference[position])] += 1
    return counts


def confuse_sentences(outcomes: Iterable[SentenceOutcome]) -> Confusion:
    """The same for single sentences, in the types of their sets."""
    counts: Confusion = Counter()
    for outcome in outcomes:
        for dyad in outcome.dyads:
            own = min(dyad.types)
            counts[own, _coded_type(own, dyad.types | dyad.accepted, sorted(dyad.coded))] += 1
    return counts


def _coded_type(own: str, accepted: frozenset[str], got: Sequence[str]) -> str:
    if own in got or not accepted.isdisjoint(got):
        return own
    return got[0] if got else MISSED
