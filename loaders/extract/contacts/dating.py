"""When a contact was: the dates of a clause, or that at which the narrative stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from loaders.document.model import Sentence
from loaders.extract.contacts.clauses import Clause
from loaders.extract.contacts.frames import Frame, cues
from loaders.extract.contacts.pieces import Piece
from loaders.extract.contacts.standing import Standing

if TYPE_CHECKING:
    from loaders.extract.dates import Timeline, When

#: Characters within which a paragraph's first date leads it.
OPENING = 30
#: Paragraphs without a date for which the story of a day goes on.
GOES_ON = 1
#: Days before a death that are told as one occasion.
LAST_DAYS = 2
#: Those of one that follows the sentence with the date.
SHORT = 90
#: Why a clause has no date where only a stretch over several years dates it.
OVER_YEARS = "it was between dates of different years"
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.I)
#: What joins the dates of one list ("on 3, 5 and 9 May").
_LISTED = re.compile(
    r"(?:st|nd|rd|th)?[\s,;&]*(?:and|then|again|for [\w’' ]{1,30})?[\s,]*(?:again )?(?:on |in )?(?:the )?", re.I
)


@dataclass(frozen=True)
class Dated:
    """The dates of a clause, and how they were found; where there is none, why not."""

    dates: list[str]
    how: str

    def of(self, date: str) -> str:
        """How one of them was found; a day that stands for their month is that of the occasion."""
        return self.how if date in self.dates else f"{self.how}; the day on which the occasion before was"


class Dating:
    """Dates the sentences and clauses of one document.

    Args:
        timeline: of the document.
        deaths: the dates of the deaths.
        at: where the reading stands.
    """

    def __init__(self, timeline: Timeline, deaths: set[str], at: Standing) -> None:
        self.timeline = timeline
        self.deaths = deaths
        self.at = at

    def dates(self, sentence: Sentence) -> list[When]:
        """The dates at which something may have happened: not the end of a stretch, nor what is told in passing.

        What was "between" two dates has what they have in common; where they are of different years, that is nothing,
        and the date's ISO form is empty.
        """
        events = self.timeline.events(sentence)
        found = [w for w in events if w.part != "to" and not w.aside]
        if self.on_the_last_day(sentence) and self._before(sentence) is None:
            # "That evening" is the evening of the death, whatever day the story before had reached.
            found = [w for w in found if w.stated]
        if not any(w.part == "from" for w in found):
            return found
        return [_between(w, events, sentence.text) for w in found]

    def met(self, sentence: Sentence) -> Iterator[tuple[When, str]]:
        """The dates for which something was arranged and of which the text then says that they were kept or missed.

        Each with the word for what was arranged ("an appointment for 14 May, which he did not keep"). Said so later in
        the sentence, or by the next of the paragraph, unless that gives a date of its own.
        """
        for when in self.timeline.events(sentence):
            if not when.aside or not (arranged := cues().arranged.search(sentence.text[: when.start])):
                continue
            rest = sentence.text[when.end :]
            following = next(iter(sentence.after), None)
            if following is not None and not rest.strip(" .") and not self.timeline.dates(following):
                rest = following.text
            if len(when.iso) > 4 and cues().met.match(rest):
                yield when, arranged[1].lower()

    def tells(self, sentence: Sentence) -> bool:
        """Whether the sentence stands where the review tells what happened."""
        return sentence.section.kind in cues().narrative or self.timeline.tells(sentence.section)

    def led_by_date(self, sentence: Sentence) -> bool:
        """Whether the paragraph begins with a date, as where the story is told agency by agency."""
        first = sentence.paragraph.sentences[0]
        return any(w.start <= OPENING and w.explicit for w in self.dates(first))

    def head(self, piece: Piece) -> str | None:
        """The date of an entry whose first sentence it leads, for the sentences after that."""
        sentence = piece.whole
        if len(sentence.text) > SHORT or piece.dates or not sentence.before or not self.tells(sentence):
            return None
        return self.running(sentence) if self.led_by_date(sentence) else None

    def when(self, clause: Clause, piece: Piece) -> Dated:
        """The dates of a clause: its own, else the last before it, else that at which the narrative stands."""
        dates, sentence = piece.dates, piece.sentence
        if not dates and self.timeline.dates(piece.whole, ("court", "process")):
            return Dated([], "its date is that of a court or of the review")
        inside = [w for w in dates if clause.holds(w.start)]
        if inside:
            near = min(inside, key=lambda w: abs(w.start - clause.verb.idx))
            held = [w for w in listed(inside, near, sentence.text) if w.iso]
            if not held:
                return Dated([], OVER_YEARS)
            return Dated([w.iso for w in held], f"in the clause: {written(held)}")
        met = [w for w, _ in self.met(sentence) if not clause.holds(w.start)] if sentence == piece.whole else []
        before = sorted((w for w in (*dates, *met) if w.start < clause.verb.idx), key=lambda w: w.start)
        if before and not before[-1].iso:
            return Dated([], OVER_YEARS)
        if before:
            return Dated([before[-1].iso], f"the last before it in the sentence: {written(before[-1:])}")
        if piece.head:
            return Dated([piece.head], "that of the row or the entry")
        if m := cues().undated.search(clause.text):
            return Dated([], f"no date: “{m[0]}” tells what went on over a time")
        if running := self.running(piece.whole):
            certain, why = self._certain(running, clause, piece.whole)
            return Dated([certain], f"that at which the narrative stands, by the sentences before{why}")
        if dates and dates[0].iso:
            return Dated([dates[0].iso], f"after it in the sentence: {written(dates[:1])}")
        return Dated([], "nothing dates it")

    def _certain(self, running: str, clause: Clause, sentence: Sentence) -> tuple[str, str]:
        """The running date, no more precise than is certain of what a clause tells, and what leaves the rest open.

        What came "later" or "several times" need not have been on that day, nor what came in the course of something in
        that month. Where the paragraph did not give the date itself, what it tells next is as uncertain.

        Args:
            running: the date at which the narrative stands.
            clause: that tells the contact.
            sentence: that holds it.
        """
        if self.on_the_last_day(sentence):
            return running, ""
        own = self._before(sentence) is not None
        if m := cues().lasting.search(clause.text):
            return running[:4], f"; “{m[0]}” leaves the month open"
        later = cues().much_later if own else cues().after_that
        m = later.search(clause.text) or cues().repeated.search(clause.text)
        self.at.loose |= m is not None and not own
        if len(running) < 10 or not (m or (self.at.loose and not own)):
            return running, ""
        return running[:7], f"; “{m[0]}” leaves the day open" if m else "; the paragraph leaves the day open"

    def on_the_day(self, dated: list[str], agency: str, frame: Frame, clause: Clause) -> list[str]:
        """The dates of a contact; those of a month that the paragraph before gave are its day if the agency acted on it
        there, and this is a part of the same occasion (the assessment made when officers attended)."""
        day = self.at.acted_before.get(agency, "")
        if self.at.loose or cues().later.search(clause.text):
            return dated
        if frame.kind in cues().same_day and len(day) == 10 and day[:7] in dated and self.at.since:
            self.at.day = day
        return [self.at.day if self.at.day and self.at.day[:7] == d else d for d in dated]

    def running(self, sentence: Sentence) -> str | None:
        """The date at which the narrative stands before the sentence: to the day if the paragraph right before gave it,
        which coders take to be one occasion, else its month, for what happened next need not have happened that day."""
        if before := self._before(sentence):
            return before
        if not self.tells(sentence):
            return None
        if self.on_the_last_day(sentence):
            return self.timeline.last_day(max(self.deaths)) or max(self.deaths)
        own = self.dates(sentence)
        running = self.at.before if own else self.timeline.running(sentence)
        if running is None:
            return None
        if not own and len(running) == 10:
            return running  # under a heading that is a day, or beside one
        reached = self.timeline.reached_before(sentence) if own else self.timeline.reached(sentence)
        return reached if reached and (self.at.since <= GOES_ON or self._last_days(reached)) else running[:7]

    def _before(self, sentence: Sentence) -> str | None:
        """The last date that the sentences before it in its paragraph give."""
        for other in reversed(sentence.before):
            if dates := [w for w in self.dates(other) if w.iso]:
                return dates[-1].iso
        return None

    def on_the_last_day(self, sentence: Sentence) -> bool:
        """Whether the heading, or the sentence itself, says that it tells of the day of the death."""
        told = cues().of_death.search(sentence.section.title) or cues().at_death.search(sentence.text)
        return bool(self.deaths) and told is not None

    def _last_days(self, date: str) -> bool:
        """Whether a day is one of the last before a death, which are told hour by hour."""
        if len(date) < 10:
            return False
        return any(len(d) == 10 and 0 <= (_day(d) - _day(date)).days <= LAST_DAYS for d in self.deaths)


def _between(first: When, events: list[When], text: str) -> When:
    """The first date of a stretch, as precise as what was "between" it and the stretch's end is dated."""
    end = next((w for w in events if w.part == "to" and w.start >= first.end), None)
    if first.part != "from" or end is None or not _BETWEEN.search(text[: first.start]):
        return first
    alike = next((n for n in (10, 7, 4) if first.iso[:n] == end.iso[:n] and n <= min(len(first.iso), len(end.iso))), 0)
    return replace(first, iso=first.iso[:alike])


def written(dates: list[When]) -> str:
    """The dates as the text writes them."""
    return " and ".join(w.shown for w in dates)


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def listed(inside: list[When], near: When, text: str) -> list[When]:
    """One of a clause's dates, with those that stand in one list with it ("on 8, 9 and 12 October")."""
    at = inside.index(near)
    first = last = at
    while first > 0 and _LISTED.fullmatch(text[inside[first - 1].end : inside[first].start]):
        first -= 1
    while last + 1 < len(inside) and _LISTED.fullmatch(text[inside[last].end : inside[last + 1].start]):
        last += 1
    before = text[: inside[first].start].rstrip().lower()
    return [near] if before.endswith(("between", "from")) else inside[first : last + 1]
