"""Builds docs/codebook.md from its template and the codebook: python -m flows.codebook_page"""

from pathlib import Path

from flows.codebook_files import read_codebook_files
from flows.settings import ROOT
from transforms.codebook_tables import fill_page

FOLDER = ROOT / "seeds" / "codebook"
TEMPLATE = ROOT / "flows" / "codebook_page.in.md"
PAGE = ROOT / "docs" / "codebook.md"


def build_page(folder: Path = FOLDER, template: Path = TEMPLATE) -> str:
    """The page as Markdown.

    Raises:
        SettingsError, CodebookError: the codebook cannot be read, or a row of it is unusable.
    """
    return fill_page(template.read_text(encoding="utf-8"), read_codebook_files(folder))


if __name__ == "__main__":
    PAGE.write_text(build_page(), encoding="utf-8")
