"""Who the people of a review are, over openings in ten house styles; and whom a sentence speaks of."""

from __future__ import annotations

from functools import cache

import pytest

from loaders.document import plaintext
from loaders.extract import persons
from loaders.extract.persons import born
from loaders.extract.persons.born import age_between
from loaders.extract.persons.index import PersonIndex
from loaders.extract.persons.tables import role_of
from loaders.extract.reading import Reading
from loaders.sheet import Death, Evidence, Person
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
        ("Tom saw his father hit his mother.", ["Tom", "Adult A"], "Tom"),
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


TITLE_PAGE = """Fernley Community Safety Partnership

{title}

Author: Joan Tilling

1. Introduction

1.1 {text}

1.2 {name} had worked for the council in Fernley. {name} saw the surgery in Fernley each spring.
"""


def main_persons(text: str) -> list[tuple[str, str]]:
    """Labels and roles of the victims and perpetrators of a text."""
    reading = Reading(plaintext.parse(text, "fiction.txt"))
    return [(p.label, p.role) for p in persons.find(reading) if p.role in ("victim", "perpetrator")]


@pytest.mark.parametrize(
    ("title", "name", "victims"),
    [
        ("Domestic Homicide Review\n\nMarta/June 2017", "Marta", ["Marta"]),
        ("DOMESTIC HOMICIDE REVIEW\n\n‘EDGAR’\n\nJUNE 2017", "Edgar", ["Edgar"]),
        ("Overview Report\n\nMARTA", "Marta", ["Marta"]),
        ("REPORT INTO THE DEATH OF ADULT R - 2013", "Adult R", ["Adult R"]),
        ("Report into the death of ‘Mrs.R’", "Mrs.R", ["Mrs R"]),
        ("In respect of the deaths of Adult R & Adult T²", "Adult R", ["Adult R", "Adult T"]),
        ("‘Marta’ DHR Overview Report", "Marta", ["Marta"]),
        ("DHR 12 – Marta", "Marta", ["Marta"]),
        ("DOMESTIC HOMICIDE REVIEW: MARTA", "Marta", ["Marta"]),
        ("Domestic Abuse Related Death Review: Marta", "Marta", ["Marta"]),
        ("Domestic Homicide Review (Marta)", "Marta", ["Marta"]),
        ("Joint Domestic Homicide Review, Safeguarding Adult Review and Investigation", "Safeguarding", []),
        ("Fernley DHR 2", "She", []),
        # The area, a month or a body stands alone as well.
        ("DOMESTIC HOMICIDE REVIEW\n\nFERNLEY\n\nJune 2017", "She", []),
        ("Domestic Homicide Review\n\nFernley / June 2017", "She", []),
    ],
)
def test_a_name_on_the_title_page(title: str, name: str, victims: list[str]) -> None:
    """Alone, in capitals, quoted or beside a date; not where the word is a place's."""
    text = "The panel offers its sympathy to all whom this has touched. Agencies in Fernley took part."
    assert [label for label, _ in main_persons(TITLE_PAGE.format(title=title, name=name, text=text))] == victims


