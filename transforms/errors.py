"""Every exception of ours. Identifiers are attributes; messages say what to do and carry no page text."""

from typing import Any, Self

SOME_FAILED = 4  # exit code of what went on to its end although too many of its inputs failed


class DyadwireError(Exception):
    """Base of all errors that Dyadwire raises on purpose. They travel out of worker processes whole."""

    exit_code = 1
    retryable = False

    def __reduce__(self) -> tuple[Any, ...]:
        # Pickle would call __init__ with the message where a subclass takes identifiers, and break the whole pool.
        return self._of_message, self.args, self.__dict__

    @classmethod
    def _of_message(cls, *message: object) -> Self:
        return cls.__new__(cls, *message)


class SettingsError(DyadwireError):
    """A setting, a feed list or a command-line value is unusable. Exit code 3."""

    exit_code = 3


class CodebookError(DyadwireError):
    """A row of the codebook is unusable; raised before the first fetch. Exit code 3.

    `line` is 0 where the table as a whole is meant. `folder` is where the table lies, empty where only its bytes are
    known.
    """

    exit_code = 3

    def __init__(self, table: str, line: int, problem: str, *, folder: str = "") -> None:
        self.table, self.line, self.problem, self.folder = table, line, problem, folder
        place = f"{folder}/{table}" if folder else table
        super().__init__(f"{place}, line {line}: {problem}" if line else f"{place}: {problem}")


class StorageError(DyadwireError):
    """The data folder cannot be used: full, read-only, locked, corrupt or too new. Exit code 5."""

    exit_code = 5


class QueryError(DyadwireError):
    """A SQL statement of the user is wrong. Exit code 2. `hint` says what to do; None where the message does."""

    exit_code = 2

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        self.hint = hint
        super().__init__(message)


class CheckError(DyadwireError):
    """The warehouse contradicts itself: a check found rows, so nothing was published. Exit code 1."""

    def __init__(self, check: str, n_rows: int, examples: str) -> None:
        self.check, self.n_rows, self.examples = check, n_rows, examples
        super().__init__(
            f"check {check} found {n_rows} bad row(s), so the published file stays as it was; first rows: {examples}"
        )


class ParseError(DyadwireError):
    """Bytes that are not what they claim to be. The input ends as rejected or failed, the run goes on."""


class NotAFeedError(ParseError):
    """No feed can be read from the body. `found` says what it is: `empty`, `web page`, `truncated` or `unknown`."""

    def __init__(self, url: str, found: str) -> None:
        self.url, self.found = url, found
        super().__init__(f"{url} is not a feed ({found}); check the address with `dyadwire feeds check`")


class FetchError(DyadwireError):
    """A document could not be fetched."""

    def __init__(self, url: str, problem: str, *, status: int | None = None, retryable: bool = False) -> None:
        self.url, self.problem, self.status, self.retryable = url, problem, status, retryable
        super().__init__(f"{url}: {problem}")
