"""`dyadwire evaluate`: codes the reference sets with the coder as it is, and says how much of it is right."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from flows.coder_recipe import CoderRecipe, read_recipe
from flows.console import progress, say
from flows.console import results as standard_output
from flows.evaluation.choices import SetName, Split, SplitChoice, Through
from flows.evaluation.coding import Coded, code_texts
from flows.evaluation.evaluating import CodedTexts, results
from flows.evaluation.lines import ReferenceFileError
from flows.evaluation.listing import listed
from flows.evaluation.reference_folders import MATERIAL, OWN_SETS, ReferenceFolders
from flows.evaluation.reference_sets import ReferenceSet, ReferenceText
from flows.evaluation.release import Json, Run, as_json, changes, read_saved, save
from flows.evaluation.tables import print_changes, print_results
from flows.settings import ROOT, Settings
from transforms.coder.codebook import codebook_version
from transforms.errors import SOME_FAILED
from transforms.evaluation.results import SetResult

N_TOLD = 5  # problems of one set
LAST_RELEASE = ROOT / "docs" / "evaluation" / "last_release.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command was asked. `sets` is empty for all that are there; `against` None for the last release's."""

    sets: tuple[SetName, ...] = ()
    split: SplitChoice = SplitChoice.ALL
    through: Through = Through.CODE
    own: Path = OWN_SETS
    material: Path = MATERIAL
    is_json: bool = False
    is_list: bool = False
    save_to: Path | None = None
    against: Path | None = None


def evaluate_and_print(settings: Settings, asked: Asked) -> int:
    """Prints the evaluation and returns the exit code: 4 where a text could not be coded.

    Raises:
        ReferenceFileError: a set that was asked for is not there, none is, or a file of one is unusable.
        SettingsError, CodebookError, StorageError: the coder cannot be built, or the results not be compared or saved.
    """
    recipe = read_recipe(settings)
    quad_classes = {name: kind.quad_class for name, kind in recipe.codebook().event_types.items()}
    saved = _saved(asked)
    sets = _read_sets(ReferenceFolders(asked.own, asked.material, quad_classes), asked)
    found: list[SetResult] = []
    lines: list[str] = []
    is_whole = True
    with progress() as report:
        for of in sets:
            report(f"coding {of.name}")
            coded, problems = _code(of, settings, recipe, asked)
            is_whole = is_whole and not problems
            found += results(of, coded, quad_classes)
            if asked.is_list:
                lines += listed(of, coded, quad_classes, _listed_split(asked.split))
    run = Run(
        version("dyadwire"),
        settings.coder,
        asked.through,
        recipe.build().version,
        codebook_version(recipe.codebook_files),
    )
    content = as_json(run, found)
    if asked.is_json:
        print(json.dumps(content | {"listed": lines} if asked.is_list else content, ensure_ascii=False, indent=1))
    else:
        _print(found, lines, content, saved)
    if asked.save_to:
        save(asked.save_to, content)
    return 0 if is_whole else SOME_FAILED


def _saved(asked: Asked) -> Json | None:
    if asked.against is None and not LAST_RELEASE.exists():
        return None
    return read_saved(asked.against or LAST_RELEASE)


def _read_sets(folders: ReferenceFolders, asked: Asked) -> list[ReferenceSet]:
    """The sets that were asked for, else those that are there."""
    names = asked.sets or tuple(name for name in SetName if folders.missing(name) is None)
    if not names:
        raise ReferenceFileError(
            f"there is no reference set: {folders.missing(SetName.STORIES)} does not exist; run in a checkout, or name "
            "annotations with --reference and real texts with --material"
        )
    for name in SetName if not asked.sets else ():
        if path := folders.missing(name):
            say(f"dyadwire: {name} is left out: {path} is not there")
    return [folders.read(name) for name in dict.fromkeys(names)]


def _code(of: ReferenceSet, settings: Settings, recipe: CoderRecipe, asked: Asked) -> tuple[CodedTexts, list[str]]:
    """The events of the texts of the split by id of the text, and what went wrong."""
    texts = [text for text in of.texts if asked.split.only in {None, text.split}]
    coded = _coded(texts, settings, recipe, asked.through)
    problems = [problem for _, problem in coded if problem]
    for problem in problems[:N_TOLD]:
        say(f"dyadwire: {problem}")
    if len(problems) > N_TOLD:
        say(f"dyadwire: and {len(problems) - N_TOLD} more texts of {of.name}")
    return {text.id: events for text, (events, _) in zip(texts, coded, strict=True)}, problems


def _coded(texts: Sequence[ReferenceText], settings: Settings, recipe: CoderRecipe, through: Through) -> list[Coded]:
    if through is Through.CODE or not texts:
        return code_texts(texts, recipe, workers=settings.workers)
    from flows.evaluation.ingesting import ingest_texts  # noqa: PLC0415 brings DuckDB

    return ingest_texts(texts, settings, report=lambda _stage: None)


def _listed_split(choice: SplitChoice) -> Split:
    """Held-out texts are listed only where they are asked for by name: who has read them can no longer test on them."""
    return choice.only or Split.STUDY


def _print(found: Sequence[SetResult], lines: Sequence[str], content: Json, saved: Json | None) -> None:
    console = standard_output()
    print_results(console, found)
    for line in lines:
        console.print(line, markup=False)
    if saved is None:
        console.print("No numbers of a release are there to compare with.")
        return
    compared = changes(saved, content)
    if compared:
        print_changes(console, compared, str(saved["version"]))
    else:
        console.print("The saved numbers are of another coder or way, or of other sets: nothing to compare.")
