"""`dyadwire backup | restore | verify | doctor`: what they print."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from rich.table import Table
from rich.text import Text

from flows.console import progress, results, say
from flows.examination import Finding, State, examine
from flows.plurals import count
from flows.settings import Settings
from flows.store_needed import require_store
from flows.terminal_text import json_line
from transforms.errors import StorageError
from warehouse.backups import Backup, backups_in, drop_older, problems_of, read_backup
from warehouse.condition import kept_from_runs
from warehouse.files import shown_bytes
from warehouse.integrity import Contents, read_whole
from warehouse.published import problems_of_published
from warehouse.upkeep import restore, take_backup

_STYLES = {State.FINE: "green", State.REMARK: "yellow", State.PROBLEM: "bold red"}


def back_up(settings: Settings, *, to: Path | None, keep: int | None, patience: float, is_json: bool) -> None:
    """Takes a backup and prints it; then removes all but the latest `keep`, where that is given."""
    require_store(settings, on_lake="back it up with `dyadwire cluster backup`")
    folder = backup_folder(settings, to)
    with progress() as report:
        report("taking a backup")
        taken = take_backup(settings.store_file, folder, patience=patience)
    show_backup(taken, drop_older(folder, keep) if keep is not None else (), is_json=is_json)


def show_backup(taken: Backup, dropped: Sequence[Backup], *, is_json: bool) -> None:
    """Prints a backup that was taken, and those that were removed."""
    if is_json:
        print(json_line(_as_row(taken) | {"dropped": [one.folder for one in dropped]}))
        return
    console = results()
    console.print(Text(f"{taken.folder}: {summary(taken)}"))
    for one in dropped:
        console.print(Text(f"removed {one.folder}"))


def list_backups(settings: Settings, *, to: Path | None, is_json: bool) -> None:
    """Prints the backups of a folder, the latest first: a table, or JSON, one object a row."""
    folder = backup_folder(settings, to)
    found = backups_in(folder)
    if is_json:
        for one in found:
            print(json_line(_as_row(one)))
        return
    if not found:
        say(f"dyadwire: no backup in {folder}; `dyadwire backup` takes one")
        return
    table = Table("name", "reason", "size", "stories", "last run", box=None, header_style="bold", pad_edge=False)
    for one in found:
        facts = one.manifest
        n_stories = f"{facts.n_rows.get('core.stories', 0):,}"
        reason = facts.reason.value.replace("_", " ")
        table.add_row(one.folder.name, reason, shown_bytes(facts.n_bytes), n_stories, facts.last_run_id or "none")
    results().print(table)


def restore_and_show(settings: Settings, name: str, *, to: Path | None, is_json: bool) -> None:
    """Puts a backup in place of the store, and prints what was done."""
    with progress() as report:
        report("reading the backup")
        done = restore(find_backup(settings, name, to=to), settings.store_file, settings.published_file)
    if is_json:
        print(json_line(_as_row(done.backup) | {"replaced": done.replaced}))
        return
    console = results()
    console.print(Text(f"restored {done.backup.folder.name}: {summary(done.backup)}"))
    if done.replaced:
        console.print(Text(f"the store that was there lies in {done.replaced}"))
    console.print("what was read after that: `dyadwire replay` brings it back from the archive")


def verify(settings: Settings, name: str | None, *, to: Path | None, is_json: bool) -> None:
    """Reads a backup, or the store and the published file, to the last value.

    Raises:
        StorageError: something is wrong; all of it was printed before.
    """
    with progress() as report:
        report("reading every value")
        found = _of_backup(find_backup(settings, name, to=to)) if name else _of_data_folder(settings)
    for file, n_rows, problems in found:
        if is_json:
            print(json_line({"file": file, "is_whole": not problems, "n_rows": n_rows, "problems": problems}))
        else:
            rows = f"{count(sum(n_rows.values()), 'row')} in {count(len(n_rows), 'table')}"
            results().print(Text(f"{file}: {'; '.join(problems) if problems else f'whole, {rows}'}"))
    if n_bad := sum(bool(problems) for *_, problems in found):
        raise StorageError(f"{n_bad} of {len(found)} cannot be trusted; `dyadwire backup --list` shows the backups")


def examine_and_show(settings: Settings, *, to: Path | None, now: datetime, is_deep: bool, is_json: bool) -> int:
    """The exit code: 5 where something is a problem."""
    found = examine(settings, backup_folder=backup_folder(settings, to), now=now, is_deep=is_deep)
    if is_json:
        for one in found:
            print(json_line(asdict(one)))
    else:
        _print_findings(found)
    return StorageError.exit_code if any(one.state is State.PROBLEM for one in found) else 0


def find_backup(settings: Settings, name: str, *, to: Path | None) -> Backup:
    """The backup of this name in `to`, by default in the data folder; or the one whose folder is given.

    Raises:
        StorageError: there is none, or its manifest is damaged.
    """
    folder = backup_folder(settings, to)
    if name == "latest":
        if not (found := backups_in(folder)):
            raise StorageError(f"there is no backup in {folder}; give the folder where they lie with --to")
        return found[0]
    here = folder / name
    return read_backup(here if here.is_dir() else Path(name).expanduser().resolve())


def backup_folder(settings: Settings, to: Path | None) -> Path:
    """Where backups lie: in `to`, by default in the data folder."""
    return to.expanduser().resolve() if to else settings.backup_folder


def _of_backup(backup: Backup) -> list[tuple[Path, dict[str, int], tuple[str, ...]]]:
    return [(backup.folder, dict(backup.manifest.n_rows), problems_of(backup))]


def _of_data_folder(settings: Settings) -> list[tuple[Path, dict[str, int], tuple[str, ...]]]:
    found = []
    if not settings.store_file.exists() and not settings.published_file.exists():
        raise StorageError(f"{settings.published_file} does not exist yet; `dyadwire ingest` makes it")
    has_store = settings.store_file.exists()
    with kept_from_runs(settings.store_file) if has_store else nullcontext():  # and from publishing
        if has_store:
            found.append(_read(settings.store_file))
        file, n_rows, problems = _read(settings.published_file)
        found.append((file, n_rows, problems or problems_of_published(file)))
    return found


def _read(file: Path) -> tuple[Path, dict[str, int], tuple[str, ...]]:
    try:
        contents: Contents = read_whole(file)
    except StorageError as problem:
        return file, {}, (str(problem).removeprefix(f"{file}: "),)
    return file, dict(contents.n_rows), ()


def _as_row(backup: Backup) -> dict[str, object]:
    return {"name": backup.folder.name, "folder": backup.folder, **asdict(backup.manifest)}


def summary(backup: Backup) -> str:
    """How large a backup is, and how far it goes."""
    facts = backup.manifest
    n_stories = count(facts.n_rows.get("core.stories", 0), "story", "stories")
    return f"{shown_bytes(facts.n_bytes)}, {n_stories}, up to run {facts.last_run_id or '(none)'}"


def _print_findings(found: Sequence[Finding]) -> None:
    console = results()
    for one in found:
        console.print(Text(f"{one.state.value:8}", style=_STYLES[one.state]) + Text(f" {one.subject:10} {one.words}"))
        if one.advice:
            console.print(Text(f"{'':20}-> {one.advice}"))
    n_problems = sum(one.state is State.PROBLEM for one in found)
    console.print(f"{n_problems} problems" if n_problems else "nothing stops runs or readers")
