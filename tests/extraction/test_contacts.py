"""Contacts: fictional passages in several house styles, each tagged with the contacts that it holds.

A tag is ``{date|agency|kind: words}``; several may stand on the same words, one in another. Agencies are given by the
short names of ``AGENCIES``. A passage must give exactly the contacts of its tags, no more and no fewer.
"""

from __future__ import annotations

import re

import pytest

from loaders.document import plaintext
from loaders.extract.contacts import find
from loaders.extract.reading import Reading
from loaders.sheet import Agency, Contact, Death, Evidence, Person
from tests.extraction.chronologies import measured, names
from tests.extraction.contacts_bank import measured as measured_bank

HERE = [Evidence(lines=(1, 1))]
AGENCIES = {
    "Police": Agency(name="Fernshire Police", aliases=["the police", "police"], sector="police", evidence=HERE),
    "GP": Agency(name="Mill Lane Surgery", aliases=["GP"], sector="general-practice", evidence=HERE),
    "Hospital": Agency(
        name="Fernshire Hospitals NHS Trust",
        aliases=["the hospital", "the Emergency Department", "A&E"],
        sector="acute-health",
        evidence=HERE,
    ),
    "CSC": Agency(
        name="Fernshire Children's Services",
        aliases=["Children's Services", "the social worker", "CSC"],
        sector="childrens-social-care",
        evidence=HERE,
    ),
    "Housing": Agency(name="Fern Homes", aliases=["the housing officer"], sector="housing", evidence=HERE),
    "IDVA": Agency(
        name="Fernshire IDVA Service", aliases=["the IDVA", "IDVA"], sector="specialist-domestic-abuse", evidence=HERE
    ),
    "MARAC": Agency(name="Fernshire MARAC", aliases=["MARAC"], sector="multi-agency-forum", evidence=HERE),
    "Ambulance": Agency(
        name="Fern Valley Ambulance Service",
        aliases=["paramedics", "the ambulance crew"],
        sector="ambulance",
        evidence=HERE,
    ),
    "Probation": Agency(
        name="National Probation Service", aliases=["his offender manager", "NPS"], sector="probation", evidence=HERE
    ),
    "HV": Agency(
        name="Health Visiting Service", aliases=["the health visitor"], sector="community-health", evidence=HERE
    ),
    "School": Agency(name="Oak Primary School", aliases=["the school"], sector="education", evidence=HERE),
    "Options": Agency(
        name="Fern Council Housing Options", aliases=["Housing Options"], sector="housing", evidence=HERE
    ),
    "Stalking": Agency(name="Safe Distance", sector="voluntary-sector", evidence=HERE),
    "Wardens": Agency(name="Fern Council Community Safety", sector="local-authority", evidence=HERE),
    "Court": Agency(name="Fern Magistrates' Court", aliases=["the court"], sector="criminal-justice", evidence=HERE),
}
PERSONS = [
    Person(label="Marta", aliases=["the victim", "Mrs A"], role="victim", evidence=HERE),
    Person(label="Piotr", aliases=["the perpetrator", "Mr B"], role="perpetrator", evidence=HERE),
    Person(label="Child 1", role="child", evidence=HERE),
]
DEATH = Death(victim="Marta", perpetrators=["Piotr"], date="2016-06-09", death_type="homicide", evidence=HERE)

TAG = re.compile(r"\{(?P<date>[\d-]+)\|(?P<agency>[\w ]+)\|(?P<kind>[a-z-]+): (?P<words>[^{}]*)\}")


def read(tagged: str, heading: str = "4. Chronology") -> tuple[list[Contact], set[tuple[str, str, str]]]:
    """The contacts found in a tagged passage, and those of its tags."""
    wanted: set[tuple[str, str, str]] = set()
    text = tagged
    while m := TAG.search(text):
        wanted.add((m["date"], AGENCIES[m["agency"]].name, m["kind"]))
        text = text[: m.start()] + m["words"] + text[m.end() :]
    assert "{" not in text, f"a tag that is not read: {text}"
    assert "}" not in text, f"a tag that is not read: {text}"
    assert not re.search(r"\S\|", text), f"a tag that is not read: {text}"
    document = plaintext.parse(f"{heading}\n\n{text}\n", "fiction.txt")
    return find(Reading(document, list(AGENCIES.values()), PERSONS, [DEATH])), wanted


