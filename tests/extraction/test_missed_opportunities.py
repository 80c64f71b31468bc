"""Missed opportunities: fictional passages in several house styles, each with the failings that it holds.

A passage must give exactly these failings (type and agency), no more and no fewer. Agencies go by the short names of
``AGENCIES``; "all" stands for agencies in general.
"""

from __future__ import annotations

import pytest

from loaders.document import plaintext
from loaders.extract.missed_opportunities import find
from loaders.extract.reading import Reading
from loaders.sheet import Agency, Death, Evidence, MissedOpportunity, Person

HERE = [Evidence(lines=(1, 1))]


def _agency(name: str, sector: str, *aliases: str) -> Agency:
    return Agency(name=name, aliases=list(aliases), sector=sector, evidence=HERE)


AGENCIES = {
    "Police": _agency("Fernshire Police", "police", "the Police", "police"),
    "GP": _agency("Mill Lane Surgery", "general-practice", "GP", "the practice"),
    "Hospital": _agency("Fernshire Hospitals NHS Trust", "acute-health", "the hospital", "the Emergency Department"),
    "CSC": _agency("Fernshire Children's Services", "childrens-social-care", "Children's Services", "CSC"),
    "ASC": _agency("Fernshire Adult Social Care", "adult-social-care", "Adult Social Care"),
    "Housing": _agency("Fern Homes", "housing", "the housing association"),
    "IDVA": _agency("Fernshire IDVA Service", "specialist-domestic-abuse", "the IDVA"),
    "MARAC": _agency("Fernshire MARAC", "multi-agency-forum", "MARAC"),
    "Probation": _agency("National Probation Service", "probation", "NPS", "Probation"),
    "HV": _agency("Fern Valley Community Trust", "community-health", "the health visitor"),
    "MH": _agency("Fernshire Partnership NHS Trust", "mental-health", "the mental health trust", "the crisis team"),
    "School": _agency("Oak Primary School", "education", "the school"),
    "Drugs": _agency("Turning Leaf", "substance-misuse"),
    "CCG": _agency("Fernshire Clinical Commissioning Group", "health-commissioner", "the CCG"),
}
PERSONS = [
    Person(label="Marta", aliases=["the victim", "Mrs A"], role="victim", evidence=HERE),
    Person(label="Piotr", aliases=["the perpetrator", "Mr B"], role="perpetrator", evidence=HERE),
    Person(label="Child 1", role="child", evidence=HERE),
]
DEATH = Death(victim="Marta", perpetrators=["Piotr"], date="2016-06-09", death_type="homicide", evidence=HERE)
SHORT = {a.name: short for short, a in AGENCIES.items()}


def read(text: str, heading: str = "5. Analysis") -> list[MissedOpportunity]:
    """The missed opportunities of a passage under a heading."""
    document = plaintext.parse(f"{heading}\n\n{text}\n", "fiction.txt")
    return find(Reading(document, list(AGENCIES.values()), PERSONS, [DEATH]))


def told(found: list[MissedOpportunity]) -> set[str]:
    """What was found, as the passages below write it."""
    return {f"{m.type} {SHORT[m.agency] if m.agency else 'all'}" for m in found}


