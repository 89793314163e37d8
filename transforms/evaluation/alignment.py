"""Where the characters of a text that was cleaned stood in the text before: spaces moved, lines went, others came."""

import re
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+|[^\w\s]")


class Alignment:
    """Maps offsets of `derived` to offsets of `original`, word by word; words of `derived` that are new have none."""

    def __init__(self, derived: str, original: str) -> None:
        ours, theirs = list(_WORD.finditer(derived)), list(_WORD.finditer(original))
        matcher = SequenceMatcher(None, [m.group() for m in ours], [m.group() for m in theirs], autojunk=False)
        self._start_of: dict[int, int] = {}  # offset of a character in the derived text -> in the original
        for block in matcher.get_matching_blocks():
            for k in range(block.size):
                one, other = ours[block.a + k], theirs[block.b + k]
                for step in range(one.end() - one.start()):
                    self._start_of[one.start() + step] = other.start() + step

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The span of the original that holds what `derived[start:end]` holds; None where nothing of it does."""
        inside = [self._start_of[offset] for offset in range(start, end) if offset in self._start_of]
        return (min(inside), max(inside) + 1) if inside else None
