"""`dyadwire code`: texts as JSON lines in, events as JSON lines out, in the order of the texts."""

import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from flows.coder_recipe import CODER_MODULES, CoderRecipe, read_recipe
from flows.commands.text_lines import InputError, TextLine, TextLines
from flows.console import progress, say
from flows.plurals import count
from flows.process_pool import map_in_workers
from flows.progress import Progress, unseen
from flows.settings import Settings
from flows.worker_process import Job
from transforms.errors import SOME_FAILED, StorageError

if TYPE_CHECKING:
    from transforms.coder.coder import Coder

STANDARD = "-"
UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class CodedLine:
    """The rows of one text as they are written.

    `problem` is a sentence where it could not be coded, `note` one where its rest was not read.
    """

    rows: bytes
    n_rows: int
    problem: str | None = None
    note: str | None = None


@dataclass(slots=True)
class CodeReport:
    """Counts of one `dyadwire code`; failed texts are among `n_texts`."""

    n_texts: int = 0
    n_rows: int = 0
    n_failed: int = 0

    def add(self, coded: CodedLine) -> None:
        """Counts a text."""
        self.n_texts += 1
        self.n_rows += coded.n_rows
        self.n_failed += coded.problem is not None


def code_and_report(source: str, target: str, settings: Settings) -> int:
    """The exit code of `dyadwire code`."""
    with progress() as display:
        report = code_file(source, target, read_recipe(settings), workers=settings.workers, progress=display.bar)
    say(f"{count(report.n_texts, 'text')}, {count(report.n_rows, 'row')}, {report.n_failed:,} failed")
    return SOME_FAILED if report.n_failed else 0


def code_file(
    source: str, target: str, recipe: CoderRecipe, *, workers: int, progress: Progress = unseen
) -> CodeReport:
    """Codes the texts of `source` into `target`; `-` is standard input or output.

    A target file appears when it is whole. A text that the coder cannot cope with is reported on standard error and
    left out.

    Raises:
        InputError: the source cannot be read, is the target too, or a line of it is bad; all lines before that line
            are coded.
        StorageError: the target cannot be written.
    """
    report = CodeReport()
    _refuse_to_overwrite(source, target)
    with _opened(source) as lines, _written(target) as output:
        texts = TextLines(lines, "standard input" if source == STANDARD else source, report=_complain)
        job = Job(_code_line, _failed)
        for coded in map_in_workers(job, texts, recipe, workers=workers, modules=CODER_MODULES):
            report.add(coded)
            progress("coding texts", report.n_texts, None)
            if complaint := coded.problem or coded.note:
                _complain(complaint)
            with _storage_errors(target):
                output.write(coded.rows)
        if texts.problem:
            raise texts.problem
    return report


def _code_line(coder: "Coder", line: TextLine) -> CodedLine:
    from transforms.coder.rows import event_rows  # noqa: PLC0415 brings spaCy

    today = datetime.now(UTC).date()  # tells background from news where the text has no publication date
    coded = coder.code(line.text, title=line.title, published_on=line.published_on, fetched_on=today)
    rows = [_json_line(row) for row in event_rows(line.id, coded)]
    return CodedLine(b"".join(rows), len(rows), note=_note(line, coded.n_unread))


def _note(line: TextLine, n_unread: int) -> str | None:
    read = f"only its first {len(line.text) - n_unread:,} characters are coded"
    return f"line {line.number}, id {line.id!r}: {read}; split it" if n_unread else None


def _json_line(row: dict[str, Any]) -> bytes:
    try:
        return json.dumps(row, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can escape but UTF-8 cannot hold
        return json.dumps(row).encode() + b"\n"


def _failed(line: TextLine, what: str) -> CodedLine:
    return CodedLine(b"", 0, f"line {line.number}, id {line.id!r}, is not coded: {what}")


def _complain(problem: str) -> None:
    say(f"dyadwire: {problem}")


def _refuse_to_overwrite(source: str, target: str) -> None:
    """Raises InputError where both are one file, also through links or as standard input or output."""
    given = _status(source, 0)
    written = [_status(target, 1)] + ([] if target == STANDARD else [_status(f"{target}{UNFINISHED}", 1)])
    if given and stat.S_ISREG(given.st_mode) and any(file and os.path.samestat(given, file) for file in written):
        raise InputError("INPUT would be overwritten, as OUTPUT is the same file; give OUTPUT another name")


def _status(name: str, descriptor: int) -> os.stat_result | None:
    with suppress(OSError):  # a file that is not there is the business of those who open it
        return os.fstat(descriptor) if name == STANDARD else Path(name).stat()
    return None


@contextmanager
def _opened(source: str) -> Iterator[IO[bytes]]:
    if source == STANDARD:
        yield sys.stdin.buffer
        return
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(Path(source).open("rb"))
        except OSError as problem:
            raise InputError(f"{source} cannot be read: {problem.strerror}") from None
        yield stream


@contextmanager
def _written(target: str) -> Iterator[IO[bytes]]:
    """The target. A file is written beside its place and moved there at the end: no half one is taken for whole."""
    if target == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    is_device = path.exists() and not path.is_file()
    unfinished = path if is_device else path.with_name(f"{path.name}{UNFINISHED}")
    with _storage_errors(target):
        stream = unfinished.open("wb")
    try:
        yield stream
        with _storage_errors(target):
            stream.flush()
            if not is_device:
                unfinished.replace(path)
    finally:
        with suppress(OSError):  # what could not be flushed was reported above
            stream.close()
        if not is_device:
            unfinished.unlink(missing_ok=True)


@contextmanager
def _storage_errors(target: str) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        if target == STANDARD:
            raise
        raise StorageError(f"{target} cannot be written: {problem.strerror}") from None
