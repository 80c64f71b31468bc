"""The agencies that a sentence names, or means by a word for their people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

from loaders.document.model import Section, Sentence
from loaders.extract.missed_opportunities.clause import AGENT, AT, HEADS, JOINED, NOT_ASKED, OBLIQUE, STAFF, Party
from loaders.extract.missed_opportunities.cues import cues
from loaders.extract.reading import Reading

#: What follows a forum's name where not the forum but a thing of its is meant.
_THING = re.compile(r"\s*(?:re-?)?(?:referral|threshold|process|criteria|meeting|action|minutes|research|agenc)", re.I)
#: Words for people that tell which of several agencies of a sector is theirs.
_STEM = re.compile(r"midwi|school|crisis|district|ambulance|paramedic|refuge", re.I)
_NAMED_FOR = {"paramedic": "ambulance"}
#: The number by which a review tells one worker from others ("PC4", "SW2").
_NUMBERED = re.compile(r"(?<=[A-Z])[1-9]\d?(?!\w)")
#: Words for people whose work is to look after the work of others.
_RANK = re.compile(r"\b(?:sergeant|inspector|supervisor|(?<!offender )manager)s?\b", re.I)
#: What follows a name that only tells whose thing is meant ("police records").
_OWNED = re.compile(r"\s+(?:records?|systems?|custody|station|intelligence|reports?|officer in)\b", re.I)
#: Between a body's name and a word for its people ("NPS court officer", "the Trust's duty nurse").
_ITS = re.compile(
    r"(?:[’']s)? (?:(?:court|duty|senior|lead|specialist|named|allocated|safeguarding|liaison"
    r"|domestic (?:abuse|violence)|community|student|response|attending|supervising) ){0,2}"
)
#: After a body that does something itself, though the one before was only met ("offered an IDVA, and the GP did not").
_DOES = re.compile(r"\s+(?:\w+ly |also |then )?(?:did|does|failed|took|made|missed|chose)\b")
#: Words that make what happened with a body the time of something else, where it does nothing itself after them.
_BY_THEN = re.compile(r"\b(?:after|before|until|since|following|during)\s+(?:the |a |an |her |his )*$", re.I)
_ACTS = re.compile(
    r"\s+(?:\w+ly |also |then )?"
    r"(?:had|has|have|was|were|did|does|could|made|sent|rang|told|saw|took|left|held|met|\w+ed)\b"
)
#: Words for people that tell nothing of their body, and so mean one of whom the paragraph spoke before.
_WORKER = r"(?:worker|practitioner|advis[eo]r|clinician|therapist|counsellor|caseworker|assessor|advocate)"
_ONE_OF_THEM = re.compile(rf"\b[Tt]he (?P<who>{_WORKER})s?\b(?![’'-])")
_WORD_FOR = re.compile(rf"\b{_WORKER}(?=s?\b)")
#: Characters behind the name of a body in which a word for its people may stand.
_BEHIND = 30
#: One of several trusts.
_TRUST = re.compile(r"\b(?:[Tt]he|[Tt]heir own|[Ii]ts own) (?:NHS )?Trust\b(?! [A-Z])")
#: Between people and the body that they work for.
_STAFF_OF = re.compile(AT, re.I)


@lru_cache(maxsize=1 << 13)
def _role_words(text: str) -> tuple[tuple[str, str, int, int], ...]:
    """The words for the people of a sector in a sentence: (sector, word, start, end with the number that follows).

    Kept, since failings and good practice walk through the same sentences one after the other.
    """
    found = []
    for m in cues().roles.finditer(_NUMBERED.sub(lambda m: " " * len(m[0]), text)):
        number = _NUMBERED.match(text, m.end())
        found.append(((m.lastgroup or "").replace("_", "-"), m[0], m.start(), number.end() if number else m.end()))
    return tuple(found)


@dataclass
class Standing:
    """Where the reading of a document stands.

    Attributes:
        acting: the agencies that acted so far in the paragraph.
        named: those that were named so far in the section, the last one last.
        before: the one that acted last before the paragraph.
        just: those that the sentence before names, in the same paragraph.
        people: the agency of each word for people of which the paragraph spoke so far.
    """

    acting: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    before: str | None = None
    just: list[str] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    _section: Section | None = None
    _paragraph: int = -1

    def move_to(self, sentence: Sentence) -> None:
        """Tells that this sentence is read next."""
        if sentence.section is not self._section:
            self._section, self.before, self.acting, self.named = sentence.section, None, [], []
        if sentence.paragraph.index != self._paragraph:
            self.before = self.acting[-1] if self.acting else self.before
            self._paragraph, self.acting, self.just = sentence.paragraph.index, [], []
            self.people = {}


class Bodies:
    """The agencies of a review, by what matters to who failed.

    Attributes:
        sectors: of each.
        held: those of each sector.
        forums: those that are forums of many agencies.
        judges: those that judge others.
        called: all that each is called, in small letters.
    """

    def __init__(self, reading: Reading) -> None:
        self.sectors = {a.name: a.sector for a in reading.agencies}
        self.forums = {a.name for a in reading.agencies if a.sector == "multi-agency-forum"}
        self.judges = {a.name for a in reading.agencies if cues().judges.search(a.name)}
        self.called = {a.name: " ".join([a.name, *a.aliases]).lower() for a in reading.agencies}
        self.held: dict[str, list[str]] = {}
        for agency in reading.agencies:
            self.held.setdefault(agency.sector, []).append(agency.name)


class PartyReader:
    """Tells the agencies of a sentence; whose "the officer" is depends on where the reading stands."""

    def __init__(self, reading: Reading, bodies: Bodies, at: Standing) -> None:
        self.reading = reading
        self.bodies = bodies
        self.at = at

    def of(self, sentence: Sentence) -> list[Party]:
        """The agencies that a sentence names or means, in their order; those that judge others are left out."""
        text, out = sentence.text, list[Party]()
        for agency, start, end in sorted(self._named_or_meant(sentence), key=lambda f: f[1]):
            if agency not in self.bodies.judges:
                out.append(Party(agency, start, end, self._acts(agency, text, start, end, out)))
        self._note_people(text, out)
        return out

    def _named_or_meant(self, sentence: Sentence) -> list[tuple[str, int, int]]:
        """The agencies that a sentence names, or means by a word for their people, and where; no two overlap."""
        text = sentence.text
        found = [(m.agency, m.start, m.end) for m in self.reading.agency_index.called(sentence)]
        for sector, word, start, end in _role_words(text):
            sector = sector if sector in self.bodies.held else cues().or_else.get(sector, sector)
            if sector not in self.bodies.held or (text[start - 1 : start] == "(" and text[end : end + 1] == ")"):
                continue  # "the social worker (SW2)" is told already
            if any((a < end and start < b) or _ITS.fullmatch(text, b, start) for _, a, b in found):
                continue  # named already ("Probation officer")
            found.append((self._of_role(sector, self.bodies.held[sector], sentence, word), start, end))
        meant = [(self._trust(sentence), m) for m in _TRUST.finditer(text)]
        meant += [(self.at.people.get(m["who"]), m) for m in _ONE_OF_THEM.finditer(text)]
        for whose, m in meant:
            if whose and not any(a < m.end() and m.start() < b for _, a, b in found):
                found.append((whose, m.start(), m.end()))
        named = [f for f in found if f[0]]
        for i, (agency, start, end) in enumerate(found):  # "clinicians at the mental health trust": the trust's
            if own := [n for n in named if n[1] > end and n[0] != agency and _STAFF_OF.fullmatch(text[end : n[1]])]:
                found[i] = (own[0][0], start, end)
        return found

    def _acts(self, agency: str, text: str, start: int, end: int, before: Sequence[Party]) -> bool:
        """Whether an agency that a sentence names there does something in it; ``before`` are those named so far."""
        listed = bool(before) and bool(text[before[-1].end : start].strip())
        listed = listed and bool(JOINED.match(text[before[-1].end : start]))
        staff = STAFF.search(text[:start])
        if OBLIQUE.search(text[: staff.start() if staff else start]):
            return False
        if cues().judging_verbs.match(text[end : end + 60]):
            return False
        if listed and not _DOES.match(text[end:]) and not before[-1].acts:
            return False
        if _BY_THEN.search(text, 0, start) and not _ACTS.match(text, end):
            return False  # "even after the MARAC", "before the hospital appointment"
        return not NOT_ASKED.match(text[end:]) and not (agency in self.bodies.forums and _THING.match(text[end:]))

    def _note_people(self, text: str, parties: Sequence[Party]) -> None:
        """Notes of whose people a sentence speaks, for those after it in the paragraph."""
        for p, after in zip_longest(parties, parties[1:]):
            end = min(p.end + _BEHIND, after.start if after else len(text))
            if m := _WORD_FOR.search(text, p.start, end):
                self.at.people[m[0]] = p.agency

    def without_doers(self, text: str, parties: Sequence[Party]) -> str:
        """The sentence, at the same length, without the names of those who act in it.

        What an agency is called tells nothing of what it did not do ("the IDVA service did not record ..."). Forums
        stay: what they do is the MARAC process; so do ranks, since what a supervisor leaves undone is supervision.
        """
        for p in parties:
            doer = (p.acts and HEADS.search(text[: p.start])) or AGENT.search(text[: p.start])
            if not doer or p.agency in self.bodies.forums or p.end - p.start < 2:
                continue
            if not _RANK.search(text[p.start : p.end]) and not _OWNED.match(text[p.end :]):
                text = f"{text[: p.start]}{'it' + ' ' * (p.end - p.start - 2)}{text[p.end :]}"
        return text

    def _of_role(self, sector: str, held: list[str], sentence: Sentence, word: str) -> str:
        """The agency of a sector that is meant: that of the word, the section's, the one named last, or the first."""
        index = self.reading.agency_index
        own = index.around(sentence)
        if own not in held and (sharing := self._sharing(own, word)):
            return sharing
        held = index.at_work(index.likely(held, word), sentence)
        if len(held) > 1 and (stem := _STEM.match(word)):
            named = _NAMED_FOR.get(stem[0].lower(), stem[0].lower())
            held = [a for a in held if named in self.bodies.called[a]] or held
        if own in held:
            several = [a for a in index.of_heading(sentence.section) if a in held]
            last = (a for a in reversed(self.at.named) if a in several)  # of a heading of two
            return next(last, own) if len(several) > 1 else own
        for name in reversed(self.at.named):
            if name in held:
                return name
        return held[0]

    def _trust(self, sentence: Sentence) -> str | None:
        """Which of several trusts is meant: that of the heading, or the one named last in its section."""
        own = self.reading.agency_index.around(sentence)
        named = [own, *reversed(self.at.acting), *reversed(self.at.named)]
        return next((a for a in named if a and " trust" in self.bodies.called[a]), None)

    def _sharing(self, own: str | None, word: str) -> str | None:
        """The agency in view, of another sector than the word's, whose people are called so too ("the officer")."""
        sectors = next((s for words, s in cues().shared_words if words.fullmatch(word)), None)
        last = next(
            (a for a in [*reversed(self.at.acting), own, self.at.before] if a and a not in self.bodies.forums), None
        )
        return last if sectors and last is not None and self.bodies.sectors[last] in sectors else None
