"""Rows of `predicates.csv`: which verbs, nouns and adjectives code an event, and where its parties stand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from transforms.coder.tables import Row

ANYTHING = "*"
NAMED = "@named"  # whatever the gazetteer names: a country, a capital, a town
CLAUSE = "@clause"
OBLIGATION = "@obligation"  # a clause that says what its subject must or should do
REFUSAL = "@refusal"  # a clause that says what its subject, who says so, will not do
# constraints on what a clause says of its subject, asks of it, or says that the verb is done for
IN_CLAUSE = frozenset({"clause", "infinitive", "purpose"})
_HALVES = range(2, 11)  # of a rating
VERB_ACTOR = ("subj",)
NOUN_ACTOR = ("poss", "by", "from", "of")
VERB_RECIPIENT = ("obj", "against", "on", "to", "with", "at", "from", "over", "of", "for", "in", "into")
NOUN_RECIPIENT = ("against", "on", "to", "with", "into", "at", "from", "over", "of", "in", "for")


@dataclass(frozen=True, slots=True)
class Constraint:
    """What a predicate's object must be: one of `lemmas`, under `preposition` (None: the direct object)."""

    preposition: str | None
    lemmas: frozenset[str]

    def admits(self, lemma: str) -> bool:
        return ANYTHING in self.lemmas or lemma in self.lemmas


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word of a row of `predicates.csv` that codes an event, and where its parties stand."""

    rule_id: str
    pos: str
    lemma: str
    particle: str | None
    constraints: tuple[Constraint, ...]
    takes_clause: bool
    takes_obligation: bool
    takes_refusal: bool
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    is_reciprocal: bool
    event_type: str
    mode: str | None
    rating: float | None = (
        None  # of row_ratings.csv: 5 where its words practically always tell its event, 1 hardly ever
    )

    @property
    def is_about_clause(self) -> bool:
        """Whether the row asks for something in a clause below its verb."""
        return self.takes_clause or any(c.preposition in IN_CLAUSE for c in self.constraints)

    @property
    def rank(self) -> tuple[int, int]:
        """Sorts rows of a lemma: what demands more of the sentence comes first, of equals what admits fewer words.

        A turn of phrase is so rare that it does not count among them.
        """
        named = sum(ANYTHING not in c.lemmas for c in self.constraints)
        demands = 4 * named + 2 * bool(self.constraints) + 3 * bool(self.particle) + 2 * self.takes_clause
        return -demands, sum(" " not in lemma for c in self.constraints for lemma in c.lemmas)


def read_predicates(
    rows: Iterable[Row], classes: Mapping[str, frozenset[str]], ratings: Mapping[str, float]
) -> dict[tuple[str, str], tuple[Predicate, ...]]:
    """Rows of `predicates.csv` by part of speech and lemma, the most demanding first; `classes` are what `@` names."""
    found: dict[tuple[str, str], list[Predicate]] = defaultdict(list)
    seen: set[str] = set()
    for row in rows:
        if row["rule_id"] in seen:
            raise row.error(f"rule_id {row['rule_id']!r} stands twice")
        seen.add(row["rule_id"])
        predicate = replace(_predicate(row, classes), rating=ratings.get(row["rule_id"]))
        for lemma in row["lemma"].lower().split("|"):
            found[predicate.pos, lemma].append(replace(predicate, lemma=lemma))
    return {key: tuple(sorted(of_lemma, key=lambda p: p.rank)) for key, of_lemma in found.items()}


def read_ratings(rows: Iterable[Row]) -> dict[str, float]:
    """How often the words of a row tell its event, 1 to 5 in halves, by rule; rows without one were not judged."""
    found: dict[str, float] = {}
    for row in rows:
        found[row["rule_id"]] = rating = row.number("rating")
        if 2 * rating not in _HALVES:
            raise row.error(f"rating is {row['rating']!r}; it is a number from 1 to 5 in halves")
    return found


def read_no_events(
    rows: Iterable[Row], classes: Mapping[str, frozenset[str]]
) -> dict[tuple[str, str], tuple[Predicate, ...]]:
    """Rows of `no_events.csv`, the words of a row without type and parties, by part of speech and lemma."""
    found: dict[tuple[str, str], list[Predicate]] = defaultdict(list)
    for row in rows:
        words = (row.optional("particle"), _constraints(row, row["object"], classes))
        sense = Predicate(row["rule_id"], row["pos"], "", *words, False, False, False, (), (), False, "", None)
        for lemma in row["lemma"].lower().split("|"):
            found[sense.pos, lemma].append(replace(sense, lemma=lemma))
    return {key: tuple(senses) for key, senses in found.items()}


def _predicate(row: Row, classes: Mapping[str, frozenset[str]]) -> Predicate:
    pos, wanted = row["pos"], row.optional("object")
    if pos not in {"verb", "noun", "adj"}:
        raise row.error(f"pos is {pos!r}; it is verb, noun or adj")
    takes_clause = wanted in {CLAUSE, OBLIGATION, REFUSAL}
    nominal = pos == "noun"
    return Predicate(
        rule_id=row["rule_id"],
        pos=pos,
        lemma=row["lemma"].lower(),
        particle=row.optional("particle"),
        constraints=() if wanted is None or takes_clause else _constraints(row, wanted, classes),
        takes_clause=takes_clause,
        takes_obligation=wanted == OBLIGATION,
        takes_refusal=wanted == REFUSAL,
        actor=_slots(row.optional("actor"), NOUN_ACTOR if nominal else VERB_ACTOR),
        recipient=_slots(row.optional("recipient"), NOUN_RECIPIENT if nominal else VERB_RECIPIENT),
        is_reciprocal=row.optional("reciprocal") == "yes",
        event_type=row["event_type"],
        mode=row.optional("mode"),
    )


def _slots(cell: str | None, default: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else default


def _constraints(row: Row, cell: str, classes: Mapping[str, frozenset[str]]) -> tuple[Constraint, ...]:
    """One constraint a preposition: `@sanction|tariff` is about the direct object, `to:war` about what follows `to`."""
    lemmas: dict[str | None, set[str]] = defaultdict(set)
    preposition: str | None = None
    for alternative in cell.split("|"):
        head, colon, word = alternative.strip().rpartition(":")
        if colon:
            preposition = head
        lemmas[preposition] |= _expand(row, word, classes)
    return tuple(Constraint(name, frozenset(words)) for name, words in lemmas.items())


def _expand(row: Row, word: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if word == NAMED or not word.startswith("@"):
        return frozenset({word})
    if word[1:] not in classes:
        raise row.error(f"unknown word class {word!r}; see word_classes.csv")
    return classes[word[1:]]
