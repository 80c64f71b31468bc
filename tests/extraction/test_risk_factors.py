"""Risk factors: fictional sentences in several house styles, each with the (factor, subject) pairs that it holds.

A case is a passage and what must be found in it, no more and no less: ``perpetrator:alcohol`` and the like, nothing for
a passage that codes nothing. Three casts: a couple (Ms K, killed by Mr T), a mother (Mrs W) killed by her son Dean, and
two men who lived together (Paul, killed by Ivan).
"""

from __future__ import annotations

import pytest

from loaders.document import plaintext
from loaders.extract.reading import Reading
from loaders.extract.risk_factors import find
from loaders.extract.risk_factors.case import Case
from loaders.sheet import Agency, Contact, Death, Evidence, Person, RiskFactor

HERE = [Evidence(lines=(1, 1))]


def person(label: str, role: str, sex: str | None = None, *aliases: str) -> Person:
    return Person.model_validate(
        {"label": label, "role": role, "sex": sex, "aliases": list(aliases), "evidence": [{"lines": [1, 1]}]}
    )


CASTS = {
    "couple": (
        [
            person("Ms K", "victim", "female", "the victim"),
            person("Mr T", "perpetrator", "male", "the perpetrator"),
            person("Child 1", "child", None, "Rowan"),
            person("Ms L", "former-partner", "female"),
            person("Ms K's mother", "relative", "female"),
        ],
        Death(
            victim="Ms K",
            perpetrators=["Mr T"],
            date="2018-11-04",
            death_type="homicide",
            relationship="spouse",
            evidence=HERE,
        ),
    ),
    "family": (
        [
            person("Mrs W", "victim", "female"),
            person("Dean", "perpetrator", "male"),
            person("Alan", "relative", "male"),
        ],
        Death(
            victim="Mrs W",
            perpetrators=["Dean"],
            date="2020-02",
            death_type="homicide",
            relationship="child",
            evidence=HERE,
        ),
    ),
    "parents": (
        [
            person("Mr H", "victim", "male"),
            person("Mrs H", "perpetrator", "female"),
            person("Ms R", "relative", "female").model_copy(update={"relation": "daughter of Mr and Mrs H"}),
        ],
        Death(
            victim="Mr H",
            perpetrators=["Mrs H"],
            date="2019-02",
            death_type="homicide",
            relationship="spouse",
            evidence=HERE,
        ),
    ),
    "men": (
        [
            person("Paul", "victim", "male"),
            person("Ivan", "perpetrator", "male"),
            person("Owen", "former-partner", "male"),
        ],
        Death(
            victim="Paul",
            perpetrators=["Ivan"],
            date="2016",
            death_type="homicide",
            relationship="partner",
            evidence=HERE,
        ),
    ),
}
AGENCIES = [
    Agency(name="Fernshire Police", aliases=["the police"], sector="police", evidence=HERE),
    Agency(name="Mill Lane Surgery", aliases=[], sector="general-practice", evidence=HERE),
    Agency(name="Fernshire Hospitals NHS Trust", aliases=["Fern Hospital"], sector="acute-health", evidence=HERE),
    Agency(name="Fernshire Children's Services", aliases=["CSC"], sector="childrens-social-care", evidence=HERE),
    Agency(name="Safer Fernshire Partnership", aliases=[], sector="multi-agency-forum", evidence=HERE),
    Agency(name="Fern Homes", aliases=[], sector="housing", evidence=HERE),
    Agency(name="Fernshire Refuge", aliases=[], sector="specialist-domestic-abuse", evidence=HERE),
]


def read(text: str, cast: str = "couple", heading: str = "4. Chronology") -> list[RiskFactor]:
    """The risk factors of a passage under a heading."""
    persons, death = CASTS[cast]
    document = plaintext.parse(f"{heading}\n\n4.1 {text}\n", "fiction.txt")
    return find(Reading(document, AGENCIES, persons, [death]))


def pairs(found: list[RiskFactor]) -> set[str]:
    return {f"{f.subject}:{f.factor}" for f in found}


V, P, R = "victim:", "perpetrator:", "relationship:"

