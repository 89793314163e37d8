"""Any bytes as a file in a folder of documents, with or without `dates.csv`: each file ends once."""

import tempfile
from functools import lru_cache
from pathlib import Path

from flows.seed_files import read_seed_folder
from fuzz.laws import FETCHED_AT, endings_of
from fuzz.options import Options
from transforms.errors import SettingsError
from transforms.records import Document

ENDINGS = ("md", "txt", "html", "xml", "md.gz", "xhtml", "TXT", "doc")
BORDER = b"\n%%%\n"  # what stands above it is `dates.csv`


def check(data: bytes) -> None:
    """One octet chooses the file's ending; the rest is the file, and before a border the sidecar of dates."""
    options = Options(data)
    name = f"a.{options.one_of(ENDINGS)}"
    above, border, below = options.rest.partition(BORDER)
    written = {name: below, "dates.csv": above} if border else {name: above}
    folder = _folder()
    for path in folder.iterdir():
        path.unlink()
    for file, body in written.items():
        (folder / file).write_bytes(body)
    try:
        (found,) = read_seed_folder(folder, published_on=None, fetched_at=FETCHED_AT)
    except SettingsError:
        assert border, "without a sidecar nothing in the folder raises"
        return
    if isinstance(found, Document):
        endings_of(found)
    else:
        assert found.detail


@lru_cache(maxsize=1)
def _folder() -> Path:
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="fuzz-seeds-", dir=memory if memory.is_dir() else None))
