"""The bundled list of feeds, with those of some countries switched on and the others as comments below them."""

import re
import tomllib
from collections.abc import Set
from typing import Final

# Publishers of no single country report on all of them.
EVERYWHERE: Final = frozenset({"", "UNO", "EUR", "IGO"})
HEAD: Final = """\
# The feeds that runs with this data folder poll: publishers with their seat in {seats}, and bodies of many countries.
#
# `country` is the seat of the publisher, not what it writes about. A feed of the lower part is polled when the # before
# each of its lines is gone. None had been polled when this list was made: `dyadwire feeds check` asks each once.
"""
OTHERS: Final = "\n# --- Other feeds of the bundled list, switched off ---\n"
_FEED: Final = re.compile(r"^\[\[feed\]\]$", re.MULTILINE)


def chosen_list(bundled: str, countries: Set[str]) -> tuple[str, int, frozenset[str]]:
    """The list as TOML, how many feeds are polled, and which of `countries` has no publisher in it.

    No countries choose all feeds. Where nobody sits in any of them, all feeds are polled too: a list cannot be empty.
    """
    blocks = [f"[[feed]]\n{block.strip()}\n" for block in _FEED.split(bundled)[1:]]
    seats = [tomllib.loads(block)["feed"][0]["country"] for block in blocks]
    missing = frozenset(countries) - set(seats)
    wanted = frozenset(countries) - missing
    chosen = [not wanted or seat in wanted | EVERYWHERE for seat in seats]
    polled = [block for block, is_chosen in zip(blocks, chosen, strict=True) if is_chosen]
    others = [_commented(block) for block, is_chosen in zip(blocks, chosen, strict=True) if not is_chosen]
    head = HEAD.format(seats=", ".join(sorted(wanted)) or "any country")
    return "\n".join([head, *polled, *([OTHERS, *others] if others else [])]), len(polled), missing


def _commented(block: str) -> str:
    return "".join(f"#{line}\n" for line in block.splitlines())
