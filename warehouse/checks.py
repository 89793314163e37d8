"""Queries that must find nothing. A store that contradicts itself is not published.

They look at the rows of runs that have not passed yet, so that their cost follows the batch and not the warehouse.
"""

from pathlib import Path

from transforms.errors import CheckError
from warehouse.connection import Store
from warehouse.schema import SchemaFile, schema_files

FOLDER = Path(__file__).parent / "checks"
_SCOPE = Path(__file__).with_name("check_scope.sql").read_text(encoding="utf-8")
_N_EXAMPLES = 3


def run_checks(store: Store, checks: tuple[SchemaFile, ...] | None = None) -> None:
    """Runs every check, in order of name; what passes all of them is not looked at again.

    Raises:
        CheckError: the first that finds rows, with their number and some of them.
    """
    store.execute(_SCOPE)
    for check in schema_files(FOLDER) if checks is None else checks:
        result = store.execute(check.sql)
        names = [column[0] for column in result.description]
        if bad_rows := result.fetchall():
            raise CheckError(check.name.removesuffix(".sql"), len(bad_rows), _shown(names, bad_rows[:_N_EXAMPLES]))
    store.execute("UPDATE ops.runs SET is_checked = true WHERE NOT is_checked")


def _shown(names: list[str], rows: list[tuple[object, ...]]) -> str:
    return "; ".join(", ".join(f"{name} {part}" for name, part in zip(names, row, strict=True)) for row in rows)
