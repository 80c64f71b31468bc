"""Which agencies the words around a failing blame, by where their names stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from loaders.document.model import Sentence
from loaders.extract.missed_opportunities.clause import (
    AGENT,
    HEADS,
    NEXT,
    NOT_TOLD,
    PASSIVE,
    STAFF,
    TOLD,
    TOLD_LATER,
    Party,
    listed,
)
from loaders.extract.missed_opportunities.cues import cues
from loaders.extract.missed_opportunities.scopes import Scope

_DOER = re.compile(r"\b(?:by|on the part of|within|made at)\s+(?:the |a |an |both |either |any )*$", re.I)
_GIVEN = re.compile(r"(?:^|\b(?:from|for|that|if|whether|by|within))\s*(?:the |a |an |either |any |both )*$", re.I)
_WHO = re.compile(r",?\s*(?:who|which)\b[^;:]*$", re.I)
_WHO_ITSELF = re.compile(r",?\s*(?:who|which)(?: \w+ly| then| also| in turn| still| had| itself)*\s*", re.I)
_THEY = re.compile(r"\b(?:they|it)\b(?: \w+){0,3}\s*$", re.I)
_IN_GENERAL = re.compile(
    r"\b(?:that|by|of|for|from)\s+(?:(?:all|the|any|some|several|both|many|most|these|those) ){0,2}"
    r"(?:agencies|professionals|services|practitioners)\b"
    r"|\bby (?:(?:anyone|anybody)(?: else)?|any (?:one )?(?:agency|professional|service)|any of (?:them|these|those))\b"
    r"(?! (?:in|at|from|within|of)\b)",
    re.I,
)
#: No one of an agency: "nobody in the practice", "none of the staff at the school".
_NOBODY_IN = re.compile(
    r"\b(?:nobody|no[- ]one|none of (?:the |its )?\w+|no \w+) (?:in|at|from|within) (?:the |a )?$", re.I
)
#: At the head of what follows "should have": the failing is passive.
_BEEN = re.compile(r"\s*(?:also |then )?been\b", re.I)
#: Words for nobody, of a body as well as of all.
_NO_ONE = re.compile(r"nobody|no[- ]one", re.I)
_NEITHER = re.compile(r"\b(?:neither|nor)\b(?: \w+){0,2}\s*$", re.I)
#: At the beginning of a failing: those who failed follow.
_OPENS_NEITHER = re.compile(r"\s*(?:neither|nor)\b", re.I)
#: Characters after a failing within which the first of those of "neither" begins, in which a word for all may still
#: stand, and in which agencies in general are named.
_NEITHER_NEAR, _ALL_NEAR, _GENERAL_NEAR = 60, 14, 90

#: Agencies that words blame, None for no particular one; and whether they leave no doubt.
Told = tuple[list[str | None], bool]


@dataclass(frozen=True)
class Grammar:
    """The words around a failing, with the agencies in them.

    Attributes:
        sentence: that holds the failing.
        scope: the failing's trigger.
        parties: the agencies that the sentence names or means.
        own: the one that the heading is about.
        acted: those that acted earlier in the paragraph.
        called: all that each agency is called, in small letters.
    """

    sentence: Sentence
    scope: Scope
    parties: Sequence[Party]
    own: str | None
    acted: Sequence[str]
    called: Mapping[str, str]

    def told(self) -> Told | None:
        """The agencies that the words blame, by the first way in which they blame one; None where they blame none."""
        ways = (
            self._neither,
            self._who,
            self._agents,
            self._given_a_general_word,
            self._not_told,
            self._subjects,
            self._they,
            self._no_one,
            self._doers,
            self._given,
            self._in_general,
            self._acting_before,
        )
        return next((told for way in ways if (told := way()) is not None), None)

    def is_subject(self, party: Party) -> bool:
        """Whether the clause is about what a party did, or did not: its subject, the agent of a passive one, "they"."""
        scope, before = self.scope, self._text[: party.start]
        if AGENT.search(before) or _NEITHER.search(before):
            return True
        if party.end <= scope.start and _WHO_ITSELF.fullmatch(self._text[party.end : scope.start]):
            return True
        if staff := STAFF.search(before):
            before = before[: staff.start()]
        if party.end <= scope.start and _THEY.search(self._before):
            return True
        return party.acts and scope.first <= party.start < scope.start and HEADS.search(before) is not None

    @cached_property
    def _text(self) -> str:
        return self.sentence.text

    @cached_property
    def _before(self) -> str:
        """The words of the clause before the failing."""
        return self._text[self.scope.first : self.scope.start]

    @cached_property
    def _is_passive(self) -> bool:
        """Whether the failing's own words are passive ("was not told")."""
        return PASSIVE.search(self._text[self.scope.start : self.scope.end]) is not None

    @cached_property
    def _in_passive(self) -> bool:
        """Whether the failing stands in a passive clause."""
        scope = self.scope
        if PASSIVE.search(self._text[scope.start : scope.end] + scope.after):
            return True
        return scope.trigger.side == "around" and PASSIVE.search(scope.before) is not None

    @cached_property
    def _earlier(self) -> list[Party]:
        """Those named before the failing."""
        return [p for p in self.parties if p.end <= self.scope.start]

    @cached_property
    def _acting(self) -> list[Party]:
        """Those that act in the clause before the failing: its subjects."""
        return [p for p in self.parties if self.scope.first <= p.start < self.scope.start and p.acts]

    @cached_property
    def _after(self) -> list[Party]:
        """Those named in the failing, or in what it is about."""
        end = self.scope.end + len(self.scope.after)
        return [p for p in self.parties if self.scope.start <= p.start <= end]

    @cached_property
    def _after_untold(self) -> list[Party]:
        """The same, without those that were to be told, unless the failing is passive itself."""
        if self._is_passive:
            return self._after
        return [p for p in self._after if not TOLD_LATER.match(self._text[p.end :])]

    def _neither(self) -> Told | None:
        """Those after "neither", where the clause begins with it."""
        if not _OPENS_NEITHER.match(self._text, self.scope.start) or self._before.strip():
            return None
        acting = [p for p in self._after if p.acts]
        if not acting or acting[0].start - self.scope.end >= _NEITHER_NEAR:
            return None
        return list(listed(self._text, acting)), True

    def _who(self) -> Told | None:
        """The one of which "who ..." tells the failing."""
        if self._earlier and _WHO.match(self._text[self._earlier[-1].end : self.scope.start]):
            return [self._earlier[-1].agency], True
        return None

    def _agents(self) -> Told | None:
        """Those by whom, in a passive clause, it was not done."""
        if not self._in_passive:
            return None
        agents = (p for p in self._after if p.start >= self.scope.end and AGENT.search(self._text[: p.start]))
        agent = next(agents, None)
        if agent is None or (self._acting and not self._is_passive):
            return None
        return list(listed(self._text, self._after[self._after.index(agent) :])), True

    def _given_a_general_word(self) -> Told | None:
        """The one next to a word for all that the failing holds ("no one from the school")."""
        scope, text = self.scope, self._text
        near = (
            p
            for p in self._after_untold
            if p.start >= scope.end and _GIVEN.fullmatch(text[scope.end : p.start].strip() + " ")
        )
        party = next(near, None)
        if party is None or not cues().general.search(text[scope.start : scope.end]):
            return None
        return [party.agency], True

    def _not_told(self) -> Told | None:
        """Where the subject is one that was not told: the heading's, which did not tell it, the one that acted last,
        or none in particular."""
        if not self._acting or not NEXT.match(self._text[self._acting[-1].end : self.scope.start]):
            return None
        passive = self._is_passive or _BEEN.match(self.scope.after)  # "should have | been told"
        if not passive or not TOLD.match(self.scope.after):
            return None
        untold = self._acting[-1].agency
        if self.own in (None, untold) and (teller := next((a for a in reversed(self.acted) if a != untold), None)):
            return [teller], False
        if self.own in (None, untold) and self.sentence.section.kind in cues().telling:
            return [], True
        return [self.own if self.own != untold else None], True

    def _subjects(self) -> Told | None:
        """The subjects of the clause."""
        if not self._acting:
            return None
        return list(reversed(listed(self._text, self._acting[::-1], back=True))), self._by_name(self._acting[-1])

    def _by_name(self, party: Party) -> bool:
        """Whether a body, called by a name of its own, stands as subject next to what it did not do."""
        if self._is_passive or self.scope.trigger.side == "sentence":
            return False
        own = self._text[party.start : party.end].lower() in self.called[party.agency]
        next_to = NEXT.match(self._text[party.end : self.scope.start])
        return own and bool(next_to and HEADS.search(self._text[: party.start]))

    def _they(self) -> Told | None:
        """The one that "they" means: the last that acts before it, else the last named."""
        if not self._earlier or not _THEY.search(self._before):
            return None
        acting = [p for p in self._earlier if p.acts or AGENT.search(self._text[: p.start])]
        return [(acting or self._earlier)[-1].agency], False

    def _no_one(self) -> Told | None:
        """Where a word for all is blamed: the one whose people it means, if one is named, else none in particular.

        "No one" may mean nobody of a body that the paragraph, or the heading, is about: then these words blame none.
        """
        general = cues().general.search(self._text[self.scope.first : self.scope.end + _ALL_NEAR])
        if general is None:
            return None
        for p in self.parties:
            if p.end > self.scope.start and _NOBODY_IN.search(self._text[: p.start]):
                return [p.agency], True
        in_person = _NO_ONE.fullmatch(general[0]) is not None and bool(self.acted or self.own)
        return None if in_person else ([None], False)

    def _doers(self) -> Told | None:
        """The one by whom it was done, before the failing."""
        clause = [p for p in self.parties if self.scope.first <= p.start < self.scope.start]
        doers = [p for p in clause if _DOER.search(self._text[: p.start])]
        return ([doers[-1].agency], True) if doers else None

    def _given(self) -> Told | None:
        """Those after the failing of whom, or by whom, it is told ("no record from the school")."""
        for i, p in enumerate(self._after_untold):
            given = p.start >= self.scope.end and _GIVEN.search(self._text[self.scope.end : p.start])
            if given or AGENT.search(self._text[: p.start]):
                return list(listed(self._text, self._after_untold[i:])), False
        return None

    def _in_general(self) -> Told | None:
        """None in particular, where agencies in general are named after the failing."""
        m = _IN_GENERAL.search(self.scope.after[:_GENERAL_NEAR])
        return ([None], False) if m and not TOLD_LATER.match(self.scope.after[m.end() :]) else None

    def _acting_before(self) -> Told | None:
        """The last one that acts before the failing, be it in another clause; not one that was, or was not, told."""
        acting = [p for p in self.parties if p.start < self.scope.start and p.acts]
        acting = [p for p in acting if not NOT_TOLD.match(self._text[p.end :])]
        return ([acting[-1].agency], False) if acting else None