@pytest.mark.parametrize(
    ("told", "victim", "perpetrator"),
    [
        (
            "Marta had been seeing Edgar for half a year when he stabbed her to death in her kitchen. Edgar was "
            "convicted of murder.",
            "Marta",
            "Edgar",
        ),
        (
            "Adult R had known Adult T for some months when he strangled her. Adult T was convicted of murder.",
            "Adult R",
            "Adult T",
        ),
        (
            "On 2 May 2013 Edgar stabbed his mother, Rowena, aged 66, in the hall. She died of her injuries. Edgar "
            "was convicted of murder.",
            "Rowena",
            "Edgar",
        ),
        (
            "This review concerns the murder of Marta, a resident of Fernley, by Edgar, her boyfriend, in June 2017.",
            "Marta",
            "Edgar",
        ),
        (
            "This is a review of the homicide of Adult R in 2013, carried out by his brother Adult T1.",
            "Adult R",
            "Adult T1",
        ),
        (
            "Marta, aged 51, lived in Fernley with her son Corin (pseudonym) and was killed by her husband, Edgar.",
            "Marta",
            "Edgar",
        ),
        ("Marta was killed by her husband in Fernley. Edgar was charged with her murder.", "Marta", "Edgar"),
        (
            "Marta was found hanged at her home in June 2017. Her partner, Edgar, had been convicted of assaulting "
            "her.",
            "Marta",
            "Edgar",
        ),
        (
            "Rowena, 66, was attacked by her son Edgar at home on 2 May 2013. She died in hospital. Edgar was found "
            "guilty of her murder.",
            "Rowena",
            "Edgar",
        ),
        (
            "Police were called to a flat where Marta had been strangled by her husband, Edgar. He was charged with "
            "murder.",
            "Marta",
            "Edgar",
        ),
        (
            "Marta was last seen in May 2016. Edgar, with whom she had lived, was convicted of her murder.",
            "Marta",
            "Edgar",
        ),
        (
            "This tells of support given to Marta, a resident of Fernley, before her murder in May 2016 by Edgar, her "
            "husband.",
            "Marta",
            "Edgar",
        ),
        (
            "Corin was beaten to death by his flatmate, Edgar. Edgar was charged with murder.",
            "Corin",
            "Edgar",
        ),
        (
            "Marta took her own life in June 2017. She had told of abuse by her former partner, Edgar.",
            "Marta",
            "Edgar",
        ),
        # An attack that was survived makes no victim.
        (
            "Marta was killed by Edgar. In 2009 Edgar had stabbed his uncle, Corin, who lived. Edgar was jailed.",
            "Marta",
            "Edgar",
        ),
        # "Months before her death Edgar ...": a sentence, no title.
        (
            "Marta was killed by her husband, Edgar. Nine months before her death Edgar had strangled Marta.",
            "Marta",
            "Edgar",
        ),
        # "he" is whom the sentence before begins with, title and all
        ("Mrs K lived alone. In May Mr K stabbed Mrs K. He was convicted of murder.", "Mrs K", "Mr K"),
        # a label that is itself a role
        ("Victim 1 was unlawfully killed. Perpetrator 1 took his own life.", "Victim 1", "Perpetrator 1"),
        (
            "Marta was 27 when she took her own life. She had been in a relationship with Edgar. Edgar was arrested "
            "for assaulting Marta.",
            "Marta",
            "Edgar",
        ),
        (
            "This is about the death of a 52 year old woman, referred to as Marta. Edgar was convicted of her murder.",
            "Marta",
            "Edgar",
        ),
    ],
)
def test_who_died_and_who_killed(told: str, victim: str, perpetrator: str) -> None:
    """Told by a pronoun, by kin, across an apposition; in the first lines of a report."""
    text = (
        f"Domestic Homicide Review\n\n1. Introduction\n\n1.1 {told}\n\n1.2 {victim} had two jobs. {perpetrator} drank. "
        f"A nurse had met {victim} and {perpetrator}.\n"
    )
    assert main_persons(text) == [(victim, "victim"), (perpetrator, "perpetrator")]


def test_the_sex_of_whose_kin_the_other_is() -> None:
    """ "Edgar, her husband": she is a woman, though no sentence begins with her."""
    text = (
        "Domestic Homicide Review\n\n1. Introduction\n\n1.1 This is of the murder of Marlo by Edgar, her husband, in "
        "June 2013. Marlo baked.\n\n1.2 Edgar drank. A nurse saw Marlo and Edgar.\n"
    )
    found = persons.find(Reading(plaintext.parse(text, "fiction.txt")))
    assert [(p.label, p.sex) for p in found] == [("Marlo", "female"), ("Edgar", "male")]


@pytest.mark.parametrize("kin", ["son", "former partner"])
def test_kin_of_the_victim_behind_the_role_is_the_perpetrator(kin: str) -> None:
    """ "Edgar (the perpetrator), the victim's son": no second person."""
    text = (
        "Domestic Homicide Review\n\n1. Introduction\n\n1.1 This is about the death of Rowena (the victim), who was "
        f"killed by Edgar (the perpetrator), the victim's {kin}, in June 2013.\n\n2. Facts\n\n2.1 The victim said to "
        f"the police that her {kin} had hit her. The victim's {kin} was arrested.\n"
    )
    found = persons.find(Reading(plaintext.parse(text, "fiction.txt")))
    assert [(p.label, p.relation) for p in found] == [("Rowena", None), ("Edgar", f"{kin} of Rowena")]


