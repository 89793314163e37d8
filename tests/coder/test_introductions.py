"""Persons introduced by the story: whom they stand for, and where they are named again."""

import pytest

from transforms.coder.names.introductions import find_introductions, known_persons, with_persons


@pytest.fixture
def introduced(codebook):
    """`name=ISO3/SECTOR` of each introduction in a text."""

    def read(text: str) -> list[str]:
        matches = codebook.gazetteer.find(text, on=None)
        found = find_introductions(text, matches, codebook.person_titles)
        return [f"{person.name}={person.iso3}/{person.sector}" for person in found]

    return read


@pytest.fixture
def mentioned(codebook):
    """`text=ISO3` of every mention of an introduced person."""

    def read(text: str) -> list[str]:
        matches = codebook.gazetteer.find(text, on=None)
        persons = find_introductions(text, matches, codebook.person_titles)
        found = known_persons(text, persons, matches, codebook.person_titles)
        assert all(text[m.start : m.end] == m.text for m in found)
        return [f"{match.text}={match.iso3}" for match in found]

    return read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Peruvian Foreign Minister Ana Quispe flew home.", ["Ana Quispe=PER/GOV"]),
        ("Peru's new foreign minister, Ana Quispe, flew home.", ["Ana Quispe=PER/GOV"]),
        ("Ana Quispe, Peru's ambassador to Chile, flew home.", ["Ana Quispe=PER/GOV"]),
        ("Peru's ambassador to Chile, Ana Quispe, flew home.", ["Ana Quispe=PER/GOV"]),
        ("Prime Minister Ana Quispe of Peru flew home.", ["Ana Quispe=PER/GOV"]),
        ("The president of Peru, Ana Quispe, flew home.", ["Ana Quispe=PER/GOV"]),
        ("Ana Quispe, the president of Peru, flew home.", ["Ana Quispe=PER/GOV"]),
        ("Ana Quispe, who is Peru's trade minister, flew home.", ["Ana Quispe=PER/GOV"]),
        ("Ana Quispe, spokeswoman for the Peruvian Foreign Ministry, wrote.", ["Ana Quispe=PER/GOV"]),
        ("Peru's army chief, General Luis Rojas, resigned.", ["Luis Rojas=PER/MIL"]),
        ("Ana Quispe, a former Peruvian trade minister, wrote it.", ["Ana Quispe=PER/ELI"]),
        ("The former Peruvian president Ana Quispe wrote it.", ["Ana Quispe=PER/ELI"]),
        ("The US Peru envoy Ann Field is here.", ["Ann Field=USA/GOV"]),
        ("US special representative for Peru Ann Field is here.", ["Ann Field=USA/GOV"]),
        ("Peruvian Deputy Minister for Foreign Affairs Ana Quispe left.", ["Ana Quispe=PER/GOV"]),
        (
            "Peruvian President Ana Quispe and Defense Minister Luis Rojas met.",
            ["Ana Quispe=PER/GOV", "Luis Rojas=PER/GOV"],
        ),
        ("The Gazprom chief executive, Oleg Petrov, wrote.", ["Oleg Petrov=RUS/BUS"]),
        ("A German citizen, Anna Braun, was arrested.", ["Anna Braun=DEU/CVL"]),
        ("Turkish President Recep Tayyip Erdoğan’s visit is over.", ["Recep Tayyip Erdoğan=TUR/GOV"]),
        ("Peru's ambassador to Chile, Bolivia said, was late.", []),
        ("Peruvian ministers, Chilean lawmakers and others met.", []),
        ("Peruvian troops and General Motors signed.", []),
        ("A pro-Peruvian leader, Ana Quispe, is at large.", []),
        ("Peruvian Foreign Minister Ana Quispe Visits Chile", []),  # a headline: no telling where the name ends
    ],
)
def test_introductions(introduced, sentence, expected):
    assert introduced(sentence) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru's president, Ana Quispe, left. Quispe was ill.", ["Ana Quispe=PER", "Quispe=PER"]),
        (
            "Iraqi MP Ali al-Obeidi left. Mr. Obeidi and al-Obeidi's son stayed.",
            ["Ali al-Obeidi=IRQ", "Obeidi=IRQ", "al-Obeidi=IRQ"],
        ),
        ("China's envoy, Zhou Min, spoke. Zhou smiled.", ["Zhou Min=CHN", "Zhou=CHN"]),
        ("Chilean lawmaker José Soto Vera sang. Soto bowed.", ["José Soto Vera=CHL", "Soto=CHL"]),
        ("Peru's president, Ana Quispe, left. Pedro Quispe stayed.", ["Ana Quispe=PER"]),
        ("Peru's president, Ana Quispe, left. Quispe Torres stayed.", ["Ana Quispe=PER"]),
        ("Peru's envoy, Ana Rojas, met Chile's envoy, Eva Rojas. Rojas spoke.", ["Ana Rojas=PER", "Eva Rojas=CHL"]),
        ("US lawmaker Jim Rice spoke on rice. Rice exports fell. Mr. Rice left.", ["Jim Rice=USA", "Rice=USA"]),
        ("British lawmaker Tom Jordan spoke. Jordan objected.", ["Tom Jordan=GBR"]),
        ("British lawmaker Theresa May spoke. She left in May.", ["Theresa May=GBR"]),
        ("Quispe in Chile\n\nPeru's president, Ana Quispe, arrived.", ["Quispe=PER", "Ana Quispe=PER"]),
    ],
)
def test_later_mentions(mentioned, text, expected):
    assert mentioned(text) == expected


def test_a_person_of_the_story_beats_a_leader_of_the_codebook(codebook):
    text = "Peru's trade minister, Luis Putin, spoke. Putin left."
    matches = codebook.gazetteer.find(text, on=None)
    persons = find_introductions(text, matches, codebook.person_titles)
    known = known_persons(text, persons, matches, codebook.person_titles)
    both = with_persons(matches, known)
    assert [(m.text, m.iso3) for m in both] == [("Peru", "PER"), ("Luis Putin", "PER"), ("Putin", "PER")]


def test_where_both_agree_the_codebooks_row_is_the_evidence(codebook):
    text = "Russian President Vladimir Putin spoke."
    matches = codebook.gazetteer.find(text, on=None)
    persons = find_introductions(text, matches, codebook.person_titles)
    known = known_persons(text, persons, matches, codebook.person_titles)
    assert [m.row_id for m in with_persons(matches, known)] == ["aliases:Russian", "leaders:Vladimir Putin"]
