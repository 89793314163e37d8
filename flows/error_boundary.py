"""Where errors of ours become one message and an exit code; faults of ours keep their traceback."""

import errno
import os
import sys
from contextlib import suppress
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from flows.interrupts import was_pressed, watch
from flows.terminal_text import safe
from transforms.errors import DyadwireError, StorageError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EIO}
INTERRUPTED = 130
READER_GONE = 141  # what a shell reports for a program that SIGPIPE ended


class CommandGroup(TyperGroup):
    """The commands of `dyadwire`, with the boundary around each of them."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command that was asked for."""
        _prepare_streams()
        watch()
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except DyadwireError as problem:
            print(f"dyadwire: {safe(str(problem))}", file=sys.stderr)
            raise typer.Exit(problem.exit_code) from problem
        except KeyboardInterrupt:
            _leave(INTERRUPTED)
        except ImportError:
            if was_pressed():  # a library in C makes an ImportError of what interrupts its start
                _leave(INTERRUPTED)
            raise
        except BrokenPipeError:  # `dyadwire sql ... | head` is no error worth a message
            _close_output()
            raise typer.Exit(READER_GONE) from None
        except OSError as problem:
            if problem.errno not in _FULL or problem.filename is not None:
                raise
            _close_output()
            print(f"dyadwire: standard output cannot be written: {problem.strerror}", file=sys.stderr)
            raise typer.Exit(StorageError.exit_code) from problem
        return result


def _leave(exit_code: int) -> NoReturn:
    """Ends the process. The interpreter's own end would wait for chunks that workers are at, minutes perhaps.

    All that is to be done at an interruption is done when it comes here; workers end with their parent.
    """
    with suppress(OSError, ValueError):  # a stream that is gone or closed
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(exit_code)


def _close_output() -> None:
    """What is still buffered goes nowhere, so that the interpreter's end does not complain once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _prepare_streams() -> None:
    """Any character can be printed, whatever the locale; a closed stream swallows what is written to it."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 open to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
