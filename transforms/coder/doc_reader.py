"""From a document that spaCy tagged and parsed to a parse, with parts of speech and lemmas by the model's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transforms.coder.parse import Parse, Token
from transforms.coder.tag_rules import TagRules, Word

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RULES, LEMMATIZER = "attribute_ruler", "lemmatizer"
_COLUMNS: list[int | str] = ["IDX", "LENGTH", "TAG", "DEP", "HEAD"]
_UINT64 = 2**64  # steps to the left come as huge unsigned numbers
_MOST_LEMMAS = 100_000  # remembered; a run over years of news must not fill the memory


class DocReader:
    """Reads documents of one language model; what it remembers changes nothing but its speed."""

    def __init__(self, model: Language) -> None:
        self._vocab = model.vocab
        rules: Any = model.get_pipe(RULES)
        self._rules = TagRules(rules.patterns)
        self._lemmatizer: Any = model.get_pipe(LEMMATIZER)
        self._lemmas: dict[tuple[str, str, str], str] = {}
        self._labels: dict[int, str] = {}

    def read(self, doc: Doc) -> Parse:
        """The parse of a document."""
        text, tokens, words = doc.text, [], []
        rows = doc.to_array(_COLUMNS).tolist()
        for i, (start, length, tag, dep, _) in enumerate(rows):
            token = Token(i, start, text[start : start + length])
            tokens.append(token)
            words.append(Word(token.lower_, self._label(tag), self._label(dep)))
        for i, token in enumerate(tokens):
            self._describe(token, words, i)
            step = rows[i][-1]
            if step:
                token.head = tokens[(i + step) % _UINT64]
                token.head.children.append(token)
        return Parse(text, tokens)

    def _describe(self, token: Token, words: list[Word], at: int) -> None:
        _, tag, dep = words[at]
        says = self._rules.attributes(words, at)
        token.dep_ = dep
        token.tag_ = says.tag or tag
        token.pos_ = says.pos
        token.lemma_ = says.lemma or self._lemma(token.text, says.pos, says.morph)

    def _label(self, number: int) -> str:
        """The name of a tag or a relation."""
        if number not in self._labels:
            self._labels[number] = self._vocab.strings[number]
        return self._labels[number]

    def _lemma(self, text: str, pos: str, morph: str) -> str:
        key = (text, pos, morph)
        found = self._lemmas.get(key)
        if found is None:
            if len(self._lemmas) >= _MOST_LEMMAS:
                self._lemmas.clear()
            found = self._lemmas[key] = self._asked(*key)
        return found

    def _asked(self, text: str, pos: str, morph: str) -> str:
        from spacy.tokens import Doc  # noqa: PLC0415 the shallow way does without spaCy

        token: Any = Doc(self._vocab, words=[text])[0]
        token.pos_ = pos
        token.set_morph(morph)
        return str(self._lemmatizer.rule_lemmatize(token)[0])