HOLDS = [
    # wordings that many reviews share
    ("There was no conversation with Marta by the GP.", "victim-voice GP"),
    ("The score given by the Police did not reflect what Marta had said.", "risk-underestimated Police"),
    ("The guns of Piotr were not seized by the Police.", "protective-order Police"),
    ("The case was closed by CSC without telling the GP.", "information-sharing CSC; premature-closure CSC"),
    ("The school did not contact the MASH.", "child-safeguarding School"),
    ("The Police did not submit a PPN.", "adult-safeguarding Police"),
    ("The GP did not offer Marta any talking therapy.", "health-referral GP"),
    ("The practice should then have completed a DASH.", "risk-assessment-not-done GP"),
    ("No agency worked with Piotr.", "perpetrator-response all"),
    ("The crisis team closed the case because she did not reply.", "premature-closure MH"),
    (
        "The grading by the Police was not sufficient where Piotr was known to carry a knife.",
        "risk-underestimated Police",
    ),
    # what only those do who work with people is the nurse's to do, whoever "she" may be
    ("The health visitor saw Marta. She did not complete a DASH.", "risk-assessment-not-done HV"),
    ("The health visitor saw Marta. She did not discuss the case in supervision.", "supervision HV"),
    ("Marta was seen by the hospital's staff, who did not see her alone.", "victim-voice Hospital"),
    (
        "Marta told the school that Piotr had come and this was not shared with the Police.",
        "information-sharing School",
    ),
    # the victim's voice
    ("The review of the crisis team was held in front of Piotr.", "victim-voice MH"),
    ("Marta was spoken to by the Police while Piotr was within earshot.", "victim-voice Police"),
    ("The check by the GP was made by telephone with Piotr on the line.", "victim-voice GP"),
    ("The visit by the housing association was made in the presence of Piotr.", "victim-voice Housing"),
    ("At the assessment CSC allowed Piotr to speak for her.", "victim-voice CSC"),
    ("The agreement of CSC made Marta responsible for the behaviour of Piotr.", "victim-voice CSC"),
    ("The agreement of CSC put the duty of keeping Piotr away on the person whom he abused.", "victim-voice CSC"),
    ("The focus of CSC was on what Marta should do.", "victim-voice CSC"),
    ("In the records of the hospital the voice of Marta is missing.", "victim-voice Hospital"),
    ("Marta was not offered an independent advocate by Adult Social Care.", "victim-voice ASC"),
    ("The officers of the Police did not ask to see Marta.", "victim-voice Police"),
    # what others share
    ("The manager at CSC signed off the closure without comment.", "supervision CSC"),
    ("The supervision of the IDVA had lapsed for ten weeks.", "supervision IDVA"),
    ("CSC knew that the threshold for a child protection conference had been passed.", "child-safeguarding CSC"),
    ("The letter of the Police disclosed Marta's new address to Piotr.", "information-breach Police"),
    ("By ringing Piotr the hospital told him what his wife had said.", "information-breach Hospital"),
    ("No action of Probation was directed at Piotr himself.", "perpetrator-response Probation"),
    ("The GP did not consider the risk that Piotr posed to others.", "perpetrator-response GP"),
    ("The explanation of a fall was accepted by the GP.", "professional-curiosity GP"),
    ("The grading of the Police did not reflect the strangulation.", "risk-underestimated Police"),
    ("The crisis team concentrated on the risk of suicide.", "risk-underestimated MH"),
    # a policy that was not followed is no failing of its own beside what was left undone
    ("The GP did not make a routine enquiry, contrary to the policy of the practice.", "routine-enquiry GP"),
    ("The hospital did not ask about abuse at home. This was not in line with its policy.", "routine-enquiry Hospital"),
    ("The policy of the hospital was not followed.", "policy-not-followed Hospital"),
    (
        "The procedure of the Police was not followed in May and their policy was not followed in June.",
        "policy-not-followed Police",
    ),
    # quieter wordings
    ("Fern Homes dealt with the matter as anti-social behaviour only.", "risk-underestimated Housing"),
    ("The agreement of Children's Services placed the responsibility for Child 1 on Marta.", "victim-voice CSC"),
    ("Fern Homes held Marta responsible as the tenant.", "victim-voice Housing"),
    ("At Mill Lane Surgery Piotr was allowed to speak for her.", "victim-voice GP"),
    ("The Police gave an appointment for the next week, which was too long.", "follow-up Police"),
    ("Children's Services ended the plan in May, which was too soon.", "premature-closure CSC"),
    ("The sergeant of the Police endorsed the grading without reading the forms.", "supervision Police"),
    ("The letter of the hospital placed Marta at greater risk.", "information-breach Hospital"),
    ("Marta was hardly ever seen alone by the health visitor.", "victim-voice HV"),
    # plain negatives in an analysis
    ("Officers did not complete a DASH with Marta.", "risk-assessment-not-done Police"),
    ("The health visitor did not ask Marta about domestic abuse.", "routine-enquiry HV"),
    ("The housing association did not ask why Marta wanted the locks changed.", "professional-curiosity Housing"),
    ("Mill Lane Surgery did not follow up the missed appointment.", "follow-up GP"),
    ("The crisis team did not share its assessment with the GP.", "information-sharing MH"),
    ("Children's Services did not hold a strategy meeting.", "child-safeguarding CSC"),
    ("NPS did not challenge Piotr about his behaviour towards Marta.", "perpetrator-response Probation"),
    ("The Police did not consider a DVPN.", "protective-order Police"),
    ("The school did not record what Child 1 had said.", "record-keeping School"),
    ("Marta was not referred to MARAC by the Police.", "marac-referral Police"),
    ("Marta was not offered an interpreter by the hospital.", "equality-needs Hospital"),
    ("Marta was never seen alone by the health visitor.", "victim-voice HV"),
    # failures
    ("Fernshire Police failed to investigate the assault.", "investigation Police"),
    ("There was a failure by Adult Social Care to make a safeguarding enquiry.", "adult-safeguarding ASC"),
    ("The hospital's failure to flag Marta's record meant that later staff were unaware.", "record-keeping Hospital"),
    # should, could, would
    ("The case should have been referred to MARAC by Probation.", "marac-referral Probation"),
    ("The GP should have asked Marta directly about abuse at home.", "routine-enquiry GP"),
    ("The Police could have arrested Piotr on that occasion.", "investigation Police"),
    ("It would have been good practice for the hospital to refer Marta to the IDVA.", "specialist-referral Hospital"),
    ("The panel would have expected the health visitor to liaise with the GP.", "information-sharing HV"),
    ("Children's Services ought to have considered the impact on Child 1.", "child-safeguarding CSC"),
    # absence
    ("There was no evidence that the Police considered a restraining order.", "protective-order Police"),
    ("There is no record of a safety plan being made by the IDVA.", "safety-planning IDVA"),
    (
        "There is no evidence that the crisis team considered the risk that Piotr posed to Marta.",
        "risk-underestimated MH",
    ),
    ("There was a lack of professional curiosity on the part of the GP.", "professional-curiosity GP"),
    ("There was no management oversight of the decision within Children's Services.", "supervision CSC"),
    (
        "No referral was made to a specialist domestic abuse service by the housing association.",
        "specialist-referral Housing",
    ),
    ("It is not apparent that Turning Leaf shared its concerns with Probation.", "information-sharing Drugs"),
    ("No consideration was given by the Police to disclosure under Clare's Law.", "disclosure-scheme Police"),
    # missed opportunities in so many words
    ("This was a missed opportunity for the hospital to ask about abuse.", "routine-enquiry Hospital"),
    ("The Police missed an opportunity to gather evidence from the neighbours.", "investigation Police"),
    ("Opportunities to refer Marta to the IDVA were missed by the GP.", "specialist-referral GP"),
    # other wordings
    (
        "The Police closed the case without speaking to the neighbours.",
        "investigation Police; premature-closure Police",
    ),
    ("Children's Services closed the case prematurely.", "premature-closure CSC"),
    ("The risk to Marta was under-estimated by the Police.", "risk-underestimated Police"),
    ("The mental health trust took Piotr's account at face value.", "professional-curiosity MH"),
    ("Each incident was treated by the Police in isolation.", "risk-underestimated Police"),
    ("Agencies worked in isolation from one another.", "multi-agency-coordination all"),
    ("The hospital's records had been lost.", "record-keeping Hospital"),
    ("Record keeping by the health visitor was poor.", "record-keeping HV"),
    ("The Police breached their own policy on repeat victims.", "policy-not-followed Police"),
    ("The school's child protection procedures were not followed.", "child-safeguarding School"),
    ("There was an over-reliance by Children's Services on Marta to protect her children.", "victim-voice CSC"),
    ("Information held by the school was not shared.", "information-sharing School"),
    ("There was a delay of six weeks before Adult Social Care contacted Marta.", "follow-up ASC"),
    ("Agencies lost sight of the children.", "child-safeguarding all"),
    ("No agency had a full picture because information was not shared.", "information-sharing all"),
    ("Professionals did not recognise the signs of coercive control.", "risk-underestimated all"),
    # several in one sentence
    (
        "The officers did not complete a risk assessment, refer Marta to MARAC or make a safety plan with her.",
        "risk-assessment-not-done Police; marac-referral Police; safety-planning Police",
    ),
    (
        "Neither the GP nor the health visitor asked Marta about domestic abuse.",
        "routine-enquiry GP; routine-enquiry HV",
    ),
    (
        "The entry at the Police was not marked as domestic abuse, there was no police investigation of what the "
        "neighbours heard, no referral to MARAC was made and no safety planning took place.",
        "record-keeping Police; investigation Police; marac-referral Police; safety-planning Police",
    ),
    (
        "The IDVA did not complete a risk assessment or refer Marta on to an independent specialist service.",
        "risk-assessment-not-done IDVA; specialist-referral IDVA",
    ),
    # what somebody said, and what was done about it
    ("What Marta said on the telephone was not recorded by the GP.", "record-keeping GP"),
    (
        "Marta said that the lock was broken - but neither the Police nor the housing association explored why.",
        "professional-curiosity Police; professional-curiosity Housing",
    ),
    (
        "Marta told professionals that she was afraid and they listened, but did not follow it up.",
        "follow-up all",
    ),
    ("The enquiry by Adult Social Care in May and June 2015 was closed too soon.", "premature-closure ASC"),
    # narratives and other styles
    ("The ambulance was called, but officers did not speak to Child 1.", "victim-voice Police"),
    ("The hospital did not make a safeguarding referral for Child 1.", "child-safeguarding Hospital"),
    ("The letter from the hospital was not acted upon by the GP.", "follow-up GP"),
    ("There was no follow-up by Mill Lane Surgery when she missed her appointment.", "follow-up GP"),
    ("It does not appear that the crisis team asked about domestic abuse.", "routine-enquiry MH"),
    (
        "The housing officer did not recognise the damage to the door as an indicator of domestic abuse.",
        "risk-underestimated Housing",
    ),
    (
        "The mental health trust gave no consideration to the risk that Piotr posed to others.",
        "perpetrator-response MH",
    ),
    ("The assault was not recorded as a crime by the officers.", "investigation Police"),
    ("A crime report was not raised by Fernshire Police.", "investigation Police"),
    ("Police took no action over the breach of the non-molestation order.", "protective-order Police"),
    ("He was not arrested by officers for breaching his bail.", "protective-order Police"),
    ("The minutes of the MARAC were not circulated.", "marac-process MARAC"),
    # a MARAC that was not told of something, or that only says when, tells of no referral
    ("The Police did not report the breach back to the MARAC.", "information-sharing Police"),
    (
        "The outcome at court was not communicated by Probation to the MARAC co-ordinator.",
        "information-sharing Probation",
    ),
    ("The Police did not complete a DASH before the MARAC.", "risk-assessment-not-done Police"),
    ("The GP practice ought to have made a repeat referral.", "marac-referral GP"),
    (
        "The assault was a repeat within a year of the MARAC and should have been referred back by the Police.",
        "marac-referral Police",
    ),
    ("No one from the mental health trust attended the MARAC meeting.", "marac-process MH"),
    ("Adult Social Care did not offer Marta a carer's assessment.", "adult-safeguarding ASC"),
    ("The hospital did not assess Marta's mental capacity.", "adult-safeguarding Hospital"),
    ("The GP did not refer Piotr to alcohol services.", "health-referral GP"),
    ("No referral was made by the GP to mental health services.", "health-referral GP"),
    ("The health visitor used Piotr as an interpreter for Marta.", "equality-needs HV"),
    ("Her address was disclosed to Piotr by the housing association.", "information-breach Housing"),
    ("The officer told Piotr of her plans to leave him, a breach of confidentiality.", "information-breach Police"),
    ("The referral to the IDVA was not made by the Police.", "specialist-referral Police"),
    ("There were gaps in information sharing between the hospital and the GP.", "information-sharing Hospital"),
    ("The police log wrongly recorded Piotr as her brother.", "record-keeping Police"),
    (
        "The panel found that the risk assessment completed by the hospital was inadequate.",
        "risk-assessment-not-done Hospital",
    ),
    ("Had the GP asked about home, Marta might have spoken of the abuse.", "routine-enquiry GP"),
    (
        "A joint visit by Children's Services and the health visitor would have been beneficial.",
        "multi-agency-coordination CSC",
    ),
    (
        "Had a MARAC referral been made by Probation, agencies could have shared what they knew.",
        "marac-referral Probation",
    ),
    ("Marta's disability was not considered by Adult Social Care.", "equality-needs ASC"),
    ("Piotr's threats were not taken seriously by the officers.", "risk-underestimated Police"),
    ("The NPS officer did not obtain police intelligence before the home visit.", "information-sharing Probation"),
    (
        "Turning Leaf closed Piotr's case without informing the GP.",
        "premature-closure Drugs; information-sharing Drugs",
    ),
    ("Marta's application for rehousing was delayed by Fern Homes.", "housing-response Housing"),
    ("None of the agencies considered a multi-agency meeting.", "multi-agency-coordination all"),
    ("The sergeant did not review the officer's risk assessment.", "supervision Police"),
    ("The safeguarding lead of the school was not told of the incident by the Police.", "information-sharing Police"),
    # several bodies
    (
        "Opportunities were missed by the Police and by Fern Homes to refer Marta to MARAC.",
        "marac-referral Police; marac-referral Housing",
    ),
    (
        "There were missed opportunities by agencies, notably the Police and the hospital, to refer Marta to MARAC.",
        "marac-referral Police; marac-referral Hospital",
    ),
    # two sentences of one failing
    ("The GP did not ask Marta about abuse. Routine enquiry should have been made.", "routine-enquiry GP"),
    # quieter wordings
    (
        "The review of her tablets presented an ideal opportunity for the GP to ask about domestic abuse.",
        "routine-enquiry GP",
    ),
    ("There were several opportunities for the hospital to refer Marta to the IDVA.", "specialist-referral Hospital"),
    ("The investigation by Fernshire Police was slow and lacked focus.", "investigation Police"),
    ("It is of concern that Piotr was released without conditions by the Police.", "protective-order Police"),
    ("The service that the Police gave fell short of what Marta was entitled to expect.", "other Police"),
    ("A DASH was only completed by the officers for the last of four calls.", "risk-assessment-not-done Police"),
    ("Piotr was assessed by Probation as low risk notwithstanding three callouts.", "risk-underestimated Probation"),
    ("Liaison by the GP with the school amounted to a single email.", "information-sharing GP"),
    ("Piotr was invisible in the assessment by Children's Services.", "perpetrator-response CSC"),
    ("The voice of Marta is absent from the records of Probation.", "victim-voice Probation"),
    ("Practice issues were identified at Fern Homes in relation to record keeping.", "record-keeping Housing"),
    ("The detail recorded on the police log is sparse.", "record-keeping Police"),
    ("The reason for the officer's decision is not recorded.", "record-keeping Police"),
    ("When Marta disclosed the abuse to the GP little or no help was offered.", "specialist-referral GP"),
    (
        "The Police did not protect Marta: she was not given information to help her protect herself.",
        "safety-planning Police",
    ),
    # what seems to excuse, and does not
    ("No crime was recorded by the officers, which was not in line with the rules.", "investigation Police"),
    (
        "The Police did not refer Marta to MARAC because they believed that it was a single incident.",
        "marac-referral Police",
    ),
    (
        "The arrest was appropriate, but no risk assessment was completed by the Police.",
        "risk-assessment-not-done Police",
    ),
    ("Marta went to the hospital and was not referred to the IDVA.", "specialist-referral Hospital"),
    ("Her family were not told of his release by the crisis team.", "information-sharing MH"),
    # those just named, and lists of by whom
    (
        "The case met the criteria for MARAC three times: by the Police in May 2015, by CSC in June 2015 and by Fern "
        "Homes in July 2015. None of these agencies made a referral to MARAC.",
        "marac-referral Police; marac-referral CSC; marac-referral Housing",
    ),
    (
        "The policy on interpreters was not followed by Mill Lane Surgery, by the hospital, by CSC or by the police.",
        "equality-needs GP; equality-needs Hospital; equality-needs CSC; equality-needs Police",
    ),
    (
        "Mill Lane Surgery and Fern Homes never shared what they knew with each other.",
        "information-sharing GP; information-sharing Housing",
    ),
    ("No work was done by Probation on his abuse of Marta.", "perpetrator-response Probation"),
    # what is judged in a relative clause has been told already
    (
        "The hospital did not complete a DASH, which was contrary to its procedure.",
        "risk-assessment-not-done Hospital",
    ),
]

