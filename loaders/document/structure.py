"""Groups the lines of a document into paragraphs with their printed numbers, and paragraphs into sections.

Works by what all such reports share: headings are short, stand alone and do not end like a sentence; paragraphs carry
numbers, letters or bullets, or none; a line may be broken by the page; pages repeat a header and carry a number; the
contents list comes first and repeats the headings. Linear in the number of lines.
"""

from __future__ import annotations

import re

from loaders.document.broken import Joiner
from loaders.document.contents import contents
from loaders.document.headings import Headings
from loaders.document.kinds import kind_of_heading
from loaders.document.levels import Levels
from loaders.document.lines import Raw, read_lines
from loaders.document.model import Document
from loaders.document.numbers import Numbers
from loaders.document.paragraphs import Paragraphs
from loaders.document.recommending import narrate
from loaders.document.sections import Sections

_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789", _DIGITS)


def structure(document: Document) -> Document:
    """Fills ``sections`` and ``paragraphs``, and returns the document."""
    _Builder(document).run()
    return document


class _Builder:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.raws = read_lines(document)
        self.parted = sum(r.depth > 1 for r in self.raws) > 2  # its paragraphs have numbers in parts
        self.listed = contents(self.raws)
        self.numbers = Numbers()
        self.joiner = Joiner(document, self.raws, self.numbers)
        levels = Levels(self.raws, self.listed)
        self.headings = Headings(self.raws, self.numbers, self.joiner.width, levels.listed)
        self.sections = Sections(document, levels, self.numbers)
        self.paragraphs = Paragraphs(document)

    def run(self) -> None:
        for at, raw in enumerate(self.raws):
            following = self.raws[at + 1] if at + 1 < len(self.raws) else None
            if at in self.listed:
                self._contents_line(raw)
            elif raw.footnote or self._is_foot(at):
                self._footnote(raw)
            elif self.headings.has(at, self.sections.current.kind, self.paragraphs.last):
                self._heading(raw)
            elif not self.joiner.joined(raw, following):
                self._body(raw)
        narrate(self.document)
        self.sections.tell_all()

    def _add(self, raw: Raw, kind: str) -> None:
        self.paragraphs.add(raw, kind, self.sections.current, self.numbers.number)

    def _contents_line(self, raw: Raw) -> None:
        """A line of a contents list; the sections around it stay as they are."""
        if kind_of_heading(raw.text) == "contents" and self.sections.current.kind != "action-plan":
            self.sections.open_contents(raw)
            self._add(raw, "heading")
            return
        self.paragraphs.add(raw, "row", self.sections.contents(raw), self.numbers.number)
        self.paragraphs.lead = None

    def _is_foot(self, at: int) -> bool:
        """Whether a line that begins with a plain number is a footnote: a word not far before carries that number."""
        raws, raw = self.raws, self.raws[at]
        if raw.depth != -1 or raw.bullet or (self.numbers.fits_run(raw) and not self.parted):
            return False
        if not (raw.alone or (self.document.paragraphs and self.document.paragraphs[-1].kind == "footnote")):
            return False
        # "MARAC5" too, where a sentence explains it; a title may follow workers with codes ("GP1").
        spelt = r"|\b[A-Z]{3,8}" if raw.whole.rstrip().endswith((".", "of")) else ""
        mark = re.compile(rf"(?:[a-z.,;:)”’'\"]{spelt}){raw.label}(?![\d:%]|\.\d)")
        raised = re.compile(rf"\S(?<![{_DIGITS}]){(raw.label or '').translate(_RAISED)}(?![{_DIGITS}])")
        near = [r for r in raws[max(0, at - 50) : at] if r.words]
        return any(mark.search(r.text) or raised.search(r.line.text) for r in near)

    def _footnote(self, raw: Raw) -> None:
        raw.text = raw.whole
        self._add(raw, "footnote")

    def _heading(self, raw: Raw) -> None:
        self.sections.open(raw)
        self.numbers.of_heading(raw)
        self.paragraphs.lead = None
        self._add(raw, "heading")

    def _body(self, raw: Raw) -> None:
        self.sections.leave_box(raw)
        self.sections.turn(raw)
        self.sections.tell(raw)
        if raw.tabs:
            self._add(raw, "row")
            return
        if raw.depth == -1 and not self.numbers.fits_run(raw):
            raw.text = raw.whole
            raw.label, raw.depth = None, 0
        lettered = raw.label is not None and raw.depth == 0
        item = (raw.bullet and not raw.depth) or lettered
        self.numbers.of_paragraph(raw)
        self._add(raw, "item" if item else "body")
