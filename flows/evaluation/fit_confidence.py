"""Fits seeds/codebook/confidence.csv on the study halves of the reference sets.

    python -m flows.evaluation.fit_confidence [--dry]

Held-out texts are never read. With `--dry` the figures are printed and nothing is written.
"""

import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.coder_recipe import read_recipe
from flows.evaluation.choices import SetName, Split
from flows.evaluation.coding import FETCHED_ON
from flows.evaluation.judged_events import key_of, read_judged
from flows.evaluation.outlined_stories import read_outlined
from flows.evaluation.reference_folders import MATERIAL, OWN_SETS, ReferenceFolders
from flows.evaluation.reference_sets import DocumentSet, ReferenceText, SentenceSet
from flows.setting_sources import read_settings
from flows.settings import ROOT, CoderWay
from transforms.coder.confidence import LEAST
from transforms.evaluation.confidence_fit import ALWAYS, Judged, cross_validated, fit_weights, ranking
from transforms.evaluation.documents import compare_document
from transforms.evaluation.events import ReferenceEvent, of_mention
from transforms.evaluation.levels import Level
from transforms.evaluation.pairs import dyads, unordered
from transforms.evaluation.sentences import ReferenceSentence, fold

if TYPE_CHECKING:
    from transforms.coder.coder import Coder
    from transforms.records import EventMention

TABLE = ROOT / "seeds" / "codebook" / "confidence.csv"
_N_FOLDS = 8
_LEAST = 0.4  # below it an event is more often wrong than a reader bears
_SMALLEST = 0.05  # weights nearer to zero are left out of the table
# events of sentence sets count less: those that the set does not name may be right all the same
_NAMED, _NOT_NAMED = 0.7, 0.4
_OUTLINED = 0.5  # so many stories of one manner would else drown how business wires write


def main(*, is_dry: bool) -> None:
    """Codes, fits, prints what cross-validation over texts says, and writes the table."""
    judged = [event for way in CoderWay for event in _judged(generous_coder(way)) if event.weight]
    _report(judged, cross_validated(judged, [_fold(event.text) for event in judged]))
    if not is_dry:
        TABLE.write_text("".join(_table(judged, fit_weights(judged))), encoding="utf-8")


def _report(judged: Sequence[Judged], probable: Sequence[float]) -> None:
    """Prints how the fit does on texts that it has not seen; only events known to be right or wrong count."""
    known = [(event.right, p) for event, p in zip(judged, probable, strict=True) if event.weight == 1.0]
    rank = ranking([right for right, _ in known], [p for _, p in known])
    print(f"{len(judged)} coded events, {sum(event.right for event in judged):.0f} right; ranking {rank:.3f}")
    for tenth in range(10):
        inside = [right for right, p in known if tenth <= 10 * p < tenth + 1]
        share = sum(inside) / len(inside) if inside else 0.0
        print(f"  confidence {tenth / 10:.1f}-{tenth / 10 + 0.1:.1f}: {share:.2f} of {len(inside)} right")


def generous_coder(way: CoderWay) -> "Coder":
    """A coder that asserts whatever it finds: what is not asserted cannot be judged."""
    recipe = read_recipe(read_settings({}, coder=way))
    rows = list(csv.DictReader(recipe.codebook_files[TABLE.name].decode("utf-8").splitlines()))
    rows = [row for row in rows if row["sign"] != LEAST]
    lines = ["sign,weight,source,note\n", *(f"{row['sign']},{row['weight']},,\n" for row in rows)]
    return replace(recipe, codebook_files={**recipe.codebook_files, TABLE.name: "".join(lines).encode()}).build()


def _judged(coder: "Coder") -> Iterator[Judged]:
    quad_classes = {
        name: kind.quad_class for name, kind in read_recipe(read_settings({})).codebook().event_types.items()
    }
    folders = ReferenceFolders(OWN_SETS, MATERIAL, quad_classes)
    for name in SetName:
        if folders.missing(name) is not None:
            print(f"{name}: not there, left out")
            continue
        found = folders.read(name)
        for text in found.texts:
            if text.split is Split.STUDY:
                mentions = _code(coder, text)
                shares = _shares(found, text, mentions, quad_classes)
                yield from (Judged(text.id, m.signs, *share) for m, share in zip(mentions, shares, strict=True))
    for text, events in read_outlined(folders.own):
        mentions = _code(coder, text)
        rights = _document_shares(text.id, events, mentions, quad_classes)
        yield from (Judged(text.id, m.signs, right, _OUTLINED) for m, right in zip(mentions, rights, strict=True))
    for text, answers in read_judged(folders.own, folders.material):
        known = ((m, answers.get(key_of(m))) for m in _code(coder, text))
        yield from (Judged(text.id, m.signs, float(is_right)) for m, is_right in known if is_right is not None)


def _code(coder: "Coder", text: ReferenceText) -> Sequence["EventMention"]:
    return coder.code(text.text, title=text.title, published_on=text.published_on, fetched_on=FETCHED_ON).mentions


def _shares(
    of: DocumentSet | SentenceSet, text: ReferenceText, mentions: Sequence["EventMention"], quad_classes: dict[str, int]
) -> list[tuple[float, float]]:
    """(share right, weight) of each mention; sentences whose code contradicts our rules say nothing."""
    if isinstance(of, DocumentSet):
        return [(share, 1.0) for share in _document_shares(text.id, of.events[text.id], mentions, quad_classes)]
    coded = [of_mention(text.id, mention) for mention in mentions]
    if of.agreeing is not None and text.id not in of.agreeing:
        return [(0.0, 0.0) for _ in coded]
    wanted = _wanted(of.references[text.id])
    named = [any((unordered(pair), fold(event.event_type)) in wanted for pair in dyads(event).pairs) for event in coded]
    return [(1.0, _NAMED) if is_named else (0.0, _NOT_NAMED) for is_named in named]


def _document_shares(
    text: str, events: Sequence[ReferenceEvent], mentions: Sequence["EventMention"], quad_classes: dict[str, int]
) -> Sequence[float]:
    """The share of each mention that is right, where all events of the text are known."""
    coded = [of_mention(text, mention) for mention in mentions]
    return compare_document(text, events, coded, quad_classes).at[Level.TYPE].right


def _wanted(sentence: ReferenceSentence) -> set[tuple[tuple[str, str], str]]:
    types = sentence.accept_types
    return {(unordered(d.pair), fold(kind)) for d in sentence.wanted for kind in (d.event_type, *types)}


def _fold(text: str) -> int:
    """The same for all events of a text: what is learned from a text must not judge it."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % _N_FOLDS


def _table(judged: Sequence[Judged], weights: dict[str, float]) -> Iterator[str]:
    counts = Counter(sign for event in judged for sign in set(event.signs))
    yield "sign,weight,source,note\n"
    yield f"{LEAST},{_LEAST},own knowledge,what is less probable is not asserted\n"
    yield f"{ALWAYS},{weights[ALWAYS]:.2f},reference sets,{len(judged)} events\n"
    for sign, weight in weights.items():
        if sign != ALWAYS and abs(weight) >= _SMALLEST:
            yield f"{sign},{weight:.2f},reference sets,{counts[sign]} events\n"


if __name__ == "__main__":
    main(is_dry="--dry" in sys.argv)
