"""What a review tells of the death itself, or of the time after it: no risk factor before it."""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders.document.model import Sentence
from loaders.extract.dates import parse_dates
from loaders.extract.reading import Reading, evidence
from loaders.extract.risk_factors.cues import words

#: The events of the death: what happened there is not a risk factor before it.
_DEATH = re.compile(rf"\b(?:{words('death')})\b", re.I)
_DEATH_TITLE = re.compile(rf"\b(?:{words('death_title')})\b", re.I)
_NOT_DEATH_TITLE = re.compile(rf"\b(?:{words('not_death_title')})\b", re.I)
_KILLING = re.compile(rf"\b(?:{words('killing')})\b", re.I)
_GOES_ON = re.compile(rf"(?:{words('death_goes_on')})", re.I)
#: How somebody is killed, where the place is one that the death rests on.
_FATAL = re.compile(r"\b(?:stabbed|strangled|suffocated|smothered|shot|bludgeoned)\b", re.I)
#: Characters of a date that tells the month.
MONTH = 7
_ALSO_AT_DEATH = frozenset(words("also_at_death").split("|"))
_PREVIOUS = "previous-domestic-abuse"
#: What tells of a time before: who kills may hurt others on the same day.
_LONG_AGO = re.compile(
    r"\b(?:previous\w*|former\w*|ex-\w+|history|past|earlier|prior|other (?:women|partners))\b", re.I
)


def told_of_death(factor: str, text: str) -> bool:
    """Whether a sentence that tells of the death may tell of a factor all the same: what lasted, or was long before."""
    return factor in _ALSO_AT_DEATH and (factor != _PREVIOUS or bool(_LONG_AGO.search(text)))


def after_death(reading: Reading) -> Callable[[Sentence], bool]:
    """Tells of a sentence whether all its dates lie after the (last) death: what was done then is no risk before it."""
    dead = max((d.date for d in reading.deaths if d.date), default=None)

    def after(sentence: Sentence) -> bool:
        if not dead:
            return False
        dates = [w.iso for w in reading.timeline.dates(sentence) if w.explicit]
        return bool(dates) and all(d[: len(dead)] > dead[: len(d)] for d in dates)

    return after


def _is_of_death(title: str, dates: set[str]) -> bool:
    """Whether a heading is of the death itself, and of no other day ("The incident of 8 May 2011")."""
    if not _DEATH_TITLE.search(title) or _NOT_DEATH_TITLE.search(title):
        return False
    told = [w.iso for w in parse_dates(title) if len(w.iso) >= MONTH]
    return not told or any(day.startswith(one) or one.startswith(day) for one in told for day in dates)


def of_death(reading: Reading) -> Callable[[Sentence], bool]:
    """Tells of a sentence whether it tells of the death itself: by its words, by its heading, by the date of the death
    beside a word for a killing, or by going on from one that does ("He then set fire to the bed")."""
    dates = {d.date for d in reading.deaths if d.date and len(d.date) >= MONTH}
    lines = {line for d in reading.deaths for e in d.evidence for line in range(e.lines[0], e.lines[1] + 1)}
    known: dict[tuple[int, int], bool] = {}

    def told(sentence: Sentence) -> bool:
        if _DEATH.search(sentence.text) or _is_of_death(sentence.section.title, dates):
            return True
        if _KILLING.search(sentence.text):
            told_of = [w.iso for w in reading.timeline.dates(sentence) if w.explicit]
            if any(d in dates for d in told_of):
                return True
            if _FATAL.search(sentence.text):
                if any(len(t) == MONTH and d.startswith(t) for t in told_of for d in dates):
                    return True
                first, last = evidence(sentence).lines
                return any(line in lines for line in range(first, last + 1))
        if not _GOES_ON.search(sentence.text):
            return False
        return bool(sentence.before) and asked(sentence.before[-1])

    def asked(sentence: Sentence) -> bool:
        if sentence.position not in known:
            known[sentence.position] = told(sentence)
        return known[sentence.position]

    return asked
