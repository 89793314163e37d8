"""The commands and queries of the documentation, run as written: `python -m tests.doc_sessions` writes what they print.

A page is a session in an empty folder with the bundled documents ingested in `data/`: each block marked `sh` is run by
bash, with `dyadwire` on the path, and its output must be the block marked `text` that stands right below it, if one
does. There a line `...` stands for any number of lines; run ids, times, versions and line numbers may differ. Blocks
marked `sql` are asked of the published file, and where their output is shown it is that of `dyadwire sql`. Blocks with
other marks (`text`, `console`, `toml`) are only read.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.command import PROGRAM, run_dyadwire

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
_VARIES = re.compile(  # run ids, times, offsets, versions, lines of the codebook
    r"\d{8}T\d{6}Z-[0-9a-f]{6}|(?<= in )[\d.]+(?= s$)|\d{4}-\d\d-\d\d \d\d:\d\d(?= UTC)|(?<=at byte )[\d,]+"
    r"|(?<=\.warc\.gz )\d+|(?<=coder )\d\S+|(?<=codebook )[0-9a-f]{12}|(?<=, line )\d+|(?<=\()\d+(?= kB\))",
    re.MULTILINE,
)
# Each process loads the language model anew, which takes longest; these pages print the same without it.
SAME_WHEN_SHALLOW = {"add-a-leader.md", "backfill.md"}
_END = "-- end of block --"
_BLOCK = re.compile(r"^( *)```(sh|sql)\n(.*?)^\1```\n(?:\n\1```text\n(.*?)^\1```\n)?", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A block that is run; `shown` is the output that the page shows, None where it shows none."""

    language: str
    code: str
    shown: str | None
    place: tuple[int, int]  # of the shown output in the page


def pages() -> list[Path]:
    """The pages with something to run; decisions tell of the past and are left alone."""
    found = [ROOT / "README.md", ROOT / "warehouse" / "README.md", *sorted(DOCS.rglob("*.md"))]
    return [path for path in found if path.parent.name != "adr" and any(blocks(path.read_text("utf-8"), path))]


def blocks(page: str, path: Path) -> Iterator[Block]:
    """What is run of a page. Of the README only what shows its output: the rest builds, tests, or asks the network."""
    for found in _BLOCK.finditer(page):
        indent, language, code, shown = found.groups()
        if shown is None and path.name == "README.md" and language == "sh":
            continue
        place = found.span(4) if shown is not None else (0, 0)
        yield Block(language, _dedented(code, indent), None if shown is None else _dedented(shown, indent), place)


def make_session(folder: Path, published: Path, path: Path) -> dict[str, str]:
    """Prepares an empty folder for the page of this path, and gives the environment of its commands."""
    shutil.copytree(published, folder / "data")
    (folder / ".venv").symlink_to(PROGRAM.parent.parent)
    (folder / "seeds").symlink_to(ROOT / "seeds")
    environment = {"PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    quick = {"DYADWIRE_WORKERS": "0"} | ({"DYADWIRE_CODER": "shallow"} if path.name in SAME_WHEN_SHALLOW else {})
    return environment | quick | {"DYADWIRE_DATA": str(folder / "data")}


def run(of_page: list[Block], folder: Path, environment: dict[str, str]) -> list[str]:
    """What each block prints; those marked `sh` share one shell. Raises AssertionError where one fails."""
    with duckdb.connect(folder / "data" / "dyadwire.duckdb", read_only=True) as connection:
        for block in of_page:
            if block.language == "sql":
                connection.execute(block.code)
    script = [f"{_command(block)}\nprintf -- '{_END}'\n" for block in of_page]
    shell = ["bash", "-e", "-o", "pipefail", "-c", "".join(script)]
    done = subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300)
    printed = done.stdout.split(_END)
    assert done.returncode == 0, f"{of_page[len(printed) - 1].code}exit code {done.returncode}\n{done.stderr}"
    return [_of_everybody(output, folder) for output in printed[:-1]]


def _command(block: Block) -> str:
    if block.language == "sh":
        return block.code
    return "" if block.shown is None else f"dyadwire sql {shlex.quote(block.code)}"


def is_shown(printed: str, shown: str) -> bool:
    """Whether the page shows what was printed."""
    lines = [r"(?:.*\n)*?" if line == "..." else re.escape(f"{line}\n") for line in _masked(shown).splitlines()]
    return re.fullmatch("".join(lines), _masked(printed)) is not None


def ingest_bundled(folder: Path) -> Path:
    """The bundled documents, ingested; the data folder."""
    ended = run_dyadwire("ingest", "--no-feeds", "--workers", "0", "--data", folder / "data", cwd=folder)
    assert ended.exit_code == 0, ended.err
    return folder / "data"


def _of_everybody(printed: str, folder: Path) -> str:
    """The output without blanks at line ends, as somebody would see it whose checkout is at home."""
    shown = printed.replace(str(folder), "/home/you").replace(str(ROOT), "/home/you/dyadwire")
    return "".join(f"{line.rstrip()}\n" for line in shown.splitlines())


def _masked(text: str) -> str:
    return _VARIES.sub("_", text)


def _dedented(text: str, indent: str) -> str:
    return "".join(line.removeprefix(indent) for line in text.splitlines(keepends=True))


def _bless(path: Path, published: Path) -> None:
    """Writes what the commands print now where the page shows something else, but for outputs that leave lines out."""
    page = path.read_text("utf-8")
    of_page = list(blocks(page, path))
    with tempfile.TemporaryDirectory() as name:
        printed = run(of_page, Path(name), make_session(Path(name), published, path))
    for block, output in reversed(list(zip(of_page, printed, strict=True))):
        if block.shown is not None and not is_shown(output, block.shown):
            print(f"{path.relative_to(ROOT)}: {block.code.strip()}")
            if "..." in block.shown.splitlines():
                print(f"  leaves lines out, so it is left to you; it prints\n{output}")
            else:
                page = page[: block.place[0]] + output + page[block.place[1] :]
    path.write_text(page, "utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        data = ingest_bundled(Path(made))
        named = {Path(name).resolve() for name in sys.argv[1:]}
        for one in pages():
            if not named or one in named:
                try:
                    _bless(one, data)
                except AssertionError as problem:
                    print(f"{one.relative_to(ROOT)} is left as it was: {problem}")