HOLDS = [
    # narrative in full sentences, pseudonyms
    "On 3 March 2015, {2015-03-03|Police|incident-report: Marta called the police} to report that Piotr had "
    "punched her.",
    "On 3 March 2015, {2015-03-03|Police|incident-report: the police were called} to the home of Marta and "
    "Piotr by a neighbour.",
    "On 3 March 2015, {2015-03-03|Police|incident-report: the police attended}, "
    "{2015-03-03|Police|assessment: completed a DASH} and {2015-03-03|Police|referral: referred Marta to MARAC}.",
    "On 3 March 2015 {2015-03-03|Police|enforcement: Piotr was arrested by the police} for assault.",
    "On 4 March 2015 {2015-03-04|Police|enforcement: Piotr was charged} with common assault.",
    "In May 2015 {2015-05|GP|disclosure: Marta told her GP that Piotr was violent} towards her.",
    "On 12 May 2015 {2015-05-12|Hospital|appointment: Marta attended the Emergency Department} with an injury "
    "to her wrist.",
    "On 12 May 2015 {2015-05-12|GP|appointment: Marta was seen by her GP} about low mood.",
    "On 12 May 2015 {2015-05-12|CSC|home-visit: the social worker visited Marta} at home.",
    "On 12 May 2015 {2015-05-12|HV|home-visit: the health visitor carried out a home visit}.",
    "On 14 May 2015 {2015-05-14|MARAC|meeting: the case was discussed at MARAC}.",
    "On 14 May 2015 {2015-05-14|CSC|meeting: a strategy discussion was held by Children's Services}.",
    "In June 2015 {2015-06|CSC|case-closure: Children's Services closed the case}.",
    "In June 2015 {2015-06|CSC|assessment: Children's Services completed an initial assessment} of Child 1.",
    "On 7 June 2015 {2015-06-07|IDVA|call: the IDVA telephoned Marta} but there was no reply.",
    "On 7 June 2015 {2015-06-07|School|referral: the school made a referral to Children's Services} about Child 1.",
    "On 8 July 2015 {2015-07-08|Hospital|call: the hospital contacted the police}"
    "{2015-07-08|Police|incident-report: } about the assault on Marta.",
    "On 8 July 2015 {2015-07-08|Ambulance|incident-report: paramedics attended} the address and treated Marta.",
    # appointments and visits as nouns
    "In May 2015 {2015-05|GP|appointment: there was a missed appointment with the GP}.",
    "{2015-06|GP|appointment: There were two missed appointments at the surgery} in June 2015.",
    "{2015-06-11|GP|appointment: An appointment with the GP on 11 June 2015 was missed}.",
    "On 12 June 2015 {2015-06-12|GP|appointment: Marta's appointment with the GP was not attended}.",
    "{2015-05-05|Housing|home-visit: A home visit by Fern Homes} on 5 May 2015 found the flat empty.",
    "{2015-07-09|IDVA|call: There was contact with the IDVA} on 9 July 2015.",
    "{2015-07-10|IDVA|call: Further contact with the IDVA took place} on 10 July 2015.",
    # letters for people, the agency first, present in the margin
    "4.12 On 20 August 2015 {2015-08-20|Housing|home-visit: the housing officer visited Mrs A} about the rent.",
    "4.13 On 21 August 2015 Mr B {2015-08-21|Probation|appointment: attended an appointment with his offender "
    "manager}.",
    "4.14 On 2 September 2015 {2015-09-02|Court|enforcement: a restraining order was granted by the court} "
    "against Mr B.",
    # date at the end, passive
    "{2015-10-05|IDVA|referral: Mrs A was referred by the IDVA} to a refuge on 5 October 2015.",
    # other ways to begin, and nouns for what was done
    "A 999 call was {2013-07-05|Police|incident-report: received by the police} from Mrs A on 5 July 2013.",
    "On 5 July 2013 {2013-07-05|Police|incident-report: police received a call} from a neighbour of Mrs A.",
    "On 12 March 2014 Mrs A {2014-03-12|Hospital|appointment: presented at A&E} with a head injury.",
    "On 12 March 2014 Mrs A {2014-03-12|Hospital|appointment: was admitted to the hospital} after an overdose.",
    "On 3 June 2014 {2014-06-03|IDVA|referral: the IDVA received a referral} for Mrs A.",
    "A MARAC meeting {2014-05-04|MARAC|meeting: was held on 4 May 2014}.",
    "On 9 June 2014 {2014-06-09|CSC|meeting: an initial child protection conference was convened by Children's "
    "Services}.",
    "On 5 June 2014 {2014-06-05|Housing|call: Fern Homes sent a letter} to Mrs A about the rent.",
    "On 5 June 2014 Mrs A {2014-06-05|IDVA|referral: self-referred to the IDVA}.",
    "On 5 June 2014 {2014-06-05|Police|enforcement: Mr B was cautioned} for criminal damage.",
    "Mr B {2012-06-03|Court|enforcement: was sentenced at Fern Magistrates' Court} on 3 June 2012 to a "
    "community order.",
    "On 1 May 2014 {2014-05-01|CSC|case-closure: the case was closed by Children's Services}.",
    "In August 2014 {2014-08|Housing|appointment: Mrs A approached Fern Homes} for rehousing.",
    "On 6 June 2014 {2014-06-06|HV|appointment: the health visitor saw Child 1} in clinic.",
    "On 7 June 2014 Mrs A {2014-06-07|HV|disclosure: disclosed to the health visitor that she was afraid} of Mr B.",
    "On 7 June 2014 {2014-06-07|Police|referral: a referral to MARAC was made by the police}.",
    "On 7 June 2014 {2014-06-07|IDVA|call: the IDVA attempted to contact Mrs A} by telephone.",
    "{2014-06-07|GP|referral: The GP referred Mr B} to a counselling service on 7 June 2014.",
    "On 7 June 2014 {2014-06-07|Ambulance|incident-report: an ambulance was called} for Mr B.",
    "On 7 June 2014 {2014-06-07|Police|incident-report: officers from the police went} to the flat and spoke "
    "with both.",
    # staff told apart by number or letter, a form by its letters, and what ends a case
    "On 3 May 2016 {2016-05-03|HV|home-visit: Health Visitor 2 visited Mrs A} at home.",
    "On 4 May 2016 {2016-05-04|Police|referral: Officer B submitted a PPN}.",
    "On 5 May 2016 {2016-05-05|IDVA|case-closure: Mrs A was discharged from the IDVA service} after three calls.",
    "On 6 May 2016 {2016-05-06|Housing|enforcement: Fern Homes served notice of possession} on Mrs A.",
    "On 7 May 2016 Mrs A {2016-05-07|Police|incident-report: reported it on 101}.",
    # a verb that the parser loses
    "On 26 January 2014 {2014-01-26|Police|incident-report: Mrs A, who was pregnant, rang 999} herself.",
    # words that no frame knows, of a day: of the body that is named, or in view
    "On 3 May 2015 the health visitor {2015-05-03|HV|home-visit: visited Mrs A}. She {2015-05-10|HV|appointment: "
    "returned on 10 May 2015} with more questions.",
    "On 5 May 2015 Mrs A {2015-05-05|IDVA|referral: referred herself back to the IDVA}.",
    "On 9 May 2015 {2015-05-09|Police|assessment: the police graded the DASH as medium}.",
    "On 3 May 2015 the health visitor {2015-05-03|HV|home-visit: visited Mrs A}. {2015-05-10|HV|appointment: She did "
    "not come to clinic on 10 May 2015}.",
    # a date without its year, in a story under years
    "On 3 May 2015 the health visitor {2015-05-03|HV|home-visit: visited Mrs A}.\n\n"
    "{2015-05-12|School|meeting: The school sat down with her in a meeting on 12 May}.",
    # who takes part in a meeting, and who passes something on
    "On 13 March 2015 {2015-03-13|CSC|meeting: {2015-03-13|Police|meeting: a strategy discussion took place between "
    "Children's Services and the police}}.",
    "On 28 June 2014 {2014-06-28|CSC|meeting: a strategy meeting was held}, {2014-06-28|Police|meeting: attended by "
    "the police}.",
    "On 6 June 2014 {2014-06-06|School|referral: Children's Services received a referral from the school}.",
    "{2014-01|Housing|incident-report: Two complaints about loud music reached Fern Homes in January 2014}.",
    # appointments, kept and missed
    "{2015-08-04|GP|appointment: Mrs A kept an appointment on 4 August 2015 with the GP}.",
    "{2014-12-20|GP|appointment: Mr B attended the GP surgery on 20 December 2014}. {2015-01-03|GP|appointment: He did "
    "not attend on 3 January 2015}.",
    # told in the present tense, which goes on from the sentence that gives the day
    "On 12 May 2015 {2015-05-12|GP|appointment: Marta attends her GP} with low mood. She {2015-05-12|GP|referral: is "
    "referred by the GP} to a counsellor.",
    "On 3 March 2015 {2015-03-03|Police|incident-report: police are called} to the flat by a neighbour.",
    "On 4 March 2015 {2015-03-04|Police|enforcement: Piotr is arrested} and denies the assault.",
    "On 5 March 2015 {2015-03-05|HV|home-visit: the health visitor visits Marta}.",
    "On 6 March 2015 {2015-03-06|Hospital|appointment: she is admitted to the hospital}.",
    # what the police record; a police station; what is signed for an officer is no appointment
    "On 9 April 2014 {2014-04-09|Police|incident-report: the police recorded a crime of harassment}.",
    "On 12 April 2014 {2014-04-12|Police|incident-report: Mr B attended a Fernshire Police station} and signed his "
    "statement.",
    # a court acts; an order that somebody obtains is the court's
    "On 16 April 2014 {2014-04-16|Court|enforcement: Fern Magistrates' Court remanded Mr B} on bail.",
    "{2014-05|Court|enforcement: Mrs A obtained a non-molestation order} against Mr B in May 2014.",
    # taken to hospital
    "On 19 April 2014 Mrs A {2014-04-19|Hospital|appointment: was taken to A&E by a colleague}.",
    # a call to an emergency service
    "On 20 April 2014 {2014-04-20|Ambulance|incident-report: Mrs A contacted Fern Valley Ambulance Service} and said "
    "that Mr B had hit her.",
    # the date of an offence is not that of the charge
    "On 3 March 2015 {2015-03-03|GP|appointment: Mr B saw his GP}. {2015-03-03|Police|enforcement: He was charged} "
    "with a burglary committed on 8 October 2014.",
    # the last day
    "On the night of the homicide {2016-06-09|Police|incident-report: the police received a call} from a neighbour.",
    # an end because somebody did not come
    "On 4 May 2014 {2014-05-04|Hospital|appointment: Mr B did not keep his appointment at the hospital} and "
    "{2014-05-04|Hospital|case-closure: was discharged}.",
    "On 6 May 2014 she did not wait but {2014-05-06|Hospital|appointment: attended the hospital} and was discharged.",
    # what was between two dates is dated by what they share
    "Between 21 May and 12 June 2014 {2014|Police|incident-report: Mrs A made several complaints to the police}.",
    "Between 3 and 19 June 2014 {2014-06|IDVA|call: the IDVA telephoned Mrs A} twice.",
    # from one body to another: that of the one that turned to the other
    "On 4 October 2014 {2014-10-04|School|call: the police received information from the school} about Child 1.",
    # what was arranged for a day, once the text says that it was kept or missed
    "In May 2014 {2014-05|GP|call: the GP wrote} to Mr B with {2014-06-09|GP|appointment: an appointment for 9 June "
    "2014, which he did not keep}.",
    "On 3 May 2014 {2014-05-03|Probation|call: NPS wrote} to Mr B with {2014-05-12|Probation|appointment: an "
    "appointment for 12 May}. He did not attend.",
    "Mr B {2012-04-19|Probation|appointment: attended his induction with NPS} on 19 April 2012, and missed the next "
    "two appointments, on {2012-05-03|Probation|appointment: 3} and {2012-05-10|Probation|appointment: 10 May}.",
    # a date between "and" and a verb is that verb's
    "On 3 March 2012 {2012-03-03|Police|enforcement: Mr B was charged with criminal damage} and, on 15 March, "
    "{2012-03-15|Court|enforcement: pleaded guilty at Fern Magistrates' Court}.",
    "On 13 December 2015 {2015-12-13|Police|incident-report: her mother rang 999}.\n\n"
    "{2015-12-13|Police|enforcement: Officers arrested him} and he was {2015-12-14|Court|enforcement: put before the "
    "court the next day}.",
    # a verb that the parser takes for a noun
    "{2015-05-11|CSC|call: The social worker rang Mrs A} on 11 May 2015.",
    "On 28 August 2015 {2015-08-28|Police|call: the police rang Mrs A} to complete it; she declined.",
    # what goes on after a comma was not said
    "{2015-05-11|CSC|call: The social worker spoke to Mrs A by telephone} on 11 May 2015. She said that things had "
    "calmed down, and {2015-05-11|CSC|case-closure: the case was closed} the same day.",
    # the scene, a report, a bail
    "The log shows that {2012-07-19|Police|incident-report: a unit was at the address} on 19 July 2012.",
    "{2014-05-03|Police|incident-report: There was a report from a neighbour} on 3 May 2014 that a man was shouting.",
    "{2015-08-27|Police|enforcement: Mr B answered his bail} on 27 August 2015.",
    "On 4 April 2014 {2014-04-04|Probation|case-closure: NPS discharged Mr B}.",
    "None of the agencies knew of him before July 2012, when {2012-07|Police|incident-report: the police were called}.",
    "{2015-10-08|IDVA|call: Attempts were made by the IDVA} to reach Mrs A by text on {2015-10-09|IDVA|call: 8, 9} and "
    "{2015-10-12|IDVA|call: 12 October 2015}.",
    # a visit that found nobody, a check that took place
    "On 3 May 2014 {2014-05-03|HV|home-visit: the health visitor visited Mrs A}. {2014-05-09|HV|home-visit: A second "
    "visit} on 9 May 2014 found nobody in.",
    "{2014-05-28|GP|appointment: The six-week check took place at Mill Lane Surgery} on 28 May 2014.",
    # who received a referral goes on with it
    "{2015-04-16|Police|referral: A referral was received by CSC from the police} on 16 April 2015. "
    "{2015-05-22|CSC|assessment: The assessment was completed} on 22 May 2015.",
    # to whom somebody was referred goes on with it; the GP to whom somebody is discharged discharges nobody
    "On 4 March 2015 {2015-03-04|GP|referral: the GP referred Mr B to NPS}. {2015-04-09|Probation|appointment: He was "
    "seen} on 9 April.",
    "On 4 March 2015 {2015-03-04|Hospital|appointment: Mr B attended A&E}. {2015-03-04|Hospital|case-closure: He was "
    "discharged back to his GP}.",
    # who answers
    "On 5 December 2015 {2015-12-05|Ambulance|incident-report: Mrs A dialled 999} to say that she had fallen. "
    "{2015-12-05|Ambulance|other: The ambulance took} her to a cousin's.",
    # calls to somebody, and a contact that was closed
    "{2015-05-03|IDVA|call: The IDVA telephoned Mrs A} on 3 May 2015. She was rung on {2015-05-09|IDVA|call: 9 May}. "
    "{2015-05-11|IDVA|case-closure: The contact was closed two days later}.",
    # "died the following day" does not move the story; "almost at the same time" is that day
    "On 3 March 2015 {2015-03-03|Police|incident-report: the police were called}.\n\nAlmost at the same time "
    "{2015-03-03|Police|incident-report: Mr B rang 999}. Her aunt died the following morning. "
    "{2015-03-03|Police|enforcement: He was arrested}.",
    # an order of the court that ends was the probation body's to close
    "On 3 March 2015 {2015-03-03|Probation|appointment: Mr B saw his offender manager}. "
    "{2015-05-11|Probation|case-closure: His community order came to an end on 11 May 2015}.",
    # the council's department is named, not the council
    "On 3 March 2015 {2015-03-03|Options|appointment: Mrs A attended the council's Housing Options team}.",
    # an agency's name that leads a paragraph of notes
    "Mill Lane Surgery. Mr B, 20 November 2014: {2014-11-20|GP|appointment: attended} for a sick note.",
    # month only
    "In November 2015 {2015-11|GP|appointment: Piotr saw his GP} and said that he could not sleep.",
    # to whom a letter was sent did not send it, and the GP to whom he is discharged does not see him
    "On 3 March 2015 {2015-03-03|Hospital|appointment: Mrs A attended the Emergency Department}. "
    "{2015-03-09|Hospital|call: A letter was sent to the GP on 9 March}.",
    "On 3 March 2015 {2015-03-03|Hospital|assessment: the hospital assessed Mr B}. {2015-04-02|Hospital|appointment: "
    "He did not attend on 2 April} and {2015-04-09|Hospital|case-closure: was discharged to his GP on 9 April}.",
    "On 2 April 2015 {2015-04-02|Hospital|appointment: Mr B attended the oncology clinic}.",
]


