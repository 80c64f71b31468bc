"""Good practice: fictional passages in several house styles, each with the agencies that it commends.

Agencies go by the short names of ``AGENCIES``; "all" stands for agencies in general or none in particular.
"""

from __future__ import annotations

import pytest

from loaders.document import plaintext
from loaders.extract.good_practice import find
from loaders.extract.reading import Reading
from loaders.sheet import GoodPractice
from tests.extraction.test_missed_opportunities import AGENCIES, DEATH, PERSONS, SHORT


def read(text: str, heading: str = "5. Analysis") -> list[GoodPractice]:
    """The good practice of a passage under a heading."""
    document = plaintext.parse(f"{heading}\n\n{text}\n", "fiction.txt")
    return find(Reading(document, list(AGENCIES.values()), PERSONS, [DEATH]))


def told(found: list[GoodPractice]) -> list[str]:
    """Who is commended, as the passages below write it."""
    return sorted(SHORT[g.agency] if g.agency else "all" for g in found)


HOLDS = [
    ("The panel commends the school for its persistence in raising concerns.", "School"),
    ("The GP's record of the disclosure was an example of good practice.", "GP"),
    ("Officers used a trained interpreter, which the panel saw as good practice.", "Police"),
    ("The IDVA is to be commended for her tenacity.", "IDVA"),
    ("The health visitor went beyond what was expected of her.", "HV"),
    ("There was good practice by the hospital in flagging the record.", "Hospital"),
    ("Children's Services acted swiftly and with sensitivity.", "CSC"),
    ("The response of Adult Social Care was prompt and appropriate.", "ASC"),
    ("There was evidence of effective multi-agency working between agencies.", "all"),
    ("The mental health trust made every effort to engage Piotr.", "MH"),
    (
        "It is noteworthy that Fern Homes made repeated attempts to reach Marta, and this was exemplary practice.",
        "Housing",
    ),
    ("The panel wishes to praise the school: its staff are to be praised for their care.", "School"),
    ("Good practice was identified in the work of the IDVA.", "IDVA"),
    # quiet praise
    ("It was pleasing to note that officers had written down what the children said.", "Police"),
    ("The panel was reassured that the school had kept a file.", "School"),
    ("The joint work of the IDVA with her colleagues is a strength.", "IDVA"),
    ("The arrest by the officers was the right decision.", "Police"),
    ("The decision by the Police to arrest was correct and in accordance with policy.", "Police"),
    ("Good use was made of body-worn video by the officers.", "Police"),
    ("The teachers went out of their way to keep the children safe.", "School"),
    ("The care given by the hospital was beyond what might be expected.", "Hospital"),
    ("The social worker completed an appropriate risk assessment.", "CSC"),
    ("The panel commends the family support worker of the school.", "School"),
    ("The response of the Police on 3 May 2015 was good.", "Police"),
    ("The IDVA provided a very good service to Marta.", "IDVA"),
    ("His order was well managed by the National Probation Service.", "Probation"),
]

HOLDS_NOT = [
    "It would have been good practice for the GP to ask about abuse.",
    "The practice was not in line with best practice.",
    "Agencies should share good practice across the county.",
    "There was no evidence of good practice in the hospital's response.",
    "Was there effective communication between agencies?",
    "Piotr was described as a good father.",
    "Marta was in good health.",
    "The hospital recorded her injuries.",
    "The panel would like to thank the family for their contribution.",
    "The aim of the review is to identify good practice.",
    # praise of the review and of those who helped it
    "The IMRs were of a high standard.",
    "The Panel commends Marta's sister for her courage.",
    "There was good engagement with the family throughout the review.",
    "The panel wish to put on record their appreciation of the contribution made by the family.",
    # good on paper, and what must be
    "Whilst this was good practice on paper, in reality the policy was not applied.",
    "Professionals need to be able to see the signs of abuse and respond sensitively and effectively.",
    "Piotr went out of his way to be seen as a good neighbour.",
    "It was not the right decision to close the case.",
    "The helpline told Marta that ringing the police was the right thing.",
    "The model that the hospital uses is a strengths-based one.",
]


@pytest.mark.parametrize(("text", "want"), HOLDS, ids=[text[:50] for text, _ in HOLDS])
def test_holds(text: str, want: str) -> None:
    assert told(read(text)) == sorted(want.split("; "))


@pytest.mark.parametrize("text", HOLDS_NOT, ids=[text[:50] for text in HOLDS_NOT])
def test_holds_not(text: str) -> None:
    assert told(read(text)) == []


def test_bullets_under_a_heading_of_good_practice() -> None:
    text = "• The school told Children's Services on the same day.\n\n• Marta was seen alone by the IDVA each time."
    assert told(read(text, "5.4 Good practice")) == ["IDVA", "School"]


def test_sentences_of_one_commendation_are_one_entry() -> None:
    text = "The IDVA went beyond what was expected. The panel commends the IDVA for this."
    (found,) = read(text)
    assert found.origin is not None
    assert found.origin.rule == "good_practice.strong"


def test_section_of_an_agency() -> None:
    assert told(read("The panel noted this as good practice.", "5.2 Fernshire Police: analysis of involvement")) == [
        "Police"
    ]


def test_what_a_recommendation_asks_for_is_no_praise_unless_it_tells_of_the_past() -> None:
    asked = "7.1 Fernshire Police to ensure that it answers callers in a prompt and appropriate way."
    assert read(f"{asked}\n\n7.2 Fern Homes to act.", "7. Recommendations") == []
    past = "7.1 Fernshire Police to go on as now. The panel commends the school, which was persistent."
    assert told(read(past, "7. Recommendations")) == ["School"]


def test_what_the_list_of_good_practice_says_again_is_no_second_entry() -> None:
    analysis = "The panel commends the IDVA for her tenacity in May 2015.\n\nThe panel commends the school for its log."
    listed = "6. Good practice\n\n- The IDVA was tenacious.\n- The hospital used an interpreter."
    found = read(f"{analysis}\n\n{listed}")
    assert told(found) == ["Hospital", "IDVA", "School"]
    (of_idva,) = [g for g in found if SHORT[g.agency or ""] == "IDVA"]
    assert len(of_idva.evidence) == 2
