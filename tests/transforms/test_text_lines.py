"""Lines joined again where their breaks are not meant."""

import pytest

from transforms.text_lines import split_lines

WRAPPED = """\
Peru closed the port of Ilo to ships from Bolivia on Monday, the ministry of
transport said. Bolivia protested at once and threatened to bring the matter
before the court in The Hague."""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{WRAPPED}\n\nA second paragraph.", [WRAPPED.replace("\n", " "), "A second paragraph."]),
        ("Peru closed its port\nTwo ministers resigned.", ["Peru closed its port", "Two ministers resigned."]),
        ("Peru told\nBolivia\nto wait\n, and left.", ["Peru told", "Bolivia to wait, and left."]),
        (
            "Talks that nobody had really expected began in\nLima\nand in La Paz.",
            ["Talks that nobody had really expected began in Lima and in La Paz."],
        ),
        ("  one  \n\n\n\tTwo\u2028Three", ["one", "Two", "Three"]),
        ("Peru wants peace.\n\nbut nobody listens.", ["Peru wants peace.", "but nobody listens."]),
        ("See\nhttps://lima.example/a", ["See", "https://lima.example/a"]),
        ("", []),
    ],
)
def test_lines(text: str, lines: list[str]) -> None:
    assert [line.text for line in split_lines(text)] == lines


def test_a_page_without_line_ends_is_parted_at_its_gaps() -> None:
    menu = "Home    World   Sport    " * 20
    story = "Peru closed the port of Ilo on Monday. Bolivia protested at once. " * 8
    lines = [line.text for line in split_lines(f"{menu}{story}    Contact   Imprint")]
    assert story.strip() in lines
    assert lines[-1] == "Imprint"


def test_a_long_paragraph_stays_one() -> None:
    paragraph = "Peru closed the port of Ilo on Monday, and YouTube showed it. " * 40
    assert [line.text for line in split_lines(paragraph)] == [paragraph.strip()]