@pytest.mark.parametrize("tagged", HOLDS)
def test_contact_is_found(tagged: str) -> None:
    found, wanted = read(tagged)
    assert wanted
    assert {(c.date, c.agency, c.kind) for c in found} == wanted


HOLDS_NONE = [
    "She was sent an appointment on 4 August 2015 by the hospital.",
    "He was released from prison on 1 July 2014 on licence.",
    "On 3 March 2015 Marta did not call the police.",
    "On 3 March 2015 the police should have completed a DASH.",
    "On 3 March 2015 no referral was made to MARAC by the police.",
    "On 3 March 2015 her mother advised Marta to call the police.",
    "On 3 March 2015 Marta told her sister that Piotr had hit her.",
    "In March 2015 Marta and Piotr moved to a new house.",
    "On 3 March 2015 Marta declined to see her GP.",
    "In 2018 the police have introduced new training on the DASH.",
    "In May 2017 the inquest was held and the police attended.",
    "On 3 March 2015 there was no record of the officers speaking to Mr B.",
    "On 3 March 2015 she was told that he could face arrest.",
    "An appointment with the GP was booked for 9 May 2015.",
    "On 17 June 2015 Marta took an overdose.",
    "There was then nothing until 9 May 2015.",
    "The Trust's policy of 2012 on patients who do not attend asks for a telephone call to the GP.",
    "The GP wrote in a general letter of an appointment for 9 May 2015.",
    "Between May 2012 and August 2014 eighteen reports were made to the police.",
    # the present of what holds in general, or of who writes
    "On 3 March 2015 Marta moved to Fernshire. The health visitor visits all new families.",
    "Since May 2015 the hospital refers all such injuries to the police.",
    "Mrs A had been known to her GP since 2005.",
    "Throughout 2014 the school raised concerns under the Children Act 1989.",
    "The health visitor, trained under the Care Act 2014, visited often.",
]


