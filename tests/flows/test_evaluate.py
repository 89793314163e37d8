"""`dyadwire evaluate` on a small set of our own, and against the measure from outside where that is there."""

import csv
import importlib.util
import json

import pytest

from flows.coder_recipe import read_recipe
from flows.evaluation.choices import SetName
from flows.evaluation.evaluating import results
from flows.evaluation.reference_folders import ReferenceFolders
from flows.setting_sources import read_settings
from tests.command import Dyadwire, Ended
from tests.flows.reference_set import EVENTS, STORIES, event, story, write
from transforms.coder.rows import event_rows
from transforms.evaluation.events import of_mention


@pytest.fixture
def evaluate(dyadwire: Dyadwire, tmp_path):
    """Runs `dyadwire evaluate` on the small set, shallow and in one process."""
    folder = write(tmp_path / "reference")

    def run(*arguments: str) -> Ended:
        given = ("--reference", folder, "--material", tmp_path / "nowhere", "--coder", "shallow", "--workers", "0")
        return dyadwire("evaluate", *given, *arguments)

    return run


def found(ended: Ended):
    assert ended.exit_code == 0, ended.err
    return {result["split"]: result for result in json.loads(ended.out)["results"]}


def test_figures_of_each_split_and_of_all(evaluate):
    by_split = found(evaluate("--json"))
    assert list(by_split) == ["study", "heldout", "all"]
    assert {split: result["texts"] for split, result in by_split.items()} == {"study": 1, "heldout": 1, "all": 2}
    whole = by_split["all"]
    assert {figure: of["value"] for figure, of in whole["levels"]["dyad+type"].items()} == {
        "precision": 1,
        "recall": 1,
        "f1": 1,
    }
    assert whole["types"]["SANCTION"]["recall"] == 1
    assert whole["shares"]["status"]["n"] == 2
    assert whole["reliability"]
    assert by_split["heldout"]["coded"] == 0


def test_one_split_alone(evaluate):
    assert list(found(evaluate("--json", "--split", "study"))) == ["study"]


def test_through_ingest_the_same_events_are_found(evaluate):
    ended = evaluate("--json", "--through", "ingest")
    assert json.loads(ended.out)["through"] == "ingest"
    assert found(ended)["all"]["levels"]["dyad+type"]["f1"]["value"] == 1


def test_tables_are_plain_where_there_is_no_terminal(evaluate):
    ended = evaluate("--set", "stories")
    assert "\x1b" not in ended.out
    for title in ("Found and right", "Right of the found", "Event types", "confidence and share right"):
        assert title in ended.out


def test_listed_are_misses_of_study_texts_only(dyadwire: Dyadwire, tmp_path):
    wrong = event(2, "Peru expelled two Bolivian diplomats on Friday", "expelled", "CHL>BOL", "ASSAULT")
    held = {**story("fish"), "id": "held", "split": "heldout"}
    rows = [*EVENTS, wrong, {**wrong, "id": "held-00", "document": "held"}]
    folder = write(tmp_path / "reference", stories=[story("fish"), held], events=rows)
    given = ("--reference", folder, "--coder", "shallow", "--set", "stories", "--workers", "0", "--list")
    shown = dyadwire("evaluate", *given).out
    assert "stories missed fish-02 CHL>BOL ASSAULT" in shown
    assert "held-00" not in shown
    assert "held-00" in dyadwire("evaluate", *given, "--split", "heldout").out


def test_saved_figures_are_compared(evaluate, tmp_path):
    saved = tmp_path / "figures" / "release.json"
    assert evaluate("--save", str(saved)).exit_code == 0
    content = json.loads(saved.read_text("utf-8"))
    for result in content["results"]:
        result["levels"]["dyad"]["recall"]["value"] = 0.25
    saved.write_text(json.dumps(content), "utf-8")
    shown = evaluate("--against", str(saved)).out
    moved = [line.split() for line in shown.splitlines() if "dyad recall" in line]
    assert ["stories", "all", "dyad", "recall", "0.250", "1.000", "+0.750"] in moved
    saved.write_text("{}", "utf-8")
    assert evaluate("--against", str(saved)).exit_code == 3


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ({"stories": ["{"]}, "stories.jsonl, line 1: it is not JSON"),
        ({"stories": [{**story("fish"), "split": "test"}]}, "line 1: `split` is 'test'"),
        ({"stories": [story("fish"), story("fish")]}, "line 2: the id 'fish' stands twice"),
        ({"events": [{**EVENTS[0], "event_type": "SHOUT"}]}, "line 1: `event_type` is 'SHOUT'"),
        ({"events": [EVENTS[1], {**EVENTS[0], "document": "x"}]}, "line 2: document 'x' is no text of this set"),
        ({"events": [{**EVENTS[0], "trigger_end": 4000}]}, "line 1: the trigger at"),
        ({"events": [{**EVENTS[0], "trigger_start": 0, "trigger_end": 4}]}, "is not in its sentence"),
        ({"events": [{k: v for k, v in EVENTS[0].items() if k != "core"}]}, "line 1: `core` is missing"),
        ({"events": [{**EVENTS[0], "status": None}]}, "line 1: `status` must be a text"),
    ],
)
def test_a_malformed_line_is_named(rows, problem, dyadwire: Dyadwire, tmp_path):
    folder = write(tmp_path / "reference", **rows)
    ended = dyadwire("evaluate", "--reference", folder, "--set", "stories", "--coder", "shallow")
    assert ended.exit_code == 3
    assert problem in ended.err
    assert "Traceback" not in ended.err


