"""The dates of a document, and the date at which its narrative stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from loaders.document.model import Document, Paragraph, Section, Sentence
from loaders.extract.dates.relative import Relation, relations
from loaders.extract.dates.span import Span
from loaders.extract.dates.written import Token, When, made, parse_dates, part_of, span_of, tokens

#: Kinds of section whose paragraphs tell one story, so that the date of one holds for the next.
STORY = ("chronology", "background")
#: Kinds of section that may tell a story too, agency by agency, if most of their paragraphs are dated.
MAY_TELL = ("analysis", "other", "family")
#: The share of the paragraphs of some words that must name a day or a month for that, and how often they must do so.
MOSTLY, AT_LEAST, WORDS = 0.5, 3, 6
_DAY_OR_MONTH = re.compile(
    r"\b\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?=,?\s(?:of\s)?\d{4}|\W)"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
#: Kinds of date that are no date of anything that happened in the case.
NEVER = ("birth", "statute", "publication", "citation")
#: A month without a year is of the coming year if it lies no further ahead than this many months.
AHEAD = 6
#: Characters from its beginning within which a sentence's date is where the narrative moves, also backwards.
OPENING = 30
#: What stands between a relative date and the date that repeats it.
_APPOSITION = re.compile(r"\s*[,(–-]?\s*(?:(?:and )?on|in|that is,?)?\s*(?:the\s+)?", re.I)
#: What stands between a date and the relative one that repeats it ("on 8 May 2012, a week later").
_RESTATED = re.compile(r"\s*(?:,\s*\(?|[(–-])\s*(?:that is,? |some |i\.e\. )?", re.I)
#: What a sentence about such an incident says.
_CALL = re.compile(r"\b(?:police|officers?|999|incident|called)\b", re.I)
#: What stands before a date that is counted from the story's, where it is that of a death.
_DIED = re.compile(r"\b(?:died|dies|passed away|pronounced)\b[^.;]*$", re.I)
#: What stands in a footnote before the day of an incident.
_INCIDENT = re.compile(
    r"\b(?:incidents?|reports?|reported|calls?|called|attended|attendance|occurred|happened)\b.{0,20}$", re.I
)


@dataclass
class _State:
    """Where a narrative stands: its date, and whether that holds to the day for what follows (under a heading)."""

    at: Span | None = None
    exact: bool = False
    #: The years of the heading above, within which a date without a year must lie.
    bounds: Span | None = None


class Timeline:
    """The dates of one document.

    A date without a year, and a relative one, is resolved against the date at which the narrative stands there: within
    a paragraph, through the sections that tell the story, and within any other section from paragraph to paragraph.
    """

    def __init__(self, document: Document) -> None:
        self.document = document

    def dates(self, sentence: Sentence, kinds: Iterable[str] | None = None) -> list[When]:
        """The dates that a sentence gives or that follow from its words and the running date, in order.

        Args:
            sentence: of this document.
            kinds: the kinds of date wanted (see ``When.kind``); without, all but dates of birth, of statutes, of
                publications and citations.
        """
        found = self._read[0].get(sentence.position, ())
        if kinds is None:
            return [w for w in found if w.kind not in NEVER]
        wanted = set(kinds)
        return [w for w in found if w.kind in wanted]

    def events(self, sentence: Sentence) -> list[When]:
        """The dates of a sentence that date what happened in the case."""
        return self.dates(sentence, ("event",))

    def running(self, sentence: Sentence) -> str | None:
        """The date at which the narrative stands at the end of this sentence, as precise as is certain.

        Where another paragraph gave the date, no more than its month: what happened next need not have happened that
        day. To the day under a heading, in a table's row or in a list that begins with one. None where nothing dates
        it.
        """
        return self._read[1].get(sentence.position, (None, None))[1]

    def before(self, sentence: Sentence) -> str | None:
        """The date at which the narrative stands where this sentence begins; as precise as ``running``."""
        return self._read[1].get(sentence.position, (None, None))[0]

    def reached(self, sentence: Sentence) -> str | None:
        """As ``running``, but as precise as the date was given, in whichever paragraph that was."""
        return self._read[2].get(sentence.position, (None, None))[1]

    def reached_before(self, sentence: Sentence) -> str | None:
        """As ``before``, but as precise as the date was given, in whichever paragraph that was."""
        return self._read[2].get(sentence.position, (None, None))[0]

    def cited(self, day: str) -> Paragraph | None:
        """The footnote that alone gives the day of an incident which the narrative dates less precisely."""
        return next((f for d, f in self._footnote_days if d.isoformat() == day and day in self._read[3]), None)

    def last_day(self, month: str) -> str | None:
        """The last day of a month that a footnote gives to an incident; None where none does."""
        days = [d.isoformat() for d, _ in self._footnote_days if d.isoformat()[:7] == month]
        return max(days, default=None)

    def tells(self, section: Section) -> bool:
        """Whether a section tells what happened, so that the date of one paragraph holds for the next.

        By its kind, or because most of its paragraphs are dated, as where the story is told agency by agency.
        """
        return section.kind in STORY or section.index in self._dated_sections

    @cached_property
    def _dated_sections(self) -> set[int]:
        count: dict[int, list[int]] = {}
        for paragraph in self.document.paragraphs:
            section = paragraph.section
            if section.kind not in MAY_TELL or paragraph.kind in ("footnote", "heading"):
                continue
            if paragraph.text.count(" ") < WORDS:
                continue
            of = count.setdefault(section.index, [0, 0, 0])
            named = len(_DAY_OR_MONTH.findall(paragraph.text))
            of[0] += 1
            of[1] += named > 0
            of[2] += named
        return {index for index, (all_, dated, named) in count.items() if named >= AT_LEAST and dated >= MOSTLY * all_}

    @cached_property
    def _footnote_days(self) -> list[tuple[date, Paragraph]]:
        """The days that footnotes give to incidents, in order: nothing but dates, or that of a report."""
        days = []
        for paragraph in self.document.paragraphs:
            if paragraph.kind != "footnote":
                continue
            found = [w for w in parse_dates(paragraph.text) if w.kind == "event" and w.first == w.last]
            rest = len(paragraph.text) - sum(len(w.text) for w in found)
            for when in found:
                before = paragraph.text[max(0, when.start - 40) : when.start]
                if rest <= 6 + 4 * len(found) or _INCIDENT.search(before):
                    days.append((when.first, paragraph))
        return sorted(days, key=lambda d: d[0])

    def _read_closer(self, span: Span, at: Span | None) -> Span:
        """The day that a footnote gives to an incident of these days: the first that the narrative has not passed."""
        width = (span.last - span.first).days
        if not 0 < width <= 31:
            return span
        for day, _ in self._footnote_days:
            if span.first <= day <= span.last and (at is None or at.first != at.last or day > at.first):
                return Span(day, day)
        return span

    @cached_property
    def _read(
        self,
    ) -> tuple[
        dict[tuple[int, int], list[When]],
        dict[tuple[int, int], tuple[str | None, str | None]],
        dict[tuple[int, int], tuple[str | None, str | None]],
        set[str],
    ]:
        dates: dict[tuple[int, int], list[When]] = {}
        running: dict[tuple[int, int], tuple[str | None, str | None]] = {}
        reached: dict[tuple[int, int], tuple[str | None, str | None]] = {}
        closer: set[str] = set()
        story, other = _State(), _State()
        section: Section | None = None
        of_lead: dict[int, Span] = {}
        for paragraph in self.document.paragraphs:
            tells = self.tells(paragraph.section)
            if paragraph.section is not section:
                section = paragraph.section
                other = _State(bounds=other.bounds if not tells and section.parent is not None else None)
                story.exact, story.bounds = False, None
            state = story if tells else other
            if paragraph.kind == "footnote":
                self._footnote(paragraph, dates)
            elif paragraph.kind == "heading":
                self._heading(paragraph, state)
            else:
                self._paragraph(paragraph, state, dates, running, of_lead, reached, closer, tells=tells)
        return dates, running, reached, closer

    def _footnote(self, paragraph: Paragraph, dates: dict[tuple[int, int], list[When]]) -> None:
        for sentence in paragraph.sentences:
            if found := _resolved(sentence.text, _State())[0]:
                dates[sentence.position] = found

    def _heading(self, paragraph: Paragraph, state: _State) -> None:
        found = [w for w in _resolved(paragraph.text, state)[0] if w.kind == "event"]
        if not found:
            return
        state.at, state.bounds = Span(found[0].first, found[0].last), None
        state.exact = len(found) == 1 and len(found[0].iso) == 10
        if len(found) > 1 or len(found[0].iso) == 4:
            state.bounds = Span(found[0].first, max(w.last for w in found))
        if len(found) > 1 and all(len(w.iso) == 4 for w in found):
            state.at = None  # "Contact with the Trust between 2009 and 2014" dates nothing under it

    def _paragraph(
        self,
        paragraph: Paragraph,
        state: _State,
        dates: dict[tuple[int, int], list[When]],
        running: dict[tuple[int, int], tuple[str | None, str | None]],
        of_lead: dict[int, Span],
        reached: dict[tuple[int, int], tuple[str | None, str | None]],
        closer: set[str],
        *,
        tells: bool,
    ) -> None:
        here = _State(state.at, state.exact, state.bounds)
        own = False
        if paragraph.lead is not None and (led := of_lead.get(paragraph.lead.index)):
            here.at, here.exact, own = led, True, True
        if paragraph.kind == "row" and (of_row := self._row(paragraph, here)):
            here.at, here.exact, own = of_row, True, True
        sentences = paragraph.sentences
        for sentence in sentences:
            before, stood = self._shown(here, own=own, tells=tells), here.at
            read_closer = self._read_closer if tells and self._footnote_days else None
            found, moved = _resolved(sentence.text, here, row=paragraph.kind == "row", closer=read_closer)
            closer.update(w.iso for w in found if w.closer)
            if found:
                dates[sentence.position] = found
            if moved is not None:
                here.at, own = moved, True
            reached[sentence.position] = (stood.iso if stood else None, here.at.iso if here.at else None)
            running[sentence.position] = (before, self._shown(here, own=own, tells=tells))
        if own and here.at is not None:
            if paragraph.text.rstrip().endswith(":"):
                of_lead[paragraph.index] = here.at
            state.at, state.exact = here.at, False
            if paragraph.kind != "row" and self._only_dates(paragraph, dates):
                self._heading(paragraph, state)

    @staticmethod
    def _only_dates(paragraph: Paragraph, dates: dict[tuple[int, int], list[When]]) -> bool:
        """Whether a paragraph is nothing but a date, and so a heading that the structure took for text."""
        covered = sum(w.end - w.start for s in paragraph.sentences for w in dates.get(s.position, ()))
        return covered >= len(paragraph.text.strip(" :.-–*_\t")) - 14

    @staticmethod
    def _shown(state: _State, *, own: bool, tells: bool) -> str | None:
        if state.at is None:
            return None
        if own or state.exact:
            return state.at.iso
        return state.at.iso[:7] if tells else None

    def _row(self, paragraph: Paragraph, state: _State) -> Span | None:
        """The date of a table's row: that of a cell with little else; without, the row above's."""
        for cell in paragraph.cells:
            found = [w for w in _resolved(cell, state)[0] if w.kind == "event"]
            if found and len(cell) - sum(w.end - w.start for w in found) <= 16:
                return Span(found[0].first, found[0].last)
        if paragraph.cells and not paragraph.cells[0] and state.at:
            return state.at
        return None


def _resolved(
    text: str,
    state: _State,
    *,
    row: bool = False,
    closer: Callable[[Span, Span | None], Span] | None = None,
) -> tuple[list[When], Span | None]:
    """The dates of a sentence that begins where ``state`` stands, and the date to which it moves the narrative."""
    items = _in_order(text)
    if not items:
        return [], None
    reading = _Reading(text, items, state, row=row, closer=closer)
    reading.read()
    return reading.dates, reading.moved


def _in_order(text: str) -> list[Token | Relation]:
    """The dates of a text and its relative dates, but for those within the words of a date."""
    items: list[Token | Relation] = [*tokens(text)]
    taken = [(t.start, t.end) for t in items]
    items += [r for r in relations(text) if not any(a < r.end and r.start < b for a, b in taken)]
    items.sort(key=lambda t: t.start)
    return items


class _Reading:
    """The dates of a sentence, each resolved against the date to which those before it have moved the narrative.

    Attributes:
        dates: those read so far.
        moved: the date to which they have moved the narrative; None where it is still where the sentence began.
    """

    def __init__(
        self,
        text: str,
        items: list[Token | Relation],
        state: _State,
        *,
        row: bool,
        closer: Callable[[Span, Span | None], Span] | None,
    ) -> None:
        self.dates: list[When] = []
        self.moved: Span | None = None
        self._text, self._items = text, items
        self._places = [(t.start, t.end) for t in items]
        self._at, self._bounds = state.at, state.bounds
        self._row, self._closer = row, closer

    def read(self) -> None:
        """Reads the sentence from its beginning to its end."""
        for n, item in enumerate(self._items):
            when = self._counted(n, item) if isinstance(item, Relation) else self._written(n, item)
            if when is None:
                continue
            if self._closer is not None and self._is_vague_incident(item, when):
                when = self._by_footnote(when, self._closer)
            self.dates.append(when)
            if self._is_reached(when):
                self._at = self.moved = Span(when.first, when.last)

    def _counted(self, n: int, relation: Relation) -> When | None:
        """The date that a relative one gives; None where there is none to count from, or another says it better."""
        if self._at is None or (span := relation.to(self._at)) is None:
            return None
        # "At this time" says no more than the running date does; it is no date to be listed.
        if relation.loose or self._is_repeated(n, relation):
            return None
        when = made(self._text, relation.start, relation.end, span, explicit=False)
        if relation.back or _DIED.search(self._text[: relation.start]):
            # "She died the following morning": the story goes on with what was done before that.
            return replace(when, aside=True)
        return when

    def _is_repeated(self, n: int, relation: Relation) -> bool:
        """Whether the date beside a relative one is the same: "two months later, on 14 May 2014", or the other way."""
        if n + 1 < len(self._items) and _APPOSITION.fullmatch(self._text[relation.end : self._items[n + 1].start]):
            return True
        return bool(self.dates) and _restates(relation, self.dates[-1], self._text)

    def _written(self, n: int, token: Token) -> When | None:
        """The date that stands in the text, completed by the narrative's; None where it cannot be completed."""
        whole = span_of(token)
        span = whole or _completed(token, self._at, self._bounds, self._text)
        if span is None:
            return None
        return made(
            self._text,
            token.start,
            token.end,
            span,
            explicit=whole is not None,
            part=part_of(self._text, n, self._places),
            year_only=token.month is None and token.day is None,
        )

    def _is_vague_incident(self, item: Token | Relation, when: When) -> bool:
        """Whether a date without its day ("early in May 2014", "some days later") is that of a call to the police."""
        vague = item.shifts if isinstance(item, Relation) else item.days is not None or item.around is not None
        plain = when.kind == "event" and not when.aside and not when.part
        return vague and plain and _CALL.search(self._text) is not None

    def _by_footnote(self, when: When, closer: Callable[[Span, Span | None], Span]) -> When:
        """The date, to the day where a footnote gives it."""
        span = Span(when.first, when.last)
        day = closer(span, self._at)
        return when if day == span else replace(when, iso=day.iso, first=day.first, last=day.last, closer=True)

    def _is_reached(self, when: When) -> bool:
        """Whether the narrative moves to a date; where one is told in passing, it stays where it is."""
        if when.kind != "event" or when.aside or when.part == "to":
            return False
        back = self._at is not None and when.last < self._at.first
        return not back or when.start <= OPENING or self._row


