"""An event with all that led to it, as a person reads it: each part with its span, and the rule that fired."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from flows.commands.codebook_rows import find_rule, heaviest_signs
from flows.commands.marked_sentence import event_spans, marked_lines

if TYPE_CHECKING:
    from transforms.coder.explain_rules import RuleNote
    from transforms.coder.explain_sentences import EventNote

N_BEATEN = 6  # rows of a trigger that did not fire; a verb may have forty
WIDEST = 100  # characters of a line of a sentence, also where lines may be longer
LABEL = 13  # characters before the content of a line

Row = Mapping[str, Any]  # the keys of the rows of `dyadwire code`


def explanation(
    row: Row, text: str, codebook_files: Mapping[str, bytes], note: "EventNote | None" = None, *, width: int = WIDEST
) -> Text:
    """The event of `row`, whose spans count characters of `text`; with a note also how its parties were found."""
    lines = [_heading(row), *_sentence(row, text, min(width, WIDEST))]
    for label, shown in _parts(row, text, note):
        lines.append(Text.assemble(f"  {label:<11}", shown if label else (shown, "dim")))
    if weights := heaviest_signs(row.get("signs") or (), codebook_files):
        lines.append(Text.assemble(f"  {'':<11}", (f"log-odds: {weights}", "dim")))
    for table, line, rule in find_rule(row["rule_id"], codebook_files):
        lines.append(Text.assemble(f"  {'':<11}", (f"{table}, line {line}: {rule}", "dim")))
    if note and note.lacking:
        lacking = f"{note.lacking}; it fired all the same, as most rows of its word are {row['event_type']}"
        lines.append(Text.assemble(f"  {'':<11}", (lacking, "dim")))
    for label, shown in _beaten(note.beaten if note else ()):
        lines.append(Text.assemble(f"  {label:<11}", (shown, "dim")))
    return Text("\n").join(lines)


def _heading(row: Row) -> Text:
    actors, recipients = (_codes(row[side]) for side in ("actors", "recipients"))
    dyad = " <> ".join(actors) if row["reciprocal"] else f"{'+'.join(actors)} > {'+'.join(recipients)}"
    return Text.assemble(
        (dyad, "bold"), "  ", (_category(row["event_type"], row["mode"]), "bold cyan"), "  ", row["status"]
    )


def _sentence(row: Row, text: str, width: int) -> Iterator[Text]:
    """The sentence, and below each of its lines the letters of actor, recipient, trigger, speaker and figure."""
    place = f"[{row['sentence_start']}:{row['sentence_end']}] "
    indent = LABEL + len(place)
    found = marked_lines(text, row["sentence_start"], row["sentence_end"], event_spans(row), width - indent)
    yield Text.assemble(f"  {'sentence':<{LABEL - 2}}{place}", next(found))
    yield from (Text.assemble(" " * indent, line) for line in found)


def _beaten(notes: "Sequence[RuleNote]") -> Iterator[tuple[str, str]]:
    """The rows of the trigger that did not fire, those whose words are all there first, other phrasal verbs last."""
    ordered = sorted(notes, key=lambda note: (not note.has_words, note.row.particle is not None))
    for number, note in enumerate(ordered[:N_BEATEN]):
        kind = _category(note.row.event_type, note.row.mode)
        yield "" if number else "not", f"{note.row.rule_id}  {kind}  {note.why}"
    if len(ordered) > N_BEATEN:
        yield "", f"and {len(ordered) - N_BEATEN} more rows of this word"


def _parts(row: Row, text: str, note: "EventNote | None") -> Iterator[tuple[str, str]]:
    yield "trigger", _quote(text, row["trigger_start"], row["trigger_end"])
    for label, parties in (("actor", row["actors"]), ("recipient", row["recipients"])):
        for party in parties:
            yield label, _party(party, text)
            link = note.links.get((party["start"], party["end"], party["iso3"])) if note else None
            if link is not None:
                yield "", f"{link.path}  ({link.slot})"
    yield "date", _dates(row)
    if row["planned_type"]:
        yield "planned", _category(row["planned_type"], row["planned_mode"])
    if row["location_text"]:
        yield "place", f"{row['location_text']}  {row['location_iso3'] or 'country unknown'}"
    if speaker := row["attributed_to"]:
        yield "said by", f"{_quote(text, speaker['start'], speaker['end'])}  {speaker['iso3'] or 'country unknown'}"
    yield from (("figure", _figure(figure, text)) for figure in row["figures"])
    if row["contexts"]:
        yield "about", ", ".join(row["contexts"])
    yield "scales", _scales(row)
    yield "rule", f"{row['rule_id']}  confidence {row['confidence']:.2f}"


def _quote(text: str, start: int, end: int) -> str:
    return f"[{start}:{end}] {' '.join(text[start:end].split())}"


def _codes(parties: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(party["iso3"] for party in parties))


def _category(event_type: str, mode: str | None) -> str:
    return f"{event_type}/{mode}" if mode else event_type


def _party(party: Row, text: str) -> str:
    inferred = "  (inferred)" if party["is_inferred"] else ""
    return f"{_quote(text, party['start'], party['end'])}  {party['iso3']} {party['sector'] or ''}".rstrip() + inferred


def _dates(row: Row) -> str:
    start, end = row["event_date_start"], row["event_date_end"]
    if start is None and end is None:
        return "not said"
    period = str(start) if start == end else f"{start or '...'} to {end or '...'}"
    return f"{period}  ({row['date_granularity']})"


def _figure(figure: Row, text: str) -> str:
    said = _quote(text, figure["start"], figure["end"])
    about = ", ".join(str(part) for part in (figure["kind"], figure["measure"], figure["period"]) if part)
    return f"{said}  = {figure['value']:,.10g} {figure['unit']} ({about})"


def _scales(row: Row) -> str:
    cameo = f", CAMEO {row['cameo_code']}" if row["cameo_code"] else ""
    goldstein = f", Goldstein {row['goldstein']:+g}" if row["goldstein"] is not None else ""
    return f"quad class {row['quad_class']}, intensity {row['intensity']:+g}{cameo}{goldstein}"
