"""Which organisations a review is about: those that took part, had contact, or are asked to act."""

from __future__ import annotations

import re
from functools import cache

from loaders.document.model import Paragraph, Sentence
from loaders.extract.agencies.aliases import (
    abbreviate,
    call_by_initials,
    call_by_place,
    call_by_word,
    call_short,
    join_short,
    join_workers,
    shorten,
)
from loaders.extract.agencies.belongs import belongs
from loaders.extract.agencies.cluster import cluster, join_parts, join_told
from loaders.extract.agencies.contributions import best, note_contributions
from loaders.extract.agencies.found import Found, sentence_at
from loaders.extract.agencies.kinds import kind_of
from loaders.extract.agencies.names import cues
from loaders.extract.agencies.sector import body_sector, explain, explain_by_work
from loaders.extract.agencies.sound import NameCheck
from loaders.extract.agencies.told import Told
from loaders.extract.agencies.unnamed import call_by_kind, numbered, roles
from loaders.extract.reading import Reading, evidence, machine
from loaders.sheet import Agency
from loaders.why import Cue, Reason

_CAPITALS = re.compile(r"(?:[A-Z][\w&’'-]*(?: (?=[A-Z])|\b))+")
_BEHIND_A_LABEL = 60  # how far behind the start of a line ("Agency: …", "of the …") a name may begin, in characters


def find(reading: Reading) -> list[Agency]:
    """The agencies of a review, in the order in which the text first lists or tells of them."""
    found = _bodies(reading)
    panels = any(f.panel for f in found)
    agencies = [_agency(f, panels) for f in found]
    taken: dict[str, Agency] = {}
    for agency in agencies:
        taken.setdefault(agency.name, agency)
    claimed = {form for a in taken.values() for form in (a.name, f"the {a.name}")}
    for agency in taken.values():
        agency.aliases = [a for a in agency.aliases if a not in claimed]
        claimed |= set(agency.aliases)
    return list(taken.values())


def _bodies(reading: Reading) -> list[Found]:
    """The bodies that belong to the case, those that are listed first."""
    check = NameCheck(reading.persons)
    told = Told(reading, check)
    groups = cluster(told.raws(), told.full)
    abbreviate(groups, told.full)
    shorten(groups, reading.document, check.labels)
    join_workers(groups)
    call_short(groups, reading.document, check.labels)
    note_contributions(groups, reading.document)
    for found in groups:
        explain(found, told.described, told.staffed)
    explain_by_work(groups, reading.document)
    join_short(groups)
    join_told(groups)
    join_parts(groups)
    kept = [f for f in groups if belongs(f)]
    for found in kept:
        call_by_kind(found)
    call_by_word(kept, reading.document)
    call_by_place(kept, reading.document)
    call_by_initials(kept, reading.document, told.full)
    unnamed = numbered(reading.document, kept)
    unnamed += roles(reading.document, [*kept, *unnamed])
    note_contributions(unnamed, reading.document)
    return sorted([*kept, *unnamed], key=_first)


def _first(found: Found) -> tuple[int, int]:
    places = [*found.listed, *found.headed, *found.addressed, *found.told]
    return (0 if found.listed else 1, min((p.index for p, _, _ in places), default=0))


def _agency(found: Found, panels: bool) -> Agency:
    name = found.name
    places = [*found.listed[:2], *found.headed[:1], *found.addressed[:1], *found.told[:2]][:3] or found.said[:1]
    reasons = [_reason(found, *place) for place in places]
    aliases = [n for n, _ in found.names.most_common() if n != name]
    aliases += sorted(a for a in found.abbreviations if a not in aliases and a != name)
    aliases = [a for a in aliases if not _never_alone().match(a)]
    rule = (
        "listed" if found.listed else "headed" if found.headed or found.addressed else "role" if found.role else "told"
    )
    return Agency(
        name=name,
        aliases=aliases,
        sector=body_sector(found),
        contribution=best(found),
        on_panel=found.panel if panels else None,
        evidence=[reason.place for reason in reasons],
        origin=machine(f"agencies.{rule}", {"listed": 0.95, "headed": 0.9, "role": 0.6, "told": 0.65}[rule], reasons),
    )


@cache
def _never_alone() -> re.Pattern[str]:
    return re.compile(cues()["never_alone"])


def _reason(found: Found, paragraph: Paragraph, start: int, end: int) -> Reason:
    """What one place says of a body: its name there, and the kind of body that it is the name of."""
    place = evidence(sentence_at(paragraph, start), *_span(paragraph, start, end))
    words = _as_written(found, paragraph.text, start, end)
    kind = kind_of(words) or found.kind
    if kind is None:
        return Reason(place, (Cue(words, "a body's name"),))
    return Reason(place, (Cue(words, kind.sector, f"agencies/kinds.yaml: {kind.id}"),))


def _as_written(found: Found, text: str, start: int, end: int) -> str:
    """The name as it stands at a place, where an abbreviation may stand for the body."""
    called = sorted({found.name, *found.names, *found.abbreviations}, key=len, reverse=True)
    names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, called))})(?!\w)", re.IGNORECASE)
    here = text[start : max(end, start + _BEHIND_A_LABEL)]
    near = names.search(here) or _CAPITALS.search(here)
    return near[0] if near else text[start:end]


def _span(paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
    where = sentence_at(paragraph, start)
    first, last = (where.start, where.end) if isinstance(where, Sentence) else (0, len(paragraph.text))
    lines = paragraph.lines(first, last)
    return (first, last) if lines[1] - lines[0] < 6 else (start, max(end, start + 1))
