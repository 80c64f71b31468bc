"""Lines short enough for a heading: what their own words and the lines beside them tell for one and against it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from loaders.document.kinds import kind_of_heading
from loaders.document.lines import BROAD, SMALL, Raw
from loaders.document.recommending import OF_WHOM, RECOMMENDATION

#: A line that begins with a date and is nothing else.
DATE = re.compile(
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
    r"\b(?:is|are|was|were|has|had|have|did|does|should|will|would|could|can|must|(?-i:may)|might|be|been|said|told|made|"
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
    r"|\b(?:lessons?|learning|issues|questions|points|matters|areas|themes|agencies|terms) to be\b"
    r"|\b(?:recommendations?|comments|observations|decisions|contributions|progress|changes|improvements) made\b",
    re.I,
)
#: A row of a list of abbreviations ("MDT Multi-Disciplinary Team", "CPS: Crown Prosecution Service").
SPELT = re.compile(
    r"(?P<i>[A-Z])(?=[A-Za-z&/-]*[A-Z])[A-Za-z&/-]{1,11}(?:(?:\s*[:=–—]\s*|\s+-\s+)\S|\s+(?P=i)\w+[ -]\S)"
)
#: A line of a list of people: a name, then a post or a body ("Dr Ann Varley, Independent Chair").
_MEMBER = re.compile(r"(?:[A-Z][\w’'.-]* ){1,5}[A-Z][\w’'.-]*(?:,| [–—-]) [A-Z]\w+")
#: What the members and contributors of a review are listed under.
_LIST = re.compile(r"(?i)\b(?:panel|members?|contribut\w+|reviews?|imrs?|reports?|returns?|agencies|organisations)\b")
#: A line of a list of what goes with whom ("Harle Homes – chronology", "Mina – the victim").
_PAIR = re.compile(r"[A-Z][^–—:.?]{1,60} [–—-] \w[^.?]*$")
#: The end of a lead-in to what is recommended.
_RECOMMENDS = re.compile(r"\b(?:recommends?|recommended)(?: that)?:$", re.I)
#: What the label of a recommendation has ("Recommendation 3", "Recommendation:") and a heading over several has not.
_LABEL = re.compile(r"\d|:")


class Candidate:
    """A short line that may be a heading.

    Args:
        raws: the lines of the document.
        at: its position among them.
        around: the kind of the section that it stands in.
    """

    def __init__(self, raws: list[Raw], at: int, around: str) -> None:
        self._raws = raws
        self.at = at
        self.raw = raws[at]
        self.text = self.raw.text
        self.length = len(self.raw.words)
        self.around = around

    @cached_property
    def kind(self) -> str | None:
        """The kind of section that its words announce."""
        return kind_of_heading(self.text)

    @cached_property
    def upper(self) -> bool:
        """Whether it is in capitals, and more than an abbreviation of three letters."""
        return self.raw.capitals and sum(c.isalpha() for c in self.text) >= 4

    @cached_property
    def title_case(self) -> bool:
        """Whether most words but the small ones have a capital."""
        titled = [w for w in self.raw.words if w.lower() not in SMALL]
        return bool(titled) and sum(w[:1].isupper() or w[:1].isdigit() for w in titled) / len(titled) >= 0.75

    @cached_property
    def finite(self) -> bool:
        """Whether it has the verb of a sentence, and asks no question."""
        return bool(_FINITE.search(_RELATIVE.sub("", self.text))) and not self.text.endswith("?")

    @cached_property
    def after(self) -> list[Raw]:
        """The next lines, without those of footnotes."""
        found, note = [], False
        for raw in self._raws[self.at + 1 : self.at + 9]:
            note = raw.footnote or (note and raw.plain and not raw.alone)
            if not note:
                found.append(raw)
        return found

    @property
    def is_one_of_list(self) -> bool:
        """Whether the next line is of the same form, as in a list, and no topic says that this is a heading."""
        if not self.after or not _siblings(self.raw, self.after[0]):
            return False
        return not (self.kind and (self.upper or self.raw.depth > 0))

    @property
    def leads_in(self) -> bool:
        """Whether it ends with a colon as a sentence does before a list, and is not in a heading's words."""
        asks = _RECOMMENDS.search(self.text) is not None
        return self.text[-1] == ":" and (asks or not (self.upper or (self.kind and self.length <= 5)))

    @property
    def heads_text(self) -> bool:
        """Whether what comes after it, apart from it, is a sentence or has a mark of its own."""
        if not self.after or not self.after[0].alone:
            return False
        following = self.after[0]
        if following.label or following.bullet or following.marked or following.tabs or len(following.text) >= 80:
            return True
        return len(following.words) > 2 and following.text[-1] in ".:?!”’"

    @cached_property
    def bare(self) -> bool:
        """Whether it has nothing of a heading's but its words: no number, no bold type, no capitals."""
        return not (self.raw.label or self.raw.marked or self.raw.capitals)

    @property
    def is_other(self) -> bool:
        """Whether its form, or that of the lines beside it, shows that it is something else than a heading."""
        return any(shows(self) for shows in _OTHER)

    @cached_property
    def _beside(self) -> list[Raw]:
        return [r for r in self._raws[max(0, self.at - 1) : self.at + 2] if r is not self.raw]

    def _labels_recommendation(self) -> bool:
        """Whether it is the label of one recommendation ("Recommendation 3:")."""
        raw, text = self.raw, self.text
        if not RECOMMENDATION.match(text) or raw.named or self.kind != "recommendations" or not _LABEL.search(text):
            return False
        if raw.label and OF_WHOM.match(text):
            return False
        return bool(self.around in ("recommendations", "action-plan") or not raw.alone or raw.label)

    def _is_of_sentence(self) -> bool:
        """Whether it begins as the middle of a sentence does, or ends as a sentence or a part of one."""
        first = self.text.lstrip("“\"'‘(")[:1]
        ending = self.text.rstrip("”\"’')")[-1:]  # a sentence may end inside the marks of what is quoted
        if not (first.isupper() or first.isdigit()):
            return True
        return ending in (",", ";") or (ending == "." and not self.raw.marked)

    def _is_item(self) -> bool:
        """Whether it is an item of a list, for its bullet or that of a line beside it."""
        raw = self.raw
        if not raw.bullet:
            return False
        return not (raw.depth > 1 or raw.marked) or (not raw.depth and any(r.bullet for r in self._beside))

    def _is_abbreviation(self) -> bool:
        return self.around == "glossary" and not self.raw.label and SPELT.match(self.text) is not None

    def _is_date(self) -> bool:
        """Whether it is a date over the events of a day: the chronology's running date, as any paragraph's is."""
        return DATE.match(self.text) is not None

    def _is_question(self) -> bool:
        """Whether it is one of the numbered questions of the terms of reference, not the heading over the answer."""
        if not self.text.endswith("?") or self.raw.depth not in (1, -1):
            return False
        return any(_next_to(self.raw, r) for r in self._beside)

    def _has_columns(self) -> bool:
        return not self.raw.label and "  " in self.text

    def _is_field(self) -> bool:
        """Whether it is a field of the title page ("Author: …")."""
        if not self.bare or not _FIELD.match(self.text):
            return False
        return bool(_MAKER.match(self.text)) or not _TOPIC.match(self.text)

    def _is_member(self) -> bool:
        """Whether it is one of a list of people."""
        if not _MEMBER.match(self.text) or self.raw.marked:
            return False
        return any(_MEMBER.match(r.text) and _alike(self.raw, r) for r in self._beside)

    def _is_pair(self) -> bool:
        """Whether it is one of a list of what goes with whom."""
        if not self.bare or not _PAIR.match(self.text):
            return False
        return any(r.plain and _PAIR.match(r.text) for r in self._beside)

    def _begins_list(self) -> bool:
        """Whether it is the first of some lines, with no blank between, to which a sentence leads in."""
        if not self.bare or not self.at or not self._raws[self.at - 1].text.endswith(":"):
            return False
        following = self._raws[self.at + 1] if self.at + 1 < len(self._raws) else None
        return following is not None and following.plain and not following.alone and len(following.text) < BROAD

    def _is_cell(self) -> bool:
        """Whether a line of a section on the panel is one of a run of short ones: of a table that lost its columns.

        What names a list is a heading still ("Review panel", "Nil returns").
        """
        if self.around != "panel" or not self.bare:
            return False
        if self.kind not in (None, "panel") or _LIST.search(self.text):
            return False
        before = self._raws[max(0, self.at - 2) : self.at]
        short = [r for r in before if len(r.words) <= 9 and r.text[-1:] not in ".;?"]
        if len(short) < 2 or not short[1].plain or short[1].text[-1] == ":":
            return False
        return (short[0].plain and short[0].text[-1] != ":") or kind_of_heading(short[1].text) is None


