"""How a victim was killed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.document.model import Sentence
from loaders.extract.dates import parse_dates
from loaders.extract.deaths.cues import compiled, cues, wordings
from loaders.extract.deaths.said import Said
from loaders.extract.deaths.telling import CAUSE


def method_of(
    her: re.Pattern[str],
    him: list[re.Pattern[str]],
    kind: str,
    date: str | None,
    about: list[Sentence],
    telling: set[int],
    others: Sequence[re.Pattern[str]] = (),
    *,
    pronoun: str | None = None,
    any_day: bool = False,
) -> tuple[str | None, list[Sentence]]:
    """How the victim was killed.

    Args:
        her: a pattern of what the victim is called.
        him: one for each perpetrator.
        kind: the kind of death.
        date: the day, month or year of the death, if known.
        about: sentences that may speak of the death.
        telling: the paragraphs that tell of it.
        others: patterns of what other victims are called.
        pronoun: "she" or "he", where it can mean the victim and no perpetrator.
        any_day: take what is told behind an earlier date too ("moved in in April. He beat her about the head").
    """
    if kind == "victim-suicide":
        return "self-inflicted", []
    said = Said()
    other = _DONE_TO.get(pronoun or "")
    for s in about:
        named = bool(her.search(s.text)) or any(h.search(s.text) for h in him)
        here = s.paragraph.index in telling
        if not (named or here):
            continue
        around = s.paragraph.text if len(s.paragraph.text) < 900 and here else s.text
        cause = CAUSE.search(s.text)
        for method, patterns in wordings("methods").items():
            hits = [m for p in patterns for m in p.finditer(s.text) if not _of_another(s.text[m.end() :], him)]
            hits = [m for m in hits if not _of_other_victim(s.text[: m.start()], her, others)]
            hits = [m for m in hits if not (other and other.search(m[0] + s.text[m.end() : m.end() + 5]))]
            if not hits:
                continue
            if not cause and (
                compiled("long_before").search(s.text[: hits[0].end()]) or (not any_day and _earlier(s, hits[0], date))
            ):
                continue
            if re.search(cues()["not_fatal"], s.text[: hits[0].end()], re.I) and not cause:
                continue
            weight: float = 8 if cause else 4 if here and CAUSE.search(around) else 2 if here else 0
            if method == "hitting-kicking":
                weight = weight if cause else weight / 8
            if weight:
                said.add(method, s, weight)
    v = said.votes
    if v["blunt-instrument"] and v["hitting-kicking"]:
        v["blunt-instrument"] += v.pop("hitting-kicking")
    if v["ligature-strangulation"] and v["manual-strangulation"]:
        v["ligature-strangulation"] += v.pop("manual-strangulation")
    best = said.best
    return best, said.places.get(best or "", [])


#: What was done to the one who killed, by the pronoun of the victim: "he hit her with a hammer", where she killed him.
_DONE_TO = {
    mine: re.compile(rf"\b(?:\w+ed|hit|struck|beat|shot|cut) {theirs}\b", re.I)
    for mine, theirs in (("she", "him"), ("he", "her"))
}


def _of_other_victim(before: str, her: re.Pattern[str], others: Sequence[re.Pattern[str]]) -> bool:
    """Whether another victim is the last named before a hit, and not together with this one: "Ann died of stab wounds
    and Lil was smothered"."""
    last = max((m.span() for o in others for m in o.finditer(before)), default=None)
    if last is None:
        return False
    mine = max((m.span() for m in her.finditer(before)), default=None)
    if mine is None or mine[0] > last[0]:
        return mine is None
    return not _TOGETHER.fullmatch(before[mine[1] : last[0]])


#: Between the names of two to whom the same was done.
_TOGETHER = re.compile(r"(?:,|,? and|,? &)(?: (?:her|his|their|\w+) (?:[\w-]+,? ){0,3})? ?", re.I)


def _of_another(after: str, him: list[re.Pattern[str]]) -> bool:
    """Whether what follows the verb is not the victim: "shot Ned in the leg", "shot himself"."""
    near = after.lstrip()
    return re.match(r"(?:him|her)self\b", near, re.I) is not None or any(h.match(near) for h in him)


def _earlier(s: Sentence, hit: re.Match[str], date: str | None) -> bool:
    """Whether the last day or month told before it in the paragraph is months before the death: another attack."""
    if date is None or len(date) < 7:
        return False
    told = [w.iso for w in parse_dates(s.paragraph.text[: s.start + hit.end()]) if len(w.iso) >= 7]
    if not told:
        return False
    return _months(date) - _months(told[-1]) > 1


def _months(iso: str) -> int:
    return int(iso[:4]) * 12 + int(iso[5:7])
