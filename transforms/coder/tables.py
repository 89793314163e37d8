"""Rows of the codebook's tables, each knowing its table and line, so that an unusable one can be named."""

import csv
import io
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transforms.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. A missing column or an empty required cell is an error that names table and line."""

    table: str
    line: int
    cells: Mapping[str, str | None]

    def __getitem__(self, column: str) -> str:
        value = self.optional(column)
        if value is None:
            raise self.error(f"column '{column}' is empty")
        return value

    def optional(self, column: str) -> str | None:
        if column not in self.cells:
            raise self.error(f"column '{column}' is missing")
        return (self.cells[column] or "").strip() or None

    def number(self, column: str) -> float:
        """The cell as a finite number."""
        try:
            number = float(self[column])
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise self.error(f"column '{column}' is not a number: {self[column]!r}")
        return number

    def error(self, problem: str) -> CodebookError:
        return CodebookError(self.table, self.line, problem)


def read_rows(files: Mapping[str, bytes], table: str) -> Iterator[Row]:
    """Rows of a table in file order; CodebookError if the table is absent, not UTF-8 or a line has surplus cells."""
    if table not in files:
        raise CodebookError(table, 0, "the table is missing")
    try:
        text = files[table].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CodebookError(table, 0, f"not UTF-8 ({error.reason} at byte {error.start})") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        for cells in reader:
            row = Row(table, reader.line_num, cells)
            if None in cells:
                raise row.error("more cells than columns; put quotes around a cell with commas")
            yield row
    except csv.Error as error:
        raise CodebookError(table, reader.line_num, f"not CSV ({error})") from None
