"""Whose a factor is: of whom a circumstance, a fear or a relationship is told; for what somebody did, ``acts`` says."""

from __future__ import annotations

import re

from loaders.document.model import Sentence
from loaders.extract.risk_factors.acts import GAP, TELLING, Whose, of_act
from loaders.extract.risk_factors.cues import Factor
from loaders.extract.risk_factors.people import People, Ref, subject_before

_SOURCE = re.compile(r"\baccording to (?:the |an? )?$", re.I)
_MARRIAGE = re.compile(r"\b(?:divorc\w*|marriage|marital|husband|wife|decree)\b", re.I)
#: How far from a wording the person whom it is about may stand, in characters.
_NEAR = 90


def whose(factor: Factor, sentence: Sentence, m: re.Match[str], people: People) -> Whose:
    """What a wording tells of a factor and of whom: nothing where it is not told of the people of the case."""
    refs = [r for r in people.refs(sentence) if not _SOURCE.search(sentence.text[max(0, r.start - 16) : r.start])]
    if factor.name == "honour-based-abuse":
        yield factor.name, _whose_honour(m, refs), (), 0.9 if refs else 0.7
    elif factor.about == "act":
        yield from of_act(factor, sentence, m, people, refs)
    elif factor.about == "state":
        yield from _of_state(factor, sentence, m, people, refs)
    elif factor.about == "victim":
        yield from _of_victim(factor, sentence, m, people, refs)
    elif factor.about == "relationship":
        if not _of_others(refs, m, sentence.text) and not _in_others_part(sentence, refs, people):
            if not people.case.married and _MARRIAGE.search(m[0]):
                return
            roles = {r.role for r in refs}
            theirs = bool(roles & {"victim", "both"}) or not refs
            if factor.name == "child-contact-conflict":
                theirs = theirs or any(r.role == "child" and r.label for r in refs)
            if people.case.couple or {"victim", "perpetrator"} <= roles:
                yield (
                    factor.name,
                    "relationship",
                    (),
                    (1.0 if theirs else 0.4 if people.case.former else 0.75) if people.case.couple else 0.5,
                )
    elif factor.about == "forced":
        yield factor.name, _who_was_forced(m, refs), (), 0.9
        doer = subject_before(refs, m.start())
        if doer and doer.role == "perpetrator" and _FORCES.match(m[0]):
            yield factor.name, "perpetrator", (), 0.9
    elif factor.name == "previous-domestic-abuse":
        yield from _of_previous(factor, sentence, m, people, refs)
    else:
        yield factor.name, factor.about, (), 1.0


def _who_was_forced(m: re.Match[str], refs: list[Ref]) -> str:
    """Whom a marriage was forced upon: the victim, unless the sentence speaks of the perpetrator alone."""
    near = {r.role for r in refs if m.start() - _NEAR <= r.end and r.start <= m.end() + _NEAR}
    return "perpetrator" if "perpetrator" in near and not near & {"victim", "both"} else "victim"


_FORCES = re.compile(r"forc(?:e|ed|es|ing)\b(?! marriage)", re.I)


def _whose_honour(m: re.Match[str], refs: list[Ref]) -> str:
    """Honour-based abuse is the perpetrator's where he or nobody stands in the sentence; else the victim's to face."""
    roles = {r.role for r in refs}
    before = [r for r in refs if r.end <= m.start()]
    if before and before[-1].role in ("former-partner", "relative") and "victim" in roles:
        return "victim"
    return "victim" if "victim" in roles and not roles & {"perpetrator", "both"} else "perpetrator"


def _of_previous(factor: Factor, sentence: Sentence, m: re.Match[str], people: People, refs: list[Ref]) -> Whose:
    """What the perpetrator did to others: not what another did to the victim, or to a stranger to the case."""
    near = [r for r in refs if m.start() - _NEAR <= r.start < m.end() + 40 and r.role != "staff"]
    labels = _labels(near, ("former-partner", "relative"))
    owner = next((r for r in refs if r.possessive and r.start <= m.start() + 4 and r.end >= m.start() - 1), None)
    if owner and owner.role == "victim":
        return
    if any(r.form == "kin" and r.role == "victim" and m.start() <= r.start < m.end() for r in refs):
        return
    if any(r.role == "perpetrator" for r in near):
        yield factor.name, "perpetrator", labels, 1.0
    elif not any(r.role == "victim" for r in near):
        yield factor.name, "perpetrator", labels, 0.7


