"""Errors of ours say what happened wherever they end up."""

import pickle

import pytest

from transforms.errors import CheckError, CodebookError, DyadwireError, FetchError, NotAFeedError, SettingsError

ERRORS = [
    SettingsError("workers = 'x' (environment): must be a whole number"),
    CodebookError("predicates.csv", 7, "unknown event type 'DANCE'", folder="/srv/codebook"),
    CheckError("orphans", 2, "story_id a; story_id b"),
    NotAFeedError("https://andeswire.example/rss", "web page"),
    FetchError("https://andeswire.example/rss", "timed out", status=504, retryable=True),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_leaves_a_worker_process_whole(error: DyadwireError):
    brought = pickle.loads(pickle.dumps(error))
    assert type(brought) is type(error)
    assert (str(brought), vars(brought)) == (str(error), vars(error))


@pytest.mark.parametrize(("line", "folder", "message"), [
    (7, "/srv/codebook", "/srv/codebook/modes.csv, line 7: no mode"),
    (7, "", "modes.csv, line 7: no mode"),
    (0, "", "modes.csv: no mode"),
])  # fmt: skip
def test_a_codebook_error_names_the_table_and_the_line(line, folder, message):
    assert str(CodebookError("modes.csv", line, "no mode", folder=folder)) == message
