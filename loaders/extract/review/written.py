"""When a review was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.document.model import Line
from loaders.extract.dates import parse_dates
from loaders.extract.reading import Reading, evidence
from loaders.extract.review.front import line_evidence, plain
from loaders.extract.review.people import cues, name_in
from loaders.extract.review.title import MONTHS
from loaders.sheet import Evidence

#: The number of a version is not a day of the month.
_VERSION = re.compile(r"\b((?:version|draft|v)\.? ?)(\d+(?:\.\d+)*)", re.I)
#: What a line of a title page speaks of in which a bare year is the report's.
_DATES_REPORT = re.compile(r"version|date|report|published|complet", re.I)
#: What stands before the date of a death, and the name of the review, which speaks of a death in another sense.
_OF_DEATH = re.compile(r"\b(?:died|death|deaths|killed|murdered|homicide)\b[^:]{0,40}$", re.I)
_REVIEW_OF_DEATH = re.compile(r"(?:homicide|death) review", re.I)
#: The end of a line of a title page after which the next line may be the date of the death.
_DEATH_ABOVE = re.compile(r"\b(?:deaths?|murders?|homicide|killing|died)\b(?! review)[^:]{0,60}$", re.I)
#: Labels of the date on which the report was done, and of dates before or after it.
_DONE = re.compile(r"final|complet|date of (?:this )?report|report date", re.I)
_NOT_DONE = re.compile(r"publi|amend|draft|approved|issued|updated|submitted", re.I)
#: Words of a line of a title page whose date is likely the report's.
_OF_REPORT = re.compile(r"\b(?:report|review|summary|version|author|chair|partnership|board)\b", re.I)
#: How the text says that report or review was done, before the date.
_COMPLETED = re.compile(
    r"\b(?:this|the|the overview|the final|final|overview) (?:overview )?report (?:was|is|has been) "
    r"(?:\w+ )?(?:completed|finalised|dated|concluded)\b|"
    r"\breview (?:[^.;]{0,60}? (?:and|which) )?(?:was |process was )?"
    r"(?:formally )?(?:completed|concluded) (?:in|on)\b",
    re.I,
)


@cache
def _label() -> re.Pattern[str]:
    """A label of the report's date, at the end of what stands before the date."""
    return re.compile(rf"(?:{cues()['date_labels']})\W*(?:in |on )?$", re.I)


def report_date(reading: Reading, front: list[Line]) -> tuple[str, list[Evidence], float] | None:
    """The date of the report, by its title pages or else by what the text says of its completion."""
    died = max((d.date for d in reading.deaths if d.date), default="")
    return _on_front(front, died) or _in_sentences(reading, died)


def _on_front(front: list[Line], died: str) -> tuple[str, list[Evidence], float] | None:
    """The date of the title pages that most speaks for, of several the first."""
    weighed = [(weight, dated) for dated in _dates(front) if (weight := dated.weight(died))]
    if not weighed:
        return None
    weight, best = max(weighed, key=lambda pair: pair[0])
    return best.iso, [line_evidence(best.line)], 0.9 if weight >= 3 else 0.7


#: Before a date: it bounds the time that was looked at.
_OF_PERIOD = re.compile(r"\b(?:review period|time ?frame|time ?scale|scope|period under review)\b", re.I)
#: How far from the beginning of running text a label of the report's date may stand, in characters.
AT_THE_HEAD = 30
_REVISED = re.compile(r"\b(?:revised|updated|amended|final(?:ised)?)\W*(?:in |on )?$", re.I)
#: What stands beside a date that dates the report alone: other dates of it, and what was then done with it.
_VERSIONS = re.compile(
    rf"\b(?:revised|updated|amended|final(?:ised)?|draft|version|in|on|and|\d{{1,4}}(?:st|nd|rd|th)?|{MONTHS})\b",
    re.I,
)


@dataclass(frozen=True)
class _Dated:
    """A date on the title pages.

    Attributes:
        line, text: its line, and the line's words.
        before, after: the words of the line before it and after it.
        previous: the words of the line above.
    """

    iso: str
    line: Line
    text: str
    before: str
    after: str
    previous: str

    def weight(self, died: str) -> float:
        """How much speaks for its being the report's; 0 for a date of something else.

        Args:
            died: the date of the last death, empty where none is known.
        """
        if self._bare_year or (died and self.iso <= died[: len(self.iso)]) or self._of_death:
            return 0.0
        if _OF_PERIOD.search(self.before):
            return 0.0
        label = _label().search(self.before) if len(self.text) < 200 else None
        if label and not (self._running and label.start() > AT_THE_HEAD):
            return 4.0 + 2.0 * bool(_DONE.search(self.before)) - 1.0 * bool(_NOT_DONE.search(self.before))
        if not re.sub(r"\W", "", self.before + self.after):
            return 0.5 if _DEATH_ABOVE.search(self.previous) and not died else 3.0
        if not re.sub(r"\W", "", _VERSIONS.sub("", self.before + " " + self.after)):
            return 3.0 + 0.5 * bool(_REVISED.search(self.before))  # "August 2021, revised May 2022"
        if (name := name_in(self.before)) and self.before.strip(" ,–-") == name and not re.sub(r"\W", "", self.after):
            return 2.0  # "Jo Marsh May 2015"
        return 2.0 if self._in_line_of_report else 0.0

    @property
    def _bare_year(self) -> bool:
        """Whether it is a year in a line that does not speak of the report."""
        return len(self.iso) == 4 and not _DATES_REPORT.search(self.text)

    @property
    def _of_death(self) -> bool:
        return bool(_OF_DEATH.search(_REVIEW_OF_DEATH.sub(" ", self.before)))

    @property
    def _running(self) -> bool:
        """Whether its line is running text."""
        return len(self.text) > 60 and self.text.endswith(".")

    @property
    def _in_line_of_report(self) -> bool:
        """Whether its line is no running text and names the report or who made it."""
        return len(self.text) < 140 and not self._running and bool(_OF_REPORT.search(self.text))


def _dates(front: list[Line]) -> Iterator[_Dated]:
    """The dates of the title pages, in order."""
    previous = ""
    for line in front:
        if not (text := plain(line.text)):
            continue
        text = _VERSION.sub(lambda m: m[1] + "v" * len(m[2]), text)
        for when in parse_dates(text):
            yield _Dated(when.iso, line, text, text[: when.start], text[when.end :], previous)
        previous = text


def _in_sentences(reading: Reading, died: str) -> tuple[str, list[Evidence], float] | None:
    """The date after the words that say when report or review was done."""
    for s in reading.sentences(("process", "panel", "terms-of-reference", "background", "other")):
        if m := _COMPLETED.search(s.text):
            for when in parse_dates(s.text):
                later = not died or when.iso > died[: len(when.iso)]
                if 0 <= when.start - m.end() < 25 and len(when.iso) >= 7 and later:
                    return when.iso, [evidence(s)], 0.6
    return None
