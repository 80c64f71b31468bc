"""Forms in which a text may be set that say the same: as other conversions, house styles and years would have it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator

#: What becomes of the lines of a text: for each of them, in order, the lines that stand for it.
Form = Callable[[Iterable[str]], Iterator[list[str]]]

_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(_MONTHS)}),? (\d{{4}})\b")
_NUMBER = re.compile(r"(\d+(?:\.\d+)+\.?)\s+(.*)$")
_QUOTES = str.maketrans("’‘“”–", "''\"\"-")
_WIDTH, _PAGE = 92, 45  # characters of a line, lines of a page
_BROAD = 80  # characters of a line that may be set in capitals


def each(change: Callable[[str], list[str]]) -> Form:
    """A form that changes every line by itself."""
    return lambda lines: map(change, lines)


def _wrapped(line: str) -> list[str]:
    """A line broken at the margin; a blank one and a table's row stay."""
    return [line] if "\t" in line or not line.strip() else textwrap.wrap(line, _WIDTH, break_on_hyphens=False)


def _spaced(line: str) -> list[str]:
    return [x for part in _wrapped(line) for x in (part, "")] if line.strip() else []


def _apart(line: str) -> list[str]:
    found = _NUMBER.match(line)
    return [found[1], *_wrapped(found[2])] if found else _wrapped(line)


def _in_pages(broken: Callable[[str], list[str]]) -> Form:
    """A form whose lines, broken so, have a header and a number after each page of them."""

    def form(lines: Iterable[str]) -> Iterator[list[str]]:
        page, room = 0, _PAGE
        for line in lines:
            parts: list[str] = []
            for part in broken(line):
                parts.append(part)
                room -= 1 + max(0, len(part) - 1) // _WIDTH
                if room <= 0:
                    page, room = page + 1, _PAGE
                    parts += ["", "Safer Vale Partnership – Overview Report – OFFICIAL", f"Page {page}", ""]
            yield parts

    return form


def _capitals(line: str) -> list[str]:
    titled = line[:1].isupper() or line[:1].isdigit()
    short = len(line) < _BROAD and len(line.split()) < 10 and "\t" not in line
    return [line.upper() if titled and short and line.rstrip()[-1:] not in (".", ";", ":", ",") else line]


def _numeric(day: re.Match[str]) -> str:
    return f"{int(day[1]):02}/{_MONTHS.index(day[2]) + 1:02}/{day[3]}"


FORMS: dict[str, Form] = {
    "wrapped": each(_wrapped),
    "spaced": each(_spaced),
    "apart": each(_apart),
    "pages": _in_pages(_wrapped),
    "headed": _in_pages(lambda line: [line]),
    "close": each(lambda line: [line] if line.strip() else []),
    "indented": each(lambda line: [f"    {line}" if line.strip() else line]),
    "capitals": each(_capitals),
    "typed quotes": each(lambda line: [line.translate(_QUOTES)]),
    "numeric days": each(lambda line: [_DAY.sub(_numeric, line)]),
    "american days": each(lambda line: [_DAY.sub(r"\2 \1, \3", line)]),
}


def reformed(text: str, form: str) -> tuple[str, dict[int, tuple[int, int]]]:
    """A text in another form, and for each of its lines the first and the last that stand for it."""
    out: list[str] = []
    where = {}
    for number, lines in enumerate(FORMS[form](text.split("\n")), start=1):
        first = len(out) + 1
        out += lines
        where[number] = (first, max(first, len(out)))
    return "\n".join(out), where
