"""What the words next to an agency's name make of it in its clause, and lists of agencies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: What stands before the subject of a clause.
HEADS = re.compile(
    r"(?:^\W*|[,;:.]\s*|\b(?:and|but|that|which|nor|neither|or|when|as|because)\s)"
    r"(?:the |a |an |both |local |\w+ly |[\w’'-]+ (?:at|from|in) )*$",
    re.I,
)
#: What stands before the one who acts in a passive clause.
AGENT = re.compile(r"\b(?:by|on the part of)\s+(?:the |a |an |both |either |any )*$", re.I)
#: Words before a name that make it the recipient or the topic of what is told, not the one that acts.
OBLIQUE = re.compile(
    r"\b(?:to|with|from|of|about|at|for|into|between|against|on|in|through|via|contact(?:ed|ing)?|inform(?:ed|ing)?"
    r"|told|notif\w+|refer\w*|ask(?:ed|ing)?|call(?:ed|ing)?|telephoned|tell(?:ing)?|attend(?:ed|ing)?|saw|see|alert\w*"
    r"|advised|leaving|left|including|like|than|by|offer(?:ed|ing)?|allocated|assigned|given)"
    r"\s+(?:the |a |an |her |his |their |local |both |other )*$",
    re.I,
)
#: Words before a name that make it the recipient.
_RECIPIENT = re.compile(
    r"\b(?:to|with|contact(?:ed|ing)?|inform(?:ed|ing)?|told|notif\w+|ask(?:ed|ing)?|call(?:ed|ing)?|telephoned|tell(?:ing)?"
    r"|alert\w*|advised)\s+(?:the |a |an |her |his |their |local |both |other )*$",
    re.I,
)
_INFORMED = "made aware|informed|told|notified|alerted|updated|consulted|contacted|invited|advised|asked|involved"
#: An agency that was not told has not failed; the one that did not tell has.
TOLD = re.compile(rf"^\W*(?:\w+ly |been |then )*(?:{_INFORMED}|aware|sent|given|provided)\b", re.I)
#: After an agency's name: it is the one that was to be told ("nothing to suggest that the GP was made aware").
TOLD_LATER = re.compile(rf"[^.;]{{0,20}}\b(?:was|were|had been|being|been) (?:\w+ly |ever )?(?:{_INFORMED})\b", re.I)
#: After an agency's name: it is the one that nobody told ("the police were not consulted, and ...").
NOT_TOLD = re.compile(rf"\W*\b(?:was|were|had|has|have) (?:not|never) (?:been )?(?:{_INFORMED})\b", re.I)
#: After an agency's name: what it held is what another did not ask for or look at ("police records were not checked").
NOT_ASKED = re.compile(
    r"(?:[’']s)?(?: [\w-]+){1,4} (?:was|were|had|has|have) (?:not|never|nor) (?:been )?(?:\w+ly )?"
    r"(?:requested|sought|obtained|asked for|checked|consulted|accessed|read|looked at|searched|viewed|reviewed"
    r"|examined)\b",
)
NEXT = re.compile(r"^\s*(?:\w+ly |then |still |also |either |herself |himself |themselves )*$", re.I)
PASSIVE = re.compile(r"\b(?:was|were|been|being)\b", re.I)
JOINED = re.compile(r"^\s*(?:(?:,|and|or) by\b|,|and|or|nor|&|/|the|both|a|an|'s|’s|\((?:[^)]*)\)|local|\s)*$", re.I)
AT = r"\s(?:at|from|in|within|of|for)\s(?:the |a )?"
#: Between people of a body and its name: what they did or did not do, it did ("staff of", "the team at").
STAFF = re.compile(
    r"\b(?:staff|workers?|employees|practitioners?|professionals|clinicians|managers?|officers|teams?|personnel)"
    rf"{AT}$",
    re.I,
)

#: Before those of whom the contrary of what is told is true ("no agency, apart from the school, ...").
_EXCEPT = re.compile(
    r"\b(?:save(?: for)?|except(?:ing)?(?: for)?|apart from|aside from|other than|with the exception of),?"
    r"(?: (?:\w+ly|in part),)? (?:(?:the|that|those|one|staff) (?:of |at )?)*$",
    re.I,
)


@dataclass(frozen=True)
class Party:
    """An agency that a sentence names or means by a word for its people; offsets into the sentence's text."""

    agency: str
    start: int
    end: int
    acts: bool


def is_reached(party: Party, text: str) -> bool:
    """Whether the words next to a party make it the one to whom it was, or was not, done, or told."""
    after = text[party.end :]
    return bool(
        _RECIPIENT.search(text[: party.start])
        or TOLD_LATER.match(after)
        or NOT_TOLD.match(after)
        or NOT_ASKED.match(after)
    )


def excepted(text: str, parties: Sequence[Party]) -> list[Party]:
    """The parties of whom a sentence says that what it tells is not true ("no agency, apart from the school, ...")."""
    found: list[Party] = []
    for i, p in enumerate(parties):
        if _EXCEPT.search(text[: p.start]):
            last = last_of(text, parties[i:])
            found += [one for one in parties[i:] if one.end <= last.end]
    return found


def last_of(text: str, parties: Sequence[Party]) -> Party:
    """The last of the parties that stand in one list with the first."""
    last = parties[0]
    for p in parties[1:]:
        if not JOINED.match(text[last.end : p.start]):
            break
        last = p
    return last


def listed(text: str, parties: Sequence[Party], back: bool = False) -> list[str]:
    """The first of the parties with those that stand in one list with it ("the HV, school nurse or GP")."""
    out = [parties[0]]
    for p in parties[1:]:
        gap = text[p.end : out[-1].start] if back else text[out[-1].end : p.start]
        if not gap.strip() or not JOINED.match(gap):
            break
        out.append(p)
    return list(dict.fromkeys(p.agency for p in out))
