"""Measures the contacts of a bank of chronology excerpts, which others wrote and coded.

python -m tests.extraction.contacts_bank [--kept | --errors]

Without ``--kept``, of the part that may be read; of the kept part only the figures are ever shown.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

from loaders.document import plaintext
from loaders.extract.contacts import find
from loaders.extract.reading import Reading
from loaders.sheet import Agency, Death, Evidence, Person
from tests.extraction.score import scorer

BANK = Path(__file__).parent / "bank"
HERE = [Evidence(lines=(1, 1))]
#: Name, sector and other names of the agencies of all excerpts.
AGENCIES = (
    ("Westmarch Police", "police", "the police|WMP|police"),
    ("Westmarch Hospitals NHS Trust", "acute-health", "the hospital|Westmarch General Hospital|A&E"),
    ("Mill Lane Surgery", "general-practice", "the GP|the surgery"),
    ("Westmarch Mental Health Trust", "mental-health", "WMHT|crisis team|CMHT"),
    ("Westmarch Children's Social Care", "childrens-social-care", "CSC|Children's Social Care"),
    ("Westmarch Adult Social Care", "adult-social-care", "ASC|Adult Social Care"),
    ("Westmarch Community Health", "community-health", "health visiting service"),
    ("Castle Homes", "housing", ""),
    ("National Probation Service", "probation", "Probation"),
    ("Haven Domestic Abuse Service", "specialist-domestic-abuse", "Haven"),
    ("Westmarch MARAC", "multi-agency-forum", "MARAC"),
    ("Oak Primary School", "education", "the school"),
    ("Turning Tides", "substance-misuse", ""),
    ("Westmarch Ambulance Service", "ambulance", "the ambulance service"),
    ("Westmarch Magistrates' Court", "criminal-justice", "Magistrates' Court"),
    ("Family Court", "criminal-justice", "the Family Court"),
)
PERSONS = (
    Person(label="Marnie Vale", aliases=["Marnie"], role="victim", sex="female", evidence=HERE),
    Person(label="Colm Reddy", aliases=["Colm"], role="perpetrator", sex="male", evidence=HERE),
    Person(label="Marnie's mother", role="relative", sex="female", evidence=HERE),
)
DEATH = Death(
    victim="Marnie Vale",
    perpetrators=["Colm Reddy"],
    date="2016-03-14",
    death_type="homicide",
    relationship="partner",
    evidence=HERE,
)


class Coded(NamedTuple):
    """A contact as the writer of an excerpt coded it, or as it was found there."""

    date: str
    agency: str
    kind: str


@dataclass(frozen=True)
class Excerpt:
    """One excerpt, with the contacts that its writer coded."""

    text: str
    contacts: list[Coded]


@dataclass
class Figures:
    """What was found of all that was coded; ``kind`` counts the found ones that are of the kind coded."""

    coded: int = 0
    found: int = 0
    right: int = 0
    kind: int = 0

    @property
    def precision(self) -> float:
        """The share of the found ones that were coded."""
        return self.right / self.found

    @property
    def recall(self) -> float:
        """The share of the coded ones that were found."""
        return self.right / self.coded

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.found + self.coded)


def excerpts(*, kept: bool) -> list[Excerpt]:
    """The excerpts of the part that nobody reads (``kept``), or of the other."""
    read = yaml.safe_load((BANK / ("contacts-kept.yaml" if kept else "contacts.yaml")).read_text(encoding="utf-8"))
    return [Excerpt(x["text"], [Coded(*c.split("; ")) for c in x["contacts"]]) for x in read]


def contacts(text: str) -> list[Coded]:
    """The contacts that are found in an excerpt."""
    document = plaintext.parse(f"Domestic homicide review\n\n4. Chronology\n\n{text}\n", "excerpt.txt")
    agencies = [
        Agency(name=name, sector=sector, aliases=[a for a in others.split("|") if a], evidence=HERE)
        for name, sector, others in AGENCIES
    ]
    return [Coded(c.date, c.agency, c.kind) for c in find(Reading(document, agencies, list(PERSONS), [DEATH]))]


def pairs(coded: list[Coded], found: list[Coded]) -> list[tuple[int, int]]:
    """Which of the coded and of the found are the same by agency and date, as the contract's scorer pairs them."""
    score = scorer()
    matched: list[tuple[int, int]] = score.match(
        coded,
        found,
        lambda a, b: a.agency == b.agency and score.same_date(a.date, b.date),
        lambda a, b: (a.kind == b.kind) + (a.date == b.date),
    )
    return matched


def measured(*, kept: bool) -> Figures:
    """The figures of one part of the bank."""
    figures = Figures()
    for excerpt in excerpts(kept=kept):
        found = contacts(excerpt.text)
        matched = pairs(excerpt.contacts, found)
        figures.coded += len(excerpt.contacts)
        figures.found += len(found)
        figures.right += len(matched)
        figures.kind += sum(excerpt.contacts[i].kind == found[j].kind for i, j in matched)
    return figures


def errors() -> Iterator[str]:
    """What is missing and what too much in the excerpts that may be read, each under its text."""
    for excerpt in excerpts(kept=False):
        found = contacts(excerpt.text)
        matched = pairs(excerpt.contacts, found)
        missing = [c for n, c in enumerate(excerpt.contacts) if n not in {i for i, _ in matched}]
        extra = [c for n, c in enumerate(found) if n not in {j for _, j in matched}]
        if missing or extra:
            yield f"--- {excerpt.text.rstrip()}"
            yield from (f"    missing {' '.join(c)}" for c in missing)
            yield from (f"    extra   {' '.join(c)}" for c in extra)


if __name__ == "__main__":
    if "--errors" in sys.argv:
        print(*errors(), sep="\n")
    f = measured(kept="--kept" in sys.argv)
    print(f"precision {f.precision:.3f}  recall {f.recall:.3f}  F1 {f.f1:.3f}  kind {f.kind / f.right:.3f}")