@pytest.mark.parametrize("text", HOLDS_NONE)
def test_no_contact_is_found(text: str) -> None:
    found, wanted = read(text)
    assert not wanted
    assert [(c.date, c.agency, c.kind) for c in found] == []


@pytest.mark.parametrize(
    "heading",
    [
        "1. Terms of Reference",
        "Independent Chair of the Review Panel",
        "10. Recommendations",
        "Action plan",
        "Glossary",
    ],
)
def test_sections_that_tell_nothing_are_left_out(heading: str) -> None:
    found, _ = read("On 3 March 2015 the police attended the home of Marta.", heading)
    assert found == []


@pytest.mark.parametrize("heading", ["1. Introduction", "Reason for the review", "Executive summary"])
def test_the_opening_parts_of_a_short_review_may_tell_what_happened(heading: str) -> None:
    text = (
        "On 3 March 2015 {2015-03-03|Police|incident-report: Marta called the police} about Piotr.\n\n"
        "On 20 June 2016 the police told the partnership of the death of Marta. The panel met on 4 August 2016. The "
        "council opened a new refuge in May 2014."
    )
    found, wanted = read(text, heading)
    assert {(c.date, c.agency, c.kind) for c in found} == wanted


def test_analysis_adds_its_place_to_the_contact_of_the_chronology() -> None:
    text = (
        "On 3 March 2015 the police attended the home of Marta and Piotr.\n\n"
        "5. Analysis\n\nThe review looked at the events.\n\n"
        "On 3 March 2015 the police attended the address and spoke to Marta alone, which was good."
    )
    (contact,) = read(text)[0]
    assert contact.kind == "incident-report"
    assert len({e.lines for e in contact.evidence}) == 2


