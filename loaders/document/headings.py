"""Tells headings from paragraphs: they are short, stand alone and do not end like a sentence."""

from __future__ import annotations

import re

from loaders.document import tidy
from loaders.document.candidates import DATE, SPELT, Candidate
from loaders.document.contents import name_of
from loaders.document.kinds import kind_of_heading
from loaders.document.lines import BROAD, Raw
from loaders.document.model import Paragraph
from loaders.document.numbers import Numbers

#: Words of a heading at most, and of one that counts on from another.
LONGEST, COUNTED = 14, 25
#: What a heading of a series begins with ("Theme 5: …").
_SERIES = re.compile(r"(?P<word>[A-Z][A-Za-z ]{1,30}?) (?P<n>\d{1,2})\s*[:.–—-]\s+(?=\S)")
#: So many lines at least stand under a heading of a series; a list of questions has one or two to each.
APART = 4


def _heads_series(raw: Raw) -> bool:
    """Whether a line has the form of one of a series of headings, whatever its length."""
    return raw.alone and not raw.tabs and not raw.bullet and len(raw.words) <= COUNTED and raw.text[-1] not in ".:;,"


class Headings:
    """The headings among the lines of a document.

    Args:
        raws: the lines.
        numbers: the numbers read so far, kept up to date by whoever reads the lines.
        width: the width at which lines are broken, or 0.
        listed: the names that the contents list has.
    """

    def __init__(self, raws: list[Raw], numbers: Numbers, width: int, listed: frozenset[str]) -> None:
        self.raws = raws
        self.numbers = numbers
        self.width = width
        self.listed = listed
        self.found: set[int] = set()  # the positions of the headings so far
        self.series: dict[str, int] = {}  # how far those have counted that begin with a word and a number
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
            if m := _SERIES.match(self.raws[at].text):
                self.series[m["word"].lower()] = int(m["n"])
        return found

    def _has(self, at: int, around: str, last: Paragraph | None) -> bool:
        if self.raws[at].parted or self._counts_on(self.raws[at]) or self._begins_series(at, around):
            return True
        if not _may_be(self.raws[at]) or self._is_out_of_turn(self.raws[at]):
            return False
        line = Candidate(self.raws, at, around)
        if line.is_other or self._ends_list(line, last) or self._goes_on(at):
            return False
        return self._is_titled(line, last)

    def _counts_on(self, raw: Raw) -> bool:
        """Whether a line that may be too long for a heading is the next of a series of headings."""
        m = _SERIES.match(raw.text)
        if not m or self.series.get(m["word"].lower()) != int(m["n"]) - 1:
            return False
        return _heads_series(raw)

    def _begins_series(self, at: int, around: str) -> bool:
        """Whether a line is the first of a series of headings ("KLOE 1: …?"), the second of which heads a text too."""
        raw = self.raws[at]
        m = _SERIES.match(raw.text)
        if not m or int(m["n"]) != 1 or not _heads_series(raw) or Candidate(self.raws, at, around).finite:
            return False
        for n, other in enumerate(self.raws[at + 1 :]):
            if (next_one := _SERIES.match(other.text)) and next_one["word"] == m["word"]:
                return n >= APART and int(next_one["n"]) == 2 and _heads_series(other)
        return False

    def _is_out_of_turn(self, raw: Raw) -> bool:
        """Whether a bare number before a line goes on from no other, and nothing shows that it is a heading's."""
        if raw.depth != -1 or self.numbers.fits_run(raw):
            return False
        if not raw.alone or raw.bullet or len(raw.words) > 8:
            return True
        if raw.marked or raw.capitals or int(raw.label or 0) == self.numbers.chapter + 1:
            return False
        # "10 Recommendations" where no other number has been read: its words tell the heading.
        return not (len(raw.words) <= 4 and not self.numbers.point and kind_of_heading(raw.text))

    def _is_titled(self, line: Candidate, last: Paragraph | None) -> bool:
        """Whether a line that nothing else claims has the number, the type or the words of a heading."""
        raw = line.raw
        if raw.depth == 0 and raw.label:
            return raw.marked and line.length <= 8
        if raw.named or raw.marked:
            return not line.finite or line.length <= 8
        if line.is_one_of_list or line.leads_in:
            return False
        if line.upper and not raw.bullet:
            # An abbreviation may be the last word of a paragraph that the margin has broken.
            return bool(raw.alone or raw.label or not self.width or _has_ended(last) or self._stops_short(line.at))
        if raw.depth > 1:
            return not line.finite or (line.title_case and line.length <= 8)
        if raw.depth in (1, -1):
            return not line.finite and (bool(line.kind) or line.title_case or line.length <= 5)
        return (not line.finite or self._is_listed(line)) and self._stands_apart(line, last)

    def _is_listed(self, line: Candidate) -> bool:
        """Whether the contents list has the line."""
        return name_of(line.raw) in self.listed

    def _stands_apart(self, line: Candidate, last: Paragraph | None) -> bool:
        """Whether a line that has no number and is no sentence stands apart from what is before it, and over what
        comes after."""
        raw = line.raw
        if self.width and not _has_ended(last) and (not raw.alone or self._turned(line.at)):
            return False
        if not raw.alone:
            return self._stands_over(line, last)
        if line.kind and line.length <= 10:
            return True
        if line.length > 9 and not (line.title_case and line.length <= 12):
            return False
        return line.heads_text or self._heads_part(line) or self._heads_next(line)

    def _heads_next(self, line: Candidate) -> bool:
        """Whether a line in a heading's capitals stands apart from what is before it, and right over a paragraph.

        So it is where each line is a paragraph, and only a heading has a blank line before it.
        """
        if self.width or not line.title_case or line.length > 8 or not line.after or line.text[-1].isdigit():
            return False
        return not line.after[0].alone and _is_paragraph(line.after[0], 7)

    def _heads_part(self, line: Candidate) -> bool:
        """Whether what comes after a line is the sub-heading of a text, and the line is in a heading's form.

        What stands so is the name of an agency, over what its management review found: in a heading's capitals, or as
        the contents list has it.
        """
        titled = line.title_case and not line.text[-1].isdigit()  # "Date 7 April 2016" is one of the title page's
        if not line.after or not (titled or self._is_listed(line)):
            return False
        following = Candidate(self.raws, self.raws.index(line.after[0], line.at), line.around)
        told = following.kind is not None or self._is_listed(following)
        return told and following.raw.alone and not following.is_other and following.heads_text

    def _ends_list(self, line: Candidate, last: Paragraph | None) -> bool:
        """Whether the line is the last of a list whose items stand in paragraphs of their own, without bullets.

        Those before the last are no headings because other short lines come after them. The words of a heading end
        the list all the same, but for those of the panel, which the posts of its members have too.
        """
        if not line.bare or (line.kind and line.kind != "panel") or last is None or last.kind != "body":
            return False
        above = []
        for n in (line.at - 1, line.at - 2):
            if n < 0 or n in self.found or not self.raws[n].words:
                break
            above.append(self.raws[n])
        if not above or not _is_short(above[0]):
            return False
        return len(above) == 2 and (_is_short(above[1]) or tidy.leads_in(above[1].text))

    def _stands_over(self, line: Candidate, last: Paragraph | None) -> bool:
        """Whether a line without a blank line before it is the heading of the paragraph that comes after it.

        Where lines are not broken at the margin each is a paragraph, and a heading needs no blank line.
        """
        kind = line.kind
        ended = _has_ended(last) or (last is not None and last.section.kind == "contents")
        if kind == "glossary" and any(SPELT.match(r.text) for r in self.raws[line.at + 1 : line.at + 2]):
            return True
        if not ended or line.length > (8 if kind else 6) or not (self.packed or (kind and not self.width)):
            return False
        if not kind and (self.width or "," in line.text or last is None or last.kind == "row"):
            return False
        after = line.after[:2]
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

    def _goes_on(self, at: int) -> bool:
        """Whether the line is the first of a paragraph that goes on directly under it."""
        raws, raw = self.raws, self.raws[at]
        after = raws[at + 1] if at + 1 < len(raws) else None
        if after is None or after.marked or raw.marked or raw.named or raw.text.isupper():
            return False
        # "… Practitioner | 1 (PP1), who": a number with which a line happens to begin.
        if not (after.plain or (after.depth == -1 and not after.alone and not self.numbers.fits_run(after))):
            return False
        broken = bool(self.width) and len(raw.line.text.rstrip()) >= 0.72 * self.width
        if after.alone:
            return broken and self._turned(at + 1) and not tidy.ENDS.search(raw.text)
        return broken or after.text[:1].islower()


def _may_be(raw: Raw) -> bool:
    """Whether a line is short enough for a heading, and has words."""
    if raw.tabs or not raw.words or len(raw.words) > LONGEST or len(raw.text) > BROAD:
        return False
    return any(map(str.isalpha, raw.text))


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
    return short and raw.text[-1] not in ".:?!”’" and not DATE.match(raw.text)


def _has_ended(last: Paragraph | None) -> bool:
    """Whether the paragraph before has ended, in a text whose lines are broken at the margin."""
    return last is None or last.kind == "heading" or bool(tidy.ENDS.search(last.text)) or last.kind == "row"
