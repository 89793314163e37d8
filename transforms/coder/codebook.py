"""The codebook: rows of `seeds/codebook/` as one validated, frozen object. Rules are rows; code is grammar."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from transforms.coder.confidence import Confidence, read_confidence
from transforms.coder.contexts import ANY, ContextModel
from transforms.coder.descriptions import Descriptions, read_descriptions
from transforms.coder.figures.finder import Units, read_units
from transforms.coder.names.gazetteer import Gazetteer, read_gazetteer
from transforms.coder.names.introductions import PersonTitles, read_person_titles
from transforms.coder.names.rows import read_countries
from transforms.coder.predicates import Predicate, read_no_events, read_predicates, read_ratings
from transforms.coder.scopes import Where
from transforms.coder.sectors import StateSectors, read_state_sectors
from transforms.coder.tables import Row, read_rows


class Effect(StrEnum):
    """What a governing word says of the clause below it (`status_cues.csv`)."""

    FUTURE = "future"  # plan, schedule, announce: it is to happen
    DESIRE = "desire"  # want, aim, seek: the speaker would like it
    HYPOTHETICAL = "hypothetical"  # may, fear, consider: it could happen
    NEGATED = "negated"  # deny, fail, stop short: it did not happen
    SPEECH = "speech"  # say, report: somebody asserts it
    ASPECT = "aspect"  # begin, continue: it happens, the verb below is the event


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type. `quad_class` 1 verbal cooperation .. 4 material conflict; intensity -10 .. +10."""

    name: str
    quad_class: int
    intensity: float


@dataclass(frozen=True, slots=True)
class ModeCue:
    """A word that tells the mode of an event of this type, where it stands no further off than `where`."""

    event_type: str
    mode: str
    cue: str
    where: Where


@dataclass(frozen=True, slots=True)
class CameoCode:
    """The CAMEO code and Goldstein value of a type, a mode and a context (None: any)."""

    mode: str | None
    context: str | None
    code: str
    goldstein: float


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything a political scientist could dispute. `version` changes with any byte of any table."""

    version: str
    predicates: Mapping[tuple[str, str], tuple[Predicate, ...]]
    no_events: Mapping[tuple[str, str], tuple[Predicate, ...]]  # senses of the same words that tell none
    word_classes: Mapping[str, frozenset[str]]
    event_types: Mapping[str, EventType]
    modes: Mapping[tuple[str, str], float]
    mode_cues: Mapping[str, tuple[ModeCue, ...]]
    cameo: Mapping[str, tuple[CameoCode, ...]]
    context_cues: Mapping[str, tuple[str, ...]]
    contexts: ContextModel
    sectors: Mapping[str, str]
    state_sectors: StateSectors
    status_cues: Mapping[tuple[str, str], Effect]
    off_topic: frozenset[str]
    irregular_forms: Mapping[tuple[str, str], tuple[str, ...]]
    gazetteer: Gazetteer
    descriptions: Descriptions
    person_titles: PersonTitles
    units: Units
    confidence: Confidence


def read_codebook(files: Mapping[str, bytes]) -> Codebook:
    """The validated codebook.

    Args:
        files: file name to bytes, all of `seeds/codebook/`.

    Raises:
        CodebookError: the first unusable row, named by table and line.
    """
    event_types = _read_event_types(files)
    modes = {(r["event_type"], r["mode"]): r.number("intensity") for r in _typed_rows(files, "modes.csv", event_types)}
    word_classes = _grouped(read_rows(files, "word_classes.csv"), "word_class", "lemma")
    ratings = read_ratings(read_rows(files, "row_ratings.csv"))
    gazetteer = read_gazetteer(files)
    classes = {name: frozenset(lemmas) for name, lemmas in word_classes.items()}
    return Codebook(
        version=codebook_version(files),
        predicates=read_predicates(_typed_rows(files, "predicates.csv", event_types, modes), classes, ratings),
        no_events=read_no_events(read_rows(files, "no_events.csv"), classes),
        word_classes=classes,
        event_types=event_types,
        modes=modes,
        mode_cues=_read_mode_cues(files, event_types, modes),
        cameo=_read_cameo(files, event_types),
        context_cues=_grouped(read_rows(files, "contexts.csv"), "cue", "context"),
        contexts=_read_context_model(files),
        sectors={row["lemma"].lower(): row["sector"] for row in read_rows(files, "sectors.csv")},
        state_sectors=read_state_sectors(files, event_types, gazetteer),
        status_cues={(r["pos"], r["lemma"]): _effect(r) for r in read_rows(files, "status_cues.csv")},
        off_topic=frozenset(row["cue"].lower() for row in read_rows(files, "off_topic.csv")),
        irregular_forms={
            (row["pos"], row["lemma"]): tuple(row["forms"].split("|"))
            for row in read_rows(files, "irregular_forms.csv")
        },
        gazetteer=gazetteer,
        descriptions=read_descriptions(files, read_countries(files)),
        person_titles=read_person_titles(files),
        units=read_units(files["units.csv"]),
        confidence=read_confidence(files),
    )


def codebook_version(files: Mapping[str, bytes]) -> str:
    """The version of the codebook in these files, without reading their rows: a hash of names and contents."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return digest.hexdigest()[:12]


