"""All figures of one reference set, or of one split of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from transforms.evaluation.attributes import Attributes, measure_attributes
from transforms.evaluation.documents import DocumentOutcome
from transforms.evaluation.intervals import TallyIntervals, bootstrap
from transforms.evaluation.levels import Level
from transforms.evaluation.reliability import ReliabilityBin, reliability
from transforms.evaluation.sentences import SentenceLevel, SentenceOutcome
from transforms.evaluation.tally import Share, Tally, total
from transforms.evaluation.types import Confusion, confuse, confuse_sentences, tally_sentence_types, tally_types

Draws = Callable[[int], Sequence[Sequence[int]]]  # positions drawn again and again from so many texts


@dataclass(frozen=True, slots=True)
class Measured:
    """Precision, recall and F1 at one level, with 95 % intervals over texts."""

    tally: Tally
    intervals: TallyIntervals


@dataclass(frozen=True, slots=True)
class SetResult:
    """The figures of a set. `split` is `study`, `heldout` or `all`.

    `n_wanted` are the events that had to be found (core ones), `n_coded` those that were coded. `is_lower_bound` says
    that not every event of the texts is annotated, so that precision is at least what is printed.
    """

    name: str
    split: str
    n_texts: int
    n_wanted: int
    n_coded: int
    levels: Mapping[str, Measured]
    types: Mapping[str, Tally]
    confusion: Confusion
    attributes: Attributes = field(default_factory=lambda: Attributes({}, {}))
    reliability: tuple[ReliabilityBin, ...] = ()
    is_lower_bound: bool = False


def document_result(name: str, split: str, outcomes: Sequence[DocumentOutcome], draws: Draws) -> SetResult:
    """The figures of documents whose events are all annotated."""
    drawn = draws(len(outcomes))
    per_level = {level: [outcome.tally(level) for outcome in outcomes] for level in Level}
    return SetResult(
        name=name,
        split=split,
        n_texts=len(outcomes),
        n_wanted=sum(event.is_core for outcome in outcomes for event in outcome.references),
        n_coded=sum(len(outcome.coded) for outcome in outcomes),
        levels={level.value: _measured(tallies, drawn) for level, tallies in per_level.items()},
        types=tally_types(outcomes),
        confusion=confuse(outcomes),
        attributes=measure_attributes(outcomes),
        reliability=tuple(reliability(outcomes)),
    )


def sentence_result(name: str, split: str, outcomes: Sequence[SentenceOutcome], draws: Draws) -> SetResult:
    """The figures of single sentences."""
    drawn = draws(len(outcomes))
    levels = {level: _measured([outcome.tallies[level] for outcome in outcomes], drawn) for level in SentenceLevel}
    dyad = levels[SentenceLevel.DYAD].tally
    of_type = {
        "type given dyad": Share(levels[SentenceLevel.TYPE].tally.found, dyad.found),
        "type~ given dyad": Share(levels[SentenceLevel.LOOSE_TYPE].tally.found, dyad.found),
    }
    return SetResult(
        name=name,
        split=split,
        n_texts=len(outcomes),
        n_wanted=int(dyad.wanted),
        n_coded=int(dyad.coded),
        levels={level.value: measured for level, measured in levels.items()},
        types=tally_sentence_types(outcomes),
        confusion=confuse_sentences(outcomes),
        attributes=Attributes(of_type, {}),
        is_lower_bound=True,
    )


def _measured(tallies: Sequence[Tally], drawn: Sequence[Sequence[int]]) -> Measured:
    return Measured(total(tallies), bootstrap(tallies, drawn))
