"""The wordings of ``cues.yaml``, compiled, and the sections that are left out."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ontology.data import read_yaml

#: Kinds of sections that may tell of other deaths, or of none.
ELSEWHERE = ("contents", "glossary", "action-plan", "recommendations", "equality")


@cache
def cues() -> dict[str, Any]:
    """The content of ``cues.yaml``."""
    data: dict[str, Any] = read_yaml(__package__, "cues.yaml")
    return data


@cache
def compiled(key: str) -> re.Pattern[str]:
    """The pattern of that name."""
    return re.compile(cues()[key], re.I)


def filled(key: str, **words: str) -> re.Pattern[str]:
    """The pattern of that name, with what stands in this report for its signs: ``{HER}`` by ``HER=...``."""
    pattern: str = cues()[key]
    for sign, word in words.items():
        pattern = pattern.replace(f"{{{sign}}}", word)
    return re.compile(pattern, re.I)


@cache
def wordings(key: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    """The patterns of that name, by what they tell: the outcomes, methods, locations."""
    return {kind: tuple(re.compile(p, re.I) for p in patterns) for kind, patterns in cues()[key].items()}
