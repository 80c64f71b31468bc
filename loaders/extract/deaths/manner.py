"""The kind of a death: homicide, suicide, one after the other, or unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.document.model import Sentence
from loaders.extract.deaths.cues import compiled, wordings
from loaders.extract.deaths.said import Said
from loaders.extract.deaths.telling import FATAL

_HE = re.compile(r"\W*(?:he|she) ", re.I)
#: The head of a sentence, where its subject is named, in characters.
NEAR_THE_HEAD = 24


def type_of(
    her: re.Pattern[str], him: list[re.Pattern[str]], about: list[Sentence], pronoun: str | None = None
) -> tuple[str, list[Sentence]]:
    """The kind of death, with the sentences that tell it.

    Args:
        her: a pattern of what the victim is called.
        him: one for each perpetrator.
        about: sentences that may speak of the death.
        pronoun: "she" or "he", where it can mean the victim and no perpetrator.
    """
    said = Said()
    for s in about:
        for kind, weight in _told(s, her, him, pronoun):
            said.add(kind, s, weight)
    v = said.votes
    if v["victim-suicide"] >= 2 and v["victim-suicide"] > max(v["homicide"], v["homicide-suicide"]):
        kind = "victim-suicide"
    elif v["homicide-suicide"] >= 3 and not _convicted(him, about):
        kind = "homicide-suicide"
    elif v["unexplained"] and v["homicide"] < 2 and not _convicted(him, about):
        kind = "unexplained"
    else:
        kind = "homicide"
    return kind, said.places.get(kind, [])


def _told(
    s: Sentence, her: re.Pattern[str], him: list[re.Pattern[str]], pronoun: str | None
) -> Iterator[tuple[str, int]]:
    """The kinds of death that a sentence tells of, with weights."""
    text = s.text
    if _tells_of_homicide(text):
        yield "homicide", 1
    if m := compiled("homicide_suicide").search(text):
        if _any_in(him, text[: m.end() + 40]):
            yield "homicide-suicide", 3
        return
    m = compiled("killer_suicide").search(text)
    if m and not compiled("survived").search(text) and _of_the_killer(s, m, her, him):
        yield "homicide-suicide", 3
    hers = her.search(s.paragraph.text) is not None
    weights = (_of_the_victim(text, m, her, him, pronoun if hers else None) for m in _suicides(text))
    if weight := next(filter(None, weights), 0) or _by_the_inquest(s, him):
        yield "victim-suicide", weight
    if compiled("unexplained").search(text) and her.search(text):
        yield "unexplained", 1


def _suicides(text: str) -> Iterator[re.Match[str]]:
    """The suicides in a sentence that were done: not what was feared or tried, though this be told before it."""
    start = 0
    for m in compiled("victim_suicide").finditer(text):
        if not compiled("suicide_done_later").search(text, start, m.start()):
            start = 0
        beside = compiled("suicide_beside").match(text, m.end())
        if not beside and not compiled("suicide_not_done").search(text[start : m.start()]):
            yield m
        start = beside.end() if beside else m.end()


def _tells_of_homicide(text: str) -> bool:
    """Whether a sentence tells of a killing: what it was in law where it has a word of the law, else the deed."""
    if compiled("killing_in_law").search(text) and not compiled("homicide_review").search(text):
        return compiled("court_of_killing").search(text) is not None
    return compiled("killed_outright").search(text) is not None


def _of_the_victim(
    text: str, m: re.Match[str], her: re.Pattern[str], him: list[re.Pattern[str]], pronoun: str | None
) -> int:
    """How much a sentence says for a suicide's being the victim's: she is named before it, and no killer between."""
    before = text[: m.start()]
    if pronoun and re.search(rf"\b{pronoun} (?:had |has |then |was |had been )?$", before, re.I):
        return 2
    near = before[-120:]
    if her.search(near) and not _any_in(him, near[_her_end(her, near) :]):
        return 2
    return 1 if compiled("suicide_opens").search(before) and her.search(text) else 0


def _by_the_inquest(s: Sentence, him: list[re.Pattern[str]]) -> int:
    """How much a sentence says in which a coroner found that it was suicide: where no killer is named by then, nor a
    killing told, it was the victim's, whether or not she is named."""
    if not compiled("inquest_found_suicide").search(s.text) or _any_in(him, s.text):
        return 0
    before = s.paragraph.text[: s.start]
    return 0 if _any_in(him, before) or compiled("killed_outright").search(s.paragraph.text) else 2


def _of_the_killer(s: Sentence, m: re.Match[str], her: re.Pattern[str], him: list[re.Pattern[str]]) -> bool:
    """Whether a suicide after something else is the perpetrator's, in a paragraph that tells of the killing."""
    before = s.text[: m.start()]
    if her.search(before) or not her.search(s.paragraph.text) or not FATAL.search(s.paragraph.text[: s.start]):
        return False
    if _any_in(him, before):
        return True
    # "Ned caused her death by ... He then took tablets and died"
    goes_on = _HE.fullmatch(before) and s.before
    return bool(goes_on and any(h.search(s.before[-1].text[:NEAR_THE_HEAD]) for h in him))


def _any_in(him: list[re.Pattern[str]], text: str) -> bool:
    """Whether a text names one of the perpetrators."""
    return any(h.search(text) for h in him)


def _her_end(her: re.Pattern[str], text: str) -> int:
    """Where the last mention ends."""
    end = 0
    for m in her.finditer(text):
        end = m.end()
    return end


def _convicted(him: list[re.Pattern[str]], about: list[Sentence]) -> bool:
    kinds = wordings("outcomes")
    guilty = [p for k in ("convicted-murder", "convicted-manslaughter") for p in kinds[k]]
    return any(any(p.search(s.text) for p in guilty) and _any_in(him, s.text) for s in about)
