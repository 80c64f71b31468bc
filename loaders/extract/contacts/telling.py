"""One telling of a contact: what it says, where, and why it is taken for one."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.document.model import Sentence
from loaders.extract.contacts.clauses import Clause
from loaders.extract.contacts.dating import Dating
from loaders.extract.contacts.frames import Frame, cues
from loaders.extract.contacts.merge import Event
from loaders.extract.reading import Reading, evidence
from loaders.why import Cue, Reason

#: Rules that no frame words: a row of a chronology, and what an agency is said to have done on a day.
BY_GRAMMAR = ("entry", "acted", "day")
#: Characters of a summary.
SUMMARY = 110


@dataclass(frozen=True)
class Because:
    """Why a telling is one: the rule and the words that it found, and how agency and date were decided."""

    rule: str
    words: list[str]
    agency: str
    date: str


class Teller:
    """Puts down what the reading has found to be a contact.

    Args:
        reading: of the document.
        dating: which of its sentences tell what happened (others may only judge it).
    """

    def __init__(self, reading: Reading, dating: Dating) -> None:
        self.reading = reading
        self.dating = dating

    def tell(self, kind: str, agency: str, date: str, sentence: Sentence, words: str, because: Because) -> Event:
        """One telling of a contact, with the reason why it is one.

        Args:
            kind, agency, date: of the contact; the date as in a sheet.
            sentence: where it is told.
            words: those that tell it, for the summary.
            because: why it is taken for one.
        """
        level = None
        if kind in ("assessment", "incident-report") and (m := cues().level.search(sentence.text)):
            level = cues().levels[next(g for g in m.groups() if g).lower()]
        place, rule = evidence(sentence), because.rule
        notes = (("agency", f"{agency}: {because.agency}"), ("date", f"{date}: {because.date}"))
        return Event(
            date=date,
            agency=agency,
            kind=kind,
            persons=list(dict.fromkeys(p.label for p in self.reading.person_index.mentions(sentence))),
            risk_level=level,
            summary=_summary(words),
            place=place,
            reason=Reason(place, (cue(kind, rule, because.words),), () if rule != "note" else None, notes),
            rule=f"contacts.{rule}",
            told=self.dating.tells(sentence),
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
