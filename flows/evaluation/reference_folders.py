"""Where the reference sets lie, and reading each of them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.evaluation.choices import SetName, Split
from flows.evaluation.lines import Line, ReferenceFileError, read_csv_lines, read_json_lines
from flows.evaluation.reference_rows import read_events, read_sentence
from flows.evaluation.reference_sets import DocumentSet, ReferenceSet, ReferenceText, SentenceSet
from flows.seed_dates import read_seed_dates
from flows.settings import ROOT

OWN_SETS = ROOT / "tests" / "coder" / "reference"  # in a checkout; an installed Dyadwire has none
MATERIAL = ROOT.parent / "shared"  # real texts, which are not ours to pass on
_MARKS = ("agrees", "contradicts")


@dataclass(frozen=True, slots=True)
class ReferenceFolders:
    """`own` holds our annotations and stories; `material` the real texts, which are not ours to pass on.

    `event_types` are the types that an annotation may name.
    """

    own: Path
    material: Path
    event_types: Collection[str]

    def missing(self, name: SetName) -> Path | None:
        """The first file or folder that the set needs and that is not there; None where all are."""
        own, material = self.own, self.material
        needed = {
            SetName.STORIES: (own / "stories.jsonl", own / "story_events.jsonl"),
            SetName.SEEDS: (material / "seeds" / "dates.csv", material / "reference" / "seed_events.jsonl"),
            SetName.WIRE: (own / "wire_events.jsonl", own / "wire_items.csv", material / "real" / "wire"),
            SetName.DYAD_DEV: (material / "reference" / "dyad_dev.jsonl",),
        }
        return next((path for path in needed[name] if not path.exists()), None)

    def read(self, name: SetName) -> ReferenceSet:
        """The set. Raises ReferenceFileError where a file is absent or a line of it unusable."""
        if path := self.missing(name):
            raise ReferenceFileError(f"the reference set {name} needs {path}, which is not there")
        readers: Mapping[SetName, Callable[[], ReferenceSet]] = {
            SetName.STORIES: self._stories,
            SetName.SEEDS: self._seeds,
            SetName.WIRE: self._wire,
            SetName.DYAD_DEV: self._dyad_dev,
        }
        return readers[name]()

    def _stories(self) -> DocumentSet:
        texts = _distinct((line, _story(line)) for line in read_json_lines(self.own / "stories.jsonl"))
        return self._annotated(SetName.STORIES, texts, self.own / "story_events.jsonl")

    def _seeds(self) -> DocumentSet:
        folder = self.material / "seeds"
        texts = {
            name: ReferenceText(name, _document(folder / name), None, published_at.date(), Split.STUDY)
            for name, published_at in read_seed_dates(folder).items()
        }
        return self._annotated(SetName.SEEDS, texts, self.material / "reference" / "seed_events.jsonl")

    def _wire(self) -> DocumentSet:
        items = list(read_csv_lines(self.own / "wire_items.csv", "id", "split", "n_events"))
        texts = _distinct(zip(items, self._wire_texts(items), strict=True))
        found = self._annotated(SetName.WIRE, texts, self.own / "wire_events.jsonl")
        for item in items:
            n_found, n_stated = len(found.events[item.text("id")]), item.whole("n_events")
            if n_found != n_stated:
                raise item.error(
                    f"`n_events` is {n_stated}, but wire_events.jsonl has {n_found} for {item.text('id')!r}"
                )
        return found

    def _wire_texts(self, items: Iterable[Line]) -> Iterable[ReferenceText]:
        folder = self.material / "real" / "wire"
        lines = {line.text("id"): line for path in sorted(folder.glob("*.jsonl")) for line in read_json_lines(path)}
        for item in items:
            line = lines.get(item.text("id"))
            if line is None:
                raise item.error(f"no file in {folder} has a text with the id {item.text('id')!r}")
            yield ReferenceText(
                line.text("id"),
                line.text("text"),
                line.optional_text("title"),
                None,
                _split(item),  # annotated undated
            )

    def _annotated(self, name: SetName, texts: dict[str, ReferenceText], path: Path) -> DocumentSet:
        return DocumentSet(name, tuple(texts.values()), read_events(read_json_lines(path), texts, self.event_types))

    def _dyad_dev(self) -> SentenceSet:
        lines = list(read_json_lines(self.material / "reference" / "dyad_dev.jsonl"))
        texts = _distinct(
            (line, ReferenceText(line.text("id"), line.text("text"), None, line.day("date"), Split.STUDY))
            for line in lines
        )
        references = {line.text("id"): read_sentence(line, self.event_types) for line in lines}
        return SentenceSet(SetName.DYAD_DEV, tuple(texts.values()), references, self._agreeing(texts))

    def _agreeing(self, texts: Collection[str]) -> frozenset[str] | None:
        """Ids of the sentences whose code agrees with our rules; None without the file of marks."""
        path = self.own / "dyad_dev_marks.csv"
        if not path.exists():
            return None
        marks: dict[str, str] = {}
        for line in read_csv_lines(path, "id", "mark"):
            if line.text("id") not in texts:
                raise line.error(f"{line.text('id')!r} is no sentence of dyad_dev.jsonl")
            if line.text("mark") not in _MARKS:
                raise line.error(f"`mark` is {line.text('mark')!r}; it is {' or '.join(_MARKS)}")
            marks[line.text("id")] = line.text("mark")
        return frozenset(text_id for text_id in texts if marks.get(text_id) == "agrees")


def _story(line: Line) -> ReferenceText:
    return ReferenceText(
        line.text("id"), line.text("text"), line.optional_text("title"), line.day("published_at"), _split(line)
    )


def _split(line: Line) -> Split:
    stated = line.text("split")
    if stated not in set(Split):
        raise line.error(f"`split` is {stated!r}; it is {' or '.join(Split)}")
    return Split(stated)


def _distinct(found: Iterable[tuple[Line, ReferenceText]]) -> dict[str, ReferenceText]:
    texts: dict[str, ReferenceText] = {}
    for line, text in found:
        if text.id in texts:
            raise line.error(f"the id {text.id!r} stands twice")
        texts[text.id] = text
    return texts


def _document(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:  # offsets count each character of a line's end
            return file.read()
    except (OSError, UnicodeDecodeError) as problem:
        raise ReferenceFileError(f"{path} cannot be read: {problem}") from None