def test_an_absent_set_is_named(evaluate):
    ended = evaluate("--set", "wire")
    assert ended.exit_code == 3
    assert "the reference set wire needs" in ended.err


def test_texts_of_the_wire_are_found_by_id(tmp_path):
    own, wire = tmp_path / "own", tmp_path / "material" / "real" / "wire"
    own.mkdir()
    wire.mkdir(parents=True)
    lines = [json.dumps({**story(name), "published_at": None}) for name in STORIES]
    (wire / "some.jsonl").write_text("\n".join(lines), "utf-8")
    (own / "wire_events.jsonl").write_text("".join(json.dumps(row) + "\n" for row in EVENTS), "utf-8")
    (own / "wire_items.csv").write_text("id,split,n_events\nrain,heldout,0\nfish,study,2\n", "utf-8")
    folders = ReferenceFolders(own, tmp_path / "material", ("ACCUSE", "SANCTION"))
    wire_set = folders.read(SetName.WIRE)
    assert [(text.id, text.split, len(wire_set.events[text.id])) for text in wire_set.texts] == [
        ("rain", "heldout", 0),
        ("fish", "study", 2),
    ]


@pytest.mark.parametrize(("name", "measure"), [(SetName.SEEDS, "documents"), (SetName.DYAD_DEV, "sentences")])
def test_the_measure_from_outside_says_the_same(name, measure, shared_folder, coder):
    spec = importlib.util.spec_from_file_location("score", shared_folder / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    kinds = read_recipe(read_settings({})).codebook().event_types
    quad_classes = {kind.name: kind.quad_class for kind in kinds.values()}
    of = ReferenceFolders(shared_folder / "none", shared_folder, quad_classes).read(name)
    texts = {text.id: coder.code(text.text, published_on=text.published_on) for text in of.texts}
    rows = [json.loads(json.dumps(row)) for text_id, text in texts.items() for row in event_rows(text_id, text)]
    coded = {text_id: [of_mention(text_id, m) for m in text.mentions] for text_id, text in texts.items()}
    files = {SetName.SEEDS: "seed_events.jsonl", SetName.DYAD_DEV: "dyad_dev.jsonl"}
    theirs = getattr(score, measure)(score.rows(shared_folder / "reference" / files[name]), rows, show=False)
    ours = results(of, coded, quad_classes)[-1]
    assert flat(ours) == {key: pytest.approx(value, abs=5e-4) for key, value in named(theirs, flat(ours)).items()}
    assert len(flat(ours)) >= 14


def flat(result):
    """Our figures under the names of the measure from outside."""
    by_name = {
        (level, figure): getattr(measured.tally, figure)
        for level, measured in result.levels.items()
        for figure in ("precision", "recall", "f1")
    }
    by_name |= {(name, "share"): share.value for name, share in result.attributes.shares.items() if share.n}
    by_name |= {
        (name, figure): getattr(tally, figure)
        for name, tally in result.attributes.tallies.items()
        for figure in ("precision", "recall")
        if tally.wanted
    }
    by_name.pop(("attribution", "precision"), None)
    return {key: value for key, value in by_name.items() if key[0] != "dyad+quad" or result.is_lower_bound}


def named(theirs, ours):
    """The figures from outside under our names, for the keys that we have."""
    same = {"date": "event_date_start", "type given dyad": "type given dyad", "type~ given dyad": "type given dyad"}
    figure = {"share": "accuracy", "recall": "recall_core"}
    found = {}
    for name, what in ours:
        of = theirs[same.get(name, name)]
        wanted = "loose" if name == "type~ given dyad" else figure.get(what, what)
        found[name, what] = of[wanted] if wanted in of else of[what]
    return found


def test_marks_tell_which_sentences_agree(shared_folder, tmp_path):
    folders = ReferenceFolders(tmp_path, shared_folder, ())
    path = tmp_path / "dyad_dev_marks.csv"
    with (shared_folder / "reference" / "dyad_dev.jsonl").open(encoding="utf-8") as lines:
        ids = [json.loads(next(lines))["id"] for _ in range(2)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "mark", "rule", "reason"), (ids[0], "agrees"), (ids[1], "contradicts")])
    kinds = read_recipe(read_settings({})).codebook().event_types
    assert ReferenceFolders(tmp_path, shared_folder, kinds).read(SetName.DYAD_DEV).agreeing == {ids[0]}
    assert folders.missing(SetName.STORIES) == tmp_path / "stories.jsonl"
