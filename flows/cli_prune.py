"""The `dyadwire prune` command: what it takes and explains."""

# ruff: noqa: PLC0415 a command imports what it needs when it is called, so that --help answers at once
import os

from flows.cli_options import Data, DryRun, JsonReport, OlderThan, Wait, WithStories
from flows.setting_sources import read_settings


def prune(
    older_than: OlderThan = 365,
    stories: WithStories = False,
    dry_run: DryRun = False,
    wait: Wait = 0.0,
    as_json: JsonReport = False,
    data: Data = None,
) -> None:
    """Drop old rows on which no event rests.

    Records of polls and of fetches that gave no story, failed polls of feeds
    that work again, and what a feed said of an entry whose story has the
    text of its page.
    Events, their stories and how these were fetched stay, at any age; so do
    runs, versions of stories, and the archive. What was dropped is counted in
    ops.prunings. The file does not shrink: new rows take the room.

    With --stories a coder of a later version cannot find events in what was
    dropped; the archive still has the pages.

    Examples:
      dyadwire prune --dry-run
      dyadwire prune --older-than 90 --wait 600
      dyadwire prune --older-than 730 --stories
    """
    from flows.commands.prune import prune_and_show

    settings = read_settings(os.environ, data=data)
    prune_and_show(settings, days=older_than, with_stories=stories, is_dry=dry_run, patience=wait, is_json=as_json)
