"""What the criminal process came to for a perpetrator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.document.model import Sentence
from loaders.extract.deaths.cues import compiled, cues, wordings
from loaders.extract.deaths.said import Said
from loaders.sheet import Person

_MURDER = "convicted-murder"
_MANSLAUGHTER = "convicted-manslaughter"
_DIMINISHED = "convicted-manslaughter-diminished-responsibility"
_HOSPITAL = "hospital-order"
_DIED = "died-before-trial"
_NOT_CHARGED = "not-charged"
#: What may stand where neither a conviction for the killing nor a death before the trial is told of, the most telling
#: first. That no one was charged is no outcome of a homicide.
_ELSE_OF_HOMICIDE = ("acquitted", "convicted-other")
_ELSE = ("convicted-other", "acquitted", _NOT_CHARGED)
#: A verdict that leaves the charge to the sentence before it.
_FOUND_GUILTY = re.compile(
    r"\b(?:found (?:(?:him|her) )?guilty(?! (?:of|for)\b| in (?!(?:\w+ )?(?:19|20)\d\d\b))|"
    r"(?:pleaded|pled|pleads) guilty(?! to\b)|"
    r"(?:entered a|submitted a|changed (?:his|her) plea to|(?:his|her) plea (?:was changed )?to) guilty(?: plea)?"
    r"(?! (?:to|of)\b)|"
    r"guilty plea (?:was )?entered|guilty verdict\b(?! (?:of|for|on)\b)|"
    r"verdict of guilty\b(?! of\b)|"
    r"convicted (?:him|her)(?! (?:of|for)\b)|convicted of (?:it|this|that)\b|convicted(?! (?:him|her|of|for|on|in)\b))",
    re.I,
)
_CHARGED = re.compile(
    r"\b(?:charged with|denied|denying|(?:pleaded|pled) not guilty to|(?:stood|on|went on|awaiting|faced) trial for|"
    r"trial on a charge of) (?:the |her |his |their |a charge of )?(?:(?!attempted)\w+ )?murder(?:ing)?\b"
    r"|\bmurdered\b[^.;]{0,80}\b(?:stood|on|went on|faced) trial\b",
    re.I,
)


def outcome_of(
    mine: re.Pattern[str], kind: str, killers: list[Person], about: list[Sentence]
) -> tuple[str | None, list[Sentence]]:
    """What the criminal process came to for one perpetrator, with the sentences that tell it."""
    said = Said()
    cleared = False
    spared = []
    for s in _of_the_courts(mine, len(killers) == 1, about):
        cleared = cleared or compiled("cleared").search(s.text) is not None
        for outcome in _told(s):
            said.add(outcome, s)
        if compiled("prosecutors_decided").search(s.text):
            spared.append(s)
    settled = _settled(said, kind, cleared)
    if spared and (settled is None or (settled == "convicted-other" and kind == "victim-suicide")):
        return _NOT_CHARGED, spared
    return settled, said.places.get(settled or "", [])


def _of_the_courts(mine: re.Pattern[str], only: bool, about: list[Sentence]) -> Iterator[Sentence]:
    """The sentences on what the courts made of a perpetrator.

    Args:
        mine: a pattern of what the perpetrator is called.
        only: whether there is no other perpetrator, so that a verdict among the facts of the case is on this one.
        about: sentences that may speak of the death.
    """
    last: Sentence | None = None
    for s in about:
        near = last is not None and last.paragraph.index >= s.paragraph.index - 2
        of_him = _of_him(s, mine, near or mine.search(s.paragraph.text[: s.start]) is not None) or (
            only and s.section.kind == "background" and compiled("tried").search(s.text) is not None
        )
        if mine.search(s.text):
            last = s
        if of_him and _of_a_court(s):
            yield s


def _of_a_court(s: Sentence) -> bool:
    """Whether a sentence may tell what the courts made of it; a quick sieve."""
    lower = s.text.lower()
    return any(stem in lower for stem in cues()["court"])


def _told(s: Sentence) -> Iterator[str]:
    """The outcomes that a sentence tells of."""
    text = s.text
    if (m := _FOUND_GUILTY.search(text)) and _CHARGED.search(s.paragraph.text[: s.start] + text[: m.start()]):
        yield _MURDER
    for outcome, patterns in wordings("outcomes").items():
        if any(not _taken_back(text, m, outcome) for p in patterns for m in p.finditer(text)):
            yield outcome


def _settled(said: Said, kind: str, cleared: bool) -> str | None:
    """The outcome that stands among all that was told.

    Args:
        said: the votes for each.
        kind: the kind of death.
        cleared: whether someone was cleared of murder; another conviction then stands, where one is told of.
    """
    v = said.votes
    murder, lesser = v[_MURDER], v[_DIMINISHED] + v[_MANSLAUGHTER]
    if kind == "homicide-suicide":
        return _DIED
    if murder and not (cleared and lesser) and murder * 2 >= lesser:
        return _MURDER
    if v[_HOSPITAL] and not v[_MANSLAUGHTER] and (not v[_DIMINISHED] or _unfit(said)):
        return _HOSPITAL
    others = _ELSE_OF_HOMICIDE if kind == "homicide" else _ELSE
    return next((o for o in (_DIMINISHED, _MANSLAUGHTER, _MURDER, _DIED, *others) if v[o]), None)


def _of_him(sentence: Sentence, mine: re.Pattern[str], previous: bool) -> bool:
    """Whether it is about the perpetrator: named, or meant by the first word after a sentence that named him."""
    return bool(mine.search(sentence.text)) or (
        previous
        and bool(
            re.match(
                r"\W*(?:he|she|they|his|her|the judge|sentenc\w+|at|following|after|a|the|on|in|by|no|nobody)\b",
                sentence.text,
                re.I,
            )
        )
    )


def _unfit(said: Said) -> bool:
    return any(re.search(r"unfit|not fit|insan", s.text, re.I) for s in said.places[_HOSPITAL])


def _taken_back(text: str, m: re.Match[str], outcome: str) -> bool:
    """Whether the words before or in the finding deny it, or put it to another time or a wish."""
    before, finding = text[max(0, m.start() - 60) : m.start()], m[0]
    if outcome == _HOSPITAL:
        return compiled("other_order").search(before) is not None
    if outcome not in (_MURDER, _MANSLAUGHTER, _DIMINISHED):
        return False
    vetoes = [("finding_denied", before), ("not_done", finding)]
    if outcome == _MURDER:
        vetoes += [("not_guilty", finding), ("guilty_of_less", finding)]
    elif outcome == _DIMINISHED:
        vetoes.append(("defence_refused", text))
    return any(compiled(cue).search(words) for cue, words in vetoes)
