"""Whom a clause itself blames, whatever the heading says."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from loaders.extract.missed_opportunities.clause import (
    AGENT,
    HEADS,
    NEXT,
    PASSIVE,
    TOLD,
    TOLD_LATER,
    Party,
    last_of,
    listed,
)
from loaders.extract.missed_opportunities.scopes import Scope

#: The body whose the chance, the failure or the duty was, between these two ("an opportunity for the GP to ask").
_FOR = re.compile(
    r"\b(?:for|of|expect(?:ed)?)\s+(?:(?:staff|\w+s) (?:at|of|from|within) )?(?:the |a |an |both |either )*$", re.I
)
_TO = re.compile(r"(?: \w+ly| also| at least| themselves| itself)*,? to \w", re.I)
#: Wordings that tell what somebody had a chance, or would have done well, to do.
_CHANCES = frozenset({"missed-opportunity", "opportunity-missed", "chance", "failure", "would-have-been"})
#: What is sent to another, who is then to act on it.
_SENT = re.compile(
    r"\b(?:referral|notification|alert|letter|e-?mail|report|request|call|contact|concern|information|message|form"
    r"|referred|sent|told|informed|contacted|asked|notified|alerted|passed|reported|forwarded|emailed|faxed|wrote)\b",
    re.I,
)
#: Between the one to whom it was sent and the words that it came to nothing.
_TO_WHOM = re.compile(
    r"\b(?:to|with|notified|informed|alerted|told|contacted)\s+(?:the |a |an |her |his |their |local )*$", re.I
)
_AND_THEN = re.compile(
    r"\s*(?:(?:in|on|dated) [\w ]{3,20})?(?:,? ?\b(?:but|and|where|however|although|yet)\b,?)?"
    r"(?: (?:it|this|that|there))?\s*",
    re.I,
)
#: What the one to whom something is sent leaves undone with it.
_NOT_ACTED_ON = re.compile(
    r"(?:(?:was|were|had|been|has|have|not|never) )+(?:\w+ly |ever )*(?:acted (?:up)?on|actioned|answered"
    r"|responded to|replied to|progressed|processed|picked up|allocated|triaged|screened|acknowledged|read|opened"
    r"|dealt with)\b",
    re.I,
)
_NO_ANSWER = re.compile(
    r"\s*(?:\w+ )?(?:action|response|reply|answer|feedback|acknowledgement|assessment|enquir\w+|strategy \w+"
    r"|appointment)s?\b(?! (?:from|by|to|in|of)\b)",
    re.I,
)
#: A passive clause names who acts, by a team or its staff ("by the duty team at the trust").
_BY_TEAM = re.compile(
    r"\b(?:by|on the part of)\s+(?:(?!time\b|end\b|date\b|tele|e-?mail|letter|to\b|with\b|who|which|that\b|\w+ing\b)"
    r"[\w’'-]+\s+){0,7}$",
    re.I,
)
#: The doings of a body, where they are the subject ("the response of the trust", "the trust's assessment").
_DOING_OF = re.compile(
    r"(?:^|[,;.] |\b(?:and|but|that) )(?:the |its |their )?(?:[\w-]+ ){0,2}"
    r"(?:response|assessment|recording|records?|record[- ]keeping|decision|decision-making|practice"
    r"|handling|investigation|approach|supervision|communication|actions?|planning"
    r"|involvement)s? (?:of|by|from|at|within) (?:the )?$",
    re.I,
)
_IS = re.compile(r"(?:\s*(?:was|were|is|are|had|\w+ly))*\s*", re.I)
_ITS_DOING = re.compile(
    r"[’']s? (?!(?:\w+ )?(?:author|IMR|review|report|panel)\b)(?:[\w-]+ ){1,4}(?:(?:was|were|is|are|had) )?(?:\w+ly )?",
    re.I,
)
#: After no evidence: what the subject did ("no evidence that the practice asked").
_DID = re.compile(
    r"\s+(?:\w+ly |had |did |ever )*(?:\w{3,}ed|made|took|gave|sought|asked|knew|held|saw|spoke|did)\b", re.I
)
#: Between a subject and the second verb that is told of it.
_TWO_VERBS = re.compile(
    r"\s+(?:was |were |had been |had )?(?:\w+ly )?(?:\w{3,}ed|told|sent|given|made aware)\b"
    r"[^,;.]{0,60},?\s(?:and|but)(?: then| \w+ly)*\s*",
    re.I,
)
#: Before the one for whom all waited.
_UNTIL = re.compile(r"\b(?:before|until) (?:the )?(?:staff (?:at|of|from) )?(?:the )?$", re.I)
_LEFT = re.compile(r"(?:took|made|gave|did|failed|never|had|were|was)\b", re.I)
#: Agencies in general, of whom some are then named.
_PARTICULARLY = re.compile(
    r"\b(?:agencies|professionals|services|practitioners|organisations),? \(?"
    r"(?:particularly|especially|notably|in particular|including|namely|such as|principally|chiefly|mainly)\b"
    r"[ ,:]*(?:by |of |for )?",
    re.I,
)
#: What a body cannot act on that it never got.
_RECEIVE = re.compile(
    r"^\W*(?:\w+ly )?(?:receiv|get|got|sent|given)\w*\b[^.;,]{0,30}\b(?:notifi|referral|report|cop(?:y|ies)"
    r"|letter|minutes|invit|merlin|information|e-?mail|message|alert|document)",
    re.I,
)


#: What never came from a body, where nobody is said to have asked for it ("generated no referral from the school").
_NONE_FROM = re.compile(
    r"\b(?:referral|response|reply|answer|notification|alert|letter|report|information|feedback|action|follow[- ]up)s?"
    r"(?: (?!from\b)[\w-]+){0,4} from (?:the |any |either )?$",
    re.I,
)
_SOUGHT = re.compile(
    r"\b(?:s[eo]\w*ght|seek|request|ask|obtain|gather|collect|check|chas|pursu|act|shar|us|consider|record)(?:e|ed|ing|s)?\b",
    re.I,
)


#: Agencies that a clause blames; empty where it is told of one that it does not blame.
Blamed = list[str | None]


def outright(
    text: str, scope: Scope, parties: Sequence[Party], forums: Collection[str], own: str | None
) -> list[str | None]:
    """The agencies that a clause itself says had the chance, the task or the message; none where it does not.

    Args:
        text: the sentence.
        scope: a trigger in it.
        parties: the agencies that it names or means.
        forums: those that are forums of many agencies.
        own: the one that the heading is about.
    """
    clause = _Clause(text, scope, parties)
    for way in (_had_the_chance, _particularly, _did_it_at_all, _none_from, _acted_late, _by_team):
        if (blamed := way(clause)) is not None:
            return blamed
    before = [p for p in parties if p.end <= scope.start and p.agency not in forums]
    if not before:
        return []
    last = _Before(text, scope, before[-1])
    if _its_doing(last):
        return [last.party.agency]
    if last.party.acts and _RECEIVE.match(scope.after) and NEXT.match(last.between):
        return _senders(text, parties, last.party.agency, own)
    return [last.party.agency] if _left_it(last) else []


@dataclass(frozen=True)
class _Clause:
    """A trigger in a sentence, with the agencies that the sentence names or means."""

    text: str
    scope: Scope
    parties: Sequence[Party]

    @property
    def end(self) -> int:
        """Where what the trigger is about ends."""
        return self.scope.end + len(self.scope.after)

    @cached_property
    def after(self) -> list[Party]:
        """The agencies in what follows the trigger."""
        return [p for p in self.parties if self.scope.end <= p.start <= self.end]


def _had_the_chance(clause: _Clause) -> Blamed | None:
    """Those who had the chance, or would have done well, to do it ("an opportunity for the GP to ask")."""
    if clause.scope.trigger.rule not in _CHANCES:
        return None
    text, parties = clause.text, clause.parties
    for i, p in enumerate(parties):
        if not clause.scope.start < p.start <= clause.end or not _FOR.search(text[: p.start]):
            continue
        if _TO.match(text[last_of(text, parties[i:]).end :]):
            return list(listed(text, parties[i:]))
    return None


def _particularly(clause: _Clause) -> Blamed | None:
    """Those of agencies in general that are then named ("agencies, particularly the school")."""
    text = clause.text
    if not (m := _PARTICULARLY.search(text)):
        return None
    for i, p in enumerate(clause.parties):
        if p.start >= m.end() and text[m.end() : p.start] in ("", "the "):
            return list(listed(text, clause.parties[i:]))
    return None


def _did_it_at_all(clause: _Clause) -> Blamed | None:
    """Those of whom there is no evidence that they did something; nobody, where it is that they were told."""
    if clause.scope.trigger.rule not in ("no-evidence", "nothing-to-show") or not clause.after:
        return None
    text, p = clause.text, clause.after[0]
    next_to = text[clause.scope.end : p.start].strip().lower() in ("", "the", "that", "that the")
    if not next_to or not _DID.match(text[p.end :]):
        return None
    return [] if TOLD_LATER.match(text[p.end :]) else list(listed(text, clause.after))


def _none_from(clause: _Clause) -> Blamed | None:
    """Those from whom nothing came, though nobody is said to have asked for it."""
    text, scope = clause.text, clause.scope
    for i, p in enumerate(clause.after):
        if _NONE_FROM.search(text, scope.start, p.start) and not _SOUGHT.search(text, scope.first, p.start):
            return list(listed(text, clause.after[i:]))
    return None


def _acted_late(clause: _Clause) -> Blamed | None:
    """Those who did it only after a delay ("six weeks before the team allocated a worker")."""
    if clause.scope.trigger.rule not in ("delay", "not-until"):
        return None
    text = clause.text
    for i, p in enumerate(clause.parties):
        late = p.start >= clause.scope.start and _UNTIL.search(text[: p.start])
        if late and _DID.match(text[p.end :]) and not TOLD_LATER.match(text[p.end :]):
            return list(listed(text, clause.parties[i:]))
    return None


def _by_team(clause: _Clause) -> Blamed | None:
    """Those by whose team it was not done, in a passive clause that has no agency for its subject."""
    scope = clause.scope
    if not clause.after or any(p.acts and scope.first <= p.start < scope.start for p in clause.parties):
        return None
    so_far = clause.text[scope.start : clause.after[0].start]
    return list(listed(clause.text, clause.after)) if PASSIVE.search(so_far) and _BY_TEAM.search(so_far) else None


@dataclass(frozen=True)
class _Before:
    """A trigger in a sentence, with the last agency named before it that is no forum."""

    text: str
    scope: Scope
    party: Party

    @cached_property
    def above(self) -> str:
        """The words before the agency."""
        return self.text[: self.party.start]

    @cached_property
    def between(self) -> str:
        """The words between the agency and the trigger."""
        return self.text[self.party.end : self.scope.start]


def _its_doing(last: _Before) -> bool:
    """Whether the clause is about what the agency did, or tells two things of it."""
    if _DOING_OF.search(last.above) and _IS.fullmatch(last.between):
        return True
    if not HEADS.search(last.above):
        return False
    around = last.scope.trigger.side == "around"
    if around and _ITS_DOING.fullmatch(last.between) and not TOLD.match(last.scope.after):
        return True
    return bool(_TWO_VERBS.fullmatch(last.between) and _LEFT.match(last.text, last.scope.start))


def _senders(text: str, parties: Sequence[Party], to: str, own: str | None) -> Blamed:
    """Who did not send what an agency never got: the one by whom it was to come, else the heading's."""
    sent = [p.agency for p in parties if p.agency != to and AGENT.search(text[: p.start])]
    return [*sent[-1:]] or ([own] if own not in (None, to) else [])


def _left_it(last: _Before) -> bool:
    """Whether something was sent to the agency, and it left it undone or did not answer."""
    scope = last.scope
    no_answer = scope.trigger.rule == "no-act" and _NO_ANSWER.match(scope.after)
    if not (no_answer or _NOT_ACTED_ON.match(last.text, scope.start)):
        return False
    if not _TO_WHOM.search(last.above) or not _AND_THEN.fullmatch(last.between):
        return False
    first = scope.first if last.between.isspace() else 0
    return _SENT.search(last.text[first : last.party.start]) is not None