#: What a line may be instead of a heading, in the order in which it is asked.
_OTHER: tuple[Callable[[Candidate], bool], ...] = (
    Candidate._labels_recommendation,
    Candidate._is_of_sentence,
    Candidate._is_item,
    Candidate._is_abbreviation,
    Candidate._is_date,
    Candidate._is_question,
    Candidate._has_columns,
    Candidate._is_field,
    Candidate._is_member,
    Candidate._is_pair,
    Candidate._begins_list,
    Candidate._is_cell,
)


def _alike(one: Raw, other: Raw) -> bool:
    """Whether two lines begin alike: both with words, or both with a number of one depth."""
    return (one.plain and other.plain) or bool(one.label and other.label and one.depth == other.depth)


def _siblings(raw: Raw, following: Raw) -> bool:
    """Whether the next line is of the same form and length, as in a list rather than under a heading."""
    if len(following.text) > BROAD or raw.bullet != following.bullet:
        return False
    return bool(raw.depth > 0 and raw.label and following.label and following.depth == raw.depth)


def _next_to(one: Raw, other: Raw) -> bool:
    """Whether two lines carry neighbouring numbers of one run ('11.', '12.')."""
    numbers = [r.label for r in (one, other) if abs(r.depth) == 1 and r.label and r.label.isdigit()]
    return len(numbers) == 2 and abs(int(numbers[0]) - int(numbers[1])) == 1
