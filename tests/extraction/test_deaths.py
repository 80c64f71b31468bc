"""What a review says of each death, over openings in ten house styles."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from loaders.document import plaintext
from loaders.extract import deaths
from loaders.extract.reading import Reading
from loaders.sheet import Death, Evidence, Person
from tests.extraction.house_styles import STYLES
from tests.extraction.test_persons import plain, read


@cache
def found(style: str) -> list[Death]:
    """The deaths of a style."""
    return deaths.find(read(style))


def shown(value: Any) -> Any:
    """Labels of role words without their article."""
    if isinstance(value, list):
        return [shown(v) for v in value]
    return plain(value) if isinstance(value, str) else value


ASKED = [(style, i, key) for style, s in STYLES.items() for i, d in enumerate(s.deaths) for key in d]


@pytest.mark.parametrize(("style", "position", "key"), ASKED)
def test_field(style: str, position: int, key: str) -> None:
    """One field of one death."""
    assert shown(getattr(found(style)[position], key)) == shown(STYLES[style].deaths[position][key])


@pytest.mark.parametrize("style", STYLES)
def test_one_death_each(style: str) -> None:
    """As many deaths as victims, and evidence for each."""
    assert len(found(style)) == len(STYLES[style].deaths)
    assert all(d.evidence for d in found(style))


CASE = """Domestic Homicide Review

1. Introduction

1.1 This review is about the death of Ada, who was killed by her {tie}, Ben, at her home on 3 May 2016.

2. Parallel proceedings

2.1 {trial}
"""
PERSONS = [
    Person(label="Ada", role="victim", sex="female", evidence=[Evidence(lines=(5, 5))]),
    Person(label="Ben", role="perpetrator", sex="male", evidence=[Evidence(lines=(5, 5))]),
]


def death(tie: str, trial: str) -> Death:
    """The death of a case so told."""
    document = plaintext.parse(CASE.format(tie=tie, trial=trial), "fiction.txt")
    (one,) = deaths.find(Reading(document, [], PERSONS))
    return one


@pytest.mark.parametrize(
    ("trial", "outcome", "years"),
    [
        (
            "Ben was charged with murder. At Fern Crown Court in May 2017 he was found guilty after a trial "
            "and sentenced to life imprisonment. The judge set a minimum term of 22 years.",
            "convicted-murder",
            22,
        ),
        (
            "Ben stood trial at Fern Crown Court. His defence was rejected by the jury and on 1 May 2017 he was "
            "convicted of murder. He was sentenced to life with a minimum term of 21 years.",
            "convicted-murder",
            21,
        ),
        (
            "Ben was charged with murder. In May 2017 a jury found him not guilty of murder but guilty of "
            "manslaughter.",
            "convicted-manslaughter",
            None,
        ),
    ],
)
def test_a_verdict_that_leaves_something_to_the_sentence_before(trial: str, outcome: str, years: int | None) -> None:
    """The offence, or the name, stands a sentence above."""
    one = death("husband", trial)
    assert (one.outcome, one.minimum_term_years) == (outcome, years)


def test_an_estranged_husband_is_a_former_one() -> None:
    """Though the report calls him her husband elsewhere."""
    trial = "Ada's husband was convicted of murder. Ben, her husband, was sentenced to life."
    assert death("husband", trial).relationship == "spouse"
    assert death("estranged husband", trial).relationship == "ex-spouse"
