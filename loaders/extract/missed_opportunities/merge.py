"""Joins what is told twice: two sentences of one paragraph, or the narrative and its analysis."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from loaders.document.model import Sentence
from loaders.extract.reading import machine
from loaders.sheet import Evidence, MissedOpportunity
from loaders.why import Reason

#: Places that an entry keeps.
PLACES = 4
#: Paragraphs within which a telling without an agency is of the failing told before.
NEAR = 8
#: Words that tell what a telling is about, by their first letters: an ending makes no other word of it.
_WORD = re.compile(r"\b[a-z]{4,6}")


@dataclass
class Failing:
    """One telling of a failing; ``told`` where the narrative tells it, not the analysis."""

    type: str
    agency: str | None
    date: str | None
    summary: str
    place: Evidence
    rule: str
    confidence: float
    told: bool
    sentence: Sentence
    reasons: list[Reason]
    places: list[Evidence] = field(default_factory=list)
    tellings: list[frozenset[str]] = field(default_factory=list)  # the words of each


def merged(failings: Iterable[Failing]) -> list[MissedOpportunity]:
    """One entry for each type, agency and occasion, in reading order."""
    kept: list[Failing] = []
    for new in failings:
        words = words_of(new.sentence.text)
        same = [old for old in kept if old.type == new.type and (old.agency == new.agency or _told_of(old, new))]
        fit = [old for old in same if _one_occasion(old, new)]
        if not fit:
            new.places, new.tellings = [new.place], [words]
            kept.append(new)
            continue
        beside = (old for old in fit if old.sentence.paragraph is new.sentence.paragraph)
        old = next(beside, None) or max(fit, key=lambda old: _alike(words, old))
        old.tellings.append(words)
        old.confidence = max(old.confidence, new.confidence)
        old.date = old.date or new.date
        if new.place.lines not in [p.lines for p in old.places] and len(old.places) < PLACES:
            old.places.append(new.place)
            old.reasons += new.reasons
    return [
        MissedOpportunity(
            type=f.type,
            agency=f.agency,
            date=f.date,
            summary=f.summary,
            evidence=f.places,
            origin=machine(f.rule, f.confidence, f.reasons),
        )
        for f in kept
    ]


def words_of(text: str) -> frozenset[str]:
    """The words that tell what a sentence is about, by their first letters."""
    return frozenset(_WORD.findall(text.lower()))


def _alike(words: frozenset[str], old: Failing) -> float:
    """The share of words that a telling has in common with the one most like it of an occasion, from 0 to 1."""
    return max(overlap(words, held) for held in old.tellings)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the words of two sentences that both have, from 0 to 1."""
    return len(one & other) / len(one | other) if one | other else 0.0


def _told_of(old: Failing, new: Failing) -> bool:
    """Whether a telling that names nobody goes on about a failing told shortly before in the same section."""
    apart = new.sentence.paragraph.index - old.sentence.paragraph.index
    return new.agency is None and not new.told and new.sentence.section is old.sentence.section and apart <= NEAR


def _one_occasion(old: Failing, new: Failing) -> bool:
    """Whether two tellings of one kind of failing by one agency are of one occasion.

    What one paragraph says is one failing. What the analysis says again without a date is taken for the same; where
    both are dated, the month decides.
    """
    if old.sentence.paragraph is new.sentence.paragraph:
        return True
    if new.told:
        return False
    if old.date and new.date:
        return min(len(old.date), len(new.date)) >= 7 and old.date[:7] == new.date[:7]
    return True
