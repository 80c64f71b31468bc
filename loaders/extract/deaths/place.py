"""Where a victim was killed."""

from __future__ import annotations

import re

from loaders.document.model import Sentence
from loaders.extract.deaths.cues import wordings
from loaders.extract.deaths.said import Said
from loaders.extract.deaths.telling import FATAL


def place_of(
    her: re.Pattern[str], him: list[re.Pattern[str]], about: list[Sentence], telling: set[int]
) -> tuple[str | None, list[Sentence]]:
    """Where the victim was killed."""
    said = Said()
    for s in about:
        here = s.paragraph.index in telling
        if not here:
            continue
        event = re.search(
            r"\bkill(?:ed|ing)\b|murdered|\b(?:her|his|their|the) murder\b|by suicide|hang(?:ed|ing)\b|stabbed|"
            r"\bbody\b|\bfound\b|fatal|the attacks?\b|\bdied\b|\bdead\b|pronounced|"
            r"took (?:her|his) own life|"
            r"emergency services|\bfire\b|petrol|argument|altercation|disturbance|ambulance|paramedics|called to|"
            r"attended|discovered|entry to|strangled|shot\b|"
            r"set (?:fire|light)|assaulted|attacked|met (?:her|his) death|drowned|overdose|pillow|struck|beat\b|beaten|"
            r"screaming|caused [^.;]{1,30} death|wounds?\b",
            s.text,
            re.I,
        )
        if not event:
            continue
        for place, patterns in wordings("locations").items():
            for p in patterns:
                if m := p.search(s.text):
                    strong = re.search(r"in public|outside|sight|view", m[0], re.I)
                    said.add(place, s, 3 if strong else 1 + bool(FATAL.search(s.text)))
                    break
    best = said.best
    return best, said.places.get(best or "", [])