COUPLE = [
    ("He held a knife to her throat.", {P + "weapon"}),
    ("She had had more than sixty messages from Mr T, some of them about her clothes.", {P + "stalking"}),
    ("Rowan has seen his father slap his mother.", {P + "physical-abuse", P + "child-abuse"}),
    (
        "Mr T was waiting outside the shop where Ms L worked and sending her dozens of messages each day.",
        {P + "stalking", P + "previous-domestic-abuse"},
    ),
    # physical abuse
    ("Ms K told her GP that Mr T had punched her in the stomach.", {P + "physical-abuse"}),
    ("He slapped her across the face in front of guests at the wedding.", {P + "physical-abuse"}),
    ("Ms K was assaulted by her husband at their home.", {P + "physical-abuse"}),
    ("She said that she had been beaten by him throughout the marriage.", {P + "physical-abuse"}),
    ("The victim attended with a black eye and said that her husband was violent.", {P + "physical-abuse"}),
    ("Mr T told officers that Ms K had slapped him and scratched his face.", {V + "physical-abuse"}),
    ("There was no evidence that Mr T had ever been violent towards Ms K.", set()),
    ("Ms K denied that her husband had hit her.", set()),
    ("She was asked whether he had ever kicked her.", set()),
    ("Victims are often beaten many times before they call the police.", set()),
    ("If he had punched her again she would have gone to her mother.", set()),
    ("Mr T was arrested for an assault on a security guard.", {P + "previous-offending"}),
    # false imprisonment, money of her own
    ("Ms K said that the door was locked from the outside when Mr T went out.", {P + "false-imprisonment"}),
    ("Mr T locked the front door so that Ms K could not leave.", {P + "false-imprisonment"}),
    ("The door was locked at night.", set()),
    ("Ms K did not have a bank account in her own name.", {V + "economic-dependence"}),
    ("Mr T said that he knew a man who could get him a shotgun.", {P + "access-to-weapons"}),
    # strangulation, weapon, threats
    ("During the argument Mr T put both hands around her throat.", {P + "strangulation"}),
    ("Ms K disclosed that he had tried to choke her on two occasions.", {P + "strangulation"}),
    ("The nurse asked about strangulation and Ms K said that it had not happened.", set()),
    ("She had a sore throat and neck pain for a week.", set()),
    ("The risk checklist asks about choking or strangulation.", set()),
    ("He threatened her with a kitchen knife.", {P + "weapon"}),
    ("Mr T hit her with a belt.", {P + "physical-abuse", P + "weapon"}),
    ("Mr T held a screwdriver to her neck.", {P + "weapon", P + "strangulation"}),
    ("No weapon was used and none was seen in the home.", set()),
    ("The firearms officers were already committed elsewhere.", set()),
    ("He said that he would kill her if she left.", {P + "threats-to-kill"}),
    ("Mr T made threats to kill Ms K and her mother.", {P + "threats-to-kill"}),
    ("He sent her a text with a death threat.", {P + "threats-to-kill"}),
    ("There were no threats to kill recorded.", set()),
    ("Mr T alleged that Ms K had threatened to kill him.", {V + "threats-to-kill"}),
    # sexual abuse
    ("Ms K reported that her husband had raped her.", {P + "sexual-abuse"}),
    ("He forced her to have sex against her wishes.", {P + "sexual-abuse"}),
    ("The perpetrator sexually assaulted her twice that winter.", {P + "sexual-abuse"}),
    ("She attended the sexual health clinic for a routine check.", set()),
    ("There was no disclosure of sexual violence.", set()),
    # control, jealousy, stalking
    ("Mr T was controlling and decided what she wore.", {P + "coercive-control"}),
    (
        "He would not let her leave the flat without him.",
        {P + "coercive-control", P + "false-imprisonment", V + "isolation"},
    ),
    ("The officer noted a pattern of coercive control by Mr T.", {P + "coercive-control"}),
    ("Coercive control is a criminal offence under the Serious Crime Act.", set()),
    ("Staff did not have training on coercive control.", set()),
    ("Birth control was discussed at the appointment.", set()),
    ("He was extremely jealous and accused her of having an affair with a colleague.", {P + "jealousy"}),
    ("Her husband had become possessive.", {P + "jealousy"}),
    ("Neither family described Mr T as jealous.", set()),
    ("Mr T followed her to work and waited outside the office.", {P + "stalking"}),
    ("She received up to forty text messages a day from him.", {P + "stalking"}),
    ("He checked her phone and tracked her movements through an app.", {P + "stalking"}),
    ("The police followed up the call the next day.", set()),
    ("The following agencies gave a report.", set()),
    # economic, emotional
    ("Mr T took her bank card and kept her wages.", {P + "economic-abuse"}),
    ("He controlled all the money.", {P + "economic-abuse", P + "coercive-control"}),
    ("Mr T alleged that his wife was financially abusing him.", {V + "economic-abuse"}),
    ("He humiliated her in front of the children.", {P + "emotional-abuse", P + "child-abuse"}),
    ("She described years of verbal and emotional abuse by her husband.", {P + "emotional-abuse"}),
    ("She received emotional support from a friend.", set()),
    ("Officers recorded a verbal argument only.", set()),
    # isolation, property, imprisonment, animals
    ("Ms K became isolated from her friends.", {V + "isolation"}),
    ("He stopped her from seeing her parents.", {V + "isolation"}),
    ("The agencies worked in isolation.", set()),
    ("This was treated as an isolated incident.", set()),
    ("Mr T smashed her mobile phone and kicked the door in.", {P + "property-damage"}),
    ("He broke down in tears when the police arrived.", set()),
    ("He locked her in the bathroom overnight.", {P + "false-imprisonment"}),
    ("The locks were changed by Fern Homes.", set()),
    ("Mr T kicked the dog so hard that it died.", {P + "animal-abuse"}),
    ("They kept two dogs at the property.", set()),
    # separation, children
    ("Ms K had separated from Mr T in June.", {R + "separation"}),
    ("She told the health visitor that she wanted a divorce.", {R + "separation"}),
    ("Mr T could not accept that his relationship with Ms K was over.", {R + "separation"}),
    ("He had separated from Ms L in 2009.", set()),
    ("Ms K told her mother that she wanted Mr T to move out.", {R + "separation"}),
    ("Ms K and Mr T were spoken to separately.", set()),
    ("There was a dispute over custody and Ms K and Mr T went to court.", {R + "child-contact-conflict"}),
    ("Mr T and Ms L were in court over contact with their daughter.", set()),
    ("Mr T hit their son with a slipper.", {P + "child-abuse"}),
    ("Rowan saw him push his mother down the stairs.", {P + "child-abuse", P + "physical-abuse"}),
    ("Mr T told the school that his wife had hit the children.", {V + "child-abuse"}),
    ("The children were well cared for and no concerns were noted.", set()),
    ("Children who witness domestic abuse suffer harm.", set()),
    ("Mr T was in police custody overnight.", set()),
    # pregnancy, fear, retraction
    ("Ms K was pregnant with her second child.", {V + "pregnancy"}),
    ("She miscarried in the spring.", {V + "pregnancy"}),
    ("Ms L was pregnant when she left the area.", set()),
    ("She was not pregnant.", set()),
    ("Ms K said that she was frightened of him.", {V + "victim-fear"}),
    ("She feared for her life.", {V + "victim-fear"}),
    ("She said that she was not afraid of her husband.", set()),
    ("The children were frightened of their father.", {P + "child-abuse"}),
    ("Ms K declined to make a statement.", {V + "retraction"}),
    ("She later retracted her allegation.", {V + "retraction"}),
    ("The victim minimised what had happened.", {V + "retraction"}),
    ("The nurse did not complete a risk assessment.", set()),
    ("Mr T declined to take part in the review.", set()),
    # orders, earlier abuse, offending
    ("Mr T was arrested for breach of the non-molestation order.", {P + "breach-of-order"}),
    ("He broke his bail conditions by going to her house.", {P + "breach-of-order"}),
    ("The disclosure was a breach of confidentiality.", set()),
    ("Ms K obtained a non-molestation order, which he breached twice.", {P + "breach-of-order"}),
    ("He had assaulted a former partner, Ms L.", {P + "previous-domestic-abuse"}),
    ("Mr T had stalked Ms L for a year after she left him.", {P + "previous-domestic-abuse", P + "stalking"}),
    ("Ms L told the police in 2009 that he had strangled her.", {P + "previous-domestic-abuse", P + "strangulation"}),
    ("There was no history of abuse of previous partners.", set()),
    ("Mr T had convictions for burglary and theft.", {P + "previous-offending"}),
    ("He had no previous convictions.", set()),
    ("He was convicted of murder and sentenced to life imprisonment.", set()),
    # wordings of those who were told
    ("Mr T was taken to hospital, having swallowed some thirty tablets.", {P + "suicidality"}),
    ("Mr T took two tablets of paracetamol for a headache.", set()),
    ("Ms K told her GP that the children would be better off without her.", {V + "suicidality"}),
    ("Ms K said that she would be better off without him.", set()),
    ("Mr T said that if he couldn't have them nobody would.", {P + "threats-to-kill"}),
    ('Mr T had said, "I\'ll put you in the ground".', {P + "threats-to-kill"}),
    ("Mr T said that Ms K was seeing another man.", {P + "jealousy"}),
    ("Mr T had sent Ms K forty-seven messages since midnight.", {P + "stalking"}),
    ("The clinic sent Ms K two text messages.", set()),
    ("Ms K said that Mr T goes through her phone.", {P + "stalking"}),
    ("Ms K said that she had never been allowed her bank card.", {P + "economic-abuse"}),
    ("Ms K said that her wages went into Mr T's account.", {P + "economic-abuse"}),
    ('Ms K said that Mr T "runs the house" and that she kept quiet.', {P + "coercive-control"}),
    ("Ms K said that she was walking on eggshells.", {V + "victim-fear"}),
    ("Ms K rang and said that she wished to withdraw.", {V + "retraction"}),
    ("Ms K wished to withdraw money from the bank.", set()),
    ("Ms K said that money was tight.", {V + "financial-stress"}),
    # alcohol, drugs, minds
    ("Mr T drank heavily and was dependent on alcohol.", {P + "alcohol"}),
    ("Ms K was referred for help with her alcohol misuse.", {V + "alcohol"}),
    ("Mr T denied drinking to excess.", set()),
    ("Ms K told her midwife that she did not drink.", set()),
    ("The drug and alcohol service was represented on the panel.", set()),
    ("His cannabis use increased after he left the army.", {P + "drugs"}),
    ("Ms K said that her husband used cocaine every weekend.", {P + "drugs"}),
    ("Neither of them was known to misuse drugs.", set()),
    ("Mr T was diagnosed with depression and prescribed an antidepressant.", {P + "mental-health"}),
    ("Ms K was treated by her GP for anxiety and low mood.", {V + "mental-health"}),
    ("Mr T's mother had schizophrenia.", set()),
    ("There was no record of mental illness.", set()),
    ("He threatened to kill himself.", {P + "suicidality"}),
    ("Ms K took an overdose and was admitted to hospital.", {V + "suicidality"}),
    ("Mr T had no suicidal thoughts.", set()),
    ("Mr T had been in foster care as a child.", {P + "adverse-childhood"}),
    ("Ms K was sexually abused in her childhood.", {V + "adverse-childhood"}),
    # circumstances
    ("Mr T lost his job and was in debt.", {P + "financial-stress"}),
    ("Ms K used a food bank.", {V + "financial-stress"}),
    ("Ms K was a wheelchair user.", {V + "disability-or-illness"}),
    ("Mr T had multiple sclerosis.", {P + "disability-or-illness"}),
    ("The policy covers race, disability and religion.", set()),
    ("Mr T was diagnosed with ADHD.", {P + "learning-disability-or-neurodivergence"}),
    ("Ms K came on a spousal visa and had no recourse to public funds.", {V + "immigration-status"}),
    ("Ms K spoke little English.", {V + "language-barrier"}),
    ("She spoke fluent English.", set()),
    ("Ms K was homeless and slept on a friend's sofa.", {V + "housing-instability"}),
    ("The hostel staff called an ambulance.", set()),
    ("Mr T was living in his car.", {P + "housing-instability"}),
    ("Mr T was her carer.", {P + "caring-responsibility"}),
    ("Ms K was financially dependent on her husband.", {V + "economic-dependence"}),
    ("Her previous husband had been violent to her.", {V + "prior-victimisation"}),
    (
        "Ms K felt that divorce would bring shame within her community.",
        {V + "cultural-or-faith-barrier", R + "separation"},
    ),
    ("Her mother-in-law was abusive and hit her.", {V + "extended-family-abuse"}),
    ("Mr T owned a licensed shotgun.", {P + "access-to-weapons"}),
    ("The nurse did not ask about this, and Mr T held a shotgun licence.", {P + "access-to-weapons"}),
    ("The abuse became more frequent and more severe.", {P + "escalation"}),
    ("The concern was escalated to a manager.", set()),
    ("She was forced to marry Mr T.", {"victim:forced-marriage"}),
    ("She feared so-called honour-based violence.", {"victim:honour-based-abuse"}),
]

