"""What was told of feeds and dyads, as it is kept between runs."""

from datetime import date

import pytest

from flows.orchestration.told import FILE, Told, read_told, write_told

TOLD = Told(
    {"https://andes.example/rss": "gone", "https://well.example/rss": None},
    frozenset({("IRN-IRQ", date(2025, 4, 7), "more_conflict")}),
)


def test_what_was_told_is_read_again_as_it_was_written(tmp_path):
    folder = tmp_path / "prefect"
    assert read_told(folder) is None
    write_told(folder, TOLD)
    write_told(folder, TOLD)
    assert read_told(folder) == TOLD
    assert [file.name for file in folder.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"alerts": {}, "turns": [["IRN-IRQ", "April", "x"]]}', "\x00"]
)
def test_a_damaged_file_counts_as_none(tmp_path, content):
    (tmp_path / FILE).write_text(content)
    assert read_told(tmp_path) is None


def test_a_turning_point_of_an_old_week_is_forgotten(tmp_path):
    assert TOLD.tell_turns((), since=date(2025, 4, 7)) == TOLD
    assert TOLD.tell_turns((), since=date(2025, 4, 8)).turns == frozenset()
