"""Stretches of days, and how precisely one can be named."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

#: A stretch that lies with so much of it in one month (or year) is given that month: "two days later", said of an event
#: "in April", is as good as certainly in April.
MOSTLY = 0.8


@dataclass(frozen=True, order=True)
class Span:
    """The days on which something may have been, from ``first`` to ``last``."""

    first: date
    last: date

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> Span:
        """A year, a month or a day.

        Raises:
            ValueError: there is no such day.
        """
        if month is None:
            return cls(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return cls(date(year, month, day), date(year, month, day))

    @classmethod
    def read(cls, iso: str) -> Span:
        """The span of ``2014``, ``2014-05`` or ``2014-05-23``."""
        return cls.of(*(int(part) for part in iso.split("-")))

    @property
    def iso(self) -> str:
        """The most precise date that is (as good as) certain: a day, a month, or at least a year."""
        if self.first == self.last:
            return self.first.isoformat()
        days = (self.last - self.first).days + 1
        for cut in (7, 4):
            for end in (self.first, self.last):
                whole = Span.read(end.isoformat()[:cut])
                inside = (min(self.last, whole.last) - max(self.first, whole.first)).days + 1
                if inside == days or (inside >= MOSTLY * days and days <= 45):
                    return end.isoformat()[:cut]
        return self.first.isoformat()[:4]

    @property
    def precision(self) -> int:
        """10 for a day, 7 for a month, 4 for a year: the length of its ISO form."""
        return len(self.iso)

    def moved(self, least: int, most: int | None = None) -> Span:
        """The span that lies ``least`` to ``most`` days after this one (before it, if negative)."""
        try:
            return Span(self.first + timedelta(days=least), self.last + timedelta(days=least if most is None else most))
        except OverflowError:
            return self

    def months_on(self, least: int, most: int | None = None) -> Span:
        """The months that lie ``least`` to ``most`` months after this one's."""
        most = least if most is None else most
        a = self.first.year * 12 + self.first.month - 1 + least
        b = self.last.year * 12 + self.last.month - 1 + most
        return Span(Span.of(a // 12, a % 12 + 1).first, Span.of(b // 12, b % 12 + 1).last)
