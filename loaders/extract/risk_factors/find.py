"""Weighs the tellings of each factor over the whole document and reports what carries enough weight."""

from __future__ import annotations

from collections import defaultdict

from loaders.extract.reading import Reading, evidence, machine
from loaders.extract.risk_factors.cues import data, factors
from loaders.extract.risk_factors.known import Knowing
from loaders.extract.risk_factors.mentions import Mention, mentions
from loaders.extract.risk_factors.people import People
from loaders.sheet import Evidence, RiskFactor

#: Places given for one factor at most: the contract asks for two to three; one more where a factor is said often.
PLACES = 4
#: Sentences of a short and of a long report (its parts that are read), and by which share the long one must tell more.
SHORT, LONG, LONGER = 300, 700, 0.3
#: Those of a summary, and by which share it may tell less.
BRIEF, LESS = 100, 0.25


#: So many tellings that the victim was violent to the perpetrator, and it is no slip of the grammar.
OFTEN = 2


def find(reading: Reading) -> list[RiskFactor]:
    """The risk factors of the document, in the vocabulary's order: one entry for each factor and subject."""
    people = People(reading)
    told: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    found = list(mentions(reading, people))
    if sum((m.factor, m.subject) == ("physical-abuse", "victim") for m in found) >= OFTEN:
        people.case.both_ways = True  # a victim who was violent too: read once more, with that in mind
        found = list(mentions(reading, people))
    for mention in found:
        told[mention.factor, mention.subject].append(mention)
    scale = _scale(reading)
    needed = {
        # A summary tells each thing once; but of whom, it must say, and what only the learned reader hears says little.
        (factor, subject): factors()[factor].needs * (scale if _plain(found, people) else max(1, scale))
        for (factor, subject), found in told.items()
    }
    kept = {key: found for key, found in told.items() if _weight(found) >= needed[key]}
    for (factor, subject), found in told.items():
        for mention in found if (factor, subject) not in kept else ():
            because = (
                f"told too little: a weight of {_weight(found):.1f}, where {needed[factor, subject]:.1f} is needed"
            )
            reading.leave_out("risk_factors", f"{factor} ({subject})", because, mention.reason(people))
    knowing = Knowing(reading, people)
    order = list(factors())
    items = []
    for (factor, subject), found in sorted(kept.items(), key=lambda kv: (order.index(kv[0][0]), kv[0][1])):
        persons = list(dict.fromkeys(label for m in found for label in m.persons))
        items.append(
            RiskFactor(
                factor=factor,
                subject=subject,  # type: ignore[arg-type]
                persons=persons,
                known_to=knowing.of(factor, subject, [m for m in found if not m.learned] or found),
                evidence=_places(found),
                origin=machine(
                    f"risk_factors.{factor}",
                    _confidence(_weight(found)),
                    (m.reason(people) for m in _weightiest(found)),
                ),
            )
        )
    return items


def _plain(found: list[Mention], people: People) -> bool:
    """Whether a cue tells of the factor in a sentence that speaks of the victim or the perpetrator."""
    return any(
        r.role in ("victim", "perpetrator", "both") for m in found if not m.learned for r in people.refs(m.sentence)
    )


def _scale(reading: Reading) -> float:
    """How much more must be told in a long report: what is a factor there is told again and again, a slip but once; and
    how much less in a summary, which tells each thing once."""
    sentences = len(reading.sentences(data()["sections"]))
    if sentences < SHORT:
        return 1 - LESS * min(1.0, (SHORT - sentences) / (SHORT - BRIEF))
    return 1 + LONGER * min(1.0, (sentences - SHORT) / (LONG - SHORT))


def _weight(found: list[Mention]) -> float:
    """The sum of the weights, each paragraph counted once by its weightiest telling."""
    best: dict[int, float] = {}
    for m in found:
        index = m.sentence.paragraph.index
        best[index] = max(best.get(index, 0.0), m.weight)
    return sum(best.values())


def _confidence(weight: float) -> float:
    """The share of such findings that are right rises with what speaks for them."""
    return 0.5 + 0.35 * min(1.0, weight / 5)


def _places(found: list[Mention]) -> list[Evidence]:
    return [evidence(m.sentence) for m in _weightiest(found)]


def _weightiest(found: list[Mention]) -> list[Mention]:
    """The weightiest tellings, one a paragraph, in the order of the text."""
    best: dict[int, Mention] = {}
    for m in found:
        held = best.get(m.sentence.paragraph.index)
        if held is None or m.weight > held.weight:
            best[m.sentence.paragraph.index] = m
    chosen = sorted(best.values(), key=lambda m: (-m.weight, m.sentence.position))[:PLACES]
    return sorted(chosen, key=lambda m: m.sentence.position)