HOLDS_NOT = [
    "The Police, the GP and the hospital each held a part of the picture.",
    "The hospital saw Marta with her mother present.",
    "The threshold for an enquiry by Adult Social Care was not met.",
    "It is too soon to say what the Police have learned.",
    "Separation placed Marta at greater risk.",
    "Piotr was held responsible for the killing.",
    "Marta did not disclose any abuse to the GP.",
    "She did not wish to engage with the IDVA.",
    "Piotr failed to attend his appointments with Probation.",
    "The victim declined a referral to MARAC.",
    "No missed opportunities were identified for the hospital.",
    "There was nothing to suggest that the GP's practice fell short.",
    "The Police could not have known that Piotr had bought a knife.",
    "Did the Police complete a risk assessment, and was it shared?",
    "Officers should always complete a DASH at domestic incidents.",
    "The GP acted in line with policy and there is no criticism of the practice.",
    "There was no evidence of domestic abuse in the GP's records.",
    "Marta told her sister that the Police did not help her.",
    "The panel was not able to speak to the family.",
    "Piotr was not known to the mental health trust.",
    "The death could not have been prevented.",
    "Piotr did not have any convictions.",
    "Marta had not been seen by her sister for a week.",
    "The review was unable to establish why the relationship ended.",
    "There was no further contact with Marta before her death.",
    "The panel commends the hospital, whose staff did not hesitate to act.",
    "Practitioners should not assume that separation ends the risk.",
    "It is recommended that the GP does not rely on family members to interpret.",
    "Research suggests that professionals often fail to ask about abuse.",
    "He did not attend the appointment that the crisis team had offered.",
    "Nothing could have been done differently by the school.",
    "The assessment was thorough and no concerns were raised about the hospital's care.",
    # what the sentence approves of, or gives a reason for that leaves no blame
    "No crime was recorded by the officers, which was right under the rules that then applied.",
    "No referral was made to the crisis team, a decision that was appropriate as her mood had lifted.",
    "It was proportionate that no arrest was made.",
    "The case was not passed to the school because Marta had moved to another county.",
    "The caller left no message because it might not have been safe to do so.",
    # what could not be known, had not to be done, or would have changed nothing
    "Agencies were not aware of the threat. They were therefore not in a position to respond to it.",
    "Marta told no one about the texts, so the Police were unaware of the stalking.",
    "The practice did not have routine enquiry in place; it was not required to by the guidance of the day.",
    "Even if Marta had been referred to the IDVA, it is unlikely that she would have gone.",
    # exoneration
    "There is no suggestion that the GP acted inappropriately.",
    "No misconduct was found and no officer was disciplined.",
    "There was no indication for a referral to mental health services.",
    "There was no evidence that any officer had breached the standards of professional behaviour.",
    # the making of the review
    "The surgery was not asked to provide an IMR.",
    "The IMR did not address the question of supervision.",
    "The housing association did not submit its chronology in time.",
    "The QA Panel felt that equality was not explored and that the dates should have been removed.",
    "Dear Ms Hill,\n\nThank you for submitting your report. Dates should have been cut.\n\nAge was not considered.",
    # chances of others, or that were taken
    "Marta had several opportunities to disclose the abuse.",
    "The visit was an opportunity for the GP to ask about home, which was taken.",
    "Her family were given an opportunity to comment on the report.",
    # what those who came found, and what people around the case did not do
    "Officers attended. There was no evidence of a forced entry or a struggle.",
    "His sister rang the Police because she had not heard from her brother since Easter.",
    "Piotr missed two appointments and did not return the calls of the crisis team.",
    "Marta's friends did not tell any agency.",
    "Her family were unaware of the full extent of the abuse.",
    "In making the risk assessment signs of escalation need to be explored.",
    "The social worker noted the incident and saw both children on their own.",
]


