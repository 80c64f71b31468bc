"""Tells headings from paragraphs: they are short, stand alone and do not end like a sentence."""

from __future__ import annotations

import re

from loaders.document import tidy
from loaders.document.kinds import kind_of_heading
from loaders.document.lines import BROAD, SMALL, Raw
from loaders.document.model import Paragraph
from loaders.document.numbers import Numbers
from loaders.document.recommending import OF_WHOM, RECOMMENDATION

_DATE = re.compile(
    r"(?:on |in |early |mid-?|late |between |from )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    r"(?:the )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:of )?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)?,? ?\d{4}"
    r"(?: ?[-–] ?(?:\w+ )?\d{4})?\W*$|\d{1,2}[./]\d{1,2}[./]\d{2,4}\W*$",
    re.I,
)
#: A field of the title page ("Author: …"), and what a heading may have before a colon.
_FIELD = re.compile(r"[A-Z][\w ,/()&’'-]{1,50}: \S")
_MAKER = re.compile(r"[\w /&-]{0,40}\b(?:author|writer|chair(?:person|man|woman)?)s?: \S", re.I)
_TOPIC = re.compile(
    r"(?:\w+ )?(?:appendix|annex|section|part|theme|learning|recommendation|lesson|good practice|key|event|episode|"
    r"incident|phase|stage|point|finding|chronology|analysis|background|summary|contact|period|issue|question|term|"
    r"overview|review|conclusion|practice|domestic|comment|agency|action|what|how|why)",
    re.I,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|have|did|does|should|will|would|could|can|must|may|might|be|been|said|told|made|"
    r"took)\b"
    r"|\bto (?:ensure|review|consider|develop|provide|work|make|undertake|raise|include|share|seek|establish|"
    r"identify)\b",
    re.I,
)
#: A verb after a relative or a question word ("powers that were available", "what was known") is no sentence's.
_RELATIVE = re.compile(
    r"\b(?:that|which|who|what|when|where|why|how|whether)\s+(?:\w+\s+){0,2}?"
    r"(?:is|are|was|were|has|had|have|did|does|should|could|would|can|told|said|made|took)\b"
    # "Lessons to be learned" is what a heading names, "Staff to be trained" what is asked for.
    r"|\b(?:lessons?|learning|issues|questions|points|matters|areas|themes|agencies|terms) to be\b",
    re.I,
)
#: A row of a list of abbreviations ("MDT Multi-Disciplinary Team", "CPS: Crown Prosecution Service").
_SPELT = re.compile(
    r"(?P<i>[A-Z])(?=[A-Za-z&/-]*[A-Z])[A-Za-z&/-]{1,11}(?:(?:\s*[:=–—]\s*|\s+-\s+)\S|\s+(?P=i)\w+[ -]\S)"
)
#: A line of a list of people: a name, then a post or a body ("Dr Ann Varley, Independent Chair").
_MEMBER = re.compile(r"(?:[A-Z][\w’'.-]* ){1,5}[A-Z][\w’'.-]*(?:,| [–—-]) [A-Z]\w+")
#: What the members and contributors of a review are listed under.
_LIST = re.compile(r"(?i)\b(?:panel|members?|contribut\w+|reviews?|imrs?|reports?|returns?|agencies|organisations)\b")
#: A line of a list of what goes with whom ("Harle Homes – chronology", "Mina – the victim").
_PAIR = re.compile(r"[A-Z][^–—:.?]{1,60} [–—-] \w[^.?]*$")
#: Words of a heading at most.
LONGEST = 14


