"""The minimum term that a perpetrator must serve."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from loaders.document.model import Sentence
from loaders.extract.counts import WORDS, number
from loaders.extract.deaths.cues import cues
from loaders.sheet import Person

#: Parts that tell of the death, in which the people need not be named anew in each sentence.
_TELLING = ("background", "process", "other", "conclusions", "panel", "family")


@cache
def _terms() -> tuple[re.Pattern[str], ...]:
    years = rf"(?P<years>\d{{1,2}}(?:[.½]\d?)?|{WORDS})(?: \(\d+\))?(?P<half>(?: and a half|½)?)"
    return tuple(re.compile(p.replace("{Y}", years), re.I) for p in cues()["terms"])


def term_of(
    mine: re.Pattern[str], outcome: str | None, killers: list[Person], about: list[Sentence]
) -> tuple[float | None, list[Sentence]]:
    """The minimum term in years, as the text has it (whole years; a half where it says so), with its sentences."""
    if outcome is None or not outcome.startswith("convicted"):
        return None, []
    said: Counter[float] = Counter()
    places: dict[float, list[Sentence]] = {}
    last: Sentence | None = None
    for s in about:
        near = last is not None and last.paragraph.index >= s.paragraph.index - 2
        near = near or mine.search(s.paragraph.text[: s.start]) is not None
        if mine.search(s.text):
            last = s
        elif not (near or (len(killers) == 1 and s.section.kind in _TELLING)):
            continue
        if not re.search(
            r"sentenc|life|imprison|tariff|minimum|jail|custod|prison|parole|\bserv(?:e|ing|ed)\b", s.text, re.I
        ):
            continue
        for pattern in _terms():
            m = pattern.search(s.text)
            if m and 3 <= (years := _years(m)) <= 60:
                said[years] += 1
                places.setdefault(years, []).append(s)
                break
    if not said:
        return None, []
    years = said.most_common(1)[0][0]
    return years, places[years]


def _years(m: re.Match[str]) -> float:
    raw = m["years"].lower()
    digits = re.match(r"\d+(?:\.\d+)?", raw)
    value = float(digits[0]) if digits else float(number(raw))
    return value + (0.5 if m["half"] or "½" in raw else 0)
