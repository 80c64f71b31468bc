"""Which agencies knew of a factor before the death: were told of it, saw it or recorded it.

Most tellings name nobody ("She said that …"): the contacts found at the same lines say with whom they were spoken.
Without contacts (``tests.extraction.try_family`` gives none) the agencies named before are all there is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Any

from loaders.document.model import Sentence
from loaders.extract.qualifiers import qualify
from loaders.extract.reading import Reading, evidence
from loaders.extract.risk_factors.mentions import Mention
from loaders.extract.risk_factors.people import People
from loaders.sheet import Contact, Evidence, KnownTo
from ontology.data import read_yaml

#: How far before an agency's name the words may stand by which something is passed on to it, in characters.
PASSED = 70
#: Paragraphs after that of an offence in which the legal steps that follow from it may be told.
NEXT = 2
#: Tellings by which an agency that is only told of before or after them is still not thought to have known.
FEW = 3
#: Share of the mentions of a sector's bodies that makes one of them the one that is meant by a word for its staff.
MOSTLY = 0.6


class Knowing:
    """Tells who knew, from the sentences that tell of a factor and what stands around them."""

    def __init__(self, reading: Reading, people: People) -> None:
        self.reading = reading
        self.people = people
        self.dead = min((d.date for d in reading.deaths if d.date), default=None)
        self.by_sector: dict[str, list[str]] = defaultdict(list)
        for agency in reading.agencies:
            self.by_sector[agency.sector].append(agency.name)
        unfit = re.compile(_data()["not_knowing_names"], re.I)
        self.unfit = {
            a.name
            for a in reading.agencies
            if a.sector in _data()["not_knowing"]
            or (a.sector == "multi-agency-forum" and unfit.search(a.name))
            or _pattern("come_after").search(a.name)
        }
        self._named: dict[tuple[int, int], list[str]] = {}
        self._placed: dict[tuple[int, int], list[tuple[int, str]]] = {}
        self._contacts: dict[int, list[Contact]] = defaultdict(list)
        for contact in reading.contacts:
            for line in {n for e in contact.evidence for n in range(e.lines[0], e.lines[1] + 1)}:
                self._contacts[line].append(contact)
        self._told: Counter[str] | None = None
        self._abuse: list[Sentence] | None = None

    def of(self, factor: str, subject: str, found: list[Mention]) -> list[KnownTo]:
        """The agencies that knew of the factor, each with the first date that the text gives, in order of knowing."""
        dates: dict[str, list[str]] = defaultdict(list)
        places: dict[str, list[Evidence]] = defaultdict(list)
        sentences = list(dict.fromkeys(m.sentence for m in found))
        if (factor, subject) == ("physical-abuse", "perpetrator"):
            sentences = list(dict.fromkeys([*sentences, *self.abuse()]))
        sentences = list(dict.fromkeys([*sentences, *self._also(factor, sentences)]))
        firm: set[str] = set()
        told: Counter[str] = Counter()
        for sentence in sentences:
            agencies = self._knew(sentence, factor)
            if not agencies:
                continue
            firm |= self._at_hand(sentence)
            if subject == "perpetrator" and factor in _data()["offences"]:
                tried = [a for a in self._tried_it(sentence) if a not in self.unfit]
                agencies = list(dict.fromkeys([*agencies, *tried]))
                firm |= set(tried)
            when = self.reading.timeline.running(sentence)
            if when and self._is_after_death(when):
                continue
            told.update(agencies)
            for agency in agencies:
                if when:
                    dates[agency].append(when)
                if len(places[agency]) < 3:
                    places[agency].append(evidence(sentence))
        met = {c.agency for c in self.reading.contacts}
        for agency in [a for a in places if met and a not in firm and told[a] <= FEW]:
            # Told of before or after, and never where the factor is told.
            del places[agency]
        for agency in list(places):
            # One undated word of an agency that has no contact in the whole review: it is spoken of, it was not told.
            if met and agency not in met and not dates[agency] and len(places[agency]) == 1:
                del places[agency]
        return [
            KnownTo(agency=a, date=min(dates[a]) if dates[a] else None, evidence=places[a])
            for a in sorted(places, key=lambda a: (min(dates[a]) if dates[a] else "9", places[a][0].lines))
        ]

    def _at_hand(self, sentence: Sentence) -> set[str]:
        """The agencies that a sentence itself names, that had a contact at its lines or on its date, or whose part of
        the review it stands in."""
        self.named(sentence)
        held = {a for _, a in self._placed[sentence.position]} | {c.agency for c in self._contacts_at(sentence)}
        section = self.reading.agency_index.around(sentence)
        held |= set(self._met_on(self.reading.timeline.running(sentence)))
        return held | set(self._passed_on(sentence)) | ({section} if section else set())

    def _also(self, factor: str, told: list[Sentence]) -> list[Sentence]:
        """The later sentences that hold words by which whoever hears them learns of the factor."""
        if not told or factor not in _data()["also"]:
            return []
        pattern, first = _learnt_by(factor), min(s.position for s in told)
        return [
            s
            for s in self.reading.sentences(_data()["narrative"])
            if s.position > first
            and s.paragraph.kind != "footnote"
            and (m := pattern.search(s.text))
            and qualify(s.text, m.start(), m.end()).affirmed
            and not self._of_former_partner(s)
        ]

    def _is_after_death(self, when: str) -> bool:
        """Whether a date is that of the death or after it; not in the month of a death whose day is not printed."""
        dead = self.dead
        if dead is None:
            return False
        return when >= dead if len(dead) == len(when) == 10 else when[: len(dead)] > dead[: len(when)]

    def _of_former_partner(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of a former partner: by name, or as the one told of before it in its paragraph
        ("Leanne rang the police. A DASH was completed")."""
        here = {r.role for r in self.people.refs(sentence)}
        if here & {"victim", "former-partner"}:
            return "former-partner" in here
        told = (r.role for r in self.people.before(sentence) if r.role in ("victim", "former-partner"))
        return next(told, None) == "former-partner"

    def abuse(self) -> list[Sentence]:
        """The sentences that tell of domestic abuse without saying of what kind, or who met about the case."""
        if self._abuse is None:
            pattern = _pattern("abuse")
            self._abuse = []
            for sentence in self.reading.sentences(_data()["narrative"]):
                if sentence.paragraph.kind == "footnote":
                    continue  # it explains what the word means
                m = pattern.search(sentence.text)
                if m is None and _tells_who_met(sentence):
                    self._abuse.append(sentence)
                if m is None or not qualify(sentence.text, m.start(), m.end()).affirmed:
                    continue
                if not self._of_former_partner(sentence):
                    self._abuse.append(sentence)
        return self._abuse

    def _knew(self, sentence: Sentence, factor: str) -> list[str]:
        kind = sentence.section.kind
        telling = kind in _data()["narrative"] or self.reading.timeline.tells(sentence.section)
        if not telling and kind not in _data()["judging"]:
            return []
        if _pattern("after").search(sentence.text):
            return []
        named = self.named(sentence)
        before, after = sentence.before, sentence.after
        if kind == "background" and not named:
            named = self._told_before(sentence, before)
        if kind == "background":
            return [a for a in dict.fromkeys(named) if a not in self.unfit]  # tells what was so, not who knew
        if telling:
            named = [*self._in_context(sentence, named, before), *self._by_contact(sentence)]
        if not named:
            section = self.reading.agency_index.around(sentence)
            named = [section] if section else []
        if telling:
            named = [*named, *self._on_the_day(sentence), *self._passed_on(sentence)]
            later = [a for there in after for a in self._passed_on(there)]
            untold = () if factor == "physical-abuse" else _data()["not_told_later"]
            named = [*named, *(a for a in later if self._sector(a) not in untold)]
        return [a for a in dict.fromkeys(named) if a not in self.unfit]

    def _in_context(self, sentence: Sentence, named: list[str], before: list[Sentence]) -> list[str]:
        """The agencies that a telling means: those it names, the one told of before it, or those of its contacts."""
        met = list(dict.fromkeys(c.agency for c in self._contacts_at(sentence)))
        if named:  # an agency that is spoken of beside the one that was told knew as well, where it had a contact
            return [*named, *(a for _, a in self._placed[sentence.position] if a in met)]
        told = next((n[-1:] for earlier in reversed(before) if (n := self.named(earlier))), [])
        if told and len(met) != 1:
            return told if met else [*told, *self._on_the_day(sentence)]
        if met:  # a new contact begins here: it is not with the one told of before
            return met
        carried = self._carried(sentence) if self.reading.agency_index.around(sentence) is None else []
        return [*carried, *self._on_the_day(sentence)]

    def _contacts_at(self, sentence: Sentence) -> list[Contact]:
        """The contacts that the lines of a sentence tell of."""
        first, last = evidence(sentence).lines
        return [c for line in range(first, last + 1) for c in self._contacts.get(line, ())]

    def _by_contact(self, sentence: Sentence) -> list[str]:
        """The agencies with which somebody talked where the sentence stands."""
        return [c.agency for c in self._contacts_at(sentence) if c.kind in _data()["talks"]]

    def _on_the_day(self, sentence: Sentence) -> list[str]:
        """The agency that alone had a contact on the day of which the sentence tells."""
        when = self.reading.timeline.running(sentence)
        if when is None or len(when) < 10:
            return []
        met = self._met_on(when)
        return met if len(met) == 1 else []

    def _met_on(self, when: str | None) -> list[str]:
        """The agencies that had a contact on a date; none where there is no date."""
        return list(dict.fromkeys(c.agency for c in self.reading.contacts if when and c.date == when))

    def _told_before(self, sentence: Sentence, before: list[Sentence]) -> list[str]:
        """The agency that was told something in the sentence before, where this one goes on with it."""
        for earlier in reversed(before):
            if not _pattern("goes_on").search(sentence.text) or _pattern("after").search(earlier.text):
                return []
            if named := self.named(earlier):
                heard = [a for start, a in self._placed[earlier.position] if _heard(earlier.text, start)]
                return [a for a in named if a in heard][-1:]
            sentence = earlier
        return []

    def _passed_on(self, sentence: Sentence) -> list[str]:
        """The agencies to which the sentence says that something was passed on."""
        if not _pattern("passed_on").search(sentence.text):
            return []
        self.named(sentence)
        return [
            a
            for start, a in self._placed[sentence.position]
            if self._sector(a) not in _data()["not_told_of_it"]
            and (
                _pattern("passed_on").search(sentence.text[max(0, start - PASSED) : start])
                or _heard(sentence.text, start)
            )
        ]

    def _tried_it(self, sentence: Sentence) -> list[str]:
        """The prosecutors, courts and probation bodies that the next legal steps name after a telling of an offence."""
        if sentence.section.kind not in _data()["narrative"]:
            return []
        index = sentence.paragraph.index
        told = [sentence, *sentence.after]
        for paragraph in self.reading.document.paragraphs[index + 1 : index + 1 + NEXT]:
            if paragraph.section is not sentence.section or paragraph.kind in ("heading", "footnote"):
                break
            told += paragraph.sentences
        return [a for there in told if _pattern("legal_steps").search(there.text) for a in self._tries(there)]

    def _tries(self, sentence: Sentence) -> list[str]:
        """The bodies named in a sentence before which an offence comes; a family court only where it makes an order."""
        self.named(sentence)
        ordered = _pattern("family_orders").search(sentence.text)
        return [
            agency
            for _, agency in self._placed[sentence.position]
            if self._sector(agency) in _data()["tries"]
            and not _pattern("tries_nobody").search(agency)
            and (ordered or not _pattern("family_court").search(agency))
        ]

    def named(self, sentence: Sentence) -> list[str]:
        """The agencies that a sentence names or means by a word for their staff, and that do not stand there only as
        where somebody was sent."""
        if sentence.position in self._named:
            return self._named[sentence.position]
        text = sentence.text
        found: list[tuple[int, str]] = []
        sectors: set[str] = set()
        for m in self.reading.agency_index.mentions(sentence):
            agency = self.reading.agency_index.agencies.get(m.agency)
            if agency:
                sectors.add(agency.sector)
            if self._may_know(text, m.start, m.end):
                found.append((m.start, m.agency))
        for noun, body in self._by_noun.items():
            if (m3 := re.search(rf"\b{noun}s?\b", text)) and not any(a == body for _, a in found):
                found.append((m3.start(), body))
        for sector, pattern in _words():
            if sector in sectors or not self.by_sector.get(sector):
                continue
            if sectors & set(_data()["same_words"].get(sector, ())):
                continue
            m2 = pattern.search(text)
            if m2 and self._may_know(text, m2.start(), m2.end()):
                meant = self._meant(sector, m2, sentence)
                if meant:
                    found.append((m2.start(), meant))
        self._placed[sentence.position] = sorted(found)
        knew = [a for start, a in sorted(found) if _heard(text, start)]
        self._named[sentence.position] = knew or [a for _, a in sorted(found)]
        return self._named[sentence.position]

    @staticmethod
    def _may_know(text: str, start: int, end: int) -> bool:
        """Whether an agency stands in a sentence as one that may know: not only as where somebody was sent, nor as one
        that did not know."""
        sent_there = _only_named().search(text[max(0, start - 60) : start])
        return not sent_there and not _pattern("unaware_after").match(text, end)

    @cached_property
    def _by_noun(self) -> dict[str, str]:
        """The bodies that only a word for their kind names ("her solicitor", "the employer"), by that word."""
        plain = [
            (m[1], a.name)
            for a in self.reading.agencies
            if a.sector not in _data()["words"] and (m := re.search(r" ([a-z]{5,})$", a.name))
        ]
        count = Counter(noun for noun, _ in plain)
        return {noun: name for noun, name in plain if count[noun] == 1}

    def _meant(self, sector: str, words: re.Match[str], sentence: Sentence) -> str | None:
        """The body of a sector that a word for its staff means: the only one, or the one that the paragraph names."""
        index = self.reading.agency_index
        held = index.at_work(index.likely(self.by_sector[sector], words[0]), sentence)
        if len(held) == 1:
            return held[0]
        if told := index.of_place_before(words.start(), held, sentence):
            return told
        for other in sentence.paragraph.sentences:
            for m in self.reading.agency_index.mentions(other):
                if m.agency in held:
                    return m.agency
        section = self.reading.agency_index.around(sentence)
        if section in held:
            return section
        if sector not in _data()["counted"]:
            return None
        counts = self._counts()
        most = max(held, key=lambda a: counts[a])
        return most if counts[most] >= MOSTLY * sum(counts[a] for a in held) and counts[most] else None

    def _sector(self, agency: str) -> str:
        return self.reading.agency_index.agencies[agency].sector

    def _counts(self) -> Counter[str]:
        """How often the narrative names each agency."""
        if self._told is None:
            index = self.reading.agency_index
            self._told = Counter(
                m.agency for s in self.reading.sentences(_data()["narrative"]) for m in index.mentions(s)
            )
        return self._told

    def _carried(self, sentence: Sentence) -> list[str]:
        """The agency that the paragraph before, in the same section, told of last."""
        index = sentence.paragraph.index
        if not index:
            return []
        before = self.reading.document.paragraphs[index - 1]
        if before.section is not sentence.section or before.kind in ("heading", "footnote"):
            return []
        for earlier in reversed(before.sentences):
            if named := self.named(earlier):
                return named[-1:]
        return []