class Headings:
    """The headings among the lines of a document.

    Args:
        raws: the lines.
        numbers: the numbers read so far, kept up to date by whoever reads the lines.
        width: the width at which lines are broken, or 0.
    """

    def __init__(self, raws: list[Raw], numbers: Numbers, width: int) -> None:
        self.raws = raws
        self.numbers = numbers
        self.width = width
        self.found: set[int] = set()  # the positions of the headings so far
        # A text without blank lines: nothing stands apart in it but by its words and what comes after it.
        self.packed = sum(r.alone for r in raws[1:]) * 10 < len(raws)

    def has(self, at: int, around: str, last: Paragraph | None) -> bool:
        """Whether the line at a position is a heading; the lines before it have been asked about already.

        Args:
            at: the position.
            around: the kind of the section that the line stands in.
            last: the paragraph before it, footnotes left out.
        """
        found = self._has(at, around, last)
        if found:
            self.found.add(at)
        return found

    def _has(self, at: int, around: str, last: Paragraph | None) -> bool:
        raws, raw = self.raws, self.raws[at]
        text, words = raw.text, raw.words
        if raw.tabs or not words or len(words) > LONGEST or len(text) > BROAD or not any(map(str.isalpha, text)):
            return False
        if raw.depth == -1 and not self.numbers.fits_run(raw):
            # "10 Recommendations" where no other number has been read: its words tell the heading.
            telling = raw.alone and not raw.bullet and len(words) <= 8
            told = (
                raw.marked or text.isupper() or (kind_of_heading(text) and len(words) <= 4 and not self.numbers.point)
            )
            if not (telling and (told or int(raw.label or 0) == self.numbers.chapter + 1)):
                return False
        if (
            RECOMMENDATION.match(text)
            and not raw.named
            and kind_of_heading(text) == "recommendations"
            and re.search(r"\d|:", text)
            and not (raw.label and OF_WHOM.match(text))
            and (around in ("recommendations", "action-plan") or not raw.alone or raw.label)
        ):
            return False
        first = text.lstrip("“\"'‘(")[:1]
        ending = text.rstrip("”\"’')")[-1:]  # a sentence may end inside the marks of what is quoted
        if not (first.isupper() or first.isdigit()) or ending in (",", ";") or (ending == "." and not raw.marked):
            return False
        if raw.bullet and not (raw.depth > 1 or raw.marked):
            return False
        if around == "glossary" and not raw.label and _SPELT.match(text):
            return False
        if _DATE.match(text):
            # A date over the events of a day: the chronology's running date, as any paragraph's is.
            return False
        beside = [r for r in raws[max(0, at - 1) : at + 2] if r is not raw]
        if raw.bullet and not raw.depth and any(r.bullet for r in beside):
            return False
        if text.endswith("?") and raw.depth in (1, -1) and any(_next_to(raw, r) for r in beside):
            # One of the numbered questions of the terms of reference, not the heading over the answer to it.
            return False
        if not raw.label and "  " in text:
            return False
        plain = not (raw.label or raw.marked or text.isupper())
        if plain and _FIELD.match(text) and (_MAKER.match(text) or not _TOPIC.match(text)):
            return False
        if _MEMBER.match(text) and not raw.marked and any(_MEMBER.match(r.text) and _alike(raw, r) for r in beside):
            return False
        if plain and _PAIR.match(text) and any(r.plain and _PAIR.match(r.text) for r in beside):
            return False
        if plain and ((around == "panel" and self._is_cell(at)) or self._ends_list(at, kind_of_heading(text), last)):
            return False
        if self._goes_on(at):
            return False
        if raw.depth == 0 and raw.label:
            return raw.marked and len(words) <= 8
        letters = [c for c in text if c.isalpha()]
        upper = len(letters) >= 4 and all(c.isupper() for c in letters)
        kind = kind_of_heading(text)
        following = next(iter(self._after(at)), None)
        finite = bool(_FINITE.search(_RELATIVE.sub("", text))) and not text.endswith("?")
        if raw.named or raw.marked:
            return not finite or len(words) <= 8
        if following and _siblings(raw, following) and not (kind and (upper or raw.depth > 0)):
            return False
        if text[-1] == ":" and not (upper or (kind and len(words) <= 5)):
            return False
        if upper and not raw.bullet:
            # An abbreviation may be the last word of a paragraph that the margin has broken.
            return bool(raw.alone or raw.label or not self.width or _has_ended(last) or self._stops_short(at))
        titled = [w for w in words if w.lower() not in SMALL]
        title_case = bool(titled) and sum(w[:1].isupper() or w[:1].isdigit() for w in titled) / len(titled) >= 0.75
        if raw.depth > 1:
            return not finite or (title_case and len(words) <= 8)
        if raw.depth in (1, -1):
            return not finite and (bool(kind) or title_case or len(words) <= 5)
        if finite or (self.width and not (_has_ended(last) or (raw.alone and not self._turned(at)))):
            return False
        if not raw.alone:
            return self._stands_over(at, kind, last)
        if kind and len(words) <= 10:
            return True
        leads = following is not None and (
            len(following.text) >= 80
            or following.label
            or following.bullet
            or following.marked
            or following.tabs
            or (len(following.words) > 2 and following.text[-1] in ".:?!”’")
        )
        return (
            bool(leads)
            and following is not None
            and following.alone
            and (len(words) <= 9 or (title_case and len(words) <= 12))
        )

    def _is_cell(self, at: int) -> bool:
        """Whether a line of a section on the panel is one of a run of short ones: of a table that lost its columns.

        What names a list is a heading still ("Review panel", "Nil returns").
        """
        text = self.raws[at].text
        if kind_of_heading(text) not in (None, "panel") or _LIST.search(text):
            return False
        short = [r for r in self.raws[max(0, at - 2) : at] if len(r.words) <= 9 and r.text[-1:] not in ".;?"]
        if len(short) < 2 or not short[1].plain or short[1].text[-1] == ":":
            return False
        return (short[0].plain and short[0].text[-1] != ":") or kind_of_heading(short[1].text) is None

    def _ends_list(self, at: int, kind: str | None, last: Paragraph | None) -> bool:
        """Whether the line is the last of a list whose items stand in paragraphs of their own, without bullets.

        Those before the last are no headings because other short lines come after them. The words of a heading end
        the list all the same, but for those of the panel, which the posts of its members have too.
        """
        if (kind and kind != "panel") or last is None or last.kind != "body":
            return False
        above = []
        for n in (at - 1, at - 2):
            if n < 0 or n in self.found or not self.raws[n].words:
                break
            above.append(self.raws[n])
        if not above or not _is_short(above[0]):
            return False
        return len(above) == 2 and (_is_short(above[1]) or above[1].text.endswith(":"))

    def _stands_over(self, at: int, kind: str | None, last: Paragraph | None) -> bool:
        """Whether a line without a blank line before it is the heading of the paragraph that comes after it.

        Where lines are not broken at the margin each is a paragraph, and a heading needs no blank line.
        """
        raw = self.raws[at]
        ended = _has_ended(last) or (last is not None and last.section.kind == "contents")
        if kind == "glossary" and any(_SPELT.match(r.text) for r in self.raws[at + 1 : at + 2]):
            return True
        if not ended or len(raw.words) > (8 if kind else 6) or not (self.packed or (kind and not self.width)):
            return False
        if not kind and (self.width or "," in raw.text or last is None or last.kind == "row"):
            return False
        after = self._after(at)[:2]
        if len(after) == 2 and kind and after[0].plain and len(after[0].words) <= 6 and after[0].text[-1:].isalpha():
            after = after[1:]  # a sub-heading under the heading
        return bool(after) and _is_paragraph(after[0], 4 if kind else 7)

    def _stops_short(self, at: int) -> bool:
        """Whether the line before ends so far from the margin that nothing can go on from it, as an item of a list
        without a full stop does."""
        return at == 0 or len(self.raws[at - 1].line.text.rstrip()) < 0.6 * self.width

    def _turned(self, at: int) -> bool:
        """Whether a page may have ended between the line before and this one: its header or number stood there."""
        if not 0 < at < len(self.raws):
            return False
        before, raw = self.raws[at - 1], self.raws[at]
        return raw.turned or before.page != raw.page

    def _after(self, at: int) -> list[Raw]:
        """The next lines, without those of footnotes."""
        found, note = [], False
        for raw in self.raws[at + 1 : at + 9]:
            note = raw.footnote or (note and raw.plain and not raw.alone)
            if not note:
                found.append(raw)
        return found

    def _goes_on(self, at: int) -> bool:
        """Whether the line is the first of a paragraph that goes on directly under it."""
        raws, raw = self.raws, self.raws[at]
        after = raws[at + 1] if at + 1 < len(raws) else None
        if after is None or not after.plain or after.marked or raw.marked or raw.named or raw.text.isupper():
            return False
        broken = bool(self.width) and len(raw.line.text.rstrip()) >= 0.72 * self.width
        if after.alone:
            return broken and self._turned(at + 1) and not tidy.ENDS.search(raw.text)
        return broken or after.text[:1].islower()


