"""The briefing as a person meets it: in a real browser, light and dark, on a phone, on paper, without a mouse."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from flows.briefing.page import page
from flows.codebook_files import country_names
from tests.browser import chromium
from tests.made_days import DAY
from warehouse.briefing import ask_about

ROOT = Path(__file__).resolve().parents[2]
PHONE, DESK = 360, 1200
# Of each element that holds text itself: its words, and how far its colour stands out from what lies behind it.
CONTRASTS = """
() => {
  const luminance = (colour) => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).slice(0, 3).map((one) => {
      const part = one / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (!colour.startsWith("rgba(0, 0, 0, 0")) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const own = (element) => [...element.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
  return [...document.querySelectorAll("body *")].filter(own).map((element) => {
    const style = getComputedStyle(element);
    const colours = [element.closest("svg") ? style.fill : style.color, behind(element)].map(luminance);
    return [element.textContent.slice(0, 40), (Math.max(...colours) + 0.05) / (Math.min(...colours) + 0.05)];
  });
}
"""


@pytest.fixture(scope="module")
def file(made_warehouse, tmp_path_factory) -> Path:
    written = tmp_path_factory.mktemp("briefing") / "day.html"
    names = country_names(ROOT / "seeds" / "codebook")
    at = datetime(2025, 4, 9, tzinfo=UTC)
    written.write_text(page(DAY, ask_about(made_warehouse, DAY), names, written_at=at, version="1"))
    return written


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def opened(browser: Browser, file: Path, *, theme: str = "light", width: int = DESK, media: str = "screen") -> Page:
    """The page as shown; what it asked of the network and what it complained of is in `asked` and `said`."""
    shown = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=theme).new_page()
    shown.emulate_media(media=media, color_scheme=theme)
    shown.asked, shown.said = [], []
    shown.on("request", lambda request: shown.asked.append(request.url))
    shown.on("console", lambda message: shown.said.append(message.text))
    shown.on("pageerror", lambda problem: shown.said.append(str(problem)))
    shown.goto(file.as_uri())
    return shown


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_it_fits_asks_nothing_and_runs_nothing(browser, file, theme, width):
    shown = opened(browser, file, theme=theme, width=width)
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.asked == [file.as_uri()]
    assert shown.said == []
    assert shown.evaluate("window.harmed") is None


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_word_stands_out_from_what_lies_behind_it(browser, file, theme):
    shown = opened(browser, file, theme=theme)
    shown.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    contrasts = shown.evaluate(CONTRASTS)
    assert len(contrasts) > 500
    assert [(words, contrast) for words, contrast in contrasts if contrast < 4.5] == []


def test_the_themes_are_different(browser, file):
    colours = {
        theme: opened(browser, file, theme=theme).evaluate(
            "[getComputedStyle(document.documentElement).backgroundColor,"
            " getComputedStyle(document.querySelector('figure svg path[fill^=\"var(--material\"]')).fill]"
        )
        for theme in ("light", "dark")
    }
    assert colours["light"][0] == "rgb(255, 255, 255)"
    assert set(colours["light"]).isdisjoint(colours["dark"])


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_each_plot_is_drawn_and_can_be_read(browser, file, width):
    shown = opened(browser, file, width=width)
    plots = shown.locator("figure svg").all()
    assert len(plots) == 10, "the days, eight pairs and the network"
    for plot in plots:
        box = plot.bounding_box()
        assert 200 < box["width"] <= width
        drawn = plot.locator("path[fill^='var(--v'], path[fill^='var(--m'], line[stroke^='var(--c']").all()
        assert any((one.bounding_box() or {"height": 0})["height"] > 3 for one in drawn)
    heights = shown.evaluate(
        "[...document.querySelectorAll('figure svg text')].map((one) => one.getBoundingClientRect().height)"
    )
    assert min(heights) > 9


def test_without_a_mouse(browser, file):
    shown = opened(browser, file)
    shown.keyboard.press("Tab")
    assert shown.locator(":focus").inner_text() == "To the news"
    assert shown.locator(":focus").bounding_box()["x"] >= 0
    shown.keyboard.press("Enter")
    shown.wait_for_url("**#news")
    query = shown.locator("section[aria-labelledby=news] summary").last
    query.focus()
    shown.keyboard.press("Enter")
    assert "FROM mart.events" in shown.locator("section[aria-labelledby=news] pre").inner_text()


def test_it_can_be_heard(browser, file):
    shown = opened(browser, file)
    assert shown.locator("html").get_attribute("lang") == "en"
    assert shown.get_by_role("main").count() == 1
    assert shown.get_by_role("navigation", name="Sections").get_by_role("link").count() == 11
    levels = [int(one.evaluate("(one) => one.tagName[1]")) for one in shown.locator("h1, h2, h3").all()]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    images = shown.get_by_role("img").all()
    assert len(images) == 10
    assert all(one.get_attribute("aria-label") for one in images)
    for table in shown.locator("table").all():
        assert table.locator("caption").text_content()
        assert table.locator("th:not([scope])").count() == 0


def test_on_paper_it_is_black_on_white_with_its_addresses(browser, file):
    shown = opened(browser, file, theme="dark", width=794, media="print")
    assert shown.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert shown.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert not shown.get_by_role("navigation").is_visible()
    link = shown.locator(".from a").first
    assert link.evaluate("(one) => getComputedStyle(one, '::after').content") != "none"
    assert shown.pdf(format="A4").startswith(b"%PDF")