def test_analysis_without_a_date_is_no_contact() -> None:
    found, _ = read("The police attended the home of Marta and spoke to her alone.", "5. Analysis")
    assert found == []


def test_risk_level_and_persons() -> None:
    found, _ = read("On 3 March 2015 the police completed a DASH with Marta and assessed her as at high risk.")
    (assessment,) = [c for c in found if c.kind == "assessment"]
    assert assessment.risk_level == "high"
    assert assessment.persons == ["Marta"]


def test_summary_is_short_and_evidence_is_the_sentence() -> None:
    found, _ = read("Marta lived in Fernshire. On 3 March 2015 the police attended the home of Marta. She was alone.")
    (contact,) = found
    assert contact.summary
    assert len(contact.summary) <= 120
    assert contact.evidence[0].quote == "On 3 March 2015 the police attended the home of Marta."
    assert contact.origin
    assert contact.origin.rule
    assert contact.origin.rule.startswith("contacts.")


def test_nothing_after_the_death() -> None:
    found, _ = read(
        "On 9 June 2016 a neighbour called the police. Piotr was arrested by the police that day. "
        "On 12 December 2016 Piotr was convicted of murder at the court."
    )
    assert {(c.date, c.kind) for c in found} == {("2016-06-09", "incident-report"), ("2016-06-09", "enforcement")}


def test_a_chronology_in_a_table() -> None:
    rows = (
        "Date\tAgency\tEvent\n"
        "03/03/2015\tFernshire Police\tOfficers attended a domestic incident. DASH completed, medium risk.\n"
        "12/05/2015\tMill Lane Surgery\tMarta seen by GP. Low mood.\n"
    )
    found, _ = read(rows)
    got = {(c.date, c.agency, c.kind) for c in found}
    assert got == {
        ("2015-03-03", "Fernshire Police", "incident-report"),
        ("2015-03-03", "Fernshire Police", "assessment"),
        ("2015-05-12", "Mill Lane Surgery", "appointment"),
    }


def test_a_chronology_with_bars_between_its_columns() -> None:
    rows = (
        "Date | Agency | Event\n"
        "03/03/15 | Police | Domestic incident. Piotr shouting at Marta. DASH standard.\n"
        "12/05/15 | GP | Marta attends with low mood.\n"
        "20/05/15 | Health visitor | Home visit.\n"
    )
    assert {(c.date, c.agency, c.kind) for c in read(rows)[0]} == {
        ("2015-03-03", "Fernshire Police", "incident-report"),
        ("2015-03-03", "Fernshire Police", "assessment"),
        ("2015-05-12", "Mill Lane Surgery", "appointment"),
        ("2015-05-20", "Health Visiting Service", "home-visit"),
    }


