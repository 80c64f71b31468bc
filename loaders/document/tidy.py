"""What is done to the lines of a text before anything is read in them: marks of conversion, columns, page furniture."""

from __future__ import annotations

import re
from itertools import pairwise

_GLYPHS = str.maketrans(
    {
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\u00ad": "", "\u200b": "", "\ufeff": "",
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
        "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf0fc": "•", "\uf06e": "•", "\uf02d": "•", "\u2012": "–",
    }
)  # fmt: skip
_TAGS = re.compile(r"</?(?:u|b|i|em|strong|sup|sub|span|a|font)(?:\s[^<>]*)?/?>", re.I)
_BREAKS = re.compile(r"\s*</?(?:p|br|ul|ol|li|div|h\d|table|t[drh])(?:\s[^<>]*)?/?>\s*", re.I)
_GAP = re.compile(r"(?<=[^\s.?!]) {3,}(?=\S)|(?<=[.?!]) {4,}(?=\S)")
_PAGE = re.compile(
    r"^\W*(?:page\s+)?(?P<n>\d{1,3})(?:\s*(?:of|/|\|)\s*(?:\d{1,3}|p\s*a\s*g\s*e))?\W*$"
    r"|^\W*p\s*a\s*g\s*e\s*\|?\s*(?P<m>\d{1,3})\b.{0,12}$",
    re.I,
)
#: A number with the point or bracket of a list ("4.", "(b)"), which no page has.
_POINTED = re.compile(r"\(?\d{1,3}[.)]$")
#: Lines from one page number to the next, at least, over half of a report.
SHORTEST = 8
_NAMED_PAGE = re.compile(r"page\s+\d{1,3}(?:\s*of\s*\d{1,3})?$", re.I)
_RUNNING = re.compile(
    r"\b(?:official|sensitive|confidential|restricted|not for (?:publication|circulation)|version|draft|dhr|dardr|"
    r"protect|"
    r"homicide review|overview report|executive summary)\b",
    re.I,
)
#: What repeats by nature, and is no page header.
_REPEATED = re.compile(
    r"^\W*(?:#\W*$|recommendation|action|lesson|learning|good practice|analysis|conclusion|comment|update|finding|"
    r"chronology|term|background|key)"
)
ENDS = re.compile(r"[.?!:;][”\"’')\]]*(?:\s*[¹²³⁴⁵⁶⁷⁸⁹⁰]+)?$")


def cleaned(text: str) -> str:
    """A line without the glyphs and tags that conversions leave."""
    text = text.translate(_GLYPHS)
    if "<" in text:
        text = _TAGS.sub("", text)
        # A tag that breaks the line stands for a blank, but beside a tab or at an edge for nothing.
        text = re.sub(r" *(\t) *", r"\1", _BREAKS.sub(" ", text)).strip(" ")
    return text.rstrip(" \r\n") if "\t" in text else text.rstrip()


def indent(text: str) -> int:
    """The blanks before a line's first character, tabs as four."""
    expanded = text.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


#: The label of an entry, with a wide blank behind it ("Recommendation 2   The Board should"): no column.
_LABEL = re.compile(
    r"\s*(?:(?:(?:[A-Za-z-]+ )?recommendation|finding|action|lesson|learning point) ?(?:no\.? ?)?[A-Z]?[\d.]{1,5}"
    r"|R\d{1,2}|\d{1,2}|\(?[a-z\d]{1,4}\))[.:)]?\s*",
    re.I,
)


def columns(lines: list[str]) -> list[str]:
    """The lines with the columns of tables apart by tabs: from bars ("| a | b |"; without the outer ones where
    a line near has as many), or from runs of blanks where two lines near each other have a column at the same place."""
    found = list(lines)
    gaps: dict[int, list[int]] = {}
    for at, text in enumerate(lines):
        if text.count("|") > 1 and text.strip().startswith("|"):
            found[at] = "\t".join(c.strip() for c in text.strip().strip("|").split("|"))
            continue
        if bars := text.count(" | "):
            near = (lines[n] for n in (*range(max(0, at - 3), at), *range(at + 1, at + 4)) if n < len(lines))
            if any(other.count(" | ") == bars for other in near):
                found[at] = "\t".join(c.strip() for c in text.split("|"))
                continue
        if "\t" in text or "   " not in text.strip():
            continue
        begins = [m.end() for m in _GAP.finditer(text)]
        if len(begins) == 1 and _LABEL.fullmatch(text[: begins[0]]):
            continue
        if 0 < len(begins) <= 8:
            gaps[at] = begins
    for at, begins in gaps.items():
        if any(
            abs(one - other) <= 1
            for near in range(at - 3, at + 4)
            if near != at and near in gaps
            for one in begins
            for other in gaps[near]
        ):
            found[at] = _GAP.sub("\t", lines[at])
    return found


def shape(text: str) -> str:
    """A line with its numbers made alike, so that the headers of two pages compare equal."""
    return re.sub(r"\d+", "#", text.strip().lower())


