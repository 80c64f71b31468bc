"""The title of a review, as its front page has it."""

from __future__ import annotations

import re

from loaders.document.model import Line
from loaders.extract.review.front import plain
from loaders.extract.review.people import name_in, roles_in
from loaders.sheet import Evidence

MONTHS = r"January|February|March|April|May|June|July|August|September|October|November|December"
#: What a line of the title page says of its own handling.
_HANDLING = re.compile(r"\W*\bnot to be (?:photocopied|circulated|copied|shared)\b.*", re.I)
#: A line that says nothing but who may read the report.
_MARKING = re.compile(r"^(?:official|restricted|confidential|protect\w*|file classification)\b", re.I)
#: What this project's own samples say of themselves.
_SAMPLE = re.compile(r"fictional sample", re.I)
#: A heading of the text after the title page.
_FIRST_HEADING = re.compile(r"(?:the )?(?:introduction|preface|foreword|background|summary|review process)\W*$", re.I)
#: The parts of a date; a line of nothing else is no title.
_DATE = re.compile(rf"\b(?:{MONTHS})\b|\d+(?:st|nd|rd|th)?|\W")
#: The end of a line after which its title must go on.
_OPEN_END = re.compile(r"\b(?:of|into|regarding|concerning)$", re.I)
_JOINS = re.compile(r" (?:of|into|regarding|concerning)$", re.I)
#: What stands before the name of a maker of the report.
_NAMES_MAKER = re.compile(r"\bby\b|:")
#: The head of a line that tells of the making of the report.
_OF_MAKING = re.compile(
    r"(?:report )?(?:produced|prepared|written|commissioned|completed|author|chair|final version|version|date)\b",
    re.I,
)
#: Words of a line of the title.
_REPORT = re.compile(
    r"\b(?:review|report|summary|in respect of|death of|deaths of|case of|murder of|homicide of|relating to|"
    r"concerning)\b",
    re.I,
)
#: The first half of a title over two lines.
_HALF = re.compile(r"domestic homicide$", re.I)
#: A line near one of the title that belongs to it: with a date of the death, or of a name alone.
_NEAR_TITLE = re.compile(rf"\b(?:{MONTHS}|(?:19|20)\d\d)\b|^[A-Z][\w ,&-]{{1,60}}$")
#: The head of a line that goes on with the one above.
_GOES_ON = re.compile(r"(?:In|On|Under|Section|and)\b")
#: A title has at most so many lines.
_LINES = 5


def title_of(front: list[Line], kind: str) -> tuple[str, list[Evidence]]:
    """The lines of the front page that say what the report is and of whose death, as one title, with their place."""
    picked = _picked(front)
    if not picked:
        name = "Executive Summary" if kind == "executive-summary" else "Overview Report"
        return f"Domestic Homicide Review: {name}", []
    title, *rest = dict.fromkeys(_unmarked(line) for line in picked)
    for part in rest:
        if part.casefold() not in title.casefold():
            title += _joint(title, part) + part
    return title, [Evidence(lines=(picked[0].number, min(picked[-1].number, picked[0].number + 14)))]


def _picked(front: list[Line]) -> list[Line]:
    """The lines that are of the title."""
    picked: list[Line] = []
    previous = ""
    for line in front:
        text = _unmarked(line)
        if _is_no_title(text):
            continue
        if picked and _FIRST_HEADING.match(text):
            break
        if picked and (name_in(text) == text or not _DATE.sub("", text)):
            continue
        goes_on, previous = bool(_OPEN_END.search(previous)), text
        if _tells_of_making(text):
            if picked:
                break
            continue
        if _says_what(text) or (picked and (goes_on or _is_near(line, text, picked[-1]))):
            picked.append(line)
        if len(picked) >= _LINES:
            break
    return picked


def _unmarked(line: Line) -> str:
    """A line of the title page without what it says of its own handling."""
    return _HANDLING.sub("", plain(line.text))


def _is_no_title(text: str) -> bool:
    """Whether a line is empty, running text, or of the paper rather than of the report."""
    if not text or len(text) > 160 or _SAMPLE.search(text):
        return True
    return (len(text) > 60 and text.endswith(".")) or bool(_MARKING.search(text))


def _tells_of_making(text: str) -> bool:
    """Whether a line says who made the report, or when."""
    if roles_in(text) and (name_in(text) or _NAMES_MAKER.search(text)):
        return True
    return bool(_OF_MAKING.match(text))


def _says_what(text: str) -> bool:
    """Whether a line says what the report is, or of whose death."""
    return bool(_REPORT.search(text) or _HALF.match(text))


def _is_near(line: Line, text: str, last: Line) -> bool:
    """Whether a line goes with the last one of the title, which stands next to it."""
    return line.number - last.number <= 2 and bool(_NEAR_TITLE.search(text))


def _joint(title: str, part: str) -> str:
    """What stands between a title and its next line: a blank where the line goes on with it, else a mark."""
    halves = title.lower().endswith("domestic homicide") and part.lower().startswith("review")
    if halves or _JOINS.search(title) or part[:1].islower() or _GOES_ON.match(part):
        return " "
    return ", " if ":" in title else ": "