@cache
def _data() -> dict[str, Any]:
    read: dict[str, Any] = read_yaml("loaders.extract.risk_factors", "known.yaml")
    return read


@cache
def _pattern(name: str) -> re.Pattern[str]:
    held: str | list[str] = _data()[name]
    return _either([held] if isinstance(held, str) else held)


@cache
def _learnt_by(factor: str) -> re.Pattern[str]:
    return _either([_data()["also"][factor]])


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.I)


def _tells_who_met(sentence: Sentence) -> bool:
    """Whether a sentence says who was at a meeting of agencies that it names, or that the one before it does."""
    about = [s.text for s in [*sentence.before[-1:], sentence]]
    met = any(_pattern("meeting").search(text) for text in about)
    return met and _pattern("attended").search(sentence.text) is not None


def _heard(text: str, start: int) -> bool:
    """Whether an agency named at an offset is one that was told of something, saw it or wrote it down."""
    if _pattern("told_before").search(text[max(0, start - 60) : start]):
        return True
    return bool(_pattern("knows_after").match(text[start : start + 110]))


@cache
def _only_named() -> re.Pattern[str]:
    joined = "|".join(f"(?:{p.rstrip()})" for p in _data()["only_named"])
    return re.compile(rf"(?:{joined})\s*(?:the |a |to |an |to the )?$", re.I)


@cache
def _words() -> list[tuple[str, re.Pattern[str]]]:
    return [(sector, re.compile(p, re.I)) for sector, p in _data()["words"].items()]
