"""Runs the installed `dyadwire` as cron would: no home, no locale, no terminal, another folder."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("dyadwire")


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that ended."""

    exit_code: int
    out: str
    err: str


Dyadwire = Callable[..., Ended]


def run_dyadwire(
    *arguments: str | Path, cwd: Path, stdin: bytes = b"", environment: Mapping[str, str] | None = None
) -> Ended:
    """`dyadwire ARGUMENTS` in `cwd`; `environment` is all that it has."""
    done = subprocess.run(
        [PROGRAM, *arguments],
        input=stdin,
        env=environment or {},
        cwd=cwd,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@pytest.fixture
def dyadwire(tmp_path: Path) -> Dyadwire:
    """Runs `dyadwire ARGUMENTS` in an empty folder without any environment."""
    return partial(run_dyadwire, cwd=tmp_path)
