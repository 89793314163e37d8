"""The notebook in examples/ runs through, and its numbers are those of the published file."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.queries import query

NOTEBOOK = Path(__file__).resolve().parents[1] / "examples" / "iraq.py"
# Runs the notebook and prints what its cells defined, tables as lists of rows.
RUN = """
import json, sys
from importlib.util import module_from_spec, spec_from_file_location
spec = spec_from_file_location("iraq", sys.argv[1])
notebook = module_from_spec(spec)
spec.loader.exec_module(notebook)
_, defined = notebook.app.run()
tables = {name: value.to_pylist() for name, value in defined.items() if hasattr(value, "to_pylist")}
print(json.dumps(tables, default=str))
"""


def run_notebook(data: Path) -> dict[str, list[dict[str, object]]]:
    environment = os.environ | {"DYADWIRE_DATA": str(data)}
    ended = subprocess.run(
        [sys.executable, "-c", RUN, NOTEBOOK], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


@pytest.fixture(scope="module")
def tables(made_warehouse):
    return run_notebook(made_warehouse.parent)


def answer(published: Path, sql: str) -> list[tuple[object, ...]]:
    with query(published, sql) as found:
        return list(found.rows)


def test_it_counts_what_the_warehouse_holds(tables, made_warehouse):
    expected = answer(
        made_warehouse,
        "SELECT actor_iso3, recipient_iso3, n_events FROM mart.dyad_total WHERE 'IRQ' IN (actor_iso3, recipient_iso3)",
    )
    shown = {(row["actor_iso3"], row["recipient_iso3"]): row["n_events"] for row in tables["totals"]}
    assert shown == {(one, other): n for one, other, n in expected if {one, other} <= {"IRQ", "USA", "RUS", "IRN"}}
    assert len(shown) == 6


def test_its_years_add_up(tables, made_warehouse):
    ((n_events,),) = answer(
        made_warehouse,
        "SELECT count(*) FROM core.events WHERE status IN ('actual', 'historical') AND event_date_start IS NOT NULL "
        "AND 'IRQ' IN (actor_iso3, recipient_iso3) AND len(list_intersect([actor_iso3, recipient_iso3], "
        "['USA', 'RUS', 'IRN'])) = 1",
    )
    assert sum(row["n_events"] for row in tables["years"]) == n_events > 100


def test_each_event_shows_its_sentence(tables):
    assert {row["actor"] for row in tables["told"]} == {"IRQ", "USA"}
    assert all(row["sentence"] and row["mention_id"] and row["confidence"] >= 0.7 for row in tables["told"])
    assert [row["figure"] for row in tables["figures"]] == ["$9.1 billion"]
    assert all(row["figure"] in row["sentence"] for row in tables["figures"])


def test_without_a_warehouse_it_says_what_to_do(tmp_path):
    assert run_notebook(tmp_path) == {}
