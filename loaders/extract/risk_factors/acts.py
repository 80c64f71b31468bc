"""Whose an act is: who did it, to whom, and as what it is coded for that (rule 6 of the contract)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.document.model import Sentence
from loaders.extract.risk_factors.cues import Factor, words
from loaders.extract.risk_factors.people import People, Ref, subject_before

#: (factor, subject, labels of others concerned, how surely it is that subject's, from 0 to 1)
Whose = Iterator[tuple[str, str, tuple[str, ...], float]]

_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|got|is|be|gets|getting)(?: \w+ly)?(?: also)?"
    r"(?: \w+(?:ed|en|it|ung)(?:,| and| or|, and)?)* ?$",
    re.I,
)
_PASSIVE_INSIDE = re.compile(r"(?:was|were|been|being|got) ", re.I)
_PARTICIPLE = re.compile(
    r"(?:(?:was|were|been|being|got|\w+ly) )*(?:\w+ed|beaten|hit|struck|burnt|bitten|thrown|hurt)\b", re.I
)
_SUFFER = re.compile(rf"\b(?:{words('suffered')})\b[^.;]{{0,40}}$", re.I)
#: What may stand between an owner and what is his or hers: words that describe it.
GAP = re.compile(rf"(?:['’]s)?\s+(?:(?!(?:{words('not_owned')})\b)[\w'’-]+,?\s+){{0,2}}", re.I)
#: Between a person and a wording: the person saw or told of it, and did not do it.
TELLING = re.compile(rf"\b(?:{words('telling')})\b", re.I)
#: Adverbials after which a wording is still the perpetrator's own ("he sent a text with a threat").
_ADVERBIAL = re.compile(rf"\b(?:{words('adverbial')})\b", re.I)
#: What begins something new between a wording and the next person.
_NEW = re.compile(rf"\b(?:{words('new')})\b", re.I)
#: Children about when it happened, or the plan that was made for them: the abuse they saw is the perpetrator's.
_EXPOSED = re.compile(
    r"holding|carrying|nursing|feeding|cuddling|child protection|section 47|category|on the child|in front", re.I
)
_DONE = re.compile(r"\b(?:done|did|caused|inflicted|responsible)\b", re.I)
#: Wordings of an act whose subject suffers it.
_UNDERGONE = re.compile(rf"(?:{words('undergone')})\b", re.I)
#: Violence of which each is a doer.
_MUTUAL = re.compile(r"\b(?:(?:both|either|each) (?:sides?|part\w+|other))\b", re.I)
_GAVE = re.compile(r"\b(?:g[ai]v\w+|caus\w+|inflict\w*|le(?:ft|av\w+))\b[^.;]{0,30}$", re.I)
_CHILDHOOD = re.compile(rf"\b(?:{words('childhood')})\b", re.I)
#: Acts that need nobody to whom they are done: whoever stands beside them does them.
_DONE_TO_NOBODY = ("breach-of-order", "property-damage", "animal-abuse", "escalation", "jealousy", "weapon")
#: Harm that is somebody's own and of which the sufferer is no doer.
_DONE_TO_THE_BODY = ("physical-abuse", "sexual-abuse", "strangulation", "weapon", "false-imprisonment")
_OTHERS = re.compile(rf"[^.;,]{{0,50}}\bby (?:an?|another|some) (?:\w+ )?(?:{words('others')})\b", re.I)
_ELSEWHEN = re.compile(rf"\b(?:{words('elsewhen')})\b", re.I)
#: What is abuse of a child where it is done to one, and what is so and nothing else.
_OF_A_CHILD = ("physical-abuse", "emotional-abuse", "threats-to-kill", "sexual-abuse", "strangulation")
_OF_A_CHILD_ALONE = ("physical-abuse", "emotional-abuse")
#: What an earlier partner's doing leaves the victim with.
_BY_A_FORMER = ("physical-abuse", "sexual-abuse", "stalking", "strangulation", "coercive-control")
#: What the perpetrator's kin may do for him.
_BY_KIN = ("physical-abuse", "threats-to-kill", "emotional-abuse")
_PARTIES = ("victim", "perpetrator")


@dataclass(frozen=True)
class _Doing:
    """Who does something and who suffers it, as far as the text tells; a role without its person is only inferred."""

    does: str | None
    suffers: str | None
    actor: Ref | None = None
    target: Ref | None = None

    @classmethod
    def of(cls, actor: Ref | None, target: Ref | None) -> _Doing:
        return cls(actor.role if actor else None, target.role if target else None, actor, target)


def of_act(factor: Factor, sentence: Sentence, m: re.Match[str], people: People, refs: list[Ref]) -> Whose:
    """What somebody did: the perpetrator's, unless the text gives it to the victim.

    Args:
        factor: that the wording tells of.
        sentence: that holds it.
        m: the wording.
        people: of the review.
        refs: those of whom the sentence speaks.
    """
    name = factor.name
    if name == "physical-abuse" and _MUTUAL.search(m[0]):
        yield name, "perpetrator", (), 0.9
        yield name, "victim", (), 0.9
        return
    doing = _done(name, sentence.text, m, refs, both_ways=people.case.both_ways)
    if name == "child-abuse" and _EXPOSED.match(m[0]):
        if doing.does not in ("former-partner", "relative"):
            yield name, "perpetrator", (), 0.9 if {r.role for r in refs} & {"perpetrator", "victim"} else 0.8
        return
    doing = _turned(doing, sentence.text, m, refs)
    if _by_somebody_else(doing, sentence.text, m):
        if doing.suffers == "victim":
            yield "prior-victimisation", "victim", (), 0.9
        return
    if doing.does is None and doing.suffers == "perpetrator":
        if name in _DONE_TO_NOBODY:
            doing = _Doing("perpetrator", None, doing.actor, doing.target)
        elif name in _DONE_TO_THE_BODY:
            return  # he was assaulted by nobody knows whom
    yield from _coded(name, _to_a_former_partner(doing, sentence, people, refs), people)


def _done(name: str, text: str, m: re.Match[str], refs: list[Ref], *, both_ways: bool) -> _Doing:
    """Who does it and who suffers it by the grammar; ``both_ways``: whether the victim is told to have done such."""
    actor, target = _parties(text, m, [r for r in refs if r.role != "staff"])
    if both_ways and actor and target is None and actor.role == "victim" and (actor.subject or actor.possessive):
        # "Derek had held her against the wall by the throat": whom he did it to stands between
        between = (r for r in refs if actor.end <= r.start < m.start() and r.role == "perpetrator" and _is_object(r))
        target = next(between, None)
    if name == "child-abuse":
        # "the boys said that their mother hits them": who does it stands inside the wording
        inside = _inside(m, refs)
        if inside and (actor is None or actor.role == "child"):
            return _Doing.of(inside[0], None)
    return _Doing.of(actor, target)


def _inside(m: re.Match[str], refs: list[Ref]) -> list[Ref]:
    """The parties of whom a wording itself speaks."""
    return [r for r in refs if m.start() < r.start and r.end <= m.end() and r.role in _PARTIES]


def _turned(doing: _Doing, text: str, m: re.Match[str], refs: list[Ref]) -> _Doing:
    """The same where the wording itself says who did it, or that its subject suffered it."""
    said = _inside(m, refs)
    if said and _DONE.search(m[0]):
        # "bruises, and said that her partner had done it"
        return _Doing(said[-1].role, "victim" if said[-1].role == "perpetrator" else "perpetrator", said[-1])
    undergone = doing.does in _PARTIES and _UNDERGONE.match(m[0]) and not _GAVE.search(text[: m.start()])
    return _Doing(None, doing.does, None, doing.actor) if undergone else doing


def _by_somebody_else(doing: _Doing, text: str, m: re.Match[str]) -> bool:
    """Whether it was done in somebody's childhood, by a stranger, or in an earlier relationship."""
    if _CHILDHOOD.search(text) or _OTHERS.match(text, m.end()):
        return True
    return doing.does is None and doing.suffers in ("victim", None) and bool(_ELSEWHEN.search(text[: m.end()]))


