"""From a document that spaCy tagged and parsed to a parse, with parts of speech and lemmas by the model's rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from transforms.coder.parse import Parse, Token
from transforms.coder.parse_repairs import repair
from transforms.coder.tag_rules import TagRules, Word

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RULES, LEMMATIZER = "attribute_ruler", "lemmatizer"
_COLUMNS: list[int | str] = ["IDX", "LENGTH", "TAG", "DEP", "HEAD"]
_REACH = 1  # words that a rule sees on each side
_UINT64 = 2**64  # steps to the left come as huge unsigned numbers
_MOST_REMEMBERED = 50_000  # words; a run over years of news must not fill the memory


class _Described(NamedTuple):
    """What is read of a word, wherever it stands."""

    lower: str
    tag: str
    pos: str
    dep: str
    lemma: str


class DocReader:
    """Reads documents of one language model; what it remembers changes nothing but its speed."""

    def __init__(self, model: Language) -> None:
        self._vocab = model.vocab
        rules: Any = model.get_pipe(RULES)
        self._rules = TagRules(rules.patterns)
        self._lemmatizer: Any = model.get_pipe(LEMMATIZER)
        self._known: dict[tuple[str, int, int], _Described] = {}

    def read(self, doc: Doc) -> Parse:
        """The parse of a document."""
        text, rows = doc.text, doc.to_array(_COLUMNS).tolist()
        keys = [(text[start : start + length], tag, dep) for start, length, tag, dep, _ in rows]
        tokens = []
        for i, key in enumerate(keys):
            tokens.append(Token(i, rows[i][0], key[0], *(self._known.get(key) or self._described(keys, i))))
        for i, token in enumerate(tokens):
            step = rows[i][-1]
            if step:
                token.head = tokens[(i + step) % _UINT64]
                token.head.children.append(token)
        repair(tokens)
        return Parse(text, tokens)

    def _described(self, keys: Sequence[tuple[str, int, int]], at: int) -> _Described:
        names, first = self._vocab.strings, max(0, at - _REACH)
        words = [Word(text.lower(), names[tag], names[dep]) for text, tag, dep in keys[first : at + _REACH + 1]]
        lower, tag, dep = words[at - first]
        says = self._rules.attributes(words, at - first)
        lemma = says.lemma or self._lemma(keys[at][0], says.pos, says.morph)
        found = _Described(lower, says.tag or tag, says.pos, says.dep or dep, lemma)
        if found.tag == "VBN" and found.dep == "acomp":  # "are opposed to": what they are, not what was done to them
            found = found._replace(tag="JJ", pos="ADJ", lemma=lower)
        if not self._rules.look_around(lower):
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[keys[at]] = found
        return found

    def _past_form_of(self, word: str) -> str | None:
        """The verb whose irregular past a word can only be, whatever its tag says: the forgive of "forgave"."""
        tables = self._lemmatizer.lookups
        if word in tables.get_table("lemma_index")["verb"]:
            return None
        bases = tables.get_table("lemma_exc")["verb"].get(word)
        return str(bases[0]) if bases else None

    def _lemma(self, text: str, pos: str, morph: str) -> str:
        if pos == "VERB" and (base := self._past_form_of(text.lower())) is not None:
            return base
        from spacy.tokens import Doc  # noqa: PLC0415 the shallow way does without spaCy

        token: Any = Doc(self._vocab, words=[text])[0]
        token.pos_ = pos
        token.set_morph(morph)
        return str(self._lemmatizer.rule_lemmatize(token)[0])
