"""The bank of fictional passages (``risks.yaml``): what the rules find in each, counted over all of them.

``python -m tests.extraction.test_risk_bank`` prints the figures by factor and, with ``--errors``, every passage that is
read otherwise than its writer meant it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from loaders.document import plaintext
from loaders.extract.reading import Reading
from loaders.extract.risk_factors import find
from loaders.extract.risk_factors.cues import factors
from loaders.sheet import Agency, Death, Evidence, Person

HERE = [Evidence(lines=(1, 1))]
SUBJECTS = {"v": "victim", "p": "perpetrator", "r": "relationship"}


@dataclass(frozen=True)
class Passage:
    """One passage: ``holds`` are (subject, factor) pairs, ``knew`` names of agencies or None where it is not asked."""

    cast: str
    heading: str
    text: str
    holds: frozenset[tuple[str, str]]
    knew: frozenset[str] | None


@cache
def bank() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "risks.yaml").read_text(encoding="utf-8"))
    return read


def passages() -> Iterator[Passage]:
    for cast, held in bank()["passages"].items():
        for text, holds, *rest in held:
            pairs = frozenset((SUBJECTS[p[0]], p[2:]) for p in holds.split())
            knew = rest[0] if rest else None
            names = None if knew is None else frozenset(bank()["agencies"][k][0] for k in knew.split())
            yield Passage(cast, rest[1] if len(rest) > 1 else "Chronology", text, pairs, names)
    for cast, held in bank()["nothing"].items():
        for text, heading in held:
            yield Passage(cast, heading, text, frozenset(), None)


@cache
def agencies() -> list[Agency]:
    return [
        Agency.model_validate({"name": n, "sector": s, "aliases": a, "evidence": [{"lines": [1, 1]}]})
        for n, s, a in bank()["agencies"].values()
    ]


def people(cast: str) -> list[Person]:
    """The persons of a cast."""
    return [
        Person.model_validate(
            {"label": p[0], "role": p[1], "sex": p[2], "aliases": p[3] if len(p) > 3 else [], "evidence": HERE}
        )
        for p in bank()["casts"][cast]["persons"]
    ]


def found(passage: Passage) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """What the rules find in a passage: (subject, factor) pairs, and who knew of any of them that the passage holds."""
    cast = bank()["casts"][passage.cast]
    persons = people(passage.cast)
    victim, perpetrator, date, kind, relationship = cast["death"]
    death = Death.model_validate(
        {
            "victim": victim,
            "perpetrators": [perpetrator],
            "date": date,
            "death_type": kind,
            "relationship": relationship,
            "evidence": HERE,
        }
    )
    document = plaintext.parse(f"4. {passage.heading}\n\n4.1 {passage.text}\n", "fiction.txt")
    items = find(Reading(document, agencies(), persons, [death]))
    knew = {k.agency for f in items if (f.subject, f.factor) in passage.holds for k in f.known_to}
    return frozenset((f.subject, f.factor) for f in items), frozenset(knew)


@cache
def counts() -> dict[str, Counter[str]]:
    """Right, extra and missing by factor; under 'all', 'known' and 'factor' of all, of agencies, subjects aside."""
    told: dict[str, Counter[str]] = {}
    for passage in passages():
        pairs, knew = found(passage)
        for kind, right in (("right", pairs & passage.holds), ("extra", pairs - passage.holds)):
            for _, factor in right:
                told.setdefault(factor, Counter())[kind] += 1
        for _, factor in passage.holds - pairs:
            told.setdefault(factor, Counter())["missing"] += 1
        want, got = {f for _, f in passage.holds}, {f for _, f in pairs}
        told.setdefault("factor", Counter()).update(
            right=len(want & got), extra=len(got - want), missing=len(want - got)
        )
        told.setdefault("all", Counter()).update(
            right=len(pairs & passage.holds), extra=len(pairs - passage.holds), missing=len(passage.holds - pairs)
        )
        if passage.knew is not None and pairs & passage.holds:
            told.setdefault("known", Counter()).update(
                right=len(knew & passage.knew), extra=len(knew - passage.knew), missing=len(passage.knew - knew)
            )
        if not passage.holds:
            told.setdefault("nothing", Counter()).update(right=not pairs, extra=bool(pairs))
    return told


def rates(count: Counter[str]) -> tuple[float, float]:
    """Precision and recall."""
    right = count["right"]
    return right / max(1, right + count["extra"]), right / max(1, right + count["missing"])


#: Precision and recall below which the test fails: of all findings, of who knew, of the passages that code nothing.
FLOOR = {"all": (0.91, 0.92), "factor": (0.93, 0.95), "known": (0.95, 0.9), "nothing": (0.97, 1.0)}


@pytest.mark.parametrize("name", FLOOR)
def test_floor(name: str) -> None:
    precision, recall = rates(counts()[name])
    assert (precision, recall) >= FLOOR[name] and recall >= FLOOR[name][1]


def test_each_factor_is_found() -> None:
    """No factor is lost: of each more than half is found, and more than half of what is found is right."""
    weak = {
        name: rates(count)
        for name, count in counts().items()
        if name not in FLOOR and not all(rate > 0.5 for rate in rates(count))
    }
    assert not weak


def test_the_quick_pattern_passes_over_no_sentence_with_a_wording_of_the_factor() -> None:
    files = sorted((Path(__file__).with_name("fiction") / "open").glob("*.txt"))
    texts = [s.text for f in files for s in plaintext.read(f).sentences] + [p.text for p in passages()]
    told = 0
    for factor in factors(("Adult A", "Mary"), ("Child B",)).values():
        for text in texts:
            if factor.strong.search(text) or (factor.weak and factor.weak.search(text)):
                told += 1
                assert factor.quick.search(text.lower()), (factor.name, text)
    assert told > 500


def main() -> None:
    """Prints the figures."""
    for name, count in sorted(counts().items()):
        precision, recall = rates(count)
        print(f"{name:42} {precision:5.2f} {recall:5.2f}  {dict(count)}")
    if "--errors" in sys.argv:
        for passage in passages():
            pairs, knew = found(passage)
            extra, missing = pairs - passage.holds, passage.holds - pairs
            if extra or missing:
                print("EXTRA", sorted(extra), "MISSING", sorted(missing), "|", passage.cast, "|", passage.text)
            if passage.knew is not None and pairs & passage.holds and knew != passage.knew:
                print("KNEW", sorted(knew), "WANT", sorted(passage.knew), "|", passage.text)


if __name__ == "__main__":
    main()
