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


def test_no_charge_after_a_suicide_is_told_of_him_whom_the_sentence_before_names() -> None:
    text = "Ada took her own life. The police investigated Ben for coercive control. No charge was brought against him."
    assert (case(text).death_type, case(text).outcome) == ("victim-suicide", "not-charged")


def test_an_estranged_husband_is_a_former_one() -> None:
    """Though the report calls him her husband elsewhere."""
    trial = "Ada's husband was convicted of murder. Ben, her husband, was sentenced to life."
    assert death("husband", trial).relationship == "spouse"
    assert death("estranged husband", trial).relationship == "ex-spouse"


def test_a_husband_from_whom_she_had_parted_is_a_former_one() -> None:
    """Though the report calls him her husband throughout."""
    told = "Ada was 46. She was killed by her husband, Ben, {}. Ben was convicted of murder."
    assert case(told.format("in their home")).relationship == "spouse"
    assert case(told.format("from whom she had been separated since May")).relationship == "ex-spouse"


def case(text: str) -> Death:
    """The death of a case told in these words."""
    document = plaintext.parse(f"Domestic Homicide Review\n\n1. Introduction\n\n{text}\n", "fiction.txt")
    (one,) = deaths.find(Reading(document, [], PERSONS))
    return one


KILLED = "1.1 Ada was killed by her husband, Ben, at home on 5 January 2018. Ben was convicted of murder.\n\n1.2 "


@pytest.mark.parametrize(
    ("text", "method"),
    [
        (f"{KILLED}In November 2016 Ben attacked Ada and strangled her. She told the police.", None),
        (f"{KILLED}Fourteen months before her death Ben strangled Ada.", None),
        (f"{KILLED}On 5 January 2018 Ben strangled Ada.", "manual-strangulation"),
        ("1.1 Ada died on 5 January 2018. Ada had shot Ben in the leg and Ben stabbed Ada.", "sharp-instrument"),
        (
            "1.1 Ada died on 5 January 2018. A pathologist found that she died of pressure to the neck.",
            "manual-strangulation",
        ),
        ("1.1 Ada died on 5 January 2018. She died of one wound, made by a kitchen knife.", "sharp-instrument"),
        # The definition of such a review.
        (
            "1.1 Ada died on 5 January 2018. It is for those who died from abuse or neglect.\n\n1.2 Ben stabbed Ada.",
            "sharp-instrument",
        ),
        ("1.1 Ben stabbed Ada on 5 January 2018. She died at the scene. Ben then shot himself.", "sharp-instrument"),
    ],
)
def test_a_method_is_of_the_killing(text: str, method: str | None) -> None:
    """Not of an attack of a year before, nor of what the perpetrator suffered."""
    assert case(text).method == method


@pytest.mark.parametrize(
    ("where", "location"),
    [
        ("outside her place of work", "public-place"),
        ("near a place of worship", "public-place"),
        ("at her home", "residence"),
    ],
)
def test_where(where: str, location: str) -> None:
    assert case(f"1.1 Ada was fatally stabbed {where} by her husband Ben on 7 May 2013.").location == location


@pytest.mark.parametrize(
    ("trial", "outcome", "years"),
    [
        (
            "Ben was charged with her murder. He pleaded guilty and was sentenced to life imprisonment, to serve a "
            "minimum of 13 years.",
            "convicted-murder",
            13,
        ),
        (
            "Ben denied murder. A jury at the Crown Court convicted him in April 2017; he must serve at least 20 "
            "years.",
            "convicted-murder",
            20,
        ),
        ("Ben was charged with murder and later pleaded guilty.", "convicted-murder", None),
        ("Ben was jailed for life for her murder with a minimum term of 23 years.", "convicted-murder", 23),
        (
            "Ben was charged with murder. In May 2017 the jury came back with a verdict of guilty.",
            "convicted-murder",
            None,
        ),
        (
            "Ben admitted her murder. He will spend 19 years in prison before he can ask for parole.",
            "convicted-murder",
            19,
        ),
        ("Ben was convicted of murder. The sentence was life, with 17 years to serve.", "convicted-murder", 17),
        ("Ben's plea to manslaughter was not taken. A jury found him guilty of murder.", "convicted-murder", None),
        # What a plea is to, or a charge of an attempt, is another matter.
        (
            "Ben was charged with murder. He pleaded guilty to manslaughter, which was accepted.",
            "convicted-manslaughter",
            None,
        ),
        ("Ben was charged with attempted murder of a guard. He pleaded guilty.", None, None),
    ],
)
def test_a_plea_takes_the_charge_of_the_sentence_before(trial: str, outcome: str | None, years: int | None) -> None:
    one = death("husband", trial)
    assert (one.outcome, one.minimum_term_years) == (outcome, years)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1.1 The review covers the two years before Ada's death on 5 May 2018.", "2018-05-05"),
        ("1.1 Ada had lived with Ben for a year when he stabbed her to death in May 2016.", "2016-05"),
        ("1.1 Ada was found hanged at home in January 2020.", "2020-01"),
        ("1.1 Ada died on 5 May 2018. The police told the council of the death on 9 May 2018.", "2018-05-05"),
        ("1.1 Ada lived in Fern. The panel of the review met on 5 May 2018.", None),
        ("1.1 The visit was booked for 6 May 2018. Ada was killed on the evening before.", "2018-05-05"),
    ],
)
def test_when(text: str, date: str | None) -> None:
    assert case(text).date == date


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        ("Ben then shot himself.", "homicide-suicide"),
        ("Ben then took his own life.", "homicide-suicide"),
        ("Ben then shot himself but survived.", "homicide"),
        ("Ben was convicted of murder. In prison Ben later took his own life.", "homicide"),
    ],
)
def test_a_suicide_after_the_killing(after: str, kind: str) -> None:
    """Told in the next sentence; not if it failed, or came after a verdict."""
    assert case(f"1.1 Ben stabbed Ada at home on 3 May 2016. She died at the scene. {after}").death_type == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("After two suicide attempts Ada took her own life.", "victim-suicide"),
        ("Ada had attempted suicide before she took her own life.", "victim-suicide"),
        (
            "Death by suicide was recorded for Ada. Death by suicide was the conclusion on Ada.",
            "victim-suicide",
        ),
        ("HM Coroner held an inquest in May 2017 and reached a conclusion of suicide.", "victim-suicide"),
        ("Ben killed her. At the inquest on Ben a conclusion of suicide was reached.", "homicide"),
        ("Ada had attempted suicide and had thought of taking her own life. Ben stabbed Ada.", "homicide"),
        ("Ada had tried suicide by hanging. Ben stabbed Ada.", "homicide"),
        ("Ada had made a suicide attempt and spoke of the suicide of a friend. Ben stabbed Ada.", "homicide"),
    ],
)
def test_a_suicide_that_was_done_after_one_that_was_tried(text: str, kind: str) -> None:
    assert case(f"1.1 {text}").death_type == kind


