"""A copy is told from another report, a follow-up and a form; what is stored of a text never changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wire_texts import COPIES, FORMS, HEADLINE, NO_COPIES, WIRE
from transforms.similarity import Shingles, bands, connected, likeness, shingles_of, words_of

WORDS = st.lists(
    st.sampled_from(("peru", "chile", "copper", "fish", "7", "12", "border", "on", "the", "a")), max_size=120
)


def shingles(text: str) -> Shingles:
    return shingles_of(words_of(text))


def is_found(one: str, other: str) -> bool:
    return len(set(bands(words_of(one))) & set(bands(words_of(other)))) >= 2


@pytest.mark.parametrize("other", COPIES)
@pytest.mark.parametrize("one", COPIES)
def test_copies_are_found_and_known_as_such(one: str, other: str) -> None:
    assert is_found(COPIES[one], COPIES[other])
    assert likeness(shingles(COPIES[one]), shingles(COPIES[other])).is_copy


@pytest.mark.parametrize("other", NO_COPIES)
def test_what_only_speaks_of_the_same_is_no_copy(other: str) -> None:
    assert not (is_found(WIRE, NO_COPIES[other]) and likeness(shingles(WIRE), shingles(NO_COPIES[other])).is_copy)


def test_a_form_filled_in_with_other_numbers_is_no_copy() -> None:
    assert not likeness(*map(shingles, FORMS)).is_copy


def test_a_corrected_number_leaves_a_copy() -> None:
    assert likeness(shingles(WIRE), shingles(WIRE.replace("340", "350"))).is_copy


def test_the_headline_is_no_part_of_what_is_compared() -> None:
    assert words_of(f"{HEADLINE}\n\n{WIRE}", HEADLINE) == words_of(WIRE)


@pytest.mark.parametrize("n_words", [0, 1, 4, 5, 39])
def test_a_text_of_less_than_forty_words_is_not_looked_for(n_words: int) -> None:
    assert bands(words_of(WIRE)[:n_words]) == ()


def test_bands_are_what_they_were_when_they_were_stored() -> None:
    """Where this fails, METHOD has to change, so that stored bands are made anew."""
    found = bands(words_of(WIRE))
    assert len(found) == 32
    assert found[:3] == (23113158, 86974268, 588065187)


@given(WORDS, WORDS)
def test_likeness_has_no_direction_and_shares_are_shares(one: list[str], other: list[str]) -> None:
    found = likeness(shingles_of(one), shingles_of(other))
    assert found == likeness(shingles_of(other), shingles_of(one))
    assert all(0 <= share <= 1 for share in (found.jaccard, found.containment, found.core, found.lead, found.numbers))


@given(WORDS.filter(lambda words: len(words) >= 40))
def test_a_text_is_a_copy_of_itself(words: list[str]) -> None:
    assert set(bands(words)) == set(bands(list(words)))
    assert likeness(shingles_of(words), shingles_of(words)).is_copy


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))), st.randoms())
def test_what_pairs_connect_does_not_depend_on_their_order(pairs, chance) -> None:
    shuffled = [tuple(chance.sample(pair, 2)) for pair in chance.sample(pairs, len(pairs))]
    found = connected(pairs)
    assert found == connected(shuffled)
    assert all(found[one] == found[other] <= min(one, other) for one, other in pairs)