def test_an_ethnicity_is_told_without_the_word_for_it() -> None:
    text = (
        "Domestic Homicide Review\n\n1. Introduction\n\n1.1 Marta was killed by her husband, Edgar. Marta was of White "
        "British ethnicity. Edgar was of Syrian origin.\n"
    )
    found = persons.find(Reading(plaintext.parse(text, "fiction.txt")))
    assert [p.ethnicity for p in found] == ["White British", "Syrian origin"]


def test_ages_of_two_in_one_sentence() -> None:
    """ "At the time of her death Marta was aged 33 and Edgar was 37"; not the ages at which they met."""
    text = (
        "Domestic Homicide Review\n\n1. Introduction\n\n1.1 Marta was killed by her husband, Edgar. {} Marta was "
        "aged 33 and Edgar was 37.\n\n1.2 Edgar drank. Marta had two jobs.\n"
    )
    for opening, ages in (("At the time of her death", [33, 37]), ("When they first met", [None, None])):
        found = persons.find(Reading(plaintext.parse(text.format(opening), "fiction.txt")))
        assert [p.age for p in found] == ages


def test_a_key_that_tells_the_kin_of_a_perpetrator_tells_the_age() -> None:
    """ "Former partner of Marta, aged 38": the row has no role word; the text tells who killed."""
    text = (
        "Domestic Homicide Review\n\n1. Introduction\n\n1.1 Marta was killed by Edgar. Edgar was convicted of murder."
        "\n\nMarta\tVictim, aged 35, White British\nEdgar\tFormer partner of Marta, aged 38, White Welsh\n"
    )
    found = persons.find(Reading(plaintext.parse(text, "fiction.txt")))
    assert [(p.label, p.age) for p in found] == [("Marta", 35), ("Edgar", 38)]


def test_those_around_them_in_one_sentence_of_a_short_text() -> None:
    """A page names each once."""
    text = (
        "Domestic Homicide Review\n\n1. Introduction\n\n1.1 Marta, aged 51, lived with her son Corin (pseudonym) and "
        "was killed by her husband, Edgar. Edgar told his sister, Delia.\n\n1.2 Edgar was convicted of murder.\n"
    )
    found = persons.find(Reading(plaintext.parse(text, "fiction.txt")))
    assert [(p.label, p.role, p.sex) for p in found] == [
        ("Marta", "victim", "female"),
        ("Edgar", "perpetrator", "male"),
        ("Corin", "child", "male"),
        ("Delia", "relative", "female"),
    ]


def test_whose_partner_somebody_was_before() -> None:
    """A former partner by a first marriage, an end that is dated, a child in common, initials, and in the text."""
    text = (
        "Domestic Homicide Review\n\n1. Introduction\n\n1.1 Marta was killed by Edgar. Edgar was convicted of murder."
        " Delia, a former girlfriend of Edgar, spoke with the chair. Delia asked for no other name.\n\n"
        "Marta\tVictim, aged 35\n"
        "Edgar\tPerpetrator, aged 38\n"
        "Ines\tEdgar's first wife\n"
        "Mr F\tPartner of Marta until 2014\n"
        "Former Partner 2 (FP2)\tFormer partner of Edgar\n"
        "Child 1\tDaughter of Marta by Goran\n"
        "Goran\tFather of Child 1\n"
        "Hella\tSister of Marta\n"
    )
    found = {p.label: p for p in persons.find(Reading(plaintext.parse(text, "fiction.txt")))}
    former = {label for label, p in found.items() if p.role == "former-partner"}
    assert former == {"Delia", "Ines", "Mr F", "Former Partner 2", "Goran"}
    assert "FP2" in found["Former Partner 2"].aliases
    assert found["Hella"].role == "relative"


def test_the_victim_of_a_recorded_incident_is_not_the_one_who_died() -> None:
    text = (
        "1. Facts\n\n1.1 This review concerns the death of a man who is called Mr T. He was killed in his flat by "
        "his partner, who is called Ms W.\n\n1.2 Ms W was charged with murder.\n\n"
        "1.3 A DASH was completed with Ms W as the victim. The next DASH named Mr T as the perpetrator.\n\n"
        "1.4 Mr T told Ms W that he would go. Ms W stayed.\n"
    )
    assert main_persons(text) == [("Mr T", "victim"), ("Ms W", "perpetrator")]


