"""Builds docs/reference/ from the code and from the comments of the database: python -m flows.reference_pages"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from flows.codebook_files import country_names
from flows.command_pages import commands_page, exit_codes_page
from flows.markdown_table import markdown_table
from flows.setting_notes import described_settings
from flows.settings import ROOT
from warehouse.catalogue import Macro, Table, catalogue

FOLDER: Final = ROOT / "docs" / "reference"
BUILT: Final = (
    "This page is built from the program; `make docs` builds it again, and a test fails while it is behind.\n"
)
_SCHEMAS: Final = {
    "mart": "what analysts ask",
    "core": "what is believed: stories, event mentions, events, figures",
    "raw": "what was received, and what became of it",
    "ops": "runs, feeds, rejections, and what the program keeps for itself",
    "main": "short names of macros",
}


def reference_pages() -> dict[str, str]:
    """Path below docs/reference/ -> page as Markdown."""
    tables, macros = catalogue()
    return {
        "tables.md": _tables_page(tables, macros),
        "codes.md": _codes_page(),
        "settings.md": _settings_page(),
        "cli.md": commands_page(BUILT),
        "exit-codes.md": exit_codes_page(BUILT),
        "../adr/index.md": _decisions_page(),
    }


def write_pages(folder: Path = FOLDER) -> None:
    """Writes the pages; others in the folder are left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in reference_pages().items():
        (folder / name).write_text(page, encoding="utf-8")


def _tables_page(tables: Sequence[Table], macros: Sequence[Macro]) -> str:
    head = f"""# Tables and columns

{BUILT}
Every table, view, column and macro carries the comment that is shown here, in the database itself:

```sql
SELECT column_name, data_type, comment FROM duckdb_columns()
WHERE schema_name = 'mart' AND table_name = 'event_list';
```

Start with the schema `mart`. Times are UTC. Codes of countries: [Codes](codes.md); of events:
[Codebook](../codebook.md).
"""  # noqa: S608 a page, no query
    return "\n".join([head, *_overview(tables), *_macros(macros), *_schemas(tables)])


def _overview(tables: Iterable[Table]) -> Iterator[str]:
    rows = []
    for schema in _SCHEMAS:
        names = [f"[{table.name}](#{schema}{table.name})" for table in tables if table.schema == schema]
        if names:
            rows.append((f"`{schema}`", _SCHEMAS[schema], ", ".join(names)))
    yield markdown_table(("schema", "holds", "tables and views"), rows)
    yield ""


def _macros(macros: Iterable[Macro]) -> Iterator[str]:
    rows = [(f"`{one.schema}.{one.name}({', '.join(one.parameters)})`", one.comment or "") for one in macros]
    if rows:
        yield "## Macros\n"
        yield "Table macros stand where a table does: `FROM dyad('IRQ', 'IRN')`.\n"
        yield markdown_table(("macro", "gives"), rows) + "\n"


def _schemas(tables: Sequence[Table]) -> Iterator[str]:
    for schema, words in _SCHEMAS.items():
        of_schema = [table for table in tables if table.schema == schema]
        if of_schema:
            yield f"## {schema}: {words}\n"
            yield from (_table(table) for table in of_schema)


def _table(table: Table) -> str:
    rows = [(f"`{column.name}`", f"`{_short(column.data_type)}`", column.comment or "") for column in table.columns]
    head = f"### {table.schema}.{table.name} {{ #{table.schema}{table.name} }}\n\n"
    return head + f"{table.comment}\n\n{markdown_table(('column', 'type', 'holds'), rows)}\n"


def _short(data_type: str) -> str:
    names = {"TIMESTAMP WITH TIME ZONE": "TIMESTAMPTZ"}
    return names.get(data_type, data_type if len(data_type) < 60 else data_type.partition("(")[0] + "[]")


def _settings_page() -> str:
    head = f"""# Settings

{BUILT}
A setting comes from an option of the command line, else from `DYADWIRE_<NAME>` in the environment
(`DYADWIRE_WORKERS=2`), else from `dyadwire.toml` in the data folder (`workers = 2`). An unknown name or an unusable
value ends a command with exit code 3 and says where it stands. `dyadwire init` writes the file with all of this in it.

The data folder itself: `--data`, else `DYADWIRE_DATA`, else `data/` in a checkout, else the user's own data folder. A
relative path counts from the working directory, in the file from the file's folder.
"""
    lines = [head]
    for group, rows in groupby(described_settings(), key=lambda row: row[0]):
        shown = [(f"`{name}`", f"`{default}`" if default else "", words) for _, name, default, words in rows]
        lines += [f"## {group}\n", markdown_table(("setting", "default", "what it is"), shown) + "\n"]
    return "\n".join(lines)


def _decisions_page() -> str:
    lines = ["# Decisions", "", "What was chosen, why, what was given up, and when to look at it again.", ""]
    for path in sorted((ROOT / "docs" / "adr").glob("[0-9]*.md")):
        number, _, title = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ").partition(". ")
        lines.append(f"* {number}: [{title}]({path.name})")
    return "\n".join(lines) + "\n"


def _codes_page() -> str:
    names = country_names(ROOT / "seeds" / "codebook")
    intro = f"""# Codes of countries and bodies

{BUILT}
ISO 3166-1 alpha-3, as in the columns that end in `_iso3`, with codes of PLOVER for what is no state. They are rows of
`seeds/codebook/countries.csv`.
"""
    rows: list[Sequence[Any]] = [(f"`{code}`", name) for code, name in sorted(names.items())]
    return f"{intro}\n{markdown_table(('code', 'name'), rows)}\n"


if __name__ == "__main__":
    write_pages()
