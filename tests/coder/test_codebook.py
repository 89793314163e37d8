"""A bad row stops the run before anything is fetched, and says which row it is."""

import pytest

from transforms.coder.codebook import read_codebook
from transforms.errors import CodebookError


def test_bundled_codebook_is_valid(codebook):
    assert len(codebook.event_types) == 16
    assert {p.event_type for rows in codebook.predicates.values() for p in rows} == set(codebook.event_types)


def test_version_changes_with_any_byte(files):
    changed = files | {"contexts.csv": files["contexts.csv"] + b"\n"}
    assert read_codebook(files).version == read_codebook(dict(reversed(files.items()))).version
    assert read_codebook(files).version != read_codebook(changed).version


BAD_ROWS = [
    ("predicates.csv", "x-v,verb,greet,,,,,,HUG,,own knowledge,", "unknown event type 'HUG'"),
    ("predicates.csv", "x-v,verb,greet,,,,,,ACCUSE,hug,own knowledge,", "unknown mode 'hug'"),
    ("predicates.csv", "x-v,verb,greet,,@nothing,,,,ACCUSE,,own knowledge,", "unknown word class '@nothing'"),
    ("predicates.csv", "x-v,adverb,greet,,,,,,ACCUSE,,own knowledge,", "pos is 'adverb'"),
    ("predicates.csv", "x-v,verb,,,,,,,ACCUSE,,own knowledge,", "column 'lemma' is empty"),
    ("predicates.csv", "x-v,verb,greet,,,,,,ACCUSE,,own knowledge,,,", "more cells than columns"),
    ("row_ratings.csv", "accuse-v,9,own knowledge,", "it is a number from 1 to 5 in halves"),
    ("status_cues.csv", "verb,greet,perhaps,own knowledge,", "unknown effect 'perhaps'"),
    ("context_weights.csv", "weather,type AID,1.0,own knowledge,", "unknown context 'weather'"),
    ("context_weights.csv", "legal,type AID,much,own knowledge,", "not a number"),
    ("state_sectors.csv", "AID,giver,GOV,own knowledge,", "role is 'giver'"),
    ("state_sectors.csv", "HELP,actor,GOV,own knowledge,", "unknown event type"),
    ("mode_cues.csv", "CONSULT,visit,greet,nowhere,own knowledge,", "where is 'nowhere'"),
    ("modes.csv", "CONSULT,hug,warm,own knowledge,", "column 'intensity' is not a number"),
]


@pytest.mark.parametrize(("table", "row", "problem"), BAD_ROWS)
def test_bad_row_is_named(table, row, problem, files):
    lines = files[table].rstrip(b"\n").count(b"\n") + 2
    with pytest.raises(CodebookError, match=problem) as caught:
        read_codebook(files | {table: files[table].rstrip(b"\n") + b"\n" + row.encode() + b"\n"})
    assert (caught.value.table, caught.value.line) == (table, lines)


def test_rule_id_stands_once(files):
    row = b"accuse-v,verb,accuse,,,,,,ACCUSE,,own knowledge,\n"
    with pytest.raises(CodebookError, match="stands twice"):
        read_codebook(files | {"predicates.csv": files["predicates.csv"].rstrip(b"\n") + b"\n" + row})


def test_row_holds_for_each_of_its_lemmas(files):
    row = b"hail-v,verb,hail|cheer,,,,obj,,SUPPORT,,own knowledge,\n"
    rows = read_codebook(
        files | {"predicates.csv": files["predicates.csv"].partition(b"\n")[0] + b"\n" + row}
    ).predicates
    assert {key: [(p.rule_id, p.lemma) for p in of_lemma] for key, of_lemma in rows.items()} == {
        ("verb", "hail"): [("hail-v", "hail")],
        ("verb", "cheer"): [("hail-v", "cheer")],
    }


def test_ratings_are_of_rows_that_exist_and_nearly_all_rows_have_one(codebook, files):
    rated = {line.split(",")[0] for line in files["row_ratings.csv"].decode().splitlines()[1:]}
    rows = {row.rule_id: row.rating for of_lemma in codebook.predicates.values() for row in of_lemma}
    assert rated <= set(rows)
    assert sum(rating is None for rating in rows.values()) < 0.02 * len(rows)


@pytest.mark.parametrize("table", ["predicates.csv", "event_types.csv", "sectors.csv"])
def test_missing_table_is_named(table, files):
    with pytest.raises(CodebookError, match="missing"):
        read_codebook({name: data for name, data in files.items() if name != table})


def test_encoding_is_checked(files):
    with pytest.raises(CodebookError, match="not UTF-8"):
        read_codebook(files | {"sectors.csv": b"lemma,sector\n\xff,GOV\n"})
