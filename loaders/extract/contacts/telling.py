"""One telling of a contact: what it says, where, and why it is taken for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.document.model import Sentence
from loaders.extract.contacts.clauses import Clause
from loaders.extract.contacts.frames import Frame, cues
from loaders.extract.contacts.merge import Event
from loaders.extract.reading import evidence
from loaders.why import Cue, Reason

if TYPE_CHECKING:
    from loaders.extract.persons.index import Mention as PersonMention

#: Rules that no frame words: a row of a chronology, and what an agency is said to have done on a day.
BY_GRAMMAR = ("entry", "acted")
#: Characters of a summary.
SUMMARY = 110


@dataclass(frozen=True)
class Because:
    """Why a telling is one: the words of the frame, and how agency and date were decided."""

    words: list[str]
    agency: str
    date: str


def telling(
    kind: str,
    rule: str,
    agency: str,
    date: str,
    sentence: Sentence,
    people: list[PersonMention],
    words: str,
    because: Because,
    *,
    told: bool,
) -> Event:
    """One telling of a contact, with the reason why it is one.

    Args:
        kind, agency, date: of the contact; the date as in a sheet.
        rule: the rule that found it, without its family.
        sentence: where it is told.
        people: who is named there.
        words: those that tell it, for the summary.
        because: how agency and date were decided.
        told: whether the place tells what happened (it may only judge it).
    """
    level = None
    if kind in ("assessment", "incident-report") and (m := cues().level.search(sentence.text)):
        level = cues().levels[next(g for g in m.groups() if g).lower()]
    place = evidence(sentence)
    notes = (("agency", f"{agency}: {because.agency}"), ("date", f"{date}: {because.date}"))
    return Event(
        date=date,
        agency=agency,
        kind=kind,
        persons=list(dict.fromkeys(p.label for p in people)),
        risk_level=level,
        summary=_summary(words),
        place=place,
        reason=Reason(place, (cue(kind, rule, because.words),), () if rule != "note" else None, notes),
        rule=f"contacts.{rule}",
        told=told,
        position=sentence.position,
    )


def cue(kind: str, rule: str, words: list[str]) -> Cue:
    """The words by which a rule took a place for a contact, and where they are listed."""
    if rule in BY_GRAMMAR:
        return Cue(" … ".join(words), kind)
    where = "notes" if rule == "note" else f"frames/{rule}"
    return Cue(" … ".join(words), kind, f"contacts/cues.yaml: {where}")


def worded(frame: Frame, clause: Clause) -> list[str]:
    """The words of a clause that the frame asks for: its verb, and what the frame's own words match."""
    m = frame.words.search(clause.wide if frame.wide else clause.text) if frame.words else None
    verb = clause.verb.text
    return [verb] if m is None or m[0].strip() == verb else [m[0]] if verb in m[0].split() else [verb, m[0]]


def _summary(words: str) -> str:
    """The words of a clause or an entry, cut to a line."""
    words = words.replace("\t", " ").strip(" ,;:.-–")
    if len(words) > SUMMARY:
        words = words[: SUMMARY - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return words[:1].upper() + words[1:]