def test_who_abused_one_who_took_her_own_life_where_no_charge_tells_it() -> None:
    text = (
        "1. Facts\n\n1.1 Joanna took her own life in March 2022. She had been in a relationship with Marcus, aged "
        "38, since 2017.\n\n1.2 The police investigated Marcus for controlling behaviour. Marcus had often hit "
        "her.\n\n1.3 Joanna saw her GP. Marcus came with Joanna.\n"
    )
    assert main_persons(text) == [("Joanna", "victim"), ("Marcus", "perpetrator")]


def test_their_daughter_of_a_key_is_a_child_and_her_father_is_the_one_held_responsible() -> None:
    reading = Reading(
        plaintext.parse(
            "1. Key\n\nMrs N          the victim, aged 81 at the time of her death\n"
            "Mr N           the perpetrator, her husband\nAdult D        their daughter\n\n"
            "2. Background\n\n2.1 Adult D said that her father had always decided everything. Her mother had no "
            "account of her own. Mrs N was killed by Mr N. Adult D said that her father shouted.\n"
        )
    )
    assert [(p.label, p.role) for p in persons.find(reading)] == [
        ("Mrs N", "victim"),
        ("Mr N", "perpetrator"),
        ("Adult D", "child"),
    ]


@pytest.mark.parametrize(
    ("told", "names", "victim", "killer"),
    [
        (
            'a man of 71, who was killed by his son. The victim will be referred to as "the Father" and the '
            'perpetrator as "the Son"',
            ("the Father", "the Son"),
            "the Father",
            "the Son",
        ),
        (
            "a woman, who is referred to here as Mother. She was killed by her husband, referred to as Father",
            ("Mother", "Father"),
            "Mother",
            "Father",
        ),
    ],
)
def test_words_for_relatives_may_be_names(told: str, names: tuple[str, str], victim: str, killer: str) -> None:
    one, other = names
    text = (
        f"Domestic Homicide Review\n\n1. Introduction\n\n1.1 This report concerns the death of {told}.\n\n"
        f"1.2 In May 2016 {one} told Larkshire Police that {other} had hit {one} and that {other} was drinking.\n"
    )
    reading = Reading(plaintext.parse(text, "kin.txt"))
    found = persons.find(reading)
    assert [(p.label, p.role) for p in found[:2]] == [(victim, "victim"), (killer, "perpetrator")]
    assert found[1].sex == "male"


def test_a_word_for_a_relative_with_its_article_is_a_name_in_a_key() -> None:
    text = (
        "Domestic Homicide Review\n\n1. Introduction\n\n1.1 These terms are used:\n\n"
        "Mother      The victim      61\nthe Son     The perpetrator, son of Mother     29\n"
    )
    found = persons.find(Reading(plaintext.parse(text, "kin.txt")))
    assert [(p.label, p.role, p.age) for p in found] == [("Mother", "victim", 61), ("the Son", "perpetrator", 29)]


def test_a_team_of_the_police_is_no_victim_and_who_died_by_the_title_is() -> None:
    text = (
        "DOMESTIC HOMICIDE REVIEW\n\nMarisa, who died in January 2020\n\n"
        "1. Introduction\n\n1.1 This review looks at how agencies responded to Marisa, to her two children and to "
        "the man who killed her. Colin, her former partner, was found guilty of her murder in September 2020.\n\n"
        "2. The panel\n\nDet. Insp. Lorna Pask\tSpecialist Review Team\tFernshire Police\n\n"
        "3. Background\n\n3.1 Marisa met Colin in 2012. Marisa had two children.\n"
    )
    found = persons.find(Reading(plaintext.parse(text, "team.txt")))
    assert [(p.label, p.role) for p in found[:2]] == [("Marisa", "victim"), ("Colin", "perpetrator")]


def test_what_somebody_is_may_stand_in_one_cell_with_whose_he_is() -> None:
    text = (
        "Domestic Homicide Review\n\n2. Background\n\n2.1 The persons referred to in this report are:\n"
        "Adult A\tVictim\tFemale, aged 27, white British\n"
        "Adult B\tPerpetrator\tMale, aged 31, white British, partner of Adult A\nMGM\tMother of Adult A\t\n"
    )
    found = persons.find(Reading(plaintext.parse(text, "cells.txt")))
    assert [(p.label, p.sex, p.age) for p in found[:2]] == [("Adult A", "female", 27), ("Adult B", "male", 31)]


