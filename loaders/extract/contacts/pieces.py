"""What is parsed of a sentence: the cells of a row one by one, an entry of a list without the date that leads it.

A parser made for prose loses the subject of "03.05.15 Mrs A attended A&E" and of cells that are joined to one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loaders.document.model import Sentence

if TYPE_CHECKING:
    from loaders.extract.dates import Timeline, When

#: What parts a leading date from its entry; a comma makes it a part of the sentence ("3 March 2015, the police ...").
_AFTER_DATE = re.compile(r"(?:\s*(?:at|@)?\s*(?:approx\.?\s*)?\d{1,2}[:.]?\d\d\s*(?:hrs|hours|h|am|pm)?)?\s*[:–—-]?\s*")


@dataclass(frozen=True)
class Piece:
    """A stretch of one sentence.

    Attributes:
        sentence: the stretch, as a sentence of its own for the parser and the indexes.
        whole: the sentence that it is a part of.
        dates: the dates in it; offsets are into ``sentence.text``.
        head: the date of the row or the entry, where it stands outside the stretch.
    """

    sentence: Sentence
    whole: Sentence
    dates: list[When]
    head: str | None = None


def pieces(sentence: Sentence, dates: list[When], timeline: Timeline) -> Iterator[Piece]:
    """The stretches of a sentence that may tell of something, in order.

    Args:
        sentence: one of the document's.
        dates: its dates, with offsets into its text.
        timeline: of the document.
    """
    if sentence.paragraph.kind == "row":
        # A cell may speak of another day ("Referral of 19.04.13 picked up"): the row is of the day that leads it.
        led = dates[0].iso if dates and dates[0].start <= 2 else timeline.before(sentence)
        head = led or timeline.running(sentence)
        start = 0
        for cell in sentence.text.split("\t"):
            held = [w for w in dates if start <= w.start < start + len(cell)]
            if len(cell) - sum(w.end - w.start for w in held) > 3:
                yield _piece(sentence, start, start + len(cell), dates, head)
            start += len(cell) + 1
        return
    text = sentence.text
    if dates and dates[0].start <= 2 and dates[0].explicit:
        m = _AFTER_DATE.match(text, dates[0].end)
        rest = m.end() if m else dates[0].end
        if text[rest : rest + 1].isupper() or (m and m[0].strip() in ("-", "–", "—", ":")):
            yield _piece(sentence, rest, len(text), dates, dates[0].iso)
            return
    yield Piece(sentence, sentence, dates)


def _piece(whole: Sentence, start: int, end: int, dates: list[When], head: str | None) -> Piece:
    part = Sentence(whole.paragraph, whole.start + start, whole.start + end)
    inside = [replace(w, start=w.start - start, end=w.end - start) for w in dates if start <= w.start < end]
    return Piece(part, whole, inside, head)