@pytest.mark.parametrize(("text", "want"), HOLDS, ids=[text[:50] for text, _ in HOLDS])
def test_holds(text: str, want: str) -> None:
    assert told(read(text)) == set(want.split("; "))


@pytest.mark.parametrize("text", HOLDS_NOT, ids=[text[:50] for text in HOLDS_NOT])
def test_holds_not(text: str) -> None:
    assert told(read(text)) == set()


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The police came. Probation's IMR is frank: no risk assessment was completed.", "Probation"),
        (
            "The police came. The IMR author for Probation is frank. No risk assessment was completed.",
            "Probation",
        ),
        ("The police came. Probation's IMR blames an officer. No risk assessment was completed.", "Probation"),
        ("Officers came. As for the mental health teams, no risk assessment was completed.", "MH"),
        ("Officers came. For the hospital the IMR accepts this. No risk assessment was completed.", "Hospital"),
        ("Officers came. The CCG's IMR says that no risk assessment was completed.", "GP"),
        ("Officers came. The hospital's IMR notes that the GP did not complete a risk assessment.", "GP"),
    ],
)
def test_the_body_whose_report_speaks_or_that_a_sentence_is_about(text: str, want: str) -> None:
    assert told(read(text)) == {f"risk-assessment-not-done {want}"}


