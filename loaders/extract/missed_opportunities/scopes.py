"""The triggers of a sentence, the words that belong to each, and the types that those words tell."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from loaders.extract.missed_opportunities.cues import TIERS, Trigger, cues

#: Where a clause ends: what stands beyond says something else.
_BOUNDARY = re.compile(
    r"[;:]|\s[–—-]\s|,? \b(?:but|although|though|whilst|while|however|because|despite|which|unless|yet|albeit"
    r"|even if)\b|\bas (?=(?:she|he|they|there) (?:had|was|were|did|has)\b)"
    r"|, (?:and (?!safety|risk)|so(?![- ]called)|as|who|where|when|nor|therefore|instead)\b|\. ",
    re.I,
)
#: What is said of a subject in passing ("the neighbours, who had heard it, were not seen"): its clause goes on.
_ASIDE = re.compile(
    r",\s+(?:who|which|whom|whose)\b[^,;.]{3,90},(?=\s+(?:was|were|had|did|has|have|should|could|never|failed)\b)", re.I
)
#: A list of what was wanting, after a colon ("gaps in: a) risk assessment; b) supervision").
_LISTED = re.compile(r"\s*(?:the following|these areas|several areas)?\s*:\s*(?=[^;]+;[^;]+|\(?(?:a|i|1)\))", re.I)
_ITEM = re.compile(r"\s*;\s*(?:and\s+)?|(?:^|\s|,)\s*(?:and\s+)?\(?\b(?:[a-h]|[ivx]+|\d)\)\s*", re.I)
#: What joins several things that were wanting ("no risk assessment, safety plan or referral").
_JOINED = re.compile(r",\s+(?:and|or|nor)?\s*|\s(?:and|or|nor|and/or)\s(?=\w)", re.I)
#: What the text recommends is no statement of what was wanting.
_ADVICE = re.compile(r"\b(?:a )?recommend(?:ation|ations|ed|s)\b", re.I)
#: Before words that judge what has just been told.
_WHICH = re.compile(r",? (?:and )?(?:which|this|that) (?:is|was|were)(?: \w+)? $", re.I)
#: After "had X been done", what would have followed is no failing of its own.
_CONDITIONS = frozenset({"had-then", "if-had"})
_CONSEQUENCES = frozenset({"could-have", "would-have-brought", "warranted", "would-have-been"})
#: Characters at the head of a later thing in a list in which it must say what it is.
_HEAD = 40
#: The mark of a footnote at the end of a word.
_NOTE = re.compile(r"(?<=\w)[¹²³⁰⁴-⁹]+")
#: The tiers that tell a type by what is named or done.
STRICT = TIERS[:3]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Scope:
    """A trigger in a sentence; ``before`` and ``after`` are the words at its sides.

    Offsets are into the sentence's text; ``first`` is where its clause begins.
    """

    trigger: Trigger
    start: int
    end: int
    before: str
    after: str
    first: int

    @property
    def words(self) -> str:
        """What the trigger is about: the words on the side where it stands."""
        side = self.trigger.side
        return {"after": self.after, "before": self.before}.get(side, f"{self.before} {self.after}")


def scopes(text: str) -> list[Scope]:
    """The triggers of a sentence in reading order; where two overlap, the one that comes first in the cues."""
    end = m.start() if (m := _ADVICE.search(text)) and m.start() > 10 else len(text)
    taken = _taken(text, end)
    clauses = _Clauses(text, end)
    found: list[Scope] = []
    for i, one in enumerate(taken):
        last = taken[i - 1].stop if i else 0
        following = taken[i + 1] if i + 1 < len(taken) else None
        found += clauses.scopes(one, last, following)
    return found


class _Hit(NamedTuple):
    """Where the words of a trigger stand."""

    start: int
    stop: int
    trigger: Trigger


def _taken(text: str, end: int) -> list[_Hit]:
    """The triggers that count, in reading order."""
    lower = text.lower()
    hinted = {hint for hint in cues().hints if hint in lower}
    taken: list[_Hit] = []
    for trigger in cues().triggers:
        if hinted.isdisjoint(trigger.hints):
            continue
        for m in trigger.words.finditer(text, 0, end):
            if trigger.needs and not trigger.needs.search(text, 0, m.start()):
                continue
            start, stop = m.span()
            if not any(start < t.stop and t.start < stop and bool(t.trigger.type) is bool(trigger.type) for t in taken):
                taken.append(_Hit(start, stop, trigger))
    taken.sort(key=lambda t: t.start)
    condition = next((t.start for t in taken if t.trigger.rule in _CONDITIONS), len(text))
    if len(taken) > 1:  # "as would have been expected" adds nothing to what was not done
        taken = [t for t in taken if not text.startswith("as ", t.start)]
        # no more does ", which was contrary to policy"
        taken = [
            t for n, t in enumerate(taken) if not (n and t.trigger.rule == "policy" and _WHICH.search(text, 0, t.start))
        ]
    return [t for t in taken if t.start <= condition or t.trigger.rule not in _CONSEQUENCES]


class _Clauses:
    """The clauses of a sentence.

    Args:
        text: the sentence.
        end: where what it tells ends, and advice begins.
    """

    def __init__(self, text: str, end: int) -> None:
        self._text, self._end = text, end
        asides = [m.span() for m in _ASIDE.finditer(text, 0, end)]
        bounds = [0, *(m.start() for m in _BOUNDARY.finditer(text, 0, end)), end]
        self._bounds = [b for b in bounds if not any(a <= b < z - 1 for a, z in asides)]

    def scopes(self, hit: _Hit, last: int, following: _Hit | None) -> list[Scope]:
        """What belongs to a trigger: one scope, or one for each thing that it lists.

        Args:
            hit: the trigger.
            last: where the one before it ends.
            following: the one after it.
        """
        text, (start, stop, trigger) = self._text, hit
        if trigger.side in ("sentence", "inside"):
            a = max(b for b in self._bounds if b <= start)
            z = self._next(stop)
            return [Scope(trigger, start, stop, text[a:start], f"{text[start:stop]} {text[stop:z]}", a)]
        a = max((b for b in self._bounds if b < start), default=0)
        if m := _LISTED.match(text, stop, self._end) if trigger.side == "after" else None:
            items = [item for item in _ITEM.split(text[m.end() : self._end]) if item and item.strip(" .,;")]
            return [Scope(trigger, start, stop, text[a:start], f" {item}", a) for item in items]
        a = max(a, last)
        return [Scope(trigger, start, stop, text[a:start], text[stop : self._stop(hit, following)], a)]

    def _next(self, at: int) -> int:
        return min((b for b in self._bounds if b >= at), default=self._end)

    def _stop(self, hit: _Hit, following: _Hit | None) -> int:
        """Where the words after a trigger end: with its clause, its condition, or where the next trigger begins."""
        start, stop, trigger = hit
        z = self._next(stop + 3)
        ends = trigger.rule in _CONDITIONS or (trigger.rule == "without" and start < 3)
        if ends and (comma := self._text.find(", ", stop)) > 0:
            # "Without checking the record, the officer graded ..."; "Had she been asked, she would ..."
            z = min(z, comma)
        if following and stop + 8 < following.start < z and following.trigger.side != "sentence":
            return following.start
        return z


@dataclass(frozen=True)
class Typed:
    """A type of failing, the tier of the cues by which it was told, and the words that told it."""

    type: str
    tier: str
    words: str


def types(scope: Scope, text: str, judging: bool, plain: Callable[[str], str] = str) -> list[Typed]:
    """What was wanting by the words of a scope.

    Args:
        scope: a trigger with its words.
        text: the sentence.
        judging: whether it stands where the review judges, so that the topic alone may tell.
        plain: puts roles for the names of people ("the perpetrator").

    Returns:
        The first thing that was wanting first; none where nothing tells.
    """
    if scope.trigger.type:
        return [Typed(scope.trigger.type, "fixed", text[scope.start : scope.end])]
    tiers = TIERS if judging or scope.trigger.critical else tuple(t for t in TIERS if t != "loose")
    negated = text[scope.start : scope.end]
    before = plain(scope.before) if scope.trigger.side not in ("after", "inside") else ""
    after = plain(scope.after)
    parts = [p for p in _JOINED.split(after) if p.strip()]
    first = _type(f"{before} {negated} {parts[0]}", STRICT) if parts else None
    first = first or _type(f"{before} {negated} {after}", tiers)
    if first is None:
        other = scope.trigger.otherwise
        return [Typed(other, "fixed", negated)] if other else []
    out = [first]
    for part in parts[1:]:
        more = _type(part, TIERS[:2], _HEAD)
        if more and more.type not in {t.type for t in out} and len(_WORD.findall(part)) >= 2:
            out.append(more)
    return out


def type_of(words: str) -> Typed | None:
    """What was wanting by the words of a whole sentence, by what is named in it."""
    found = _type(words, STRICT)
    return replace(found, tier="context") if found else None


def words_of(told: Typed, text: str) -> str:
    """The words of a sentence that told a type; where none of its own do, those that were read in their place."""
    tiers = (told.tier,) if told.tier in TIERS else STRICT
    found = (p.search(text) for tier in tiers for kind, p in cues().tiers[tier] if kind == told.type)
    return next((m[0] for m in found if m), told.words)


def _type(words: str, tiers: tuple[str, ...], within: int | None = None) -> Typed | None:
    """The type that the words tell, and by which tier; ``within`` limits where in them it may be told."""
    words = " ".join(_NOTE.sub("", words).split())
    for tier in tiers:
        for kind, pattern in cues().tiers[tier]:
            if (m := pattern.search(words)) and (within is None or m.start() <= within):
                return Typed(kind, tier, m[0])
    return None