FAMILY = [
    ("Dean pushed his mother against the wall.", {P + "physical-abuse"}),
    ("Mrs W told the GP that her son had hit her.", {P + "physical-abuse"}),
    ("He had assaulted his father in 2011.", {P + "previous-domestic-abuse"}),
    ("Alan said that Dean took their mother's pension.", {P + "economic-abuse"}),
    ("Dean was diagnosed with paranoid schizophrenia.", {P + "mental-health"}),
    ("Mrs W cared for her son with the help of neighbours.", {V + "caring-responsibility"}),
    ("Mrs W had chronic obstructive pulmonary disease and was frail.", {V + "disability-or-illness"}),
    ("Alan had a drink problem.", set()),
    ("He had separated from his girlfriend that spring.", set()),
    ("Dean had stopped taking his medication for epilepsy.", {P + "disability-or-illness"}),
    ("He was found with a knife in his jacket and was given a caution.", {P + "weapon", P + "previous-offending"}),
    ("Mrs W did not want her son to be arrested.", {V + "retraction"}),
    ("Dean shouted at his mother for money.", {P + "economic-abuse", P + "emotional-abuse"}),
    ("Dean smoked cannabis daily.", {P + "drugs"}),
]

MEN = [
    (
        "Ivan was charged with harm to Owen, whom he struck with a bottle.",
        {P + "weapon", P + "previous-domestic-abuse"},
    ),
    (
        "Owen reported that Ivan followed him to work and said he would kill him.",
        {P + "stalking", P + "threats-to-kill", P + "previous-domestic-abuse"},
    ),
    ("Ivan punched Paul in the face outside the flat.", {P + "physical-abuse"}),
    ("Paul told the officer that Ivan was jealous and checked his phone.", {P + "jealousy", P + "stalking"}),
    ("Paul was dependent on alcohol.", {V + "alcohol"}),
    ("Ivan stated that Paul had hit him with a bottle.", {V + "physical-abuse", V + "weapon"}),
    ("Paul declined to give a statement.", {V + "retraction"}),
    ("Paul said that he was scared of Ivan.", {V + "victim-fear"}),
    ("Ivan was arrested for criminal damage to the front door.", {P + "property-damage"}),
    ("Ivan had been cautioned for shoplifting.", {P + "previous-offending"}),
]


