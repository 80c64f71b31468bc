"""What whole openings say of the review, its people and the death, in forms of published ones once misread."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from loaders.document import plaintext
from loaders.extract.pipeline import extract
from loaders.sheet import Sheet

OPENINGS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "openings.yaml").read_text(encoding="utf-8")
)


FACTS = """DOMESTIC HOMICIDE REVIEW

1. Introduction

1.1 This report considers how agencies responded.

2. Background

2.1 {facts}

3. Chronology

3.1 In 2013 Kate told her GP that Tom drank. Tom was seen by Wexborough Police in 2014. Kate was seen by a nurse.
"""


@cache
def found(name: str) -> Sheet:
    """The sheet of an opening."""
    opening = OPENINGS[name]
    return extract(plaintext.parse(opening.get("text") or FACTS.format(facts=opening["facts"]), "opening.txt"))


@pytest.mark.parametrize("name", OPENINGS)
@pytest.mark.parametrize("role", ["victim", "perpetrator"])
def test_persons(name: str, role: str) -> None:
    """Who died and who killed, and nobody else."""
    wanted = OPENINGS[name].get(f"{role}s", [{"victim": "Kate", "perpetrator": "Tom"}[role]])
    assert [p.label for p in found(name).persons if p.role == role] == wanted


@pytest.mark.parametrize("name", OPENINGS)
def test_fields(name: str) -> None:
    """The fields of the review and of the death."""
    wanted = OPENINGS[name]
    review, (death, *_) = found(name).review, found(name).deaths
    assert {k: getattr(review, k) for k in wanted.get("review", {})} == wanted.get("review", {})
    assert {k: getattr(death, k) for k in wanted["death"]} == wanted["death"]


@pytest.mark.parametrize("name", [n for n, one in OPENINGS.items() if "ages" in one])
def test_ages(name: str) -> None:
    """How old they were."""
    ages = {p.label: p.age for p in found(name).persons if p.age}
    assert ages == OPENINGS[name]["ages"]
