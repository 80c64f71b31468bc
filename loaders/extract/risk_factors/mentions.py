"""Finds where the text tells of a risk factor, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.document.model import Sentence
from loaders.extract.learned import roles_for_names
from loaders.extract.qualifiers import Cue, Qualifiers, qualify
from loaders.extract.reading import Reading, evidence
from loaders.extract.risk_factors.cues import Factor, data, factors, possible, words
from loaders.extract.risk_factors.death import after_death, of_death, told_of_death
from loaders.extract.risk_factors.learned import FILE, Learned
from loaders.extract.risk_factors.people import People, Ref
from loaders.why import Cue as Worded
from loaders.why import Reason

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
_GAP = re.compile(rf"(?:['’]s)?\s+(?:(?!(?:{words('not_owned')})\b)[\w'’-]+,?\s+){{0,2}}", re.I)
#: Between a person and a wording: the person saw or told of it, and did not do it.
_TELLING = re.compile(rf"\b(?:{words('telling')})\b", re.I)
#: Adverbials after which a wording is still the perpetrator's own ("he sent a text with a threat").
_ADVERBIAL = re.compile(rf"\b(?:{words('adverbial')})\b", re.I)
#: What begins something new between a wording and the next person.
_NEW = re.compile(rf"\b(?:{words('new')})\b", re.I)
#: How far from a wording the person whom it is about may stand, in characters.
_NEAR = 90


@dataclass(frozen=True)
class Mention:
    """One telling of a factor; ``weight`` says how much it tells, ``persons`` are labels of others concerned."""

    factor: str
    subject: str
    weight: float
    strong: bool
    sentence: Sentence
    start: int
    end: int
    persons: tuple[str, ...]
    qualifiers: Qualifiers
    learned: bool = False

    def reason(self, people: People) -> Reason:
        """What was found here, and of whom the sentence speaks."""
        words = self.sentence.text[self.start : self.end]
        cue = (
            Worded(words, self.factor, f"risk_factors/{FILE}")
            if self.learned
            else _cue(self.factor, words, strong=self.strong)
        )
        about = f"the {self.subject}; {_spoken_of(people, self.sentence)}"
        return Reason(evidence(self.sentence), (cue,), self.qualifiers.cues, (("about", about),))


def mentions(reading: Reading, people: People) -> Iterator[Mention]:
    """Every telling of a factor that is affirmed, in reading order."""
    weights = data()["sections"]
    known = factors(*people.names)
    after, at = after_death(reading), of_death(reading)
    sentences = [s for s in reading.sentences() if weights.get(s.section.kind) and s.paragraph.kind != "footnote"]
    learned = Learned(sentences, roles_for_names(reading.persons))
    for sentence in sentences:
        weight, text = weights[sentence.section.kind], sentence.text
        could, read = possible(text), list(learned.told(sentence))
        if not could and not read:
            continue
        at_death = at(sentence)
        found: list[Mention] = []
        for name in known:
            if name not in could:
                continue
            if at_death and not told_of_death(name, text):
                if m := known[name].strong.search(text):
                    _leave_out(people, known[name], sentence, m, "it is told of the death itself")
                continue
            found += _of_factor(known[name], sentence, weight, people)
        if not at_death:
            for name, share, m in read:
                if not _worded(known[name], text):
                    found += _by_reader(known[name], sentence, m, weight * share, people)
        found = _without_others(found)
        if found and after(sentence):
            for one in found:
                claim = f"{one.factor} ({one.subject})"
                reading.leave_out("risk_factors", claim, "it happened after the death", one.reason(people))
            continue
        yield from found


#: What somebody else did, in an earlier relationship or to a child, and the factors that its words tell as well.
_BY_OTHERS = frozenset({"prior-victimisation", "adverse-childhood"})
_OF_ACTS = frozenset(
    {"physical-abuse", "strangulation", "threats-to-kill", "sexual-abuse", "emotional-abuse", "coercive-control"}
    | {"extended-family-abuse", "previous-domestic-abuse", "stalking", "escalation", "child-abuse", "weapon"}
)


def _without_others(found: list[Mention]) -> list[Mention]:
    """Without the acts whose words tell of abuse by somebody else ("a violent relationship before she met him")."""
    others = [m for m in found if m.factor in _BY_OTHERS and not m.learned]
    if not others:
        return found
    return [
        m for m in found if m.factor not in _OF_ACTS or not any(o.start < m.end and m.start < o.end for o in others)
    ]


def _cue(factor: str, words: str, *, strong: bool = True) -> Worded:
    return Worded(words, factor, f"risk_factors/cues.yaml: factors/{factor}/{'strong' if strong else 'weak'}")


def _spoken_of(people: People, sentence: Sentence) -> str:
    """For a person who asks why: whom the words of a sentence were taken to mean."""
    told = {f"“{r.words}” ({r.label or r.role})": None for r in people.refs(sentence)}
    if not told:
        return "the sentence speaks of nobody; taken from what stands before it, or from the heading"
    return f"the sentence speaks of {', '.join(told)}"


def _leave_out(
    people: People,
    factor: Factor,
    sentence: Sentence,
    m: re.Match[str],
    because: str,
    qualifiers: Qualifiers | None = None,
) -> None:
    cue = _cue(factor.name, sentence.text[m.start() : m.end()], strong=m.re is factor.strong)
    notes = (("about", _spoken_of(people, sentence)),)
    reason = Reason(evidence(sentence), (cue,), qualifiers.cues if qualifiers else None, notes)
    people.reading.leave_out("risk_factors", factor.name, because, reason)


def _of_factor(factor: Factor, sentence: Sentence, weight: float, people: People) -> Iterator[Mention]:
    text = sentence.text
    if not factor.quick.search(text.lower()):
        return  # masking can only take wordings away
    plain = factor.not_.sub(lambda m: "~" * len(m[0]), text) if factor.not_ else text
    best: dict[tuple[str, str], Mention] = {}
    refused: list[tuple[re.Match[str], str, Qualifiers]] = []
    for strong, pattern in ((True, factor.strong), (False, factor.weak)):
        for m in pattern.finditer(plain) if pattern else ():
            qualifiers = qualify(text, m.start(), m.end())
            against = qualifiers.against
            if against and not _harmless(against, factor):
                refused.append((m, f"the sentence says so: {against.kind}", qualifiers))
                continue
            told = weight * (1.0 if strong else data()["weak"])
            whose = list(_whose(factor, sentence, m, people))
            if not whose:
                refused.append((m, "it is not told of the people of the case", qualifiers))
            for name, subject, persons, sure in whose:
                held = best.get((name, subject))
                if held is None or held.weight < told * sure:
                    best[name, subject] = Mention(
                        name, subject, told * sure, strong, sentence, m.start(), m.end(), persons, qualifiers
                    )
    if refused and not best:
        _leave_out(people, factor, sentence, *refused[0])
    yield from best.values()


def _worded(factor: Factor, text: str) -> bool:
    """Whether a cue of the factor stands in a text, whatever came of it."""
    return bool(factor.strong.search(text) or (factor.weak and factor.weak.search(text)))


def _by_reader(
    factor: Factor, sentence: Sentence, m: re.Match[str], weight: float, people: People
) -> Iterator[Mention]:
    """What only the learned reader finds told of a factor."""
    qualifiers = qualify(sentence.text, m.start(), m.end())
    if qualifiers.against:
        return
    for name, subject, persons, sure in _whose(factor, sentence, m, people):
        yield Mention(
            name, subject, weight * sure, False, sentence, m.start(), m.end(), persons, qualifiers, learned=True
        )


def _harmless(cue: Cue, factor: Factor) -> bool:
    """A refusal is worded with a negation; the fear of some things is a factor as much as they are."""
    if factor.name == "retraction":
        return cue.kind in ("negated", "hypothetical")
    return factor.name in ("honour-based-abuse", "forced-marriage") and bool(_RISK.match(cue.words))


_RISK = re.compile(r"(?:at )?(?:high |higher |greater |increased )?risks? (?:of|from)|fear", re.I)


_SOURCE = re.compile(r"\baccording to (?:the |an? )?$", re.I)
_MARRIAGE = re.compile(r"\b(?:divorc\w*|marriage|marital|husband|wife|decree)\b", re.I)
#: (factor, subject, labels of others concerned, how surely it is that subject's, from 0 to 1)
Whose = Iterator[tuple[str, str, tuple[str, ...], float]]


def _whose(factor: Factor, sentence: Sentence, m: re.Match[str], people: People) -> Whose:
    """(factor, subject, labels of others concerned) that a wording tells of."""
    refs = [r for r in people.refs(sentence) if not _SOURCE.search(sentence.text[max(0, r.start - 16) : r.start])]
    if factor.name == "honour-based-abuse":
        yield factor.name, _whose_honour(m, refs), (), 0.9 if refs else 0.7
    elif factor.about == "act":
        yield from _of_act(factor, sentence, m, people, refs)
    elif factor.about == "state":
        yield from _of_state(factor, sentence, m, people, refs)
    elif factor.about == "victim":
        yield from _of_victim(factor, sentence, m, people, refs)
    elif factor.about == "relationship":
        if not _of_others(refs, m, sentence.text) and not _in_others_part(sentence, refs, people):
            if not people.married and _MARRIAGE.search(m[0]):
                return
            roles = {r.role for r in refs}
            theirs = bool(roles & {"victim", "both"}) or not refs
            if factor.name == "child-contact-conflict":
                theirs = theirs or any(r.role == "child" and r.label for r in refs)
            if people.couple or {"victim", "perpetrator"} <= roles:
                yield (
                    factor.name,
                    "relationship",
                    (),
                    (1.0 if theirs else 0.4 if people.former else 0.75) if people.couple else 0.5,
                )
    elif factor.about == "forced":
        yield factor.name, _who_was_forced(m, refs), (), 0.9
        doer = _subject_before(refs, m.start())
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
    doer = _subject_before(refs, m.start())
    if (
        doer
        and doer.role in ("former-partner", "relative", "other", "friend")
        and not _TELLING.search(sentence[doer.end : m.start()])
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
        doer = _subject_before(refs, m.start()) or (before[-1] if before else None)
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


def _subject_before(refs: list[Ref], start: int) -> Ref | None:
    return next((r for r in reversed(refs) if r.end <= start and r.subject), None)


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
    if owner and not _GAP.fullmatch(text[owner.end : start].rstrip("'‘\"“")):
        owner = None
    own_inside = next((r for r in refs if r.possessive and start <= r.start < end), None)
    if object_ := next((r for r in reversed(refs) if r.end <= start and _TO_BE.fullmatch(text[r.end : start])), None):
        return object_
    if subject_first and (subject := _subject_before(refs, start)):
        return subject
    if owner:
        return owner
    if own_inside:
        return own_inside
    if inside:
        return inside
    subject = _subject_before(refs, start)
    if subject:
        return subject
    before = next((r for r in reversed(refs) if r.end <= start and not r.possessive), None)
    if before:
        return before
    return next((r for r in refs if end <= r.start <= end + _NEAR), None) or next(
        (r for r in reversed(refs) if r.end <= start), None
    )


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


def _of_act(factor: Factor, sentence: Sentence, m: re.Match[str], people: People, refs: list[Ref]) -> Whose:
    """What somebody did: the perpetrator's, unless the text gives it to the victim (rule 6)."""
    actor, target = _parties(sentence.text, m, [r for r in refs if r.role != "staff"])
    if factor.name == "child-abuse":
        # "the boys said that their mother hits them": who does it stands inside the wording
        inside = [r for r in refs if m.start() < r.start and r.end <= m.end() and r.role in ("victim", "perpetrator")]
        if inside and (actor is None or actor.role == "child"):
            actor, target = inside[0], None
    does, suffers = (actor.role if actor else None), (target.role if target else None)
    name = factor.name
    if name == "physical-abuse" and _MUTUAL.search(m[0]):
        yield name, "perpetrator", (), 0.9
        yield name, "victim", (), 0.9
        return
    if name == "child-abuse" and _EXPOSED.match(m[0]):
        if does not in ("former-partner", "relative"):
            yield name, "perpetrator", (), 0.9 if {r.role for r in refs} & {"perpetrator", "victim"} else 0.8
        return
    said = [r for r in refs if m.start() < r.start and r.end <= m.end() and r.role in ("victim", "perpetrator")]
    if said and _DONE.search(m[0]):
        # "bruises, and said that her partner had done it"
        does, suffers = said[-1].role, "victim" if said[-1].role == "perpetrator" else "perpetrator"
        actor, target = said[-1], None
    elif (
        actor
        and _UNDERGONE.match(m[0])
        and not _GAVE.search(sentence.text[: m.start()])
        and does in ("victim", "perpetrator")
    ):
        actor, target, does, suffers = None, actor, None, does
    if _CHILDHOOD.search(sentence.text):
        if suffers == "victim":
            yield "prior-victimisation", "victim", (), 0.9
        return
    if does is None and suffers == "perpetrator" and name in _DONE_TO_NOBODY:
        does, suffers = "perpetrator", None
    if _OTHERS.match(sentence.text, m.end()) or (
        does is None and suffers in ("victim", None) and _ELSEWHEN.search(sentence.text[: m.end()])
    ):
        # by a stranger, or in an earlier relationship
        if suffers == "victim":
            yield "prior-victimisation", "victim", (), 0.9
        return
    if suffers is None and does in (None, "perpetrator"):
        # "he hit her with a chair": of the one of whom the paragraph has been telling
        earlier = next((r for r in people.before(sentence) if r.role in ("victim", "former-partner", "relative")), None)
        if not any(r.role == "victim" for r in refs) and (
            (earlier and (earlier.role == "former-partner" or (earlier.role == "relative" and not people.couple)))
            or people.of_heading(sentence) == "former-partner"
        ):
            target, suffers = earlier, "former-partner"
            does = does or "perpetrator"
    if does == "perpetrator" and suffers is None and not {"victim", "both"} & {r.role for r in refs}:
        former = next((r for r in refs if r.role == "former-partner"), None)
        if former:
            target, suffers = former, "former-partner"
    if does is None and suffers == "perpetrator" and name in _DONE_TO_THE_BODY:
        return  # he was assaulted by nobody knows whom
    if does == "former-partner":
        if suffers in (None, "victim") and name in (
            "physical-abuse",
            "sexual-abuse",
            "stalking",
            "strangulation",
            "coercive-control",
        ):
            yield "prior-victimisation", "victim", (), 0.8
        return
    if does in ("relative", "friend", "other", "child"):
        if (
            does == "relative"
            and suffers == "victim"
            and people.couple
            and name in ("physical-abuse", "threats-to-kill", "emotional-abuse")
        ):
            yield "extended-family-abuse", "victim", (), 0.7
        return
    if does == "victim":
        allegation = suffers in ("perpetrator", "child") or (
            name == "child-abuse" and actor is not None and actor.subject
        )
        if name == "child-abuse" and suffers == "victim":
            allegation = True
        if allegation and actor is not None and (actor.subject or actor.possessive):
            if suffers == "child" and name in ("physical-abuse", "emotional-abuse"):
                yield "child-abuse", "victim", _label(target), 0.9
                return
            yield name, "victim", tuple(people.perpetrators) if suffers == "perpetrator" else (), 0.9
            return
        if suffers is not None and suffers != "victim":
            return
    if name == "child-abuse":
        yield name, "perpetrator", (), 1.0 if does == "perpetrator" else 0.7
        return
    if suffers == "child":
        if name in ("physical-abuse", "emotional-abuse", "threats-to-kill", "sexual-abuse", "strangulation"):
            yield "child-abuse", "perpetrator", _label(target), 1.0
        if name in ("physical-abuse", "emotional-abuse"):
            return
    if suffers in ("former-partner", "relative") and does in ("perpetrator", None):
        if does == "perpetrator":
            yield "previous-domestic-abuse", "perpetrator", _label(target), 0.8
            if name not in ("physical-abuse", "escalation"):
                yield name, "perpetrator", _label(target), 0.8
        return
    if suffers in ("friend", "other"):
        return
    sure = 1.0 if does == "perpetrator" else 0.9 if "victim" in (suffers, does) or name == "escalation" else 0.7
    yield name, "perpetrator", (), sure


