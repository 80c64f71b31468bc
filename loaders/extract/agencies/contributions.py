"""What each body gave the review: a management review, a report, a chronology, or that it had no contact."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from loaders.document.model import Document
from loaders.extract.agencies.found import MAKING, UNREAD, Found
from loaders.extract.agencies.gifts import given, told

_RANK = {"imr": 4, "report": 3, "chronology": 2, "nil-return": 1}
_ABOUT = re.compile(
    r"(?i)\bIMRs?\b|management reviews?|nil[- ]return|no (?:contact|record|information|"
    r"involvement|trace|knowledge)|never heard|had nothing|searched (?:its|their)|reports?\b|chronolog|"
    r"\bletter (?:of|setting|summari|about|to the|which)|\bnothing (?:on file|was found|known)|\bneither\b|\bnot "
    r"known\b|"
    r"\b(?:gave|provided|supplied|sent|submitted)\b[^.]{0,40}\b(?:information|letters?|statements?|notes?|details)\b"
)
#: Where a sentence says that there was none.
_NONE = re.compile(
    r"\b(?:not|n[’']t) (?:\w+ )?"
    r"(?:asked|requested|required|invited|needed|provide[d]?|complete[d]?|submit(?:ted)?|produced?)"
    r"[^.;,]{0,30}\b(?:IMR|management review)|\bno (?:separate )?(?:IMR|individual management review)\b"
)
#: Words for those who make the review, as the ones to whom something is given.
_TO_IT = re.compile(
    r"\b(?:told|gave|give|given|provided|supplied|sent|wrote|informed|to) (?:to )?(?:the|this) "
    r"(?:review|panel|chair|author)\b"
)


def note_contributions(kept: Sequence[Found], document: Document) -> None:
    """Adds to each body what the sentences about contributions say that it gave."""
    # What a table says stands in its columns, and is read there.
    about = [s for s in document.sentences if _ABOUT.search(s.text) and s.section.kind not in UNREAD]
    about = [s for s in about if not s.paragraph.cells]
    if not about:
        return
    making = {s.paragraph.index for s in about if any(t.what in ("imr", "chronology") for t in told(s.text))}
    called = {n: f for f in kept for n in (*f.names, *f.abbreviations) if len(n) > 2}
    for sentence in about:
        of_making = (
            sentence.section.kind in MAKING or sentence.paragraph.index in making or bool(_TO_IT.search(sentence.text))
        )
        if of_making or not _NONE.search(sentence.text):
            _note_clauses(sentence.text, called, of_making)
    for found in kept:
        if found.gave - {"nil-return", "report", "chronology"}:
            continue
        # The part of the report that is headed by the agency speaks of its own review.
        parts = {p.section.index for p, _, _ in found.headed if p.section.kind in ("analysis", "chronology")}
        wrote = (s for s in about if "IMR" in s.text and not _NONE.search(s.text))
        own = (s for s in wrote if not parts.isdisjoint(one.index for one in s.section.path))
        if not found.gave and any(own):
            found.gave.add("imr")


def _note_clauses(text: str, called: Mapping[str, Found], of_making: bool) -> None:
    """Adds to each body that a sentence names, by what it is called, what its clauses say that it gave."""
    here = sorted((n for n in called if n in text), key=len, reverse=True)
    if not here:
        return
    places = list(re.finditer("|".join(rf"(?<!\w){re.escape(n)}(?!\w)" for n in here), text))
    for i, what in given(text, [m.span() for m in places], of_making):
        name = places[i][0]
        # "A and B" may be two bodies, and "Moor A" one, which the text names alone elsewhere too
        parts = {part for part in re.split(r", | and (?:the )?", name) if part in called}
        parts |= {n for n in called if " " in n and name.endswith(f" {n}")}
        for found in (called[n] for n in sorted({name, *parts})):
            if what != "nil-return" or not found.gave:
                found.gave.add(what)


def best(found: Found) -> str:
    """The fullest of what a body gave the review."""
    return max(found.gave, key=lambda g: _RANK.get(g, 0), default="none")
