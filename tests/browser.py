"""Debian's Chromium without a window, driven by Playwright. Where there is none, tests that need it are skipped."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = ("--no-sandbox", "--disable-gpu")  # containers run tests as root, for whom Chromium has no sandbox


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with a profile of its own, ended with the block."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()
