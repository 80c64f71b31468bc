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

#: Characters of a summary.
SUMMARY = 110
HEALTH = ("general-practice", "acute-health", "mental-health", "community-health")
#: Sectors of which a review names one body as a rule, so that an unnamed one is the first of them.
ALONE = ("police", "ambulance", "childrens-social-care")

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
    _latest: str | None = None
    _before_paragraph: str | None = None
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
            self._paragraph, self._last = sentence.paragraph.index, self._of_row(sentence)
            self._before_paragraph = self._latest
        if dates or self.reading.timeline.running(sentence):
            self._latest = self.reading.timeline.running(sentence)
        for clause in clauses(doc):
            if not clause.happened:
                continue
            who = _Parties(clause, doc, named, people)
            for frame in cues().by_verb.get(clause.lemma, ()):
                if not self._fits(frame, clause, who):
                    continue
                agencies = self._whose(frame, who, clause, sentence)
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

    def _of_row(self, sentence: Sentence) -> str | None:
        """The agency that has a cell of its own in a table's row."""
        cells = [c.strip() for c in sentence.paragraph.cells]
        for mention in self.reading.agency_index.mentions(sentence) if cells else ():
            if any(mention.text in cell and len(cell) <= 2 * len(mention.text) for cell in cells):
                return mention.agency
        return None

    def _fits(self, frame: Frame, clause: Clause, who: _Parties) -> bool:
        text = clause.wide if frame.wide else clause.text
        if frame.words and not frame.words.search(text):
            return False
        if frame.not_words and frame.not_words.search(clause.text):
            return False
        if frame.passive and not clause.is_passive:
            return False
        if frame.object and not (clause.is_passive or clause.has_object):
            return False
        actors = who.passive if frame.passive and frame.actor_in else who.actor
        if frame.actor and not (frame.actor & (who.kinds | ({"agency"} if actors else set()))):
            return False
        if frame.actor_in and not any(n.sector in frame.actor_in for n in actors):
            return False
        if frame.target and not who.target:
            return False
        return not frame.target_in or any(n.sector in frame.target_in for n in who.target)

    def _whose(self, frame: Frame, who: _Parties, clause: Clause, sentence: Sentence) -> list[str]:
        for way in frame.whose:
            found = self._by_way(way, frame, who)
            if found:
                return list(dict.fromkeys(n.agency for n in found))
        if clause.verb.dep_ == "acl":
            return []  # "the referral made in April" speaks of a contact that is told elsewhere
        for default in frame.default:
            if agency := self._by_default(default, clause, sentence):
                return [agency]
        return []

    def _by_way(self, way: str, frame: Frame, who: _Parties) -> list[_Named]:
        everyone = who.actor + who.passive + who.target + who.source
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
            return [n for n in who.target + who.source if n.sector in HEALTH][:1]
        if way == "health-source":
            return [n for n in who.source if n.sector in HEALTH][:1]
        if way == "hospital-target":
            return [n for n in who.target if n.sector in ("acute-health", "mental-health")][:1]
        if way == "health-actor":
            return [n for n in who.actor + who.passive if n.sector in HEALTH][:1]
        raise ValueError(way)

    def _by_default(self, default: str, clause: Clause, sentence: Sentence) -> str | None:
        """The agency of a clause that names none: by what its words tell, or the one in view, or the only one."""
        view = self._in_view(sentence, clause)
        wanted: tuple[str, ...] = (default,)
        if default in ("in-view", "in-view-health"):
            told = next((sectors for words, sectors in cues().hints if words.search(clause.text)), ())
            if not told:
                fits = default == "in-view" or self.sectors.get(view or "") in HEALTH
                return view if fits else None
            wanted = told
        if view and self.sectors.get(view) in wanted:
            return view
        for sector in wanted:
            near = self._near(sentence, sector)
            held = self.reading.agency_index.of_sector(sector)
            if near or (held and (len(held) == 1 or sector in ALONE)):
                return near or held[0]
        return view if default == "in-view" else None

    def _in_view(self, sentence: Sentence, clause: Clause) -> str | None:
        """Who acted last in the paragraph, else whom the text has in view."""
        return self._last or self.reading.agency_index.in_view(sentence)

    def _near(self, sentence: Sentence, sector: str) -> str | None:
        """The agency of a sector that the paragraph names, the one named last before the sentence if several."""
        found = None
        for other in sentence.paragraph.sentences:
            for mention in self.reading.agency_index.mentions(other):
                if self.sectors.get(mention.agency) == sector and (found is None or other.start <= sentence.start):
                    found = mention.agency
        return found

    def _when(self, clause: Clause, dates: list[When], sentence: Sentence) -> str | None:
        """The date of a clause: its own, else the last before it, else that at which the narrative stands."""
        inside = [w for w in dates if clause.start <= w.start < clause.end]
        if inside:
            near = min(inside, key=lambda w: abs(w.start - clause.verb.idx))
            return near.iso
        before = [w for w in dates if w.start < clause.verb.idx]
        if before:
            return before[-1].iso
        return self._running(sentence) or (dates[0].iso if dates else None)

    def _running(self, sentence: Sentence) -> str | None:
        """The date at which the narrative stands before the sentence; only its month where another paragraph gave it."""
        paragraph = sentence.paragraph
        earlier = [s for s in paragraph.sentences if s.start < sentence.start]
        for other in reversed(earlier):
            if dates := self.reading.timeline.dates(other):
                return dates[-1].iso
        if sentence.section.kind not in NARRATIVE:
            return None
        first = paragraph.sentences[0]
        own = self.reading.timeline.dates(first)
        running = self.reading.timeline.running(first)
        if own and running == own[-1].iso:
            running = self._before_paragraph
        return running[:7] if running else None

    def _event(
        self, frame: Frame, agency: str, when: str, sentence: Sentence, clause: Clause, people, rule: str = ""
    ) -> Event:  # type: ignore[no-untyped-def]
        level = None
        if frame.kind in ("assessment", "incident-report") and (m := cues().patterns["level"].search(sentence.text)):
            level = cues().levels[next(g for g in m.groups() if g).lower()]
        return Event(
            date=when,
            agency=agency,
            kind=frame.kind,
            persons=list(dict.fromkeys(m.label for m in people)),
            risk_level=level,
            summary=_summary(sentence, clause),
            place=evidence(sentence),
            rule=f"contacts.{frame.rule or rule}",
            narrative=sentence.section.kind in NARRATIVE,
            sentence=sentence,
        )


def _summary(sentence: Sentence, clause: Clause) -> str:
    """The clause's words, cut to a line."""
    words = sentence.text[clause.start : clause.end].replace("\t", " ").strip(" ,;:.-–")
    if len(words) > SUMMARY:
        words = words[: SUMMARY - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return words[:1].upper() + words[1:]


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
            if words & _PRONOUNS:
                self.kinds.add("pronoun")
        elif not subject:
            self.kinds.add("nobody")
        else:
            self.kinds.add("other")


def _unique(named: Iterable[_Named]) -> list[_Named]:
    seen: dict[str, _Named] = {}
    for n in named:
        seen.setdefault(n.agency, n)
    return list(seen.values())
