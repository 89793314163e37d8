"""docs/performance.md says what benchmarks stored, and judges budgets by it."""

import pytest

from benchmarks.performance_page import DOCS, PAGE, image, page, stored
from benchmarks.results import Curve, Figure, Result, read, save


def test_the_page_is_what_the_stored_results_give():
    assert PAGE.read_text("utf-8") == page(stored()), "run `python -m benchmarks.performance_page`"


def test_each_curve_has_its_plot():
    images = [DOCS / image(result, curve) for result in stored() for curve in result.curves]
    assert [file.name for file in images if not file.exists()] == []


@pytest.mark.parametrize(("value", "budget", "at_least", "is_met"), [
    (36.0, 35.0, True, True),
    (35.0, 35.0, True, True),
    (34.9, 35.0, True, False),
    (1.7, 1.7, False, True),
    (1.71, 1.7, False, False),
    (5.0, None, False, None),
])  # fmt: skip
def test_a_budget_is_met_or_missed(value, budget, at_least, is_met):
    assert Figure("pages", value, "pages/s", budget, at_least=at_least).is_met is is_met


def test_results_are_read_as_they_were_saved(tmp_path, monkeypatch):
    monkeypatch.setattr("benchmarks.results.FOLDER", tmp_path)
    monkeypatch.setattr("sys.argv", ["load", "10", "100"])
    figures = (Figure("Pages a second", 12.5, "pages/s", 35, at_least=True), Figure("Run", 8.0, "s"))
    curve = Curve("Memory", "minutes", "MB", {"coordinator": [(0.1, 200.0), (0.2, 210.0)]})
    found = read(save("load", figures, [curve], remarks=["10 feeds."]))
    assert (found.command, found.figures, found.remarks) == (
        "python -m benchmarks.load 10 100",
        figures,
        ("10 feeds.",),
    )
    assert found.curves[0].lines == {"coordinator": [[0.1, 200.0], [0.2, 210.0]]}
    shown = page([Result(**{name: getattr(found, name) for name in Result.__dataclass_fields__})])
    assert "| Pages a second | ≥ 35 pages/s | 12.5 pages/s | **missed** |" in shown
