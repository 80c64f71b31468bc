"""Makes one contact of what is told of it in several places."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.document.model import Sentence
from loaders.extract.reading import Reading, machine
from loaders.sheet import Contact, Evidence

#: Places kept of one contact; a third rarely tells more.
PLACES = 3


@dataclass
class Event:
    """One telling of a contact."""

    date: str
    agency: str
    kind: str
    persons: list[str]
    risk_level: str | None
    summary: str
    place: Evidence
    rule: str
    narrative: bool
    sentence: Sentence


def merged(events, reading: Reading) -> list[Contact]:  # type: ignore[no-untyped-def]
    """The contacts that these events amount to: one for each date, agency and kind."""
    end = max((d.date for d in reading.deaths if d.date), default=None)
    told: dict[tuple[str, str, str], list[Event]] = {}
    for event in sorted(events, key=lambda e: not e.narrative):
        if end and event.date[: len(end)] > end[: len(event.date)]:
            continue
        key = (event.date, event.agency, event.kind)
        if not event.narrative:
            same = [k for k in told if k[1:] == key[1:] and (k[0].startswith(key[0]) or key[0].startswith(k[0]))]
            if same:
                key = same[0]
        told.setdefault(key, []).append(event)
    contacts = []
    for (date, agency, kind), tellings in sorted(told.items(), key=lambda item: (item[0][0], item[1][0].sentence.position)):
        first = tellings[0]
        contacts.append(
            Contact(
                date=date,
                agency=agency,
                kind=kind,
                persons=list(dict.fromkeys(p for t in tellings for p in t.persons)),
                risk_level=next((t.risk_level for t in tellings if t.risk_level), None),  # type: ignore[arg-type]
                summary=first.summary,
                evidence=list({t.place.lines: t.place for t in tellings}.values())[:PLACES],
                origin=machine(first.rule, 0.6),
            )
        )
    return contacts
