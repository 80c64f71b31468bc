"""Whom a clause itself blames, whatever the heading says."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from loaders.extract.missed_opportunities.clause import NEXT, PASSIVE, TOLD, TOLD_LATER, last_of, listed
from loaders.extract.missed_opportunities.scopes import Scope
from loaders.extract.missed_opportunities.whom import AGENT, HEADS, Party

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
    rest = scope.end + len(scope.after)
    if scope.trigger.rule in _CHANCES:
        for i, p in enumerate(parties):
            last = last_of(text, parties[i:])
            if scope.start < p.start <= rest and _FOR.search(text[: p.start]) and _TO.match(text[last.end :]):
                return list(listed(text, parties[i:]))
    if m := _PARTICULARLY.search(text):
        meant = [p for p in parties if p.start >= m.end() and text[m.end() : p.start] in ("", "the ")]
        if meant:
            return list(listed(text, parties[parties.index(meant[0]) :]))
    after = [p for p in parties if scope.end <= p.start <= rest]
    if after and scope.trigger.rule in ("no-evidence", "nothing-to-show"):
        p = after[0]
        if text[scope.end : p.start].strip().lower() in ("", "the", "that", "that the") and _DID.match(text[p.end :]):
            return [] if TOLD_LATER.match(text[p.end :]) else list(listed(text, after))
    for i, p in enumerate(after):
        if _NONE_FROM.search(text, scope.start, p.start) and not _SOUGHT.search(text, scope.first, p.start):
            return list(listed(text, after[i:]))
    subject = any(p.acts and scope.first <= p.start < scope.start for p in parties)
    so_far = text[scope.start : after[0].start] if after and not subject else ""
    if PASSIVE.search(so_far) and _BY_TEAM.search(so_far):
        return list(listed(text, after))
    before = [p for p in parties if p.end <= scope.start and p.agency not in forums]
    if not before:
        return []
    last = before[-1]
    between = text[last.end : scope.start]
    if _DOING_OF.search(text[: last.start]) and _IS.fullmatch(between):
        return [last.agency]
    if HEADS.search(text[: last.start]):
        if scope.trigger.side == "around" and _ITS_DOING.fullmatch(between) and not TOLD.match(scope.after):
            return [last.agency]
        if _TWO_VERBS.fullmatch(between) and _LEFT.match(text, scope.start):
            return [last.agency]
    if last.acts and _RECEIVE.match(scope.after) and NEXT.match(between):
        sent = [p.agency for p in parties if p.agency != last.agency and AGENT.search(text[: p.start])]
        return [*sent[-1:]] or ([own] if own not in (None, last.agency) else [])
    came = _NOT_ACTED_ON.match(text, scope.start) or (scope.trigger.rule == "no-act" and _NO_ANSWER.match(scope.after))
    to = _TO_WHOM.search(text[: last.start])
    if (
        to
        and came
        and _AND_THEN.fullmatch(between)
        and _SENT.search(text[scope.first if between.isspace() else 0 : last.start])
    ):
        return [last.agency]
    return []