def test_a_table_may_say_who_died_and_who_was_convicted_of_it() -> None:
    text = (
        "Domestic Homicide Review\n\nPeople referred to in this report\n\nName\tRelationship\tAge at the time\n\n"
        "Mr H\tThe person who died\t79\n\nMrs H\tWife and carer of Mr H; convicted of his manslaughter\t75\n\n"
        "Ms R\tDaughter of Mr and Mrs H\t51\n\n2. Background\n\n2.1 Mr H and Mrs H lived in Fern.\n"
    )
    found = persons.find(Reading(plaintext.parse(text, "died.txt")))
    assert [(p.label, p.role, p.age) for p in found[:2]] == [("Mr H", "victim", 79), ("Mrs H", "perpetrator", 75)]


def test_of_whose_mother_a_grown_up_child_speaks_is_no_new_person() -> None:
    text = (
        "Domestic Homicide Review\n\nMr H\tVictim\t79\n\nMrs H\tPerpetrator, wife of Mr H\t75\n\n"
        "Ms R\tDaughter of Mr and Mrs H\t51\n\n2. Background\n\n2.1 Ms R spoke to the chair. She recalled that her "
        "mother had been tired.\n\n2.2 Ms R rang the surgery. She said that her mother drank.\n"
    )
    found = persons.find(Reading(plaintext.parse(text, "grown.txt")))
    assert [p.label for p in found] == ["Mr H", "Mrs H", "Ms R"]


def test_a_table_may_call_the_perpetrator_by_no_more_than_a_word_for_a_relative() -> None:
    text = (
        "Domestic Homicide Review\n\n1. Introduction\n\n1.1 Fernshire Constabulary told the Fernshire Partnership of "
        "the death.\n\n2. The people in this report\n\nDesignation\tRelationship\tAge\nMs A\tThe victim\t22\n"
        "The husband\tThe perpetrator\t31\nThe husband's mother\tMother-in-law of Ms A\t57\n\n"
        "3. Chronology\n\n3.1 The husband came with Ms A to the surgery. Fernshire Constabulary saw Ms A.\n"
    )
    found = persons.find(Reading(plaintext.parse(text, "husband.txt")))
    told = [(p.label, p.role, p.age) for p in found[:2]]
    assert told == [("Ms A", "victim", 22), ("The husband", "perpetrator", 31)]
    assert "Fernshire Constabulary" not in [p.label for p in found]


def test_who_stabbed_him_may_be_named_but_once_and_is_no_earlier_partner() -> None:
    text = (
        "Domestic Homicide Review\n\nInto the death of Martin\n\n1. Introduction\n\n1.1 This report concerns the death "
        "of a 46 year old man, who is referred to as Martin. He was stabbed by his partner, who is referred to as "
        "Craig and who was then aged 37. They are called the victim and the perpetrator.\n\n2. Background\n"
        "\n2.1 From 2010 the perpetrator lived with a woman who is referred to as Tracey. Tracey left. The victim met "
        "the perpetrator in 2019.\n"
    )
    found = persons.find(Reading(plaintext.parse(text, "once.txt")))
    assert [(p.label, p.role, p.age) for p in found[:2]] == [("Martin", "victim", 46), ("Craig", "perpetrator", 37)]


def test_a_friend_of_the_victim_who_is_given_a_name_is_not_the_victim() -> None:
    text = (
        "Domestic Homicide Review\n\n1. Introduction\n\n1.1 This is a review into the death of a young woman aged "
        "19, who died on 4 May 2016 from wounds inflicted by her former boyfriend. They are called the victim and "
        "the perpetrator.\n\n1.2 A school friend of the victim, referred to as Friend 1, spoke to the author. Friend "
        "1 had known the victim for years.\n\n2. Chronology\n\n2.1 On 3 June 2013 the victim, then 16, saw her "
        "doctor. The victim's mother rang the perpetrator. Friend 1 said that the victim was afraid.\n"
    )
    found = persons.find(Reading(plaintext.parse(text, "friend.txt")))
    told = {p.label.lower(): (p.role, p.age) for p in found}
    assert told["the victim"] == ("victim", 19)
    assert told["friend 1"] == ("friend", None)
    assert "the victim's mother" in told


