"""Who the people of a review are, over openings in ten house styles; and whom a sentence speaks of."""

from __future__ import annotations

from functools import cache

import pytest

from loaders.document import plaintext
from loaders.extract import persons
from loaders.extract.reading import Reading
from tests.extraction.house_styles import STYLES


@cache
def read(style: str) -> Reading:
    """A style's reading with its persons found."""
    reading = Reading(plaintext.parse(STYLES[style].text, f"{style}.txt"))
    reading.learn("persons", persons.find(reading))
    return reading


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("role", ["victim", "perpetrator"])
def test_main_persons(style: str, role: str) -> None:
    """Exactly the victims and perpetrators that the review has, with sex and age."""
    want = [(label, sex, age) for label, r, sex, age in STYLES[style].persons if r == role]
    got = [(p.label.removeprefix("The ").capitalize() if "erpetrator" in p.label or "ictim" in p.label else p.label, p.sex, p.age)
           for p in read(style).persons if p.role == role]
    assert got == want


@pytest.mark.parametrize("style", STYLES)
def test_other_persons(style: str) -> None:
    """Those around them are found with their role and sex."""
    got = {(p.label, p.role, p.sex) for p in read(style).persons}
    for label, role, sex, _ in STYLES[style].persons:
        if role not in ("victim", "perpetrator"):
            assert (label, role, sex) in got


@pytest.mark.parametrize("style", STYLES)
def test_evidence(style: str) -> None:
    """Every person rests on short places in the text."""
    for person in read(style).persons:
        assert person.evidence
        assert all(e.lines[1] - e.lines[0] < 15 for e in person.evidence)