def test_section_of_a_body_that_sees_nobody_itself() -> None:
    heading = "5.2 Fernshire Clinical Commissioning Group: analysis of involvement"
    assert told(read("Marta was not asked about abuse at home.", heading)) == {"routine-enquiry GP"}
    assert told(read("The CCG did not share the alert.", heading)) == {"information-sharing CCG"}


def test_section_of_an_agency() -> None:
    found = read(
        "A DASH was not completed. The incident was not referred to MARAC.",
        "5.2 Fernshire Police: analysis of involvement",
    )
    assert told(found) == {"risk-assessment-not-done Police", "marac-referral Police"}


UNDER_POLICE = [
    ("The GP considered that Children's Services should have been told the same day.", "information-sharing Police"),
    ("Turning Leaf was not told by anyone that Marta had been heard at the MARAC.", "information-sharing Police"),
    ("This was a missed opportunity for the GP to ask Marta about domestic abuse.", "routine-enquiry GP"),
    ("There was a missed opportunity for staff at Turning Leaf to ask about abuse.", "routine-enquiry Drugs"),
    ("The form went to Children's Services, which did not assess the children.", "child-safeguarding CSC"),
    ("The letter to Adult Social Care was not acted upon.", "follow-up ASC"),
    ("An alert was sent to Adult Social Care but was not acted upon.", "follow-up ASC"),
    ("Staff of Fern Homes did not ask Marta about abuse.", "professional-curiosity Housing"),
    ("Probation did not return the call of the officer.", "follow-up Probation"),
    (
        "Children's Services did not receive the report because it had been sent elsewhere.",
        "information-sharing Police",
    ),
    (
        "The IMR identified gaps in: a) risk assessment; b) information sharing with the school; and c) supervision of "
        "the officers.",
        "risk-assessment-not-done Police; information-sharing Police; supervision Police",
    ),
    ("Children's Services were told of the call but took no action.", "follow-up CSC"),
    ("Officers sent three messages to the school but there was no response.", "follow-up School"),
    ("There is no evidence that the GP asked Marta about abuse.", "routine-enquiry GP"),
    ("No risk assessment was carried out by the duty team at the mental health trust.", "risk-assessment-not-done MH"),
    ("The recording by Adult Social Care was poor.", "record-keeping ASC"),
    ("The hospital's risk assessment was inadequate.", "risk-assessment-not-done Hospital"),
    ("There was a failure on the part of Probation to share the breach.", "information-sharing Probation"),
    ("The call did not generate a referral to the IDVA from the school.", "specialist-referral School"),
    ("There was no response from Fern Homes.", "housing-response Housing"),
    ("Officers did not request information from the GP.", "information-sharing Police"),
    # what is said of nobody else, or only mentions another, is of the heading's body
    ("Marta was not referred to the IDVA.", "specialist-referral Police"),
    ("The alert to Adult Social Care was not made.", "adult-safeguarding Police"),
    ("Officers rang the GP but no record was made.", "record-keeping Police"),
    ("Officers missed an opportunity for a referral to the IDVA.", "specialist-referral Police"),
]