def _alike(one: Raw, other: Raw) -> bool:
    """Whether two lines begin alike: both with words, or both with a number of one depth."""
    return (one.plain and other.plain) or bool(one.label and other.label and one.depth == other.depth)


def _siblings(raw: Raw, following: Raw) -> bool:
    """Whether the next line is of the same form and length, as in a list rather than under a heading."""
    if len(following.text) > BROAD or raw.bullet != following.bullet:
        return False
    return bool(raw.depth > 0 and raw.label and following.label and following.depth == raw.depth)


def _is_paragraph(raw: Raw, words: int) -> bool:
    """Whether a line is a paragraph of running text, or begins one: a sentence of more than some words, or long, and
    no row of a table."""
    if raw.tabs or raw.bullet or not raw.words:
        return False
    sentence = len(raw.words) > 4 and raw.text[-1] in ".:?!”’)"
    return (bool(raw.label) and sentence) or len(raw.text) >= 80 or (sentence and len(raw.words) > words)


def _is_short(raw: Raw) -> bool:
    """Whether a line may be an item of a list of names: some words that end no sentence, and no date."""
    short = raw.plain and not raw.marked and len(raw.words) <= 8 and len(raw.text) <= 60
    return short and raw.text[-1] not in ".:?!”’" and not _DATE.match(raw.text)


def _has_ended(last: Paragraph | None) -> bool:
    """Whether the paragraph before has ended, in a text whose lines are broken at the margin."""
    return last is None or last.kind == "heading" or bool(tidy.ENDS.search(last.text)) or last.kind == "row"


def _next_to(one: Raw, other: Raw) -> bool:
    """Whether two lines carry neighbouring numbers of one run ('11.', '12.')."""
    numbers = [r.label for r in (one, other) if abs(r.depth) == 1 and r.label and r.label.isdigit()]
    return len(numbers) == 2 and abs(int(numbers[0]) - int(numbers[1])) == 1
