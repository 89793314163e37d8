"""The codebook as a person reads it: tables of counts and examples in Markdown, no rows of names and verbs."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from transforms.coder.predicates import NOUN_ACTOR, NOUN_RECIPIENT, VERB_ACTOR, VERB_RECIPIENT
from transforms.coder.tables import Row, read_rows

Files = Mapping[str, bytes]

_MARK = re.compile(r"<!-- (?P<name>[a-z ]+) -->")
_N_EXAMPLES = 5
_HOLDS = {
    "aliases.csv": "names, adjectives, demonyms, capitals and seats of countries",
    "bodies.csv": "organs, organisations, firms, armed groups",
    "cameo.csv": "CAMEO code and Goldstein value by type, mode and context",
    "confidence.csv": "what each sign adds to the odds that an event is right",
    "context_weights.csv": "what each sign adds to the odds of a context",
    "contexts.csv": "words that tell a context",
    "countries.csv": "the codes of states and bodies",
    "descriptions.csv": "words by which a country is called without its name: a kingdom, the Gulf",
    "event_types.csv": "the sixteen types",
    "irregular_forms.csv": "inflected forms that no rule gives",
    "leaders.csv": "persons who stand for a country, with their terms",
    "mode_cues.csv": "words that tell a mode",
    "modes.csv": "the modes of each type, with their intensity",
    "no_events.csv": "words beside which a verb or noun tells no event",
    "not_parties.csv": "what looks like a country's name and is none",
    "off_topic.csv": "words of topics that yield no events",
    "person_titles.csv": "offices and ranks that introduce a person",
    "places.csv": "regions and cities",
    "predicates.csv": "verbs, nouns and adjectives that say an event",
    "row_ratings.csv": "how often the words of a predicate row tell its event",
    "sectors.csv": "nouns that tell the sector of an actor",
    "state_sectors.csv": "sectors of states that are named alone",
    "status_cues.csv": "words that say whether a clause below them happened",
    "units.csv": "words of quantities",
    "word_classes.csv": "classes of words that `object` may name",
    "word_lists.csv": "lists of words that contexts of names use",
}


def fill_page(template: str, files: Files) -> str:
    """The template with a table in place of each mark such as `<!-- modes -->`.

    Raises:
        CodebookError: a row is unusable.
        KeyError: the template has a mark, or the codebook a table, that is not known here.
    """
    return _MARK.sub(lambda mark: _TABLES[mark["name"]](files), template)


def _event_types(files: Files) -> str:
    predicates = Counter((row["event_type"], row["pos"]) for row in read_rows(files, "predicates.csv"))
    cameo = {row["event_type"]: row for row in read_rows(files, "cameo.csv") if _is_of_type_alone(row)}
    head = ("type", "quad class", "intensity", "what it is", "CAMEO", "Goldstein", "verbs", "nouns", "adjectives")
    rows = []
    for row in read_rows(files, "event_types.csv"):
        name = row["event_type"]
        codes = (cameo[name]["cameo_code"], cameo[name]["goldstein"]) if name in cameo else ("", "")
        counts = (str(predicates[name, pos]) for pos in ("verb", "noun", "adj"))
        rows.append((name, row["quad_class"], row["intensity"], row["definition"], *codes, *counts))
    total = (str(sum(n for (_, of), n in predicates.items() if of == pos)) for pos in ("verb", "noun", "adj"))
    return _table(head, [*rows, ("all", "", "", "", "", "", *total)])


def _is_of_type_alone(row: Row) -> bool:
    return row.optional("mode") is None and row.optional("context") is None


def _modes(files: Files) -> str:
    cues = Counter((row["event_type"], row["mode"]) for row in read_rows(files, "mode_cues.csv"))
    predicates = Counter((row["event_type"], row.optional("mode")) for row in read_rows(files, "predicates.csv"))
    cameo = {
        (row["event_type"], row.optional("mode")): row
        for row in read_rows(files, "cameo.csv")
        if row.optional("context") is None
    }
    rows = []
    for row in read_rows(files, "modes.csv"):
        key = (row["event_type"], row["mode"])
        codes = (cameo[key]["cameo_code"], cameo[key]["goldstein"]) if key in cameo else ("", "")
        rows.append((*key, row["intensity"], *codes, str(predicates[key]), str(cues[key])))
    return _table(("type", "mode", "intensity", "CAMEO", "Goldstein", "predicates", "cues"), rows)


def _status_cues(files: Files) -> str:
    return _examples(files, "status_cues.csv", "effect", "lemma", ("effect on the clause below", "words", "such as"))


def _contexts(files: Files) -> str:
    return _examples(files, "contexts.csv", "context", "cue", ("context", "cues", "such as"))


def _sectors(files: Files) -> str:
    return _examples(files, "sectors.csv", "sector", "lemma", ("sector", "nouns", "such as"))


def _examples(files: Files, table: str, group: str, word: str, head: Sequence[str]) -> str:
    """Each group with the number of its words and some of them, taken evenly from all."""
    words: dict[str, list[str]] = defaultdict(list)
    for row in read_rows(files, table):
        words[row[group]].append(row[word])
    rows = [(f"`{name}`", str(len(found)), ", ".join(_some(found))) for name, found in sorted(words.items())]
    return _table(head, rows)


def _some(words: Sequence[str]) -> list[str]:
    step = max(1, len(words) // _N_EXAMPLES)
    return list(words[::step][:_N_EXAMPLES])


def _tables(files: Files) -> str:
    rows = []
    for table in sorted(files):
        sources = Counter(row["source"] for row in read_rows(files, table))
        rows.append((f"`{table}`", f"{sum(sources.values()):,}", _HOLDS[table], ", ".join(sorted(sources))))
    return _table(("table", "rows", "holds", "sources"), rows)


def _default_slots(_files: Files) -> str:
    named = (
        ("actor of a verb", VERB_ACTOR),
        ("recipient of a verb", VERB_RECIPIENT),
        ("actor of a noun", NOUN_ACTOR),
        ("recipient of a noun", NOUN_RECIPIENT),
    )
    return "; ".join(f"{what} {_code('|'.join(slots))}" for what, slots in named) + "."


def _code(text: str) -> str:
    return f"`{text}`"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_escaped, line))} |" for line in lines)


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")


_TABLES: Mapping[str, Callable[[Files], str]] = {
    "event types": _event_types,
    "modes": _modes,
    "status cues": _status_cues,
    "contexts": _contexts,
    "sectors": _sectors,
    "tables": _tables,
    "default slots": _default_slots,
}