def test_under_a_day_all_is_of_that_day() -> None:
    found, wanted = read(
        "03/03/2015\n\nPolice\n\n{2015-03-03|Police|incident-report: Officers attended the flat} of Mrs A.\n\n"
        "12/03/2015\n\nGP\n\n{2015-03-12|GP|appointment: Mrs A was seen by the GP} with a bruise.\n"
    )
    assert {(c.date, c.agency, c.kind) for c in found} == wanted


STYLES = {
    "a list led by dates": (
        "4. Chronology",
        """
- 3 March 2015 – {2015-03-03|Police|incident-report: Police attended} following a 999 call from Mrs A.
- 4 March 2015: {2015-03-04|Police|referral: referral to IDVA made by police}.
- 12/03/2015 – {2015-03-12|MARAC|meeting: MARAC}. Actions agreed for the IDVA and housing.
- April 2015 – {2015-04|GP|appointment: Mrs A seen by GP}, low mood, prescribed medication.
- 03.05.15 {2015-05-03|Hospital|appointment: Mrs A attended A&E} with a fractured wrist.
- 05.05.15 {2015-05-05|HV|home-visit: HV home visit}. Mrs A tearful.
- 06.05.15 {2015-05-06|School|call: Telephone call from school} to CSC about Child 1.
- 07.05.15 {2015-05-07|HV|call: No reply to telephone call by HV}.
- 08.05.15 No action by HV.
""",
    ),
    "agency by agency": (
        "14. Overview of agency involvement",
        """
Fernshire Police

14.1 On 3 March 2015 {2015-03-03|Police|incident-report: officers attended} a verbal argument. They spoke to both
parties. {2015-03-03|Police|assessment: A DASH was completed} and graded standard.

14.2 {2015-04-09|Police|enforcement: Mr B was arrested} on 9 April 2015 for assault.

Mill Lane Surgery

14.3 Mrs A had been registered with the practice since 2005. In June 2015 {2015-06|GP|appointment: she attended with
anxiety} and was prescribed medication.

14.4 {2016-05-02|GP|appointment: She was last seen} on 2 May 2016, when she complained of back pain.

Fernshire Children's Services

14.5 {2015-05-11|School|referral: Children's Services received a referral} from the school on 11 May 2015.
{2015-07|CSC|case-closure: The case was closed} in July 2015.
""",
    ),
    "a table": (
        "Combined chronology",
        """
Date\tSource\tEvent
03.03.15\tPolice\t{2015-03-03|Police|incident-report: Mrs A called 999}. {2015-03-03|Police|enforcement: Mr B arrested}.
04.03.15\tCSC\t{2015-03-04|Police|referral: Referral received from police}. NFA.
\tGP\t{2015-03-04|GP|appointment: Mrs A seen with bruising} to arm.
12.03.15\tIDVA\t{2015-03-12|IDVA|call: Telephone contact with Mrs A}; safety plan completed.
13.03.15\tCSC\t{2015-03-13|CSC|disclosure: Mrs A tells that Mr B threatens her}.
14.03.15\tPolice\t{2015-03-14|Police|incident-report: Mrs A reports that Mr B is outside}.
May 2015\tHospital\t{2015-05|Hospital|appointment: Mr B admitted} following overdose.
""",
    ),
    "years as headings": (
        "4. Key events",
        """
2014

In January {2014-01|GP|appointment: Mrs A registered with Mill Lane Surgery}. In March {2014-03|GP|disclosure: she told
her GP that Mr B was controlling}.

On 5 April {2014-04-05|Police|incident-report: a neighbour called the police} after hearing shouting.

2015

In February {2015-02|HV|home-visit: the health visitor visited} and recorded that the home was clean. A few days later
{2015-02|HV|call: Mrs A telephoned the health visitor} and asked for advice about her relationship.

Sometime in 2015 {2015|GP|referral: Mr B referred himself to a counselling service} through his GP.
""",
    ),
    "a flowing narrative": (
        "Narrative chronology",
        """
33. Mrs A was 24 when she met Mr B. At the age of 19 she had taken an overdose.

34. Two months later, on 14 September 2012, {2012-09-14|Hospital|appointment: Mrs A attended the Emergency Department},
having been assaulted by Mr B. She said that he had punched her. {2012-09-14|Hospital|call: The hospital contacted the
police}{2012-09-14|Police|incident-report: }, who took a statement. {2012-09|MARAC|meeting: The case was heard at MARAC}
the following week.

35. On 2 October, {2012-10-02|IDVA|call: contact was made by the IDVA} and a safety plan was put in place.
{2012-11|IDVA|case-closure: The IDVA closed the case} in November as Mrs A did not want further support.

36. In January {2013-01|Housing|call: Mrs A contacted the housing officer} to ask for her locks to be changed.
""",
    ),
}


def test_without_agencies_nothing_is_found_and_nothing_breaks() -> None:
    document = plaintext.parse("4. Chronology\n\nOn 3 March 2015 the police attended the home.\n", "fiction.txt")
    assert find(Reading(document)) == []


def test_staff_are_of_the_agency_beside_them() -> None:
    found, wanted = read(
        "On 3 March 2015 {2015-03-03|Housing|home-visit: a support officer from Fern Homes visited Mrs A}. The officer "
        "was worried, and {2015-03-03|Housing|referral: the officer made a referral to Children's Services}."
    )
    assert {(c.date, c.agency, c.kind) for c in found} == wanted


def test_a_charity_s_helpline_is_its_own_and_no_other_service_s() -> None:
    found, wanted = read(
        "On 2 June 2015 {2015-06-02|Stalking|call: Mrs A rang the helpline of Safe Distance}. "
        "{2015-06-02|Stalking|disclosure: She told the adviser that Mr B followed her}."
    )
    assert {(c.date, c.agency, c.kind) for c in found} == wanted