@pytest.mark.parametrize(("text", "wanted"), COUPLE)
def test_a_couple(text: str, wanted: set[str]) -> None:
    assert pairs(read(text)) == wanted


@pytest.mark.parametrize(("text", "wanted"), FAMILY)
def test_a_mother_and_her_son(text: str, wanted: set[str]) -> None:
    assert pairs(read(text, "family")) == wanted


@pytest.mark.parametrize(("text", "wanted"), MEN)
def test_two_men(text: str, wanted: set[str]) -> None:
    assert pairs(read(text, "men")) == wanted


def known(text: str, factor: str, subject: str = "perpetrator") -> dict[str, str | None]:
    """The agencies that knew of a factor, with the first date."""
    for found in read(text):
        if (found.factor, found.subject) == (factor, subject):
            return {k.agency: k.date for k in found.known_to}
    raise AssertionError(f"{factor} / {subject} was not found")


@pytest.mark.parametrize(
    "text",
    [
        "Ms K told the police that Mr T had punched her. Fern Homes did not know that Mr T had punched her.",
        "Ms K told the police that Mr T had punched her and that he had a letter from Fern Homes.",
        "Ms K told the police that Mr T had punched her outside Fern Homes.",
        "Ms K told the police that Mr T had punched her. Fern Homes was not informed that he had punched her.",
    ],
)
def test_who_did_not_know_and_who_is_only_spoken_of_knew_nothing(text: str) -> None:
    assert set(known(text, "physical-abuse")) == {"Fernshire Police"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mr T said that he had thought of driving his car into the river.", {"perpetrator:suicidality"}),
        ("Mr T hit Ms K with his walking stick.", {"perpetrator:physical-abuse", "perpetrator:weapon"}),
        ("Ms K needed a walking stick.", {"victim:disability-or-illness"}),
    ],
)
def test_what_was_thought_of_and_what_a_stick_is_for(text: str, wanted: set[str]) -> None:
    assert pairs(read(text)) == wanted


