"""Which agency failed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from loaders.document.model import Section, Sentence
from loaders.extract.missed_opportunities.clause import JOINED, NEXT, OBLIQUE, PASSIVE, TOLD, TOLD_LATER, listed
from loaders.extract.missed_opportunities.cues import cues
from loaders.extract.missed_opportunities.outright import outright
from loaders.extract.missed_opportunities.scopes import Scope
from loaders.extract.missed_opportunities.topics import topic
from loaders.extract.missed_opportunities.whom import AGENT, HEADS, Party, View, blamed
from loaders.extract.reading import Reading

_DOER = re.compile(r"\b(?:by|on the part of|within|made at)\s+(?:the |a |an |both |either |any )*$", re.I)
_GIVEN = re.compile(r"(?:^|\b(?:from|for|that|if|whether|by|within))\s*(?:the |a |an |either |any |both )*$", re.I)
_WHO = re.compile(r",?\s*(?:who|which)\b[^;:]*$", re.I)
_WHO_ITSELF = re.compile(r",?\s*(?:who|which)(?: \w+ly| then| also| in turn| still| had| itself)*\s*", re.I)
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
_THEY = re.compile(r"\b(?:they|it)\b(?: \w+){0,3}\s*$", re.I)
_IN_GENERAL = re.compile(
    r"\b(?:that|by|of|for|from)\s+(?:(?:all|the|any|some|several|both|many|most|these|those) ){0,2}"
    r"(?:agencies|professionals|services|practitioners)\b",
    re.I,
)
_AT = r"\s(?:at|from|in|within|of|for)\s(?:the |a )?"
#: Between a body's name and a word for its people ("NPS court officer", "the Trust's duty nurse").
_ITS = re.compile(
    r"(?:[’']s)? (?:(?:court|duty|senior|lead|specialist|named|allocated|safeguarding|liaison"
    r"|domestic (?:abuse|violence)|community|student|response|attending|supervising) ){0,2}"
)
#: Between people and the body that they work for.
_STAFF_OF = re.compile(_AT, re.I)
#: No one of an agency: "nobody in the practice", "none of the staff at the school".
_NOBODY_IN = re.compile(
    r"\b(?:nobody|no[- ]one|none of (?:the |its )?\w+|no \w+) (?:in|at|from|within) (?:the |a )?$", re.I
)
#: Words for nobody, of a body as well as of all.
_NO_ONE = re.compile(r"nobody|no[- ]one", re.I)
#: Between people of a body and its name: what they did or did not do, it did ("staff of", "the team at").
_STAFF = re.compile(
    r"\b(?:staff|workers?|employees|practitioners?|professionals|clinicians|managers?|officers|teams?|personnel)"
    rf"{_AT}$",
    re.I,
)
_NEITHER = re.compile(r"\b(?:neither|nor)\b(?: \w+){0,2}\s*$", re.I)


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


class Blame:
    """Gives each failing to an agency; walks through the document in reading order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.sectors = {a.name: a.sector for a in reading.agencies}
        self._forums = {a.name for a in reading.agencies if a.sector == "multi-agency-forum"}
        self._judges = {a.name for a in reading.agencies if cues().judges.search(a.name)}
        self._held: dict[str, list[str]] = {}
        self._called = {a.name: " ".join([a.name, *a.aliases]).lower() for a in reading.agencies}
        for agency in reading.agencies:
            self._held.setdefault(agency.sector, []).append(agency.name)
        self._in_contact: dict[str, set[str]] = {}  # by day and by month, who had contact then
        for contact in reading.contacts:
            for length in (10, 7):
                if len(contact.date) >= length:
                    self._in_contact.setdefault(contact.date[:length], set()).add(contact.agency)
        self._section: Section | None = None
        self._paragraph = -1
        self._acting: list[str] = []  # agencies that acted so far in this paragraph
        self._named: list[str] = []  # those that were named in this section, the last one last
        self._before: str | None = None  # the one that acted last before this paragraph

    def move_to(self, sentence: Sentence) -> list[Party]:
        """Tells that this sentence is read next; gives the agencies that it names or means."""
        if sentence.section is not self._section:
            self._section, self._before, self._acting, self._named = sentence.section, None, [], []
        if sentence.paragraph.index != self._paragraph:
            self._before = self._acting[-1] if self._acting else self._before
            self._paragraph, self._acting = sentence.paragraph.index, []
        return self._parties(sentence)

    def _parties(self, sentence: Sentence) -> list[Party]:
        text = sentence.text
        found = [(m.agency, m.start, m.end) for m in self.reading.agency_index.called(sentence)]
        for sector, word, start, end in _role_words(text):
            sector = sector if sector in self._held else cues().or_else.get(sector, sector)
            if sector not in self._held or (text[start - 1 : start] == "(" and text[end : end + 1] == ")"):
                continue  # "the social worker (SW2)" is told already
            if any((a < end and start < b) or _ITS.fullmatch(text, b, start) for _, a, b in found):
                continue  # named already ("Probation officer")
            found.append((self._of_role(sector, self._held[sector], sentence, word), start, end))
        named = [f for f in found if f[0]]
        for i, (agency, start, end) in enumerate(found):  # "clinicians at the mental health trust": the trust's
            if own := [n for n in named if n[1] > end and n[0] != agency and _STAFF_OF.fullmatch(text[end : n[1]])]:
                found[i] = (own[0][0], start, end)
        out: list[Party] = []
        for agency, start, end in sorted(found, key=lambda f: f[1]):
            if agency in self._judges:
                continue
            listed = bool(out) and bool(text[out[-1].end : start].strip()) and JOINED.match(text[out[-1].end : start])
            staff = _STAFF.search(text[:start])
            acts = not OBLIQUE.search(text[: staff.start() if staff else start]) and not cues().judging_verbs.match(
                text[end : end + 60]
            )
            acts = acts and (out[-1].acts if listed else True)
            if agency in self._forums and _THING.match(text[end:]):
                acts = False
            out.append(Party(agency, start, end, acts))
        return out

    def without_doers(self, text: str, parties: Sequence[Party]) -> str:
        """The sentence, at the same length, without the names of those who act in it.

        What an agency is called tells nothing of what it did not do ("the IDVA service did not record ..."). Forums
        stay: what they do is the MARAC process; so do ranks, since what a supervisor leaves undone is supervision.
        """
        for p in parties:
            doer = (p.acts and HEADS.search(text[: p.start])) or AGENT.search(text[: p.start])
            if not doer or p.agency in self._forums or p.end - p.start < 2:
                continue
            if not _RANK.search(text[p.start : p.end]) and not _OWNED.match(text[p.end :]):
                text = f"{text[: p.start]}{'it' + ' ' * (p.end - p.start - 2)}{text[p.end :]}"
        return text

    def _of_role(self, sector: str, held: list[str], sentence: Sentence, word: str) -> str:
        """The agency of a sector that is meant: that of the word, the section's, the one named last, or the first."""
        own = self.reading.agency_index.of_section(sentence.section)
        if own not in held and (sharing := self._sharing(own, word)):
            return sharing
        held = self.reading.agency_index.at_work(held, sentence)
        if len(held) > 1 and (stem := _STEM.match(word)):
            named = _NAMED_FOR.get(stem[0].lower(), stem[0].lower())
            held = [a for a in held if named in self._called[a]] or held
        if own in held:
            return own
        for name in reversed(self._named):
            if name in held:
                return name
        return held[0]

    def _sharing(self, own: str | None, word: str) -> str | None:
        """The agency in view, of another sector than the word's, whose people are called so too ("the officer")."""
        sectors = next((s for words, s in cues().shared_words if words.fullmatch(word)), None)
        last = next((a for a in [*reversed(self._acting), own] if a is not None and a not in self._forums), None)
        return last if sectors and last is not None and self.sectors[last] in sectors else None

    def _of_heading(self, section: Section) -> str | None:
        """The agency that a section is about by its heading; for one that sees nobody itself, the one it speaks for."""
        own = self._headed(section)
        return None if own is None else self._itself(own)

    def _itself(self, body: str) -> str:
        """The agency itself; for one that sees nobody, the one of those it speaks for that was named last."""
        held = self._held.get(cues().speaks_for.get(self.sectors[body], ""), [])
        return next((name for name in reversed(self._named) if name in held), held[0]) if held else body

    def _topic(self, sentence: Sentence, parties: Sequence[Party]) -> str | None:
        """The agency that a sentence is expressly about, by whose report speaks in it or by its first words."""
        about = topic(sentence.text, parties)
        return None if about is None else self._itself(about.agency)

    def _headed(self, section: Section) -> str | None:
        """The agency that a heading names, or means by a word for its people."""
        if own := self.reading.agency_index.of_section(section):
            several = self.reading.agency_index.of_heading(section)
            last = (a for a in [*reversed(self._acting), *reversed(self._named)] if a in several)
            return next(last, own) if len(several) > 1 else own
        for one in reversed(section.path):
            for m in cues().roles.finditer(one.title):
                if held := self._held.get((m.lastgroup or "").replace("_", "-")):
                    return next((name for name in reversed(self._named) if name in held), held[0])
        return None

    def passed(self, sentence: Sentence, parties: Sequence[Party]) -> None:
        """Tells that the sentence has been read: who acts in it may be meant by what follows."""
        acting = [p.agency for p in parties if p.acts]
        others = [p.agency for p in parties if p.agency not in self._forums]
        if about := self._topic(sentence, parties):
            self._acting.append(about)
        elif acting:
            self._acting.append(acting[0])
        elif others and not self._acting:
            self._acting.append(others[0])
        self._named.extend(p.agency for p in parties)

    def agencies(self, sentence: Sentence, scope: Scope, parties: Sequence[Party], what: str) -> list[str | None]:
        """The agencies that failed, most often one; ``[None]`` where all, or none in particular, are blamed.

        Args:
            sentence: the sentence, to which ``move_to`` has moved.
            scope: a trigger in it.
            parties: what ``move_to`` gave.
            what: the type of the failing.
        """
        told, sure = self._proposed(sentence, scope, parties, what)
        if sure or len(told) != 1:
            return told
        best = blamed(self.view(sentence, scope, parties, what, told))
        about = topic(sentence.text, parties)  # its report only tells what others did, where it sees nobody itself
        return [self._itself(best) if best and about and best == about.agency else best]

    def view(
        self, sentence: Sentence, scope: Scope, parties: Sequence[Party], what: str, told: Sequence[str | None]
    ) -> View:
        """What is in view at a failing for which the grammar proposes these agencies."""
        heading = self._of_heading(sentence.section)
        by_name = heading is not None and heading == self.reading.agency_index.of_section(sentence.section)
        then = [self._in_contact.get(w.iso, set()) for w in self.reading.timeline.dates(sentence)]
        return View(
            sentence.text,
            sentence.paragraph.text[: sentence.start],
            scope,
            what,
            parties,
            told,
            (heading, by_name),
            tuple(self._acting),
            tuple(self._named),
            self._before,
            frozenset().union(*then),
            self.sectors,
        )

    def _proposed(
        self, sentence: Sentence, scope: Scope, parties: Sequence[Party], what: str
    ) -> tuple[list[str | None], bool]:
        """The agencies that the grammar proposes, and whether it leaves no doubt."""
        own = self._of_heading(sentence.section)
        if plain := outright(sentence.text, scope, parties, self._forums, own):
            return plain, True
        told, sure = self._told(sentence, scope, parties, what)
        if own in (None, *told) or told in ([], [None]):
            return told, sure
        # Where the heading is about one body, another has failed only if it is what the clause is about.
        others = [p for p in parties if p.agency in told]
        about = not others or any(_is_subject(sentence.text, scope, p) for p in others)
        return (told, sure) if about else ([own], False)

    def _told(
        self, sentence: Sentence, scope: Scope, parties: Sequence[Party], what: str
    ) -> tuple[list[str | None], bool]:
        """The agencies that the words of a sentence blame, or that are in view, and whether they leave no doubt."""
        text = sentence.text
        before = text[scope.first : scope.start]
        after = [p for p in parties if scope.start <= p.start <= scope.end + len(scope.after)]
        if re.match(r"\s*(?:neither|nor)\b", text[scope.start :], re.I) and not before.strip():
            acting = [p for p in after if p.acts]
            if acting and acting[0].start - scope.end < 60:
                return list(listed(text, acting)), True
        earlier = [p for p in parties if p.end <= scope.start]
        if earlier and _WHO.match(text[earlier[-1].end : scope.start]):
            return [earlier[-1].agency], True
        passive = bool(PASSIVE.search(text[scope.start : scope.end] + scope.after))
        passive = passive or (scope.trigger.side == "around" and bool(PASSIVE.search(scope.before)))
        agents = [p for p in after if p.start >= scope.end and AGENT.search(text[: p.start])]
        clause = [p for p in parties if scope.first <= p.start < scope.start and p.acts]
        if passive and agents and (not clause or PASSIVE.search(text[scope.start : scope.end])):
            return list(listed(text, after[after.index(agents[0]) :])), True
        if not PASSIVE.search(text[scope.start : scope.end]):
            after = [p for p in after if not TOLD_LATER.match(text[p.end :])]
        near = [p for p in after if p.start >= scope.end and _GIVEN.fullmatch(text[scope.end : p.start].strip() + " ")]
        if near and cues().general.search(text[scope.start : scope.end]):
            return [near[0].agency], True
        beside = bool(clause) and NEXT.match(text[clause[-1].end : scope.start]) is not None
        if beside and TOLD.match(scope.after) and PASSIVE.search(text[scope.start : scope.end]):
            own = self._of_heading(sentence.section)
            if own in (None, clause[-1].agency) and sentence.section.kind in cues().telling:
                return [], True
            return [own if own != clause[-1].agency else None], True
        if clause:
            return list(reversed(listed(text, clause[::-1], back=True))), self._by_name(text, scope, clause[-1])
        if _THEY.search(before):
            agent = [p for p in earlier if p.acts or AGENT.search(text[: p.start])]
            if agent or earlier:
                return [(agent or earlier)[-1].agency], False
        if cues().general.search(text[scope.first : scope.end + 14]):
            inside = [p for p in parties if p.end > scope.start and _NOBODY_IN.search(text[: p.start])]
            if inside or not self._in_person(sentence, scope):
                return [inside[0].agency if inside else None], bool(inside)
        doers = [p for p in parties if scope.first <= p.start < scope.start and _DOER.search(text[: p.start])]
        if doers:
            return [doers[-1].agency], True
        for p in after:
            given = p.start >= scope.end and _GIVEN.search(text[scope.end : p.start])
            if given or AGENT.search(text[: p.start]):
                return list(listed(text, after[after.index(p) :])), False
        if (m := _IN_GENERAL.search(scope.after[:90])) and not TOLD_LATER.match(scope.after[m.end() :]):
            return [None], False
        earlier = [p for p in parties if p.start < scope.start and p.acts]
        if earlier:
            return [earlier[-1].agency], False
        return [self.in_view(sentence, parties, what)], False

    def _by_name(self, text: str, scope: Scope, party: Party) -> bool:
        """Whether a body, called by a name of its own, stands as subject next to what it did not do."""
        if PASSIVE.search(text[scope.start : scope.end]) or scope.trigger.side == "sentence":
            return False
        own = text[party.start : party.end].lower() in self._called[party.agency]
        return own and bool(NEXT.match(text[party.end : scope.start]) and HEADS.search(text[: party.start]))

    def _in_person(self, sentence: Sentence, scope: Scope) -> bool:
        """Whether "no one" means nobody of a body that the paragraph, or the heading, is about."""
        general = cues().general.search(sentence.text[scope.first : scope.end + 14])
        spoken = general is not None and _NO_ONE.fullmatch(general[0]) is not None
        return spoken and bool(self._acting or self._of_heading(sentence.section))

    def in_view(self, sentence: Sentence, parties: Sequence[Party], what: str = "") -> str | None:
        """The agency that a clause without one is about; ``what`` is the type of failing, where there is one."""
        fitting = cues().fitting.get(what)
        near = [self._of_heading(sentence.section), self._topic(sentence, parties)]
        near += reversed(self._acting)
        if sentence.paragraph.lead is not None:
            for s in sentence.paragraph.lead.sentences:
                near += [m.agency for m in self.reading.agency_index.mentions(s)]
        near += [p.agency for p in parties if p.acts]
        if not any(near) and (then := self._of_the_date(sentence, fitting)):
            return then
        if fitting:
            near += [p.agency for p in parties if self.sectors[p.agency] in fitting]
        if not any(near):
            near += [p.agency for p in parties if p.agency not in self._forums]
        if sentence.section.kind in cues().telling:
            near += [self._before]
        known = [a for a in near if a is not None and a not in self._judges]
        if fitting and known and self.sectors[known[0]] not in fitting:
            for agency in [*known, *reversed(self._named)]:
                if self.sectors[agency] in fitting:
                    return agency
        return known[0] if known else None

    def _of_the_date(self, sentence: Sentence, fitting: frozenset[str] | None) -> str | None:
        """The only agency that had contact at the date of which the sentence or those before it speak, if one fits."""
        for one in [sentence, *reversed(sentence.before)]:
            for when in reversed(self.reading.timeline.dates(one)):
                there = self._in_contact.get(when.iso, set())
                fit = {a for a in there if not fitting or self.sectors[a] in fitting} or there
                if there:
                    return next(iter(fit)) if len(fit) == 1 else None
        return None

    def how(self, agency: str | None, sentence: Sentence, parties: Sequence[Party]) -> str:
        """For a person who asks why: what speaks for this agency.

        Args:
            agency: what ``agencies`` or ``in_view`` gave.
            sentence: the sentence, to which ``move_to`` has moved.
            parties: what ``move_to`` gave.
        """
        if agency is None:
            return "none: all are meant, or none in particular"
        if told := dict.fromkeys(f"“{sentence.text[p.start : p.end]}”" for p in parties if p.agency == agency):
            return f"told here, by {' and '.join(told)}"
        if agency == self._of_heading(sentence.section):
            return "the sentence names none; the heading is about it"
        if agency in self._acting:
            return "the sentence names none; it acts earlier in the paragraph"
        if any(agency in self._in_contact.get(w.iso, ()) for w in self.reading.timeline.dates(sentence)):
            return "the sentence names none; it had contact at the date of which it speaks"
        if agency == self._before:
            return "the sentence names none; it acted last before this paragraph"
        return "the sentence names none; it was named before in this section, or where the list begins"


def _is_subject(text: str, scope: Scope, party: Party) -> bool:
    """Whether a clause is about what this party did, or did not: its subject, the agent of a passive one, "they"."""
    before = text[: party.start]
    if AGENT.search(before) or _NEITHER.search(before):
        return True
    if party.end <= scope.start and _WHO_ITSELF.fullmatch(text[party.end : scope.start]):
        return True
    if staff := _STAFF.search(before):
        before = before[: staff.start()]
    if party.end <= scope.start and _THEY.search(text[scope.first : scope.start]):
        return True
    return party.acts and scope.first <= party.start < scope.start and HEADS.search(before) is not None
