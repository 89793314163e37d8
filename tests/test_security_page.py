"""The page on security names tests that there are."""

import re

from tests.doc_sessions import ROOT


def test_every_test_that_the_page_names_exists():
    page = (ROOT / "docs" / "explanation" / "security.md").read_text("utf-8")
    named = set(re.findall(r"\b(test_\w+\.py)`", page))
    assert len(named) > 10
    assert named <= {file.name for file in (ROOT / "tests").rglob("test_*.py")}