def _grouped(rows: Iterator[Row], key: str, value: str) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        groups[row[key].lower() if key == "cue" else row[key]].append(row[value])
    return {name: tuple(values) for name, values in groups.items()}


def _read_event_types(files: Mapping[str, bytes]) -> dict[str, EventType]:
    return {
        row["event_type"]: EventType(row["event_type"], int(row.number("quad_class")), row.number("intensity"))
        for row in read_rows(files, "event_types.csv")
    }


def _typed_rows(
    files: Mapping[str, bytes],
    table: str,
    event_types: Mapping[str, EventType],
    modes: Mapping[tuple[str, str], float] | None = None,
) -> Iterator[Row]:
    """Rows whose event type, and mode where `modes` is given, are known ones."""
    for row in read_rows(files, table):
        if row["event_type"] not in event_types:
            raise row.error(f"unknown event type {row['event_type']!r}; known: {', '.join(sorted(event_types))}")
        mode = row.optional("mode") if modes is not None else None
        if mode and modes is not None and (row["event_type"], mode) not in modes:
            raise row.error(f"unknown mode {mode!r} of {row['event_type']}; see modes.csv")
        yield row


def _read_mode_cues(
    files: Mapping[str, bytes], event_types: Mapping[str, EventType], modes: Mapping[tuple[str, str], float]
) -> dict[str, tuple[ModeCue, ...]]:
    cues: dict[str, list[ModeCue]] = defaultdict(list)
    for row in _typed_rows(files, "mode_cues.csv", event_types, modes):
        cues[row["event_type"]].append(ModeCue(row["event_type"], row["mode"], row["cue"].lower(), _where(row)))
    return {name: tuple(values) for name, values in cues.items()}


def _where(row: Row) -> Where:
    try:
        return Where(row["where"])
    except ValueError:
        raise row.error(f"where is {row['where']!r}; it is one of {', '.join(Where)}") from None


def _read_cameo(files: Mapping[str, bytes], event_types: Mapping[str, EventType]) -> dict[str, tuple[CameoCode, ...]]:
    codes: dict[str, list[CameoCode]] = defaultdict(list)
    for row in _typed_rows(files, "cameo.csv", event_types):
        code = CameoCode(row.optional("mode"), row.optional("context"), row["cameo_code"], row.number("goldstein"))
        codes[row["event_type"]].append(code)
    # the most specific row first, so that the first that fits wins
    order = {t: sorted(c, key=lambda code: (code.mode is None, code.context is None)) for t, c in codes.items()}
    return {name: tuple(values) for name, values in order.items()}


def _read_context_model(files: Mapping[str, bytes]) -> ContextModel:
    known = {row["context"] for row in read_rows(files, "contexts.csv")}
    weights: dict[tuple[str, str], float] = {}
    for row in read_rows(files, "context_weights.csv"):
        if row["context"] not in known | {ANY}:
            raise row.error(f"unknown context {row['context']!r}; see contexts.csv")
        weights[row["context"], row["sign"]] = row.number("weight")
    return ContextModel(weights, known)


def _effect(row: Row) -> Effect:
    try:
        return Effect(row["effect"])
    except ValueError:
        raise row.error(f"unknown effect {row['effect']!r}; known: {', '.join(Effect)}") from None
