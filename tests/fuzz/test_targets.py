"""The fuzzer's targets on inputs that once broke them, on its corpus, and on what is made of the corpus' words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.targets import CORPUS, NAMES, Crasher, bits, corpus, crashers, target, written

QUICK = ("dates", "figures", "settings_files", "urls")
EXAMPLES = dict.fromkeys(QUICK, 150) | {"feeds": 60, "seeds": 60, "coding": 40, "pages": 20, "codebook_rows": 25}


def inputs(name: str) -> st.SearchStrategy[bytes]:
    """A corpus input cut open at two places, with words of the corpus and noise between."""
    between = st.lists(st.sampled_from(bits(name)) | st.binary(max_size=3), max_size=8).map(b" ".join)
    ends = st.tuples(st.sampled_from(corpus(name)), st.integers(0, 2_000), st.integers(0, 2_000))
    return st.tuples(ends, between).map(lambda drawn: joined(*drawn[0], drawn[1]))


def joined(body: bytes, first: int, second: int, between: bytes) -> bytes:
    begin, end = sorted((first % (len(body) + 1), second % (len(body) + 1)))
    return body[:begin] + between + body[end:]


@pytest.mark.parametrize("crasher", [pytest.param(one, id=f"{one.target}: {one.was}") for one in crashers()])
def test_what_once_broke_it_is_read(crasher: Crasher):
    target(crasher.target)(crasher.data)


@pytest.mark.parametrize("name", NAMES)
def test_the_corpus_keeps_the_laws(name):
    for body in corpus(name):
        target(name)(body)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_made_of_the_corpus_keeps_the_laws(name):
    @settings(max_examples=EXAMPLES[name])
    @given(inputs(name))
    def keeps_the_laws(data: bytes) -> None:
        target(name)(data)

    keeps_the_laws()


def test_every_target_has_a_corpus():
    assert sorted(path.name for path in CORPUS.iterdir()) == sorted(NAMES)


@given(st.binary())
def test_an_input_comes_back_from_a_row(data):
    assert written(data).encode("ascii").decode("unicode_escape").encode("latin-1") == data
