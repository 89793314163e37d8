"""`dyadwire export`: events in the formats of others, and what could not be written in them."""

import json
from pathlib import Path

from flows.codebook_files import country_names
from flows.console import say
from flows.settings import Settings
from transforms.errors import SettingsError
from warehouse.export_records import Exported, ExportFormat, Wanted
from warehouse.exports import export_events

_REASONS = {
    "not_happened": "planned, possible or denied",
    "undated": "without a date",
    "not_a_day": "dated to a week, a month or coarser",
    "no_cameo_code": "of a type and mode without a CAMEO code",
}


def export_and_report(
    settings: Settings, target: Path | None, export_format: ExportFormat, wanted: Wanted, *, is_json: bool
) -> None:
    """Writes the events and says how many, and how many the format cannot hold, with the reason.

    Raises:
        SettingsError: a dyad has a code that the codebook does not know.
        StorageError: nothing is published yet, or the place cannot be written.
    """
    names = country_names(settings.codebook_folder)
    if unknown := sorted({code for dyad in wanted.dyads for code in dyad} - names.keys()):
        raise SettingsError(
            f"{unknown[0]} is no code of the codebook ({settings.codebook_folder}/countries.csv has them)"
        )
    exported = export_events(settings.published_file, target, export_format, wanted, country_names=names)
    summary = _as_json(exported, target, export_format) if is_json else _as_text(exported, target)
    if target is None:  # standard output holds the events
        say(summary)
    else:
        print(summary)


def _as_text(exported: Exported, target: Path | None) -> str:
    lines = [f"{exported.n_written} records written to {target or 'standard output'}"]
    for reason, n_events in exported.n_left_out.items():
        lines.append(f"{n_events} left out: {_REASONS[reason]}")
    return "\n".join(lines)


def _as_json(exported: Exported, target: Path | None, export_format: ExportFormat) -> str:
    return json.dumps(
        {
            "format": export_format,
            "target": str(target) if target else None,
            "n_written": exported.n_written,
            "n_left_out": dict(exported.n_left_out),
        }
    )