def test_a_key_may_hold_initials_that_are_words_elsewhere_and_those_who_lived_or_worked_beside_them() -> None:
    text = (
        "Domestic Homicide Review\n\n1. The people\n\nCode\tWho they are\tAge\nKW\tThe victim\t43\n"
        "PW\tHusband of KW; the perpetrator\t46\nAS\tSister of KW\t38\nN1\tNeighbour at the old house, Address 1\t-\n"
        "WC\tA work colleague and friend of KW\t-\nAdult Child 3\tSon of PW\t23\nColleague A\tColleague of KW "
        "at the mill\t-\n\n"
        "2. Chronology\n\n2.1 AS rang KW. A neighbour heard PW shouting. Adult Child 3 left.\n"
    )
    found = persons.find(Reading(plaintext.parse(text, "key.txt")))
    told = {p.label: p.role for p in found}
    assert told == {
        "KW": "victim",
        "PW": "perpetrator",
        "AS": "relative",
        "N1": "friend",
        "WC": "friend",
        "Adult Child 3": "child",
        "Colleague A": "friend",
    }


def test_whom_an_agency_took_for_the_victim_of_an_incident_is_not_who_died() -> None:
    text = (
        "Domestic Homicide Review\n\nOverview report into the death of Gareth\n\n1. Introduction\n\n1.1 Gareth died at "
        "home on 5 May 2018. He had been stabbed by his wife, Carys, who was then 52. Carys was arrested.\n\n2. "
        "Analysis\n"
        "\n2.1 The police assessed Carys as the victim in June 2017. The meeting had a police summary that presented "
        "Gareth as the suspect of that incident. Carys had hit Gareth. Gareth rang the police about Carys.\n"
    )
    found = persons.find(Reading(plaintext.parse(text, "taken.txt")))
    assert [(p.label, p.role) for p in found[:2]] == [("Gareth", "victim"), ("Carys", "perpetrator")]


def everyone(text: str) -> dict[str, Person]:
    """The persons of a text, by label."""
    return {p.label: p for p in persons.find(Reading(plaintext.parse(text, "people.txt")))}


def test_a_mother_killed_by_her_son_her_family_and_a_neighbour_by_their_titles() -> None:
    found = everyone(
        "Domestic Homicide Review\nThe death of Mrs Fern\n\n"
        "1.1 Agencies had contact with Mrs Fern, a woman of 74, with her husband Mr Fern and with their son Callum, "
        "before Mrs Fern was killed on 17 November 2017. Callum pleaded guilty to manslaughter.\n\n"
        "1.2 Mrs Fern's daughter asked that her parents should be called so, because her mother disliked first names. "
        "The Chair met Mrs Fern's daughter, Mrs Anna Hill. Mrs Hill read the report. A neighbour, Mrs Rook, spoke to "
        "the author.\n\n3.1 They had two children, Anna, born in 1970, and Callum, born in 1974. Callum's sister "
        "worried for Callum's mother. Callum's father moved to a home. Mr Fern was ill.\n"
    )
    assert {label: p.role for label, p in found.items()} == {
        "Mrs Fern": "victim",
        "Callum": "perpetrator",
        "Mr Fern": "relative",
        "Mrs Anna Hill": "child",
        "Mrs Rook": "friend",
    }
    assert {"Anna", "Mrs Hill"} <= set(found["Mrs Anna Hill"].aliases)


def test_her_mother_is_of_the_one_of_two_women_who_was_named_last() -> None:
    found = everyone(
        "Domestic Homicide Review\nThe deaths of Oda and Lil in March 2015\n\n"
        "1.1 The deaths of Oda, who was 29 years old, and her daughter Lil, who was 6 years old, on 21 March 2015. "
        "Both were killed by Oda's husband, Marek, who was 37 years old and then took his own life. "
        "The couple's second child, Adam, was not at home.\n\n"
        "2.1 Oda had no relatives here. Her mother, Hanna, lives abroad. Oda had one close friend, Nadia, whom she "
        "met at a class. Hanna and Nadia and Adam spoke to the Chair.\n"
    )
    assert [(label, p.role, p.age) for label, p in found.items()] == [
        ("Oda", "victim", 29),
        ("Lil", "victim", 6),
        ("Marek", "perpetrator", 37),
        ("Adam", "child", None),
        ("Hanna", "relative", None),
        ("Nadia", "friend", None),
    ]
    assert found["Hanna"].relation == "mother of Oda"