def test_a_verdict_behind_another_that_is_denied() -> None:
    trial = "Ben was not convicted of murder in 2014 but Ben was convicted of murder in May 2017."
    assert death("husband", trial).outcome == "convicted-murder"


def test_a_person_of_another_sex_does_not_stop_the_reading() -> None:
    document = plaintext.parse(CASE.format(tie="partner", trial="Ben was convicted of murder."), "fiction.txt")
    persons = [p.model_copy(update={"sex": "other"}) if p.role == "victim" else p for p in PERSONS]
    (one,) = deaths.find(Reading(document, [], persons))
    assert one.outcome == "convicted-murder"


def test_a_date_beside_the_name_on_the_title_page() -> None:
    """ "Ada / May 2016" and nothing else in the line."""
    document = plaintext.parse(
        "Domestic Homicide Review\n\nAda/May 2016\n\n1. Introduction\n\n1.1 Ada baked.\n", "x.txt"
    )
    (one,) = deaths.find(Reading(document, [], PERSONS))
    assert one.date == "2016-05"


def test_her_son_is_the_one_who_killed_her_where_he_is_her_son() -> None:
    told = (
        "1.1 Ada died at home on 5 January 2018. Her {}, who lived there, was arrested. In June he pleaded guilty to "
        "manslaughter on the grounds of diminished responsibility.\n\n1.2 The panel met.\n\n1.3 It met again.\n\n"
        "1.4 It met in May.\n\n1.5 Ben was the son of Ada."
    )
    assert case(told.format("son")).outcome == "convicted-manslaughter-diminished-responsibility"
    assert case(told.format("lodger")).outcome is None


def test_a_strangling_that_was_not_fatal_is_no_method() -> None:
    told = (
        "1.1 Ada, who was shot by her husband, Ben, on 5 January 2018, was pronounced dead at the scene.\n\n"
        "1.2 The risk was graded as medium although Ben's non-fatal strangulation of Ada was recorded.\n"
    )
    assert case(told).method == "shooting"


def test_a_former_boyfriend_is_what_he_was_however_the_killing_is_told() -> None:
    told = (
        "1.1 Ada died on 5 January 2018 from wounds inflicted by her {}.\n\n1.2 Ada told a nurse that her {} "
        "would kill her."
    )
    assert case(told.format("boyfriend", "boyfriend")).relationship == "partner"
    assert case(told.format("former boyfriend", "former boyfriend")).relationship == "ex-partner"
    other = "\n\n1.3 The scheme followed the case of Nell Wood, who was murdered by her former boyfriend in 2009."
    assert case(told.format("boyfriend", "boyfriend") + other).relationship == "partner"


def test_who_shot_his_wife_told_how_she_died() -> None:
    told = (
        "1.1 This review is about the deaths of Ada and Ben at their home on 5 May 2016. Ben shot his wife with a "
        "gun and then took his own life."
    )
    assert case(told).method == "shooting"


def test_two_who_died_at_one_hand_may_have_died_in_two_ways() -> None:
    lil = Person(label="Lil", role="victim", sex="female", evidence=[Evidence(lines=(5, 5))])

    def methods(told: str) -> list[str | None]:
        document = plaintext.parse(f"Domestic Homicide Review\n\n1. Introduction\n\n1.1 {told}\n", "two.txt")
        return [d.method for d in deaths.find(Reading(document, [], [*PERSONS, lil]))]

    apart = "Post mortem examinations established that Ada died from stab wounds and that Lil died of being smothered."
    assert methods(apart) == ["sharp-instrument", "suffocation"]
    together = "Post mortem examinations established that Ada and her daughter Lil died from stab wounds."
    assert methods(together) == ["sharp-instrument", "sharp-instrument"]


def test_a_brother_in_law_of_a_key_is_no_husband_and_a_bedsit_is_a_home() -> None:
    ben = PERSONS[1].model_copy(update={"relation": "Ada's brother-in-law (elder brother of Kamal)", "origin": None})
    text = (
        "1.1 Ben stabbed Ada in the bedsit that they had shared on 5 January 2018 and Ada died.\n\n"
        "1.2 Ada said that her husband slapped her. Ada's husband told Ben.\n"
    )
    document = plaintext.parse(f"Domestic Homicide Review\n\n1. Introduction\n\n{text}\n", "key.txt")
    (one,) = deaths.find(Reading(document, [], [PERSONS[0], ben]))
    assert (one.relationship, one.homicide_kind, one.location) == ("other-relative", "familial", "residence")
