"""The fictional samples, in three house styles, against sheets coded by hand under the contract's rules.

What `kg demo` shows a new user rests on these; and they are a fourth measure beside the shared reviews, one that needs
nothing outside the repository.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from loaders.document import plaintext
from loaders.extract.pipeline import extract
from loaders.sheet import Sheet, parse

CODED = Path(__file__).parent / "coded"
SAMPLES = sorted(p.stem for p in CODED.glob("*.json"))


@cache
def extracted(sample: str) -> Sheet:
    """The sheet that the rules make of a sample."""
    text = (files("kg.samples") / f"{sample}.txt").read_text(encoding="utf-8")
    return extract(plaintext.parse(text, f"{sample}.txt"))


@cache
def coded(sample: str) -> Sheet:
    """The sheet that was coded by hand."""
    return parse(json.loads((CODED / f"{sample}.json").read_text(encoding="utf-8")), sample)


def test_there_are_samples() -> None:
    shipped = {p.name.removesuffix(".txt") for p in files("kg.samples").iterdir() if p.name.endswith(".txt")}
    assert set(SAMPLES) == shipped


@pytest.mark.parametrize("sample", SAMPLES)
def test_coded_lines_hold_text(sample: str) -> None:
    lines = (files("kg.samples") / f"{sample}.txt").read_text(encoding="utf-8").split("\n")
    for kind, position, item in coded(sample).items():
        for place in item.evidence:
            assert lines[place.lines[0] - 1].strip(), f"{kind}/{position}: {place.lines}"