def test_a_key_s_rows_named_by_words_for_relatives_with_ages_in_words_and_months() -> None:
    found = everyone(
        "Domestic Homicide Review\n\nName in this report\tRelationship\tAge\n"
        "Mother\tSubject of the Domestic Homicide Review\t27\n"
        "Father\tHusband of Mother, separated, who killed her\t33\n"
        "Child A\tSon of Mother and Father, aged eight\t\n"
        "Child B\tDaughter of Mother and Father, aged 15 months\t\n"
        "Maternal Grandmother\tMother's mother\t\n"
        "Former Partner\tLived with Father from 2004 to 2007\t\n\n"
        "3.1 Mother told Maternal Grandmother that Father had struck her. Former Partner rang Father.\n"
    )
    assert [(label, p.role, p.age) for label, p in found.items()] == [
        ("Mother", "victim", 27),
        ("Father", "perpetrator", 33),
        ("Child A", "child", 8),
        ("Child B", "child", 1),
        ("Maternal Grandmother", "relative", None),
        ("Former Partner", "former-partner", None),
    ]


def test_ages_told_by_pronoun_and_of_the_one_who_killed() -> None:
    found = everyone(
        "Domestic Homicide Review\nReview into the death of “Carly” in September 2016\n\n"
        "1.1 This report examines the support given to a young woman who was killed on 11 September 2016. "
        "She was 19 years old and had left care the year before. The man who killed her, who was then aged 22 and "
        "with whom she lived, is called “Ryan”.\n\n"
        "1.2 Ryan was convicted of the murder of Carly. Carly lived with Ryan.\n"
    )
    assert [(p.role, p.age) for p in found.values()] == [("victim", 19), ("perpetrator", 22)]


def test_the_husband_in_a_key_who_did_not_kill_and_a_child_of_two_others() -> None:
    found = everyone(
        "Domestic Homicide Review\n\nName\tRelationship to Asha\nAsha\tThe victim, aged 27 at her death\n"
        "Faruk\tThe perpetrator, Asha's brother-in-law (elder brother of Kamal), aged 36\nKamal\tAsha's husband\n"
        "Rina\tWife of Faruk\nJo\tFormer partner of Faruk\nKay\tDaughter of Jo\n\n3.1 Faruk killed Asha at home.\n"
    )
    roles = {label: p.role for label, p in found.items()}
    assert roles["Kamal"] == roles["Rina"] == "relative"
    assert (roles["Jo"], roles["Kay"]) == ("former-partner", "other")


def test_a_legend_whose_rows_tell_of_each_other_says_who_is_who_without_a_word_for_victim_or_perpetrator() -> None:
    text = (
        "Domestic Homicide Review\n\n1. Introduction\n\n"
        "1.1 This review is about the death of Ada, who was killed by her husband, Ben, in May 2017.\n\n"
        "1.2 The family are shown by this key:\n\n"
        "Ada\tBorn 1980\tFemale – Wife of Ben, Mother of C1\n"
        "Ben\tBorn 1978\tMale – Husband of Ada, Father of C1\n"
        "C1\tBorn 2010\tChild of Ada and Ben\n"
        "MGM\t\tMother of Ada\n"
    )
    found = {p.label: p.role for p in persons.find(Reading(plaintext.parse(text, "fiction.txt")))}
    assert found == {"Ada": "victim", "Ben": "perpetrator", "C1": "child", "MGM": "relative"}


@pytest.mark.parametrize(
    ("birth", "death", "age"),
    [
        ("1974", "2017-11-17", 43),
        ("1974-11-18", "2017-11-17", 42),
        ("1974-11", "2017-11-17", 43),
        ("2018", "2017", None),
    ],
)
def test_age_between(birth: str, death: str, age: int | None) -> None:
    assert age_between(birth, death) == age


@pytest.mark.parametrize(
    ("told", "age"),
    [
        ("Ada was born in Leeds in March 1974.", 43),
        ("Ada, who was born on 18 November 1974, worked in a school.", 42),
        ("Ada was born in Leeds and came to the area in 2004.", None),
        ("Ada was the elder of two sisters, born in 1974.", None),
    ],
)
def test_an_age_from_a_date_of_birth(told: str, age: int | None) -> None:
    here = [Evidence(lines=(1, 1))]
    people = [Person(label="Ada", role="victim", evidence=here), Person(label="Ben", role="perpetrator", evidence=here)]
    death = Death(victim="Ada", perpetrators=["Ben"], date="2017-11-17", death_type="homicide", evidence=here)
    document = plaintext.parse(f"Domestic Homicide Review\n\n3. Background\n\n3.1 {told}\n", "born.txt")
    born.fill(people, [death], Reading(document))
    assert people[0].age == age