def running(lines: list[str], edges: set[int]) -> set[str]:
    """The shapes of page headers and footers: short lines that come again and again, where a page may end.

    A line that repeats is a sub-heading as often as a page header ("Analysis", "Learning point"). What tells the
    header: its words ("Official", "Version 3"), or that it falls into the middle of sentences or beside the page's
    number.

    Args:
        lines: the text, cleaned.
        edges: positions of lines beside which a page ends: page numbers, form feeds.
    """
    where: dict[str, list[int]] = {}
    for at, text in enumerate(lines):
        if text.strip() and len(text) < 120 and ("\t" not in text.strip() or _is_foot(text)):
            where.setdefault(shape(text), []).append(at)
    often = {f: at for f, at in where.items() if len(at) >= 4 and len(f) > 3 and not _REPEATED.match(f)}
    found = {f for f, at in often.items() if _RUNNING.search(f) or _breaks(lines, at) or _beside(lines, at, edges)}
    # The second line of a header stands right over or under the first, or with a blank line between.
    heads = {at for form in found for at in often[form]}
    return found | {f for f, at in often.items() if sum(_over(lines, n, heads) for n in at) * 3 >= 2 * len(at)}


def _is_foot(text: str) -> bool:
    """Whether the last cell of a row is a page's number, and the others say what a header says ("DHR 3 | Page 7")."""
    told, _, number = text.strip().rpartition("\t")
    return bool(_RUNNING.search(told)) and re.fullmatch(r"(?:page )?\d{1,3}(?: of \d{1,3})?", number, re.I) is not None


def _next_text(lines: list[str], at: int, step: int) -> int | None:
    """The position of the next line with text, at most eight away."""
    for other in range(at + step, at + 9 * step, step):
        if 0 <= other < len(lines) and lines[other].strip():
            return other
    return None


def _over(lines: list[str], at: int, heads: set[int]) -> bool:
    """Whether a line stands over or under one of others, with a blank line between at most."""
    near = (_next_text(lines, at, -1), _next_text(lines, at, 1))
    return any(other in heads and abs(other - at) <= 2 for other in near if other is not None)


def _breaks(lines: list[str], places: list[int]) -> bool:
    """Whether a third of the places stand in the middle of a sentence."""
    broken = 0
    for at in places:
        before, after = _next_text(lines, at, -1), _next_text(lines, at, 1)
        if before is None or after is None:
            continue
        text, going_on = lines[before].strip(), lines[after]
        half = len(text) > 50 and not ENDS.search(text) and going_on[:1].islower()
        broken += half or (going_on.startswith("\t") and "\t" in text)
    return broken * 3 >= len(places)


def _beside(lines: list[str], places: list[int], edges: set[int]) -> bool:
    """Whether most of the places are beside a page's end."""
    return sum(
        any(_next_text(lines, at, step) in edges or at in edges for step in (-1, 1)) for at in places
    ) * 3 >= 2 * len(places)


def pages(lines: list[str]) -> dict[int, int]:
    """Line number to page number, for lines that hold nothing but a page number in its turn."""
    found = [
        (n, int(m["n"] or m["m"]))
        for n, text in enumerate(lines, 1)
        if text.strip()
        and (m := _PAGE.match(text.strip()))
        and not _POINTED.match(text.strip())
        and not is_chapter(lines, n - 1)
    ]
    pages: dict[int, int] = {}
    before, at = 0, 0
    for line, page in found:
        # Pages may go by without a number, but then so do their lines.
        skipped = page > before + 4 and len(pages) > 3 and (page - before) * at <= 2 * (line - at) * before
        if before < page and (page <= before + 4 or skipped):
            pages[line] = page
            before, at = page, line
    # "Page 24" is a page's number also where few pages print one.
    named = {line: page for line, page in found if _NAMED_PAGE.match(lines[line - 1].strip())}
    apart = sorted(b - a for a, b in pairwise(pages))
    # What follows sooner than a page can are the numbers of a list, each on a line of its own.
    return {**named, **pages} if len(pages) >= 3 and apart[len(apart) // 2] >= SHORTEST else named


def is_chapter(lines: list[str], at: int) -> bool:
    """Whether a line holds nothing but the number of a chapter: not far under it stands the chapter's first
    paragraph ("4", then "4.1")."""
    number = lines[at].strip()
    if not number.isdigit():
        return False
    first = re.compile(rf"\s*{number}\.(?:0|1)\b")
    return any(first.match(text) for text in lines[at + 1 : at + 8])


def page_of_lines(lines: list[str], numbers: dict[int, int]) -> list[int | None]:
    """The page of each line, by the lines that hold a page number; none where there are no such lines.

    A number at a page's foot is that of the lines above it, one at the head of those below. What comes before the first
    number tells which: a page's text, or little more than nothing.
    """
    if not numbers:
        return [None] * len(lines)
    first = min(numbers)
    at_foot = sum(bool(text.strip()) for text in lines[: first - 1]) > 2
    found: list[int | None] = []
    page = numbers[first] if at_foot else None
    for number in range(1, len(lines) + 1):
        if number in numbers and not at_foot:
            page = numbers[number]
        found.append(page)
        if number in numbers and at_foot:
            page = numbers[number] + 1
    return found


#: A colon, or a colon and a dash, at the end of what leads in to a list ("were received from:-").
_LEADS = re.compile(r":\s?[-–—]?\s*$")


def leads_in(text: str) -> bool:
    """Whether words lead in to a list or a table by the mark at their end."""
    return _LEADS.search(text) is not None
