"""Why a rule did not fire, and how a party hangs on its trigger."""

import pytest

from transforms.coder.explain_links import path
from transforms.coder.explain_rules import RuleJudge, refusal
from transforms.coder.roles import NOBODY, Filled
from transforms.coder.tracing import Attempt, tracing
from transforms.coder.wording import Wording
from transforms.records import ActorMention


def party(iso3, sector="GOV"):
    return Filled((ActorMention(iso3, sector, iso3, 0, 3),), "obj")


@pytest.mark.parametrize(
    ("lemma", "actor", "others", "excluded", "why"),
    [
        ("accuse", party("PER"), NOBODY, (), "no recipient in obj"),
        ("accuse", NOBODY, party("PER"), (), "no actor in subj"),
        ("accuse", NOBODY, NOBODY, (), "no actor in subj and no recipient in obj"),
        ("accuse", party("PER"), NOBODY, (party("PER"),), "nobody acts toward himself: obj holds PER"),
        ("visit", party("PER"), party("FRA", "JRN"), (), "a party is the press"),
    ],
)
def test_refusals(lemma, actor, others, excluded, why, codebook):
    row = next(row for row in codebook.predicates["verb", lemma] if not row.constraints)
    assert refusal(Attempt(row, (), actor, others, None, excluded)).startswith(why)


@pytest.fixture(scope="module")
def parse(coder):
    """The parse of a sentence, with its parties."""
    with tracing() as trace:
        coder.code("Peru called off the talks with Chile after its generals had met in Lima.")
    return trace.parses[0].finder


def token(finder, word):
    return next(token for token in finder.doc if token.text == word)


def test_paths_climb_to_the_common_word_and_go_down(parse):
    assert path(token(parse, "called"), token(parse, "talks")) == "called -dobj-> talks"
    assert path(token(parse, "talks"), token(parse, "Peru")) == "talks <-dobj- called -nsubj-> Peru"
    assert path(token(parse, "talks"), token(parse, "talks")) == "talks"


def test_what_a_row_asks_for_and_the_sentence_has_not(parse, codebook):
    judge, verb = RuleJudge(Wording(codebook)), token(parse, "called")
    rows = codebook.predicates["verb", "call"]
    missing = {row.particle: judge.missing(row, verb, parse) for row in rows if row.particle and not row.constraints}
    assert missing["on"] == "there is no particle `on`"
    for row in rows:
        if row.takes_clause and not row.particle:
            assert judge.missing(row, verb, parse) == "it has no clause below it"
    worded = [row for row in rows if judge.missing(row, verb, parse) is None]
    assert any(row.particle == "off" for row in worded)