@pytest.mark.parametrize(("text", "want"), UNDER_POLICE, ids=[text[:50] for text, _ in UNDER_POLICE])
def test_whoever_the_clause_names_whatever_the_heading(text: str, want: str) -> None:
    assert told(read(text, "5.2 Analysis of Fernshire Police")) == set(want.split("; "))


@pytest.mark.parametrize(
    ("text", "heading", "want"),
    [
        ("The practice saw Marta in May. The nurse did not ask about abuse.", "5. Analysis", "GP"),
        ("The nurse did not ask about abuse.", "5.2 Mill Lane Surgery", "GP"),
        ("The nurse did not ask about abuse.", "5. Analysis", "Hospital"),
        ("The consultant did not ask Marta about abuse.", "5.2 Fernshire Partnership NHS Trust", "MH"),
        ("The officer did not complete a DASH.", "5.2 National Probation Service", "Probation"),
        ("Probation saw Piotr weekly. The officer completed no risk assessment.", "5. Analysis", "Probation"),
        ("The NPS court officer did not complete a risk assessment.", "5. Analysis", "Probation"),
        ("The practice's duty nurse did not ask about abuse.", "5. Analysis", "GP"),
        ("Probation rang at noon. The officer did not complete a DASH.", "5.2 Fernshire Police", "Police"),
        ("Probation rang at noon. Officers did not complete a DASH.", "5. Analysis", "Police"),
        ("The mental health trust saw Marta. The Trust did not ask about abuse.", "5. Analysis", "MH"),
        ("The hospital saw Marta. Staff of the Trust did not ask about abuse.", "5.2 The mental health trust", "MH"),
        ("The mental health trust saw Marta. Their own Trust did not ask about abuse.", "5. Analysis", "MH"),
        ("In June liaison psychiatry did not ask about abuse.", "5. Analysis", "MH"),
        ("Following the MARAC, no DASH was completed.", "5. Analysis", None),
        ("A DASH was not completed after the practice rang.", "5. Analysis", "GP"),
    ],
)
def test_words_for_people_of_several_sectors_are_for_those_in_view(text: str, heading: str, want: str | None) -> None:
    assert [SHORT[m.agency] for m in read(text, heading) if m.agency] == ([want] if want else [])


