"""Finds where the text tells of a risk factor, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.document.model import Sentence
from loaders.extract.learned import roles_for_names
from loaders.extract.qualifiers import Cue, Qualifiers, qualify
from loaders.extract.reading import Reading, evidence
from loaders.extract.risk_factors.cues import Factor, data, factors, possible
from loaders.extract.risk_factors.death import after_death, of_death, told_of_death
from loaders.extract.risk_factors.learned import FILE, Learned
from loaders.extract.risk_factors.people import People
from loaders.extract.risk_factors.whose import whose
from loaders.why import Cue as Worded
from loaders.why import Reason


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
    known = factors(*people.case.names)
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
            told_of = list(whose(factor, sentence, m, people))
            if not told_of:
                refused.append((m, "it is not told of the people of the case", qualifiers))
            for name, subject, persons, sure in told_of:
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
    """What only the learned reader finds told of a factor; not by words that only look like it."""
    if factor.not_ and any(n.start() <= m.start() < n.end() for n in factor.not_.finditer(sentence.text)):
        return
    qualifiers = qualify(sentence.text, m.start(), m.end())
    if qualifiers.against:
        return
    for name, subject, persons, sure in whose(factor, sentence, m, people):
        yield Mention(
            name, subject, weight * sure, False, sentence, m.start(), m.end(), persons, qualifiers, learned=True
        )


def _harmless(cue: Cue, factor: Factor) -> bool:
    """A refusal is worded with a negation; the fear of some things is a factor as much as they are."""
    if factor.name == "retraction":
        return cue.kind in ("negated", "hypothetical")
    return factor.name in ("honour-based-abuse", "forced-marriage") and bool(_RISK.match(cue.words))


_RISK = re.compile(r"(?:at )?(?:high |higher |greater |increased )?risks? (?:of|from)|fear", re.I)
