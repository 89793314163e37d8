"""`dyadwire explain`: what is coded from a sentence, or what led to a stored event."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from rich.text import Text

from flows.coder_recipe import CoderRecipe, read_recipe
from flows.commands.explain_stored import explain_stored, rules_as_json, stored_as_json
from flows.commands.explanation import WIDEST, explanation
from flows.commands.sentence_explanation import sentence_explanations
from flows.console import results
from flows.settings import CoderWay, Settings
from flows.terminal_text import json_line
from warehouse.evidence import evidence

BLANK_LINE: Final = Text("\n\n")
NO_EVENT: Final = "No event: nothing says that an actor of one country did something to one of another."


def explain_and_print(
    settings: Settings, *, asked_id: str | None, text: str | None, published_on: date | None, is_json: bool
) -> None:
    """Prints the explanation of a stored event or event mention, or of the events in a text.

    As JSON a stored one is one object with all that is on record; of a text it is the rows of `dyadwire code`, each
    with the rows of the codebook that fired.
    """
    recipe = read_recipe(settings)
    console = results()
    if asked_id is not None:
        found = evidence(settings.published_file, asked_id)
        if is_json:
            print(json_line(stored_as_json(found, settings, recipe.codebook_files)))
        else:
            console.print(BLANK_LINE.join(explain_stored(found, settings, recipe.codebook_files, console.width)))
    elif is_json:
        for row in text_rows(text or "", recipe, published_on=published_on):
            print(json_line(row))
    else:
        console.print(BLANK_LINE.join(explain_text(text or "", recipe, published_on, console.width)))


def text_rows(text: str, recipe: CoderRecipe, *, published_on: date | None) -> Iterator[dict[str, Any]]:
    """The rows of `dyadwire code` for this text, each with the rows of the codebook that fired under `rules`."""
    from transforms.coder.rows import event_rows  # noqa: PLC0415 brings spaCy

    for row in event_rows("", recipe.build().code(text, published_on=published_on)):
        yield row | {"rules": rules_as_json(row["rule_id"], recipe.codebook_files)}


def explain_text(text: str, recipe: CoderRecipe, published_on: date | None, width: int = WIDEST) -> list[Text]:
    """The explanation of each event in `text`, or one that says that there is none; then of what led to no event."""
    from transforms.coder.explain_sentences import Explainer  # noqa: PLC0415 brings spaCy
    from transforms.coder.rows import event_rows  # noqa: PLC0415
    from transforms.coder.tracing import tracing  # noqa: PLC0415

    coder = recipe.build()
    with tracing() as trace:
        coded = coder.code(text, published_on=published_on)
    note = Explainer(recipe.codebook(), has_model=recipe.way is CoderWay.FULL).explain(text, coded, trace)
    rows = [row for row in event_rows("", coded) if row["event_type"]]
    found = [
        explanation(row, text, recipe.codebook_files, note.events.get(number), width=width)
        for number, row in enumerate(rows)
    ]
    return [*(found or [Text(NO_EVENT)]), *sentence_explanations(note, text, recipe.codebook_files)]
