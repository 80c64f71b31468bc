"""Dates as reports write them, and the running date of a chronology."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.document.model import Document, Sentence

MONTHS = {
    m: i
    for i, names in enumerate(
        ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"], 1)
    for m in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WRITTEN = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<m>{_MONTH})\.?,?\s+(?P<y>(?:19|20)\d\d)\b", re.I
)


@dataclass(frozen=True)
class When:
    """A date as the text gives it. ``iso`` has the text's precision; offsets are into ``sentence.text``."""

    iso: str
    start: int
    end: int
    text: str
    explicit: bool = True


class Timeline:
    """The dates of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def dates(self, sentence: Sentence) -> list[When]:
        """The dates that a sentence gives or that follow from its words and the running date, in order."""
        found = []
        for m in _WRITTEN.finditer(sentence.text):
            iso = f"{m['y']}-{MONTHS[m['m'].lower()]:02d}" + (f"-{int(m['d']):02d}" if m["d"] else "")
            found.append(When(iso, m.start(), m.end(), m[0]))
        return found

    def running(self, sentence: Sentence) -> str | None:
        """The date at which the narrative stands at this sentence, at the coarsest precision that is certain."""
        last = None
        for other in sentence.paragraph.sentences:
            if other.start > sentence.start:
                break
            for when in self.dates(other):
                last = when.iso
        return last
