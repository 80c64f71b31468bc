"""Whether it was a person of the case, not an agency, who did not do something."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.document.model import Sentence
from loaders.extract.missed_opportunities.clause import HEADS, NEXT, OBLIQUE, PASSIVE, Party
from loaders.extract.missed_opportunities.cues import cues
from loaders.extract.missed_opportunities.scopes import Scope
from loaders.extract.persons.index import Mention

_PRONOUN = re.compile(r"\b(?:she|he)\s*(?:\w+ly |then |still |also |herself |himself |had |has )*$", re.I)
_PEOPLE = re.compile(r"\b(?:she|he|her (?:mother|sister|family)|the (?:couple|family|victim|perpetrator))\b", re.I)
_THAT_PERSON = re.compile(r"^\s*(?:she|he)\b(?: was| were| had been)?", re.I)
_LINK = re.compile(r"\b(?:but|and|or|although|though|then|however|nor|who|yet|also|did|was|has|had)\b|\W", re.I)
#: What an agency does to a person: that it was not done to her is the agency's failing.
_DONE_TO = re.compile(
    r"^\W*(?:\w+ly |been |being |then )*(?:ask|offer|seen|refer|inform|told|spoken|given|assess|arrest|interview"
    r"|contact|provid|signpost|challeng|discuss|flag|consider|believ|taken|view|treat|support|follow|charg|invit"
    r"|engag|held|question|advis|visit|identif|recogni|examin|admit|safeguard|protect|monitor|review|recall|risk"
    r"|made aware|subject|allocat|directed|notif|made|listened|heard|linked|managed|scrutin|prosecut|updated"
    r"|consulted|involved|sufficiently|plac|put |helped|shown|enabled|rung"
    r"|phoned|telephoned|called|warned|written to|met with|breached|recalled|circulat|traced|sought|returned to court)",
    re.I,
)
#: What only those do who work with people: whoever did not do it, "she" was the nurse.
_WORK = re.compile(
    r"\W*(?:\w+ly |also |then )*(?:"
    r"ask (?:about|her|him|them|the victim|what|whether|any|further|how|with whom)\b|offer\b|escalate\b|chase\b"
    r"|refer (?!himself|herself)|(?:make|made) (?:an? |any |the )(?:[\w-]+ ){0,2}referral"
    r"|(?:complete|repeat|undertake|update|carry out) (?:an? |the |any |another )?(?:\w+ ){0,2}"
    r"(?:DASH|DARA|SARA|risk|assessment|review|checks?)"
    r"|use an? (?:independent |professional )?interpreter|check\b|recogni[sz]e (?:this|the|that|it)\b"
    r"|give (?:her|him|the victim) (?:the |any |a )?(?:details|number|information|leaflet)"
    r"|discuss (?:[\w-]+ ){1,3}(?:in|with) (?:\w+ )?(?:safeguarding|supervis|manage|colleague|senior)"
    r"|pass on\b|follow (?:it|this|him|her|up)\b)",
    re.I,
)
#: What becomes of a telling: that it did not is no part of what was told ("she told of it and this was not shared").
_OF_A_TELLING = re.compile(
    r"\W*(?:\w+ly |been |then )*(?:shared|passed|recorded(?! that)|logged|flagged|explored|acted|reported|followed up"
    r"|met|investigated)\b",
    re.I,
)
_WHO = re.compile(r"\W*who\b", re.I)
#: People around those of the case, where they are the subject.
_KIN = re.compile(
    r"(?:^|[,;] |\b(?:and|but|that|because|as|so|when|although|though) )"
    r"(?:\w+[’']s?|her|his|their|the|some|close|other) (?:\w+ )?"
    r"(?:friends?|famil(?:y|ies)|relatives?|neighbours?|colleagues?|sisters?|brothers?|mother|father|parents"
    r"|daughters?|sons?)(?: members?)?\s*(?:\w+ly |also |themselves |had |still )*$",
    re.I,
)
#: What somebody said, or to whom, is what the clause is about, not what it reports ("what she said was not passed on").
_WHAT_WAS_SAID = re.compile(r"\b(?:what|whom)\s*$", re.I)
#: When somebody said something; what was then done is another matter ("when she told of it, no help was offered").
_WHEN_SAID = re.compile(
    r"\b(?:when|after|once) (?:the )?[\w’']+ (?:\w+ )?(?:disclosed|told|reported)\b(?! (?:[\w’']+ )*that\b)", re.I
)
#: Characters after "neither" within which those stand of whom it is said.
NEITHER = 40
#: Characters before a clause within which "they" stands of whom it goes on.
THEY = 30
_THEY = re.compile(r"\bthey\b", re.I)
#: A sentence that begins with when, or why, what its subject did was done.
_SUBORDINATE = re.compile(r"\W*(?:when|after|once|although|though|while|whilst|as|since|because|despite|where)\b", re.I)
#: After a subject, what it did or did not.
_DID = re.compile(r"\s*(?:\w+ly )?(?:did|was|were|had|could|should|never|failed|made|took)\b", re.I)
#: One subject for two verbs ("he missed both appointments and did not return the calls").
_AND = re.compile(r"\b(?:and|or)\s*(?:\w+ly |then |also |still )*$", re.I)
#: What people are asked to do by those who work with them.
_THEIR_PART = re.compile(
    r"\W*(?:attend|comply|engage|keep|appear|surrender|report|pay|turn up|respond|take (?:his|her)|return|reside)\b",
    re.I,
)


def persons_own(sentence: Sentence, scope: Scope, parties: Sequence[Party], people: Sequence[Mention]) -> bool:
    """Whether the failing is something that a person of the case did not do, or said of others.

    Args:
        sentence: the sentence.
        scope: a trigger in it.
        parties: the agencies that it names or means.
        people: the persons of the case that it names.
    """
    text = sentence.text
    speakers = [
        (m.start, m.end)
        for m in people
        if m.end <= scope.start and not _WHEN_SAID.search(text, m.start - 12, scope.start)
    ]
    speakers += [m.span() for m in _PEOPLE.finditer(text, 0, scope.start)]
    said = any(
        cues().hearsay.match(text[end : scope.start])
        and ";" not in text[end : scope.start]
        and not _WHAT_WAS_SAID.search(text[:start])
        for start, end in speakers
    )
    if said and not _turns(text, scope, parties):
        return True
    if _of_agencies(text, scope, parties):
        return False
    if scope.trigger.rule == "failure" and _THEIR_PART.match(scope.after) and not any(p.acts for p in parties):
        return True
    if scope.trigger.rule in ("no-evidence", "nothing-to-show") and (m := _THAT_PERSON.match(scope.after)):
        return not _DONE_TO.match(scope.after[m.end() :])
    if not scope.trigger.active:
        return False
    before = text[scope.first : scope.start]
    people = [m for m in people if not OBLIQUE.search(text[: m.start])]
    person = any(m.end <= scope.start and NEXT.match(text[m.end : scope.start]) for m in people)
    pronoun = bool(_PRONOUN.search(before))
    acting = [p.start for p in parties if p.end <= scope.start and p.acts]
    passive = PASSIVE.search(text[scope.start : scope.end]) is not None
    if _WHO.match(before):  # of whom is told right before it: "by any of its staff, who did not see her alone"
        return any(m.end == scope.first for m in people) and not (passive and _DONE_TO.match(scope.after))
    subject = person or (pronoun and not _WORK.match(scope.after))
    if not subject and acting and _AND.search(before) and _WORK.match(scope.after):
        return False
    if not subject and _KIN.search(text[: scope.start]):
        subject = not acting
    if not subject and not acting and _AND.search(before):
        subject = any(m.end <= scope.start and HEADS.search(text[: m.start]) for m in people)
    if not subject and not _LINK.sub("", before):
        first = [m.start for m in people if m.end <= scope.start and not text.startswith(("'s", "’s"), m.end)]
        first += [m.start() for m in re.finditer(r"^(?:\w+, )?(?:she|he)\b", text, re.I)]
        # "When she said that he followed her the GP did not ask and did not refer her": the GP did neither.
        opened = bool(_SUBORDINATE.match(text))
        subject = bool(first) and (not acting or (min(first) < min(acting) and not opened))
    if not subject:
        return False
    if passive:
        return not _DONE_TO.match(scope.after)
    return not (pronoun and not person and acting)


def _of_agencies(text: str, scope: Scope, parties: Sequence[Party]) -> bool:
    """Whether a clause tells of agencies: "neither" of those that follow it, or "they" after "professionals"."""
    if text.startswith(("neither", "nor"), scope.start):
        return any(p.acts and scope.start <= p.start <= scope.start + NEITHER for p in parties)
    they = _THEY.search(text, max(0, scope.first - THEY), scope.start)
    return they is not None and cues().general.search(text, 0, they.start()) is not None


def _turns(text: str, scope: Scope, parties: Sequence[Party]) -> bool:
    """Whether the review speaks in a clause of its own, with an agency as subject, after what somebody had said."""
    if any(p.end <= scope.start and NEXT.match(text[p.end : scope.start]) for p in parties):
        return True
    if PASSIVE.search(text[scope.start : scope.end]) and _OF_A_TELLING.match(scope.after):
        return True
    if _of_agencies(text, scope, parties) and scope.first > 0:
        return True
    if not _LINK.sub("", text[scope.first : scope.start]):  # "… the GP did not ask and did not refer": one subject
        acting = [p for p in parties if p.acts and p.end <= scope.start]
        return bool(acting) and _DID.match(text, acting[-1].end) is not None
    near = [p for p in parties if p.acts and scope.first <= p.start <= scope.start]
    return scope.first > 0 and bool(near) and not text[scope.first :].startswith((", who", ", which"))
