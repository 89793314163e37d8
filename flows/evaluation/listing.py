"""What was missed and what was coded beside it, for those who write rules: never of held-out texts unasked."""

from collections.abc import Iterator, Mapping

from flows.evaluation.choices import Split
from flows.evaluation.evaluating import CodedTexts, document_outcomes, sentence_outcomes
from flows.evaluation.reference_sets import DocumentSet, ReferenceSet
from transforms.evaluation.documents import DocumentOutcome
from transforms.evaluation.levels import Level
from transforms.evaluation.sentences import SentenceOutcome


def listed(of: ReferenceSet, coded: CodedTexts, quad_classes: Mapping[str, int], split: Split | None) -> Iterator[str]:
    """A line a core dyad that was missed at dyad and type, and a line a dyad that was coded and matches none."""
    texts = {text.id: text.text for text in of.texts}
    if isinstance(of, DocumentSet):
        for outcome in document_outcomes(of, coded, quad_classes, split):
            yield from _of_document(of.name, outcome, texts[outcome.document])
    else:
        for sentence in sentence_outcomes(of, coded, quad_classes, split):
            yield from _of_sentence(of.name, sentence, texts[sentence.id])


def _of_document(name: str, outcome: DocumentOutcome, text: str) -> Iterator[str]:
    matched = outcome.at[Level.TYPE]
    for unit in matched.missed:
        event = outcome.references[unit.event]
        if event.is_core:
            sentence = " ".join(text[event.sentence_start : event.sentence_end].split())
            yield f"{name} missed {event.id} {'>'.join(unit.pair)} {event.event_type} {event.status}: {sentence}"
    for unit in matched.extra:
        coded = outcome.coded[unit.event]
        trigger = " ".join(text[coded.trigger_start : coded.trigger_end].split())
        place = f"{outcome.document}[{coded.trigger_start}:{coded.trigger_end}]"
        yield f"{name} extra {place} {'>'.join(unit.pair)} {coded.event_type} {coded.rule_id}: {trigger}"


def _of_sentence(name: str, outcome: SentenceOutcome, text: str) -> Iterator[str]:
    for dyad in outcome.dyads:
        right = dyad.types | dyad.accepted
        if right.isdisjoint(dyad.coded):
            was = "+".join(sorted(dyad.coded)) or "nothing"
            yield f"{name} missed {outcome.id} {'>'.join(dyad.pair)} {'|'.join(sorted(right))}, coded {was}: {text}"
