"""From reference sets and what was coded of their texts to results by set and split."""

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from flows.evaluation.choices import Split
from flows.evaluation.reference_sets import DocumentSet, ReferenceSet, ReferenceText, SentenceSet
from transforms.evaluation.documents import DocumentOutcome, compare_document
from transforms.evaluation.events import CodedEvent
from transforms.evaluation.results import SetResult, document_result, sentence_result
from transforms.evaluation.sentences import SentenceOutcome, compare_sentence

N_DRAWS = 500
SEED = 1  # the same draws give the same intervals
ALL = "all"
AGREEING = "agreeing"  # a suffix: the sentences whose code agrees with our rules

CodedTexts = Mapping[str, Sequence[CodedEvent]]


def results(of: ReferenceSet, coded: CodedTexts, quad_classes: Mapping[str, int]) -> list[SetResult]:
    """The results of a set: of each split where it has both, and of all of it.

    Args:
        of: the set; only its texts in `coded` count.
        coded: the events of each text, by its id.
        quad_classes: by event type.
    """
    if isinstance(of, DocumentSet):
        return list(_document_results(of, coded, quad_classes))
    return list(_sentence_results(of, coded, quad_classes))


def document_outcomes(
    of: DocumentSet, coded: CodedTexts, quad_classes: Mapping[str, int], split: Split | None = None
) -> list[DocumentOutcome]:
    """The outcome of each text of the split (None: of all) that was coded."""
    texts = _texts(of.texts, coded, split)
    return [compare_document(text.id, of.events[text.id], coded[text.id], quad_classes) for text in texts]


def sentence_outcomes(
    of: SentenceSet, coded: CodedTexts, quad_classes: Mapping[str, int], split: Split | None = None
) -> list[SentenceOutcome]:
    """The outcome of each sentence of the split (None: of all) that was coded."""
    texts = _texts(of.texts, coded, split)
    return [compare_sentence(of.references[text.id], coded[text.id], quad_classes) for text in texts]


def _document_results(of: DocumentSet, coded: CodedTexts, quad_classes: Mapping[str, int]) -> Iterator[SetResult]:
    for split in _splits(_texts(of.texts, coded, None)):
        outcomes = document_outcomes(of, coded, quad_classes, split)
        yield document_result(of.name, split or ALL, outcomes, draws)


def _sentence_results(of: SentenceSet, coded: CodedTexts, quad_classes: Mapping[str, int]) -> Iterator[SetResult]:
    for split in _splits(_texts(of.texts, coded, None)):
        outcomes = sentence_outcomes(of, coded, quad_classes, split)
        if of.agreeing is not None:
            agreeing = [outcome for outcome in outcomes if outcome.id in of.agreeing]
            yield sentence_result(f"{of.name} {AGREEING}", split or ALL, agreeing, draws)
        yield sentence_result(of.name, split or ALL, outcomes, draws)


def _texts(texts: Sequence[ReferenceText], coded: CodedTexts, split: Split | None) -> list[ReferenceText]:
    return [text for text in texts if text.id in coded and split in {None, text.split}]


def _splits(texts: Sequence[ReferenceText]) -> list[Split | None]:
    """Each split of its own and both together; one entry where there is only one."""
    found = [split for split in Split if any(text.split is split for text in texts)]
    return [*found, None] if len(found) > 1 else [*found]


@lru_cache(maxsize=64)
def draws(n_texts: int) -> tuple[tuple[int, ...], ...]:
    """Positions of `n_texts` texts drawn with replacement, many times over; the same ones for the same number."""
    chance = random.Random(SEED)  # noqa: S311 no secret hangs on it
    return tuple(tuple(chance.choices(range(n_texts), k=n_texts)) for _ in range(N_DRAWS)) if n_texts else ()