def _to_a_former_partner(doing: _Doing, sentence: Sentence, people: People, refs: list[Ref]) -> _Doing:
    """The same with the former partner of whom the text has been telling, where the sentence names no one who suffers
    ("he hit her with a chair")."""
    roles = {r.role for r in refs}
    if doing.suffers is None and doing.does in (None, "perpetrator") and "victim" not in roles:
        earlier = next((r for r in people.before(sentence) if r.role in ("victim", "former-partner", "relative")), None)
        told_of = earlier is not None and (
            earlier.role == "former-partner" or (earlier.role == "relative" and not people.case.couple)
        )
        if told_of or people.of_heading(sentence) == "former-partner":
            return _Doing(doing.does or "perpetrator", "former-partner", doing.actor, earlier)
    if doing.does == "perpetrator" and doing.suffers is None and not {"victim", "both"} & roles:
        former = next((r for r in refs if r.role == "former-partner"), None)
        if former:
            return _Doing("perpetrator", "former-partner", doing.actor, former)
    return doing


def _coded(name: str, doing: _Doing, people: People) -> Whose:
    """As what it is coded."""
    if doing.does == "former-partner":
        if doing.suffers in (None, "victim") and name in _BY_A_FORMER:
            yield "prior-victimisation", "victim", (), 0.8
    elif doing.does in ("relative", "friend", "other", "child"):
        if doing.does == "relative" and doing.suffers == "victim" and people.case.couple and name in _BY_KIN:
            yield "extended-family-abuse", "victim", (), 0.7
    elif doing.does == "victim" and _alleged(name, doing):
        if doing.suffers == "child" and name in _OF_A_CHILD_ALONE:
            yield "child-abuse", "victim", _label(doing.target), 0.9
        else:
            yield name, "victim", tuple(people.case.perpetrators) if doing.suffers == "perpetrator" else (), 0.9
    elif doing.does != "victim" or doing.suffers in (None, "victim"):
        yield from _by_the_perpetrator(name, doing)


