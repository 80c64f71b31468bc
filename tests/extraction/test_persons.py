"""Who the people of a review are, over openings in ten house styles; and whom a sentence speaks of."""

from __future__ import annotations

from functools import cache

import pytest

from loaders.document import plaintext
from loaders.extract import persons
from loaders.extract.persons.index import PersonIndex
from loaders.extract.persons.tables import role_of
from loaders.extract.reading import Reading
from loaders.sheet import Evidence, Person
from tests.extraction.house_styles import STYLES


@cache
def read(style: str) -> Reading:
    """A style's reading with its persons found."""
    reading = Reading(plaintext.parse(STYLES[style].text, f"{style}.txt"))
    reading.learn("persons", persons.find(reading))
    return reading


def plain(label: str) -> str:
    """Role words without their article."""
    return label.removeprefix("The ").capitalize() if label.startswith("The ") else label


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("role", ["victim", "perpetrator"])
def test_main_persons(style: str, role: str) -> None:
    """Exactly the victims and perpetrators that the review has, with sex and age."""
    want = [(plain(label), sex, age) for label, r, sex, age in STYLES[style].persons if r == role]
    got = [(plain(p.label), p.sex, p.age) for p in read(style).persons if p.role == role]
    assert got == want


@pytest.mark.parametrize("style", STYLES)
def test_other_persons(style: str) -> None:
    """Those around them are found with their role and sex."""
    got = {(p.label, p.role, p.sex) for p in read(style).persons}
    for label, role, sex, _ in STYLES[style].persons:
        if role not in ("victim", "perpetrator"):
            assert (label, role, sex) in got


@pytest.mark.parametrize("style", STYLES)
def test_evidence(style: str) -> None:
    """Every person rests on short places in the text."""
    for person in read(style).persons:
        assert person.evidence
        assert all(e.lines[1] - e.lines[0] < 15 for e in person.evidence)


SHEET = [
    ("Adult A", "victim", "female", None),
    ("The perpetrator", "perpetrator", "male", "ex-husband of Adult A"),
    ("Adult A's mother", "relative", "female", "mother of Adult A"),
    ("Tom", "child", "male", "son of Adult A"),
]


@pytest.mark.parametrize(
    ("sentence", "labels", "subject"),
    [
        ("Adult A told her mother.", ["Adult A", "Adult A's mother"], "Adult A"),
        (
            "Adult A's mother saw the perpetrator with her son.",
            ["Adult A's mother", "The perpetrator", "Tom"],
            "Adult A's mother",
        ),
        ("The victim rang her ex-husband.", ["Adult A", "The perpetrator"], "Adult A"),
        ("In May the couple separated.", ["Adult A", "The perpetrator"], "Adult A"),
        ("He followed her uncle.", [], "The perpetrator"),
        ("Adult A's aunt wrote to the children.", ["Adult A", "Tom"], "Adult A"),
        ("His sister called the police.", [], "The perpetrator"),
        ("The deceased was seen by the alleged perpetrator.", ["Adult A", "The perpetrator"], "Adult A"),
        ("An officer wrote to Victim Support.", [], None),
    ],
)
def test_mentions(sentence: str, labels: list[str], subject: str | None) -> None:
    """Names, role words and kin of a sentence, and whom it is about."""
    place = [Evidence(lines=(1, 1))]
    people = [Person(label=la, role=r, sex=s, relation=rel, evidence=place) for la, r, s, rel in SHEET]  # type: ignore[arg-type]
    document = plaintext.parse(f"{sentence}\n", "x.txt")
    index = PersonIndex(people, document)
    assert [m.label for m in index.mentions(document.sentences[0])] == labels
    assert index.subject_of(document.sentences[0]) == subject


@pytest.mark.parametrize(
    ("cell", "role"),
    [
        ("Her son and the perpetrator, aged 34, white British", "perpetrator"),
        ("Husband / perpetrator", "perpetrator"),
        ("Friend of the victim and perpetrator", None),
        ("The offender manager", None),
    ],
)
def test_role_of_a_cell(cell: str, role: str | None) -> None:
    assert role_of(cell) == role