@pytest.mark.parametrize(
    ("first", "want"),
    [
        ("The hospital kept her in overnight.", "safety-planning Hospital"),
        ("The GP saw Marta twice.", "safety-planning GP"),
        ("The hospital kept her in overnight. A letter came from CSC.", "safety-planning Hospital"),
    ],
)
def test_a_heading_of_two_bodies_is_about_the_one_named_last(first: str, want: str) -> None:
    text = f"{first}\n\nNo safety plan was made."
    assert told(read(text, "5.2 Mill Lane Surgery and Fernshire Hospitals NHS Trust")) == {want}


def test_the_officer_under_a_heading_of_two_is_of_the_one_named_last() -> None:
    both = [
        _agency("National Probation Service", "probation", "NPS"),
        _agency("Fern Community Rehabilitation Company", "probation", "the CRC", "CRC"),
    ]
    document = plaintext.parse(
        "5.2 National Probation Service and Fern Community Rehabilitation Company\n\nThe review of the CRC found no "
        "home visit.\n\nThe responsible officer did not inform Children's Services of the threat.\n",
        "fiction.txt",
    )
    agencies = [*both, *(a for a in AGENCIES.values() if a.sector != "probation")]
    found = find(Reading(document, agencies, PERSONS, [DEATH]))
    assert [m.agency for m in found if m.type == "information-sharing"] == ["Fern Community Rehabilitation Company"]


def test_whom_others_did_not_tell_is_not_blamed_for_what_follows() -> None:
    text = "The GP telephoned Marta. The Police were not told, and there was no safety plan."
    assert told(read(text)) == {"information-sharing GP", "safety-planning GP"}


def test_two_failings_of_a_paragraph_are_hardly_of_one_type() -> None:
    text = "The GP did not tell the Police. The GP did not write down what Marta had said."
    assert told(read(text)) == {"information-sharing GP", "record-keeping GP"}


def test_a_heading_under_that_of_a_forum_is_not_about_the_forum() -> None:
    text = "The minutes were poor.\n\n5.2.1 Managing Piotr\n\nPiotr was not challenged about his conduct."
    assert told(read(text, "5.2 MARAC")) == {"marac-process MARAC", "perpetrator-response all"}


def test_narrative_takes_acts_that_policy_expects() -> None:
    text = "On 3 May 2015 officers attended. No DASH was completed. Marta was not injured. The kettle had not boiled."
    found = read(text, "4. Chronology")
    assert told(found) == {"risk-assessment-not-done Police"}
    assert found[0].date == "2015-05-03"


def test_narrative_of_what_was_found() -> None:
    text = "Officers went to the flat and established that there were no offences disclosed. It was not a domestic."
    assert not read(text, "4. Chronology")


def test_bullets_under_a_lead() -> None:
    text = (
        "The IMR of Fernshire Police identified the following:\n\n"
        "• No risk assessment was completed in March 2015\n\n• A referral to MARAC was not made\n\n"
        "• Supervision was poor"
    )
    assert told(read(text)) == {"risk-assessment-not-done Police", "marac-referral Police", "supervision Police"}


