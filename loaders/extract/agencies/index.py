"""Finds which agency a stretch of text means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.document.model import Document, Paragraph, Section, Sentence
from loaders.sheet import Agency


@dataclass(frozen=True)
class Mention:
    """An agency named in a sentence; offsets are into ``sentence.text``."""

    agency: str
    text: str
    start: int
    end: int
    sentence: Sentence


class AgencyIndex:
    """The agencies of one sheet, findable by name, alias, department and role words."""

    def __init__(self, agencies: list[Agency], document: Document) -> None:
        self.agencies = {a.name: a for a in agencies}
        self.document = document
        names = {n: a.name for a in agencies for n in [a.name, *a.aliases]}
        self._names = names
        alternatives = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if names else None

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """The agencies that the sentence names, in order."""
        if self._pattern is None:
            return []
        return [
            Mention(self._names[m[0]], m[0], m.start(), m.end(), sentence)
            for m in self._pattern.finditer(sentence.text)
        ]

    def of_section(self, section: Section) -> str | None:
        """The agency that a section is about, by its heading or that of a section around it."""
        for one in reversed(section.path):
            if self._pattern and (m := self._pattern.search(one.title)):
                return self._names[m[0]]
        return None

    def in_view(self, sentence: Sentence) -> str | None:
        """The agency that a sentence which names none is most likely about: its section's, or the last one named in
        its paragraph before it."""
        return self.of_section(sentence.section) or self._last_named(sentence.paragraph, sentence)

    def _last_named(self, paragraph: Paragraph, before: Sentence) -> str | None:
        last = None
        for sentence in paragraph.sentences:
            if sentence.start >= before.start:
                break
            for mention in self.mentions(sentence):
                last = mention.agency
        return last

    def of_sector(self, sector: str) -> list[str]:
        """The names of the agencies of one sector."""
        return [a.name for a in self.agencies.values() if a.sector == sector]
