"""The lines of contents lists."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from loaders.document.kinds import kind_of_heading
from loaders.document.lines import BROAD, Raw

_LEADERS = re.compile(
    r"(?:\.{3,}|…+|\s\.\s\.\s\.|\t|\s(?=[Pp]age\s))\s*(?:[Pp]age\s+)?"
    r"(?:\d{1,3}|[ivxl]{1,5}|Error! Bookmark not defined\.?)\s*$"
)
#: Leaders of dots and a page number, which no line but an entry of a contents list ends in.
_DOTTED = re.compile(r"(?:\.{4,}|…{2,}|(?:\s\.){4,})\s*\d{1,3}\s*$")
#: What stands over the columns of a contents list.
_COLUMNS = re.compile(
    r"(?:section|part|chapter|paragraph|title|heading|description|page)s?(?: (?:nos?\.?|numbers?))?$", re.I
)
#: "Contents", and "Page" over the column of numbers.
_HEADED = re.compile(r"(?:table of )?contents?\t+page(?: no\.?)?|index\t+page(?: no\.?)?", re.I)
_TRAILING = re.compile(r"\S\s+\d{1,3}$")


def contents(raws: list[Raw]) -> set[int]:
    """The positions of the lines of contents lists, their headings included.

    A list begins with its heading, or with four lines that end in page numbers. It goes on as long as its lines have a
    page number behind leaders or a tab, or, in a list without them, come again as headings further on. A line that ends
    in dots and a page number is an entry wherever it stands, and so is a short one between two such.
    """
    led = [bool(_LEADERS.search(r.line.text.strip())) and len(r.line.text.strip()) < 160 for r in raws]
    later = Counter(name_of(r) for r in raws if len(r.text) < BROAD)
    found: set[int] = set()
    for at, raw in enumerate(raws):
        if at in found or len(" ".join(raw.text.split())) > 60:  # "Contents", and "Page" at the margin
            continue
        headed = _HEADED.fullmatch(raw.text.strip()) if raw.tabs else kind_of_heading(raw.text) == "contents"
        if headed:
            found |= _list_from(raws, led, later, at + 1) | {at}
        elif led[at] and at < max(60, 0.2 * len(raws)) and all(led[at : at + 4]) and len(led) > at + 4:
            numbers = [_page_of(r) for r in raws[at : at + 4]]
            if None not in numbers and numbers == sorted(numbers, key=lambda n: n or 0):
                found |= _list_from(raws, led, later, at)
    dotted = [at for at, r in enumerate(raws) if is_entry(r.line.text)]
    found.update(dotted)
    for one, other in pairwise(dotted):
        between = raws[one + 1 : other]
        if len(between) <= 2 and all(len(r.text) <= 80 and r.text[-1:] not in ".:?" for r in between):
            found.update(range(one + 1, other))
    return found


def is_entry(line: str) -> bool:
    """Whether a line ends in leaders of dots and a page number, and so is one of a contents list."""
    return len(line) < 200 and bool(_DOTTED.search(line))


def _page_of(raw: Raw) -> int | None:
    m = re.search(r"(\d{1,3})\s*$", raw.line.text)
    return int(m[1]) if m else None


def _list_from(raws: list[Raw], led: list[bool], later: Counter[str], first: int) -> set[int]:
    """The positions of the lines of a contents list that begins at ``first``."""
    found: set[int] = set()
    seen: set[str] = set()
    while first < len(raws) and _COLUMNS.match(raws[first].text):
        found.add(first)
        first += 1
    numbered = any(led[first : first + 6])
    for at in range(first, min(len(raws), first + 200)):
        raw = raws[at]
        name = name_of(raw)
        if led[at]:
            found.add(at)
        elif len(raw.text) > BROAD or raw.footnote or (name in seen and not raw.tabs):
            break
        elif numbered:
            # A line without a number is the first half of the next entry, or the list has ended.
            if not (any(led[at + 1 : at + 3]) or _TRAILING.search(raw.text)):
                break
            found.add(at)
        elif later[name] > 1 or _TRAILING.search(raw.text):
            found.add(at)
        else:
            break
        seen.add(name)
    return found


def name_of(raw: Raw) -> str:
    """The words of an entry or of a heading, by which the two are compared."""
    return re.sub(r"[\W\d]+", " ", _LEADERS.sub("", raw.text)).strip().lower()
