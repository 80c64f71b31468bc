"""A document as the rules see it: lines, paragraphs with their printed numbers, pages, sections, tables.

Independent of the file format. A reader (``plaintext`` today) makes the lines, ``structure`` groups them. Every
character of a paragraph can be traced back to the line it stands on, so that evidence is exact.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property


class DocumentError(ValueError):
    """A file that cannot be read as a review. ``str()`` names the file and the place."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the plain text.

    Attributes:
        number: 1-based.
        text: as it is read: a line in capitals is in title case (:mod:`loaders.document.capitals`).
        printed: as it stands in the file.
        page: None where the text shows no pages.
    """

    number: int
    text: str
    printed: str
    page: int | None = None


@dataclass(slots=True, eq=False)
class Section:
    """A part of the report under one heading. ``kind`` is one of the kinds in ``sections.yaml`` ('other' if none)."""

    index: int
    title: str
    number: str | None
    level: int
    kind: str
    first: int
    last: int
    parent: Section | None = None

    @property
    def path(self) -> list[Section]:
        """The section and those it stands in, outermost first."""
        return [*(self.parent.path if self.parent else []), self]


@dataclass(eq=False)
class Paragraph:
    """A paragraph, list item, table row, footnote or heading.

    Attributes:
        text: its words in one string, without the printed number or bullet; broken lines are joined by a space.
        number: the printed number in full, inherited parts included: ``2.1.3(f)``, ``86``; None where there is none.
        starts: for each line that it stands on, (offset in ``text`` at which it starts, line number).
        cells: the cells of a table row (tab-separated), else empty.
        kind: 'body', 'item', 'row', 'footnote' or 'heading'.
        lead: of an item of a list, the paragraph that leads in to it ("The panel found that:").
    """

    index: int
    text: str
    number: str | None
    starts: list[tuple[int, int]]
    section: Section
    kind: str = "body"
    page: int | None = None
    cells: tuple[str, ...] = ()
    lead: Paragraph | None = None

    @property
    def first(self) -> int:
        """Its first line."""
        return self.starts[0][1]

    @property
    def last(self) -> int:
        """Its last line."""
        return self.starts[-1][1]

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """First and last line of the characters ``start`` to ``end`` (end exclusive) of the text."""
        offsets = [offset for offset, _ in self.starts]
        first = self.starts[max(0, bisect_right(offsets, start) - 1)][1]
        last = self.starts[max(0, bisect_right(offsets, max(start, end - 1)) - 1)][1]
        return first, last

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Its sentences, in order; none of them empty."""
        return [Sentence(self, start, end) for start, end in split_sentences(self.text)]


@dataclass(frozen=True)
class Sentence:
    """A stretch of one paragraph: ``paragraph.text[start:end]``."""

    paragraph: Paragraph
    start: int
    end: int

    @cached_property
    def text(self) -> str:
        """Its words."""
        return self.paragraph.text[self.start : self.end]

    @property
    def section(self) -> Section:
        """The section it stands in."""
        return self.paragraph.section

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line it stands on."""
        return self.paragraph.lines(self.start, self.end)

    @property
    def before(self) -> list[Sentence]:
        """Those of its paragraph that begin before it does, in order."""
        return [s for s in self.paragraph.sentences if s.start < self.start]

    @property
    def after(self) -> list[Sentence]:
        """Those of its paragraph that begin where it ends or later, in order."""
        return [s for s in self.paragraph.sentences if s.start >= self.end]

    @cached_property
    def position(self) -> tuple[int, int]:
        """Where it stands in the document; sorts in reading order."""
        return self.paragraph.index, self.start


@dataclass
class Document:
    """A review as read. ``sha256`` is of the file's bytes, ``source`` its name without folders."""

    source: str
    sha256: str
    lines: list[Line]
    sections: list[Section] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """All sentences of all paragraphs but headings, in reading order."""
        return [s for p in self.paragraphs if p.kind != "heading" for s in p.sentences]

    def paragraph_at(self, line: int) -> Paragraph | None:
        """The paragraph that stands on that line, if one does (the first, should there be two)."""
        return self._by_line.get(line)

    @cached_property
    def _by_line(self) -> dict[int, Paragraph]:
        by_line: dict[int, Paragraph] = {}
        for paragraph in self.paragraphs:
            for number in range(paragraph.first, paragraph.last + 1):
                by_line.setdefault(number, paragraph)
        # A line that a broken paragraph jumps over (a footnote between its halves) belongs to what stands on it.
        for paragraph in self.paragraphs:
            for _, number in paragraph.starts:
                by_line[number] = paragraph
        return by_line


#: After these a full stop ends no sentence, whatever follows.
ABBREVIATIONS = (
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Drs|Prof|St|Nos?|Rev|Cllr|Hon|Sgt|Insp|Det|Supt|Ch|Const|Cpl|Rd|Ave|Ltd|Co|Inc|Tel|[Ee]xt|"
    r"[Pp]aras?|[Ff]igs?|[Ss]ec|[Rr]eg|[Aa]rt|[Vv]ol|[Ee]ds?|cf|vs|approx|dept|incl|est|ss?|pp?|al|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\be\.?g|\bi\.?e)$"
)
_END = re.compile(
    r"[.!?](?:[\"'”’)\]]*)(?:\s*[¹²³⁴-⁹⁰]+|\[\d{1,3}\]|(?<=[a-z)\]\"”’][.!?])\d{1,2})?\s+(?=[\"'“‘(\[]?[A-Z0-9])"
)
_ABBREVIATION = re.compile(ABBREVIATIONS)
_INITIAL = re.compile(r"\b[A-Z]$")
#: A letter that stands for a person or a place ends a sentence as any word does ("He lived with Adult B.").
_LABELLED = re.compile(
    r"\b(?:Adult|Child|Male|Female|Person|Victim|Perpetrator|Subject|Daughter|Son|Officer|Worker|Practice|Hospital|School|"
    r"Agency|Area|Appendix|Annex|Friend|Witness|Partner|Sibling|Sister|Brother|Address|Town|Borough)\s+[A-Z]$"
)
_STARTS = re.compile(
    r"[\"'“‘(\[]?(?:The|This|That|These|Those|There|It|He|She|They|His|Her|Their|We|In|On|At|A|An|As|By|For|From|During|"
    r"Following|After|Before|When|While|Whilst|Although|Though|However|Despite|Since|Once|Both|No|Not|All|Some|Any|If|"
    r"Mr|Mrs|Ms|Miss|Dr|Adult|Child|Police|Children|Family|Records?|Neither|Another|Other|One|Two|Three|Later|Earlier|Then|"
    r"Throughout|Within|With|Without|Where|Which|What|Who|Its|Our|Such|Also|Again|Further|Furthermore|Moreover|Nor|But|And|"
    r"So|Yet|Each|Every|Several|Many|Most|Subsequently|Prior|Between|Until|Upon|Over|Under|Given|Having)\b"
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Start and end offsets of the sentences of a paragraph, blanks at either end left out."""
    spans, start = [], 0
    for m in _END.finditer(text):
        before = text[max(0, m.start() - 24) : m.start()]
        if text[m.start()] == ".":
            if _ABBREVIATION.search(before) or (before.endswith(" no") and text[m.end()].isdigit()):
                continue
            # "J. Carter" is a name, "with Mrs B. She" are two sentences.
            if _INITIAL.search(before) and not (_LABELLED.search(before) or _STARTS.match(text, m.end())):
                continue
        spans.append((start, m.end()))
        start = m.end()
    spans.append((start, len(text)))
    trimmed = []
    for a, b in spans:
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            trimmed.append((a, b))
    return trimmed
