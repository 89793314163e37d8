"""What an operator finds in Prefect's pages, in a real browser, without opening a log."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.prefect_pages import PrefectPages
from tests.prefect_server import Served

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("prefect")]


@pytest.fixture(scope="module")
def pages(served: Served) -> Iterator[PrefectPages]:
    """A browser on the pages of the served folder."""
    with chromium() as browser:
        yield PrefectPages(browser, served.url)


def test_a_run_lists_its_report_events_feeds_and_progress(pages: PrefectPages, scheduled_run):
    page = pages.run_artifacts(scheduled_run["id"])
    page.set_viewport_size({"width": 1400, "height": 1800})  # what lies below is drawn when it comes into sight
    for key in ("ingest-run", "newest-events", "feed-health", "progress-polling-feeds"):
        expect(page.get_by_text(key, exact=True).last).to_be_visible()


def test_the_report_says_how_inputs_ended_and_why(served: Served, pages: PrefectPages, scheduled_run):
    page = pages.artifact(served.artifacts(scheduled_run["id"])["ingest-run"], "How inputs ended")
    expect(page.get_by_role("heading", name="Rejected and failed, and why")).to_be_visible()
    expect(page.get_by_role("row", name="document 4 4 0 0 0 0")).to_be_visible()
    expect(page.get_by_role("heading", name="Slowest feeds")).to_be_visible()
    expect(page.get_by_text("Peru expelled two Bolivian diplomats on Friday").first).to_be_visible()


def test_newest_events_have_their_sentence_and_lead_to_the_page(served: Served, pages: PrefectPages, scheduled_run):
    page = pages.artifact(served.artifacts(scheduled_run["id"])["newest-events"], "PER > BOL")
    expect(page.get_by_text("visited Bolivia on Monday").first).to_be_visible()
    assert pages.links() & {served.news.url(f"/page/{number}") for number in (1, 2, 3)}  # all tell of one visit


def test_feed_health_names_the_feed_that_is_gone(served: Served, pages: PrefectPages, scheduled_run):
    pages.artifact(served.artifacts(scheduled_run["id"])["feed-health"], "Andes Wire 1")
    assert served.news.url("/gone") in pages.links()


def test_news_stays_text_and_nothing_is_asked_outside(served: Served, pages: PrefectPages, scheduled_run):
    pages.dashboard()
    artifacts = served.artifacts(scheduled_run["id"])
    for key, words in (("ingest-run", "How inputs ended"), ("newest-events", "sentence")):
        page = pages.artifact(artifacts[key], words)
        assert "javascript:" not in " ".join(pages.links())
        assert page.locator("img[src='x']").count() == 0
        assert "Andes" in page.inner_text("body")
    assert pages.asked_outside == set()