def test_recommendations_state_no_failing() -> None:
    text = "The panel recommends that Fernshire Police should ensure that officers do not close cases without a DASH."
    assert not read(text, "7. Recommendations")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("7.1 Fernshire Police to show a film about making assumptions about victims.", set()),
        ("7.1 Fernshire Police to show a film. Its theme is making assumptions about victims.", set()),
        (
            "7.1 Fernshire Police to show a film, as officers did not refer Marta to MARAC.",
            {"marac-referral Police"},
        ),
    ],
)
def test_what_a_recommendation_asks_for_is_no_failing_unless_it_tells_of_the_past(text: str, want: set[str]) -> None:
    assert told(read(f"{text}\n\n7.2 Fern Homes to fit locks.", "7. Recommendations")) == want


def test_conclusions_under_recommendations_do() -> None:
    assert told(
        read("The Police did not share information with the school.", "8. Conclusions and recommendations")
    ) == {"information-sharing Police"}


def test_analysis_repeats_the_narrative() -> None:
    text = (
        "On 3 May 2015 officers attended. No DASH was completed.\n\n5. Analysis\n\n"
        "The Police should have completed a DASH in May 2015."
    )
    (found,) = read(text, "4. Chronology")
    assert len(found.evidence) == 2


def test_what_the_analysis_tells_again_joins_the_occasion_that_it_is_most_like() -> None:
    text = (
        "On 3 May 2015 officers saw Marta at the station. No DASH was completed after the threat with a hammer.\n\n"
        "On 9 June 2015 officers attended the flat. No DASH was completed after the strangulation in the kitchen."
        "\n\n5. Analysis\n\nThe Police should have completed a DASH after the strangulation in her kitchen."
    )
    of_may, of_june = read(text, "4. Chronology")
    assert (of_may.date, len(of_may.evidence)) == ("2015-05-03", 1)
    assert (of_june.date, len(of_june.evidence)) == ("2015-06-09", 2)


def test_an_abbreviation_for_one_agency_s_staff_is_that_agency_s() -> None:
    text = "Turning Leaf's drug outreach worker (DOW) saw Piotr.\n\nThe DOW did not share what he had said."
    assert told(read(text, "5. Analysis")) == {"information-sharing Drugs"}


def test_the_name_that_leads_a_paragraph_is_blamed_under_another_s_heading() -> None:
    text = "Mill Lane Surgery. A leaflet was given. No safety plan was made with Marta."
    assert told(read(text, "5. Fern Homes")) == {"safety-planning GP"}


def test_whom_a_referral_would_have_reached_is_not_blamed() -> None:
    assert told(read("Marta was never referred to MARAC, nor to the IDVA.")) <= {
        "marac-referral all",
        "specialist-referral all",
    }


def test_whom_somebody_was_not_referred_to_is_told_by_what_it_is() -> None:
    """The name "Turning Leaf" tells nothing, the sheet says that it is a drug service."""
    assert told(read("The police did not refer Piotr to Turning Leaf.", "5. Analysis")) == {"health-referral Police"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("No contact was made by the police with the school.", "information-sharing Police"),
        ("The earlier threats were not taken into account by the police.", "risk-underestimated Police"),
        ("A single call by the police was not sufficient.", "follow-up Police"),
    ],
)
def test_words_that_tell_a_type_whatever_else_stands_there(text: str, wanted: str) -> None:
    assert told(read(text, "5. Analysis")) == {wanted}


def test_every_finding_has_evidence_and_origin() -> None:
    for m in read(" ".join(text for text, _ in HOLDS)):
        assert m.evidence
        assert m.evidence[0].quote
        assert m.origin is not None
        assert (m.origin.rule or "").startswith("missed_opportunities.")
        assert 0 < (m.origin.confidence or 0) <= 1


def test_whose_records_were_not_asked_for_has_not_failed() -> None:
    text = "Probation wrote its assessment in July. Police call-out information was not requested."
    assert told(read(text)) == {"information-sharing Probation"}


def test_the_practitioner_is_of_the_body_of_whose_practitioner_the_paragraph_spoke() -> None:
    text = (
        "The GP referred Marta again. She told the crisis team practitioner that Piotr rang. The "
        "practitioner did not explore this."
    )
    assert told(read(text)) == {"professional-curiosity MH"}


def test_whoever_was_blamed_goes_on_where_only_those_who_were_not_told_are_named() -> None:
    text = (
        "Under the order Piotr saw the responsible officer, who did not inform Children's Services. There "
        "was no home visit."
    )
    assert told(read(text)) == {"information-sharing Probation", "follow-up Probation"}


def test_a_narrated_failing_without_a_word_for_its_kind_is_read() -> None:
    text = "On 3 May 2015 Marta came to the surgery. Nobody thought of the children."
    assert told(read(text, "4. Chronology")) == {"child-safeguarding GP"}
    assert not read("On 3 May 2015 Marta came to the surgery. Nobody else was waiting.", "4. Chronology")