def test_a_court_that_the_review_does_not_list_is_not_the_police() -> None:
    text = "4. Chronology\n\nOn 16 June 2015 Mr B was convicted of theft at Wenmouth Magistrates.\n"
    assert find(Reading(plaintext.parse(text, "f.txt"), [AGENCIES["Police"]], PERSONS, [DEATH])) == []


def test_a_team_is_of_the_body_of_its_sector_wherever_it_is_at_work() -> None:
    trust = Agency(name="Fern Mental Health Trust", sector="mental-health", evidence=HERE)
    text = (
        "4. Chronology\n\nOn 22 May 2015 Mrs A was seen by the crisis team at the hospital.\n\n"
        "On 3 June 2015 the GP saw her. On 24 June 2015 a nurse from the CRT visited her at home.\n"
    )
    found = find(Reading(plaintext.parse(text, "f.txt"), [*AGENCIES.values(), trust], PERSONS, [DEATH]))
    assert {(c.date, c.agency, c.kind) for c in found} == {
        ("2015-05-22", trust.name, "appointment"),
        ("2015-06-03", "Mill Lane Surgery", "appointment"),
        ("2015-06-24", trust.name, "home-visit"),
    }


def test_the_occasion_goes_on_in_the_next_paragraph() -> None:
    found, wanted = read(
        "4.1 On 3 March 2015 {2015-03-03|Police|incident-report: the police attended} the flat.\n\n"
        "4.2 {2015-03-03|Police|assessment: A DASH was completed by the police} with Mrs A.\n\n"
        "4.3 {2015-03|Police|enforcement: Mr B was later arrested}."
    )
    assert {(c.date, c.agency, c.kind) for c in found} == wanted


#: What leaves the day of the paragraph before, or of the sentence before, uncertain; and what does not.
NO_MORE_CERTAIN = {
    "several times": (
        "On 3 March 2015 {2015-03-03|Housing|call: Mrs A rang the housing officer}.\n\n"
        "{2015-03|GP|call: Mr B rang the GP several more times}. {2015-03|CSC|call: He rang the social worker too}."
    ),
    "then, in the next paragraph": (
        "On 3 March 2015 {2015-03-03|Police|incident-report: Mr B attended the police station}.\n\n"
        "{2015-03|Housing|call: Mrs A then rang the housing officer}."
    ),
    "later, in its own": (
        "On 3 March 2015 {2015-03-03|Police|incident-report: Mrs A reported an assault to the police}. "
        "{2015-03|GP|appointment: She later saw the GP}. {2015-03-03|Housing|call: She rang the housing officer}."
    ),
    "in the course of something": (
        "On 3 March 2015 {2015-03-03|CSC|assessment: the social worker began an assessment}.\n\n"
        "{2015|CSC|disclosure: In the course of this assessment Mrs A told the social worker that Mr B had hit her}."
    ),
    "in the course of a visit": (
        "On 3 March 2015 {2015-03-03|CSC|home-visit: the social worker visited Mrs A}.\n\n"
        "{2015-03-03|CSC|disclosure: In the course of the visit Mrs A told the social worker that Mr B had hit her}."
    ),
    "what was arranged, in the next paragraph": (
        "On 3 March 2015 {2015-03-03|Police|incident-report: Mrs A reported an assault to the police}.\n\n"
        "An appointment was made for 1500 hours on 14 March 2015, (some 11 days later).\n\n"
        "{2015-03-14|Police|home-visit: A police officer visited Mrs A at her mother's house}."
    ),
}


@pytest.mark.parametrize("words", NO_MORE_CERTAIN)
def test_a_running_date_is_no_more_precise_than_is_certain(words: str) -> None:
    found, wanted = read(NO_MORE_CERTAIN[words])
    assert {(c.date, c.agency, c.kind) for c in found} == wanted


def test_the_evening_of_the_death_has_the_day_that_a_footnote_gives() -> None:
    text = (
        "4. Chronology\n\n4.1 On 3 June 2016 Mrs A rang the police. They did not come on several occasions.⁵\n\n"
        "⁵ On 03.05.16; 03.06.16; 09.06.16\n\n4.2 On 11 June 2016 a letter was opened by the housing officer.\n\n"
        "5. The evening of the homicide\n\n5.1 Mrs A rang the police again. That evening she also rang the GP.\n"
    )
    death = Death(victim="Marta", perpetrators=["Piotr"], date="2016-06", death_type="homicide", evidence=HERE)
    found = find(Reading(plaintext.parse(text, "f.txt"), list(AGENCIES.values()), PERSONS, [death]))
    here = {(c.date, c.agency, c.kind) for c in found if c.evidence[0].lines[0] > 10}
    assert here == {
        ("2016-06-09", "Fernshire Police", "incident-report"),
        ("2016-06-09", "Mill Lane Surgery", "call"),
    }


