"""What the clauses of a sentence say that bodies gave the review: those before an active verb, or behind a passive one.

"Moor Police and Fern Homes submitted IMRs, and Lark gave a letter"; "IMRs were received from A, B and C"; "There was
nothing on file at D".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.extract.agencies.names import cues

#: How far before its verb a list of bodies may end, in characters.
NEAR = 70
#: How far behind a passive verb a list of bodies may begin, in characters.
NEXT = 40
#: What is given to the review alone.
_TO_NONE_ELSE = ("imr", "nil-return")
#: Where a body stands to which something is given, or of which it is told.
_ASIDE = re.compile(r"\b(?:to|with|about|regarding|against|than|(?:help|support|advice) (?:of|from)) (?:the )?$", re.I)
#: Before those of whom the clause says the contrary.
_ALL_BUT = re.compile(r"\b(?:all|everyone|none|other|others) (?:but|except|than)\b|\b(?:apart|aside) from\b", re.I)
#: What may stand between a body and what it did.
_RELATIVE = re.compile(
    r", (?:which|who|whose|the (?:provider|commissioner|body|charity|agency|landlord)|an? \w+) [^;.]*?,"
)
#: Names that stand before the first body of a list that is known.
_NAMES = re.compile(r"(?:\s|,|&|[A-Z][\w’'/-]*|\([^()]*\)|\b(?:and|of|for|the|a|its)\b)*")
_CLAUSE = re.compile(r"[;:]|\.\s")
#: Before those of whom the same is told ("the Trust sent a report, as did the school").
_AS_DID = re.compile(r"\b(?:as|so) (?:did|had) (?:the )?(?=[A-Z])")


@dataclass(frozen=True)
class Told:
    """A verb that says what was given.

    Attributes:
        what: an id of the contract.
        start, end: of its words.
        after: whether the bodies stand behind it.
        close: whether nothing but names may stand between.
    """

    what: str
    start: int
    end: int
    after: bool
    close: bool = False


@cache
def _ways() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """By what was given, in the order of the data: how the bodies stand to the words, and which these are."""
    said: dict[str, dict[str, str]] = cues()["gifts"]
    return tuple((what, way, re.compile(words, re.I)) for what, ways in said.items() for way, words in ways.items())


def told(text: str) -> list[Told]:
    """What a sentence says was given, in order; of words that overlap those that stand first in the data."""
    found: list[Told] = []
    for what, way, words in _ways():
        for m in words.finditer(text) if way != "own" else ():
            if not any(t.start < m.end() and m.start() < t.end for t in found):
                found.append(Told(what, m.start(), m.end(), way != "before", way == "listed"))
    return sorted(found, key=lambda t: t.start)


def given(text: str, bodies: Sequence[tuple[int, int]], of_making: bool = True) -> Iterator[tuple[int, str]]:
    """Which bodies of a sentence gave what.

    Args:
        text: the sentence.
        bodies: where it names bodies, in order.
        of_making: whether it stands where the making of the review is told. Elsewhere somebody "gave information" to
            another body; a management review, or none for want of contact, is given to no one else.

    Returns:
        Pairs of a place in ``bodies`` and an id of the contract.
    """
    verbs = told(text)
    held: list[int] = []
    for n, verb in enumerate(verbs):
        earlier, later = verbs[n - 1] if n else None, verbs[n + 1] if n + 1 < len(verbs) else None
        if verb.after:
            held = _behind(verb, later, text, bodies)
        else:
            goes_on = earlier and not earlier.after and not _CLAUSE.search(text, earlier.end, verb.start)
            # "A and B had no contact and produced statements"
            held = _before(verb, earlier, text, bodies) or (held if goes_on else [])
        if of_making or verb.close or verb.what in _TO_NONE_ELSE:
            yield from ((i, verb.what) for i in held)
    if m := _AS_DID.search(text):
        said = [verb.what for verb in verbs if verb.start < m.start() and (of_making or verb.what in _TO_NONE_ELSE)]
        yield from ((i, what) for what in said[-1:] for i, (start, _) in enumerate(bodies) if start >= m.end())
    for what, way, words in _ways():
        yield from ((i, what) for i, (_, end) in enumerate(bodies) if way == "own" and words.match(text, end))


def _behind(verb: Told, later: Told | None, text: str, bodies: Sequence[tuple[int, int]]) -> list[int]:
    stop = _CLAUSE.search(text, verb.end)
    end = min(later.start if later else len(text), len(text) if stop is None or stop[0] == ":" else stop.start())
    held = [
        i for i, (start, _) in enumerate(bodies) if verb.end <= start < end and not _ASIDE.search(text, verb.end, start)
    ]
    far = held and (verb.close or bodies[held[0]][0] - verb.end > NEXT)
    if far and not _NAMES.fullmatch(text, verb.end, bodies[held[0]][0]):
        return []  # "a chronology from 2012 to the day on which the police ..."
    if later and not later.after and held and later.start == end:
        held.pop()  # "IMRs came from A and B, and C gave a letter": the last one is of the next verb
    return held


def _before(verb: Told, earlier: Told | None, text: str, bodies: Sequence[tuple[int, int]]) -> list[int]:
    begin = max([earlier.end if earlier else 0, *(m.end() for m in _CLAUSE.finditer(text, 0, verb.start))])
    if _ALL_BUT.search(text, begin, verb.start):
        return []
    held = [
        i
        for i, (start, end) in enumerate(bodies)
        if begin <= start and end <= verb.start and not _ASIDE.search(text[:start])
    ]
    if earlier and earlier.after and not _CLAUSE.search(text, earlier.end, verb.start):
        held = held[-1:]
    between = _RELATIVE.sub("", text[bodies[held[-1]][1] : verb.start]) if held else ""
    return held if len(between) <= NEAR else []
