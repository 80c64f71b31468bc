"""A review set in another form says the same; its figures may not fall by more than form can excuse."""

from __future__ import annotations

import pytest

from tests.extraction import disguise
from tests.extraction.forms import figures, moved
from tests.extraction.score import REVIEWS, flat, scored
from tests.forms import reformed
from tests.shared import needs_shared

#: How much a figure may be below that of the text as printed. Capitals also fall on lines that are no headings.
EXCUSED = {"capitals": 0.05, "indented": 0.03, "headed": 0.02}
#: And in a disguise: what is learned of sentences with role words weighs a little otherwise beside names.
DISGUISED = 0.03
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


def test_other_names_and_dates_are_put_everywhere() -> None:
    persons = [
        {"role": "victim", "label": "Victim", "aliases": ["the Victim"], "sex": "female"},
        {"role": "perpetrator", "label": "The perpetrator", "sex": "male"},
    ]
    swap = disguise.renamed(persons, "letters")
    assert swap("The Victim and the Victim's son knew the perpetrator; Victim Support did not.") == (
        "Ms W and Ms W's son knew the perpetrator; Victim Support did not."
    )
    assert disguise.redated("the month first", "On 3rd of May 2014, at 12.30") == "On May 3, 2014, at 12.30"


@pytest.mark.parametrize(
    ("review", "name"), [("ealing", "letters"), (REVIEWS[1], "first names"), ("ealing", "slashes")]
)
def test_a_review_in_disguise(review: str, name: str) -> None:
    needs_shared()
    before, after = flat(scored([review])[0]), disguise.figures(name, [review])
    fallen = {m: (before[f"{m} F1"], after[f"{m} F1"]) for m in (*MEASURES, "persons: perpetrators", "persons: others")}
    assert {m: pair for m, pair in fallen.items() if pair[1] < pair[0] - DISGUISED} == {}