def _label(ref: Ref | None) -> tuple[str, ...]:
    return (ref.label,) if ref and ref.label else ()


def _parties(text: str, m: re.Match[str], refs: list[Ref]) -> tuple[Ref | None, Ref | None]:
    """Who does it and who suffers it, as far as the sentence tells."""
    start, end = m.start(), m.end()
    inside = [r for r in refs if start < r.start and r.end <= end + 1]
    after = [r for r in refs if end <= r.start <= end + 45]
    gap_end = text[end : end + 50]
    by = re.match(r"[^.;,]{0,25}\b(?:by(?! \w+ing\b)|from|at the hands of)\s+(?:\w+\s)?", gap_end, re.I)
    doer = next((r for r in after if by and r.start <= end + by.end() + 25), None) if by else None
    before = [r for r in refs if r.end <= start]
    subject = _subject_before(refs, start)
    owner = next(
        (r for r in reversed(before) if r.possessive and _GAP.fullmatch(text[r.end : start])),
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
            (
                r
                for r in after
                if (r.form != "pronoun" or r.words.lower() in ("him", "her", "them"))
                and not _NEW.search(text[end : r.start])
            ),
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
    if actor and _TELLING.search(between):
        return None, target or (actor if actor.role in ("victim", "former-partner") else None)
    return actor, target