def _alleged(name: str, doing: _Doing) -> bool:
    """Whether the victim's doing is told, or alleged, of the victim."""
    if doing.actor is None or not (doing.actor.subject or doing.actor.possessive):
        return False
    if doing.suffers in ("perpetrator", "child"):
        return True
    return name == "child-abuse" and (doing.actor.subject or doing.suffers == "victim")


def _by_the_perpetrator(name: str, doing: _Doing) -> Whose:
    """As what it is coded where the perpetrator, or nobody who is told, does it."""
    if name == "child-abuse":
        yield name, "perpetrator", (), 1.0 if doing.does == "perpetrator" else 0.7
        return
    if doing.suffers == "child":
        if name in _OF_A_CHILD:
            yield "child-abuse", "perpetrator", _label(doing.target), 1.0
        if name in _OF_A_CHILD_ALONE:
            return
    if doing.suffers in ("former-partner", "relative") and doing.does in ("perpetrator", None):
        if doing.does == "perpetrator":
            weight = 1.0 if doing.suffers == "former-partner" and _label(doing.target) else 0.8
            yield "previous-domestic-abuse", "perpetrator", _label(doing.target), weight
            if name not in ("physical-abuse", "escalation"):
                yield name, "perpetrator", _label(doing.target), weight
        return
    if doing.suffers in ("friend", "other"):
        return
    told_of_her = "victim" in (doing.suffers, doing.does) or name == "escalation"
    yield name, "perpetrator", (), 1.0 if doing.does == "perpetrator" else 0.9 if told_of_her else 0.7


def _label(ref: Ref | None) -> tuple[str, ...]:
    return (ref.label,) if ref and ref.label else ()


def _is_object(ref: Ref) -> bool:
    """Whether somebody is named, or spoken of by a pronoun that may be an object's."""
    return ref.form != "pronoun" or ref.words.lower() in ("him", "her", "them")


#: "He was waiting outside the shop where she worked and sending her messages": "and sending" goes on with him.
_RELATIVE = re.compile(r"\b(?:where|in which|at which|with whom)\s+$", re.I)
_AND_DOING = re.compile(r"^ \w+(?: \w+)?,? and (?:\w+ly )?\w+ing\b", re.I)


def _parties(text: str, m: re.Match[str], refs: list[Ref]) -> tuple[Ref | None, Ref | None]:
    """Who does it and who suffers it, as far as the sentence tells."""
    start, end = m.start(), m.end()
    inside = [r for r in refs if start < r.start and r.end <= end + 1]
    after = [r for r in refs if end <= r.start <= end + 45]
    gap_end = text[end : end + 50]
    by = re.match(r"[^.;,]{0,25}\b(?:by(?! \w+ing\b)|from|at the hands of)\s+(?:\w+\s)?", gap_end, re.I)
    doer = next((r for r in after if by and r.start <= end + by.end() + 25), None) if by else None
    before = [r for r in refs if r.end <= start]
    subject = subject_before(refs, start)
    if subject and _RELATIVE.search(text[: subject.start]) and _AND_DOING.search(text[subject.end : end]):
        subject = subject_before(refs, subject.start) or subject
    owner = next(
        (r for r in reversed(before) if r.possessive and GAP.fullmatch(text[r.end : start])),
        None,
    )
    passive = bool(_PARTICIPLE.match(m[0])) and bool(_PASSIVE.search(text[:start]) or _PASSIVE_INSIDE.match(m[0]))
    cue = _SUFFER.search(text, max(0, start - 60), start)
    suffered = bool(cue) and not (subject and cue and subject.start >= cue.start())
    if doer:
        return doer, subject or (before[-1] if before else None)
    if passive or suffered:
        return None, subject or (before[-1] if before else None)
    towards = re.search(r"\b(?:towards?|against|to|on|at|with|of)\s+$", text[: inside[0].start]) if inside else None
    direct = next((r for r in after if r.start <= end + 2), None)
    target = direct or (inside[-1] if inside and not towards else inside[0] if inside else None)
    if target is None:
        target = next(
            (r for r in after if _is_object(r) and not _NEW.search(text[end : r.start])),
            None,
        )
    doing = next((r for r in reversed(inside) if r.subject and r.form != "kin"), None)
    if doing:
        return doing, direct or next((r for r in inside if r is not doing and r.start > doing.start), None)
    if owner:
        return owner, target
    actor = subject or (before[-1] if before else None)
    between = text[actor.end : start] if actor else ""
    if actor and actor.role == "perpetrator":
        between = _ADVERBIAL.sub(" ", between)
    if actor and TELLING.search(between):
        return None, target or (actor if actor.role in ("victim", "former-partner") else None)
    return actor, target
