"""The coded reviews with other names and other dates: what the rules find must not hang on what people are called.

    python -m tests.extraction.disguise [DISGUISE ...]

Prints the figures of the published reviews as they are and in each disguise: victims and perpetrators by first names,
letters or codes instead of what the review calls them; every full date in another form. The coder's sheet is disguised
alike, so that a figure falls only where a rule knows the printed form and no other.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any

from tests.extraction.score import REVIEWS, flat, retold, scored
from tests.shared import SHARED

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({'|'.join(MONTHS)}),? (\d{{4}})\b")
#: What victims and perpetrators are called, in the order of the sheet, by sex where that makes a difference.
NAMES: dict[str, Callable[[dict[str, Any], int], str]] = {
    "first names": lambda person, n: (("Anna", "Meena") if person["role"] == "victim" else ("Ben", "Lee"))[n],
    "letters": lambda person, n: (
        f"{'Mr' if person.get('sex') == 'male' else 'Ms'} {('WX' if person['role'] == 'victim' else 'TU')[n]}"
    ),
    "codes": lambda person, n: f"Adult {('VW' if person['role'] == 'victim' else 'PQ')[n]}",
}
#: Full dates, by day, month from 1, and year.
DATES: dict[str, Callable[[int, int, int], str]] = {
    "slashes": lambda d, m, y: f"{d:02}/{m:02}/{y}",
    "points": lambda d, m, y: f"{d:02}.{m:02}.{y % 100:02}",
    "the month first": lambda d, m, y: f"{MONTHS[m - 1]} {d}, {y}",
    "short months": lambda d, m, y: f"{d}-{MONTHS[m - 1][:3]}-{y}",
}
DISGUISES = (*NAMES, *DATES)

#: A text in which something else stands for what is printed.
Swap = Callable[[str], str]


def renamed(persons: Iterable[dict[str, Any]], style: str) -> Swap:
    """Puts other names for victims and perpetrators that have one of their own, role words with a capital included.

    Args:
        persons: of a coding sheet.
        style: one of ``NAMES``.
    """
    called: dict[str, str] = {}
    for role in ("victim", "perpetrator"):
        for n, person in enumerate(p for p in persons if p["role"] == role):
            for name in (person["label"], *person.get("aliases", ())):
                own = re.sub(r"^[Tt]he ", "", name)
                if own[0].isupper():
                    called[own] = NAMES[style](person, n)
    names = re.compile(
        rf"\b(?:[Tt]he )?({'|'.join(sorted(map(re.escape, called), key=len, reverse=True))})\b(?! Support)"
    )
    return lambda text: names.sub(lambda m: called[m[1]], text)


def redated(style: str, text: str) -> str:
    """Puts every full date of a text in another form, one of ``DATES``."""
    return _DATE.sub(lambda m: DATES[style](int(m[1]), MONTHS.index(m[2]) + 1, int(m[3])), text)


def _everywhere(swap: Swap, coded: Any) -> Any:
    """A coding sheet in which all strings are swapped."""
    if isinstance(coded, str):
        return swap(coded)
    if isinstance(coded, dict):
        return {key: _everywhere(swap, value) for key, value in coded.items()}
    return [_everywhere(swap, one) for one in coded] if isinstance(coded, list) else coded


def figures(disguise: str, reviews: Iterable[str] = REVIEWS) -> dict[str, float]:
    """The figures of reviews in a disguise, by name."""

    def told(review: str) -> tuple[str, str, Any]:
        text = (SHARED / "reviews" / f"{review}.txt").read_text(encoding="utf-8-sig")
        coded = json.loads((SHARED / "gold" / f"{review}.json").read_text(encoding="utf-8"))
        if disguise in DATES:
            return review, redated(disguise, text), coded
        swap = renamed(coded["persons"], disguise)
        return review, swap(text), _everywhere(swap, coded)

    return retold(map(told, reviews))


def main(names: list[str]) -> None:
    """Prints the figures in each disguise beside those of the texts as printed."""
    rows = {"as printed": flat(scored(REVIEWS)[0])} | {name: figures(name) for name in names or DISGUISES}
    print(f"{'':44}" + "".join(f"{name:>17}" for name in rows))
    for measure in rows["as printed"]:
        print(f"{measure:44}" + "".join(f"{found[measure]:17.3f}" for found in rows.values()))


if __name__ == "__main__":
    main(sys.argv[1:])
