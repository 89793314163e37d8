"""The `dyadwire evaluate` command: what it takes and explains."""

# ruff: noqa: PLC0415 a command imports what it needs when it is called, so that --help answers at once
import os
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_options import Coder, Workers
from flows.evaluation.choices import SetName, SplitChoice, Through
from flows.setting_sources import read_settings


def evaluate(  # noqa: PLR0913, PLR0917 one parameter an option
    sets: Annotated[
        list[SetName] | None, typer.Option("--set", help="Only this reference set; may be given several times.")
    ] = None,
    split: Annotated[SplitChoice, typer.Option("--split", help="Only the texts of one split.")] = SplitChoice.ALL,
    through: Annotated[
        Through, typer.Option("--through", help="Hand texts to the coder as they are, or ingest them as documents.")
    ] = Through.CODE,
    as_json: Annotated[bool, typer.Option("--json", help="Write all figures as JSON.")] = False,
    list_misses: Annotated[
        bool, typer.Option("--list", help="List what was missed and what was coded beside it, except held-out texts.")
    ] = False,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="Save the figures, to compare later ones with them.")
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against", metavar="FILE", help="Compare with figures that --save kept; default: the last release's."
        ),
    ] = None,
    reference: Annotated[
        Path | None, typer.Option("--reference", metavar="DIR", help="Annotations; default: those of the checkout.")
    ] = None,
    material: Annotated[
        Path | None, typer.Option("--material", metavar="DIR", help="Real texts; default: ../shared, where it is.")
    ] = None,
    coder: Coder = None,
    workers: Workers = None,
) -> None:
    """Measure the coder on reference events.

    Codes the texts of the reference sets and prints precision, recall and F1 at
    three levels (dyad; dyad and quad class; dyad and event type), what else of
    the found events is right, types, confusions, and whether confidence means
    what it says. Sets that are not beside the checkout are left out.

    With --list and no --split, held-out texts are measured but not listed: who
    has read them can no longer test rules on them.

    Examples:
      dyadwire evaluate
      dyadwire evaluate --set stories --split study --list
      dyadwire evaluate --json --through ingest > figures.json
    """
    from flows.commands.evaluate import Asked, evaluate_and_print
    from flows.evaluation.reference_folders import MATERIAL, OWN_SETS

    asked = Asked(
        sets=tuple(sets or ()),
        split=split,
        through=through,
        own=reference or OWN_SETS,
        material=material or MATERIAL,
        is_json=as_json,
        is_list=list_misses,
        save_to=save,
        against=against,
    )
    raise typer.Exit(evaluate_and_print(read_settings(os.environ, coder=coder, workers=workers), asked))
