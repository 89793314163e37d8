"""The published tables as Prefect assets: an event each, with its rows, whenever readers get a new file."""

from pathlib import Path
from typing import Final

from prefect.assets import Asset, AssetProperties, materialize

from flows.settings import Settings
from warehouse.run_details import PublishedTable, published_tables

SCHEME: Final = "duckdb://dyadwire"


def tell_published_tables(settings: Settings, *, run_id: str) -> None:
    """Emits `prefect.asset.materialization.succeeded` for each table of core and mart, with its number of rows."""
    tables = published_tables(settings.published_file)
    assets = [_asset(table, settings.published_file) for table in tables]

    @materialize(*assets, by="duckdb", name="tell of the published tables", persist_result=False)
    def tell() -> None:
        for asset, table in zip(assets, tables, strict=True):
            asset.add_metadata({"n_rows": table.n_rows, "run_id": run_id})

    tell()


def _asset(table: PublishedTable, published_file: Path) -> Asset:
    key = f"{SCHEME}/{table.name.replace('.', '/')}"
    where = f"{table.comment or ''}\n\n{table.name} of {published_file}".strip()
    return Asset(key=key, properties=AssetProperties(name=table.name, description=where))
