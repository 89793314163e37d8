"""Stored stories coded again, in worker processes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import tee
from typing import TYPE_CHECKING, Protocol

from flows.coder_recipe import CODER_MODULES, CoderRecipe
from flows.process_pool import map_in_workers
from flows.worker_process import DEFAULT_LIMITS, Job, Limits
from flows.workers import read_story
from transforms.records import CodedStory, EventMention, Figure, Story
from warehouse.recode_spool import Recoded

if TYPE_CHECKING:
    from transforms.coder.coder import Coder


@dataclass(frozen=True, slots=True)
class Coding:
    """What a coder found in a story; or the problem, and then nothing else."""

    mentions: tuple[EventMention, ...] = ()
    loose_figures: tuple[Figure, ...] = ()
    coder_version: str | None = None
    problem: str | None = None


class StoryCoder(Protocol):
    """Codes stories; `code_stories` does it on this machine."""

    def __call__(
        self, stories: Iterable[Story], recipe: CoderRecipe, *, workers: int, limits: Limits = DEFAULT_LIMITS
    ) -> Iterator[Recoded]:
        """Each story as it is coded now, in their order; they are taken in as results are taken out."""


def code_stories(
    stories: Iterable[Story], recipe: CoderRecipe, *, workers: int, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Recoded]:
    """Each story as it is coded now, in their order, in worker processes.

    Raises:
        CodebookError, SettingsError: the coder cannot be built.
    """
    sent, kept = tee(stories)  # texts need not travel back
    codings = map_in_workers(STORY_CODING, sent, recipe, workers=workers, modules=CODER_MODULES, limits=limits)
    for coding, story in zip(codings, kept, strict=False):
        yield as_recoded(story, coding)


def as_recoded(story: Story, coding: Coding) -> Recoded:
    """A story with what a coder found in it."""
    return Recoded(CodedStory(story, coding.mentions, coding.loose_figures), coding.problem)


def _code(coder: "Coder", story: Story) -> Coding:
    coded = read_story(coder, story)
    return Coding(coded.mentions, coded.loose_figures, coder.version)


def _failed(_story: Story, what: str) -> Coding:
    return Coding(problem=what)


STORY_CODING = Job(_code, _failed)
