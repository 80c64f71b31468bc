"""What the rule families share while they read one document.

Each family is a function ``find(reading) -> list[item]`` that reads the document and the parts of the sheet found so
far, and returns what it found. The indexes over agencies, persons and dates are made from those parts, so a family can
be tried on a hand-coded sheet as well as on an extracted one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from loaders.document.model import Document, Paragraph, Sentence
from loaders.sheet import Agency, Contact, Death, Evidence, Origin, Person
from loaders.why import LeftOut, Reason, Why

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from loaders.extract.agencies.index import AgencyIndex
    from loaders.extract.dates import Timeline
    from loaders.extract.persons.index import PersonIndex


#: A title or a role with a letter or a number: what reviews call people by, and no corpus does.
_LETTERED = re.compile(r"(?:[A-Z][a-z]+\.? )?(?:[A-Z]{1,2}\d?|\d{1,2})")
_NAMES = {
    len(name): name
    for name in (
        "Jo",
        "Ann",
        "Mary",
        "Maria",
        "Louise",
        "Rebecca",
        "Margaret",
        "Elizabeth",
        "Jacqueline",
        "Mary Rebecca",
        "Maria Rebecca",
        "Louise Rebecca",
    )
}


@dataclass
class Reading:
    """One document being read; agencies, persons and deaths are filled before the families that need them."""

    document: Document
    agencies: list[Agency] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    deaths: list[Death] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    #: What the families had a cue for and left out.
    left_out: list[LeftOut] = field(default_factory=list)

    def leave_out(self, kind: str, claim: str, because: str, reason: Reason) -> None:
        """Notes what is not put in the list ``kind`` of the sheet, though there is a cue for it, and why not."""
        self.left_out.append(LeftOut(kind, claim, because, reason))

    def learn(self, part: str, found: list[Any]) -> None:
        """Takes ``found`` as the sheet's ``part``; forgets what rested on the old.

        Args:
            part: 'agencies', 'persons', 'deaths' or 'contacts'.
            found: its items.
        """
        setattr(self, part, found)
        for index in ("agency_index", "person_index"):
            self.__dict__.pop(index, None)

    @cached_property
    def agency_index(self) -> AgencyIndex:
        """Finds mentions of the sheet's agencies; first use after ``agencies`` is filled."""
        from loaders.extract.agencies.index import AgencyIndex

        return AgencyIndex(self.agencies, self.document, self.timeline.running)

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

        Offsets are those of ``sentence.text``; a person's lettered label ("Mrs A") stands as a name in the tokens.
        Parsing is the dear part of an extraction: hand in only sentences that hold a target.
        """
        from loaders.extract.language import model, readable, restored

        asked = list(sentences)
        new = [s for s in dict.fromkeys(asked) if s.position not in self._parsed]
        plain = (readable(self._plain(s)) for s in new)
        for sentence, doc in zip(new, model().pipe(plain, batch_size=64), strict=True):
            self._parsed[sentence.position] = restored(doc, sentence.text)
        return {s: self._parsed[s.position] for s in asked}

    def _plain(self, sentence: Sentence) -> str:
        """The sentence with "Mrs A", "Adult 1" and the like as first names of the same length.

        The model takes such labels for determiners and numbers and loses the sentence's subject; offsets stay the same.
        """
        text = sentence.text
        for mention in self.person_index.mentions(sentence) if self.persons else ():
            label = text[mention.start : mention.end]
            if _LETTERED.fullmatch(label) and (name := _NAMES.get(len(label))):
                text = text[: mention.start] + name + text[mention.end :]
        return text

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


def machine(rule: str, confidence: float, reasons: Iterable[Reason] = ()) -> Origin:
    """The origin of an item that a rule found.

    Args:
        rule: its name, after that of its family: ``contacts.attended``.
        confidence: between 0 and 1, before it is calibrated.
        reasons: what each place of the text gave to it.
    """
    sure = round(confidence, 2)
    return Origin(by="machine", rule=rule, confidence=sure, status="unreviewed").because(Why(sure, tuple(reasons)))
