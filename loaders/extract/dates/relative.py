"""Words that place an event by the one told before: "two days later", "that evening", "later in the month"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from loaders.extract.counts import NUMBERS
from loaders.extract.dates.span import Span
from loaders.extract.dates.written import MONTHS

_WORDS = {"zero": (0, 0)} | {word: (number, number) for word, number in NUMBERS.items() if number <= 20}
_WORDS |= {"a": (1, 1), "an": (1, 1), "a couple of": (2, 3), "couple of": (2, 3), "a few": (2, 5), "few": (2, 5)}
_WORDS |= {"several": (3, 10), "some": (1, 10), "a number of": (2, 10), "many": (3, 20), "just over a": (1, 2)}
_WORDS |= {"a further": (1, 1), "another": (1, 1), "a further two": (2, 2), "a further three": (3, 3)}
_NUMBER = "|".join(sorted((w.replace(" ", r"\s") for w in _WORDS), key=len, reverse=True)) + r"|\d{1,3}"
_ABOUT = r"(?:(?:about|around|approximately|almost|nearly|just|just\sover|only|over|some|within|a\sfurther)\s+)*"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_TIMES = r"day|morning|afternoon|evening|night|lunchtime"

_RELATIVE = re.compile(
    rf"""
    \b(?P<count>{_ABOUT}(?P<n>{_NUMBER})\s+(?P<unit>minute|hour|day|night|week|fortnight|month|year)s?[’']?(?:\stime)?
        (?:\s+and\s+a\s+half)?\s+
        (?P<way>later|afterwards|after\sth(?:is|at)|on\b|(?:after\s)?following\sth(?:is|at)|earlier
        |(?:before|previously|prior)(?!\s+(?:the|her|his|their|she|he|they|a|an|this|to)\b)|ago))
  | \b(?:on\s+|later\s+|early\s+)?(?:the\s+)?(?:very\s+)?
        (?P<near>next|following|subsequent|previous|preceding|prior)\s+
        (?P<near_unit>{_TIMES}|weekend|week|fortnight|month|year|(?:{_MONTH})\b|{_WEEKDAYS})\b
        (?!\s+to\b|\s+after|\s+before|[-\s]+old|[’']s)
  | \b(?P<dayafter>the\s+(?:day|night|evening|week|month|year)\s+(?:after|before))\b
        (?=\s*[,.;)]|\s*$|\s+(?:and|when|the|she|he|they)\b)
  | \b(?P<same>(?:(?:on|at|in|during)\s+)?(?:the|that|this)\s+(?:same|very)\s+
        (?P<same_unit>{_TIMES}|date|week|weekend|month|year|time|(?:{_MONTH}))\b(?!\s+as\b))
  | \b(?P<later>(?:(?:later|earlier|also|still)\s+)?(?:on\s+|in\s+|during\s+)?(?:that|the\s+same|this)\s+
        (?P<later_unit>{_TIMES}|week|month|year|summer|spring|autumn|winter|(?:{_MONTH}))\b
        (?!\s+(?:when|that|which|she\s+had|of)\b))
  | \b(?P<within>(?:later|earlier|late|early)\s+(?:on\s+)?in\s+the\s+
        (?P<within_unit>day|evening|morning|afternoon|week|month|year))\b
  | \b(?P<during>(?:during|in\s+the\s+course\s+of|throughout)\s+the\s+(?P<during_unit>day|month|year))\b
  | \b(?P<newyear>in\s+the\s+(?:early\s+)?new\s+year
        |in\s+the\s+early\s+part\s+of\s+the\s+(?:new|next|following)\s+year)\b
  | \b(?:on\s+)?(?:the\s+)?(?P<beside>{_WEEKDAYS})\s+(?P<side>before|after|of)\s+the\s+(?:\w+\s+)?bank\s+holiday\b
  | \b(?:on\s+)?(?:the\s+)?(?:\w+\s+)?bank\s+holiday\s+(?P<holiday>{_WEEKDAYS})\b
  | \b(?P<soon>(?:very\s+)?(?:shortly|soon)\s+(?:after(?:wards)?|thereafter)|within\s+(?:days|hours|the\s+hour)
        |(?:around|at)\s+(?:this|the\s+same|about\s+the\s+same)\s+time)\b
    """,
    re.X | re.I,
)
#: "Over the next month" is a stretch of time, no date.
_STRETCH = re.compile(r"\b(?:over|for|throughout|within|during much of|much of|most of)\s+$", re.I)
_QUICK = re.compile(
    r"later|after|earlier|before|previous|preceding|prior|next|following|subsequent|same|that |this |new year|"
    r"in the |during|soon|within|time|ago|bank holiday",
    re.I,
)
_DAYS = {"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6}
_SEASONS = ("spring", "summer", "autumn", "winter")


class Relation(NamedTuple):
    """Words at ``start`` to ``end`` that give a date by another; ``to`` gives it, or None where that cannot be.

    ``back`` says that the words look back ("the previous day"): the narrative does not move there. ``loose`` says that
    they say little more than that it was then ("shortly afterwards"), ``shifts`` that they lead on to another day.
    """

    start: int
    end: int
    to: Callable[[Span], Span | None]
    back: bool = False
    loose: bool = False
    shifts: bool = False


def relations(text: str) -> list[Relation]:
    """The relative dates of a text, in order."""
    if not _QUICK.search(text):
        return []
    return [r for m in _RELATIVE.finditer(text) if (r := _relation(m))]


def _relation(m: re.Match[str]) -> Relation | None:
    """The relative date that words of ``_RELATIVE`` give; None where they are a stretch of time or say too little."""
    if _STRETCH.search(m.string[max(0, m.start() - 20) : m.start()]):
        return None
    return next(read(m) for group, read in _READERS if m[group])


def _counted(m: re.Match[str]) -> Relation | None:
    words = re.sub(r"\s+", " ", m["n"].lower())
    least, most = _WORDS.get(words) or (int(words), int(words)) if words.isdigit() or words in _WORDS else (0, 0)
    if not most or (most - least > 5 and m["unit"].lower() in ("month", "year")):
        return None
    unit, way = m["unit"].lower(), m["way"].lower()
    if way == "on" and not re.match(r"\s*(?:,|$|\.)", m.string[m.end() :]):
        return None
    if way == "ago":
        return None
    back = way in ("earlier", "before", "previously", "prior")
    vague = least != most or bool(re.search(r"about|around|approx|almost|nearly|over|some|within", m["count"].lower()))

    def to(s: Span) -> Span | None:
        sign = -1 if back else 1
        low, high = (least, most) if not back else (most, least)
        if unit in ("minute", "hour"):
            return s if most < 24 or unit == "minute" else s.moved(sign * (most // 24))
        if unit in ("day", "night"):
            slack = 1 if vague and least == most else 0
            return s.moved(sign * low - slack, sign * high + slack)
        if unit in ("week", "fortnight"):
            size = 7 if unit == "week" else 14
            return s.moved(sign * low * size - 3, sign * high * size + 3)
        if unit == "month":
            if s.precision < 7:
                return s
            return s.months_on(sign * low, sign * high)
        return Span(Span.of(s.first.year + sign * low).first, Span.of(s.last.year + sign * high).last)

    return Relation(m.start(), m.end(), to, back, shifts=unit not in ("minute", "hour"))


def _next_or_previous(m: re.Match[str]) -> Relation:
    """What comes next or came before: "the next day", "the previous week"."""
    back = m["near"].lower() in ("previous", "preceding", "prior")
    return Relation(*m.span(), lambda s: _next(s, m["near_unit"].lower(), -1 if back else 1), back, shifts=not back)


def _day_after(m: re.Match[str]) -> Relation:
    """The same without more words: "the day after", "the week before"."""
    words = m["dayafter"].lower()
    back = words.endswith("before")
    return Relation(*m.span(), lambda s: _next(s, words.split()[1], -1 if back else 1), back)


def _the_same(m: re.Match[str]) -> Relation:
    """A time that is the running date's too: "on the same day", or its month alone "at the same time"."""
    if m.string[: m.start()].lower().endswith(("almost ", "exactly ")):
        return Relation(*m.span(), lambda s: s)  # "at almost the same time": not in that month only, but then
    return Relation(*m.span(), lambda s: _same(s, m["same_unit"].lower()))


def _later_that(m: re.Match[str]) -> Relation | None:
    """A time of the running date's day, week, month or year: "later that day"; "this morning" is a speaker's."""
    unit, words = m["later_unit"].lower(), m["later"].lower()
    if words.startswith(("this ", "in this", "during this")) and unit not in ("month", "year", "week"):
        return None
    ahead = words.startswith("later")
    return Relation(*m.span(), lambda s: _within(s, unit, ahead=ahead), words.startswith("earlier"))


def _later_in_the(m: re.Match[str]) -> Relation | None:
    """A time within the running date's: "later in the month"; "early in the morning" is only an hour."""
    unit, words = m["within_unit"].lower(), m["within"].lower()
    if words.startswith(("early in the", "late in the")) and unit in ("morning", "evening", "afternoon", "day"):
        return None
    return Relation(*m.span(), lambda s: _within(s, unit, ahead=words.startswith("later")), words.startswith("earlier"))


def _during_the(m: re.Match[str]) -> Relation:
    """Some time of a stretch: "during the month"."""
    return Relation(*m.span(), lambda s: _within(s, m["during_unit"].lower(), ahead=False))


def _beside_holiday(m: re.Match[str]) -> Relation:
    """A day by a bank holiday: "the Friday before the bank holiday", "bank holiday Monday"."""
    day, side = _DAYS[(m["beside"] or m["holiday"]).lower()], (m["side"] or "of").lower()
    return Relation(*m.span(), lambda s: _by_bank_holiday(s, day, side))


def _new_year(m: re.Match[str]) -> Relation:
    """The new year: the next, after a date in the second half of a year, else the one that has begun."""
    return Relation(*m.span(), lambda s: Span.of(s.first.year + (1 if s.last.month > 6 else 0)))


def _soon(m: re.Match[str]) -> Relation:
    """Words that say little more than that it was then: "shortly afterwards", "around this time"."""
    return Relation(*m.span(), lambda s: s.moved(0, 14) if s.precision == 10 else s, loose=True)


#: What reads each alternative of ``_RELATIVE``, by a group that only this alternative has.
_READERS: tuple[tuple[str, Callable[[re.Match[str]], Relation | None]], ...] = (
    ("count", _counted),
    ("near", _next_or_previous),
    ("dayafter", _day_after),
    ("same", _the_same),
    ("later", _later_that),
    ("within", _later_in_the),
    ("during", _during_the),
    ("beside", _beside_holiday),
    ("holiday", _beside_holiday),
    ("newyear", _new_year),
    ("soon", _soon),
)


def _next(s: Span, unit: str, sign: int) -> Span | None:
    if unit in ("day", "morning", "afternoon", "evening", "night", "lunchtime"):
        return s.moved(sign)
    if unit in ("week", "weekend", "fortnight"):
        return s.moved(1, 13) if sign > 0 else s.moved(-13, -1)
    if unit == "month":
        return s.months_on(sign) if s.precision >= 7 else s
    if unit == "year":
        return Span(Span.of(s.first.year + sign).first, Span.of(s.last.year + sign).last)
    if unit in _DAYS:
        if s.first != s.last:
            return s.moved(1, 7) if sign > 0 else s.moved(-7, -1)
        ahead = (_DAYS[unit] - s.first.weekday()) % 7 or 7
        return s.moved(ahead if sign > 0 else ahead - 7 if ahead < 7 else -7)
    month = MONTHS[unit]
    year = s.first.year
    if sign > 0:
        return Span.of(year + (1 if month <= s.last.month else 0), month)
    return Span.of(year - (1 if month >= s.first.month else 0), month)


def _same(s: Span, unit: str) -> Span | None:
    if unit in MONTHS:
        return Span.of(s.first.year, MONTHS[unit])
    if unit == "week":
        return _week(s)
    if unit == "month":
        return Span.read(s.iso[:7]) if s.precision >= 7 else s
    if unit == "year":
        return Span.of(s.first.year)
    if unit == "time":
        return Span.read(s.iso[:7])
    return s


def _within(s: Span, unit: str, *, ahead: bool) -> Span | None:
    if unit in MONTHS:
        return Span.of(s.first.year, MONTHS[unit])
    if unit in _SEASONS:
        return Span.of(s.first.year)
    if unit == "week":
        week = _week(s)
        return Span(s.first, week.last) if ahead else week
    if unit == "month":
        if s.precision < 7:
            return s
        month = Span.read(s.first.isoformat()[:7])
        return Span(s.first, month.last) if ahead and s.first < month.last and s.precision < 10 else month
    if unit == "year":
        return Span.of(s.first.year)
    return s


def _by_bank_holiday(s: Span, day: int, side: str) -> Span | None:
    """A weekday by the bank holiday of the month in which ``s`` lies, in May or in August, where it has only one.

    In England and Wales the first and the last Monday of May and the last of August (Banking and Financial Dealings Act
    1971, and the proclamations under it); the others have names of their own. May has two, of which a day of ``s`` may
    tell which is meant: the one that is no more than a week off.
    """
    if s.precision < 7 or (s.first.year, s.first.month) != (s.last.year, s.last.month) or s.first.month not in (5, 8):
        return None
    month = Span.of(s.first.year, s.first.month)
    last = month.last - timedelta(month.last.weekday())
    held = [last] if s.first.month == 8 else [month.first + timedelta(-month.first.weekday() % 7), last]
    near = [d for d in held if len(held) == 1 or (s.first == s.last and abs((d - s.first).days) <= 7)]
    if len(near) != 1:
        return None
    away = {"before": (day - 7) if day else -7, "after": day or 7, "of": day if day < 4 else day - 7}[side]
    on = near[0] + timedelta(away)
    return Span(on, on)


def _week(s: Span) -> Span:
    """The week of a day, Monday to Sunday; of a longer stretch, that itself."""
    if s.first != s.last:
        return s
    monday: date = s.first - timedelta(days=s.first.weekday())
    return Span(monday, monday + timedelta(days=6))
