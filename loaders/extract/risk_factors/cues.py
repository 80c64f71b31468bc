"""The wordings of ``cues.yaml``, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Factor:
    """One risk factor as ``cues.yaml`` gives it; ``needs`` is the sum of weights from which it is reported."""

    name: str
    about: str
    strong: re.Pattern[str]
    weak: re.Pattern[str] | None
    not_: re.Pattern[str] | None
    needs: float
    subjects: tuple[str, ...]
    default: str | None
    after_death: bool


@cache
def data() -> dict[str, Any]:
    """The file as it is."""
    text = (files("loaders.extract.risk_factors") / "cues.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return read


def _either(patterns: list[str] | None) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.I) if patterns else None


@cache
def factors() -> dict[str, Factor]:
    """The factors by name, in the order of the file."""
    found = {}
    for name, one in data()["factors"].items():
        strong = _either(one["strong"])
        assert strong is not None, f"{name} has no strong wording"
        found[name] = Factor(
            name,
            one["about"],
            strong,
            _either(one.get("weak")),
            _either(one.get("not")),
            one.get("needs", data()["threshold"]),
            tuple(one.get("subjects", ("victim", "perpetrator"))),
            one.get("default"),
            one.get("after_death", False),
        )
    return found


@cache
def _by_stem() -> tuple[dict[str, frozenset[str]], tuple[int, ...]]:
    by_stem: dict[str, set[str]] = {}
    for name, one in data()["factors"].items():
        for stem in one["stems"]:
            by_stem.setdefault(_WORD.findall(stem.lower())[0], set()).add(name)
    return {s: frozenset(n) for s, n in by_stem.items()}, tuple(sorted({len(s) for s in by_stem}))


@cache
def _of_word(word: str) -> frozenset[str]:
    by_stem, lengths = _by_stem()
    found: set[str] = set()
    for length in lengths:
        found |= by_stem.get(word[:length], frozenset())
    return frozenset(found)


def possible(text: str) -> set[str]:
    """The factors of which a sentence holds a stem; only their patterns need to be tried."""
    found: set[str] = set()
    for word in set(_WORD.findall(text.lower())):
        found |= _of_word(word)
    return found
