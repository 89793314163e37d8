"""`dyadwire explain --text`."""

from tests.command import Dyadwire
from transforms.coder.tracing import current_trace, tracing

SENTENCE = "Peru expelled two Bolivian diplomats on Friday."


def test_an_event_is_shown_with_spans_and_rule(dyadwire: Dyadwire):
    shown = dyadwire("explain", "--text", SENTENCE, "--published", "2024-05-13")
    assert shown.exit_code == 0
    assert shown.out.startswith("PER > BOL  SANCTION/expel  actual\n")
    for part in ("[0:47] Peru expelled", "[5:", "[0:4] Peru  PER", "2024-05-10  (day)", "predicates.csv, line"):
        assert part in shown.out


def test_no_event_is_said_so(dyadwire: Dyadwire):
    shown = dyadwire("explain", "--coder", "shallow", "--text", "It rained in Lima.")
    assert (shown.exit_code, shown.out.split(":")[0]) == (0, "No event")


def test_an_id_needs_a_published_file_and_the_shape_of_an_id(dyadwire: Dyadwire, data_folder):
    missing = dyadwire("explain", "0123abcd", "--data", data_folder)
    assert missing.exit_code == 5
    assert (
        missing.err == f"dyadwire: {data_folder / 'dyadwire.duckdb'} does not exist yet; `dyadwire ingest` makes it\n"
    )
    assert dyadwire("explain", "x' OR 1=1 --", "--data", data_folder).exit_code == 2


def explained(dyadwire: Dyadwire, sentence: str, *more: str) -> list[str]:
    """The lines of an explanation, without the spaces that align them."""
    shown = dyadwire("explain", "--text", sentence, *more)
    assert shown.exit_code == 0, shown.err
    return [" ".join(line.split()) for line in shown.out.splitlines()]


def test_the_way_from_the_trigger_to_each_party_is_shown(dyadwire: Dyadwire):
    lines = explained(dyadwire, SENTENCE)
    assert "expelled -nsubj-> Peru (subj: the party itself)" in lines
    assert any(line.startswith("expelled -dobj-> diplomats") for line in lines)


def test_names_and_parties_are_shown_with_their_rows(dyadwire: Dyadwire):
    lines = explained(dyadwire, "Peru's foreign minister accused Chile of theft, and he said that it would pay.")
    assert any(line.startswith("names [0:4] Peru PER aliases.csv, line ") for line in lines)
    assert any("Peru's foreign minister PER GOV `foreign minister` is GOV: sectors.csv" in line for line in lines)
    assert any("he PER GOV inferred" in line for line in lines)


def test_rules_that_did_not_fire_are_shown_with_the_reason(dyadwire: Dyadwire):
    lines = explained(dyadwire, "Peru signed an agreement with Chile.")
    assert any(line.startswith(("not sign-v", "sign-v")) for line in lines)
    assert any(line.endswith("it asks for less of the sentence") for line in lines)
    assert any("its object is none of" in line for line in lines)


def test_words_that_led_to_nothing_are_shown_with_the_reason(dyadwire: Dyadwire):
    lines = explained(dyadwire, "Peru threatened to impose sanctions on Chile.")
    assert any("[26:35] sanctions" in line and "tells the same of the same parties" in line for line in lines)


def test_a_sentence_that_was_not_read_says_why(dyadwire: Dyadwire):
    sport = explained(dyadwire, "The striker of Peru scored a penalty against the goalkeeper of Chile.")
    assert any(line.startswith("not parsed it is told in the words of another topic") for line in sport)
    alone = explained(dyadwire, "Peru accused its neighbour.")
    assert any(line.startswith("not parsed neither it nor what came before") for line in alone)
    shallow = explained(dyadwire, "Peru accused its neighbour on Monday.", "--coder", "shallow")
    assert any("without the language model" in line for line in shallow)


def test_nothing_is_kept_of_what_was_tried_unless_asked(coder):
    assert current_trace() is None
    with tracing() as trace:
        coder.code(SENTENCE)
    assert trace.attempts
    kept = len(trace.attempts)
    coder.code(SENTENCE)
    assert len(trace.attempts) == kept
