"""A sentence taken apart: its names and parties with the rows behind them, and its words that led to no event."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rich.text import Text

from flows.commands.codebook_rows import find_name, find_sector

if TYPE_CHECKING:
    from transforms.coder.explain_sentences import SentenceNote, TextNote
    from transforms.coder.names.gazetteer import Match
    from transforms.records import ActorMention

Files = Mapping[str, bytes]


def sentence_explanations(note: "TextNote", text: str, codebook_files: Files) -> Iterator[Text]:
    """One block a sentence that names somebody or has words with rows."""
    if note.why_unread:
        yield Text(f"Nothing was read: {note.why_unread}.")
    for sentence in note.sentences:
        lines = list(_lines(sentence, text, codebook_files))
        if lines:
            quoted = " ".join(text[sentence.start : sentence.end].split())
            heading = Text.assemble((f"Sentence [{sentence.start}:{sentence.end}] ", "bold"), quoted)
            yield Text("\n").join([heading, *map(_line, lines)])


def _line(line: tuple[str, str, str]) -> Text:
    label, shown, reason = line
    return Text.assemble(f"  {label:<11}", shown, (f"  {reason}" if reason else "", "dim"))


def _lines(sentence: "SentenceNote", text: str, files: Files) -> Iterator[tuple[str, str, str]]:
    for number, name in enumerate(sentence.names):
        yield "" if number else "names", f"[{name.start}:{name.end}] {name.text}  {name.iso3}", _why_name(name, files)
    for number, party in enumerate(sentence.parties):
        yield "" if number else "parties", _party(party, text), _why_party(party, sentence, files)
    for number, word in enumerate(sentence.words):
        yield "" if number else "no event", f"[{word.start}:{word.end}] {text[word.start : word.end]}", word.why
    if sentence.names and sentence.why_unread:
        yield "not parsed", sentence.why_unread, ""


def _why_name(name: "Match", files: Files) -> str:
    apart = {"place": "; a place acts for nobody"}.get(name.kind, "")
    tied = f"; tied to `{name.affix}` by a hyphen" if name.affix else ""
    return find_name(name.row_id, files) + apart + tied


def _party(party: "ActorMention", text: str) -> str:
    said = " ".join(text[party.start : party.end].split())
    return f"[{party.start}:{party.end}] {said}  {party.iso3} {party.sector or ''}".rstrip()


def _why_party(party: "ActorMention", sentence: "SentenceNote", files: Files) -> str:
    if party.is_inferred:
        return "inferred: names no country itself, stands for one that was spoken of before"
    of_name = any(name.start == party.start and name.end == party.end and name.sector for name in sentence.names)
    if of_name:
        return "the name's own sector"
    return find_sector(party.text, party.sector, files) or ("a name without other words" if party.sector else "")
