"""What the rule families share while they read one document.

Each family is a function ``find(reading) -> list[item]`` that reads the document and the parts of the sheet found so far,
and returns what it found. The indexes over agencies, persons and dates are made from those parts, so a family can be
tried on a hand-coded sheet as well as on an extracted one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from loaders.document.model import Document, Paragraph, Sentence
from loaders.sheet import Agency, Death, Evidence, Origin, Person

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from loaders.extract.agencies.index import AgencyIndex
    from loaders.extract.dates import Timeline
    from loaders.extract.persons.index import PersonIndex


@dataclass
class Reading:
    """One document being read. ``agencies``, ``persons`` and ``deaths`` are filled before the families that need them."""

    document: Document
    agencies: list[Agency] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    deaths: list[Death] = field(default_factory=list)

    @cached_property
    def agency_index(self) -> AgencyIndex:
        """Finds mentions of the sheet's agencies; first use after ``agencies`` is filled."""
        from loaders.extract.agencies.index import AgencyIndex

        return AgencyIndex(self.agencies, self.document)

    @cached_property
    def person_index(self) -> PersonIndex:
        """Finds mentions of the sheet's persons; first use after ``persons`` is filled."""
        from loaders.extract.persons.index import PersonIndex

        return PersonIndex(self.persons, self.document)

    @cached_property
    def timeline(self) -> Timeline:
        """The dates of the document and the running date of its chronology."""
        from loaders.extract.dates import Timeline

        return Timeline(self.document)

    def sentences(self, kinds: Iterable[str] | None = None, without: Iterable[str] = ()) -> list[Sentence]:
        """The sentences under sections of the given kinds (all by default) and not of the kinds in ``without``."""
        wanted, unwanted = set(kinds) if kinds is not None else None, set(without)
        return [
            s
            for s in self.document.sentences
            if (wanted is None or s.section.kind in wanted) and s.section.kind not in unwanted
        ]

    def parse(self, sentences: Iterable[Sentence]) -> dict[Sentence, Doc]:
        """spaCy's analysis of these sentences (tags, lemmas, dependencies), each parsed once, in one batch.

        Parsing is the dear part of an extraction: hand in only sentences that hold a target.
        """
        from loaders.extract.language import model

        asked = list(sentences)
        new = [s for s in dict.fromkeys(asked) if s.position not in self._parsed]
        for sentence, doc in zip(new, model().pipe((s.text for s in new), batch_size=64), strict=True):
            self._parsed[sentence.position] = doc
        return {s: self._parsed[s.position] for s in asked}

    @cached_property
    def _parsed(self) -> dict[tuple[int, int], Doc]:
        return {}


def evidence(where: Sentence | Paragraph, start: int | None = None, end: int | None = None) -> Evidence:
    """The place of a sentence or paragraph, or of the characters ``start`` to ``end`` of its paragraph's text."""
    paragraph = where if isinstance(where, Paragraph) else where.paragraph
    if start is None or end is None:
        start, end = (0, len(paragraph.text)) if isinstance(where, Paragraph) else (where.start, where.end)
    return Evidence(
        lines=paragraph.lines(start, end),
        paragraph=paragraph.number,
        page=paragraph.page,
        quote=paragraph.text[start:end] or None,
    )


def machine(rule: str, confidence: float) -> Origin:
    """The origin of an item that a rule found; ``confidence`` between 0 and 1."""
    return Origin(by="machine", rule=rule, confidence=round(confidence, 2), status="unreviewed")
