"""What a coder is built from: small enough to travel to a worker process, where the coder itself is built once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import transforms.coder
from flows.codebook_files import read_codebook_files
from flows.language_model import load_language_model
from flows.settings import CoderWay, Settings
from transforms.coder.codebook import Codebook, read_codebook
from transforms.errors import CodebookError

if TYPE_CHECKING:
    from transforms.coder.coder import Coder


CODER_MODULES = ("spacy.lang.en", "transforms.coder.coder", "transforms.coder.rows")


@dataclass(frozen=True, slots=True)
class CoderRecipe:
    """The codebook as bytes, so that every worker has the same even if a file changes meanwhile, and the way.

    `codebook_folder` is where the bytes came from, for messages.
    """

    codebook_files: Mapping[str, bytes]
    codebook_folder: Path
    way: CoderWay

    def build(self) -> "Coder":
        """A coder: about two seconds for the full way. Raises CodebookError or SettingsError."""
        from transforms.coder.coder import Coder  # noqa: PLC0415 brings spaCy: most runs have nothing to code

        model = load_language_model() if self.way is CoderWay.FULL else None
        return Coder(self.codebook(), model, grammar=grammar_digest(Path(transforms.coder.__file__).parent))

    def codebook(self) -> Codebook:
        """The codebook, its rows checked: a second's work, done once in a process. Raises CodebookError."""
        try:
            return _codebook(tuple(self.codebook_files.items()))
        except CodebookError as problem:
            folder = str(self.codebook_folder)
            raise CodebookError(problem.table, problem.line, problem.problem, folder=folder) from problem


@lru_cache(maxsize=1)
def _codebook(files: tuple[tuple[str, bytes], ...]) -> Codebook:
    return read_codebook(dict(files))


@lru_cache(maxsize=1)
def grammar_digest(folder: Path) -> str:
    """Eight hex digits of the coder's source: other code is another version, whether or not somebody raised one."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.py")):
        source = file.read_bytes()
        digest.update(f"{file.relative_to(folder).as_posix()} {len(source)}\n".encode() + source)
    return digest.hexdigest()[:8]


def read_recipe(settings: Settings) -> CoderRecipe:
    """The recipe that the settings ask for. Raises SettingsError; the tables are not checked yet."""
    folder = settings.codebook_folder
    return CoderRecipe(read_codebook_files(folder), folder, settings.coder)
