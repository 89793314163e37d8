"""The bars that the coder must hold on reference events; they only ever rise."""

import csv
import importlib.util
import json
from datetime import date

import pytest

from transforms.coder.rows import event_rows


@pytest.fixture(scope="module")
def score(shared_folder):
    spec = importlib.util.spec_from_file_location("score", shared_folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_seed_documents(score, shared_folder, coder):
    with (shared_folder / "seeds" / "dates.csv").open(encoding="utf-8") as rows:
        published = {row["file"]: date.fromisoformat(row["published_at"]) for row in csv.DictReader(rows)}
    coded = [
        row
        for name, day in published.items()
        for row in event_rows(name, coder.code((shared_folder / "seeds" / name).read_text("utf-8"), published_on=day))
    ]
    found = score.documents(score.rows(shared_folder / "reference" / "seed_events.jsonl"), coded, show=False)
    assert found["dyad+type"]["precision"] >= 0.62
    assert found["dyad+type"]["recall_core"] >= 0.52
    assert found["status"]["accuracy"] >= 0.85
    assert found["event_date_start"]["accuracy"] >= 0.82


def test_single_sentences(score, shared_folder, coder):
    path = shared_folder / "reference" / "dyad_dev.jsonl"
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    coded = [row for item in rows for row in event_rows(item["id"], coder.code(item["text"]))]
    found = score.sentences(score.rows(path), coded, show=False)
    assert found["dyad"]["recall"] >= 0.84
    assert found["type given dyad"]["accuracy"] >= 0.8
