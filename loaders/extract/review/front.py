"""The title pages of a review: their lines, as words and as places."""

from __future__ import annotations

import re

from loaders.document.contents import is_entry
from loaders.document.kinds import kind_of_heading
from loaders.document.model import Line
from loaders.extract.reading import Reading
from loaders.sheet import Evidence

_FRONT = 60
#: A line that names one person of the panel, or what it wrote, is the title page's own; a heading of its list is not.
_PANEL_LIST = re.compile(r"(?!.*\b(?:chair|author|report|by|for)\b).*\bpanel(?: members?(?:hip)?)?[\s*:.]*$", re.I)
_HEADING_WORDS = 8
#: A line of the title itself may have the words of a list's heading.
_OWN = re.compile(r"domestic (?:violence |abuse )?homicide review panel\W*$", re.I)
_TITLE = re.compile(r"homicide review", re.I)


def front_lines(reading: Reading) -> list[Line]:
    """The lines of the title pages: to the contents list, or to the first long paragraph, at most sixty."""
    out: list[Line] = []
    for line in reading.document.lines[: _FRONT * 2]:
        if re.match(r"\s*(?:table of )?contents?\b(?: page)?\W*\d*\s*$|\s*index\s*$", line.text, re.I) and out:
            break
        if (
            re.match(
                r"\s*(?:1\.?0?\.?\s+)?(?:introduction|preface|foreword|the review process|background)\b[\s\d.:]*$",
                line.text,
                re.I,
            )
            and sum(bool(x.text.strip()) for x in out) > 2
        ):
            break
        if is_entry(line.text) or (len(line.text) > 400 and sum(bool(x.text.strip()) for x in out) > 3):
            break
        if _heads_list(line.text) and any(x.text.strip() for x in out) and not _is_title(line, out):
            break
        if len(out) >= _FRONT:
            break
        out.append(line)
    return out


def _is_title(line: Line, above: list[Line]) -> bool:
    """Whether "Domestic Homicide Review Panel" is the title of a page that has none so far."""
    return bool(_OWN.match(plain(line.text))) and not any(_TITLE.search(x.text) for x in above)


def _heads_list(text: str) -> bool:
    """Whether a list between the title page and the text begins: its persons and bodies did not make the review."""
    text = plain(text)
    kind = kind_of_heading(text) if len(text.split()) <= _HEADING_WORDS else None
    return kind == "glossary" or (kind == "panel" and bool(_PANEL_LIST.match(text)))


def line_evidence(line: Line) -> Evidence:
    """A line as the place of what it says."""
    return Evidence(lines=(line.number, line.number), page=line.page, quote=line.printed.strip() or None)


def plain(text: str) -> str:
    """A text without marks of print and raised numbers, one blank between its words."""
    return re.sub(r"\s+", " ", re.sub(r"[*_#]+|[¹²³⁴-⁹⁰]", "", text)).strip()