KNOWN = [
    # what would have come of something, and what an order forbids, has told nobody
    (
        "Mr T choked her in May 2017. The police accept that questions would have revealed that he choked her.",
        "strangulation",
        {},
    ),
    (
        "Mr T choked her in May 2017. The police noted that an order prohibited Mr T from choking her.",
        "strangulation",
        {},
    ),
    (
        "On 3 May 2017 Ms K told the police that Mr T had punched her.",
        "physical-abuse",
        {"Fernshire Police": "2017-05-03"},
    ),
    (
        "In June 2017 she attended Fern Hospital. She told the nurse that her husband had choked her.",
        "strangulation",
        {"Fernshire Hospitals NHS Trust": "2017-06"},
    ),
    (
        "On 9 July 2017 officers attended. Mr T had smashed her phone. CSC was notified of the incident.",
        "property-damage",
        {"Fernshire Police": "2017-07-09", "Fernshire Children's Services": "2017-07-09"},
    ),
    ("Ms K told her mother that Mr T had punched her.", "physical-abuse", {}),
    ("Her sister told the panel that Mr T was jealous and accused her of an affair.", "jealousy", {}),
    ("After the death it emerged that Mr T had punched Ms K and followed her.", "stalking", {}),
    ("Mr T threatened to kill her, but she would not talk to the police.", "threats-to-kill", {}),
    (
        "On 4 May 2018 the GP recorded that Mr T was dependent on alcohol.",
        "alcohol",
        {"Mill Lane Surgery": "2018-05-04"},
    ),
]


@pytest.mark.parametrize(("text", "factor", "wanted"), KNOWN)
def test_who_knew(text: str, factor: str, wanted: dict[str, str]) -> None:
    assert known(text, factor) == wanted


