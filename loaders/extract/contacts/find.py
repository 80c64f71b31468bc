"""Finds the contacts of a review."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.document.model import Sentence
from loaders.extract.contacts.clauses import Clause, clauses
from loaders.extract.contacts.frames import Frame, cues
from loaders.extract.contacts.merge import Event, merged
from loaders.extract.reading import Reading, evidence

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from loaders.extract.dates import When

#: Sections that tell what happened: every sentence may hold a contact.
NARRATIVE = ("chronology", "background")
#: Sections that judge what happened: only what they date themselves is a contact.
JUDGING = ("analysis", "lessons", "conclusions", "family", "equality", "other", "good-practice", "process")

_PRONOUNS = {"he", "she", "they", "who", "both", "him", "her", "them"}
_PEOPLE = re.compile(
    r"\b(victim|perpetrator|offender|suspect|husband|wife|partner|ex-partner|mother|father|parents?|sister|brother|son|"
    r"daughter|child(ren)?|baby|couple|family|relatives?|neighbours?|friends?|caller|man|woman|male|female|public|"
    r"anonymous|concierge|colleague|landlord|manager|someone|informant|witness(es)?|aunt|uncle|cousin|boyfriend|girlfriend)\b",
    re.I,
)


def find(reading: Reading):  # type: ignore[no-untyped-def]
    """The contacts of the document, in the order of their dates and places.

    Reads the narrative sections sentence by sentence, and of the judging sections the sentences that give a date.
    """
    finder = _Finder(reading)
    return merged(finder.events(), reading)


@dataclass
class _Named:
    agency: str
    sector: str
    start: int
    end: int


@dataclass
class _Finder:
    reading: Reading
    _paragraph: int = -1
    _last: str | None = None
    sectors: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sectors = {a.name: a.sector for a in self.reading.agencies}

    def events(self) -> Iterator[Event]:
        chosen = list(self._chosen())
        parsed = self.reading.parse(s for s, _ in chosen)
        for sentence, dates in chosen:
            yield from self._of_sentence(sentence, parsed[sentence], dates)

    def _chosen(self) -> Iterator[tuple[Sentence, list[When]]]:
        """The sentences worth parsing, each with its dates."""
        timeline = self.reading.timeline
        for sentence in self.reading.sentences((*NARRATIVE, *JUDGING)):
            if sentence.paragraph.kind == "footnote":
                continue
            dates = timeline.dates(sentence)
            narrative = sentence.section.kind in NARRATIVE
            if dates or (narrative and timeline.running(sentence)):
                yield sentence, dates

    def _of_sentence(self, sentence: Sentence, doc: Doc, dates: list[When]) -> Iterator[Event]:
        index = self.reading.agency_index
        named = [
            _Named(m.agency, self.sectors.get(m.agency, "other"), m.start, m.end) for m in index.mentions(sentence)
        ]
        people = self.reading.person_index.mentions(sentence)
        if sentence.paragraph.index != self._paragraph:
            self._paragraph, self._last = sentence.paragraph.index, None
        for clause in clauses(doc):
            if not clause.happened:
                continue
            who = _Parties(clause, doc, named, people)
            for frame in cues().by_verb.get(clause.lemma, ()):
                if not self._fits(frame, clause, who):
                    continue
                agencies = self._whose(frame, who, sentence)
                if not agencies:
                    continue
                when = self._when(clause, dates, sentence)
                if when is None:
                    break
                for agency in agencies:
                    yield self._event(frame, agency, when, sentence, clause, people)
                    self._last = agency
                if frame.also and (reached := [n for n in who.target if n.sector in frame.also.target_in]):
                    for n in reached:
                        yield self._event(frame.also, n.agency, when, sentence, clause, people, frame.rule)
                break

    def _fits(self, frame: Frame, clause: Clause, who: _Parties) -> bool:
        text = clause.wide if frame.wide else clause.text
        if frame.words and not frame.words.search(text):
            return False
        if frame.not_words and frame.not_words.search(clause.text):
            return False
        if frame.passive and not clause.is_passive:
            return False
        actors = who.passive if frame.passive else who.actor
        if frame.actor and not (frame.actor & (who.kinds | ({"agency"} if actors else set()))):
            return False
        if frame.actor_in and not any(n.sector in frame.actor_in for n in actors):
            return False
        if frame.target and not who.target:
            return False
        return not frame.target_in or any(n.sector in frame.target_in for n in who.target)

    def _whose(self, frame: Frame, who: _Parties, sentence: Sentence) -> list[str]:
        for way in frame.whose:
            found = self._by_way(way, frame, who)
            if found:
                return list(dict.fromkeys(n.agency for n in found))
        for default in frame.default:
            if agency := self._by_default(default, sentence):
                return [agency]
        return []

    def _by_way(self, way: str, frame: Frame, who: _Parties) -> list[_Named]:
        everyone = who.actor + who.passive + who.target + who.source
        health = ("general-practice", "acute-health", "mental-health", "community-health")
        if way == "actor":
            actors = who.passive if frame.passive else who.actor
            return [n for n in actors if not frame.actor_in or n.sector in frame.actor_in]
        if way == "target":
            return [n for n in who.target if not frame.target_in or n.sector in frame.target_in][:1]
        if way == "source":
            return who.source or who.actor
        if way == "forum":
            return [n for n in everyone if n.sector == "multi-agency-forum"]
        if way == "police":
            return [n for n in everyone if n.sector == "police"][:1]
        if way == "ambulance":
            return [n for n in everyone if n.sector == "ambulance"][:1]
        if way == "court":
            return [n for n in everyone if n.sector == "criminal-justice"][:1]
        if way == "health-target":
            return [n for n in who.target + who.source if n.sector in health][:1]
        if way == "health-actor":
            return [n for n in who.actor + who.passive if n.sector in health][:1]
        raise ValueError(way)

    def _by_default(self, default: str, sentence: Sentence) -> str | None:
        index = self.reading.agency_index
        view = self._last or index.in_view(sentence)
        if default == "in-view":
            return view
        if default == "in-view-health":
            for name in (self._last, index.in_view(sentence)):
                if name and self.sectors.get(name) in ("general-practice", "acute-health", "mental-health"):
                    return name
            return None
        if view and self.sectors.get(view) == default:
            return view
        found = [name for name in index.of_sector(default)]
        return found[0] if found else None

    def _when(self, clause: Clause, dates: list[When], sentence: Sentence) -> str | None:
        inside = [w for w in dates if clause.start <= w.start < clause.end]
        if inside:
            near = min(inside, key=lambda w: abs(w.start - clause.verb.idx))
            return near.iso
        before = [w for w in dates if w.start < clause.verb.idx]
        if before:
            return before[-1].iso
        if dates and dates[0].start < 40:
            return dates[0].iso
        return self.reading.timeline.running(sentence) or (dates[0].iso if dates else None)

    def _event(
        self, frame: Frame, agency: str, when: str, sentence: Sentence, clause: Clause, people, rule: str = ""
    ) -> Event:  # type: ignore[no-untyped-def]
        level = None
        if frame.kind in ("assessment", "incident-report") and (m := _LEVEL.search(clause.text)):
            level = _LEVELS[m[1].lower()]
        return Event(
            date=when,
            agency=agency,
            kind=frame.kind,
            persons=list(dict.fromkeys(m.label for m in people)),
            risk_level=level,
            place=evidence(sentence),
            rule=f"contacts.{frame.rule or rule}",
            narrative=sentence.section.kind in NARRATIVE,
            sentence=sentence,
        )


_LEVEL = re.compile(r"['\"‘“]?\b(very high|high|medium|moderate|standard|low)\b", re.I)
_LEVELS = {
    "very high": "high", "high": "high", "medium": "medium", "moderate": "medium", "standard": "standard", "low": "standard",
}


class _Parties:
    """Which agencies and people stand where in a clause."""

    def __init__(self, clause: Clause, doc: Doc, named: list[_Named], people) -> None:  # type: ignore[no-untyped-def]
        at: dict[int, _Named] = {}
        for n in named:
            for token in doc:
                if n.start <= token.idx < n.end:
                    at[token.i] = n

        def within(indices: Iterable[int]) -> list[_Named]:
            return _unique(
                at[i] for i in sorted(indices) if i in at
            )

        self.actor = within(clause.actors)
        self.passive = within(clause.passive)
        self.target = within(clause.reached | (clause.passive if not clause.is_passive or self.actor else clause.passive))
        self.source = within(clause.source)
        subject = clause.actors
        words = {doc[i].lower_ for i in subject}
        text = " ".join(doc[i].text for i in sorted(subject))
        chars = {doc[i].idx for i in subject}
        person = bool(words & _PRONOUNS or _PEOPLE.search(text) or any(p.start in chars for p in people))
        self.kinds = set()
        if self.actor:
            self.kinds.add("agency")
        elif person:
            self.kinds.add("person")
        elif not subject:
            self.kinds.add("nobody")
        else:
            self.kinds.add("other")


def _unique(named: Iterable[_Named]) -> list[_Named]:
    seen: dict[str, _Named] = {}
    for n in named:
        seen.setdefault(n.agency, n)
    return list(seen.values())
