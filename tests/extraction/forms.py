"""The coded reviews in other forms that say the same: what the rules find must not hang on how a text is set.

    python -m tests.extraction.forms [FORM ...]

Prints the figures of the published reviews as they are and in each form. The coder's lines move with the text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from tests.extraction.score import REVIEWS, flat, retold, scored
from tests.forms import FORMS, reformed
from tests.shared import SHARED


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

    def told(review: str) -> tuple[str, str, Any]:
        text, where = reformed((SHARED / "reviews" / f"{review}.txt").read_text(encoding="utf-8"), form)
        coded = json.loads((SHARED / "gold" / f"{review}.json").read_text(encoding="utf-8"))
        return review, text, moved(coded, where)

    return retold(map(told, reviews))


def main(names: list[str]) -> None:
    """Prints the figures of each form beside those of the texts as printed."""
    forms = {"as printed": flat(scored(REVIEWS)[0])} | {name: figures(name) for name in names or FORMS}
    print(f"{'':44}" + "".join(f"{name:>15}" for name in forms))
    for measure in forms["as printed"]:
        print(f"{measure:44}" + "".join(f"{found[measure]:15.3f}" for found in forms.values()))


if __name__ == "__main__":
    main(sys.argv[1:])
