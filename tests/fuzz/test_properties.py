"""Laws of what is read: ids outlive irrelevant edits, a setting means the same wherever it stands, spans are exact."""

from datetime import date
from html import escape
from pathlib import Path

import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.setting_sources import PREFIX, read_settings
from fuzz.laws import coded_as_stated
from tests.coder.noise import texts
from tests.transforms.documents import document
from transforms.feeds import parse_feed
from transforms.stories import extract_stories
from transforms.urls import canonical_url

URL = "https://news.example/rss"
WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=30).map(str.strip)
NAMES = st.text(st.sampled_from("abcdefgh-123"), min_size=1, max_size=8)
TRACKED = st.lists(st.sampled_from(["utm_source=rss", "fbclid=x", "gclid=1", "at_medium=a", "ref=rss"]), max_size=3)


def rss(title: str, keys: list[str], summary: str) -> bytes:
    items = "".join(
        f"<item><title>Peru {key}</title><guid>{key}</guid><description>{escape(summary)}</description></item>"
        for key in keys
    )
    return f'<rss version="2.0"><channel><title>{escape(title)}</title>{items}</channel></rss>'.encode()


@settings(max_examples=60)
@given(st.lists(NAMES, min_size=1, max_size=5, unique=True), st.lists(NAMES, max_size=3), WORDS, WORDS)
def test_an_entry_keeps_its_id_whatever_else_the_feed_says(keys, more, title, summary):
    before = parse_feed(rss("Andes", keys, ""), url=URL, headers={}).entries
    after = parse_feed(rss(title, [*more, *reversed(keys)], summary), url=URL, headers={}).entries
    ids = {entry.guid: entry.entry_id for entry in after}
    assert {entry.guid: entry.entry_id for entry in before}.items() <= ids.items()


@settings(max_examples=40)
@given(NAMES, WORDS, WORDS)
def test_a_story_keeps_its_id_when_its_page_changes(name, menu, added):
    def story_id(furniture: str, end: str) -> str:
        body = f"<h1>Peru opens a port</h1><p>Peru opened a port to Bolivia. {escape(end)}</p>"
        page = f"<html><body><nav>{escape(furniture)}</nav>{body}"
        stories, _ = extract_stories(document(page, "text/html", url=f"https://news.example/{name}"))
        return stories[0].story_id if stories else ""

    found = {story_id("", ""), story_id(menu, added)} - {""}  # what was added may be of another language
    assert len(found) == 1


@given(st.lists(NAMES, min_size=1, max_size=3), st.lists(st.tuples(NAMES, NAMES), max_size=3), TRACKED, NAMES)
def test_what_only_tells_where_a_reader_came_from_is_no_part_of_an_address(path, query, tracked, anchor):
    pairs = [f"q{name}={value}" for name, value in query]
    plain = f"https://news.example/{'/'.join(path)}" + (f"?{'&'.join(pairs)}" if pairs else "")
    dressed = f"HTTPS://News.Example:443/./{'/'.join(path)}?{'&'.join([*tracked, *reversed(pairs)])}#{anchor}"
    assert canonical_url(dressed) == canonical_url(plain)


STATED = st.fixed_dictionaries(
    {},
    optional={
        "workers": st.integers(0, 64),
        "batch_size": st.integers(1, 10_000),
        "failed_share": st.floats(0, 1),
        "page_pause": st.floats(0, 86_400),
        "robots": st.booleans(),
        "no_seeds": st.booleans(),
        "coder": st.sampled_from(["full", "shallow"]),
        "published": st.dates(date(1990, 1, 1), date(2050, 1, 1)),
        "user_agent": st.text(st.characters(categories=("L", "N"), max_codepoint=0x2FF), min_size=1, max_size=20),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STATED)
def test_a_setting_means_the_same_in_the_file_and_in_the_environment(tmp_path: Path, stated):
    file = tmp_path / "dyadwire.toml"
    file.unlink(missing_ok=True)
    in_environment = {f"{PREFIX}{name.upper()}": str(value) for name, value in stated.items()}
    of_environment = read_settings(in_environment, data=tmp_path)
    file.write_text(tomlkit.dumps(stated), encoding="utf-8")
    assert read_settings({}, data=tmp_path) == of_environment == read_settings(in_environment, data=tmp_path)


@settings(max_examples=60)
@given(text=texts, published_on=st.none() | st.dates(date(1990, 1, 1), date(2050, 1, 1)))
def test_whatever_a_text_says_it_is_coded_twice_alike_and_nothing_happens_before_its_day(text, published_on, coder):
    coded_as_stated(coder, text, published_on=published_on)
