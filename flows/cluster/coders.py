"""Documents and stories coded on a Dask cluster, by one version of the coder."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import transforms.coder
from flows.cluster.dask_coding import ClusterError, DaskWorkers
from flows.coder_recipe import CODER_MODULES, CoderRecipe, grammar_digest
from flows.story_coding import STORY_CODING, as_recoded
from flows.worker_process import DEFAULT_LIMITS, Limits
from flows.workers import CODING, CODING_MODULES, DocumentResult
from transforms.records import Document, Story
from warehouse.recode_spool import Recoded

if TYPE_CHECKING:
    from transforms.coder.coder import Coder


@dataclass(frozen=True, slots=True)
class _SharedRecipe:
    """A recipe that workers keep apart from others by what is in it."""

    recipe: CoderRecipe

    def build(self) -> "Coder":
        return self.recipe.build()

    def digest(self) -> str:
        digest = hashlib.sha256(self.recipe.way.encode())
        for name, content in sorted(self.recipe.codebook_files.items()):
            digest.update(f"{name} {len(content)}\n".encode() + content)
        return digest.hexdigest()[:16]


class DaskCoder:
    """Codes documents on a cluster; call it as `flows.workers.code_documents`."""

    def __init__(self, workers: "DaskWorkers[Coder]") -> None:
        self._workers = workers
        self._version: str | None = None

    def __call__(
        self, documents: Iterable[Document], recipe: CoderRecipe, *, workers: int, limits: Limits = DEFAULT_LIMITS
    ) -> Iterator[DocumentResult]:
        """The result of each document, in input order; documents are taken in as results are taken out.

        `workers` counts those of one machine and is not heeded.

        Raises:
            ClusterError: the cluster is gone or has no workers, or these die or run another version of the coder.
            CodebookError, SettingsError: the coder cannot be built.
        """
        del workers
        shared = _SharedRecipe(recipe)
        for document, ending in self._workers.map(CODING, documents, shared, modules=CODING_MODULES, limits=limits):
            stories, rejections, version = ending
            if version is not None:
                self._require_same(version)
            yield DocumentResult(document, stories, rejections, version)

    def _require_same(self, version: str) -> None:
        """Returns where a worker's coder is that of all others, and its grammar the one that this machine has."""
        self._version = self._version or version
        if version != self._version:
            raise ClusterError(f"workers run different coders ({self._version}, {version}); install one version")
        grammar = grammar_digest(Path(transforms.coder.__file__).parent)
        if grammar not in version.split("-"):
            raise ClusterError(f"a worker's coder is {version}, this machine's grammar {grammar}; install one version")


class DaskStoryCoder:
    """Codes stored stories on a cluster; call it as `flows.story_coding.code_stories`."""

    def __init__(self, workers: "DaskWorkers[Coder]", coder_version: str) -> None:
        self._workers, self._version = workers, coder_version

    def __call__(
        self, stories: Iterable[Story], recipe: CoderRecipe, *, workers: int, limits: Limits = DEFAULT_LIMITS
    ) -> Iterator[Recoded]:
        """Each story as it is coded now, in their order. `workers` counts those of one machine and is not heeded.

        Raises:
            ClusterError: as with `DaskCoder`; this machine's coder is the one that counts.
        """
        del workers
        shared = _SharedRecipe(recipe)
        for story, coding in self._workers.map(STORY_CODING, stories, shared, modules=CODER_MODULES, limits=limits):
            if coding.coder_version not in {None, self._version}:
                raise ClusterError(
                    f"a worker's coder is {coding.coder_version}, this machine's {self._version}; install one version"
                )
            yield as_recoded(story, coding)
