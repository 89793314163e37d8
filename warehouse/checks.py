"""Queries that must find nothing. A store that contradicts itself is not published."""

from pathlib import Path

from transforms.errors import CheckError
from warehouse.connection import Store
from warehouse.schema import SchemaFile, schema_files

FOLDER = Path(__file__).parent / "checks"
_N_EXAMPLES = 3


def run_checks(store: Store, checks: tuple[SchemaFile, ...] | None = None) -> None:
    """Runs every check, in order of name.

    Raises:
        CheckError: the first that finds rows, with their number and some of them.
    """
    for check in schema_files(FOLDER) if checks is None else checks:
        result = store.execute(check.sql)
        names = [column[0] for column in result.description]
        if bad_rows := result.fetchall():
            raise CheckError(check.name.removesuffix(".sql"), len(bad_rows), _shown(names, bad_rows[:_N_EXAMPLES]))


def _shown(names: list[str], rows: list[tuple[object, ...]]) -> str:
    return "; ".join(", ".join(f"{name} {part}" for name, part in zip(names, row, strict=True)) for row in rows)