def _labels(refs: list[Ref], roles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r.label for r in refs if r.role in roles and r.label))


def _of_others(refs: list[Ref], m: re.Match[str], sentence: str) -> bool:
    """Whether the sentence sets a former partner or a relative, and not the couple, beside the wording."""
    doer = subject_before(refs, m.start())
    if (
        doer
        and doer.role in ("former-partner", "relative", "other", "friend")
        and not TELLING.search(sentence[doer.end : m.start()])
    ):
        return True
    near = [r for r in refs if r.start < m.end() + 60 and m.start() - _NEAR < r.end and r.role != "staff"]
    roles = {r.role for r in near}
    if roles & {"victim", "both"}:
        return "former-partner" in roles and not (roles & {"perpetrator", "both"})
    return bool(roles - {"perpetrator", "child"})


def _in_others_part(sentence: Sentence, refs: list[Ref], people: People) -> bool:
    """Whether a sentence that names no victim stands where the text speaks of a former partner."""
    if any(r.role in ("victim", "both") for r in refs):
        return False
    if people.of_heading(sentence) == "former-partner":
        return True
    earlier = next((r for r in people.before(sentence) if r.role in ("victim", "former-partner")), None)
    return earlier is not None and earlier.role == "former-partner"


#: Who may be the one a paragraph is about.
_FOCUS = ("victim", "perpetrator", "former-partner")
#: Factors of the victim whose wordings often have the perpetrator for a subject.
_HERS_THOUGH_HE_ACTS = (
    "isolation",
    "victim-fear",
    "cultural-or-faith-barrier",
    "extended-family-abuse",
    "economic-dependence",
    "pregnancy",
)


#: Those that are told of the perpetrator alone ("he was the sole earner", "his brothers threatened her").
_TOLD_OF_HIM = ("economic-dependence", "extended-family-abuse")


def _of_victim(factor: Factor, sentence: Sentence, m: re.Match[str], people: People, refs: list[Ref]) -> Whose:
    """A factor that is the victim's: given unless the nearest person is somebody else."""
    people_near = [
        r
        for r in refs
        if r.role not in ("staff", "other")
        and not (r.role in ("relative", "friend", "child") and factor.name in _HERS_THOUGH_HE_ACTS)
    ]
    about = _nearest(people_near, m, sentence.text)
    if factor.name == "retraction":
        before = [r for r in refs if r.end <= m.start()]
        doer = subject_before(refs, m.start()) or (before[-1] if before else None)
        if doer and doer.role not in ("victim", "both"):
            return
        if doer:
            yield factor.name, "victim", (), 1.0
            return
    role = about.role if about else None
    if role is None:
        earlier = next((r for r in people.before(sentence) if r.role in _FOCUS), None)
        role = people.of_heading(sentence) or (earlier.role if earlier else None)
    if role == "perpetrator" and factor.name in _HERS_THOUGH_HE_ACTS:
        # "he stopped her from seeing friends", "she was afraid of him": hers as long as she is in the sentence
        role = "victim" if any(r.role == "victim" or r.owner == "victim" for r in refs) else role
    if role in ("victim", "both"):
        yield factor.name, "victim", (), 1.0 if about else 0.6
    elif role == "perpetrator" and factor.name in _TOLD_OF_HIM:
        yield factor.name, "victim", (), 0.8
    elif role is None or (role == "relative" and factor.name in ("extended-family-abuse", "cultural-or-faith-barrier")):
        yield factor.name, "victim", (), 0.7


