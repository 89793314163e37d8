"""Codes the texts of reference sets as `dyadwire code` does: each exactly as it is, as one story."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from flows.coder_recipe import CODER_MODULES, CoderRecipe
from flows.evaluation.reference_sets import ReferenceText
from flows.process_pool import map_in_workers
from flows.worker_process import Job
from transforms.evaluation.events import CodedEvent, of_mention

if TYPE_CHECKING:
    from transforms.coder.coder import Coder

# undated texts count as read on this day, so that what is background does not change with the calendar
FETCHED_ON = date(2026, 11, 22)

Coded = tuple[tuple[CodedEvent, ...], str | None]


def code_texts(texts: Sequence[ReferenceText], recipe: CoderRecipe, *, workers: int) -> list[Coded]:
    """The events of each text, in order, with a sentence that says why where it could not be coded."""
    return list(map_in_workers(Job(_code, _failed), texts, recipe, workers=workers, modules=CODER_MODULES))


def _code(coder: "Coder", text: ReferenceText) -> Coded:
    coded = coder.code(text.text, title=text.title, published_on=text.published_on, fetched_on=FETCHED_ON)
    return tuple(of_mention(text.id, mention) for mention in coded.mentions), None


def _failed(text: ReferenceText, what: str) -> Coded:
    return (), f"{text.id} is not coded: {what}"
