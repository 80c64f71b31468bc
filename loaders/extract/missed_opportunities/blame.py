"""Which agency failed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.document.model import Section, Sentence
from loaders.extract.missed_opportunities.clause import TOLD_LATER, Party, excepted
from loaders.extract.missed_opportunities.cues import cues
from loaders.extract.missed_opportunities.grammar import Grammar, Told
from loaders.extract.missed_opportunities.outright import outright
from loaders.extract.missed_opportunities.parties import Bodies, PartyReader, Standing
from loaders.extract.missed_opportunities.scopes import Scope
from loaders.extract.missed_opportunities.senders import no_more_than_senders
from loaders.extract.missed_opportunities.topics import topic
from loaders.extract.missed_opportunities.whom import View, blamed
from loaders.extract.reading import Reading

#: Before those whom a referral or word would have reached.
_REACHED = re.compile(r"\b(?:refer\w*|report\w*|notif\w*|passed|nor) (?:[^.;]{0,40} )?(?:to|with) (?:the )?$")
#: None of those that have just been named.
_OF_THESE = re.compile(
    r"\b(?:none|neither|not one|no one|each|all|both) of (?:these|those|them\b|the (?:two|three|four|five|six)\b)"
    r"(?: (?:agencies|services|organisations|bodies|teams))?",
    re.I,
)


class Blame:
    """Gives each failing to an agency; walks through the document in reading order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.bodies, self._at = Bodies(reading), Standing()
        self._reader = PartyReader(reading, self.bodies, self._at)
        self._in_contact: dict[str, set[str]] = {}  # by day and by month, who had contact then
        for contact in reading.contacts:
            for length in (10, 7):
                if len(contact.date) >= length:
                    self._in_contact.setdefault(contact.date[:length], set()).add(contact.agency)

    def move_to(self, sentence: Sentence) -> list[Party]:
        """Tells that this sentence is read next; gives the agencies that it names or means."""
        self._at.move_to(sentence)
        return self._reader.of(sentence)

    def without_doers(self, text: str, parties: Sequence[Party]) -> str:
        """The sentence without the names of those who act in it (see ``PartyReader.without_doers``)."""
        return self._reader.without_doers(text, parties)

    def _of_heading(self, sentence: Sentence) -> str | None:
        """The agency that a section is about by its heading, or a paragraph by the name that leads it; for one that
        sees nobody itself, the one it speaks for."""
        own = self.reading.agency_index.leading(sentence.paragraph) or self._headed(sentence.section)
        return None if own is None else self._itself(own)

    def _itself(self, body: str) -> str:
        """The agency itself; for one that sees nobody, the one of those it speaks for that was named last."""
        held = self.bodies.held.get(cues().speaks_for.get(self.bodies.sectors[body], ""), [])
        return next((name for name in reversed(self._at.named) if name in held), held[0]) if held else body

    def _topic(self, sentence: Sentence, parties: Sequence[Party]) -> str | None:
        """The agency that a sentence is expressly about, by whose report speaks in it or by its first words."""
        about = topic(sentence.text, parties)
        return None if about is None else self._itself(about.agency)

    def _headed(self, section: Section) -> str | None:
        """The agency that a heading names, or means by a word for its people."""
        if own := self.reading.agency_index.of_section(section):
            several = self.reading.agency_index.of_heading(section)
            last = (a for a in [*reversed(self._at.acting), *reversed(self._at.named)] if a in several)
            return next(last, own) if len(several) > 1 else own
        for one in reversed(section.path):
            for m in cues().roles.finditer(one.title):
                if held := self.bodies.held.get((m.lastgroup or "").replace("_", "-")):
                    return next((name for name in reversed(self._at.named) if name in held), held[0])
        return None

    def passed(self, sentence: Sentence, parties: Sequence[Party], at_fault: Sequence[str] = ()) -> None:
        """Tells that the sentence has been read: who acts in it may be meant by what follows."""
        acting = [p.agency for p in parties if p.acts]
        others = [p.agency for p in parties if p.agency not in self.bodies.forums]
        if about := self._topic(sentence, parties):
            self._at.acting.append(about)
        elif acting:
            self._at.acting.append(acting[0])
        elif at_fault:
            self._at.acting.append(at_fault[0])
        elif others and not self._at.acting:
            self._at.acting.append(others[0])
        self._at.named.extend(p.agency for p in parties)
        self._at.just = list(dict.fromkeys(p.agency for p in parties if p.agency not in self.bodies.judges))

    def agencies(self, sentence: Sentence, scope: Scope, parties: Sequence[Party], what: str) -> list[str | None]:
        """The agencies that failed, most often one; ``[None]`` where all, or none in particular, are blamed.

        Args:
            sentence: the sentence, to which ``move_to`` has moved.
            scope: a trigger in it.
            parties: what ``move_to`` gave.
            what: the type of the failing.
        """
        exempt = excepted(sentence.text, parties)
        parties = [p for p in parties if p not in exempt]
        if exempt and not any(p.acts for p in parties):
            return [None]  # an exception is one from what is told of all
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
        heading = self._of_heading(sentence)
        by_name = heading is not None and heading == self.reading.agency_index.around(sentence)
        dated = (self.reading.timeline.dates(s) for s in [sentence, *reversed(sentence.before)])
        then = [self._in_contact.get(w.iso, set()) for w in next(filter(None, dated), [])]
        return View(
            sentence.text,
            sentence.paragraph.text[: sentence.start],
            scope,
            what,
            parties,
            told,
            (heading, by_name),
            tuple(self._at.acting),
            tuple(self._at.named),
            self._at.before,
            frozenset().union(*then),
            self.bodies.sectors,
        )

    def _proposed(self, sentence: Sentence, scope: Scope, parties: Sequence[Party], what: str) -> Told:
        """The agencies that the grammar proposes, and whether it leaves no doubt."""
        if _OF_THESE.search(sentence.text[: scope.end]) and (these := self._these(scope, parties)):
            return these, True
        own = self._of_heading(sentence)
        if own and (senders := no_more_than_senders(sentence.text, parties)):
            parties = [p for p in parties if p not in senders]
            if not parties and own not in {p.agency for p in senders}:
                return [own], True  # "The form sent by the Ambulance Service lay unread": where it lay
        if plain := outright(sentence.text, scope, parties, self.bodies.forums, own):
            return plain, True
        grammar = Grammar(sentence, scope, parties, own, tuple(self._at.acting), self.bodies.called)
        told, sure = grammar.told() or ([self.in_view(sentence, parties, what)], False)
        if own in (None, *told) or told in ([], [None]):
            return told, sure
        # Where the heading is about one body, another has failed only if it is what the clause is about.
        others = [p for p in parties if p.agency in told]
        about = not others or any(map(grammar.is_subject, others))
        return (told, sure) if about else ([own], False)

    def _these(self, scope: Scope, parties: Sequence[Party]) -> list[str | None]:
        """The agencies, two or more, that "none of these" means: those that the sentence before names."""
        if any(p.end <= scope.start for p in parties):
            return []
        these: list[str | None] = [a for a in self._at.just if a not in self.bodies.forums]
        return these if len(these) > 1 else []

    def in_view(self, sentence: Sentence, parties: Sequence[Party], what: str = "") -> str | None:
        """The agency that a clause without one is about; ``what`` is the type of failing, where there is one."""
        fitting = cues().fitting.get(what)
        parties = [p for p in parties if not TOLD_LATER.match(sentence.text[p.end :])]  # who was to be told
        near = [self._of_heading(sentence), self._topic(sentence, parties)]
        near += reversed(self._at.acting)
        if sentence.paragraph.lead is not None:
            for s in sentence.paragraph.lead.sentences:
                near += [m.agency for m in self.reading.agency_index.mentions(s)]
        near += [p.agency for p in parties if p.acts]
        if not any(near) and (then := self._of_the_date(sentence, fitting)):
            return then
        if fitting:
            near += [p.agency for p in parties if self.bodies.sectors[p.agency] in fitting]
        if not any(near):
            near += [
                p.agency
                for p in parties
                if p.agency not in self.bodies.forums and not _REACHED.search(sentence.text[: p.start])
            ]
        if sentence.section.kind in cues().telling:
            near += [self._at.before]
        known = [a for a in near if a is not None and a not in self.bodies.judges]
        if fitting and known and self.bodies.sectors[known[0]] not in fitting:
            for agency in [*known, *reversed(self._at.named)]:
                if self.bodies.sectors[agency] in fitting:
                    return agency
        return known[0] if known else None

    def _of_the_date(self, sentence: Sentence, fitting: frozenset[str] | None) -> str | None:
        """The only agency that had contact at the date of which the sentence or those before it speak, if one fits."""
        for one in [sentence, *reversed(sentence.before)]:
            for when in reversed(self.reading.timeline.dates(one)):
                there = self._in_contact.get(when.iso, set())
                fit = {a for a in there if not fitting or self.bodies.sectors[a] in fitting} or there
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
        if agency == self._of_heading(sentence):
            return "the sentence names none; the heading is about it"
        if agency in self._at.acting:
            return "the sentence names none; it acts earlier in the paragraph"
        if any(agency in self._in_contact.get(w.iso, ()) for w in self.reading.timeline.dates(sentence)):
            return "the sentence names none; it had contact at the date of which it speaks"
        if agency == self._at.before:
            return "the sentence names none; it acted last before this paragraph"
        return "the sentence names none; it was named before in this section, or where the list begins"