def contact(agency: str, date: str, kind: str, line: int) -> Contact:
    return Contact.model_validate({"agency": agency, "date": date, "kind": kind, "evidence": [{"lines": [line, line]}]})


def known_by_contacts(lines: list[str], factor: str, contacts: list[Contact]) -> dict[str, str | None]:
    """The agencies that knew of the perpetrator's factor, where contacts were found; the passage begins on line 3."""
    persons, death = CASTS["couple"]
    document = plaintext.parse("4. Chronology\n\n" + "\n".join(lines) + "\n", "fiction.txt")
    for found in find(Reading(document, AGENCIES, persons, [death], contacts)):
        if (found.factor, found.subject) == (factor, "perpetrator"):
            return {k.agency: k.date for k in found.known_to}
    raise AssertionError(f"{factor} was not found")


POLICE, HOMES, SURGERY = "Fernshire Police", "Fern Homes", "Mill Lane Surgery"
REFUGE, HOSPITALS = "Fernshire Refuge", "Fernshire Hospitals NHS Trust"

BY_CONTACTS = [
    pytest.param(
        ["4.1 On 3 May 2017 Fernshire Police came to the flat.", "", "4.2 She said that Mr T had smashed her phone."],
        "property-damage",
        [contact(HOMES, "2017-05-06", "appointment", 5)],
        {HOMES},
        id="the contact of the telling, not the agency of the paragraph before",
    ),
    pytest.param(
        [
            "4.1 On 3 May 2017 Fernshire Police came to the flat.",
            "On 6 May 2017 Ms K went there again to ask for a move.",
            "She said that Mr T had smashed her phone.",
        ],
        "property-damage",
        [contact(POLICE, "2017-05-03", "incident-report", 3), contact(HOMES, "2017-05-06", "appointment", 5)],
        {HOMES},
        id="a new contact began after the agency that was told of before",
    ),
    pytest.param(
        [
            "4.1 Fern Homes has owned the flat since 2009.",
            "4.2 By then Mr T had smashed her phone.",
        ],
        "property-damage",
        [contact(HOMES, "2015-05-03", "appointment", 9)],
        set(),
        id="who is only told of before, with no contact there, did not know",
    ),
    pytest.param(
        ["4.1 On 3 May 2017 the surgery recorded that Mr T had smashed her phone."],
        "property-damage",
        [contact(REFUGE, "2017-05-03", "call", 9)],
        {SURGERY, REFUGE},
        id="who alone had a contact on the day knew too",
    ),
    pytest.param(
        ["4.1 On 3 May 2017 Fernshire Police recorded that Mr T had smashed her phone, after a talk with the refuge."],
        "property-damage",
        [contact(POLICE, "2017-05-03", "incident-report", 3), contact(REFUGE, "2017-05-03", "call", 3)],
        {POLICE, REFUGE},
        id="a call at the same lines",
    ),
    pytest.param(
        ["4.1 On 3 May 2017 Fernshire Police recorded that Mr T had smashed her phone."],
        "property-damage",
        [contact(POLICE, "2017-05-03", "incident-report", 3), contact(SURGERY, "2017-05-03", "appointment", 3)],
        {POLICE},
        id="an appointment at the same lines may be about anything",
    ),
    pytest.param(
        [
            "4.1 On 3 May 2017 Fernshire Police were told of a row, and Fern Hospital had seen Ms K that Mr T punched.",
        ],
        "physical-abuse",
        [contact(POLICE, "2017-05-03", "incident-report", 3), contact(HOSPITALS, "2017-05-03", "appointment", 3)],
        {POLICE, HOSPITALS},
        id="named beside the one that was told, with a contact of its own",
    ),
    pytest.param(
        ["4.1 On 3 May 2017, while Ms K was at home, Mr T smashed her phone."],
        "property-damage",
        [contact(HOMES, "2017-05-03", "home-visit", 40)],
        {HOMES},
        id="the only agency that had a contact on the day",
    ),
    pytest.param(
        ["4.1 On 3 May 2017, while Ms K was at home, Mr T smashed her phone."],
        "property-damage",
        [contact(HOMES, "2017-05-03", "home-visit", 40), contact(POLICE, "2017-05-03", "call", 41)],
        set(),
        id="two agencies on the day: the text does not say which",
    ),
    pytest.param(
        ["4.1 Mr T smashed her phone, and Fern Homes put in a new lock."],
        "property-damage",
        [contact(POLICE, "2017-05-03", "call", 40)],
        set(),
        id="an undated word of an agency without any contact",
    ),
]


@pytest.mark.parametrize(("lines", "factor", "contacts", "wanted"), BY_CONTACTS)
def test_who_knew_by_its_contacts(lines: list[str], factor: str, contacts: list[Contact], wanted: set[str]) -> None:
    assert set(known_by_contacts(lines, factor, contacts)) == wanted


