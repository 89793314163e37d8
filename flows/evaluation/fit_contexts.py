"""Fits seeds/codebook/context_weights.csv on the study halves of the reference sets.

    python -m flows.evaluation.fit_contexts [--dry]

Held-out texts are never read. With `--dry` the figures are printed and nothing is written.
"""

import hashlib
import sys
from collections.abc import Iterator, Sequence

from flows.coder_recipe import read_recipe
from flows.evaluation.choices import SetName, Split
from flows.evaluation.coding import FETCHED_ON
from flows.evaluation.fit_confidence import generous_coder
from flows.evaluation.reference_folders import MATERIAL, OWN_SETS, ReferenceFolders
from flows.evaluation.reference_sets import DocumentSet, ReferenceText
from flows.setting_sources import read_settings
from flows.settings import ROOT, CoderWay
from transforms.coder.coder import Coder
from transforms.coder.contexts import ANY, LEAST
from transforms.coder.tracing import tracing
from transforms.evaluation.context_fit import Told, Weights, cross_validated, fit_context_weights
from transforms.evaluation.documents import DocumentOutcome, compare_document
from transforms.evaluation.events import of_mention
from transforms.evaluation.levels import Level

TABLE = ROOT / "seeds" / "codebook" / "context_weights.csv"
SETTINGS = {(ANY, LEAST): 0.45}  # beside the best context, those less probable are more often wrong than right
_N_FOLDS = 8
_UNMATCHED = 0.4  # weight of a coded event that no reference event matches; it stands in a sentence with others
_SMALLEST = 0.1  # weights nearer to zero are left out of the table
_NOTE_OF_LEAST = "beside the best context what is less probable is not stated"


def main(*, is_dry: bool) -> None:
    """Codes, fits, prints what cross-validation over texts says, and writes the table."""
    contexts = read_recipe(read_settings({})).codebook().contexts.contexts
    told = list(_told(generous_coder(CoderWay.FULL)))
    _report(told, cross_validated(told, [_fold(event.text) for event in told], contexts, SETTINGS))
    if not is_dry:
        TABLE.write_text("".join(_table(fit_context_weights(told, contexts), len(told))), encoding="utf-8")


def _report(told: Sequence[Told], chosen: Sequence[tuple[str, ...]]) -> None:
    known = [(event.contexts, set(found)) for event, found in zip(told, chosen, strict=True) if event.weight == 1.0]
    n_right = sum(len(wanted & found) for wanted, found in known)
    precision = n_right / sum(len(found) for _, found in known)
    recall = n_right / sum(len(wanted) for wanted, _ in known)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{len(known)} events on unseen texts: precision {precision:.3f} recall {recall:.3f} f1 {f1:.3f}")


def _told(coder: Coder) -> Iterator[Told]:
    quad_classes = {name: of.quad_class for name, of in read_recipe(read_settings({})).codebook().event_types.items()}
    folders = ReferenceFolders(OWN_SETS, MATERIAL, quad_classes)
    for name in SetName:
        found = None if folders.missing(name) else folders.read(name)
        if not isinstance(found, DocumentSet):
            continue
        for text in found.texts:
            if text.split is Split.STUDY:
                yield from _of_text(coder, text, found, quad_classes)


def _of_text(coder: Coder, text: ReferenceText, of: DocumentSet, quad_classes: dict[str, int]) -> Iterator[Told]:
    with tracing() as trace:
        read = coder.code(text.text, title=text.title, published_on=text.published_on, fetched_on=FETCHED_ON)
    coded = [of_mention(text.id, mention) for mention in read.mentions]
    outcome = compare_document(text.id, of.events[text.id], coded, quad_classes)
    matched = dict(reversed([(got, wanted) for wanted, got in outcome.at[Level.TYPE].hits]))
    for number, signs in enumerate(trace.context_signs):
        if number in matched:
            yield Told(text.text, signs, outcome.references[matched[number]].contexts)
        elif contexts := _of_sentence(outcome, number):
            yield Told(text.text, signs, contexts, _UNMATCHED)


def _of_sentence(outcome: DocumentOutcome, number: int) -> frozenset[str]:
    """Contexts of the reference events of the sentence in which a coded event stands."""
    middle = outcome.coded[number].middle
    around = (event for event in outcome.references if event.sentence_start <= middle <= event.sentence_end)
    return frozenset(context for event in around for context in event.contexts)


def _fold(text: str) -> int:
    """The same for all events of a text: what is learned from a text must not judge it."""
    return int(hashlib.sha256(text[:60].encode()).hexdigest(), 16) % _N_FOLDS


def _table(weights: Weights, n_events: int) -> Iterator[str]:
    yield "context,sign,weight,source,note\n"
    for (context, sign), weight in SETTINGS.items():
        yield f"{context},{sign},{weight},own knowledge,{_NOTE_OF_LEAST}\n"
    for (context, sign), weight in sorted(weights.items()):
        if abs(weight) >= _SMALLEST:
            yield f"{context},{sign},{weight:.2f},reference sets,{n_events} events\n"


if __name__ == "__main__":
    main(is_dry="--dry" in sys.argv)
