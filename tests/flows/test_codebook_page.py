"""docs/codebook.md says what the codebook holds now, and its example works."""

import re
from dataclasses import replace
from datetime import date

import pytest

from flows.codebook_page import FOLDER, PAGE, TEMPLATE, build_page
from flows.coder_recipe import read_recipe
from flows.setting_sources import read_settings
from tests.coder.lines import lines
from transforms.codebook_tables import fill_page


def test_the_page_is_up_to_date():
    assert PAGE.read_text("utf-8") == build_page(), "run `make docs`"


def test_every_mark_is_filled():
    assert "<!--" in TEMPLATE.read_text("utf-8")
    assert "<!--" not in build_page()


def test_an_unknown_mark_is_an_error():
    with pytest.raises(KeyError, match="no such table"):
        fill_page("<!-- no such table -->", {})


def test_bars_inside_cells_are_escaped():
    table = b"word_class,lemma,source,note\na,b,own knowledge,\n"
    filled = fill_page("<!-- tables -->", {"word_classes.csv": table})
    assert filled.splitlines()[-1] == (
        "| `word_classes.csv` | 1 | classes of words that `object` may name | own knowledge |"
    )


def test_the_example_row_does_what_is_said_of_it(coder):
    page = TEMPLATE.read_text("utf-8")
    row = re.search(r"^badger-v.*$", page, re.MULTILINE)[0]
    sentence = re.search(r"Peru badgered[^\"]*", page)[0]
    expected = ["PER>CHL REQUEST.assist actual"]
    assert lines(coder, sentence) != expected
    recipe = read_recipe(read_settings({}))
    table = recipe.codebook_files["predicates.csv"].rstrip() + b"\n" + row.encode() + b"\n"
    changed = replace(recipe, codebook_files={**recipe.codebook_files, "predicates.csv": table})
    assert lines(changed.build(), sentence, published_on=date(2024, 5, 13)) == expected


def test_tables_are_named_as_they_lie_in_the_folder():
    page = build_page()
    assert all(f"`{path.name}`" in page for path in FOLDER.glob("*.csv"))
