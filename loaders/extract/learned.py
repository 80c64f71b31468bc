"""A small learned reader of sentences: which of a few labels their words speak for.

A linear model over the words and the runs of letters of a sentence, trained by ``python -m tests.extraction.learn``. It
knows only words of fiction, and is kept as an ``.npz`` file that holds runs of letters, pairs of words and numbers: no
sentence, and nothing that is executed when it is read. scikit-learn splits the text, as it did in training.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

import numpy as np

from loaders.document.model import Sentence
from loaders.sheet import Person

if TYPE_CHECKING:
    import numpy.typing as npt

#: How a text is split, by the name of the part in the file: runs of letters within words, and words with their pairs.
PARTS: dict[str, dict[str, Any]] = {
    "letters": {"analyzer": "char_wb", "ngram_range": (3, 5)},
    "words": {"analyzer": "word", "ngram_range": (1, 2)},
}


@dataclass(frozen=True)
class Reader:
    """The model of one file.

    Attributes:
        labels: what it tells apart.
        one: whether a text has exactly one of them (their shares sum to 1), or any number.
    """

    labels: tuple[str, ...]
    one: bool
    _parts: tuple[tuple[Any, list[str], npt.NDArray[np.float32]], ...]
    _bias: npt.NDArray[np.float32]

    def read(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """How much speaks for each label.

        Args:
            texts: sentences, names of people as roles ("the victim").

        Returns:
            One row a text, one column a label, each from 0 to 1.
        """
        if not texts:
            return np.zeros((0, len(self.labels)), np.float32)
        scores = sum(part.transform(texts) @ weights.T for part, _, weights in self._parts) + self._bias
        if not self.one:
            return np.asarray(1 / (1 + np.exp(-scores)), np.float32)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)

    def speaks(self, text: str, label: str, most: int = 3) -> list[str]:
        """The words of a text that speak most for a label, as they stand in it, the strongest first.

        Args:
            text: a sentence.
            label: one of ``labels``.
            most: how many at most.
        """
        held: list[tuple[float, str]] = []
        for part, names, weights in self._parts:
            row = part.transform([text])
            shares = row.data * weights[self.labels.index(label), row.indices]
            held += [(share, names[i]) for share, i in zip(shares, row.indices, strict=True) if share > 0]
        words: list[str] = []
        for _, name in sorted(held, reverse=True):
            if len(words) == most:
                break
            if min(map(len, name.split())) > 3 and not any(name in w.lower() or w.lower() in name for w in words):
                words += [m[0] for m in [re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I)] if m]
        return words


def roles_for_names(persons: Iterable[Person]) -> Callable[[str], str]:
    """Puts "the perpetrator", "the victim" and "the child" where a text names them."""
    roles = {
        name: f"the {p.role}"
        for p in persons
        if p.role in ("perpetrator", "victim", "child")
        for name in [p.label, *p.aliases]
    }
    if not roles:
        return str
    names = re.compile("|".join(rf"\b{re.escape(n)}\b" for n in sorted(roles, key=len, reverse=True)))
    return lambda words: names.sub(lambda m: roles[m[0]], words)


#: Where a sentence stands: its paragraph, and where it begins there.
Place = tuple[int, int]


class ReadInOneGo:
    """The sentences of one document, which readers read in one go.

    Args:
        sentences: all that will be asked about.
        plain: puts roles for the names of people ("the perpetrator").
    """

    def __init__(self, sentences: Sequence[Sentence], plain: Callable[[str], str]) -> None:
        self._sentences, self._plain = sentences, plain

    @cached_property
    def _texts(self) -> dict[Place, str]:
        return {s.position: self._plain(s.text) for s in self._sentences}

    def _read(self, model: Reader, places: Iterable[Place] | None = None) -> dict[Place, npt.NDArray[np.float32]]:
        """What a model says of each sentence, or of those at some places."""
        asked = list(self._texts if places is None else places)
        return dict(zip(asked, model.read([self._texts[p] for p in asked]), strict=True))


def splitter(part: str, **how: Any) -> Any:
    """scikit-learn's splitter for a part of ``PARTS``."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(sublinear_tf=True, **PARTS[part], **how)


def of(held: Mapping[str, Any]) -> Reader:
    """The model of a file's arrays."""
    weights = held["weights"].astype(np.float32) * held["scale"].astype(np.float32)[:, None]
    parts, start = [], 0
    for name in PARTS:
        names = str(held[name]).split("\n")
        part = splitter(name, vocabulary=names)
        part.idf_ = held[f"{name} idf"].astype(np.float64)
        end = start + len(part.idf_)
        parts.append((part, names, weights[:, start:end]))
        start = end
    labels = tuple(str(held["labels"]).split("\n"))
    return Reader(labels, bool(held["one"]), tuple(parts), held["bias"].astype(np.float32))


@cache
def reader(package: str, name: str) -> Reader:
    """The model in the file ``name`` of a package, read once."""
    with as_file(files(package) / name) as path, np.load(path, allow_pickle=False) as held:
        return of(held)
