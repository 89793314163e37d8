"""`dyadwire explain --text`."""

from tests.command import Dyadwire

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
