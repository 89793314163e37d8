"""Story text in, event mentions out. Deterministic: the same text and codebook give the same mentions anywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from transforms.coder.codebook import Codebook
from transforms.coder.event_dates import Moment
from transforms.coder.reading import CodedText, Reading, Tools
from transforms.coder.sentences import without_surrogates

if TYPE_CHECKING:
    from spacy.language import Language

CODER_VERSION = "0.1"
LONGEST_TEXT = 60_000  # characters; no news story is as long, and none takes a second
_LONGEST_TITLE = 1_000

__all__ = ["CODER_VERSION", "LONGEST_TEXT", "CodedText", "Coder"]


class Coder:
    """Codes texts with a codebook and a spaCy language model; without a model (None) only the shallow way runs.

    `grammar` names the state of the code, which a release number alone does not while it is worked on.
    """

    def __init__(self, codebook: Codebook, language_model: Language | None, *, grammar: str) -> None:
        self._tools = Tools.of(codebook, language_model)
        self._grammar = f"{CODER_VERSION}-{grammar}"

    @property
    def version(self) -> str:
        """Version of the grammar and of the language model: what a recode compares."""
        model = self._tools.model
        return f"{self._grammar}-shallow" if model is None else f"{self._grammar}-{model.meta['version']}"

    def code(
        self, text: str, *, title: str | None = None, published_on: date | None = None, fetched_on: date | None = None
    ) -> CodedText:
        """Events that the text asserts, up to its character `LONGEST_TEXT`.

        Args:
            text: the story as it is; spans count its characters, it is neither trimmed nor normalised.
            title: only helps to know names and to recognise the headline.
            published_on: what relative dates are resolved against; None leaves them open.
            fetched_on: tells background from news where `published_on` is None.
        """
        story = without_surrogates(text[: _readable(text)])
        headline = without_surrogates((title or "")[:_LONGEST_TITLE])
        coded = Reading(self._tools, story, headline, Moment(published_on, fetched_on)).read()
        return replace(coded, n_unread=len(text) - len(story))


def _readable(text: str) -> int:
    """How many characters of a text are read: all, or as many whole words as keep within the limit."""
    if len(text) <= LONGEST_TEXT:
        return len(text)
    return max(text.rfind(" ", 0, LONGEST_TEXT), text.rfind("\n", 0, LONGEST_TEXT)) + 1 or LONGEST_TEXT
