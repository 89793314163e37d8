"""The list of feeds is checked before anything is fetched."""

from datetime import date
from pathlib import Path

import pytest

from flows.feed_list import read_feed_list
from transforms.errors import SettingsError

SEEDS = Path(__file__).parents[2] / "seeds" / "feeds.toml"
ROW = {
    "url": '"https://news.example/rss"',
    "publisher": '"Andes Now"',
    "country": '"PER"',
    "language": '"en"',
    "address_source": '"own knowledge, not checked"',
    "checked_on": '""',
}


def feed(**changes: str | None) -> str:
    fields = {name: text for name, text in (ROW | changes).items() if text is not None}
    return "[[feed]]\n" + "".join(f"{name} = {text}\n" for name, text in fields.items())


def write(folder: Path, text: str) -> Path:
    path = folder / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_is_read_whole(tmp_path: Path) -> None:
    first, second = read_feed_list(
        write(tmp_path, feed(checked_on="2025-04-08") + feed(url='"http://b.example/"', country='""'))
    )
    assert (first.url, first.publisher, first.country_iso3) == ("https://news.example/rss", "Andes Now", "PER")
    assert (first.language, first.address_source) == ("en", "own knowledge, not checked")
    assert (first.checked_on, second.checked_on, second.country_iso3) == (date(2025, 4, 8), None, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "[[feed]]"),
        ("[[feed", "not valid TOML"),
        ("feed = 3", "[[feed]]"),
        ("feed = [3]", "feed 1"),
        (feed() + "[settings]\n", "[[feed]]"),
        (feed(publisher=None), "publisher is missing"),
        (feed(colour='"red"'), "unknown field colour"),
        (feed() + feed(url='"ftp://news.example/"'), "feed 2: url"),
        (feed(url='"news.example"'), "url = 'news.example'"),
        (feed(url='"http://["'), "url"),
        (feed(url='"http://news.example:80x/"'), "url"),
        (feed(url="7"), "url = 7"),
        (feed(publisher='" "'), "publisher"),
        (feed(country='"Peru"'), "country = 'Peru'"),
        (feed(language='"English"'), "language = 'English'"),
        (feed(address_source='""'), "address_source"),
        (feed(checked_on='"last week"'), "checked_on"),
        (feed(checked_on="true"), "checked_on"),
        (feed() + feed(url='"https://NEWS.example/rss?utm_source=x"'), "already as feed 1"),
    ],
)
def test_an_unusable_list_names_file_row_and_field(text: str, words: str, tmp_path: Path) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SettingsError) as refused:
        read_feed_list(path)
    assert words in str(refused.value)
    assert str(path) in str(refused.value)
    assert refused.value.exit_code == 3


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml"):
        read_feed_list(tmp_path / "nowhere.toml")


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"feeds\.toml"):
        read_feed_list(tmp_path / "feeds.toml")


def test_the_bundled_list_is_broad_and_honest() -> None:
    sources = read_feed_list(SEEDS)
    assert len(sources) >= 40
    assert len({source.country_iso3 for source in sources}) >= 20
    assert {source.language for source in sources} == {"en"}
    assert all(source.checked_on is None for source in sources), "a date needs a poll that saw the feed answer"
