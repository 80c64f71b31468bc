"""What a small learned reader says of a sentence: of which risk factors it tells.

``python -m tests.extraction.learn`` trains it on passages of fiction. The cues know the usual words and no others; the
reader is asked only where no cue has a word to say, and a sentence that it alone finds weighs less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from loaders.document.model import Sentence
from loaders.extract.learned import Place, ReadInOneGo, reader

if TYPE_CHECKING:
    import numpy.typing as npt

FILE = "factors.npz"
#: How sure it must be: below this it hears of other factors in what only sounds like them.
SURE = 0.9


class Learned(ReadInOneGo):
    """The reader's word on the sentences of one document."""

    @cached_property
    def _shares(self) -> dict[Place, npt.NDArray[np.float32]]:
        return self._read(reader(__package__, FILE))

    def told(self, sentence: Sentence) -> Iterator[tuple[str, float, re.Match[str]]]:
        """The factors of which it is sure, how sure, and the word that speaks most for each."""
        model, row = reader(__package__, FILE), self._shares[sentence.position]
        for i in np.flatnonzero(row >= SURE):
            words = model.speaks(sentence.text, model.labels[i], most=1)
            if words and (m := re.search(re.escape(words[0]), sentence.text)):
                yield model.labels[i], float(row[i]), m
