"""What the criminal process came to for a perpetrator."""

from __future__ import annotations

import re

from loaders.document.model import Sentence
from loaders.extract.deaths.cues import compiled, cues, wordings
from loaders.extract.deaths.said import Said
from loaders.sheet import Person

#: A verdict that leaves the charge to the sentence before it.
_FOUND_GUILTY = re.compile(
    r"\b(?:found (?:(?:him|her) )?guilty(?! (?:of|for|in)\b)|(?:pleaded|pled|pleads) guilty(?! to\b)|"
    r"entered a guilty plea(?! to\b)|guilty verdict\b(?! (?:of|for|on)\b)|"
    r"verdict of guilty\b(?! of\b)|"
    r"convicted (?:him|her)(?! (?:of|for)\b)|convicted(?! (?:him|her|of|for|on|in)\b))",
    re.I,
)
_CHARGED = re.compile(
    r"\b(?:charged with|denied|denying|(?:pleaded|pled) not guilty to|(?:stood|on|went on|awaiting|faced) trial for|"
    r"trial on a charge of) (?:the |her |his |their |a charge of )?(?:(?!attempted)\w+ )?murder\b",
    re.I,
)


def outcome_of(
    mine: re.Pattern[str], kind: str, killers: list[Person], about: list[Sentence]
) -> tuple[str | None, list[Sentence]]:
    """What the criminal process came to for one perpetrator, with the sentences that tell it."""
    said = Said()
    cleared = None
    last: Sentence | None = None
    for s in about:
        before = s.paragraph.text[: s.start]
        near = last is not None and last.paragraph.index >= s.paragraph.index - 2
        of_him = _of_him(s, mine, near or mine.search(before) is not None) or (
            len(killers) == 1
            and s.section.kind == "background"
            and re.search(r"sentenced|guilty|convicted|charged", s.text, re.I) is not None
        )
        if mine.search(s.text):
            last = s
        if not of_him:
            continue
        lower = s.text.lower()
        if not any(word in lower for word in cues()["court"]):
            continue
        if compiled("cleared").search(s.text):
            cleared = s
        if (m := _FOUND_GUILTY.search(s.text)) and _CHARGED.search(before + s.text[: m.start()]):
            said.add("convicted-murder", s)
        for outcome, patterns in wordings("outcomes").items():
            for p in patterns:
                m = p.search(s.text)
                if m and not _taken_back(s.text, m, outcome):
                    said.add(outcome, s)
                    break
    v = said.votes
    dim, murder, manslaughter = (
        "convicted-manslaughter-diminished-responsibility",
        "convicted-murder",
        "convicted-manslaughter",
    )
    if kind == "homicide-suicide":
        outcome = "died-before-trial"
    elif v[murder] and not (cleared and (v[dim] or v[manslaughter])) and v[murder] * 2 >= v[dim] + v[manslaughter]:
        outcome = murder
    elif v["hospital-order"] and not v[manslaughter] and (not v[dim] or _unfit(said)):
        outcome = "hospital-order"
    elif v[dim] and (v[manslaughter] or v[dim]):
        outcome = dim
    elif v[manslaughter]:
        outcome = manslaughter
    elif v[murder]:
        outcome = murder
    elif v["died-before-trial"]:
        outcome = "died-before-trial"
    elif v["convicted-other"] and kind != "homicide":
        outcome = "convicted-other"
    elif v["acquitted"]:
        outcome = "acquitted"
    elif v["convicted-other"]:
        outcome = "convicted-other"
    elif v["not-charged"] and kind in ("victim-suicide", "unexplained"):
        outcome = "not-charged"
    else:
        return None, []
    return outcome, said.places.get(outcome, [])


def _of_him(sentence: Sentence, mine: re.Pattern[str], previous: bool) -> bool:
    """Whether it is about the perpetrator: named, or meant by the first word after a sentence that named him."""
    return bool(mine.search(sentence.text)) or (
        previous
        and bool(
            re.match(
                r"\W*(?:he|she|they|his|her|the judge|sentenc\w+|at|following|after|a|the|on|in|by)\b",
                sentence.text,
                re.I,
            )
        )
    )


def _unfit(said: Said) -> bool:
    return any(re.search(r"unfit|not fit|insan", s.text, re.I) for s in said.places["hospital-order"])


def _taken_back(text: str, m: re.Match[str], outcome: str) -> bool:
    """Whether the words before or in the finding deny it, or put it to another time or a wish."""
    before = text[max(0, m.start() - 60) : m.start()]
    if outcome.startswith("convicted-m"):
        if re.search(
            r"\b(?:not|nor|never|if|rather than|instead of|until|whether|cleared of|acquitted of|denied being|"
            r"previous\w*)\b(?: \w+)? ?$",
            before,
            re.I,
        ):
            return True
        if (
            re.search(r"\b(?:not guilty|manslaughter)\b", m[0], re.I)
            and outcome == "convicted-murder"
            and re.search(r"not guilty", m[0], re.I)
        ):
            return True
        if re.search(r"\battempted\b|\bconspir", m[0], re.I):
            return True
        if outcome == "convicted-murder" and re.search(
            r"\bguilty\b[^.;]{0,60}\bmanslaughter\b[^.;]{0,40}\bmurder", m[0], re.I
        ):
            return True
        if "diminished" in outcome and re.search(
            r"\b(?:reject\w*|not accept\w*|refus\w+|dismiss\w*|denied|disput\w*|offered)\b", text, re.I
        ):
            return True
    return bool(
        outcome == "hospital-order"
        and re.search(r"\b(?:previous\w*|earlier|in (?:19|20)\d\d,? he had)\b", before, re.I)
    )
