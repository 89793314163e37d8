"""Pictures of a briefing for the documentation: `python -m tests.briefing_pictures FILE.html FOLDER`."""

import sys
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser import chromium


def take_pictures(file: Path, folder: Path) -> None:
    """The head of the page on a desk, light, and its timelines on a phone, dark."""
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        _take(browser, file, folder / "briefing.png", theme="light", size=(1000, 900), section="")
        _take(browser, file, folder / "briefing-phone.png", theme="dark", size=(380, 760), section="#timelines")


def _take(browser: Browser, file: Path, target: Path, *, theme: str, size: tuple[int, int], section: str) -> None:
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
    page = context.new_page()
    page.goto(file.resolve().as_uri() + section)
    page.screenshot(path=target)
    context.close()


if __name__ == "__main__":
    take_pictures(Path(sys.argv[1]), Path(sys.argv[2]))
