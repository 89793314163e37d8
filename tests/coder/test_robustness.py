"""Whatever stands in a text: no exception, exact offsets, a bounded time, and nothing left unread in silence."""

import json
import time

import pytest
from hypothesis import given, settings

from tests.coder.noise import NEWS, WHOLE, texts
from transforms.coder.coder import LONGEST_TEXT
from transforms.coder.sentences import without_surrogates

SECONDS = 1.0  # of processor time for one document
SLOWER_MACHINES = 4  # the bar is for the measuring machine alone; a test shares its processor


def assert_offsets_are_exact(coder, text):
    coded = coder.code(text)
    plain = without_surrogates(text)
    assert 0 <= coded.n_unread <= max(0, len(text) - 1)
    for mention in coded.mentions:
        assert 0 <= mention.sentence_start <= mention.trigger_start < mention.trigger_end <= mention.sentence_end
        assert mention.sentence_end <= len(text) - coded.n_unread
        for party in mention.actors + mention.recipients:
            assert plain[party.start : party.end] == party.text
        if (speaker := mention.attributed_to) is not None:
            assert plain[speaker.start : speaker.end] == speaker.text
        for figure in mention.figures:
            assert mention.sentence_start <= figure.start < figure.end <= mention.sentence_end
    return coded


@settings(max_examples=150, deadline=None)
@given(text=texts)
def test_generated_noise_keeps_offsets(text, coder, shallow_coder):
    assert_offsets_are_exact(coder, text)
    assert_offsets_are_exact(shallow_coder, text)


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("way", ["coder", "shallow_coder"])
def test_long_and_broken_texts_are_coded_in_time(name, way, request):
    coder = request.getfixturevalue(way)
    start = time.process_time()
    assert_offsets_are_exact(coder, WHOLE[name])
    assert time.process_time() - start < SECONDS * SLOWER_MACHINES


def test_what_is_not_read_of_a_long_text_is_counted(coder):
    text = NEWS * 2_000
    coded = coder.code(text)
    assert 0 <= LONGEST_TEXT - (len(text) - coded.n_unread) < len("Norwegian")
    assert text[len(text) - coded.n_unread - 1] == " "
    assert coder.code(NEWS).n_unread == 0


def test_a_long_text_is_coded_to_the_end_of_what_is_read(coder):
    coded = coder.code(NEWS * 2_000)
    assert coded.mentions[-1].sentence_end > LONGEST_TEXT - len(NEWS)


def test_a_sentence_too_long_to_parse_is_read_by_word_order(coder):
    listed = ", ".join("a b" for _ in range(180))
    coded = coder.code(f"Peru attacked Bolivia with {listed} on Monday.")
    assert [mention.rule_id.endswith("~shallow") for mention in coded.mentions] == [True]


@pytest.mark.parametrize("number", range(4))
def test_wire_items_keep_offsets_however_they_are_mangled(number, shared_folder, coder):
    mangle = (str, str.upper, lambda text: text.replace(" ", "\u00a0"), lambda text: text.replace(". ", " "))[number]
    for path in sorted((shared_folder / "real" / "wire").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in list(lines)[number::150]:
                assert_offsets_are_exact(coder, mangle(json.loads(line)["text"]))
