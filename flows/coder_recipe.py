"""What a coder is built from: small enough to travel to a worker process, where the coder itself is built once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.codebook_files import read_codebook_files
from flows.language_model import load_language_model
from flows.settings import CoderWay, Settings
from transforms.coder.codebook import read_codebook

if TYPE_CHECKING:
    from transforms.coder.coder import Coder


CODER_MODULES = ("spacy.lang.en", "transforms.coder.coder", "transforms.coder.rows")


@dataclass(frozen=True, slots=True)
class CoderRecipe:
    """The codebook as bytes, so that every worker has the same even if a file changes meanwhile, and the way."""

    codebook_files: Mapping[str, bytes]
    way: CoderWay

    def build(self) -> "Coder":
        """A coder: about two seconds for the full way. Raises CodebookError or SettingsError."""
        from transforms.coder.coder import Coder  # noqa: PLC0415 brings spaCy: most runs have nothing to code

        return Coder(read_codebook(self.codebook_files), load_language_model() if self.way is CoderWay.FULL else None)


def read_recipe(settings: Settings) -> CoderRecipe:
    """The recipe that the settings ask for. Raises SettingsError; the tables are not checked yet."""
    return CoderRecipe(read_codebook_files(settings.codebook_folder), settings.coder)
