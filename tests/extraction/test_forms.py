"""A review set in another form says the same; its figures may not fall by more than form can excuse."""

from __future__ import annotations

import pytest

from tests.extraction.forms import figures, moved
from tests.extraction.score import flat, scored
from tests.forms import reformed
from tests.shared import needs_shared

#: How much a figure may be below that of the text as printed. Capitals also fall on lines that are no headings.
EXCUSED = {"capitals": 0.05, "indented": 0.03, "headed": 0.02}
MEASURES = ("persons: victims", "agencies", "risk_factors", "known_to", "contacts", "missed_opportunities")


def test_the_coders_lines_move_with_the_text() -> None:
    text, where = reformed("One\n\nTwo\nThree", "close")
    assert text == "One\nTwo\nThree"
    assert moved({"evidence": [{"lines": [3, 4], "quote": "Two"}]}, where) == {
        "evidence": [{"lines": [2, 3], "quote": "Two"}]
    }


@pytest.mark.parametrize("form", EXCUSED)
def test_a_review_in_another_form(form: str) -> None:
    needs_shared()
    before, after = flat(scored(["ealing"])[0]), figures(form, ["ealing"])
    fallen = {m: (before[f"{m} F1"], after[f"{m} F1"]) for m in MEASURES}
    assert {m: pair for m, pair in fallen.items() if pair[1] < pair[0] - EXCUSED[form]} == {}
