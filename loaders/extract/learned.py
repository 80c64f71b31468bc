"""A small learned reader of sentences: which of a few labels their words speak for.

A linear model over the words and the runs of letters of a sentence. It is trained by ``python -m tests.extraction.learn``
on fiction in this repository, and kept as an ``.npz`` file that holds runs of letters, pairs of words and numbers: no
sentence, and nothing that is executed when it is read. scikit-learn splits the text, as it did in training.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt
    from scipy.sparse import csr_matrix

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
    _parts: tuple[Any, ...]
    _weights: npt.NDArray[np.float32]
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
        scores = features(self._parts, texts) @ self._weights.T + self._bias
        if not self.one:
            return np.asarray(1 / (1 + np.exp(-scores)), np.float32)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def features(parts: Sequence[Any], texts: Sequence[str]) -> csr_matrix:
    """The columns of all parts side by side, as the model was trained on them."""
    from scipy.sparse import hstack

    return hstack([part.transform(texts) for part in parts]).tocsr()


def splitter(part: str, **how: Any) -> Any:
    """scikit-learn's splitter for a part of ``PARTS``."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(sublinear_tf=True, **PARTS[part], **how)


@cache
def reader(package: str, name: str) -> Reader:
    """The model in the file ``name`` of a package, read once."""
    with as_file(files(package) / name) as path, np.load(path, allow_pickle=False) as held:
        parts = []
        for part in PARTS:
            one = splitter(part, vocabulary=str(held[part]).split("\n"))
            one.idf_ = held[f"{part} idf"].astype(np.float64)
            parts.append(one)
        weights = held["weights"].astype(np.float32) * held["scale"].astype(np.float32)[:, None]
        labels = tuple(str(held["labels"]).split("\n"))
        return Reader(labels, bool(held["one"]), tuple(parts), weights, held["bias"].astype(np.float32))
