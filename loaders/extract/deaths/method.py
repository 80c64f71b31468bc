"""How a victim was killed."""

from __future__ import annotations

import re

from loaders.document.model import Sentence
from loaders.extract.deaths.cues import cues, wordings
from loaders.extract.deaths.said import Said
from loaders.extract.deaths.telling import CAUSE


def method_of(
    her: re.Pattern[str], him: list[re.Pattern[str]], kind: str, about: list[Sentence], telling: set[int]
) -> tuple[str | None, list[Sentence]]:
    """How the victim was killed."""
    if kind == "victim-suicide":
        return "self-inflicted", []
    said = Said()
    for s in about:
        named = bool(her.search(s.text)) or any(h.search(s.text) for h in him)
        here = s.paragraph.index in telling
        if not (named or here):
            continue
        around = s.paragraph.text if len(s.paragraph.text) < 900 and here else s.text
        cause = CAUSE.search(s.text)
        for method, patterns in wordings("methods").items():
            hits = [m for p in patterns if (m := p.search(s.text))]
            if not hits:
                continue
            if re.search(cues()["not_fatal"], s.text[: hits[0].end()], re.I) and not cause:
                continue
            weight = 8 if cause else 4 if here and CAUSE.search(around) else 2 if here else 0
            if method == "hitting-kicking":
                weight = weight if cause else weight // 4
            if weight:
                said.add(method, s, weight)
    v = said.votes
    if v["blunt-instrument"] and v["hitting-kicking"]:
        v["blunt-instrument"] += v.pop("hitting-kicking")
    if v["ligature-strangulation"] and v["manual-strangulation"]:
        v["ligature-strangulation"] += v.pop("manual-strangulation")
    best = said.best
    return best, said.places.get(best or "", [])
