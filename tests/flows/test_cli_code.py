"""`dyadwire code`: the contract that others measure the coder by."""

import json
import shutil
import subprocess
import time
from datetime import date
from pathlib import Path

import pytest

from flows.commands.text_lines import read_line
from tests.command import PROGRAM, Dyadwire

CODEBOOK = Path(__file__).parents[2] / "seeds" / "codebook"
DAY = "2024-05-13"
TEXTS = [
    {"id": "one", "text": "Peru expelled two Bolivian diplomats on Friday.", "title": None, "published_at": DAY},
    {"id": "two", "text": "Rain fell on the village.", "title": "Weather", "published_at": None},
    {"id": "three", "text": "  Kenya’s president will visit Uganda.\r\n\r\nUganda thanked Kenya.", "published_at": DAY},
]
NEEDED = {
    *("document", "sentence_start", "sentence_end", "trigger_start", "trigger_end", "event_type", "mode", "status"),
    *("reciprocal", "actors", "recipients", "event_date_start", "event_date_end", "date_granularity", "contexts"),
    *("planned_type", "planned_mode", "location_iso3", "attributed_to", "figures", "rule_id", "confidence"),
}


def lines(records: list[dict[str, object]]) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def rows(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.mark.parametrize("coder", ["full", "shallow"])
def test_rows_follow_the_contract(dyadwire: Dyadwire, coder):
    ended = dyadwire("code", "-", "-", "--coder", coder, "--workers", "1", stdin=lines(TEXTS))
    assert ended.exit_code == 0
    found = rows(ended.out)
    assert found[0]["document"] == "one"
    texts = {record["id"]: record["text"] for record in TEXTS}
    for row in found:
        text = texts[row["document"]]
        assert set(row) >= NEEDED
        assert text[row["trigger_start"] : row["trigger_end"]].strip()
        for party in [*row["actors"], *row["recipients"]]:
            assert text[party["start"] : party["end"]] == party["text"]
    expulsion = found[0]
    assert [party["iso3"] for party in expulsion["actors"]] == ["PER"]
    assert [party["iso3"] for party in expulsion["recipients"]] == ["BOL"]
    assert expulsion["event_type"] == "SANCTION"


def test_any_number_of_workers_gives_the_same_bytes(dyadwire: Dyadwire, tmp_path: Path):
    texts = [dict(TEXTS[number % 3], id=f"text {number}") for number in range(100)]
    (tmp_path / "in.jsonl").write_bytes(lines(texts))
    for workers in ("0", "1", "3"):
        ended = dyadwire("code", "in.jsonl", f"out{workers}.jsonl", "--coder", "shallow", "--workers", workers)
        assert (ended.exit_code, ended.out) == (0, "")
        assert ended.err.startswith("100 texts, ")
    outputs = [(tmp_path / f"out{workers}.jsonl").read_bytes() for workers in ("0", "1", "3")]
    assert outputs[0] == outputs[1] == outputs[2]
    documents = [row["document"] for row in rows(outputs[0].decode())]
    assert documents == sorted(documents, key=lambda name: int(name.split()[1]))


@pytest.mark.parametrize(("line", "complaint"), [
    (b"{not json}", "it is not JSON"),
    (b'["a list"]', 'an object with an "id"'),
    (b'{"id": 4, "text": "x"}', 'an object with an "id"'),
    (b'{"id": "x"}', 'its "text" must be a text'),
    (b'{"id": "x", "text": null}', 'its "text" must be a text'),
    (b'{"id": "x", "text": "y", "title": 7}', 'its "title" must be a text or null'),
    (b'{"id": "x", "text": "y", "published_at": "Monday"}', 'its "published_at" must be null or a day'),
    (b'{"id": "x", "text": "caf\xe9"}', "it is not UTF-8"),
    (b"[" * 100_000, "it is not JSON"),
    (b"1" * 10_000, "limit"),
])  # fmt: skip
def test_a_bad_line_says_what_is_wrong_with_it(line, complaint):
    with pytest.raises(ValueError, match=complaint):
        read_line(1, line)


@pytest.mark.parametrize(("published_at", "day"), [
    (None, None),
    ("2024-05-13", date(2024, 5, 13)),
    ("2024-05-13T23:30:00Z", date(2024, 5, 13)),
])  # fmt: skip
def test_a_publication_date_may_carry_a_time(published_at, day):
    line = json.dumps({"id": "x", "text": "y", "published_at": published_at}).encode()
    assert read_line(1, line).published_on == day


def test_a_bad_line_is_named_and_the_lines_before_it_are_coded(dyadwire: Dyadwire):
    stdin = b"\xef\xbb\xbf" + lines(TEXTS[:1]) + b"\n" + b"oops\n" + lines(TEXTS[2:])
    ended = dyadwire("code", "-", "-", "--coder", "shallow", stdin=stdin)
    assert ended.exit_code == 3
    assert ended.err.startswith("dyadwire: standard input, line 3: it is not JSON")
    assert {row["document"] for row in rows(ended.out)} == {"one"}


def test_a_bad_line_leaves_no_half_file(dyadwire: Dyadwire, tmp_path: Path):
    (tmp_path / "in.jsonl").write_bytes(lines(TEXTS) + b"oops\n")
    (tmp_path / "out.jsonl").write_text("from yesterday\n")
    ended = dyadwire("code", "in.jsonl", "out.jsonl", "--coder", "shallow")
    assert ended.exit_code == 3
    assert "in.jsonl, line 4" in ended.err
    assert (tmp_path / "out.jsonl").read_text() == "from yesterday\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


@pytest.mark.parametrize(("source", "target"), [
    ("in.jsonl", "in.jsonl"),
    ("in.jsonl", "./link.jsonl"),
    ("link.jsonl", "in.jsonl"),
    ("other.jsonl.part", "other.jsonl"),
])  # fmt: skip
def test_the_input_is_never_overwritten(dyadwire: Dyadwire, tmp_path: Path, source, target):
    for name in ("in.jsonl", "other.jsonl.part"):
        (tmp_path / name).write_bytes(lines(TEXTS))
    (tmp_path / "link.jsonl").symlink_to("in.jsonl")
    ended = dyadwire("code", source, target, "--coder", "shallow")
    assert (ended.exit_code, ended.out) == (3, "")
    assert "INPUT would be overwritten" in ended.err
    assert (tmp_path / source).read_bytes() == lines(TEXTS)


def test_keys_that_mean_nothing_are_told_once(dyadwire: Dyadwire):
    texts = [TEXTS[1] | {"published": DAY}, TEXTS[1] | {"published": DAY, "url": "x"}, TEXTS[1] | {"url": "y"}]
    ended = dyadwire("code", "-", "-", "--coder", "shallow", "--workers", "0", stdin=lines(texts))
    assert ended.exit_code == 0
    known = "the keys are id, text, title, published_at"
    assert ended.err.splitlines()[:2] == [
        f'dyadwire: standard input, line 1: ignored, here and below: "published"; {known}',
        f'dyadwire: standard input, line 2: ignored, here and below: "url"; {known}',
    ]
    assert len(ended.err.splitlines()) == 3


def test_files_that_cannot_be_opened_are_named(dyadwire: Dyadwire, tmp_path: Path):
    missing = dyadwire("code", "missing.jsonl", "-")
    assert (missing.exit_code, missing.err) == (
        3,
        "dyadwire: missing.jsonl cannot be read: No such file or directory\n",
    )
    nowhere = dyadwire("code", "-", "no/such/folder/out.jsonl")
    assert nowhere.exit_code == 5
    assert "no/such/folder/out.jsonl cannot be written" in nowhere.err


def test_a_full_disk_is_named(dyadwire: Dyadwire):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    ended = dyadwire("code", "-", "/dev/full", "--coder", "shallow", stdin=lines(TEXTS))
    assert ended.exit_code == 5
    assert ended.err == "dyadwire: /dev/full cannot be written: No space left on device\n"


def test_a_text_too_long_to_read_whole_is_named(dyadwire: Dyadwire):
    text = "Peru expelled two Bolivian diplomats on Friday. " * 2_000
    ended = dyadwire("code", "-", "-", "--coder", "shallow", "--workers", "1", stdin=lines([{"id": "a", "text": text}]))
    assert ended.exit_code == 0
    assert rows(ended.out)
    assert "line 1, id 'a': only its first 60,000 characters are coded" in ended.err


def test_half_a_surrogate_pair_and_other_odd_texts_pass(dyadwire: Dyadwire):
    odd = [
        "",
        "\x00",
        "Peru \ud83d expelled two Bolivian diplomats.",
        "\u2028Peru\u2028expelled Bolivian envoys.\u202e",
    ]
    stdin = b"".join(json.dumps({"id": str(number), "text": text}).encode() + b"\n" for number, text in enumerate(odd))
    ended = dyadwire("code", "-", "-", "--coder", "full", stdin=stdin)
    assert (ended.exit_code, ended.err) == (0, ended.err)
    assert ended.err.startswith("4 texts, ")
    assert ended.err.endswith(", 0 failed\n")


def test_a_reader_that_leaves_ends_the_command_quietly():
    with subprocess.Popen(
        [PROGRAM, "code", "-", "-", "--coder", "shallow", "--workers", "1"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={},
    ) as run:  # fmt: skip
        assert run.stdout and run.stdin and run.stderr
        run.stdout.close()
        with pytest.raises(BrokenPipeError):
            while True:
                run.stdin.write(lines(TEXTS * 100))
                run.stdin.flush()
                time.sleep(0.01)
        assert run.stderr.read() == b""
        assert run.wait(10) == 141
        run.stdin = None


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_bad_codebook_row_is_named_with_its_file(dyadwire: Dyadwire, tmp_path: Path, workers):
    folder = tmp_path / "codebook"
    shutil.copytree(CODEBOOK, folder)
    n_lines = (folder / "predicates.csv").read_bytes().count(b"\n")
    with (folder / "predicates.csv").open("a") as table:
        table.write("dance-v,verb,dance,,,,,,DANCE,,own knowledge,\n")
    environment = {"DYADWIRE_CODEBOOK": str(folder)}
    arguments = ("code", "-", "-", "--coder", "shallow", "--workers", workers)
    ended = dyadwire(*arguments, stdin=lines(TEXTS), environment=environment)
    assert (ended.exit_code, ended.out) == (3, "")
    assert ended.err.startswith(f"dyadwire: {folder}/predicates.csv, line {n_lines + 1}: unknown event type 'DANCE'")
