"""How much memory DuckDB takes where no setting says otherwise; by itself, so that readers load nothing of writing."""

from typing import Final

MEMORY_LIMIT: Final = "1GB"
