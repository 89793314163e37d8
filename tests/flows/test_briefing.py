"""The briefing of a day: what it tells, that each statement has its evidence, and that nothing in it can do harm."""

import re
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from flows.briefing.page import page
from flows.codebook_files import country_names
from tests.made_days import DAY, HOSTILE_TITLE, HOSTILE_URL, publish_stories, told, with_figure
from transforms.records import Status
from warehouse.briefing import ask_about
from warehouse.queries import query

ROOT = Path(__file__).resolve().parents[2]
NAMES = country_names(ROOT / "seeds" / "codebook")
AT = datetime(2025, 4, 9, 6, 0, tzinfo=UTC)
VOID = {"meta", "link", "img", "br", "input", "source", "embed"}


class Read(HTMLParser):
    """A page as a browser takes it apart: the elements with their attributes, and the text of each section."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {"": ""}
        self.queries: dict[str, str] = {}
        self._section, self._is_query, self._open = "", False, []
        self.feed(source)
        self.close()
        assert self._open == [], "each element is closed"

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "section" and (name := dict(attrs).get("aria-labelledby")):
            self._section = name
            self.text[name] = ""
        self._is_query = self._is_query or tag == "pre"

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag
        self._is_query = self._is_query and tag != "pre"

    def handle_data(self, data):
        if self._is_query:
            self.queries[self._section] = self.queries.get(self._section, "") + data
        else:
            self.text[self._section] += data


@pytest.fixture
def published(made_warehouse) -> Path:
    return made_warehouse


def briefing_of(published: Path, day: date = DAY) -> str:
    return page(day, ask_about(published, day), NAMES, written_at=AT, version="1")


@pytest.fixture(scope="module")
def source(made_warehouse: Path) -> str:
    return briefing_of(made_warehouse)


@pytest.fixture(scope="module")
def read(source: str) -> Read:
    return Read(source)


def answer(published: Path, sql: str) -> list[tuple[object, ...]]:
    with query(published, sql) as found:
        return list(found.rows)


class TestWhatItTells:
    def test_its_first_sentence_counts_what_the_warehouse_holds(self, read, published):
        (events, acts) = answer(
            published,
            """
            SELECT count(*), count(*) FILTER (status = 'actual' AND quad_class > 2) FROM core.events
            WHERE first_reported_at::DATE = DATE '2025-04-08'
            """,
        )[0]
        assert f"{events} events first reported" in read.text[""]
        assert f"and {acts} of conflict, 1 plan" in read.text[""]

    @pytest.mark.parametrize(("section", "told_there"), [
        ("news", "Iraq → United States: COOPERATE"),
        ("news", "AGREE (planned: CONSULT/visit) verbal cooperation, future, 14 Apr 2025"),
        ("changed", "now also told by Harbour Post"),
        ("changed", "now denied"),
        ("withdrawn", "Chile → Bolivia: AID actual, seen 8 Apr 2025\n“Chile sent relief to Bolivia on that day.”"),
        ("moved", "More conflict than usual"),
        ("timelines", "Iran – United States IRN-USA"),
        ("network", "Syria – Turkey SYR-TUR"),
        ("figures", "Iraq – United States: $9.1 billion level, goods trade, 2024"),
        ("ahead", "Iraq held talks with Turkey on that day next week."),
        ("disputed", "1 for, 1 against"),
        ("disputed", "Denied\n“Peru sold grain to Chile on that day.”\nLagoon Daily, 8 Apr 2025"),
        ("one-source", "Iraq sold grain to the United States on that day, worth $9.1 billion a year."),
        ("sources", "Northern Courier"),
    ])  # fmt: skip
    def test_a_section_tells_what_happened(self, read, section, told_there):
        assert told_there in read.text[section]

    def test_what_an_edit_took_out_stands_nowhere_else(self, read):
        sections = {name for name, text in read.text.items() if "Chile sent relief" in text}
        assert sections == {"withdrawn"}

    def test_what_two_publishers_tell_does_not_rest_on_one_source(self, read):
        assert "Turkey shelled" not in read.text["one-source"]

    def test_what_happened_lately_stands_first_and_background_is_only_counted(self, tmp_path):
        old = told("old", "praised", "PER", "CHL", DAY, happened=date(2003, 3, 20))
        new = told("new", "praised", "CHL", "PER", DAY)
        background = told("background", "warned", "BOL", "PER", DAY, status=Status.HISTORICAL)
        read = Read(briefing_of(publish_stories(tmp_path, old, new, background)))
        assert read.text["news"].index("Chile → Peru") < read.text["news"].index("Peru → Chile")
        assert "Bolivia → Peru" not in read.text["news"]
        assert "Not listed: no events that may happen and 1 told as background." in read.text["news"]
        assert "3 events first reported, the first in four weeks" in read.text[""]
        assert (
            "2 acts of cooperation and none of conflict, no plans, no denials and 1 of what may happen" in read.text[""]
        )

    @pytest.mark.parametrize(("measure", "is_compared"), [("grain", True), (None, False)])
    def test_only_figures_of_one_measure_are_compared(self, tmp_path, measure, is_compared):
        stories = [
            with_figure(told(tail, "sold grain to", "PER", "CHL", day, tail=f", worth {tail}"), tail, measure)
            for tail, day in (("$7 million", DAY - timedelta(days=1)), ("$9 million", DAY))
        ]
        figures = Read(briefing_of(publish_stories(tmp_path, *stories))).text["figures"]
        assert "$9 million" in figures
        assert ("before: $7 million" in figures) is is_compared

    def test_a_day_without_reports_names_the_nearest_one_with_some(self, published):
        empty = Read(briefing_of(published, DAY + timedelta(days=300)))
        assert "dyadwire briefing --date 2025-04-08" in empty.text[""]
        early = Read(briefing_of(published, date(2020, 1, 1)))
        assert "dyadwire briefing --date 2024-12-" in early.text[""]

    def test_an_empty_warehouse_says_how_to_fill_it(self, tmp_path):
        assert "dyadwire ingest fills it" in Read(briefing_of(publish_stories(tmp_path))).text[""]

    def test_the_same_warehouse_gives_the_same_bytes(self, source, published):
        assert briefing_of(published) == source


class TestEvidence:
    def test_each_query_in_the_page_runs_and_gives_the_rows_that_it_shows(self, read, published):
        asked = ask_about(published, DAY)
        names = {"news": "new_events", "changed": "changed_events", "disputed": "disputed_events",
                 "one-source": "single_source", "sources": "publishers"}  # fmt: skip
        assert read.queries.keys() == read.text.keys() - {"", "how"}
        for section, sql in read.queries.items():
            rows = asked[names.get(section, section)].rows
            assert answer(published, sql) == [tuple(row.values()) for row in rows], section
            assert rows, section

    def test_each_event_has_its_sentence_publisher_and_the_id_that_explains_it(self, source, published):
        cards = re.findall(r'<article class="event(?! withdrawn).*?</article>', source, re.DOTALL)
        assert len(cards) > 20
        ids = {str(mention_id) for (mention_id,) in answer(published, "SELECT mention_id FROM core.event_mentions")}
        for card in cards:
            assert re.search(r"<blockquote>“<bdi>.*<mark>[\w$].*</mark>.*</bdi>”</blockquote>", card)
            assert re.search(r'<p class="from">(<a href="http|<bdi>)', card)
            (shown,) = re.findall(r"<code>(\w{12})</code>", card)
            assert sum(mention_id.startswith(shown) for mention_id in ids) == 1

    def test_the_marked_words_are_the_action(self, source):
        marked = set(re.findall(r"<mark>(.*?)</mark>", source))
        assert marked == {
            "praised",
            "held",
            "sold",
            "sent",
            "criticised",
            "warned",
            "expelled",
            "shelled",
            "$9.1 billion",
        }

    def test_the_numbers_of_a_timeline_are_those_of_the_mart(self, published):
        rows = ask_about(published, DAY)["timelines"].rows
        weeks = {(row["pair"], row["event_week"]): row["n_events"] for row in rows}
        assert len(weeks) == 8 * 26
        told_in_mart = answer(
            published,
            "SELECT pair, event_week, n_events FROM mart.pair_timeline WHERE event_week BETWEEN "
            "DATE '2025-04-07' - 25 * 7 AND DATE '2025-04-07'",
        )
        pairs = {pair for pair, _ in weeks}
        expected = {(pair, week): n for pair, week, n in told_in_mart if pair in pairs}
        assert {place: n for place, n in weeks.items() if n} == {place: n for place, n in expected.items() if n}


class TestHarm:
    def test_nothing_is_fetched_and_nothing_runs(self, read):
        tags = {tag for tag, _ in read.elements}
        assert not tags & {"script", "img", "link", "iframe", "object", "embed", "form", "base", "video", "audio"}
        names = {name for _, attributes in read.elements for name in attributes}
        assert not {name for name in names if name.startswith("on")} | names & {"src", "srcset", "srcdoc", "action"}
        assert {
            "http-equiv": "Content-Security-Policy",
            "content": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
        } in [attributes for tag, attributes in read.elements if tag == "meta"]

    def test_the_style_fetches_nothing(self, source):
        (style,) = re.findall(r"<style>(.*?)</style>", source, re.DOTALL)
        assert "url(" not in style
        assert "@import" not in style

    def test_addresses_lead_to_the_web_or_within_the_page(self, read):
        targets = {attributes["href"] for tag, attributes in read.elements if tag == "a"}
        assert HOSTILE_URL not in targets
        assert all(target.startswith(("https://news.example/", "#")) for target in targets)
        assert {target for target in targets if "onmouseover" in target} == {
            'https://news.example/"onmouseover="window.harmed=4'
        }

    def test_what_others_wrote_is_text(self, read):
        assert HOSTILE_TITLE in read.text["news"]
        assert "</p></script><h1>harm</h1>" in read.text["news"]
        assert "<b>Evil</b> & Sons" in read.text["sources"]
        assert [tag for tag, _ in read.elements].count("h1") == 1

    def test_text_that_runs_backwards_is_kept_apart(self, source):
        for line in source.splitlines():
            if "\u202e" in line:
                assert re.search(r"<bdi>[^<]*(<mark>[^<]*</mark>)?[^<]*\u202e[^<]*</bdi>", line)