def _restates(relation: Relation, before: When, text: str) -> bool:
    """Whether a relative date only says again which day the one right before it is."""
    return before.first == before.last and _RESTATED.fullmatch(text[before.end : relation.start]) is not None


def _completed(token: Token, at: Span | None, bounds: Span | None, text: str) -> Span | None:
    """A date without a year, or a day without a month, in the year or month that the narrative's date suggests."""
    around = bounds if bounds is not None and (at is None or not _inside(at, bounds)) else at
    if around is None:
        return None
    before = text[max(0, token.start - 24) : token.start].lower()
    if token.month is None:
        if token.day is None or around.precision < 7:
            return None
        month, year = around.first.month, around.first.year
        if around.first != around.last and around.first.month != around.last.month:
            return None
        return span_of(replace(token, year=year, month=month))
    year = around.first.year
    if "previous" in before or before.endswith("last "):
        year -= 1 if token.month >= around.first.month else 0
    elif before.endswith(("following ", "next ")):
        year += 1 if token.month <= around.last.month else 0
    elif around.precision >= 7 and token.month < around.first.month and 12 + token.month - around.first.month <= AHEAD:
        year += 1
    elif around.precision >= 7 and before.rstrip().endswith(("since", "from")) and token.month > around.first.month:
        year -= 1
    candidates = [year]
    if bounds is not None:
        candidates = [
            y for y in range(bounds.first.year, bounds.last.year + 1) if _meets(token, y, bounds)
        ] or candidates
        candidates.sort(key=lambda y: abs(y - year))
    if token.weekday is not None and token.day is not None:
        for y in (*candidates, year, year + 1, year - 1):
            span = span_of(replace(token, year=y))
            if span and span.first == span.last and span.first.weekday() == token.weekday:
                return span
    return span_of(replace(token, year=candidates[0]))


def _inside(at: Span, bounds: Span) -> bool:
    return at.first <= bounds.last and bounds.first <= at.last


def _meets(token: Token, year: int, bounds: Span) -> bool:
    span = span_of(replace(token, year=year))
    return span is not None and _inside(span, bounds)