@pytest.mark.parametrize(
    "tagged",
    [
        "{2015-03-03|GP|appointment: GP notes for 3 March 2015, indicate that Mrs A felt low}.",
        "{2015-03-03|GP|appointment: The GP entry dated 3 March 2015 states that Mrs A was expecting}.",
        "GP notes for 3 March 2015 show that there was no contact with Mrs A.",
        "On 2 March 2015 {2015-03-02|GP|appointment: Mr B saw the GP}. He admitted that he was still using drugs and "
        "{2015-03-05|GP|assessment: on 5 March 2015, he was assessed}.",
        "On 2 March 2015 {2015-03-02|GP|appointment: Mr B saw the GP}. On 5 March 2015 {2015-03-05|GP|appointment: "
        "he said that he was well}. {2015-05|GP|appointment: During May 2015 he stated that he slept}.",
        "In May 2015 {2015-05|Police|meeting: {2015-05|CSC|meeting: the police and the social worker agreed}} to wait.",
        "On 3 March 2015 {2015-03-03|Police|incident-report: Mr B rang the police}. "
        "The following morning an officer attempted to contact the taxi company.",
        "On 3 March 2015 {2015-03-03|Probation|appointment: Mr B attended an appointment with his offender manager}. "
        "His drinking was also discussed at their meeting.",
    ],
)
def test_what_a_story_tells_of_a_day(tagged: str) -> None:
    found, wanted = read(tagged)
    assert {(c.date, c.agency, c.kind) for c in found} == wanted


@pytest.mark.parametrize("style", STYLES)
def test_house_styles(style: str) -> None:
    heading, text = STYLES[style]
    found, wanted = read(text, heading)
    assert {(c.date, c.agency, c.kind) for c in found} == wanted


#: What the bank of chronologies must reach; measured 0.86, kinds 0.97, dates 0.95. Only to be raised.
BANK = {"f1": 0.85, "precision": 0.90, "kind": 0.94, "date": 0.93}


def test_bank_of_chronologies_in_other_house_styles() -> None:
    score = measured(names())
    assert score.wanted > 300
    assert score.f1 >= BANK["f1"]
    assert score.matched / score.found >= BANK["precision"]
    assert score.kinds / score.matched >= BANK["kind"]
    assert score.dates / score.matched >= BANK["date"]


#: Least F1 of the contacts bank, of the part that may be read and of that which nobody reads; raised with the rules.
BANK_FLOOR = {False: 0.72, True: 0.69}


@pytest.mark.parametrize("kept", BANK_FLOOR)
def test_the_bank_keeps_what_was_reached(kept: bool) -> None:
    assert measured_bank(kept=kept).f1 >= BANK_FLOOR[kept]


def test_a_new_day_in_a_body_s_own_part_is_its_own() -> None:
    found, wanted = read(
        "On 12 May 2015 {2015-05-12|Hospital|appointment: Piotr was treated at the hospital}. "
        "{2015-05-20|Probation|meeting: A review meeting took place on 20 May 2015}. "
        "On 29 June 2015 {2015-06-29|Probation|case-closure: the case was closed}.",
        "4. Chronology: National Probation Service",
    )
    assert {(c.date, c.agency, c.kind) for c in found} == wanted


def test_the_years_of_a_heading_date_nothing_under_it() -> None:
    found, _ = read(
        "Piotr was seen by his offender manager at the office.", "4. Contact with the NPS between 2009 and 2014"
    )
    assert not found


@pytest.mark.parametrize(
    ("tagged", "heading"),
    [
        ("On 3 May 2015 {2015-05-03|Housing|other: Marta applied for a transfer}.", "4. Chronology: Fern Homes"),
        (
            "{2015-05-03|Housing|enforcement: A notice of possession was served on 3 May 2015}.",
            "4. Chronology: Fern Homes",
        ),
        # who is told of without a name is the worker of the body that the part is about
        (
            "On 8 May 2015 {2015-05-08|School|disclosure: Marta told a family support worker that Piotr had hit her}.",
            "4. Chronology: Oak Primary School",
        ),
    ],
)
def test_what_a_body_s_own_part_tells_of_a_day_is_its_contact(tagged: str, heading: str) -> None:
    found, wanted = read(tagged, heading)
    assert {(c.date, c.agency, c.kind) for c in found} == wanted


def test_elsewhere_what_a_person_did_on_a_day_is_no_contact() -> None:
    found, _ = read("On 3 May 2015 Marta moved to another town.", "4. Chronology")
    assert not found


def test_where_no_part_tells_the_story_the_agencies_own_parts_of_the_analysis_do() -> None:
    days = " ".join(f"On {n} June 2015 Marta rang to say that Piotr was outside." for n in range(3, 18))
    part = f"5. Analysis\n\n**Fern Homes**\n\n{days} On 23 June 2015 the locks were changed.\n"
    visits = " ".join(f"On {n} March 2015 officers attended and spoke to Marta." for n in range(1, 18))

    def of_housing(text: str) -> list[str]:
        found = find(Reading(plaintext.parse(text, "fiction.txt"), list(AGENCIES.values()), PERSONS, [DEATH]))
        return [c.date for c in found if c.agency == AGENCIES["Housing"].name]

    assert "2015-06-23" in of_housing(part)
    assert not of_housing(f"4. Chronology\n\n{visits}\n\n{part}")


def test_of_several_bodies_in_a_heading_the_one_named_last_sees_people() -> None:
    text = (
        "4. Chronology\n\n4.1 National Probation Service and Fern Community Rehabilitation Company\n\n"
        "4.1.1 Piotr was sentenced on 4 May 2015. The National Probation Service prepared a report.\n\n"
        "4.1.2 Piotr attended his induction with Fern Community Rehabilitation Company on 9 May 2015.\n\n"
        "4.1.3 On 12 June 2015 Piotr attended an appointment and told his responsible officer of the separation.\n"
    )
    bodies = [
        Agency(name=name, sector="probation", evidence=HERE)
        for name in ("National Probation Service", "Fern Community Rehabilitation Company")
    ]
    found = find(Reading(plaintext.parse(text, "fiction.txt"), bodies, PERSONS, [DEATH]))
    assert {c.agency for c in found if c.date == "2015-06-12"} == {"Fern Community Rehabilitation Company"}
