"""Queries that must find nothing. A store that contradicts itself is not published.

They look at the rows of runs that have not passed yet, so that their cost follows the batch and not the warehouse. A
few compare sums of all besides.
What lies in `checks/doubts/` finds rows that are whole and hard to believe, as the coder may misread any sentence:
these are told and published.
"""

from collections.abc import Iterator
from pathlib import Path

from transforms.errors import CheckError
from warehouse.connection import Store
from warehouse.schema import schema_files

FOLDER = Path(__file__).parent / "checks"
DOUBTS = FOLDER / "doubts"
_SCOPE = Path(__file__).with_name("check_scope.sql").read_text(encoding="utf-8")
_N_EXAMPLES = 3
_OF_STORIES = frozenset({"mart_sums", "mart_tables", "reported_events", "wire_copies"})  # they look at sums of all


def run_checks(store: Store, *, has_news: bool = True) -> tuple[str, ...]:
    """Runs every check, in order of name, and returns the doubts, for a person.

    What passes is not looked at again, once its run has ended. A run without news has left stories, events and marts as
    they were; where all before it have passed, the checks of these are left out.

    Raises:
        CheckError: the first check that finds rows, with their number and some of them.
    """
    store.execute(_SCOPE)
    ((n_unchecked,),) = store.rows("SELECT count(*) FROM unchecked_runs")
    left_out = frozenset() if has_news or int(str(n_unchecked)) > 1 else _OF_STORIES
    for name, n_rows, examples in _findings(store, FOLDER, left_out):
        raise CheckError(name, n_rows, examples)
    doubts = tuple(
        f"check {name} doubts {n_rows} row(s), published all the same; the first: {examples}"
        for name, n_rows, examples in _findings(store, DOUBTS)
    )
    store.execute("UPDATE ops.runs SET is_checked = true WHERE NOT is_checked AND state <> 'running'")
    return doubts


def _findings(store: Store, folder: Path, left_out: frozenset[str] = frozenset()) -> Iterator[tuple[str, int, str]]:
    for check in schema_files(folder):
        name = check.name.removesuffix(".sql")
        if name in left_out:
            continue
        result = store.execute(check.sql)
        names = [column[0] for column in result.description]
        if bad_rows := result.fetchall():
            yield name, len(bad_rows), _shown(names, bad_rows[:_N_EXAMPLES])


def _shown(names: list[str], rows: list[tuple[object, ...]]) -> str:
    return "; ".join(", ".join(f"{name} {part}" for name, part in zip(names, row, strict=True)) for row in rows)
