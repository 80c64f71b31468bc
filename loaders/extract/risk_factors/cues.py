"""The wordings of ``cues.yaml``, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ontology.data import read_yaml

_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Factor:
    """One risk factor as ``cues.yaml`` gives it.

    Attributes:
        strong, weak: its wordings; ``not_`` what only looks like one.
        quick: finds something in a text in lower case wherever ``strong`` or ``weak`` do in the text, in half the time:
            Python's ``re`` tries each branch of a pattern that ignores case, and only likely ones of one that does not.
        needs: the sum of weights from which it is reported.
    """

    name: str
    about: str
    whose: str | None
    strong: re.Pattern[str]
    weak: re.Pattern[str] | None
    not_: re.Pattern[str] | None
    quick: re.Pattern[str]
    needs: float
    subjects: tuple[str, ...]
    default: str | None


@cache
def data() -> dict[str, Any]:
    """The file as it is."""
    read: dict[str, Any] = read_yaml("loaders.extract.risk_factors", "cues.yaml")
    return read


@cache
def words(name: str) -> str:
    """A list of ``words.yaml`` as alternatives of a pattern."""
    held: list[str] = read_yaml("loaders.extract.risk_factors", "words.yaml")[name]
    return "|".join(str(one) for one in held)


@cache
def _either(patterns: tuple[str, ...], partner: str, child: str) -> re.Pattern[str] | None:
    """One pattern of many; a capital in a wording stands for a name and stays a capital."""
    if not patterns:
        return None
    joined = "|".join(f"(?:{p})" for p in patterns).replace("[A-Z]", "(?-i:[A-Z])")
    return re.compile(joined.replace("{PARTNER}", partner).replace("{CHILD}", child), re.I)


#: A capital of a pattern, but none that is an escape or names a group.
_CAPITAL = re.compile(r"\\.|\(\?P<\w+>|[A-Z]")


def _quick(*patterns: re.Pattern[str] | None) -> re.Pattern[str]:
    """One pattern for texts in lower case that finds something wherever one of these does."""
    joined = "|".join(p.pattern for p in patterns if p).replace("(?-i:", "(?:")
    return re.compile(_CAPITAL.sub(lambda m: m[0].lower() if len(m[0]) == 1 else m[0], joined))


def factors(partner: tuple[str, ...] = (), child: tuple[str, ...] = ()) -> dict[str, Factor]:
    """The factors by name, in the order of the file.

    Args:
        partner: names of victims and perpetrators, which stand for ``{PARTNER}`` in a wording.
        child: names of children, which stand for ``{CHILD}`` beside the common words.
    """
    return _factors(tuple(sorted(partner)), tuple(sorted(child)))


@cache
def _factors(partner: tuple[str, ...], child: tuple[str, ...]) -> dict[str, Factor]:
    partners = f"(?:{'|'.join(map(re.escape, partner))})" if partner else "(?!)"
    common = ("child(?:ren)?", "sons?", "daughters?", "boys?", "girls?", "baby", "kids")
    children = f"(?:{'|'.join([*map(re.escape, child), *common])})"
    found = {}
    for name, one in data()["factors"].items():
        strong, weak, not_ = (
            _either(
                tuple(one.get(key) or ()),
                partners if "{PARTNER}" in str(one.get(key)) else "",
                children if "{CHILD}" in str(one.get(key)) else "",
            )
            for key in ("strong", "weak", "not")
        )
        assert strong is not None, f"{name} has no strong wording"
        found[name] = Factor(
            name,
            one["about"],
            one.get("whose"),
            strong,
            weak,
            not_,
            _quick(strong, weak),
            one.get("needs", data()["threshold"]),
            tuple(one.get("subjects", ("victim", "perpetrator"))),
            one.get("default"),
        )
    return found


@cache
def _by_stem(key: str) -> tuple[dict[str, frozenset[str]], tuple[int, ...]]:
    by_stem: dict[str, set[str]] = {}
    for name, one in data()["factors"].items():
        for stem in one.get(key, ()):
            by_stem.setdefault(_WORD.findall(str(stem).lower())[0], set()).add(name)
    return {s: frozenset(n) for s, n in by_stem.items()}, tuple(sorted({len(s) for s in by_stem}))


@cache
def _of_word(word: str, key: str) -> frozenset[str]:
    by_stem, lengths = _by_stem(key)
    found: set[str] = set()
    for length in lengths:
        found |= by_stem.get(word[:length], frozenset())
    return frozenset(found)


@cache
def _wanting() -> frozenset[str]:
    """The factors that want a second stem."""
    return frozenset(name for name, one in data()["factors"].items() if one.get("with"))


def possible(text: str) -> set[str]:
    """The factors of which a sentence holds the stems; only their patterns need to be tried."""
    found: set[str] = set()
    second: set[str] = set()
    for word in set(_WORD.findall(text.lower())):
        found |= _of_word(word, "stems")
        second |= _of_word(word, "with")
    return found - (_wanting() - second)
