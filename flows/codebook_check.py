"""Checks the codebook before a run begins, in a process of its own: read here, its rows would stay, 70 MB of them."""

from dataclasses import dataclass
from typing import Final

from flows.coder_recipe import CoderRecipe
from flows.process_pool import WorkerPool
from flows.worker_process import Job


def check_codebook(recipe: CoderRecipe, *, workers: int) -> None:
    """Returns where every row can be used. With `workers=0` they are read here, where they are to be coded with.

    Raises:
        CodebookError: a row is unusable.
        WorkerError: no process can be started.
    """
    if workers == 0:
        recipe.codebook()
        return
    with WorkerPool(_CHECK, _Check(recipe), workers=1, method="spawn") as pool:
        list(pool.map(["codebook"]))


@dataclass(frozen=True, slots=True)
class _Check:
    """What the process is built with: to build it is the check."""

    recipe: CoderRecipe

    def build(self) -> bool:
        """True, or raises CodebookError."""
        self.recipe.codebook()
        return True


def _nothing(_: object, __: object) -> None:
    """What is left to do once the rows were read."""


_CHECK: Final[Job[bool, str, None]] = Job(_nothing, _nothing)
