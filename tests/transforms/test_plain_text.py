"""Plain text: furniture goes, the story stays, a second dateline begins another story."""

import time

import pytest

from transforms.plain_text import read_plain_text

LEAD = (
    "LIMA: Peru expelled two Bolivian diplomats on Tuesday and accused them of spying on its army, the ministry said."
)
REPLY = "Bolivia rejected the charge, recalled its ambassador from Lima and closed the border at Desaguadero at noon."
CLOSE = "The two governments had signed an agreement on the use of the port of Ilo only a month before."
BODY = f"{LEAD}\n{REPLY}\n{CLOSE}"
OTHER = "QUITO, Ecuador (AP) - Ecuador sent two ships with 40 tons of food to Haiti on Tuesday, the government said."
HEADLINE = "Peru expels Bolivian diplomats over spying"


def texts(text: str) -> list[str]:
    return [story.text for story in read_plain_text(text)]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Peru expelled two Bolivian diplomats.",
        "France thanked Germany.",
        "Talks in Lima\n- Peru demanded that Bolivia open the border.\n- Bolivia refused.",
        "Shr 14 cts vs 12 cts\nNet 2.1 mln vs 1.9 mln\nRevs 40.2 mln vs 38.8 mln",
        "1. Peru\n2. Bolivia",
    ],
)
def test_a_text_without_furniture_is_kept_whole(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize(
    "furniture",
    [
        "Share",
        "Share this on Facebook",
        "Subscribe to our newsletter",
        "Short Url\nhttps://lima.example/n/17",
        "A+ A-",
        "Advertisement",
        "Sign in | Subscribe | Contact",
        "0:00 / 1:24",
        "Updated 08 April 2025",
        "By Ana Torres",
        "Soldiers at the border near Desaguadero. (Photo: Ana Torres)",
        "Soldiers near the lake on Monday (X/@puno_press)",
        "Make a donation and support our work!",
        "We use cookies on our site. You accept them when you go on reading.",
    ],
)
def test_furniture_above_and_below_goes(furniture: str) -> None:
    page = f"Home\nWorld\nSport\nFilm\nMusic\nShop\n{HEADLINE}\n{furniture}\n{BODY}\n{furniture}\n© 2025 Puno Press"
    assert texts(page) == [f"{HEADLINE}\n{BODY}"]


@pytest.mark.parametrize(
    "tail",
    [
        "Comments\nWe read all comments that you send us and publish some.\nPost a comment\nRequired\nRequired",
        "The Latest\nChile opens a museum\nThe museum shows pictures of miners from the north, an official told us.",
        "Related articles\nChile opens a museum\nEcuador buys ships",
        "Join the PunoPress.org mailing list\nPage last modified: 06-01-2020 17:30:01 ZULU",
        "Ihre Meinung?\nKommentare\nMelden Sie sich an, um zu kommentieren.\nDatenschutz",
        "© 2025 Puno Press\nAll rights reserved\nPrivacy policy\nTerms of use",
    ],
)
def test_what_stands_below_the_end_of_the_story_goes(tail: str) -> None:
    assert texts(f"{HEADLINE}\n\n{BODY}\n\n{tail}\n") == [f"{HEADLINE}\n{BODY}"]


def test_a_headline_that_the_page_repeats_counts_once() -> None:
    page = f"{HEADLINE}/node/25/americas\n{HEADLINE}\nShort Url\nUpdated 08 April 2025\n{HEADLINE}\n{BODY}"
    (story,) = read_plain_text(page)
    assert story.headline == HEADLINE
    assert story.text == f"{HEADLINE}\n{BODY}"
    assert "Updated 08 April 2025" in story.above


def test_a_kicker_comes_below_the_headline() -> None:
    assert texts(f"Says ministry in Lima\n\n{HEADLINE}\n\n{BODY}") == [f"{HEADLINE}\nSays ministry in Lima\n{BODY}"]


def test_a_headline_about_a_platform_is_no_furniture() -> None:
    assert texts(f"Facebook closes accounts of Bolivian officials\n{BODY}\nShare this")[0].startswith("Facebook closes")


def test_a_quotation_about_a_platform_stays() -> None:
    quote = '"We were shut out of Twitter for a week," the ambassador said.'
    assert quote in texts(f"{HEADLINE}\nShare\n{LEAD}\n{quote}\n{REPLY}\nShare")[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Results of the count will be released by March 31, 2024.",
        'Colonel Ortiz said the treaty was "not out of the picture by a long way."',
        "Subscriptions for the bond close on March 18 and payment is due on April 2. Andina",
    ],
)
def test_sentences_that_resemble_furniture_stay(sentence: str) -> None:
    assert sentence in texts(f"{HEADLINE}\nShare\n{LEAD}\n{sentence}\n{REPLY}\nShare")[0]


@pytest.mark.parametrize("between", ["\n", "\n\n", " "])
def test_a_second_dateline_begins_another_story(between: str) -> None:
    first, second = read_plain_text(f"{HEADLINE}\n{BODY}{between}{OTHER}")
    assert first.text == f"{HEADLINE}\n{BODY}"
    assert second.text == OTHER
    assert second.dateline is not None
    assert (second.dateline.place, second.dateline.agency) == ("QUITO, Ecuador", "AP")


def test_a_headline_above_the_second_dateline_goes_with_it() -> None:
    first, second = read_plain_text(f"{HEADLINE}\n{BODY}\nEcuador sends food to Haiti\n9 April 2025\n{OTHER}")
    assert first.text == f"{HEADLINE}\n{BODY}"
    assert second.text == f"Ecuador sends food to Haiti\n{OTHER}"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADLINE}\n{BODY}",
        f"{HEADLINE}\nTwo Bolivian diplomats accused of spying on the army must leave, a ministry says.\n{BODY}",
        f"Andean Press - {LEAD}\n{REPLY}",
        f"{BODY}\nNOTE: Peru and Bolivia went to war together once, and they lost it.",
        "\n".join(f"{who}: Peru must say what it wants, and it must say it now." for who in ["ROJAS", "MAMANI"] * 3),
        f"{BODY}\nRelated\nSport\nFilm\nQUITO: A teaser of another story that nobody reads.",
    ],
)
def test_one_story_is_not_parted(text: str) -> None:
    assert len(read_plain_text(text)) == 1


@pytest.mark.parametrize("text", ["", " \n ", "Home\nNews\nSport\nContact\nAbout us\nPrivacy policy\nCookies", "|\n|"])
def test_furniture_alone_is_no_story(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    "piece",
    [
        "Peru said on Tuesday that Bolivia had closed the border. ",
        "word ",
        "A",
        "AB ",
        "Lima, ",
        ". ",
        "12-",
        "“(",
        "a-",
    ],
)
def test_five_megabytes_without_a_line_end_take_seconds(piece: str) -> None:
    started = time.process_time()
    read_plain_text(piece * (5_000_000 // len(piece)))
    assert time.process_time() - started < 8  # about 2 on an idle machine; a quadratic way would take hours
