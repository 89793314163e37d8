"""`dyadwire cluster`: a run beside others, and the file for readers."""

from datetime import UTC, datetime

from flows.commands.ingest import print_summary, show
from flows.console import progress, results, say
from flows.settings import Settings
from transforms.errors import SettingsError

try:
    from flows.cluster.ingest import ingest
    from flows.cluster.publishing import publish_from
except ModuleNotFoundError as missing:
    raise SettingsError(
        f"{missing.name} is not installed; install the extra with: pip install 'dyadwire[cluster]'"
    ) from missing


def ingest_and_show(settings: Settings, *, publishes: bool, is_json: bool) -> int:
    """The exit code of the run. Raises what `flows.cluster.ingest.ingest` raises."""
    with progress() as display:
        report = ingest(
            settings, now=lambda: datetime.now(UTC), report=display, progress=display.bar, publishes=publishes
        )
    if publishes or is_json:
        return show(report, settings, is_json=is_json)
    for problem in report.problems:
        say(f"dyadwire: {problem}")
    print_summary(results(), report)
    return report.exit_code


def publish_and_say(settings: Settings) -> None:
    """Publishes what the lake holds. Raises what `flows.cluster.ingest.publish_from` raises."""
    publish_from(settings)
    say(f"published {settings.published_file}")