def test_a_risk_assessment_makes_physical_abuse_known() -> None:
    text = (
        "Mr T had punched Ms K for years. Her sister saw it.\n\n4.2 On 9 July 2017 officers completed a DASH with Ms K."
    )
    assert known(text, "physical-abuse") == {"Fernshire Police": "2017-07-09"}
    assert known(text.replace("completed a DASH", "made a dash to the door"), "physical-abuse") == {}


TRIED = "On 9 July 2017 officers attended. Mr T had punched her in the face. {}"


@pytest.mark.parametrize(
    ("then", "knew"),
    [
        ("He was charged on the authority of the CPS.", True),
        ("\n\n4.2 He was arrested.\n\n4.3 The CPS advised that the case be discontinued.", True),
        ("She was given the number of the CPS.", False),
        ("\n\n4.2 A.\n\n4.3 B.\n\n4.4 The CPS discontinued the case.", False),
        ("\n\n5. Family\n\n5.1 The CPS discontinued the case.", False),
        ("Fern Family Court made a non-molestation order.", True),
        ("Fern Family Court listed a hearing on contact.", False),
        ("He was sentenced and held at HMP Fern.", False),
    ],
)
def test_who_tries_an_offence_knew_of_it(then: str, knew: bool) -> None:
    agencies = [
        *AGENCIES,
        *(
            Agency(name=name, aliases=[], sector="criminal-justice", evidence=HERE)
            for name in ("CPS", "Fern Family Court", "HMP Fern")
        ),
    ]
    persons, death = CASTS["couple"]
    document = plaintext.parse(f"4. Chronology\n\n4.1 {TRIED.format(then)}\n", "fiction.txt")
    (abuse,) = [f for f in find(Reading(document, agencies, persons, [death])) if f.factor == "physical-abuse"]
    assert any(k.agency in ("CPS", "Fern Family Court", "HMP Fern") for k in abuse.known_to) is knew


def test_a_separation_is_learnt_by_a_word_that_tells_of_something_else() -> None:
    text = "The couple separated in May 2017.\n\n4.2 On 9 July 2017 she told her GP that {} had stopped her money."
    assert known(text.format("her ex"), "separation", "relationship") == {"Mill Lane Surgery": "2017-07-09"}
    assert known(text.format("the bank"), "separation", "relationship") == {}


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("4. The homicide", set()),
        ("4. From the separation to the death", {"perpetrator:physical-abuse"}),
        ("4. The months before the homicide", {"perpetrator:physical-abuse"}),
        ("4. The circumstances of the death", set()),
    ],
)
def test_a_heading_that_leads_up_to_the_death_is_not_of_it(heading: str, found: set[str]) -> None:
    assert pairs(read("Mr T punched Ms K.", heading=heading)) == found


def test_it_is_passed_on_later_in_the_paragraph() -> None:
    text = (
        "On 9 July 2017 officers attended. Mr T had smashed her phone. He had left before they came. All was quiet. "
        "A neighbour took Ms K in. CSC was notified of the incident."
    )
    assert set(known(text, "property-damage")) == {"Fernshire Police", "Fernshire Children's Services"}


def test_what_the_practice_is_sent_later_is_the_abuse_not_all_that_was_told() -> None:
    text = "On 9 July 2017 officers attended. Mr T had punched Ms K and smashed her phone. A letter was sent to her GP."
    assert set(known(text, "property-damage")) == {"Fernshire Police"}
    assert set(known(text, "physical-abuse")) == {"Fernshire Police", "Mill Lane Surgery"}


def test_it_is_passed_on_in_the_same_sentence() -> None:
    text = (
        "On 9 July 2017 a report from the police, that Mr T had smashed her phone, was received and forwarded to CSC."
    )
    assert "Fernshire Children's Services" in known(text, "property-damage")


def test_who_met_about_the_case_knew_of_the_abuse() -> None:
    text = (
        "Mr T had punched Ms K for years. Her sister saw it.\n\n4.2 The case was heard at the MARAC on 9 July 2017. "
        "Present were the police and CSC."
    )
    assert {"Fernshire Police", "Fernshire Children's Services"} <= set(known(text, "physical-abuse"))
    assert known(text.replace("the MARAC", "the town hall"), "physical-abuse") == {}


@pytest.mark.parametrize(
    "heading",
    ["2. Terms of reference", "8. Recommendations", "Appendix 1: Glossary", "9. Action plan", "Review panel"],
)
def test_parts_that_tell_nothing_of_the_case(heading: str) -> None:
    assert read("Mr T punched Ms K and was dependent on alcohol.", heading=heading) == []


