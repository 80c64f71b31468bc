"""The printed numbers of paragraphs and headings, as far as a document has been read."""

from __future__ import annotations

from loaders.document.lines import Raw


class Numbers:
    """The numbers that were read last."""

    def __init__(self) -> None:
        self.number: str | None = None  # the number under which letters stand
        self.point = 0  # the last bare or pointed paragraph number
        self.chapter = 0  # the last figure before a heading

    def fits_run(self, raw: Raw) -> bool:
        """Whether a bare number goes on where the last one stood."""
        label = raw.label or ""
        number = int(label) if label.isdigit() else 0
        return number in (self.point + 1, self.point + 2) or (number == 1 and self.point == 0)

    def of_heading(self, raw: Raw) -> None:
        """Notes the number of a heading."""
        if raw.depth == -1 and (raw.label or "").isdigit():
            self.point = int(raw.label or 0)
        if abs(raw.depth) == 1 and (raw.label or "").isdigit():
            self.chapter = int(raw.label or 0)
        if raw.depth > 0 and "(" not in (raw.label or "") and not raw.named:
            self.number = raw.label
        elif raw.named:
            self.number = None

    def of_paragraph(self, raw: Raw) -> None:
        """Notes the number of a paragraph."""
        if raw.depth > 0 or raw.depth == -1:
            self.number = raw.label
            if abs(raw.depth) == 1 and (raw.label or "").isdigit():  # and not "B.", "IV." or "Part one"
                self.point = int(raw.label or 0)
