"""The `dyadwire` command: what each of its commands takes and explains. What they do is in `flows/commands/`."""

# ruff: noqa: PLC0415 a command imports what it needs when it is called, so that --help answers at once
import os
from importlib.metadata import version
from typing import Annotated

import typer

from flows.cli_briefing import briefing
from flows.cli_cluster_upkeep import cluster as cluster_app
from flows.cli_evaluate import evaluate
from flows.cli_explain import explain
from flows.cli_export import export
from flows.cli_feeds import feeds as feeds_app
from flows.cli_ingest import ingest, replay
from flows.cli_init import init
from flows.cli_options import Coder, Data, Workers
from flows.cli_prune import prune
from flows.cli_quarantine import quarantine as quarantine_app
from flows.cli_recode import recode
from flows.cli_serve import serve
from flows.cli_upkeep import RUN
from flows.cli_upkeep import upkeep as upkeep_app
from flows.error_boundary import CommandGroup
from flows.setting_sources import read_settings

HELP = """Turns news into country-relationship events in DuckDB: who did what to whom,
when, and the sentence behind it.

[bold]First steps[/bold]
  dyadwire ingest --no-feeds             code the bundled documents, offline
  dyadwire sql "SELECT pair, count(*) FROM mart.events GROUP BY pair"
  dyadwire explain --text "Iran's president visited Baghdad on Monday."
  dyadwire init IRQ USA --data ~/news    a folder of your own, with feeds

Everything is written below one data folder: --data, else $DYADWIRE_DATA, else
data/ in a checkout and ~/.local/share/dyadwire where there is none. Open
dyadwire.duckdb there with any DuckDB client, also while a run is going on.

[bold]Settings[/bold] come from options, else from DYADWIRE_<NAME> (DYADWIRE_WORKERS=2),
else from dyadwire.toml in the data folder (workers = 2).

[bold]Exit codes[/bold]
  0    fine
  1    an error that nobody foresaw
  2    wrong usage: an option, an argument, a SQL statement
  3    what was given cannot be used: a setting, the codebook, the list of
       feeds, a line of input
  4    it ended, but too large a share of its inputs failed
  5    storage cannot be used: full, read-only, locked by another run,
       damaged, nothing published yet
  130  interrupted with Ctrl-C or SIGTERM; what was loaded stays loaded

[bold]Completion[/bold] with the Tab key: dyadwire --install-completion, then a new shell.
"""

app = typer.Typer(
    cls=CommandGroup,
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
READ, ASK = "Read the news", "Ask what came of it"  # with RUN the headings of the list of commands
app.command(rich_help_panel=READ)(init)
app.command(rich_help_panel=READ)(ingest)
app.add_typer(feeds_app, name="feeds", rich_help_panel=READ)
app.add_typer(quarantine_app, name="quarantine", rich_help_panel=READ)
app.command(rich_help_panel=READ)(recode)
app.command(rich_help_panel=READ)(replay)
app.command(rich_help_panel=ASK)(explain)
app.command(rich_help_panel=ASK)(export)
app.command(rich_help_panel=ASK)(briefing)
app.command(rich_help_panel=ASK)(evaluate)
app.command(rich_help_panel=RUN)(serve)
app.command(rich_help_panel=RUN)(prune)
app.add_typer(cluster_app, name="cluster", rich_help_panel=RUN)
app.add_typer(upkeep_app)  # without a name: its commands stand beside the others


def _print_version(is_asked: bool) -> None:
    if is_asked:
        print(f"dyadwire {version('dyadwire')}")
        raise typer.Exit


@app.callback()
def _main(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command(rich_help_panel=READ)
def code(
    source: Annotated[str, typer.Argument(metavar="INPUT", help="JSON lines; - is standard input.")],
    target: Annotated[str, typer.Argument(metavar="OUTPUT", help="JSON lines; - is standard output.")],
    coder: Coder = None,
    workers: Workers = None,
) -> None:
    """Code texts without a database: JSON lines in, JSON lines out.

    A line of INPUT, where title and published_at may be left out:
      {"id": "a1", "text": "...", "title": "...", "published_at": "2025-04-08"}
    The text is taken exactly as it is, as one story.

    A line of OUTPUT, in the order of the texts:
      {"document": "a1", "trigger_start": 20, "trigger_end": 26,
       "event_type": "CONSULT", "mode": "visit", "actors": [...], ...}
    Spans count characters of the text. A quantity without an event stands in
    a line whose event_type is null.

    A bad line ends the work with its number and exit code 3. A text that the
    coder cannot cope with is reported and left out, with exit code 4.

    Examples:
      dyadwire code texts.jsonl events.jsonl
      zcat texts.jsonl.gz | dyadwire code - - | jq .event_type
    """
    from flows.commands.code import code_and_report

    raise typer.Exit(code_and_report(source, target, read_settings(os.environ, coder=coder, workers=workers)))


@app.command(rich_help_panel=ASK)
def sql(
    statement: Annotated[str, typer.Argument(metavar="SQL", help="One statement in DuckDB's SQL.")],
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV with a header.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object a row.")] = False,
    data: Data = None,
) -> None:
    """Ask the published events, read-only.

    Works while a run is going on: readers have a file of their own.

    Examples:
      dyadwire sql "SELECT actor_iso3, recipient_iso3, count(*) AS n
                    FROM mart.event_list GROUP BY ALL ORDER BY n DESC"
      dyadwire sql "SELECT event_date_start, event_type, sentence
                    FROM mart.event_list WHERE actor_iso3 = 'TUR'"
      dyadwire sql "SHOW ALL TABLES"
      dyadwire sql --csv "FROM mart.dyad_day" > dyad_day.csv
    """
    from flows.commands.sql import Shape, print_answer

    if not statement.strip():
        raise typer.BadParameter('the statement is empty; give one, such as "FROM mart.events LIMIT 5"')
    if as_csv and as_json:
        raise typer.BadParameter("give --csv or --json, not both")
    shape = Shape.CSV if as_csv else Shape.JSON if as_json else Shape.TABLE
    print_answer(read_settings(os.environ, data=data).published_file, statement, shape)


if __name__ == "__main__":
    app()
