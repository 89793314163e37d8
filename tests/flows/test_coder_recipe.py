"""The coder's version follows its source."""

from pathlib import Path

from flows.coder_recipe import grammar_digest, read_recipe
from flows.settings import CoderWay, Settings


def source(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return folder


def test_other_code_under_the_same_release_number_is_another_version(tmp_path: Path):
    base = grammar_digest(source(tmp_path / "base", verbs="a = 1\n", nouns="b = 2\n"))
    assert grammar_digest(source(tmp_path / "same", nouns="b = 2\n", verbs="a = 1\n")) == base
    assert grammar_digest(source(tmp_path / "changed", verbs="a = 1\n", nouns="b = 3\n")) != base
    assert grammar_digest(source(tmp_path / "renamed", verb="a = 1\n", nouns="b = 2\n")) != base
    assert grammar_digest(source(tmp_path / "more", verbs="a = 1\n", nouns="b = 2\n", dates="")) != base


def test_a_version_names_the_release_the_source_and_the_way(tmp_path: Path):
    coder = read_recipe(Settings(data_folder=tmp_path, coder=CoderWay.SHALLOW)).build()
    release, grammar, way = coder.version.split("-")
    assert (release, way) == ("0.1", "shallow")
    assert len(grammar) == 8
    assert int(grammar, 16) >= 0
