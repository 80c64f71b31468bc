"""The kind of a death: homicide, suicide, one after the other, or unexplained."""

from __future__ import annotations

import re

from loaders.document.model import Sentence
from loaders.extract.deaths.cues import compiled, wordings
from loaders.extract.deaths.said import Said
from loaders.extract.deaths.telling import FATAL


def type_of(her: re.Pattern[str], him: list[re.Pattern[str]], about: list[Sentence]) -> tuple[str, list[Sentence]]:
    """The kind of death, with the sentences that tell it."""
    both, own, open_ = compiled("homicide_suicide"), compiled("victim_suicide"), compiled("unexplained")
    next_, survived = compiled("killer_suicide"), compiled("survived")
    said = Said()
    for s in about:
        text = s.text
        if re.search(r"\b(?:murder|manslaughter|homicide)\b", text, re.I) and not re.search(
            r"domestic homicide|homicide review", text, re.I
        ):
            if re.search(r"convict|guilty|sentenced|charged|was murdered|murder of", text, re.I):
                said.add("homicide", s)
        elif re.search(r"\b(?:killed|murdered|stabbed to death) (?:her|him|by)\b|unlawful(?:ly)? kill", text, re.I):
            said.add("homicide", s)
        if (m := both.search(text)) and any(h.search(text[: m.end() + 40]) for h in him):
            said.add("homicide-suicide", s, 3)
        if both.search(text):
            continue
        if (m := next_.search(text)) and not survived.search(text) and _of_the_killer(s, m, her, him):
            said.add("homicide-suicide", s, 3)
        if (m := own.search(text)) and not re.search(
            r"\b(?:attempt\w*|threat\w*|thoughts?|ideation|risk|tried|tendenc\w+|considered|feel\w*|felt|plans?|intent\w*|note|prevention|"
            r"not|no|if|would|could)\b[^.;]{0,40}$",
            text[: m.start()],
            re.I,
        ):
            before, after = text[: m.start()], text[m.end() : m.end() + 30]
            if re.match(
                r"\s*(?:attempt|thoughts?|ideation|risk|prevention|note|notes|threats?|plan|awareness|strategy)",
                after,
                re.I,
            ):
                continue
            near = before[-120:]
            if her.search(near) and not any(h.search(near[_her_end(her, near) :]) for h in him):
                said.add("victim-suicide", s, 2)
            elif re.search(r"^\W*(?:death by |by |the )?$", before) and her.search(text):
                said.add("victim-suicide", s)
            elif any(h.search(near) for h in him) and re.search(r"own li|hang|suicide", m[0], re.I) and "own" in m[0]:
                said.add("killer-suicide", s)
        if open_.search(text) and her.search(text):
            said.add("unexplained", s)
    v = said.votes
    if v["victim-suicide"] >= 2 and v["victim-suicide"] > v["homicide"]:
        kind = "victim-suicide"
    elif v["homicide-suicide"] >= 3 and not _convicted(him, about):
        kind = "homicide-suicide"
    elif v["unexplained"] and v["homicide"] < 2 and not _convicted(him, about):
        kind = "unexplained"
    else:
        kind = "homicide"
    return kind, said.places.get(kind, [])


def _of_the_killer(s: Sentence, m: re.Match[str], her: re.Pattern[str], him: list[re.Pattern[str]]) -> bool:
    """Whether a suicide after something else is the perpetrator's, in a paragraph that tells of the killing."""
    before = s.text[: m.start()]
    if her.search(before) or not her.search(s.paragraph.text) or not FATAL.search(s.paragraph.text[: s.start]):
        return False
    return any(h.search(before) for h in him)


def _her_end(her: re.Pattern[str], text: str) -> int:
    """Where the last mention ends."""
    end = 0
    for m in her.finditer(text):
        end = m.end()
    return end


def _convicted(him: list[re.Pattern[str]], about: list[Sentence]) -> bool:
    kinds = wordings("outcomes")
    guilty = [p for k in ("convicted-murder", "convicted-manslaughter") for p in kinds[k]]
    return any(any(p.search(s.text) for p in guilty) and any(h.search(s.text) for h in him) for s in about)
