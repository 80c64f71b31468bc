"""Groups the lines of a document into paragraphs with their printed numbers, and paragraphs into sections."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from loaders.document.model import Document, Paragraph, Section

_BULLET = re.compile(r"^\s*(?:[-*•▪‣◦·–●○■□➢✓]|o(?=\s))\s+")
_NUMBER = re.compile(r"^\s*(?P<n>\d{1,3}(?:\.\d{1,3}){1,4}\.?|\d{1,3}\.|\d{1,3}(?=\s+[A-Z]))(?:\s+|$)")
_LETTER = re.compile(r"^\s*\(?(?P<n>[a-z]{1,3}|[ivxl]{1,5})\)\s+")
_FOOTNOTE = re.compile(r"^\s*[¹²³⁴⁵⁶⁷⁸⁹⁰]+\s*\S")
_LEADERS = re.compile(r"(\.{4,}|\t)\s*\d{1,3}\s*$")
_MARKUP = re.compile(r"\*\*(.+?)\*\*|__(.+?)__|^#+\s+")


@cache
def _kinds() -> list[tuple[str, list[re.Pattern[str]]]]:
    data = yaml.safe_load((files("loaders.document") / "sections.yaml").read_text(encoding="utf-8"))
    return [(kind, [re.compile(p) for p in patterns]) for kind, patterns in data.items()]


def kind_of_heading(title: str) -> str | None:
    """The kind of section that a heading announces, or None."""
    low = title.lower().strip()
    for kind, patterns in _kinds():
        if any(p.search(low) for p in patterns):
            return kind
    return None


def structure(document: Document) -> Document:
    """Fills ``sections`` and ``paragraphs``, and returns the document."""
    root = Section(0, "", None, 0, "other", 1, len(document.lines))
    document.sections.append(root)
    section, number = root, None
    for line in document.lines:
        text = line.text
        if not text.strip() or _LEADERS.search(text):
            continue
        marked = bool(_MARKUP.search(text))
        stripped = _BULLET.sub("", text, count=1)
        bullet = stripped != text
        clean = _MARKUP.sub(lambda m: m[1] or m[2] or "", stripped).strip()
        kind, label = ("item" if bullet else "body"), None
        if m := _NUMBER.match(clean):
            number = label = m["n"].rstrip(".")
            clean = clean[m.end() :].strip()
        elif m := _LETTER.match(clean):
            label = f"{number or ''}({m['n']})"
            clean = clean[m.end() :].strip()
            kind = "item"
        if _FOOTNOTE.match(text):
            kind = "footnote"
        if not clean:
            continue
        words = clean.split()
        title_like = len(words) <= 12 and clean[-1] not in ".,;:" and clean[0].isupper() and "\t" not in clean
        if kind != "footnote" and title_like and not bullet and (marked or clean.isupper() or kind_of_heading(clean) or label):
            level = (label.count(".") + 1) if label else 9
            parent = section
            while parent.parent and parent.level >= level:
                parent = parent.parent
            told = kind_of_heading(clean) or parent.kind
            section = Section(len(document.sections), clean, label, level, told, line.number, len(document.lines), parent)
            document.sections.append(section)
            kind = "heading"
        cells = tuple(c.strip() for c in clean.split("\t")) if "\t" in clean else ()
        document.paragraphs.append(
            Paragraph(
                len(document.paragraphs), clean, label, [(0, line.number)], section, "row" if cells else kind, line.page, cells
            )
        )
    return document
