"""A small learned reader of sentences: which of a few labels their words speak for.

A linear model over the words and the runs of letters of a sentence, trained by ``python -m tests.extraction.learn``. It
knows only words of fiction, and is kept as an ``.npz`` file that holds runs of letters, pairs of words and numbers: no
sentence, and nothing that is executed when it is read. scikit-learn trains it and is not needed to read with it: its
import alone took as long as a short review.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import as_file, files
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from loaders.document.model import Sentence
from loaders.sheet import Person

if TYPE_CHECKING:
    import numpy.typing as npt

_WORD = re.compile(r"\b\w\w+\b")


class Split(NamedTuple):
    """How a text is taken apart: into units, and each of these, whatever stands around it, into pieces."""

    units: Callable[[str], Iterable[str]]
    pieces: Callable[[str], Sequence[str]]

    def __call__(self, text: str) -> Iterator[str]:
        """The pieces of a text, in order."""
        return chain.from_iterable(map(self.pieces, self.units(text)))


def _runs(word: str) -> list[str]:
    """Runs of three to five letters of a word, whose ends count as letters."""
    padded = f" {word} "
    lengths = range(3, min(5, len(padded)) + 1)
    return [padded[i : i + n] for n in lengths for i in range(len(padded) - n + 1)]


def _words(text: str) -> list[str]:
    """Words of two letters or more, and their pairs."""
    words = _WORD.findall(text.lower())
    return words + [f"{a} {b}" for a, b in pairwise(words)]


#: How a text is split, by the name of the part in the file; training splits so too.
PARTS = {
    "letters": Split(lambda text: text.lower().split(), _runs),
    "words": Split(_words, lambda words: (words,)),
}


class Part:
    """What a model knows of the pieces into which a text is split one way.

    Attributes:
        names: the pieces, in the order of their columns.
        weights: how much each speaks for each label, one row a label.
    """

    def __init__(
        self,
        split: Split,
        names: list[str],
        rarity: npt.NDArray[np.float64],
        weights: npt.NDArray[np.float32],
    ) -> None:
        self.names, self.weights = names, weights
        self._split, self._rarity = split, rarity
        self._columns = {name: i for i, name in enumerate(names)}
        self._of_unit = lru_cache(maxsize=1 << 15)(self._known)  # a report says the same words again and again

    def _known(self, unit: str) -> list[int]:
        """The columns of the pieces of a unit that the model knows."""
        return [i for i in map(self._columns.get, self._split.pieces(unit)) if i is not None]

    def weigh(self, texts: Sequence[str]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.float64]]:
        """The pieces that texts hold: for each its text, its column, and how much it is of that text.

        As scikit-learn's ``TfidfVectorizer(sublinear_tf=True)`` has it, with which the models are trained: the more the
        oftener it stands there and the rarer it is elsewhere, and the squares of a text's pieces sum to one.
        """
        size = len(self.names)
        held = [list(chain.from_iterable(map(self._of_unit, self._split.units(text)))) for text in texts]
        places = np.repeat(np.arange(len(texts)) * size, [len(row) for row in held])
        at, counts = np.unique(places + np.fromiter(chain.from_iterable(held), np.intp), return_counts=True)
        rows, columns = np.divmod(at, size)
        shares = (np.log(counts) + 1) * self._rarity[columns]
        return rows, columns, shares / np.sqrt(np.bincount(rows, shares**2))[rows]


@dataclass(frozen=True)
class Reader:
    """The model of one file.

    Attributes:
        labels: what it tells apart.
        one: whether a text has exactly one of them (their shares sum to 1), or any number.
    """

    labels: tuple[str, ...]
    one: bool
    _parts: tuple[Part, ...]
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
        scores = np.zeros((len(texts), len(self.labels)))
        for part in self._parts:
            rows, columns, shares = part.weigh(texts)
            for i, weights in enumerate(part.weights):
                scores[:, i] += np.bincount(rows, shares * weights[columns], len(texts))
        scores += self._bias
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
        for part in self._parts:
            _, columns, shares = part.weigh([text])
            shares = shares * part.weights[self.labels.index(label), columns]
            held += [(share, part.names[i]) for share, i in zip(shares, columns, strict=True) if share > 0]
        words: list[str] = []
        for _, name in sorted(held, reverse=True):
            if len(words) == most:
                break
            if min(map(len, name.split())) > 3 and not any(name in w.lower() or w.lower() in name for w in words):
                m = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I)
                words += [m[0].strip(" .,;:")] if m else []
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

    def _read(self, model: Reader) -> dict[Place, npt.NDArray[np.float32]]:
        """What a model says of each sentence."""
        return dict(zip(self._texts, model.read(list(self._texts.values())), strict=True))


def of(held: Mapping[str, Any]) -> Reader:
    """The model of a file's arrays."""
    weights = held["weights"].astype(np.float32) * held["scale"].astype(np.float32)[:, None]
    parts, start = [], 0
    for name, split in PARTS.items():
        names = str(held[name]).split("\n")
        end = start + len(names)
        parts.append(Part(split, names, held[f"{name} idf"].astype(np.float64), weights[:, start:end]))
        start = end
    labels = tuple(str(held["labels"]).split("\n"))
    return Reader(labels, bool(held["one"]), tuple(parts), held["bias"].astype(np.float32))


@cache
def reader(package: str, name: str) -> Reader:
    """The model in the file ``name`` of a package, read once."""
    with as_file(files(package) / name) as path, np.load(path, allow_pickle=False) as held:
        return of(held)
