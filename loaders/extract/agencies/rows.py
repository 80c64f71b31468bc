"""Rows of lists of members and contributors whose table was taken apart, or that tell with marks what was given."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from loaders.document.model import Paragraph

#: Words of the head of a column, or of a table, that tells what each body gave.
GIVEN = re.compile(
    r"(?i)\b(?:contribut\w+|provided|sent|gave|submitted|repl(?:y|ies)|response|reports?|IMRs?|returns?|known to|"
    r"chronolog\w+)\b"
)
#: The head of the column of agencies.
COLUMN = re.compile(
    r"(?i)^(?:agency|agencies|organisation|organization|agency ?/ ?organisation|"
    r"organisation ?/ ?agency|service|representing|"
    r"employer|body|agency (?:name|represented|contributing)|contributing agency|name of (?:agency|organisation)|"
    r"organisation represented|represented)s?$"
)
#: Heads of the other columns of a table of people.
_HEAD = re.compile(
    r"(?i)^(?:agency and (?:job )?(?:title|role|position)|(?:panel )?member|(?:panel )?members? name|name|full name|"
    r"representative|author|imr author|"
    r"(?:job )?title|(?:job )?role|role (?:on|in|and) .{3,20}|post|position|designation|rank|contribution|contact|"
    r"(?:type|nature|form) of (?:contribution|involvement|report)|(?:report|information) (?:provided|submitted)|"
    r"capacity|repl(?:y|ie)|response|what (?:it|they|each|was) (?:sent|gave|provided|submitted)|provided|"
    r"known to (?:it|them)\W*|who they (?:are|were)|input)s?$"
)
#: Marks that say yes in a cell; a cross says so only where no other mark does.
_TICK = re.compile(r"(?i)^(?:[✓✔☑√\uf0fc\uf050]|yes|y)\W*$")
_CROSS = re.compile(r"^[xX✗✘]$")


def _is_head(text: str) -> bool:
    return bool(COLUMN.match(text) or _HEAD.match(text))


def headed(lines: list[str]) -> int:
    """How many lines at the start are the heads of a table's columns, one of them that of the agencies; 0 if none."""
    count = next((i for i, text in enumerate(lines) if not _is_head(text)), len(lines))
    return count if 2 <= count <= 5 and any(COLUMN.match(t) for t in lines[:count]) else 0


def is_heads(cells: tuple[str, ...]) -> bool:
    """Whether a row holds nothing but the heads of a table's columns ("Name", "Role and agency")."""
    filled = [c.strip() for c in cells if c.strip()]
    return len(filled) > 1 and all(map(_is_head, filled))


def records(group: list[Paragraph]) -> list[Paragraph]:
    """The rows of a table whose cells stand in lines of their own, as many to a row as heads; else as given."""
    if any(p.cells for p in group):
        return group
    width = headed([p.text.strip() for p in group])
    if not width or len(group) < 2 * width:
        return group
    spaced = _with_empty(group)
    ended = [*spaced, *[None] * (-len(spaced) % width)]  # the last cells may be empty, and have no line
    cells = next((held for held in (spaced, list[Paragraph | None](group), ended) if not len(held) % width), None)
    rows = [cells[at : at + width] for at in range(0, len(cells), width)] if cells else []
    if not rows or any(row[0] is None for row in rows):
        return group
    return [_row(row) for row in rows]


def _with_empty(group: list[Paragraph]) -> list[Paragraph | None]:
    """The cells, with None for each that a line more than between the others leaves empty; the last of the table may
    be."""
    gaps = [after.starts[0][1] - before.starts[-1][1] for before, after in pairwise(group)]
    least = min(gaps, default=1)
    cells: list[Paragraph | None] = [group[0]]
    for cell, gap in zip(group[1:], gaps, strict=True):
        cells += [*[None] * ((gap - least) // least), cell]
    return cells


def _row(cells: list[Paragraph | None]) -> Paragraph:
    text, starts = "", []
    for at, cell in enumerate(cells):
        text += "\t" if at else ""
        if cell is not None:
            starts += [(len(text) + offset, number) for offset, number in cell.starts]
            text += cell.text
    first = next(cell for cell in cells if cell is not None)
    return replace(first, text=text, starts=starts, kind="row", cells=tuple(c.text if c else "" for c in cells))


def ticked(head: tuple[str, ...], rows: list[Paragraph]) -> dict[int, str]:
    """What the heads of the columns that a row has marked say, by the row's index, for a table of marks.

    Args:
        head: the cells of the table's head.
        rows: its other rows.
    """
    cells = [c.strip() for row in rows for c in row.cells[1:] if c.strip()]
    mark = _TICK if any(_TICK.match(c) for c in cells) else _CROSS
    marked = {}
    for at, row in enumerate(rows):
        heads = [head[i] for i, c in enumerate(row.cells[: len(head)]) if i and mark.match(c.strip())]
        if heads:
            marked[at] = "\t".join(heads)
    return marked


def bracketed(paragraph: Paragraph) -> Paragraph | None:
    """A row "Name (Post, Body)" with commas for its brackets, so that they are read as other rows are."""
    m = re.fullmatch(r"(?P<name>[^()]{3,60}?) ?\((?P<inner>[^()]{4,120})\)\W*", paragraph.text)
    return replace(paragraph, text=f"{m['name']}, {m['inner']}", cells=()) if m else None
