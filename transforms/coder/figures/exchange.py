"""Whether a sentence speaks of what countries exchange: its figures are then figures of a relation. Section 6."""

import re
from collections.abc import Mapping

from transforms.coder.word_forms import plural

_CLASSES = ("trade", "tariff", "aid", "refugee")
_LETTERS = re.compile("[a-z]+")


class ExchangeWords:
    """The words of trade, aid and refuge among the word classes, in singular and plural."""

    def __init__(self, word_classes: Mapping[str, frozenset[str]]) -> None:
        lemmas = frozenset().union(*(word_classes[name] for name in _CLASSES))
        self._forms = lemmas | {plural(lemma) for lemma in lemmas}

    def are_in(self, text: str) -> bool:
        """True if the text holds one of them."""
        return not self._forms.isdisjoint(_LETTERS.findall(text.lower()))
