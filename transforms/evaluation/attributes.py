"""What is right of events that were found: status, mode, date, plan, contexts, sectors, speaker, figures."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from transforms.evaluation.documents import DocumentOutcome
from transforms.evaluation.events import CodedEvent, Event, Quantity, ReferenceEvent, Speaker
from transforms.evaluation.tally import Share, Tally, total

Hit = tuple[ReferenceEvent, CodedEvent]


@dataclass(frozen=True, slots=True)
class Attributes:
    """Shares right of one answer an event, and tallies of answers that are sets; by name, in the order of printing."""

    shares: dict[str, Share]
    tallies: dict[str, Tally]


def measure_attributes(outcomes: Sequence[DocumentOutcome]) -> Attributes:
    """The attributes of the events that are found with dyad and type; figures count over all events."""
    hits = [hit for outcome in outcomes for hit in outcome.hits()]
    same_type = [hit for hit in hits if hit[0].event_type == hit[1].event_type]
    planned = [hit for hit in hits if hit[0].states_plan and hit[0].planned_type]
    told = [hit for hit in hits if hit[0].states_speaker]
    quoted = [hit for hit in told if _is_same_speaker(hit[0].speaker, hit[1].speaker)]
    return Attributes(
        shares={
            "status": _share(hits, lambda ref, got: got.status == ref.status or got.status in ref.accept_status),
            "mode": _share(same_type, lambda ref, got: got.mode == ref.mode),
            "date": _share(hits, lambda ref, got: got.date_start == ref.date_start),
            "planned type": _share(planned, lambda ref, got: got.planned_type == ref.planned_type),
            "speaker's country": _share(quoted, _is_speaker_of_same_country),
        },
        tallies={
            "contexts": total(_overlap(ref.contexts, got.contexts) for ref, got in hits),
            "sectors": total(_overlap(ref.sectors, got.sectors) for ref, got in hits),
            "attribution": Tally(
                len(quoted),
                sum(got.speaker is not None for _, got in told),
                len(quoted),
                sum(ref.speaker is not None for ref, _ in told),
            ),
            "figures": total(map(_figures, outcomes)),
        },
    )


def _share(hits: Sequence[Hit], is_right: Callable[[ReferenceEvent, CodedEvent], bool]) -> Share:
    return Share(sum(is_right(*hit) for hit in hits), len(hits))


def _overlap(wanted: frozenset[object], got: frozenset[object]) -> Tally:
    n_both = len(wanted & got)
    return Tally(n_both, len(got), n_both, len(wanted))


def _is_same_speaker(wanted: Speaker | None, got: Speaker | None) -> bool:
    """Whether the spans overlap, or tell of somebody by the same name in two places."""
    if wanted is None or got is None:
        return False
    return (wanted.start < got.end and got.start < wanted.end) or wanted.name == got.name != ""


def _is_speaker_of_same_country(reference: ReferenceEvent, coded: CodedEvent) -> bool:
    wanted, got = reference.speaker, coded.speaker
    return wanted is not None and got is not None and wanted.iso3 == got.iso3


def _figures(outcome: DocumentOutcome) -> Tally:
    """Figures of the same value whose spans overlap, whichever event they are tied to."""
    wanted, got = _distinct(outcome.references), _distinct(outcome.coded)
    n_right = sum(any(_is_same_figure(w, g) for w in wanted) for g in got)
    n_found = sum(any(_is_same_figure(w, g) for g in got) for w in wanted)
    return Tally(n_right, len(got), n_found, len(wanted))


def _distinct(events: Iterable[Event]) -> set[Quantity]:
    return {Quantity(round(f.value, 2), f.start, f.end) for event in events for f in event.figures}


def _is_same_figure(one: Quantity, other: Quantity) -> bool:
    return one.value == other.value and one.start < other.end and other.start < one.end
