"""Adds paragraphs to a document: their full numbers, and what leads in to the items of a list."""

from __future__ import annotations

from loaders.document.lines import Raw
from loaders.document.model import Document, Paragraph, Section
from loaders.document.tidy import leads_in

#: So many words behind a bullet stand for themselves, where what is above the list does not end in one of these.
OWN = 12
_LEADS_IN = ":;,–-"


class Paragraphs:
    """The paragraphs of a document, as far as it has been read."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lead: Paragraph | None = None
        self.within: tuple[Paragraph, Raw, bool] | None = None  # an item over items; whether deeper
        self.letter: tuple[str, bool] | None = None  # the last letter, and whether numerals stand under it
        self.last: Paragraph | None = None  # but for footnotes

    def add(self, raw: Raw, kind: str, section: Section, number: str | None) -> None:
        """Adds a line as a paragraph.

        Args:
            raw: the line.
            kind: of the paragraph.
            section: in which it stands.
            number: under which letters stand.
        """
        if not raw.text.strip():
            return
        label = raw.label
        if label and label.startswith("(") and kind == "item":
            label = f"{number or ''}{self._under(raw, label)}{label}"
        lead = self._lead_of(raw) if kind == "item" else None
        cells = raw.cells if kind == "row" else ()
        paragraph = Paragraph(
            len(self.document.paragraphs),
            raw.text,
            label if kind != "footnote" else None,
            [(0, raw.line.number)],
            section,
            kind,
            raw.page,
            cells,
            lead,
        )
        self.document.paragraphs.append(paragraph)
        if kind in ("body", "item", "row", "heading"):
            self.last = paragraph
        if kind in ("body", "heading"):
            self.lead = paragraph if kind == "body" else None
            self.within, self.letter = None, None
        elif kind == "item" and leads_in(raw.text):
            self.within = (paragraph, raw, False)

    def _lead_of(self, raw: Raw) -> Paragraph | None:
        """The paragraph that leads in to an item: an item above it that ends in a colon, else the paragraph before the
        list."""
        if self.within:
            lead, above, deeper = self.within
            inside = raw.indent > above.indent or raw.glyph != above.glyph
            if inside or not deeper:
                self.within = (lead, above, deeper or inside)
                return lead
            self.within = None
        if self.lead is not None and self.lead.text[-1] not in _LEADS_IN and len(raw.words) >= OWN:
            return None  # a report may set every paragraph behind a bullet
        return self.lead

    def _under(self, raw: Raw, label: str) -> str:
        """The letter that a roman numeral stands under: ``(c)`` of ``4.2(c)(i)``."""
        letter = label.strip("()")
        before = self.letter
        if raw.glyph == "roman" and before is not None:
            above, seen = before
            follows = len(above) == 1 and len(letter) == 1 and ord(letter) == ord(above) + 1
            if not follows and (seen or letter in ("i", "I")):
                self.letter = (above, True)
                return f"({above})"
        self.letter = (letter, False)
        return ""
