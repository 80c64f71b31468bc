"""Dates as reports write them, without a look at what stands around the sentence.

``tokens`` gives everything that names a time, whole or in part ("23 May", "the 12th"); ``parse_dates`` those that hold
a year of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from loaders.extract.dates.kinds import kind_of
from loaders.extract.dates.span import Span

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
#: Days of a month that a word before it leaves.
PARTS = {"early": (1, 10), "start": (1, 10), "beginning": (1, 10), "mid": (10, 20), "middle": (10, 20)}
PARTS |= {"late": (20, 31), "end": (20, 31)}
FEASTS = {
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "christmas eve": (12, 24),
    "new year's eve": (12, 31),
    "new years eve": (12, 31),
    "new year's day": (1, 1),
    "new years day": (1, 1),
    "christmas": (12, None),
    "xmas": (12, None),
}


@dataclass(frozen=True)
class When:
    """A date as the text gives it.

    Attributes:
        iso: with the precision that is certain: ``2014``, ``2014-05`` or ``2014-05-23``.
        start, end: offsets into the text that was read (of a sentence: into ``sentence.text``).
        text: its words.
        explicit: whether all of it stands there, the year included; else the rest came from the running date.
        kind: 'event'; or what it dates instead: 'birth', 'statute', 'publication', 'process' (of the review), 'court'
            (of the proceedings for the death).
        part: 'from' or 'to' for the ends of a stretch of time ("between March and May 2014"), else ''.
        aside: whether it is told in passing, of another time than the narrative's ("since 2009").
        closer: whether a footnote elsewhere in the document gave the day.
        first, last: the days that it may mean ("early May 2014": the first ten of that month).
    """

    iso: str
    start: int
    end: int
    text: str
    explicit: bool = True
    kind: str = "event"
    part: str = ""
    aside: bool = False
    closer: bool = False
    first: date = date.min
    last: date = date.max

    @property
    def stated(self) -> bool:
        """Whether the text writes the date, be it without its year ("9 February"), rather than counts to it."""
        return self.explicit or any(c.isdigit() for c in self.text)

    @property
    def shown(self) -> str:
        """Its words, for a person who asks how a date was decided, and whether the text alone gives it."""
        if self.closer:
            return f"“{self.text}”; a footnote gives the day"
        return f"“{self.text}”" if self.explicit else f"“{self.text}”, counted or completed from the running date"


@dataclass(frozen=True)
class Token:
    """Words for a time. ``form`` is 'date' (with what is known of year, month, day) or the name of a relation."""

    start: int
    end: int
    form: str = "date"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    days: tuple[int, int] | None = None
    until: int | None = None
    weekday: int | None = None
    around: date | None = None


_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_MONTH = rf"(?:{_FULL}|{_SHORT}|{_FULL.upper()}|{_SHORT.upper()})"
_ORD = r"(?:\s?(?:st|nd|rd|th|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)\b)"
_DAY = rf"(?:0?[1-9]|[12]\d|3[01])(?!\d){_ORD}?"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = r"(?:(?:Mon|Tues?|Wednes|Wed|Thurs?|Thu|Fri|Satur|Sat|Sun)(?:day)?\b\.?,?\s+(?:the\s+|\(|on\s+)?)"
_SEP = (
    r"\s*(?:,\s*and|,|&|\band\b|\bor\b|\bto\b|\buntil\b|/|[-–—])\s*(?:on\s+|again on\s+)?(?:the\s+)?" + rf"{_WEEKDAY}?"
)
_YEAR = r"(?:(?:19|20)\d\d(?!\d)|(?<=-)\d\d\b|[’'‘]\d\d\b)"
_OF = r"(?:\s+of)?(?:\s+|-|,\s*|\.\s*|(?<=[a-z\d]))"
_REDACTED = r"(?:XX?|xx|\*\*|__|DD|dd|\?\?)"

# Each alternative is tried from the top; the names of its groups begin with its own letter.
_WRITTEN = re.compile(
    rf"""
    (?<![\d/.\-])(?P<i_y>(?:19|20)\d\d)-(?P<i_m>0[1-9]|1[0-2])(?:-(?P<i_d>0[1-9]|[12]\d|3[01]))?(?![\d/\-])
  | (?<![\d/.,£\-])(?P<n_d>\d{{1,2}}|{_REDACTED})(?:{_ORD})?\s?(?P<n_s>[./\-–])\s?(?P<n_m>\d{{1,2}})\s?(?P=n_s)\s?
        (?P<n_y>(?:19|20)\d\d|\d\d)(?!\d|[/.\-]\d)
  | (?<![\d/.\-])(?P<h_m>0?[1-9]|1[0-2])/(?P<h_y>(?:19|20)\d\d)(?![\d/\-])
  | (?<![\d/.,£])(?P<w_w>{_WEEKDAY})?\b(?P<w_l>(?:{_REDACTED}|{_DAY})(?:{_SEP}{_DAY})*){_OF}(?P<w_m>{_MONTH})\b
        (?:(?:\s*,|\.)?(?:\s+of)?(?:\s+in)?[\s\-]+(?P<w_y>{_YEAR})|(?<=[a-z])(?P<w_z>(?:19|20)\d\d)(?!\d))?
  | (?P<m_w>{_WEEKDAY})?\b(?P<m_m>{_MONTH})\.?\s+(?:the\s+)?(?P<m_l>{_DAY}(?:{_SEP}{_DAY}(?!\d))*)(?![\d:.,]*\d)
        (?:\s*,?(?:\s+(?:of|in))?\s+(?P<m_y>{_YEAR}))?
  | \b(?P<q_p>early|mid|middle\ of|late|(?:the\s+)?(?:very\s+)?(?:start|beginning|middle|end)(?:\s+of)?)
        (?:\s+in)?(?:\s+|-|\s?[-–]\s?)(?:(?:to|and)[\s-](?:mid|late|the\ end\ of)[\s-])?
        (?P<q_m>{_MONTH})\b(?:\.?\s*,?(?:\s+(?:of|in))?[\s\-]+(?P<q_y>{_YEAR}))?
  | \b(?P<y_m>{_MONTH})\.?(?:\s*,)?(?:\s+of|\s+in)?(?:\s+the\s+year)?[\s\-–/]+(?P<y_y>{_YEAR})(?:/\d\d(?!\d))?
  | \b(?P<s_f>Christmas\ Day|Boxing\ Day|Christmas\ Eve|New\ Year[’']?s\ (?:Eve|Day)|Christmas|Xmas)\b
        (?![’']s?\ |\ (?:card|present|gift|part))
        (?:\s+(?:period|time|holidays?|break))?(?:\s*,?(?:\s+(?:of|in))?\s+(?P<s_y>{_YEAR}))?
  | \b(?P<k_f>Easter)\b(?:\s+(?:Sunday|Monday|period|time|holidays?|break|weekend))?
        (?:\s*,?\s+(?:of|in))?(?:\s+(?P<k_m>March|April))?
        \s+(?P<k_y>{_YEAR})
  | \b(?P<e_f>New\ Year|Ramadan|Eid|Diwali|Halloween)\b(?:\s+(?:period|time|holidays?|break|weekend))?
        (?:\s+(?:of|in))?\s+(?P<e_y>{_YEAR})
  | \b(?:(?P<t_p>early|mid|late|(?:the\s+)?(?:start|beginning|middle|end)\s+of(?:\s+the)?)[\s-])?
        \b(?P<t_s>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)
        (?:\s+(?:term|months|holidays|time))?(?:\s+(?:of|in))?(?:\s*,)?\s+(?P<t_y>(?:19|20)\d\d)(?:\s?[/–-]\s?\d\d(?:\d\d)?(?!\d))?
  | (?<![\d/.,£#:\-–])(?<!\w)(?P<a_y>(?:19[3-9]\d|20[0-4]\d))\s?[/–-]\s?(?P<a_u>(?:19|20)?\d\d)(?![\d/\-])
  | (?<![\d/.,£#:])(?<!\w)(?P<b_y>(?:19[3-9]\d|20[0-4]\d))
        (?!\w|[,.:]\d|/\d|\s?(?:hrs|hours|h\b|pm|am|people|cases|%|per\ cent|words|pounds))
  | \b(?P<p_m>{_FULL})\b(?!\s?['’]s)
    """,
    re.X,
)
#: Words that show a bare "May", "March", "April" or "June" to be the month, not a verb or a name.
_OF_MONTH = re.compile(
    r"(?:\b(?:in|during|by|since|until|till|of|from|between|throughout|around|about|before|after|and|to|through|late|early|mid"
    r"|last|next|that|this|following|previous|same|approximately|circa|or|for|end|beginning)[\s-]+(?:the\s+)?|[–-]\s?|^|[,(]\s?)$",
    re.I,
)
#: "June and her mother": a name.
_NAMED = re.compile(r"(?:April|May|June)\s+(?:and|or)\s+(?:her|his|he|she)\b")
_IN_MONTH = re.compile(r"\b(?:in|during|of|by|since|until)\s+$", re.I)
#: What stands before and after four digits that are a time of the day: "at 2015 on", "arranged for 1930 on".
_CLOCK = (
    (re.compile(r"\bat\s+$", re.I), re.compile(r"\s?(?:,|on|the police|and|\.|;)")),
    (re.compile(r"\bfor\s+$", re.I), re.compile(r"\s?on\b")),
)
_THE_DAY = re.compile(
    r"\b(?P<w>" + _WEEKDAY + r")?(?:(?<=\bon )|(?<=\bby )|(?<=\band )|(?<=\bOn )|(?<=day ))(?:the\s+)?"
    r"(?P<l>(?:0?[1-9]|[12]\d|3[01])\s?(?:st|nd|rd|th)(?:" + _SEP + r"(?:0?[1-9]|[12]\d|3[01])\s?(?:st|nd|rd|th))*)\b"
    r"(?:\s+of\s+(?:that|the|this)\s+(?:same\s+)?month|(?=\s*[,;:.)]|\s*$"
    r"|\s+(?:the|she|he|they|a|an|her|his|[A-Z]|police|officers|when|at|by|and)\b))"
)
_QUICK = re.compile(rf"\d|{_FULL}|{_SHORT}|Christmas|Easter|Xmas|New Year|Boxing|Eid|Ramadan|Diwali|Halloween")
_NUMBER = re.compile(r"\d+")
#: A day written as a place in a row ("23rd").
_ORDINAL = re.compile(r"\d\s?(?:st|nd|rd|th)")


def _year(text: str | None) -> int | None:
    if not text:
        return None
    digits = text.strip("’'‘")
    return int(digits) if len(digits) == 4 else _short_year(digits)


def _short_year(digits: str) -> int:
    """Two digits: of this century, unless that would lie more than a few years after any review."""
    return 2000 + int(digits) if int(digits) < 45 else 1900 + int(digits)


def _weekday(text: str | None) -> int | None:
    if not text:
        return None
    return next((n for n, name in enumerate(_WEEKDAYS) if name.startswith(text[:3].lower())), None)


@cache
def _part(words: str) -> tuple[int, int] | None:
    return next((days for part, days in PARTS.items() if part in words.lower()), None)


def _easter(year: int) -> date:
    """Easter Sunday of a year, by the Gregorian rule (the anonymous algorithm in Meeus, Astronomical Algorithms)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    shift = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * shift) // 451
    return date(year, (h + shift - 7 * m + 114) // 31, (h + shift - 7 * m + 114) % 31 + 1)


def tokens(text: str) -> list[Token]:
    """Everything in a text that names a date, whole or in part, in order; each day of a list is one."""
    if not _QUICK.search(text):
        return []
    found: list[Token] = []
    for m in _WRITTEN.finditer(text):
        found += _READERS[(m.lastgroup or "")[0]](m)
    taken = [(t.start, t.end) for t in found]
    for m in _THE_DAY.finditer(text):
        if not any(a < m.end() and m.start() < b for a, b in taken):
            days = [int(n) for n in _NUMBER.findall(m["l"])]
            places = list(_NUMBER.finditer(m["l"]))
            for day, place in zip(days, places, strict=True):
                start = m.start("l") + place.start()
                end = m.end() if place is places[-1] else start + len(place[0]) + 2
                found.append(Token(start, end, day=day, weekday=_weekday(m["w"])))
    found.sort(key=lambda t: t.start)
    return _shared_years(found, text)


def _iso(m: re.Match[str]) -> list[Token]:
    """A day or a month that begins with its year: "2014-05-23"."""
    return [Token(*m.span(), year=int(m["i_y"]), month=int(m["i_m"]), day=int(m["i_d"]) if m["i_d"] else None)]


def _numeric(m: re.Match[str]) -> list[Token]:
    """A day in figures: "23.5.2014", or "5.23.2014", where only the second number can be the day."""
    day_text, month, year_text, sign = m["n_d"], int(m["n_m"]), m["n_y"], m["n_s"]
    day = int(day_text) if day_text.isdigit() else None
    if sign in ".-–" and len(year_text) == 2 and not (len(day_text) == 2 and len(m["n_m"]) == 2):
        return []  # a number of a paragraph
    if day is not None and day <= 12 < month <= 31:
        day, month = month, day
    if not 1 <= month <= 12 or (day is not None and not 0 <= day <= 31):
        return []
    return [Token(*m.span(), year=_year(year_text) or _short_year(year_text), month=month, day=day or None)]


def _numeric_month(m: re.Match[str]) -> list[Token]:
    """A month in figures: "05/2014"."""
    return [Token(*m.span(), year=int(m["h_y"]), month=int(m["h_m"]))]


def _days_before_month(m: re.Match[str]) -> list[Token]:
    """The day or days before a month: "23 May 2014"."""
    return _listed(m, "w", _year(m["w_y"] or m["w_z"]))


def _days_after_month(m: re.Match[str]) -> list[Token]:
    """The day or days after a month: "May 23, 2014". With neither a year nor an ending, "may 23" is a verb."""
    if m["m_m"].lower() == "may" and not _ORDINAL.search(m["m_l"]) and not m["m_y"]:
        return []
    return _listed(m, "m", _year(m["m_y"]))


def _listed(m: re.Match[str], form: str, year: int | None) -> list[Token]:
    """One token for each day before or after a month: "3, 5 and 9 May 2014"."""
    month = MONTHS[m[f"{form}_m"].lower()]
    places = list(_NUMBER.finditer(m[f"{form}_l"]))
    weekday = _weekday(m[f"{form}_w"])
    if not places:
        return [Token(m.start(), m.end(), year=year, month=month)]
    if len(places) == 1:
        return [Token(m.start(), m.end(), year=year, month=month, day=int(places[0][0]), weekday=weekday)]
    found, at = [], m.start(f"{form}_l")
    ends = [at + p.end() for p in places]
    if form == "w":
        ends[-1] = m.end()
    for place, end in zip(places, ends, strict=True):
        found.append(Token(at + place.start(), end, year=year, month=month, day=int(place[0])))
    return found


def _part_of_month(m: re.Match[str]) -> list[Token]:
    """Some days of a month: "early May 2014"."""
    return [Token(*m.span(), year=_year(m["q_y"]), month=MONTHS[m["q_m"].lower()], days=_part(m["q_p"]))]


def _month_of_year(m: re.Match[str]) -> list[Token]:
    """A month: "May 2014"."""
    return [Token(*m.span(), year=_year(m["y_y"]), month=MONTHS[m["y_m"].lower()])]


def _feast(m: re.Match[str]) -> list[Token]:
    """A feast that has the same day or month in every year: "Christmas Day 2014"."""
    month, day = FEASTS[m["s_f"].lower().replace("’", "'")]
    return [Token(*m.span(), year=_year(m["s_y"]), month=month, day=day)]


def _by_easter(m: re.Match[str]) -> list[Token]:
    """Easter of a year: "Easter 2014"."""
    # Easter moves: its period, from the week before to the week after, names the month only where the text does.
    sunday = _easter(_year(m["k_y"]) or 0)
    month = MONTHS[m["k_m"].lower()] if m["k_m"] else None
    return [Token(*m.span(), year=sunday.year, month=month, around=sunday)]


def _year_of_feast(m: re.Match[str]) -> list[Token]:
    """The year of a feast of which no more is certain: "Diwali 2014"."""
    return [Token(*m.span(), year=_year(m["e_y"]))]


def _season(m: re.Match[str]) -> list[Token]:
    """A season: "summer 2014"."""
    # A season is no months: the year is what is certain.
    return [Token(*m.span(), year=int(m["t_y"]))]


def _years(m: re.Match[str]) -> list[Token]:
    """One date of a year and the next ("2009/10"), or the two dates of years further apart ("2009-2014")."""
    year, tail = int(m["a_y"]), m["a_u"]
    until = int(tail) if len(tail) == 4 else year // 100 * 100 + int(tail)
    if not year < until <= year + 40:
        return [Token(m.start(), m.end("a_y"), year=year)]
    if until > year + 1:
        return [Token(m.start(), m.end("a_y"), year=year), Token(m.start("a_u"), m.end(), year=until)]
    return [Token(*m.span(), year=year, until=until)]


def _bare_year(m: re.Match[str]) -> list[Token]:
    """A year by itself, unless it is a time of the day ("at 2015 on")."""
    before = m.string[: m.start()]
    if any(opens.search(before) and goes_on.match(m.string, m.end()) for opens, goes_on in _CLOCK):
        return []
    return [Token(*m.span(), year=int(m["b_y"]))]


def _bare_month(m: re.Match[str]) -> list[Token]:
    """A month by itself ("in May"), unless it is a verb or a name."""
    before = m.string[: m.start()]
    if not _OF_MONTH.search(before) or (_NAMED.match(m.string, m.start()) and not _IN_MONTH.search(before)):
        return []
    return [Token(*m.span(), month=MONTHS[m["p_m"].lower()])]


#: What reads each alternative of ``_WRITTEN``, by the letter with which the names of its groups begin.
_READERS: dict[str, Callable[[re.Match[str]], list[Token]]] = {
    "i": _iso,
    "n": _numeric,
    "h": _numeric_month,
    "w": _days_before_month,
    "m": _days_after_month,
    "q": _part_of_month,
    "y": _month_of_year,
    "s": _feast,
    "k": _by_easter,
    "e": _year_of_feast,
    "t": _season,
    "a": _years,
    "b": _bare_year,
    "p": _bare_month,
}

_JOIN = re.compile(
    r"\s*(?:,|and|&|or|to|until|till|through|then|again|[-–—/])*\s*(?:,?\s*and|to|until)?\s*(?:again\s+)?(?:on|in)?\s*"
    r"(?:the\s+)?(?:(?:start|end|beginning|middle)\s+of\s+)?",
    re.I,
)


def _shared_years(found: list[Token], text: str) -> list[Token]:
    """Gives a date the year of the one that it stands in a list or a stretch with: "from May to July 2014"."""
    for at in range(len(found) - 2, -1, -1):
        this, then = found[at], found[at + 1]
        if (
            this.year is None
            and this.month
            and then.year
            and then.month
            and _JOIN.fullmatch(text[this.end : then.start])
        ):
            year = then.year - (1 if this.month > then.month else 0)
            found[at] = replace(this, year=year)
    return found


def span_of(token: Token) -> Span | None:
    """The days that a token with a year may mean; None where there is no such day or no year."""
    if token.year is None:
        return None
    try:
        span = Span.of(token.year, token.month, token.day)
        if token.around:
            near = Span(token.around, token.around).moved(-7, 8)
            return Span(max(near.first, span.first), min(near.last, span.last))
        if token.days and token.month:
            last = min(token.days[1], span.last.day)
            return Span(span.first.replace(day=token.days[0]), span.last.replace(day=last))
    except ValueError:
        if token.month and 1 <= token.month <= 12:
            return Span.of(token.year, token.month)
        return None
    return span


_FROM = re.compile(r"\b(?:between|from)\s+(?:the\s+)?(?:(?:start|end|beginning|middle)\s+of\s+)?$", re.I)
_TO = re.compile(
    r"^\s*(?:and|to|until|till|up\s+to|through(?:\s+to)?|[-–—])\s+(?:on\s+)?(?:the\s+)?(?:(?:start|end|beginning|middle)\s+of\s+)?$",
    re.I,
)
_ONLY_TO = re.compile(
    r"^\s*(?:to|until|till|up\s+to|through(?:\s+to)?|[-–—])\s*(?:the\s+)?(?:(?:start|end)\s+of\s+)?$", re.I
)
#: What stands before a date that the narrative does not reach or has passed.
_ASIDE = re.compile(
    r"\b(?:since|until|till|prior\s+to|before|dating\s+(?:back\s+)?(?:from|to)|as\s+far\s+back\s+as|back\s+(?:to|in)|ever\s+since|expir\w+(?:\s+in|\s+on)?"
    r"|(?:scheduled|booked|planned|arranged|due|listed|rescheduled)(?:\s+(?:for|on|in|to\s+take\s+place))+|previously\s+in"
    r"|appointment\s+for"
    r"|(?:given|giving|offer(?:ed|ing)|sen[dt]|sending|made|making|wrote|next|new|further|another)\b[^.;,]{0,30}\bappointment\s+(?:on|in)"
    r"|(?:committed|(?:which|that)\s+(?:had\s+)?(?:occurred|happened|taken\s+place|been\s+committed))\s+(?:on|in)"
    r"|returnable\s+on|to\s+return\s+on|valid\s+(?:until|to)|after|following)\s+(?:the\s+)?$",
    re.I,
)


def part_of(text: str, at: int, spans: list[tuple[int, int]]) -> str:
    """'from' or 'to' when the date at ``spans[at]`` is an end of a stretch of time, else ''."""
    start, end = spans[at]
    before = text[:start]
    if at + 1 < len(spans):
        between = text[end : spans[at + 1][0]]
        if _ONLY_TO.match(between) or (_FROM.search(before) and _TO.match(between)):
            return "from"
    if at > 0:
        between = text[spans[at - 1][1] : start]
        if _ONLY_TO.match(between) or (_FROM.search(text[: spans[at - 1][0]]) and _TO.match(between)):
            return "to"
    return ""


#: "There was no contact until 3 May 2014", "nothing was done until May, when ...": something happened then.
_NOT_UNTIL = re.compile(
    r"\b(?:no|not|n[’']t|nothing|never|nor|none|nobody|without|only)\b[^.;]{0,80}\b(?:until|till|before)\s+(?:the\s+)?$",
    re.I,
)
_UNTIL = re.compile(r"\b(?:until|till)\s+(?:the\s+)?$", re.I)
_THEN = re.compile(r"\s*,?\s+when\b")


def aside(text: str, start: int, end: int) -> bool:
    """Whether the words about a date show that it is told in passing ("since 2009", "booked for 3 May 2014")."""
    before = text[max(0, start - 40) : start]
    if not _ASIDE.search(before):
        return False
    return not (_NOT_UNTIL.search(text[:start]) or (_UNTIL.search(before) and _THEN.match(text, end)))


def parse_dates(text: str) -> list[When]:
    """The dates that a text gives with a year of their own, in order, of every kind (see ``When.kind``).

    Needs no document; a date whose year the text leaves unsaid ("23 May") is left out.
    """
    found = tokens(text)
    spans = [(t.start, t.end) for t in found]
    dates = []
    for at, token in enumerate(found):
        if span := span_of(token):
            dates.append(
                made(
                    text,
                    token.start,
                    token.end,
                    span,
                    explicit=True,
                    part=part_of(text, at, spans),
                    year_only=token.month is None,
                )
            )
    return dates


def made(
    text: str, start: int, end: int, span: Span, *, explicit: bool, part: str = "", year_only: bool = False
) -> When:
    """The date of a span of days that stands at these offsets of a text, with its kind."""
    return When(
        iso=span.iso,
        start=start,
        end=end,
        text=text[start:end],
        explicit=explicit,
        kind=kind_of(text, start, end, year_only=year_only),
        part=part,
        aside=aside(text, start, end),
        first=span.first,
        last=span.last,
    )
