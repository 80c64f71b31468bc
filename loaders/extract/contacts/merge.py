"""Makes one contact of what is told of it in several places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loaders.document.model import Paragraph
from loaders.extract.contacts.frames import cues
from loaders.extract.reading import Reading, evidence, machine
from loaders.sheet import Contact, Evidence
from loaders.why import Reason

#: Places kept of one contact; a fourth rarely tells more.
PLACES = 3
#: What a further place that tells the same adds to the confidence in a contact.
AGAIN = 0.05


@dataclass
class Event:
    """One telling of a contact. ``told``: by a section that tells what happened, rather than one that judges it."""

    date: str
    agency: str
    kind: str
    persons: list[str]
    risk_level: str | None
    summary: str
    place: Evidence
    rule: str
    told: bool
    position: tuple[int, int]
    reason: Reason


def merged(events: Iterable[Event], reading: Reading) -> list[Contact]:
    """The contacts that these events amount to: one for each (date, agency, kind), in the order of dates and places.

    What the analysis repeats joins the contact of the narrative, also where one of the dates is the more precise.
    Nothing after the death is a contact.
    """
    end = max((d.date for d in reading.deaths if d.date), default=None)
    told: dict[tuple[str, str, str], list[Event]] = {}
    for event in sorted(events, key=lambda e: not e.told):
        if end and _after(event.date, end):
            claim = f"{event.kind} ({event.agency}, {event.date})"
            reading.leave_out("contacts", claim, "it was after the death", event.reason)
            continue
        key = (event.date, event.agency, event.kind)
        if not event.told:
            key = next((k for k in told if k[1:] == key[1:] and _same(k[0], event.date)), key)
        told.setdefault(key, []).append(event)
    ordered = sorted(told.items(), key=lambda item: (item[0][0], item[1][0].position))
    # A footnote that alone gives the day of an incident is cited (rule 3 of the contract).
    cited = reading.timeline.cited
    return [_contact(date, agency, kind, tellings, cited(date)) for (date, agency, kind), tellings in ordered]


def _after(date: str, end: str) -> bool:
    shared = min(len(date), len(end))
    return date[:shared] > end[:shared]


def _same(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _confidence(event: Event) -> float:
    if not event.told:
        return cues().judged
    rule = event.rule.partition(".")[2]
    return next((sure for sure, rules in (cues().more, cues().less) if rule in rules), cues().rest)


def _contact(date: str, agency: str, kind: str, tellings: list[Event], cited: Paragraph | None) -> Contact:
    first = tellings[0]
    by_place = {t.place.lines: t for t in reversed(tellings)}
    kept = list({t.place.lines: by_place[t.place.lines] for t in tellings}.values())[:PLACES]
    places = [t.place for t in kept]
    return Contact.model_validate(
        {
            "date": date,
            "agency": agency,
            "kind": kind,
            "persons": list(dict.fromkeys(p for t in tellings for p in t.persons)),
            "risk_level": next((t.risk_level for t in tellings if t.risk_level), None),
            "summary": first.summary,
            "evidence": [*places, evidence(cited)] if cited is not None else places,
            "origin": machine(first.rule, _confidence(first) + AGAIN * (len(places) - 1), (t.reason for t in kept)),
        }
    )
