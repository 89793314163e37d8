"""Datelines at the beginning of a line and in mid-text."""

import pytest

from transforms.datelines import find_datelines, opening_dateline, speakers

NEWS = "The port was closed again after the strike of the pilots"


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("LIMA: ", "LIMA", None),
        ("LIMA — ", "LIMA", None),
        ("LIMA -- ", "LIMA", None),
        ("LIMA - ", "LIMA", None),
        ("LIMA, Peru – ", "LIMA, Peru", None),
        ("LIMA, Peru (AP) - ", "LIMA, Peru", "AP"),
        ("LIMA (AFP) — ", "LIMA", "AFP"),
        ("LIMA, April 8 (Xinhua) -- ", "LIMA, April 8", "Xinhua"),
        ("LIMA, 8 April 2025 (WAM) -- ", "LIMA, 8 April 2025", "WAM"),
        ("LIMA/LA PAZ (Reuters) - ", "LIMA/LA PAZ", "Reuters"),
        ("ST. JOHN'S, Antigua (AP) - ", "ST. JOHN'S, Antigua", "AP"),
        ("N'DJAMENA, Chad: ", "N'DJAMENA, Chad", None),
        ("SÃO PAULO: ", "SÃO PAULO", None),
        ("NEW YORK, N.Y. — ", "NEW YORK, N.Y.", None),
        ("Lima (AFP) - ", "Lima", "AFP"),
        ("Bonn/Lima (dpa) - ", "Bonn/Lima", "dpa"),
        ("Andean Press - LIMA (AP) - ", "LIMA", "AP"),
    ],
)
def test_a_line_begins_with_a_dateline(opening: str, place: str, agency: str | None) -> None:
    dateline = opening_dateline(opening + NEWS)
    assert dateline is not None
    assert (dateline.place, dateline.agency) == (place, agency)
    assert (opening + NEWS)[dateline.end :] == NEWS


@pytest.mark.parametrize(
    "line",
    [
        "NOTE: results include a gain from the sale of two mines in the south",
        "UPDATE: police say that the road to the border is open again",
        "The minister met officials of the UN: they had asked for it in March",
        "Quechua Mining Inc (QMI) - Offering of two million shares at ten dollars",
        "He spoke to the BBC - a long talk that nobody had announced before",
        "LIMA: ",
        "A headline without any dateline at all",
        "",
    ],
)
def test_no_dateline(line: str) -> None:
    assert opening_dateline(line) is None


@pytest.mark.parametrize(
    ("before", "opening"),
    [
        ("Peru closed its border with Bolivia on Monday. ", "QUITO: "),
        ("“We are ready,” the minister said.” ", "QUITO, Ecuador — "),
        ("Peru closed its border on Monday, the ministry said. Andina ", "QUITO (AP) - "),
        ("Net profit was 8.4 million soles against 9.1 million Andina ", "QUITO: "),
    ],
)
def test_a_dateline_in_mid_text(before: str, opening: str) -> None:
    found = list(find_datelines(before + opening + NEWS))
    assert [dateline.start for dateline in found] == [len(before)]


def test_of_two_datelines_on_end_the_second_belongs_to_the_news() -> None:
    found = list(find_datelines(f"QUITO (AP) — LIMA, Peru — {NEWS}"))
    assert [dateline.place for dateline in found] == ["QUITO"]


def test_a_word_with_which_texts_close_is_no_part_of_the_place() -> None:
    found = list(find_datelines(f"The port was closed on Monday. ANDINA QUITO: {NEWS}", sign_off="Andina"))
    assert [dateline.place for dateline in found] == ["QUITO"]


def test_speakers_of_a_transcript_are_no_places() -> None:
    lines = [f"{name}: {NEWS}" for name in ("ROJAS", "MAMANI", "ROJAS", "MAMANI")]
    assert speakers([found for line in lines if (found := opening_dateline(line))]) == {"ROJAS", "MAMANI"}
    assert speakers([found for line in lines[:2] if (found := opening_dateline(line))]) == frozenset()