def _of_state(factor: Factor, sentence: Sentence, m: re.Match[str], people: People, refs: list[Ref]) -> Whose:
    """A circumstance: of whom the grammar speaks, else of whom the heading or the paragraph does."""
    refs = [r for r in refs if r.role != "staff"]
    first = factor.whose == "subject" or bool(_THINKS.match(m[0]))
    if factor.name == "adverse-childhood":
        refs, first = _grown(refs), True
    about = _reflexive(refs, m) or _nearest(refs, m, sentence.text, first)
    role = about.role if about else None
    if about and _with_the_other(refs, about, sentence.text):
        role = "both"
    if role == "both":
        for one in ("victim", "perpetrator"):
            if one in factor.subjects:
                yield factor.name, one, (), 0.8
        return
    sure = 1.0
    if role is None:
        sure = 0.6
        earlier = next((r for r in people.before(sentence) if r.role in _FOCUS), None)
        heading = people.of_heading(sentence)
        sure = 0.9 if heading else sure
        role = heading or (earlier.role if earlier else None) or factor.default
    if factor.name == "prior-victimisation":
        if role in ("victim", "former-partner", None) and not _his(refs, m):
            yield factor.name, "victim", (), sure
        return
    if role in factor.subjects:
        yield factor.name, role, (), sure


#: Wordings that begin with the verb of the one whom they tell of.
_THINKS = re.compile(r"believ|hear|took|tak|thr[eo]w|cut|jump|want|wish", re.I)
_JOINED = re.compile(r"\s*(?:and|,? as well as|&)\s+", re.I)


def _with_the_other(refs: list[Ref], about: Ref, text: str) -> bool:
    """Whether the one whom a circumstance is about stands in a row with the other party ("Ann and Ben both drank")."""
    parties = {"victim", "perpetrator"}
    if about.role not in parties or about.possessive:
        return False
    for one in refs:
        if one.role in parties - {about.role} and not one.possessive:
            first, second = sorted((one, about), key=lambda r: r.start)
            if _JOINED.fullmatch(text[first.end : second.start]):
                return True
    return False


def _his(refs: list[Ref], m: re.Match[str]) -> bool:
    """Whether a former partner spoken of is the perpetrator's."""
    former = next(
        (r for r in refs if r.role == "former-partner" and r.start < m.end() and m.start() - 12 <= r.end), None
    )
    if former and former.owner:
        return former.owner != "victim"
    inside = [r for r in refs if m.start() - 12 <= r.start < m.end()]
    return any(r.role == "perpetrator" for r in inside) or not any(
        r.role == "victim" for r in refs if r.start < m.end()
    )


def _reflexive(refs: list[Ref], m: re.Match[str]) -> Ref | None:
    """Whoever harms "himself" is told by that word, wherever the clause's subject stands."""
    return next((r for r in refs if m.start() <= r.start < m.end() and r.words.lower() in ("himself", "herself")), None)


def _grown(refs: list[Ref]) -> list[Ref]:
    """Without the parents and others who stand beside somebody's childhood ("his father beat him"); a child of today
    who is told of remains."""
    return [r for r in refs if r.role in ("victim", "perpetrator", "both", "child", "former-partner")]


#: Between somebody and what he or she is not to be ("did not want him to be homeless").
_TO_BE = re.compile(r"\s+(?:to be(?:come)?|being|as|becoming)\s+(?:an? )?", re.I)


def _nearest(refs: list[Ref], m: re.Match[str], text: str, subject_first: bool = False) -> Ref | None:
    """Whom a circumstance is about: whoever owns it, its clause's subject, whoever stands before it, or after it."""
    start, end = m.start(), m.end()
    told = [r for r in refs if start <= r.start and r.end <= end]
    inside = next((r for r in told if r.form != "pronoun" and r.role != "other"), None)
    owner = next((r for r in reversed(refs) if r.possessive and r.end <= start), None)
    if owner and not GAP.fullmatch(text[owner.end : start].rstrip("'‘\"“")):
        owner = None
    own_inside = next((r for r in refs if r.possessive and start <= r.start < end), None)
    if object_ := next((r for r in reversed(refs) if r.end <= start and _TO_BE.fullmatch(text[r.end : start])), None):
        return object_
    if subject_first and (subject := subject_before(refs, start)):
        return subject
    if owner:
        return owner
    if own_inside:
        return own_inside
    if inside:
        return inside
    subject = subject_before(refs, start)
    if subject:
        return subject
    before = next((r for r in reversed(refs) if r.end <= start and not r.possessive), None)
    if before:
        return before
    return next((r for r in refs if end <= r.start <= end + _NEAR), None) or next(
        (r for r in reversed(refs) if r.end <= start), None
    )
