"""Where a review speaks of the death: the sentences that may, and the paragraphs that tell of the killing."""

from __future__ import annotations

import re

from loaders.document.model import Sentence
from loaders.extract.dates import parse_dates
from loaders.extract.deaths.cues import ELSEWHERE, compiled, cues
from loaders.extract.reading import Reading

#: Words that tell of the killing itself, not of earlier violence.
FATAL = re.compile(
    r"murder|homicide|manslaughter|fatal|\bkill(?:ed|ing)\b|\bdead\b|\bdied\b|\bdeath|\bbody\b|post[- "
    r"]?mortem|cause of|the attack",
    re.I,
)
#: Words that make what stands beside them the cause of the death.
CAUSE = re.compile(
    r"cause of (?:\w+ )?death|cause of death|post[- ]?mortem|\bdied (?:from|of|as a (?:result|consequence)|"
    r"due to)|\bto death\b|"
    r"\b(?:was|were|been) (?:\w+ ){0,2}(?:killed|murdered) (?:by|with|when|using)|(?<!non[- ])fatal\w*|\bkilled (?:her|"
    r"him|them)\b|pathologist|autopsy",
    re.I,
)


def about_deaths(reading: Reading) -> list[Sentence]:
    """The sentences that may speak of this death."""
    stems, elsewhere, other = cues()["about"], compiled("elsewhere"), compiled("other_review")
    out = []
    for s in reading.sentences(without=ELSEWHERE):
        lower = s.text.lower()
        if not any(stem in lower for stem in stems) or other.search(lower):
            continue
        # "This review under section 9 of the Act ... looks into how Nell died at the hands of her brother in May 2015"
        of_this = compiled("died_here").search(lower)
        if not elsewhere.search(compiled("statute").sub(" ", lower) if of_this else lower):
            out.append(s)
    return out


def tellings(
    her: re.Pattern[str], him: list[re.Pattern[str]], about: list[Sentence], date: str | None = None
) -> set[int]:
    """The paragraphs that tell of the killing (on its ``date``, where that is known), and those beside them."""
    told = re.compile(
        r"\b(?:charged|arrested|convicted|pleaded|guilty)\b[^.;]{0,60}\b(?:murder|manslaughter)|\b(?:was|were|"
        r"been) (?:\w+ ){0,2}(?:killed|murdered|shot|"
        r"stabbed to death|(?:pronounced|declared) dead|found dead|found deceased)|(?:met|came to) (?:her|his) death\b|"
        r"\bfound [^.;]{1,60} with (?:[\w-]+ ){0,4}(?:wounds?|injur\w+)|\bhad (?:\w+ ){0,2}been drowned|\bfound "
        r"(?:\w+ ){0,3}(?:dead|deceased|"
        r"hang(?:ed|ing)|body)|(?<!non[- ])\bfatal|the body of|cause of death|"
        r"post[- ]?mortem|took (?:her|his|their) own life|\bdied (?:on|at|in|from|of|by suicide|"
        r"(?:\w+ ){1,3}later)\b|where (?:she|he) (?:later |sadly )?died\b|set fire|(?:date|day|"
        r"night|evening) of the (?:homicide|murder|death|killing|incident)|\bkilled\b",
        re.I,
    )
    out: set[int] = set()
    for s in about:
        if s.section.kind in ("lessons", "terms-of-reference", "equality", "good-practice"):
            continue
        named = (
            her.search(s.paragraph.text)
            or any(h.search(s.paragraph.text) for h in him)
            or s.section.kind == "background"
        )
        if s.section.kind == "background" and re.search(
            r"homicide|murder|death|fatal|incident|killing|circumstances|the facts", s.section.title, re.I
        ):
            out.add(s.paragraph.index)
        if named and (told.search(s.text) or _by_him(s, her, him, date)):
            out |= {s.paragraph.index - 1, s.paragraph.index, s.paragraph.index + 1}
    return out


#: Parts in which an attack that is nowhere called fatal may be told.
_TOLD_IN = ("background", "other", "process", "family", "chronology", "terms-of-reference")
_ATTACK = re.compile(
    r"\b(?:stabb(?:ed|ing)|strangl(?:ed|ing)|shot|shooting|suffocat(?:ed|ing)|smother(?:ed|ing)|bludgeon\w*|beat|beaten|"
    r"struck|hit|pushed|kicked|punched|drove|driven|poured|set (?:light|fire)|drown\w*|hands? (?:a?round|on) (?:her|"
    r"his) "
    r"(?:neck|throat)|pillow|caused [^.;]{1,30} death|wounds?|hang(?:ed|ing)|overdose)\b",
    re.I,
)
#: What is only said to have been done, or was done before.
_SAID_TO = re.compile(
    r"\b(?:told|said|report\w*|disclos\w*|alleg\w*|threat\w*|claim\w*|previous\w*|earlier|history|had (?:once )?"
    r"(?:hit|kick\w*|punch\w*|push\w*|beat\w*|struck)|convict\w+ (?:of|for) (?:an? )?(?:assault|wounding))\b",
    re.I,
)


def attacks(
    her: re.Pattern[str], him: list[re.Pattern[str]], about: list[Sentence], reading: Reading, date: str | None
) -> set[int]:
    """The paragraphs that tell of an attack at no other time than the death, for a review that nowhere says more
    plainly how she was killed: "Outside her place of work he shot her with one of the guns"."""
    month = (date or "")[:7]
    out: set[int] = set()
    for s in about:
        if s.section.kind not in _TOLD_IN or not _ATTACK.search(s.text) or _SAID_TO.search(s.text):
            continue
        opening = s.section.kind in _OF_THE_FACTS
        if not (opening or her.search(s.paragraph.text) or any(h.search(s.paragraph.text) for h in him)):
            continue
        whens = [w.iso for w in parse_dates(s.text)] if opening else [reading.timeline.running(s)]
        told = [when[:7] for when in whens if when]
        if told and month and not any(when.startswith(month) or month.startswith(when) for when in told):
            continue
        out.add(s.paragraph.index)
    return out


#: Characters of a date that tells the day.
DAY = 10
#: Parts in which an attack that is not called fatal is the fatal one.
_OF_THE_FACTS = ("background", "other", "process")
_HER = re.compile(
    r"\b(?:(?:his|her) (?:(?:estranged|former|own|elderly|pregnant) )?(?:ex-)?"
    r"(?:wife|husband|partner|girlfriend|boyfriend|fiancée?|mother|father|sister|brother|daughter|son)"
    r"|her|him)\b(?! \w+ed\b)"
)
_ATTACKED = re.compile(r"\b(?:stabbed|strangled|shot|suffocated|smothered|bludgeoned|attacked|beat|killed) $", re.I)


def _by_him(s: Sentence, her: re.Pattern[str], him: list[re.Pattern[str]], date: str | None) -> bool:
    """Whether a sentence of the facts, or of the day, says that he attacked her ("Ned strangled Nell")."""
    of_the_day = date is not None and len(date) == DAY and any(w.iso == date for w in parse_dates(s.text))
    if not of_the_day and (s.section.kind not in _OF_THE_FACTS or compiled("long_before").search(s.text)):
        return False
    at = [m.start() for m in her.finditer(s.text)]
    if her.search(s.paragraph.text[: s.start]):
        at += [m.start() for m in _HER.finditer(s.text)]
    return any(_ATTACKED.search(s.text[:n]) and any(h.search(s.text[:n]) for h in him) for n in at)
