"""Tables in Markdown whose cells are plain words of ours."""

from collections.abc import Iterable, Sequence

from flows.markdown import table


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars and line ends inside cells do not end them."""
    return "\n".join(table(head, [[" ".join(cell.replace("|", "\\|").split()) for cell in row] for row in rows]))
