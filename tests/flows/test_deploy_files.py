"""The files of deploy/ have the form that systemd, cron and container engines want, and name what there is."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import PROGRAM, run_dyadwire

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
INSTALLED = "/opt/dyadwire/.venv/bin/dyadwire"
CRON = re.compile(r"(?:(?:\*|\*/\d+|\d+)\s+){5}(/\S+) (\w+)(.*)")


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path):
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("needs systemd-analyze")
    unit = tmp_path / "dyadwire.service"
    unit.write_text((DEPLOY / "dyadwire.service").read_text("utf-8").replace(INSTALLED, str(PROGRAM)), "utf-8")
    done = subprocess.run([program, "verify", unit], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_unit_gives_the_service_no_more_than_it_needs():
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("needs systemd-analyze")
    command = [program, "security", "--offline=true", "--threshold=20", DEPLOY / "dyadwire.service"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "unrecognized option" in done.stderr:
        pytest.skip("needs systemd 250 or later")
    assert done.returncode == 0, done.stdout + done.stderr


def test_hadolint_finds_nothing_wrong_with_the_container_file():
    program = Path(sys.executable).with_name("hadolint")
    if not program.exists():
        pytest.skip("hadolint is packaged for Linux on x86-64 only")
    done = subprocess.run([program, DEPLOY / "Containerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_what_the_container_file_copies_is_not_ignored():
    kept = {line[1:] for line in (DEPLOY / "Containerfile.dockerignore").read_text().splitlines() if line[:1] == "!"}
    assert all((DEPLOY.parent / name).exists() for name in kept)
    copied = re.findall(r"^COPY (.*) \./$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)
    assert set(copied[0].split()) <= kept


LINES = [
    line for line in (DEPLOY / "crontab").read_text().splitlines() if line[:1] not in {"#", ""} and "=" not in line[:20]
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_crontab_is_one_and_its_command_is_known(line, tmp_path):
    found = CRON.fullmatch(line)
    assert found, line
    program, verb, options = found.groups()
    assert program == INSTALLED
    help_text = run_dyadwire(verb, "--help", cwd=tmp_path).out
    assert all(option in help_text for option in re.findall(r"--[a-z-]+", options))
    assert "%" not in line  # cron makes line ends of them
