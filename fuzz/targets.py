"""The targets by name, the corpus of each, and the inputs that once broke one."""

import csv
import importlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
CRASHERS = HERE / "crashers.csv"
NAMES = ("codebook_rows", "coding", "dates", "feeds", "figures", "pages", "seeds", "settings_files", "urls")
Target = Callable[[bytes], None]

_BIT = re.compile(rb"[A-Za-z0-9_.@:-]+|[^\sA-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Crasher:
    """An input that once broke a target, and what went wrong."""

    target: str
    data: bytes
    was: str


def target(name: str) -> Target:
    """The function that checks one input; it raises where a law is broken."""
    found: Target = importlib.import_module(f"fuzz.{name}").check
    return found


def corpus(name: str) -> list[bytes]:
    """The inputs from which a target's fuzzing begins."""
    return [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]


def bits(name: str) -> list[bytes]:
    """The words and marks of a target's corpus, each once, the longest last."""
    found = {bit for body in corpus(name) for bit in _BIT.findall(body) if len(bit) < 40}
    return sorted(found, key=lambda bit: (len(bit), bit))


def crashers() -> Iterator[Crasher]:
    """The rows of `crashers.csv`; inputs stand there as Python writes bytes, without the quotes."""
    with CRASHERS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            data = row["input"].encode("ascii").decode("unicode_escape").encode("latin-1")
            yield Crasher(row["target"], data, row["was"])


def written(data: bytes) -> str:
    """An input as it stands in `crashers.csv`."""
    return data.decode("latin-1").encode("unicode_escape").decode("ascii")
