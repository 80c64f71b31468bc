"""Finds which person a stretch of text means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.document.model import Document, Sentence
from loaders.sheet import Person


@dataclass(frozen=True)
class Mention:
    """A person named in a sentence; offsets are into ``sentence.text``."""

    label: str
    role: str
    start: int
    end: int
    sentence: Sentence


class PersonIndex:
    """The persons of one sheet, findable by label, alias and role words ('the victim', 'the perpetrator', 'her mother')."""

    def __init__(self, persons: list[Person], document: Document) -> None:
        self.persons = {p.label: p for p in persons}
        self.document = document
        names = {n: p.label for p in persons for n in [p.label, *p.aliases]}
        self._names = names
        alternatives = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if names else None

    def with_role(self, role: str) -> list[str]:
        """The labels of the persons of one role, in the sheet's order."""
        return [p.label for p in self.persons.values() if p.role == role]

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """The persons that the sentence names, in order."""
        if self._pattern is None:
            return []
        found = []
        for m in self._pattern.finditer(sentence.text):
            label = self._names[m[0]]
            found.append(Mention(label, self.persons[label].role, m.start(), m.end(), sentence))
        return found
