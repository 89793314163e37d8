"""Prefect's pages in a real browser: what the tests look at, and the pictures of the documentation.

`python -m tests.prefect_pages http://127.0.0.1:4200 docs/images` takes pictures of the newest ingest run of a server.
"""

import json
import re
import sys
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.browser import chromium

SIZE = {"width": 1400, "height": 900}
PATIENCE = 30_000  # milliseconds; the pages fetch what they show
expect.set_options(timeout=PATIENCE)


class PrefectPages:
    """The pages of one server. `asked_outside` are addresses of other hosts that they asked for; none gets out."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.url, self.asked_outside = url, set[str]()
        self.page: Page = browser.new_page(viewport=SIZE)
        self.page.set_default_timeout(PATIENCE)
        self.page.route(re.compile("^https?://"), self._guard)

    def dashboard(self) -> Page:
        """What an operator sees first."""
        self.page.goto(self.url)
        expect(self.page.get_by_text("Flow Runs", exact=True).first).to_be_visible()
        return self.page

    def run_artifacts(self, run_id: str) -> Page:
        """The page of a run with its artifacts listed."""
        self.page.goto(f"{self.url}/runs/flow-run/{run_id}")
        self.page.get_by_text("Artifacts", exact=True).last.click()
        expect(self.page.get_by_text("newest-events", exact=True).last).to_be_visible()
        return self.page

    def artifact(self, artifact: dict[str, Any], words: str) -> Page:
        """The page of an artifact, as soon as it shows these words."""
        self.page.goto(f"{self.url}/artifacts/artifact/{artifact['id']}")
        expect(self.page.get_by_text(words).first).to_be_visible()
        return self.page

    def links(self) -> set[str]:
        """Where the links of the page lead."""
        return set(self.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"))

    def _guard(self, route: Route, request: Request) -> None:
        if request.url.startswith(self.url):
            route.continue_()
        else:
            self.asked_outside.add(request.url)
            route.abort()


def take_pictures(url: str, folder: Path) -> None:
    """Pictures of the newest complete ingest run, for the documentation."""
    folder.mkdir(parents=True, exist_ok=True)
    complete = {"state": {"type": {"any_": ["COMPLETED"]}}}
    found = _ask(
        url, "flow_runs/filter", flow_runs=complete, flows={"name": {"any_": ["ingest"]}}, sort="END_TIME_DESC"
    )
    run = found[0]["id"]
    artifacts = {one["key"]: one for one in _ask(url, "artifacts/filter", artifacts={"flow_run_id": {"any_": [run]}})}
    with chromium() as browser:
        pages = PrefectPages(browser, url)
        for name, show in {
            "prefect-run": lambda: pages.run_artifacts(run),
            "prefect-report": lambda: pages.artifact(artifacts["ingest-run"], "How inputs ended"),
            "prefect-events": lambda: pages.artifact(artifacts["newest-events"], "sentence"),
            "prefect-feeds": lambda: pages.artifact(artifacts["feed-health"], "alert"),
        }.items():
            page = show()
            page.wait_for_timeout(1500)  # what moves has come to rest
            page.screenshot(path=folder / f"{name}.png")


def _ask(url: str, path: str, **body: Any) -> Any:
    request = urllib.request.Request(
        f"{url}/api/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


if __name__ == "__main__":
    take_pictures(sys.argv[1].rstrip("/"), Path(sys.argv[2]))
