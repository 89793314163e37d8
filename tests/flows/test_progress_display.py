"""Progress: bars on a terminal, now and then a line elsewhere."""

import io

from rich.console import Console

from flows.progress_display import PAUSE, Lines, bars


def test_elsewhere_than_on_a_terminal_a_stage_is_a_line_now_and_then():
    told: list[str] = []
    times = iter([0, 1, PAUSE, PAUSE + 1, 2 * PAUSE, 3 * PAUSE])
    lines = Lines(told.append, clock=lambda: next(times))
    lines("reading documents")
    for n_done in (100, 200, 1_300, 1_400, 2_500):
        lines.bar("coding", n_done, 5_000)
    lines.bar("polling", 3, None)
    assert told == ["reading documents", "coding: 1,300 of 5,000", "coding: 2,500 of 5,000"]


def test_on_a_terminal_there_is_a_bar_for_each_stage_and_nothing_is_left_of_it():
    written = io.StringIO()
    console = Console(file=written, force_terminal=True, width=80)
    with bars(console) as display:
        display("reading [documents]")
        display.bar("coding", 3, 12)
        display.bar("coding", 6, 12)
        display.bar("fetching", 2, None)
        with console.capture() as captured:
            console.print(display.shown())
    shown = captured.get()
    assert "reading [documents]" in shown
    assert "coding" in shown
    assert " 6/12" in shown
    assert "2/?" in shown
    assert written.getvalue().rstrip().endswith("\x1b[2K")  # the lines are wiped out


def test_a_stage_of_unknown_length_is_counted():
    told: list[str] = []
    times = iter([0, PAUSE])
    lines = Lines(told.append, clock=lambda: next(times))
    for n_done in (10, 2_000):
        lines.bar("coding texts", n_done, None)
    assert told == ["coding texts: 2,000"]
