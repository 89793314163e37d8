"""Inflected forms of the codebook's lemmas, for reading without a language model."""

from collections import defaultdict
from collections.abc import Iterator

from transforms.coder.codebook import Codebook
from transforms.coder.word_sets import words

_VOWELS = "aeiou"
_DOUBLING = words(
    "ban bar bid bug cap clap commit control dam defer drop dub equip fan grab grip hit hug jam jet kidnap knit "
    "lag log map nab nag net nod occur omit pat permit pin plan plot pop prefer rap refer regret rob scrap set "
    "ship shop shun sip skip slam slap snap snub spar spur stab star stem step stop strip submit sum swap tap "
    "tip top transfer trap trim wrap compel expel propel repel dispel rebel"
)


class WordForms:
    """Answers which lemmas a word may be a form of. Built once from the predicates and word classes."""

    def __init__(self, codebook: Codebook) -> None:
        self._lemmas: dict[str, list[tuple[str, str]]] = defaultdict(list)
        verbs = {lemma for pos, lemma in codebook.predicates if pos == "verb"} | codebook.word_classes["light"]
        verbs |= {lemma for pos, lemma in codebook.status_cues if pos == "verb"}
        for lemma in sorted(verbs):
            irregular = codebook.irregular_forms.get(("verb", lemma))
            for form in {lemma, *(irregular or _verb_forms(lemma))}:
                self._lemmas[form].append(("verb", lemma))
        nouns = {lemma for pos, lemma in codebook.predicates if pos == "noun"}
        for lemma in sorted(nouns):
            for form in {lemma, plural(lemma)}:
                self._lemmas[form].append(("noun", lemma))
        self._classes: dict[str, str] = {}
        for lemmas in codebook.word_classes.values():
            for lemma in sorted(lemmas):
                self._classes[lemma] = self._classes[plural(lemma)] = lemma

    def lemmas(self, word: str) -> list[tuple[str, str]]:
        """(part of speech, lemma) pairs of predicates that the lower-case word may be a form of."""
        return self._lemmas.get(word, [])

    def noun(self, word: str) -> str:
        """The lemma of a noun that a predicate's constraint may name; the word itself where it is unknown."""
        return self._classes.get(word, word)


def plural(noun: str) -> str:
    """The regular plural."""
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def _verb_forms(lemma: str) -> Iterator[str]:
    """The regular third person, past and gerund."""
    yield plural(lemma)
    if lemma.endswith("e"):
        yield lemma + "d"
        yield (lemma if lemma.endswith(("ee", "ye", "oe")) else lemma[:-1]) + "ing"
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        yield lemma[:-1] + "ied"
        yield lemma + "ing"
    elif lemma in _DOUBLING:
        yield lemma + lemma[-1] + "ed"
        yield lemma + lemma[-1] + "ing"
    else:
        yield lemma + "ed"
        yield lemma + "ing"
        if lemma.endswith("l"):
            yield lemma + "led"
            yield lemma + "ling"
