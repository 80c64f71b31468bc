"""Finds the cues of a sentence, and which of them reach a stretch of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from loaders import why
from ontology.data import read_yaml

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Kinds that take a statement back; ``alleged`` does not: an allegation counts (rule 6 of the contract).
REFUTING = ("negated", "question", "general", "elsewhere", "hypothetical")
#: What ends a cue's reach besides the words of ``cues.yaml``.
_BREAK = r"[;:]|\.\s|\s[–—-]\s|\t|, that\b|, (?:and|but|so|while|when) (?-i:[A-Z])"


@dataclass(frozen=True)
class Cue:
    """The words that decided: ``kind`` is a kind of ``cues.yaml``, offsets are into the sentence's text."""

    kind: str
    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Qualifiers:
    """How a stretch of a sentence is meant; each field holds the cue that decided, or None."""

    negated: Cue | None = None
    hypothetical: Cue | None = None
    general: Cue | None = None
    question: Cue | None = None
    elsewhere: Cue | None = None
    alleged: Cue | None = None

    @property
    def affirmed(self) -> bool:
        """Whether it is told as a fact, or as an allegation, of this case."""
        return self.against is None

    @property
    def against(self) -> Cue | None:
        """The first cue that speaks against it being a fact of this case."""
        return next((cue for kind in REFUTING if (cue := getattr(self, kind))), None)

    @property
    def cues(self) -> tuple[why.Cue, ...]:
        """All cues that reach it, as reasons to be shown."""
        held = (cue for kind in (*REFUTING, "alleged") if (cue := getattr(self, kind)))
        return tuple(why.Cue(cue.words, cue.kind, f"qualifiers/cues.yaml: {cue.kind}") for cue in held)


@dataclass(frozen=True)
class _Kind:
    name: str
    reach: int
    preceding: re.Pattern[str] | None
    following: re.Pattern[str] | None
    whole: re.Pattern[str] | None
    leading: re.Pattern[str] | None
    pseudo: re.Pattern[str] | None


@dataclass(frozen=True)
class _Found:
    kind: str
    direction: str
    reach: int
    cue: Cue


def _either(patterns: list[str] | None, before: str = r"\b", after: str = r"(?!\w)") -> re.Pattern[str] | None:
    return re.compile(f"{before}(?:{'|'.join(patterns)}){after}", re.I) if patterns else None


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            name,
            data.get("reach", 0),
            _either(data.get("preceding")),
            _either(data.get("following"), r"(?<!\w)", ""),
            _either(data.get("whole"), r"(?<!\w)"),
            _either(data.get("leading"), r"^\W*(?:\(?\w{1,4}[.)]\s*)?"),
            _either(data.get("pseudo")),
        )
        for name, data in _data().items()
        if name != "ends"
    )


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml("loaders.extract.qualifiers", "cues.yaml")
    return data


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"{_BREAK}|\b(?:{'|'.join(_data()['ends'])})\b", re.I)


def _masked(pattern: re.Pattern[str] | None, text: str) -> str:
    return pattern.sub(lambda m: "~" * len(m[0]), text) if pattern else text


@lru_cache(maxsize=4096)
def _cues(text: str) -> tuple[tuple[_Found, ...], tuple[tuple[int, int], ...]]:
    found = []
    for kind in _kinds():
        plain = _masked(kind.pseudo, text)
        for direction in ("preceding", "following", "whole", "leading"):
            pattern: re.Pattern[str] | None = getattr(kind, direction)
            if (
                direction == "leading"
                and not (kind.whole and kind.whole.search(plain))
                and not text.rstrip().endswith("?")
            ):
                continue  # "Was" begins many a statement in a table; it asks only with a question mark
            for m in pattern.finditer(plain) if pattern else ():
                cue = Cue(kind.name, text[m.start() : m.end()].strip(), m.start(), m.end())
                found.append(_Found(kind.name, direction, kind.reach, cue))
    ends = tuple((m.start(), m.end()) for m in _ends().finditer(text))
    return tuple(found), ends


def qualify(text: str, start: int, end: int, doc: Doc | None = None) -> Qualifiers:
    """How the characters ``start`` to ``end`` of a sentence are meant.

    Args:
        text: the sentence.
        start, end: offsets of the target in it, end exclusive.
        doc: the sentence's parse, if there is one; a negation that hangs on the verb of another clause is then let go.

    Returns:
        For each kind the nearest cue that reaches the target. A cue inside the target is a part of it and does not
        count.
    """
    found, ends = _cues(text)
    nearest: dict[str, tuple[int, Cue]] = {}
    for one in found:
        cue = one.cue
        if one.direction in ("whole", "leading"):
            distance = 0
        elif one.direction == "preceding":
            distance = max(0, start - cue.end)  # "no previous convictions": the cue may run into the target
            if cue.start >= start or distance > one.reach or any(cue.end <= a and b <= start for a, b in ends):
                continue
        else:
            distance = cue.start - end
            if distance < 0 or distance > one.reach or any(end <= a and b <= cue.start for a, b in ends):
                continue
        if one.kind == "negated" and doc is not None and _in_other_clause(doc, cue, start):
            continue
        if one.kind not in nearest or distance < nearest[one.kind][0]:
            nearest[one.kind] = (distance, cue)
    return Qualifiers(**{kind: cue for kind, (_, cue) in nearest.items()})


def _in_other_clause(doc: Doc, cue: Cue, target: int) -> bool:
    """Whether the negated verb neither governs the target nor is governed by it."""
    here = next((t for t in doc if t.idx <= target < t.idx + len(t)), None)
    negation = next((t for t in doc if cue.start <= t.idx < cue.end and t.dep_ == "neg"), None)
    if here is None or negation is None:
        return False
    verb = negation.head
    return not (verb.is_ancestor(here) or verb.i == here.i or here.is_ancestor(verb))
