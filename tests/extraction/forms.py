"""The coded reviews in other forms that say the same: what the rules find must not hang on how a text is set.

    python -m tests.extraction.forms [FORM ...]

Prints the figures of the published reviews as they are and in each form. The coder's lines move with the text.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from loaders.document import plaintext
from loaders.extract.pipeline import extract
from tests.extraction.score import REVIEWS, compared, flat
from tests.shared import SHARED

#: What becomes of the lines of a text: for each of them, in order, the lines that stand for it.
Form = Callable[[Iterable[str]], Iterator[list[str]]]

_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(_MONTHS)}),? (\d{{4}})\b")
_QUOTES = str.maketrans("’‘“”–", "''\"\"-")
_BROAD = 80  # characters of a line that may be set in capitals


def each(change: Callable[[str], str]) -> Form:
    """A form that changes every line by itself."""
    return lambda lines: ([change(line)] for line in lines)


def _wrapped(lines: Iterable[str]) -> Iterator[list[str]]:
    for line in lines:
        whole = "\t" in line or len(line) <= 90
        yield [line] if whole else textwrap.wrap(line, 90, break_long_words=False, break_on_hyphens=False)


def _in_pages(lines: Iterable[str]) -> Iterator[list[str]]:
    printed, page = 0, 0
    for line in lines:
        printed += 1 + len(line) // 90
        head: list[str] = []
        if printed > 45:
            printed, page = 0, page + 1
            head = ["OFFICIAL SENSITIVE", "Domestic Homicide Review – Overview Report", f"Page {page} of 80", ""]
        yield [*head, line]


def _capitals(line: str) -> str:
    titled = line[:1].isupper() or line[:1].isdigit()
    short = len(line) < _BROAD and len(line.split()) < 10 and "\t" not in line
    return line.upper() if titled and short and line.rstrip()[-1:] not in (".", ";", ":", ",") else line


FORMS: dict[str, Form] = {
    "as printed": each(str),
    "wrapped": _wrapped,
    "close": lambda lines: ([line] if line.strip() else [] for line in lines),
    "pages": _in_pages,
    "indented": each(lambda line: f"    {line}" if line.strip() else line),
    "capitals": each(_capitals),
    "typed quotes": each(lambda line: line.translate(_QUOTES)),
    "numeric days": each(lambda line: _DAY.sub(lambda m: f"{int(m[1]):02}/{_MONTHS.index(m[2]) + 1:02}/{m[3]}", line)),
    "american days": each(lambda line: _DAY.sub(lambda m: f"{m[2]} {m[1]}, {m[3]}", line)),
}


def reformed(text: str, form: Form) -> tuple[str, dict[int, tuple[int, int]]]:
    """A text in another form, and for each of its lines the first and the last that stand for it."""
    out: list[str] = []
    where = {}
    for number, lines in enumerate(form(text.split("\n")), start=1):
        first = len(out) + 1
        out += lines
        where[number] = (first, max(first, len(out)))
    return "\n".join(out), where


def moved(coded: Any, where: dict[int, tuple[int, int]]) -> Any:
    """A coding sheet whose places are those of the other form."""
    if isinstance(coded, dict):
        return {
            key: [where[value[0]][0], where[value[1]][1]] if key == "lines" else moved(value, where)
            for key, value in coded.items()
        }
    return [moved(one, where) for one in coded] if isinstance(coded, list) else coded


def figures(form: str, reviews: Iterable[str] = REVIEWS) -> dict[str, float]:
    """The figures of reviews in a form, by name."""
    pairs = []
    with TemporaryDirectory() as folder:
        for review in reviews:
            printed = (SHARED / "reviews" / f"{review}.txt").read_text(encoding="utf-8")
            text, where = reformed(printed, FORMS[form])
            coded = json.loads((SHARED / "gold" / f"{review}.json").read_text(encoding="utf-8"))
            gold = Path(folder) / f"{review}.json"
            gold.write_text(json.dumps(moved(coded, where)), encoding="utf-8")
            pairs.append((gold, extract(plaintext.parse(text, f"{review}.txt"))))
        return flat(compared(pairs)[0])


def main(names: list[str]) -> None:
    """Prints the figures of each form beside each other."""
    forms = {"as printed": figures("as printed")} | {name: figures(name) for name in names or FORMS}
    print(f"{'':44}" + "".join(f"{name:>15}" for name in forms))
    for measure in forms["as printed"]:
        print(f"{measure:44}" + "".join(f"{found[measure]:15.3f}" for found in forms.values()))


if __name__ == "__main__":
    main(sys.argv[1:])