def test_the_death_itself_is_no_risk_before_it() -> None:
    text = "On the night of the homicide Mr T took a knife and threatened to kill Ms K, then stabbed her to death."
    assert pairs(read(text)) == set()


def test_a_heading_of_another_day_s_incident_is_not_of_the_death() -> None:
    text = "Ms K rang to say that Mr T had punched her and that she was scared of him."
    assert pairs(read(text, heading="4. The incident of 8 May 2010 and the MARAC")) >= {"perpetrator:physical-abuse"}
    assert pairs(read(text, heading="4. The incident")) == set()


def test_what_a_heading_tells_of_whom() -> None:
    document = plaintext.parse(
        "4. CHRONOLOGY\n\n4.1 The perpetrator\n\nDepression was recorded in 2009 and antidepressants prescribed.\n",
        "fiction.txt",
    )
    persons, death = CASTS["couple"]
    assert pairs(find(Reading(document, AGENCIES, persons, [death]))) == {"perpetrator:mental-health"}


def test_evidence_names_the_lines_of_the_telling_and_the_most_explicit_first() -> None:
    lines = ["4. CHRONOLOGY", ""]
    for year in range(2010, 2018):
        lines += [f"4.{year - 2009} In {year} Mr T punched Ms K.", ""]
    document = plaintext.parse("\n".join(lines) + "\n", "fiction.txt")
    persons, death = CASTS["couple"]
    (found,) = find(Reading(document, AGENCIES, persons, [death]))
    assert 2 <= len(found.evidence) <= 5
    for place in found.evidence:
        assert place.lines[0] == place.lines[1]
        assert "punched" in document.lines[place.lines[0] - 1].text


def test_confidence_rises_with_what_is_told() -> None:
    once = read("In 2012 Mr T punched Ms K.")[0]
    often = read(" ".join(f"In {y} Mr T punched Ms K." for y in range(2008, 2018)))[0]
    assert once.origin is not None
    assert often.origin is not None
    assert once.origin.confidence is not None
    assert often.origin.confidence is not None
    assert 0.5 <= once.origin.confidence <= often.origin.confidence < 1


def test_a_former_partner_of_the_perpetrator_is_named_with_what_he_did_to_her() -> None:
    found = {f.factor: f for f in read("Mr T had stalked Ms L for a year after she left him.")}
    assert found["stalking"].persons == ["Ms L"]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Mr T had no convictions.", set()),
        ("Ms K's first language was English.", set()),
        ("They did not complete a DASH and the log was closed.", set()),
        ("In 2012 Mr T had thrown a dinner plate at the wall.", {"perpetrator:property-damage"}),
        ("A pathologist found that Ms K had died from smothering.", set()),
        ("The Leaving Care Team wrote to Ms K, leaving a message with the college.", set()),
        ("Ms K did not come back for her review at the surgery.", set()),
        ("Ms K told the Crisis Line, the CMHT and the police that she could not manage.", set()),
    ],
)
def test_what_only_sounds_like_a_factor(text: str, holds: set[str]) -> None:
    assert pairs(read(text)) == holds


@pytest.mark.parametrize(("who", "knew"), [("Ms L", False), ("Ms K", True)])
def test_what_is_told_of_a_former_partner_makes_no_abuse_of_the_victim_known(who: str, knew: bool) -> None:
    text = (
        "Mr T had punched Ms K for years. Her sister saw it.\n\n"
        f"4.2 On 9 July 2017 {who} rang. Officers completed a DASH and graded the risk as medium."
    )
    assert ("Fernshire Police" in known(text, "physical-abuse")) is knew


def test_whose_mother_it_is_of_whom_a_grown_up_child_speaks() -> None:
    text = "On 12 December 2017 Ms R rang 101. She said that her mother was drinking a bottle of sherry each evening."
    assert pairs(read(text, "parents")) == {"perpetrator:alcohol"}


def test_a_former_partner_of_unknown_sex_is_not_he() -> None:
    persons, death = CASTS["couple"]
    former = person("Adult F", "former-partner").model_copy(update={"relation": "former partner of Mr T"})
    document = plaintext.parse("4. Chronology\n\n4.1 Adult F rang the police when he came to the house.\n", "f.txt")
    assert Case(Reading(document, AGENCIES, [*persons, former], [death])).sexes["Adult F"] == "female"


def test_what_a_victim_did_who_was_violent_too_is_told_of_him() -> None:
    throat = "On 9 June Mr H had held her against the wall by the throat until Mrs H could not breathe."
    violent = "Mrs H reported that Mr H had hit her. On 3 May 2016 Mrs H said that Mr H had punched her in the face."
    assert "victim:strangulation" in pairs(read(f"{violent} {throat}", "parents"))
    assert "victim:strangulation" not in pairs(read(throat, "parents"))
