"""Agencies: who took part, had contact or is asked to act, in fictional passages of several house styles."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from loaders.document import plaintext
from loaders.extract.agencies import find
from loaders.extract.agencies.found import Found
from loaders.extract.agencies.index import AgencyIndex
from loaders.extract.agencies.kinds import kind_of, sector_of
from loaders.extract.agencies.names import names_in
from loaders.extract.agencies.pieces import cleaned, in_two
from loaders.extract.agencies.sector import does
from loaders.extract.agencies.sound import NameCheck
from loaders.extract.reading import Reading
from loaders.sheet import Agency, Evidence, Person

TABLES = """DOMESTIC HOMICIDE REVIEW

OVERVIEW REPORT

1. Introduction

1.1 This review concerns the death of Joan.

2. The Review Panel

2.1 The Review Panel comprised the following members:

Name                     Role                               Agency
Ann Varley               Independent Chair                  -
Tom Ridd                 Detective Chief Inspector          Fernshire Police
Sue Lowe                 Head of Safeguarding               Fernshire Partnership NHS Foundation Trust
Priya Nand               Named GP                           North Fernshire CCG
Helen Crane              Service Manager                    Fernshire County Council Children's Services
Mark Odd                 Housing Options Manager            Tarnbeck Borough Council
Jo Finch                 Chief Executive                    Haven Refuge

2.2 IMRs were requested from Fernshire Police, Fernshire Partnership NHS Foundation Trust and Tarnbeck Council Housing.

3. Chronology

3.1 In March 2016 Joan attended the Royal Tarn Hospital with a broken wrist. The hospital did not ask about the cause.

3.2 On 4 May 2016 police attended the address. The officers completed a DASH and the case was heard at MARAC on 20 May.
"""

LINES = """Domestic Homicide Review Overview Report

1. THE REVIEW

1.1 The Panel

The Review Panel members were:

Ann Varley - Independent Chair and Author
Detective Inspector Tom Ridd - Fernshire Police
Sue Lowe - Designated Nurse, South Fernshire Clinical Commissioning Group
Pat Green - Fernshire Women's Aid
Gill Moss - Community Safety Manager, Tarnbeck District Council

The following agencies submitted Individual Management Reviews:

Fernshire Police
Fernshire Acute Hospitals NHS Trust
Fernshire Health and Care NHS Trust
Tarnbeck Homes

The following agencies had no contact:

Cranmoor Project
National Probation Service

2. Narrative

2.1 Adult A was seen by her health visitor on 3 March 2012. School A made a referral for her son.
"""

PROSE = """Executive Summary of a Domestic Homicide Review

1. The review was commissioned by Safer Wolds Partnership. The panel included representatives from Wolds Police, Wolds
Borough Council Adult Social Care, Wolds Hospitals NHS Trust, Wolds Integrated Care Board and Wolds Domestic Abuse
Service.

2. The following agencies contributed to the review: Wolds Police, Wolds Drug and Alcohol Service (a summary report),
Mill Lane Surgery and Aneurin Bevan University Health Board (ABUHB).

3. Background

3.1 Betty was registered with Mill Lane Surgery. She lived in a flat of Wolds Homes, a housing association.

4. Key events

4.1 On 3 May 2019 Betty called Wolds Police. ABUHB treated her on 5 May 2019.

4.2 In June 2019 the Community Mental Health Team (CMHT) assessed her husband.

4.3 The Home Office published guidance in 2016 and the Office for National Statistics counted such deaths.
"""

CELLS = """Domestic Homicide Review

1. Contributors to the review

Agency\tContribution
Fernshire Police\tIMR and chronology
Tarnbeck Council Housing\tShort report
The Beeches Medical Practice\tIMR
Wolds NHS Trust\tNil return
Talking Therapies\tChronology

2. Chronology

2.1 On 4 May 2016 officers from Fernshire Police attended.
"""


def found(text: str, **people: str) -> dict[str, Agency]:
    """The agencies of a fictional review by name; ``people`` are those of the case, with their roles."""
    persons = [
        Person(label=label.replace("_", " "), role=role, evidence=[Evidence(lines=(1, 1))])
        for label, role in people.items()
    ]
    return {a.name: a for a in find(Reading(plaintext.parse(text, "fiction.txt"), persons=persons))}


def test_a_panel_table_set_with_spaces() -> None:
    agencies = found(TABLES)
    on_panel = {n for n, a in agencies.items() if a.on_panel}
    assert on_panel == {
        "Fernshire Police",
        "Fernshire Partnership NHS Foundation Trust",
        "North Fernshire CCG",
        "Fernshire County Council Children's Services",
        "Tarnbeck Borough Council",
        "Haven Refuge",
    }
    assert agencies["Fernshire Police"].contribution == "imr"
    assert agencies["Fernshire Partnership NHS Foundation Trust"].contribution == "imr"
    assert agencies["Tarnbeck Council Housing"].contribution == "imr"
    assert agencies["North Fernshire CCG"].contribution == "none"
    assert agencies["Royal Tarn Hospital"].sector == "acute-health"
    assert agencies["MARAC"].sector == "multi-agency-forum"


def test_lists_without_bullets() -> None:
    agencies = found(LINES)
    assert {n for n, a in agencies.items() if a.on_panel} == {
        "Fernshire Police",
        "South Fernshire Clinical Commissioning Group",
        "Fernshire Women's Aid",
        "Tarnbeck District Council",
    }
    gave = {n: a.contribution for n, a in agencies.items() if a.contribution != "none"}
    assert gave == {
        "Fernshire Police": "imr",
        "Fernshire Acute Hospitals NHS Trust": "imr",
        "Fernshire Health and Care NHS Trust": "imr",
        "Tarnbeck Homes": "imr",
        "Cranmoor Project": "nil-return",
        "National Probation Service": "nil-return",
    }
    assert agencies["School A"].sector == "education"
    assert not any("Varley" in n or "Independent" in n for n in agencies)


def test_contributors_in_prose_and_bodies_of_the_narrative() -> None:
    agencies = found(PROSE)
    assert agencies["Wolds Drug and Alcohol Service"].contribution == "report"
    assert agencies["Wolds Drug and Alcohol Service"].sector == "substance-misuse"
    assert agencies["Wolds Borough Council Adult Social Care"].on_panel
    assert "ABUHB" in agencies["Aneurin Bevan University Health Board"].aliases
    assert agencies["Mill Lane Surgery"].sector == "general-practice"
    assert agencies["Wolds Homes"].sector == "housing"
    # A health board has all the health services of its area: the team is a part of it.
    assert "CMHT" in agencies["Aneurin Bevan University Health Board"].aliases
    assert not any("Home Office" in n or "Statistics" in n for n in agencies)


def test_what_each_gave_stands_in_the_row() -> None:
    gave = {n: a.contribution for n, a in found(CELLS).items()}
    assert gave == {
        "Fernshire Police": "imr",
        "Tarnbeck Council Housing": "report",
        "Beeches Medical Practice": "imr",
        "Wolds NHS Trust": "nil-return",
        "Talking Therapies": "chronology",
    }


def test_two_names_of_one_body_are_one_entry_and_two_bodies_are_two() -> None:
    agencies = found(
        """Domestic Homicide Review

1. The following agencies provided IMRs:

- Fernshire Police
- Tarnbeck Borough Council Children's Services
- Moorhill Hospitals NHS Foundation Trust
- Moorhill Children's Hospital

2. Chronology

2.1 On 3 May 2016 Tarnbeck Children's Social Care received a referral. Children's Services closed it.

2.2 In June 2016 Moorhill Hospitals Trust saw her. On 4 July 2016 Wolds Police were called to her mother's address.
"""
    )
    children = [a for a in agencies.values() if a.sector == "childrens-social-care"]
    assert len(children) == 1
    assert {"Tarnbeck Children's Social Care", "Children's Services"} <= {children[0].name, *children[0].aliases}
    assert {n for n, a in agencies.items() if a.sector == "police"} == {"Fernshire Police", "Wolds Police"}
    assert {n for n, a in agencies.items() if a.sector == "acute-health"} == {
        "Moorhill Hospitals NHS Foundation Trust",
        "Moorhill Children's Hospital",
    }


def test_bodies_that_only_a_role_or_a_number_names() -> None:
    agencies = found(
        """Domestic Homicide Review

1. Chronology

1.1 In May 2012 GP Practice 1 saw her for low mood. In June 2012 GP Practice 2 registered the husband.

1.2 On 7 July 2012 the nursery told the health visitor about a bruise. The health visitor called on 9 July 2012.
"""
    )
    assert {"GP Practice 1", "GP Practice 2", "the nursery", "Health Visiting Service"} <= set(agencies)
    assert agencies["GP Practice 2"].sector == "general-practice"
    assert agencies["the nursery"].sector == "education"


def test_an_addressee_of_a_recommendation_is_an_agency() -> None:
    agencies = found(
        """Domestic Homicide Review

1. Chronology

1.1 On 3 May 2016 Fernshire Police attended.

2. Recommendations

2.1 Tarnbeck Community Safety Partnership should review its training.

2.2 Fernshire Safeguarding Adults Board to seek assurance from its partners.
"""
    )
    assert {"Tarnbeck Community Safety Partnership", "Fernshire Safeguarding Adults Board"} <= set(agencies)


def test_a_body_is_asked_to_act_whatever_the_verb() -> None:
    agencies = found(
        """Domestic Homicide Review

1. Chronology

1.1 On 3 May 2016 Fernshire Police attended.

2. Recommendations

2.1 The panel recommends that the Home Office trials a shorter form with three forces.

2.2 That the Government broadens the offence to cover lodgers.

2.3 That the Department for Education guidance is read by every governor.

2.4 MOPAC to pay for a second worker.

2.5 Tarnbeck University

2.5.1 To write to each new student.

2.6 Moor Recovery Network

2.6.1 To open on Sundays.
"""
    )
    assert {"Home Office", "Government", "MOPAC", "Tarnbeck University", "Moor Recovery Network"} <= set(agencies)
    assert "Department for Education" not in agencies  # its guidance is read, it is not asked


def test_a_practice_that_is_asked_or_gave_an_account_is_a_body_and_a_person_s_doctor_names_none() -> None:
    text = """Domestic Homicide Review

1. The panel

1.1 The GP practice provided an IMR.

2. Recommendations

2.1 The GP practice should ask each new patient.
"""
    assert set(found(text)) == {"the GP practice"}
    general = text.replace("The GP practice provided an IMR", "There was no IMR").replace(
        "The GP practice", "GP practices"
    )
    assert not found(general)
    told = "Domestic Homicide Review\n\n1. Chronology\n\n1.1 In May 2016 {} saw her twice.\n"
    assert set(found(told.format("Nora's GP"))) == {"the GP practice"}
    assert set(found(told.format("GP Practice Staff"))) == {"the GP practice"}


def test_names_are_parted_at_and_and_cut_after_their_kind() -> None:
    def names(text: str) -> list[str]:
        return [n.text for n in names_in(text)]

    assert names("Fernshire Police and Victim Support met.") == ["Fernshire Police", "Victim Support"]
    assert names("The Tarnbeck Drug and Alcohol Service saw him.") == ["Tarnbeck Drug and Alcohol Service"]
    assert names("He was seen by Tarnbeck Adult Services for Adult B.") == ["Tarnbeck Adult Services"]
    assert names("The Office of the Fernshire Police and Crime Commissioner paid.") == [
        "Office of the Fernshire Police and Crime Commissioner"
    ]
    assert names("She went to Tarnbeck Police Station.") == []
    assert names("They lived near Wolds social services and Fern Road primary school.") == [
        "Wolds social services",
        "Fern Road primary school",
    ]


def test_sectors_by_name() -> None:
    expected = {
        "Betsi Cadwaladr University Health Board": "acute-health",
        "Fern and Moor NHS Partnership Trust": "mental-health",
        "NHS Fern and Moor": "health-commissioner",
        "Fernshire Youth Offending Team": "probation",
        "Tarnbeck Safeguarding Children Partnership": "multi-agency-forum",
        "London Borough of Wolds": "local-authority",
        "Wolds Council Adult Social Care": "adult-social-care",
        "Wolds Homes": "housing",
        "Orchard Road Health Centre": "general-practice",
        "Fernshire CAMHS": "mental-health",
        "Tarnbeck Primary School": "education",
        "Fernshire Fire and Rescue Service": "fire",
        "UK Visas and Immigration": "immigration",
        "Tarnbeck Magistrates' Court": "criminal-justice",
        "Wolds Women's Aid": "specialist-domestic-abuse",
        "Fernshire Integrated Care Board": "health-commissioner",
        "Fernshire Community Rehabilitation Company": "probation",
        "Fernshire Children's Trust": "childrens-social-care",
        "Fernshire Children's Hospital NHS Trust": "acute-health",
        "Looked After Children Team": "childrens-social-care",
        "Fernshire Council Adults and Wellbeing": "adult-social-care",
        "Fernshire Strategic Health Authority": "health-commissioner",
        "Fern Care Alliance NHS Group": "acute-health",
        "Tarnbeck Combined Court Centre": "criminal-justice",
        "Fernshire Children's Safeguarding Assurance Partnership": "multi-agency-forum",
        "Fernshire Safeguarding Adults Executive Board": "multi-agency-forum",
        "Safer Stronger Communities Board": "multi-agency-forum",
        "Safertarnbeck Partnership": "multi-agency-forum",
        "Multi-Agency Tasking and Co-ordination": "multi-agency-forum",
        "Royal Military Police": "police",
        "Cyngor Sir Fern": "local-authority",
        "Mind in Tarnbeck": "voluntary-sector",
        "Tarnbeck Mind": "voluntary-sector",
        "Relate Fernshire": "voluntary-sector",
        "Home-Start Tarnbeck": "voluntary-sector",
        "the crisis team": "mental-health",
        "Fernshire County Council Children, Schools and Families": "childrens-social-care",
        "Fernshire Family Services": "childrens-social-care",
        "Targeted Youth Support": "childrens-social-care",
        "Older People's Services": "adult-social-care",
        "Criminal Justice Liaison and Diversion Service": "mental-health",
        "Assertive Outreach Team": "mental-health",
    }
    assert {n: sector_of(n) for n in expected} == expected


INDEXED = """Domestic Homicide Review

1. Chronology

1.1 Fernshire Police were called on 3 May. The police spoke to her.

1.2 Wolds Police were called on 4 May. The police arrested him. Her GP and the social worker were told.

2. Analysis

2.1 Fernshire Police

2.1.1 The police did not complete a DASH.
"""


def _index() -> AgencyIndex:
    somewhere = [Evidence(lines=(1, 1))]
    agencies = [
        Agency(name="Fernshire Police", aliases=["FP"], sector="police", evidence=somewhere),
        Agency(name="Wolds Police", sector="police", evidence=somewhere),
        Agency(name="Mill Lane Surgery", sector="general-practice", evidence=somewhere),
        Agency(name="Wolds Children’s Services", aliases=["CSC"], sector="childrens-social-care", evidence=somewhere),
    ]
    return AgencyIndex(agencies, plaintext.parse(INDEXED, "fiction.txt"))


def test_role_words_mean_the_body_in_view() -> None:
    index = _index()
    meant = {s.text: [m.agency for m in index.meant(s)] for s in index.document.sentences}
    assert meant["The police spoke to her."] == ["Fernshire Police"]
    assert meant["The police arrested him."] == ["Wolds Police"]
    assert meant["Her GP and the social worker were told."] == ["Mill Lane Surgery", "Wolds Children’s Services"]
    assert meant["The police did not complete a DASH."] == ["Fernshire Police"]


def test_the_section_and_the_sector() -> None:
    index = _index()
    last = index.document.sentences[-1]
    assert index.of_section(last.section) == "Fernshire Police"
    assert index.in_view(last) == "Fernshire Police"
    assert index.mentions(last) == []
    assert index.of_sector("police") == ["Fernshire Police", "Wolds Police"]
    assert index.of_words("the GP", last) == "Mill Lane Surgery"


def test_probation_is_the_body_at_work_when_the_sentence_plays() -> None:
    bodies = [
        Agency(
            name="Probation and its partners",
            aliases=["Probation", "NPS"],
            sector="probation",
            evidence=[Evidence(lines=(1, 1))],
        ),
        Agency(name="Moorshire Probation Trust", sector="probation", evidence=[Evidence(lines=(1, 1))]),
    ]
    document = plaintext.parse("In May 2012 Probation saw him.\n\nIn May 2016 Probation saw him.\n", "fiction.txt")
    for date, want in (("2012-05", "Moorshire Probation Trust"), ("2016-05", "Probation and its partners")):
        index = AgencyIndex(bodies, document, lambda sentence, at=date: at)  # type: ignore[misc]
        for sentence in document.sentences:
            assert [m.agency for m in index.mentions(sentence)] == [want]


def test_a_forum_in_a_heading_is_a_theme_unless_it_heads_alone() -> None:
    bodies = [
        Agency(name="MARAC", sector="multi-agency-forum", evidence=[Evidence(lines=(1, 1))]),
        Agency(name="Moorshire Police", sector="police", evidence=[Evidence(lines=(1, 1))]),
    ]
    text = "Assessment of Risk and MARAC\n\nNo form was filled in.\n\nMARAC\n\nThe case was heard once.\n"
    document = plaintext.parse(text, "fiction.txt")
    index = AgencyIndex(bodies, document)
    assert {s.section.title: index.of_section(s.section) for s in document.sentences if s.section.title} == {
        "Assessment of Risk and MARAC": None,
        "MARAC": "MARAC",
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Merewick Council Children's services were told.", ["Merewick Council Children's services"]),
        ("The file of Merewick Council’s Adult services shows it.", ["Merewick Council’s Adult services"]),
        ("Merewick Council's Adult and Children's services met.", ["Merewick Council's Adult and Children's services"]),
        ("Merewick Council Housing options team saw her.", ["Merewick Council Housing options team"]),
        ("The Children's services file was closed.", []),
    ],
)
def test_a_department_s_name_may_go_on_in_small_letters(text: str, names: list[str]) -> None:
    assert [n.text for n in names_in(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Communicate to NPS the list of programmes.", ["NPS"]),
        ("Re-issue to Probation the guidance of May.", ["Probation"]),
        ("Agencies of Merewick Community Safety Partnership", ["Merewick Community Safety Partnership"]),
        ("Pathways to Recovery Service wrote.", ["Pathways to Recovery Service"]),
    ],
)
def test_what_is_asked_of_a_body_is_no_part_of_its_name(text: str, names: list[str]) -> None:
    assert [n.text for n in names_in(text)] == names


@pytest.mark.parametrize(
    ("sentence", "gave"),
    [
        ("Merewick Housing Association and Holt Victim Support searched their systems and held nothing.", "nil-return"),
        ("Merewick Housing Association and Holt Victim Support were asked for a short report.", "report"),
        (
            "Merewick Housing Association, where she lived, and Holt Victim Support each gave a chronology.",
            "chronology",
        ),
        ("Holt Victim Support sent a letter setting out its dealings with the family.", "report"),
        ("Holt Victim Support wrote a one-page letter to the panel.", "report"),
    ],
)
def test_what_a_sentence_says_that_bodies_gave(sentence: str, gave: str) -> None:
    text = f"Domestic Homicide Review\n\n1. The review process\n\n1.1 {sentence}\n"
    assert {a.contribution for a in found(text).values()} == {gave}


def test_a_letter_to_somebody_else_is_no_contribution() -> None:
    text = "Domestic Homicide Review\n\n1. Chronology\n\n1.1 In May 2014 Holt Victim Support wrote a letter to Nora.\n"
    assert {a.contribution for a in found(text).values()} == {"none"}


def test_what_a_body_includes_is_no_part_of_its_name_in_a_list() -> None:
    text = (
        "Domestic Homicide Review\n\n1. Individual Management Reviews\n\nThese agencies provided an IMR:\n"
        "- Merewick Constabulary\n- Merewick Probation Trust including Fernley and Holt\n- Merewick County Council\n"
    )
    assert "Merewick Probation Trust" in found(text)
    assert not any("including" in name for name in found(text))
    kind_first = text.replace("- Merewick Probation Trust", "- Probation – Merewick Probation Trust")
    assert "Merewick Probation Trust" in found(kind_first)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Spectrum Coast and MARAC. On Friday he came.", ["MARAC"]),
        ("Referral to MARAC", ["MARAC"]),
        ("Social Services and CAFCASS wrote.", ["Social Services", "CAFCASS"]),
    ],
)
def test_a_forum_is_no_part_of_another_name(text: str, names: list[str]) -> None:
    assert [n.text for n in names_in(text)] == names


def test_a_row_that_says_what_its_agency_gave_is_believed_before_the_words_over_the_table() -> None:
    text = (
        "Methodology and contributors\n\nIndividual Management Reviews (IMRs) were written by senior people. The "
        "table sets out who gave what.\n\nAgency\tContribution\nMoorshire Police\tIMR\n"
        "Moorshire Ambulance Service NHS Trust\tShort report\nMoorshire Homes\tChronology only\n"
    )
    found = find(Reading(plaintext.parse(text, "fiction.txt")))
    assert {a.name: a.contribution for a in found} == {
        "Moorshire Police": "imr",
        "Moorshire Ambulance Service NHS Trust": "report",
        "Moorshire Homes": "chronology",
    }


def test_an_abbreviation_for_staff_means_the_body_whose_staff_it_was_said_to_be() -> None:
    index = _of(
        "The Harbour Project's young women's worker (YWW) rang her. The YWW (of twenty years' standing) was worried. "
        "Saltmarsh Police wrote to the Council of Chief Officers (XCO).\n",
        ("Harbour Project", "voluntary-sector", ()),
        ("Saltmarsh Police", "police", ()),
    )
    assert index.staff == {"YWW": "Harbour Project"}


def test_an_abbreviation_for_staff_behind_a_dash_is_read() -> None:
    """Such a line once ended the whole extraction."""
    index = _of(
        "The panel met Saltmarsh Police - Senior Investigating Officer (SIO).\n", ("Saltmarsh Police", "police", ())
    )
    assert index.staff == {"SIO": "Saltmarsh Police"}


def test_words_for_a_kind_mean_the_body_named_a_little_above_though_they_are_another_s_alias() -> None:
    index = _of(
        "On 3 May she rang Wolds Police from the train. The police kept her on the line.\n\n"
        "The police came at noon.\n\nShe was tired.\n\nLater the police rang back.\n\nThe police closed the log.\n",
        ("Saltmarsh Police", "police", ("the police", "police")),
        ("Wolds Police", "police", ()),
    )
    named = [[m.agency for m in index.mentions(s)] for s in index.document.sentences]
    assert named == [*[["Wolds Police"]] * 3, [], ["Wolds Police"], ["Saltmarsh Police"]]


def test_a_heading_of_a_kind_is_about_the_body_that_its_text_names() -> None:
    index = _of(
        "1. Analysis\n\n1.1 Probation services\n\n1.1.1 He was under the supervision of Moorshire Community "
        "Rehabilitation Company. His officer asked nothing.\n",
        ("The Probation Service", "probation", ("probation services",)),
        ("Moorshire Community Rehabilitation Company", "probation", ()),
    )
    last = index.document.sentences[-1]
    assert index.of_section(last.section) == "Moorshire Community Rehabilitation Company"


def test_a_heading_of_a_kind_is_about_a_body_that_was_at_work_then() -> None:
    text = "1. Chronology\n\n1.1 Probation appointments\n\n1.1.1 In April 2018 he saw his officer.\n"
    index = _of(
        text,
        ("Probation Service", "probation", ("Probation",)),
        ("Moorshire Community Rehabilitation Company", "probation", ()),
    )
    then = AgencyIndex([*index.agencies.values()], index.document, lambda sentence: "2018-04")
    section = index.document.sentences[-1].section
    assert index.of_section(section) == "Probation Service"
    assert then.of_section(section) == "Moorshire Community Rehabilitation Company"


def test_a_heading_of_a_kind_is_about_the_body_whose_short_name_its_text_gives() -> None:
    index = _of(
        "1. Analysis\n\n1.1 Probation\n\n1.1.1 The NPS wrote a report. The CRC took the order on; the CRC saw him.\n",
        ("National Probation Service", "probation", ("NPS",)),
        ("Moorshire Community Rehabilitation Company", "probation", ("CRC", "Probation")),
    )
    assert index.of_section(index.document.sentences[-1].section) == "Moorshire Community Rehabilitation Company"


def test_a_site_in_the_brackets_after_a_body_is_its_alias() -> None:
    agencies = found(
        CASE.format(
            body="Fern Downs Community NHS Foundation Trust (Quayside Clinic, sexual health)",
            told="She was seen at the Quayside Clinic in May.",
        )
    )
    assert "Quayside Clinic" in agencies["Fern Downs Community NHS Foundation Trust"].aliases


def test_a_commissioner_s_line_names_the_service_for_which_it_wrote() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Individual Management Reviews\n\n1.1 The following agencies were asked to "
        "carry out individual management reviews.\n\n"
        "- Fernshire Police\n- Fernshire CCG – Tarnbeck School Nursing\n- Tarnbeck Health Visiting Services\n\n"
        "2. Chronology\n\n2.1 She was seen in May.\n"
    )
    wrote = {a.name for a in agencies.values() if a.contribution == "imr"}
    assert wrote == {
        "Fernshire Police",
        "Fernshire CCG",
        "Tarnbeck School Nursing",
        "Tarnbeck Health Visiting Services",
    }


def _of(text: str, *bodies: tuple[str, str, tuple[str, ...]]) -> AgencyIndex:
    somewhere = [Evidence(lines=(1, 1))]
    agencies = [Agency(name=n, sector=s, aliases=list(a), evidence=somewhere) for n, s, a in bodies]
    return AgencyIndex(agencies, plaintext.parse(text, "fiction.txt"))


def test_a_place_tells_which_of_several_is_meant() -> None:
    index = _of(
        "She told a nurse at the school. In May a health visitor in Wealdshire called. The health visitor rang.\n",
        ("Burnley Road School Nursing", "community-health", ("health visitor",)),
        ("South Wealdshire NHS Trust", "community-health", ()),
    )
    named = [[m.agency for m in index.mentions(s)] for s in index.document.sentences]
    assert named == [[], ["South Wealdshire NHS Trust"], ["Burnley Road School Nursing"]]


def test_a_name_ends_where_the_sentence_goes_on() -> None:
    agencies = found(
        """Domestic Homicide Review

1. Contributors

1.1 Shorter reports were provided by Fern Valley Ambulance Service NHS Trust, by Fernshire Carers' Link (a charity for
unpaid carers) and by the Fern Child Contact Centre.

1.2 Moss Council, Moss Council Adult Social Care and Turning Leaf, which is the drug service, searched their records and
had nothing to report.

2. Chronology

2.1 On 3 May 2016 the health visitor spoke to Oak Primary School in May 2016. It went to the MARAC and to Haven Women's
Aid. She was seen under the Mental Health Act4 that week.

3. Glossary

CCG	Fernshire Clinical Commissioning Group, which then bought most care in the county
"""
    )
    wanted = {"Fern Valley Ambulance Service NHS Trust", "Fernshire Carers' Link", "Fern Child Contact Centre"}
    wanted |= {"Moss Council Adult Social Care", "Turning Leaf", "Oak Primary School", "Haven Women's Aid"}
    assert wanted <= set(agencies)
    assert not [n for n in agencies if "which" in n or "May" in n or n.startswith(("by ", "Mental Health Act"))]
    assert agencies["Turning Leaf"].contribution == "nil-return"


def test_lines_of_a_panel_list_may_go_on() -> None:
    agencies = found(
        """Domestic Homicide Review

1. The Panel

The members were:

Jane Holt – Director, Fern Homes Housing Association
Owen Marsh – Moss Council Housing Options
Petra Lund – Haven Women's Project, a service led by women of the
county, as adviser

2. Chronology

2.1 On 3 May 2016 Fern Homes Housing Association called on her.
"""
    )
    assert "Fern Homes Housing Association" in agencies
    assert not [n for n in agencies if "Owen" in n or "Petra" in n]


def test_social_workers_are_no_children_s_services_where_adults_services_are_told_of() -> None:
    text = """Domestic Homicide Review

1. Contributors

1.1 Individual Management Reviews were received from Moss Council Adult Social Care and Fernshire Police.

2. Chronology

2.1 On 3 May 2016 a social worker visited him. On 9 May 2016 the social worker rang. The social worker wrote on 10 May
2016 and the social worker closed the case on 12 May 2016.
"""
    assert {a.sector for a in found(text).values()} == {"adult-social-care", "police"}
    assert "childrens-social-care" in {a.sector for a in found(text.replace("Adult Social Care", "Housing")).values()}


def test_what_the_text_will_call_a_body_is_no_second_body() -> None:
    agencies = found(
        """Domestic Homicide Review

1. Contributors

1.1 Individual Management Reviews were received from:

• Lantern Domestic Abuse Outreach Service ("the Outreach Service")
• Fernshire Police

2. Chronology

2.1 On 3 May 2016 she rang the Outreach Service. On 9 May 2016 the Outreach Service saw her.
"""
    )
    assert set(agencies) == {"Lantern Domestic Abuse Outreach Service", "Fernshire Police"}
    assert "Outreach Service" in agencies["Lantern Domestic Abuse Outreach Service"].aliases


def named(text: str) -> dict[str, str]:
    """The agencies of a short review and their sectors."""
    return {a.name: a.sector for a in find(Reading(plaintext.parse(text)))}


PANEL_OF_BARE_ROWS = """Domestic homicide review

Domestic Homicide Review Panel
Martin Reeve Accredited Independent Chair
Helen Marsh Tarnbeck Constabulary
Susan Ridley Fernshire Housing
Janet Holm Corona Care and Support
Debs Farrar Northlight
"""


def test_rows_of_a_name_and_an_agency_that_nothing_parts() -> None:
    assert list(named(PANEL_OF_BARE_ROWS)) == [
        "Tarnbeck Constabulary",
        "Fernshire Housing",
        "Corona Care and Support",
        "Northlight",
    ]


def test_rows_of_agencies_alone_keep_their_first_words() -> None:
    text = "Domestic homicide review\n\n1. The Review Panel\n\n{}\n"
    rows = ("Florence Nightingale Hospital", "Victoria Park Housing", "Tarnbeck Council")
    assert list(named(text.format("\n".join(rows)))) == list(rows)


def test_a_list_of_abbreviations_names_no_agencies() -> None:
    text = (
        "Domestic Homicide Review\n\n{}\n\nIMR Individual Management Review\nMDT Multi-Disciplinary Team\n"
        "NHS National Health Service\nTCSP Tarnbeck Community Safety Partnership\n\n1. Facts\n\n1.1 She was alone.\n"
    )
    for heading in ("LIST OF ABBREVIATIONS", "Glossary"):
        assert named(text.format(heading)) == {}


def test_a_glossary_after_the_title_page_names_no_agencies() -> None:
    text = (
        "Domestic Homicide Review\nIn respect of the death of a woman\nTDHR2013/14-09\n"
        "Report produced by Martin Reeve\nNovember 2017\nGlossary\nCPS: Crown Prosecution Service\n"
        "TARN: Tarnbeck Police Abuse Risk Notification\n\n1. Facts\n\n1.1 She was alone.\n"
    )
    assert named(text) == {}


def test_what_the_author_is_by_trade_is_no_agency() -> None:
    text = "Review of a domestic homicide\n\nReport by\nMartin Reeve\nSocial Care Consultant\n\n1. Facts\n\n1.1 She.\n"
    assert named(text) == {}


def test_a_verb_before_a_body_is_no_part_of_its_name() -> None:
    text = "Review of a domestic homicide\n\nPresented to Tarnbeck Community Safety Partnership on 9th May\n"
    assert list(named(text)) == ["Tarnbeck Community Safety Partnership"]


def test_a_group_of_responsible_authorities_is_a_forum() -> None:
    assert sector_of("Tarnbeck Responsible Authorities Group") == "multi-agency-forum"


def test_bodies_that_a_sentence_says_gave_information() -> None:
    agencies = found(
        """Domestic Homicide Review

1. The panel

1.1 Individual management reviews were provided by:

• Tarnbeck Police
• Tarnbeck Healthcare NHS Trust

1.2 In addition, Relate (a counselling charity), Larch Support Service (the provider of domestic abuse services at the \
time) and East Fernshire District Council provided information on relevant policies.

1.3 Family, friends and Moss Council provided support to the children.
"""
    )
    assert {"Relate", "Larch Support Service", "East Fernshire District Council"} <= set(agencies)
    assert agencies["East Fernshire District Council"].contribution == "report"
    assert not [a for a in agencies["Larch Support Service"].aliases if "provider" in a]
    assert not {"Family", "friends", "Moss Council"} & set(agencies)


def test_a_risk_assessment_conference_is_a_forum_also_in_full_words() -> None:
    told = "Police\n\nChronology\n\nOn 4 May 2016 her case was heard at the {}.\n"
    for words in (
        "Multi Agency Risk Assessment Conference",
        "Multi-Agency Risk Assessment Conference (MARAC)",
        "multi agency risk assessment conference",
    ):
        (forum,) = [a for a in found(told.format(words)).values() if a.sector == "multi-agency-forum"]
        assert forum.name == words.removesuffix(" (MARAC)")
    named = found(told.format("multi-agency risk assessment conference") + "\nShe was heard at MARAC again in June.\n")
    assert [a.name for a in named.values() if a.sector == "multi-agency-forum"] == ["MARAC"]
    assert not found("Definitions\n\nA multi-agency risk assessment conference shares information.\n")


def test_a_refuge_that_its_place_tells_is_one_body() -> None:
    bodies = found("Chronology\n\nShe was placed in a refuge in Wenmouth in May 2016. She left the refuge in June.\n")
    assert [a.name for a in bodies.values()] == ["refuge in Wenmouth"]


#: A list of who took part, to which a test adds one body, over what the story then says.
CASE = """Domestic Homicide Review

1. Process

1.1 Individual management reviews were provided by:

• {body}
• Tarnbeck Council Children's Services

2. Chronology

2.1 {told}
"""


@pytest.mark.parametrize(
    ("body", "told", "alias"),
    [
        (
            "Metropolitan Police Service",
            "On 4 May 2016 a detective of the Community Safety Unit (CSU) rang her. The Community Safety Unit saw her.",
            "Community Safety Unit",
        ),
        ("Age UK Fernshire", "On 4 May 2016 she was visited by Age UK, who rang Age UK again in June.", "Age UK"),
        ("Aelwyd Wen Women's Aid", "On 4 May 2016 Aelwyd Wen, a charity, offered her a room.", "Aelwyd Wen"),
        (
            "Fern Trust (Sallow House hostel)",
            "On 4 May 2016 he moved into the hostel. The hostel rang the police.",
            "the hostel",
        ),
        (
            "Cartrefi Wen (registered social landlord)",
            "On 4 May 2016 she rang the landlord. The landlord sent a plumber. The landlord kept no note.",
            "the landlord",
        ),
        ("Coleg Wenlas", "On 4 May 2016 she told a tutor at the college. The college rang home.", "the college"),
        (
            "Department for Work and Pensions",
            "On 4 May 2016 she was seen at the Jobcentre in Wenmouth by a work coach.",
            "Jobcentre in Wenmouth",
        ),
    ],
)
def test_what_else_a_listed_body_is_called(body: str, told: str, alias: str) -> None:
    agencies = found(CASE.format(body=body, told=told))
    (one,) = [a for a in agencies.values() if alias in a.aliases]
    assert one.name == body.partition(" (")[0]
    assert not [a for a in agencies.values() if alias in (a.name, f"the {a.name}")]
    assert "registered social" not in one.aliases


def test_a_unit_of_another_force_is_not_the_metropolitan_police_s() -> None:
    told = "On 4 May 2016 the Tarnbeck Community Safety Unit rang her. Fernshire Police attended."
    agencies = found(CASE.format(body="Fernshire Police", told=told))
    assert not [a for a in agencies["Fernshire Police"].aliases if "Unit" in a]


def test_an_abbreviation_at_the_end_of_a_name_is_spelt_out() -> None:
    agencies = found(
        CASE.format(body="Tarnbeck Borough Operational Command Unit (BOCU)", told="She rang the Tarnbeck BOCU in May.")
    )
    assert [a.name for a in agencies.values() if "Tarnbeck BOCU" in (a.name, *a.aliases)] == [
        "Tarnbeck Borough Operational Command Unit"
    ]


def test_a_department_s_name_ends_before_another_body() -> None:
    text = "Fernshire County Council Adult Services and Tarnbeck Housing Association"
    assert [n.text for n in names_in(text)] == [
        "Fernshire County Council Adult Services",
        "Tarnbeck Housing Association",
    ]


def test_members_of_a_panel_that_each_stand_alone() -> None:
    text = (
        "Domestic Homicide Review\n\n1. Process\n\nThe Review Panel\n\nAnn Varley, Independent Chair\n\n"
        "Dr Simon Reeve, Report author\n\nDetective Inspector Carl Moss, Fernshire Police\n\n"
        "Imran Holt, Head of Tenancy, Tarnbeck Borough Council Housing\n\nJo Finch, Chief Officer, Bright Harbour\n\n"
        "Ines Lark, Designated Nurse for Adult Safeguarding, North Fernshire Clinical Commissioning Group\n\n"
        "Michael Dale, Fern Valley Community Rehabilitation Company\n\n2. Chronology\n\n2.1 She was seen in May.\n"
    )
    agencies = found(text)
    assert {a.name for a in agencies.values() if a.on_panel} == {
        "Fernshire Police",
        "Tarnbeck Borough Council Housing",
        "Bright Harbour",
        "North Fernshire Clinical Commissioning Group",
        "Fern Valley Community Rehabilitation Company",
    }


def test_a_panel_told_in_a_sentence_that_begins_with_the_police() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\n1.1 The Panel was made up of senior staff from the police, Tarnbeck "
        "Adult Social Care, Fern Homes and North Fernshire Clinical Commissioning Group.\n\n2. Chronology\n\nShe rang\n"
    )
    assert {a.name for a in agencies.values() if a.on_panel} == {
        "Tarnbeck Adult Social Care",
        "Fern Homes",
        "North Fernshire Clinical Commissioning Group",
    }


def test_what_stands_before_another_body_is_no_part_of_its_name() -> None:
    assert [n.text for n in names_in("The Partnership and Eastmere Women's Aid should bid.")] == [
        "Eastmere Women's Aid"
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Heart of Fernshire NHS Foundation Trust", "Heart of Fernshire NHSFT"),
        ("Fern Valley Hospitals NHS Trust", "Fern Valley Hospitals NHST"),
        ("Fern Valley Community Rehabilitation Company", "Fern Valley CRC"),
        ("Tarnbeck Borough Council", "Tarnbeck BC"),
    ],
)
def test_a_name_s_last_words_may_be_written_short(name: str, written: str) -> None:
    body = Agency(name=name, sector="other", evidence=[Evidence(lines=(1, 1))])
    document = plaintext.parse(f"Analysis\n\nThe {written} IMR states that she was seen.\n", "fiction.txt")
    (sentence,) = (s for s in document.sentences if "IMR" in s.text)
    assert [m.agency for m in AgencyIndex([body], document).mentions(sentence)] == [name]


def test_school_nurses_and_health_visitors_under_their_own_names_are_two_bodies() -> None:
    agencies = found(
        CASE.format(
            body="Tarnbeck School Nursing", told="Tarnbeck Health Visiting Services had known her since the birth."
        )
    )
    assert {"Tarnbeck School Nursing", "Tarnbeck Health Visiting Services"} <= set(agencies)


@pytest.mark.parametrize(
    ("told", "name", "sector"),
    [
        (
            "On 4 May 2016 she rang the Larch Project, which runs the refuge and the helpline for the area.",
            "Larch Project",
            "specialist-domestic-abuse",
        ),
        (
            "On 4 May 2016 she rang Roshni House. Roshni House is a specialist service led by and for women of the "
            "borough who came from abroad.",
            "Roshni House",
            "specialist-domestic-abuse",
        ),
    ],
)
def test_what_a_body_runs_and_whom_it_is_for_tells_its_sector(told: str, name: str, sector: str) -> None:
    assert found(CASE.format(body="Fernshire Police", told=told))[name].sector == sector


def test_a_name_without_the_words_of_its_kind_stands_for_it_where_it_acts() -> None:
    body = "Fern North Community Healthcare NHS Trust"
    told = "On 4 May 2016 Fern North did not escalate its concern. The panel met in Fern North."
    assert "Fern North" in found(CASE.format(body=body, told=told))[body].aliases
    place = "On 4 May 2016 she moved to a flat in Fern North. The panel met in Fern North."
    assert "Fern North" not in found(CASE.format(body=body, told=place))[body].aliases


def test_a_country_a_form_and_a_clause_are_no_bodies() -> None:
    told = (
        "On 4 May 2016 Fernshire Police sent a PPN to Children's Services. She was taken to Moor County Hospital, "
        "which is across the border in England. HV1 and SW2 met. A CW1 of Fernshire Police rang. "
        "It stood on a Police database."
    )
    names = set(found(CASE.format(body="Fernshire Police", told=told)))
    assert not {n for n in names if re.search(r"PPN|England|HV1|CW1|database|^which", n)}


def test_a_worker_with_a_code_is_of_the_body_whose_worker_it_was_said_to_be() -> None:
    index = _of(
        "On 4 May 2016 she went to the Harbour Project and told the caseworker (CW1) of it. CW1 rang the police. "
        "A nurse (N1) from Mill Lane Surgery saw her. The daughter (D1) was at Saltmarsh Police.\n",
        ("Harbour Project", "voluntary-sector", ()),
        ("Mill Lane Surgery", "general-practice", ()),
        ("Saltmarsh Police", "police", ()),
    )
    assert index.staff == {"CW1": "Harbour Project", "N1": "Mill Lane Surgery"}


def test_bodies_for_which_another_wrote_are_bodies_of_their_own() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\nIndividual Management Reviews were received from:\n\n"
        "- Fernshire Police\n- NHS Fernshire (on behalf of Mill Lane Surgery)\n"
        "- Fernshire County Council Education (for Oak Primary School and Elm High School)\n\n2. Chronology\n\n"
        "2.1 She was seen in May.\n"
    )
    assert {a.name for a in agencies.values() if a.contribution == "imr"} == {
        "Fernshire Police",
        "NHS Fernshire",
        "Mill Lane Surgery",
        "Fernshire County Council Education",
        "Oak Primary School",
        "Elm High School",
    }


def test_who_oversees_the_conference_is_another_body() -> None:
    told = "On 4 May 2016 Fernshire Police referred her to the Fernshire MARAC, which met on 9 May 2016."
    text = CASE.format(body="Fernshire Police", told=told) + (
        "\n3. Recommendations\n\n3.1 The Fernshire MARAC Steering Group should keep a log.\n"
    )
    agencies = found(text)
    assert {"Fernshire MARAC", "Fernshire MARAC Steering Group"} <= set(agencies)
    assert "MARAC" not in agencies["Fernshire MARAC Steering Group"].aliases


def test_a_hostel_is_the_body_s_that_runs_it() -> None:
    told = (
        "Kestrel Homes is a housing association which runs Aldous House, a hostel. On 4 May 2016 she moved into the "
        "hostel. On 9 May 2016 the hostel rang the police. Probation and Fern Housing Options were not told."
    )
    agencies = found(CASE.format(body="Kestrel Homes", told=told))
    assert "the hostel" in agencies["Kestrel Homes"].aliases
    assert not {n for n in agencies if "hostel" in n or n.startswith("Probation and")}


def test_names_after_codes_over_lines_and_beside_other_bodies() -> None:
    agencies = found(
        "Fern Community Safety Partnership\nFern Safeguarding Adults Board\n\n"
        "DOMESTIC HOMICIDE REVIEW\n\nOFFICIAL - not to be published until approved by the Home Office\n\n"
        "1. Process\n\n1.1 Short reports were received from Fern Police, from Noor Welfare Association and from UK "
        "Visas and Immigration.\n\n2. Chronology\n\n2.1 On 4 May 2016 Fern Police attended. Instead the GP rang Mr "
        "N, who saw a worker from CSC and Mr N. She was referred to MARAC5.\n\n"
        "2.2 GP Practice A and GP Practice B saw her on 9 May 2016.\n\n"
        "3. Recommendations\n\nR1 Fern Community Safety Partnership should write a protocol.\n\n"
        "R2 Fern Police should search its records.\n"
    )
    assert {"Fern Community Safety Partnership", "Fern Safeguarding Adults Board", "Noor Welfare Association"} <= set(
        agencies
    )
    assert {"UK Visas and Immigration", "GP Practice A", "GP Practice B", "Fern Police", "MARAC"} <= set(agencies), (
        agencies
    )
    assert not {n for n in agencies if re.search(r"R\d|published|^Instead|^Mr N|\d$| and from ", n)}


def test_entries_of_a_list_that_are_sentences_and_lists_within_lists() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Contributors\n\n(a) Individual Management Reviews were received from:\n\n"
        "- Fern Police\n- Mill Lane Surgery\n\n(b) Shorter information reports were received from:\n\n"
        "- Fern Fire and Rescue Service\n- Oak Primary School\n\n(c) Fern Ambulance Service NHS Trust provided a "
        "chronology only. Haven Domestic Abuse Service and Fern District Council confirmed that they had had no "
        "contact with either party.\n\n2. Chronology\n\n2.1 She was seen in May.\n"
    )
    assert {n: a.contribution for n, a in agencies.items()} == {
        "Fern Police": "imr",
        "Mill Lane Surgery": "imr",
        "Fern Fire and Rescue Service": "report",
        "Oak Primary School": "report",
        "Fern Ambulance Service NHS Trust": "chronology",
        "Haven Domestic Abuse Service": "nil-return",
        "Fern District Council": "nil-return",
    }


def test_an_idva_is_of_the_service_that_the_text_tells_of() -> None:
    text = (
        "Domestic Homicide Review\n\n1. Process\n\n1.1 IMRs were provided by Fern Police, Mill Lane Surgery, Hafan "
        "Bryn and Fern Children's Services.\n\n2. Chronology\n\n2.1 On 4 May 2016 a support worker from Hafan Bryn "
        "saw her. The IDVA completed a DASH.\n\n2.2 She rang Hafan Bryn again on 9 May 2016. The IDVA met her at "
        "work. Hafan Bryn told the police, and an Independent Domestic Violence Adviser closed the case on 12 May "
        "2016. Fern Children's Services saw the child.\n\n3. Analysis\n\n"
        "Theme 9: Mental Health and Alcohol\n\n3.1 The drinking was known.\n"
    )
    agencies = found(text)
    assert agencies["Hafan Bryn"].sector == "specialist-domestic-abuse"
    assert "IDVA" in agencies["Hafan Bryn"].aliases
    assert set(agencies) == {"Fern Police", "Mill Lane Surgery", "Hafan Bryn", "Fern Children's Services"}


@pytest.mark.parametrize(
    ("name", "names"),
    [
        # one side stands alone elsewhere
        ("Hafan Bryn and Fern Children's Services", {"Hafan Bryn", "Fern Children's Services"}),
        # named for two places
        (
            "NHS Upper Fern and Moorhill Clinical Commissioning Group",
            {"NHS Upper Fern and Moorhill Clinical Commissioning Group"},
        ),
    ],
)
def test_one_name_or_two(name: str, names: set[str]) -> None:
    told = (
        f"On 4 May 2016 Fern Police told {name} of it. Hafan Bryn rang her. Hafan Bryn "
        f"saw her. Fern Children's Services "
        "saw the child. Upper Fern is a town. In Upper Fern she was seen."
    )
    assert names <= set(found(CASE.format(body="Fern Police", told=told)))


def test_a_therapist_is_of_the_talking_therapies_and_a_liaison_nurse_is_not() -> None:
    index = _of(
        "On 4 May 2016 the mental health liaison team saw her.\n\nOn 9 May 2016 talking therapies wrote to her.\n",
        ("Fern Partnership NHS Trust", "mental-health", ()),
        ("Fern Talking Therapies", "mental-health", ()),
    )
    first, second = (s for s in index.document.sentences if s.paragraph.kind != "heading" and "May" in s.text)
    assert [m.agency for m in index.meant(first)] == ["Fern Partnership NHS Trust"]
    assert [m.agency for m in index.meant(second)] == ["Fern Talking Therapies"]


@pytest.mark.parametrize(
    "lead", ["Mill Lane Surgery. The GP", "Mill Lane Surgery: The GP", "Mill Lane Surgery – The GP"]
)
def test_a_name_that_leads_a_paragraph_says_whom_it_is_about(lead: str) -> None:
    index = _of(
        f"{lead} did not ask. No record was made of it on that day or later.\n",
        ("Mill Lane Surgery", "general-practice", ()),
        ("Fern Police", "police", ()),
    )
    *_, last = index.document.sentences
    assert index.around(last) == "Mill Lane Surgery"
    assert index.leading(last.paragraph) == "Mill Lane Surgery"


def test_a_list_of_workers_codes_gives_each_to_the_body_of_the_work() -> None:
    index = _of(
        "Professionals are referred to by their role: police officers (PC1, PC2), social workers (SW1 and SW2), "
        "advisers of the Leaving Care Service (PA1), the family nurse (FN1) and a volunteer adviser (VA1).\n",
        ("Fern Police", "police", ()),
        ("Fern Children's Services", "childrens-social-care", ()),
        ("Leaving Care Service", "local-authority", ()),
        ("Fern Community Trust", "community-health", ()),
    )
    assert index.staff == {
        "PC1": "Fern Police",
        "PC2": "Fern Police",
        "SW1": "Fern Children's Services",
        "SW2": "Fern Children's Services",
        "PA1": "Leaving Care Service",
        "FN1": "Fern Community Trust",
    }


def test_what_a_bracket_says_is_in_a_body_is_of_it() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\nIndividual Management Reviews were received from:\n\n"
        "- Fernshire Police\n- Moorside NHS Foundation Trust (mental health services, including Talking Therapies, the "
        "Mental Health Liaison Team and the Crisis Team)\n- Fern Hospitals NHS Foundation Trust\n"
        "- NHS Fern Integrated Care Board, on behalf of Mill Lane Surgery\n\n2. Chronology\n\n"
        "2.1 On 3 May 2022 she was seen by the Crisis Team, and her GP at Mill Lane Surgery was told.\n"
    )
    trust = agencies["Moorside NHS Foundation Trust"]
    assert trust.sector == "mental-health"
    assert {"Talking Therapies", "Mental Health Liaison Team", "Crisis Team"} <= set(trust.aliases)
    assert agencies["Mill Lane Surgery"].contribution == "imr"


def test_a_bracket_may_hold_an_abbreviation_and_a_word() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\nIndividual Management Reviews were received from:\n\n"
        '- Fernshire Police\n- Fern Partnership NHS Foundation Trust (FPFT, "the Trust")\n'
        "- Fern Ambulance Service NHS Trust\n\n2. Chronology\n\n2.1 On 3 May 2022 the Trust saw her.\n"
    )
    assert "Trust" in agencies["Fern Partnership NHS Foundation Trust"].aliases


def test_a_gp_is_of_the_surgery_that_is_named_with_her() -> None:
    index = _of(
        "She saw her GP at Hill Surgery. The GP at Mill Lane Surgery saw him.\n",
        ("Mill Lane Surgery", "general-practice", ("GP", "her GP", "the GP")),
        ("Hill Surgery", "general-practice", ()),
    )
    first, second = index.document.sentences
    assert {m.agency for m in index.meant(first)} == {"Hill Surgery"}
    assert {m.agency for m in index.meant(second)} == {"Mill Lane Surgery"}


def test_words_of_one_body_s_name_mean_no_other_of_its_sector() -> None:
    index = _of(
        "Fern Homes visited her. Housing Options did not assess her.\n",
        ("Fern Homes", "housing", ("the landlord",)),
        ("Fern Council Housing Options", "housing", ("Housing Options", "Housing")),
    )
    *_, last = index.document.sentences
    assert [m.agency for m in index.mentions(last)] == ["Fern Council Housing Options"]


def test_a_cell_of_its_own_says_whose_row_it_is() -> None:
    index = _of(
        "24/06/2013\tDistrict Council\tMrs A telephoned Housing Options.\tThe call taker did not ask why.\n",
        ("Fern District Council", "local-authority", ("District Council",)),
        ("Fern Police", "police", ()),
    )
    assert index.leading(index.document.paragraphs[0]) == "Fern District Council"


def test_rows_of_days_list_no_bodies() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\nIMRs were provided by Fernshire Police and Crossway.\n\n"
        "2. COMBINED CHRONOLOGY\n\nDate\tAgency\tEvent\n05/03/2012\tCrossway\tCase closed. GP informed by letter.\n"
        "29/05/2013\tPolice\tDischarged. Letter to GP.\n"
    )
    assert not [name for name in agencies if ". " in name]


def test_a_heading_on_somebody_with_a_letter_names_no_body() -> None:
    people = [Person(label="Mr K", role="perpetrator", evidence=[Evidence(lines=(1, 1))])]
    assert not NameCheck(people).sound("Response to Mr K's Use of Alcohol Service")
    assert NameCheck(people).sound("Fern Alcohol Service")


def test_a_record_of_an_adviser_s_is_no_body() -> None:
    told = "On 4 May 2016 the IDVA's DASH was sent to Fernshire Police, and an IDVA Nell trusted rang her."
    assert not [n for n in found(CASE.format(body="Fernshire Police", told=told)) if "DASH" in n]


def test_the_college_is_the_body_that_is_called_so() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\n1.1 IMRs were provided by Oak Primary School, Fern College and "
        "Fernshire Police.\n\n2. Chronology\n\n2.1 On 3 May 2016 she told her tutor at the college of it.\n"
    )
    assert "the college" in agencies["Fern College"].aliases
    assert "the college" not in agencies


def test_a_panel_of_names_and_posts_holds_no_persons_and_no_head_of_a_column() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Chair, Author and Panel\n\n"
        "The report was written by Ann Varley, who has not worked for any of the agencies. The members of the Panel "
        "were:\n\n"
        "Name                 Role                      Organisation\n"
        "Delyth Marwood       Independent Author\n"
        "Supt. R. Bevan Fernshire Police\n"
        "Sue Lowe             Head of Safeguarding      Fern Hospitals NHS FT\n"
        "Pat Green            Manager                   Fern Homes\n\n"
        "2. Process\n\nIMRs were provided by Fern Hospitals NHS Foundation Trust and Fernshire Police.\n"
    )
    assert set(agencies) == {"Fernshire Police", "Fern Hospitals NHS Foundation Trust", "Fern Homes"}
    assert all(a.on_panel for a in agencies.values())


LISTED = (
    "Domestic Homicide Review\n\n1. Process\n\nIndividual Management Reviews were received from:\n\n{bodies}\n\n"
    "2. Chronology\n\n2.1 {told}\n"
)


def listed(*bodies: str, told: str) -> dict[str, Agency]:
    """The agencies of a review with a list of those that gave management reviews."""
    return found(LISTED.format(bodies="\n".join(f"• {b}" for b in bodies), told=told))


def test_two_listed_bodies_that_a_sentence_joins_are_two() -> None:
    agencies = listed(
        "Bright Crossing (drug and alcohol service)",
        "Fell and Moor NHS Foundation Trust (mental health)",
        told="On 3 May 2022 Bright Crossing and Fell and Moor NHS Foundation Trust saw him. Bright Crossing rang.",
    )
    assert set(agencies) == {"Bright Crossing", "Fell and Moor NHS Foundation Trust"}


def test_a_hospital_behind_its_trust_s_dash_is_a_part_of_it() -> None:
    agencies = listed(
        "Fern Hospitals NHS Trust – St Hilda's Hospital",
        "Fernshire Police",
        told="She was admitted to St Hilda's Hospital on 3 May 2022.",
    )
    assert "St Hilda's Hospital" in agencies["Fern Hospitals NHS Trust"].aliases


def test_a_clinic_and_a_team_are_of_the_trust_beside_a_charity_s_therapies() -> None:
    agencies = listed(
        "Moor Partnership NHS Foundation Trust (“the Mental Health Trust”)",
        "TalkingPoint Fern (the local talking therapies service)",
        told=(
            "On 3 May 2022 she was referred to the Memory Clinic of the Mental Health Trust. "
            "A nurse from the CMHT saw her on 4 May 2022. TalkingPoint rang him. TalkingPoint closed his case."
        ),
    )
    assert set(agencies) == {"Moor Partnership NHS Foundation Trust", "TalkingPoint Fern"}
    assert {"Memory Clinic", "CMHT"} <= set(agencies["Moor Partnership NHS Foundation Trust"].aliases)
    assert "TalkingPoint" in agencies["TalkingPoint Fern"].aliases


def test_a_health_board_has_the_mental_health_team() -> None:
    agencies = listed(
        "Bro Gwern University Health Board",
        "Fernshire Police",
        told="On 3 May 2022 he was seen by the Community Mental Health Team. The mental health team wrote to him.",
    )
    assert set(agencies) == {"Bro Gwern University Health Board", "Fernshire Police"}


def test_what_a_bracket_calls_a_body_may_go_on_to_say_what_it_is() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\n1.1 Reports were provided by Homelamp Care Limited (“Homelamp”, a "
        "domiciliary care agency) and Fernshire Police.\n\n2. Chronology\n\n2.1 Homelamp visited on 3 May 2022.\n"
    )
    assert "Homelamp" in agencies["Homelamp Care Limited"].aliases


def test_of_whom_a_body_is_a_member_did_nothing_in_the_case() -> None:
    agencies = listed(
        "Fern Women's Aid",
        "Fernshire Police",
        told="Fern Women's Aid is a member of Welsh Women's Aid and runs a refuge. It met her on 3 May 2022.",
    )
    assert "Welsh Women's Aid" not in agencies


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Closing the IDVA case in May was premature.", ["IDVA"]),
        ("Supt. R. Bevan Fernshire Police", ["Fernshire Police"]),
        ("Nursing and Midwifery Council", ["Nursing and Midwifery Council"]),
    ],
)
def test_what_stands_before_a_body_is_not_its_name(text: str, names: list[str]) -> None:
    assert [n.text for n in names_in(text)] == names


@pytest.mark.parametrize("row", ["CSP Chair June", "CSP CSP Domestic Abuse Co-ordinator September", "CSP All"])
def test_cells_of_a_plan_behind_a_body_are_no_part_of_its_name(row: str) -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\n1.1 The review was commissioned by Fernshire Community Safety "
        f"Partnership (CSP).\n\n2. Chronology\n\n2.1 On 3 May 2022 the {row} 2024.\n"
    )
    assert set(agencies) == {"Fernshire Community Safety Partnership"}


def test_the_word_over_the_page_numbers_is_no_body() -> None:
    agencies = found(
        "Domestic Homicide Review\n\nReport completed: 30th November 2017\n\nCONTENTS"
        + " " * 60
        + "Page\n1. The Process ............ 3\n2. Chronology ........... 5\n\n"
        "1. The Process\n\n1.1 Reports were provided by Fernshire Police and Mill Lane Surgery.\n\n2. Chronology\n\n"
        "2.1 On 3 May 2022 the police came.\n"
    )
    assert set(agencies) == {"Fernshire Police", "Mill Lane Surgery"}


def test_a_practice_with_a_letter_is_one_however_its_gp_is_told_of() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\n1.1 Mary was the wife of Peter. IMRs were provided by Fernshire "
        "CCG, on behalf of GP Practice A (Mary) and GP Practice B (Peter).\n\n2. Chronology\n\n2.1 On 3 May 2022 "
        "Peter saw a GP at Practice B. Mary was seen at GP Practice A.\n",
        Mary="victim",
        Peter="perpetrator",
    )
    assert {n for n in agencies if "Practice" in n} == {"GP Practice A", "GP Practice B"}
    assert "Practice B" in agencies["GP Practice B"].aliases
    assert "Peter" not in agencies["GP Practice B"].aliases


def test_a_body_is_told_by_what_it_gave_where_its_name_tells_no_kind() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Contributors\n\n1.1 The following agencies contributed to the review:\n\n"
        "Fernshire Police – IMR\n\nOpen Window – short report\n\nTideway Stores (employer of Mary) – short report\n\n"
        "Bright Steps Fernshire (drug and alcohol service) – chronology\n\n2. Chronology\n\n2.1 The police came.\n"
    )
    told = {name: (a.sector, a.contribution) for name, a in agencies.items()}
    assert told == {
        "Fernshire Police": ("police", "imr"),
        "Open Window": ("voluntary-sector", "report"),
        "Tideway Stores": ("employer", "report"),
        "Bright Steps Fernshire": ("substance-misuse", "chronology"),
    }


def test_what_says_what_a_body_is_is_no_other_body() -> None:
    agencies = listed(
        "Open Window, the domestic abuse charity which provides the IDVA service of the borough",
        "Fernshire Police",
        told="The police came.",
    )
    assert set(agencies) == {"Open Window", "Fernshire Police"}


def test_lines_of_a_list_in_one_paragraph_are_names_of_their_own() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. The Review Process\n\n1.1 The Review Panel met six times. Its members were:\n\n"
        "Head of Safeguarding, Fern Hospitals NHS Trust\nService Manager, Fernshire Children's Social Care\n"
        "Manager, Fern Women's Refuge\nCommunity Safety Manager, Fern District Council\n\n"
        "1.2 Short reports were received from Fern Women's Refuge and from Trent Police, the force for the area where "
        "he had lived. Trent Ambulance Service provided a chronology.\n\n2. Chronology\n\n2.1 The refuge rang her.\n"
    )
    assert {n for n in agencies if n.startswith(("Fern ", "Trent "))} == {
        "Fern Hospitals NHS Trust",
        "Fern Women's Refuge",
        "Fern District Council",
        "Trent Police",
        "Trent Ambulance Service",
    }


def test_no_person_whose_things_were_sent_is_a_body() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\n1.1 IMRs were received from the following:\n\n- Fernshire Police\n"
        "- Fernshire Council Children's Social Care\n\n2. Chronology\n\n2.1 Adult A reported that Adult B had hit her. "
        "On 3 May 2012 a notification was sent to Children's Social Care and Adult A's details were passed to Victim "
        "Support. Children's Social Care wrote to her. Adult A moved.\n",
        Adult_A="victim",
        Adult_B="perpetrator",
    )
    assert "Adult A" not in {form for a in agencies.values() for form in (a.name, *a.aliases)}


def test_whoever_leads_the_review_brings_no_body() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Review Panel\n\n1.1 The panel members were:\n\n"
        "Name\tRole\tOrganisation\nHelen March\tIndependent Chair\tFern Women's Aid\n"
        "Ann Lee\tDetective Inspector\tFernshire Police\n\n2. Chronology\n\n2.1 The police came.\n"
    )
    assert set(agencies) == {"Fernshire Police"}


def test_a_day_centre_called_after_a_court_is_none() -> None:
    assert sector_of("Fern Court Day Centre") != "criminal-justice"
    assert sector_of("Fern Magistrates' Court") == "criminal-justice"


def test_a_body_that_was_not_asked_for_an_imr_gave_none() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\n1.1 IMRs were received from Fernshire Police and Mill Lane "
        "Surgery.\n\n2. Analysis\n\n2.1 Fernshire Probation Trust\n\nFernshire Probation Trust was not asked for an "
        "IMR. It saw him in May 2013.\n"
    )
    assert agencies["Fernshire Probation Trust"].contribution == "none"


def test_a_bracket_behind_a_listed_body_may_be_a_sentence() -> None:
    agencies = listed(
        "Fernshire Police",
        "Fernshire Probation Trust (the Trust was abolished in 2014; its work passed to the National Probation "
        "Service)",
        told="The Trust saw him in May 2013.",
    )
    assert agencies["Fernshire Probation Trust"].contribution == "imr"


def test_a_body_s_short_name_beside_another_body_is_no_part_of_its_name() -> None:
    agencies = listed(
        "Larkmoor Support (supported living)",
        "Fernshire Police",
        "Tideway Homes",
        told="On 3 May 2022 Larkmoor rang the police. Larkmoor and Fernshire Police met her. Larkmoor and Tideway "
        "Homes wrote. Nothing was heard by Larkmoor.",
    )
    assert set(agencies) == {"Larkmoor Support", "Fernshire Police", "Tideway Homes"}


def test_what_a_trust_has_in_it_is_no_fuller_name_of_it() -> None:
    names = Counter({"Fern Valley Memory Service": 5, "Fern Partnership NHS Foundation Trust": 1})
    assert Found(kind_of("Fern Valley Memory Service"), names).name == "Fern Partnership NHS Foundation Trust"


def test_a_worker_s_code_is_no_body() -> None:
    assert not NameCheck([]).sound("SW2")
    assert not NameCheck([]).sound("CPN1")


def test_what_was_asked_for_and_given_is_given_by_all_that_follow() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\n1.1 IMRs were requested from, and provided by, Adult Social Care, "
        "Fernshire Constabulary, Moorhill Hospitals NHS Foundation Trust and Brook Recovery Service.\n"
    )
    gave = {name: a.contribution for name, a in agencies.items()}
    assert gave["Moorhill Hospitals NHS Foundation Trust"] == gave["Brook Recovery Service"] == "imr"


def test_a_post_for_a_topic_is_no_body() -> None:
    agencies = listed(
        "Fernside Community NHS Trust – Named Nurse for Safeguarding Adults",
        "Fernshire Police",
        told="On 3 May 2021 a district nurse saw her.",
    )
    assert set(agencies) == {"Fernside Community NHS Trust", "Fernshire Police"}


def test_in_respect_of_whom_a_body_wrote_is_no_body_of_the_list() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\n1.1 IMRs were received from Fernshire Police, North Fernshire "
        "Primary Care Trust, in respect of the GP practice and of health visiting, and Willow Refuge.\n\n"
        "2. Analysis\n\n2.1 The Health Visitor saw her in May 2013. The GP practice saw her in June 2013. Her GP "
        "rang. The GP wrote.\n"
    )
    assert not any("respect" in name for name in agencies)
    assert agencies["Health Visiting Service"].contribution == "none"


def test_a_worker_named_by_the_short_name_of_her_service_is_of_that_service() -> None:
    agencies = listed(
        "Quayhead Domestic Abuse Service",
        "Fernshire Police",
        told="On 3 May 2021 the Quayhead IDVA saw her. Quayhead rang her. On 4 May 2021 Quayhead wrote to her.",
    )
    assert {"Quayhead", "Quayhead IDVA"} <= set(agencies["Quayhead Domestic Abuse Service"].aliases)
    assert len(agencies) == 2


def test_what_a_body_provides_and_what_a_trust_or_university_has_are_names_of_it() -> None:
    agencies = listed(
        "Tidal Women's Trust, provider of the Moorhill Independent Domestic Violence Advisor (IDVA) Service",
        "Fern Valley Healthcare NHS Trust, for Quayside Urgent Care Centre (UCC)",
        "University of Moorhill, including the Student Wellbeing Service",
        told="On 3 May 2021 the UCC saw her. Quayside Urgent Care Centre wrote to her GP.",
    )
    assert "Quayside Urgent Care Centre" in agencies["Fern Valley Healthcare NHS Trust"].aliases
    assert "Student Wellbeing Service" in agencies["University of Moorhill"].aliases
    assert any("Independent Domestic Violence" in a for a in agencies["Tidal Women's Trust"].aliases)
    assert not {"Quayside Urgent Care Centre", "Student Wellbeing Service"} & set(agencies)


def test_a_body_may_stand_behind_what_it_is() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\n1.1 Short reports were provided by Fernshire Police, Moorhill "
        "Housing Options, Moorhill Adult Social Care and her employer, Brightmoor Coffee.\n\n1.2 Fernshire Children's "
        "Social Care and the local drug and alcohol service, Turning Tides, confirmed that they had no contact with "
        "either of them.\n"
    )
    assert agencies["Brightmoor Coffee"].sector == "employer"
    tides = agencies["Turning Tides"]
    assert (tides.contribution, tides.sector) == ("nil-return", "substance-misuse")


def test_where_somebody_was_met_and_whose_counsellor_it_was_is_no_body_of_its_own() -> None:
    agencies = listed(
        "Moor Park Academy",
        "Fernshire Police",
        told="On 3 May 2021 the Academy referred him to its counsellor. On 4 May 2021 an officer met her at a "
        "children's centre.",
    )
    assert set(agencies) == {"Moor Park Academy", "Fernshire Police"}


def test_by_when_a_body_is_to_act_is_no_part_of_its_name() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\n1.1 IMRs were provided by Fernshire Police and Moorhill Adult "
        "Services.\n\n2. Recommendations\n\n1 Moorhill Adult Services should review how reports are screened. Moorhill "
        "Adult Services June 2021\n\n2 Fernshire Police should train its officers. Fernshire Police May 2021\n"
    )
    assert set(agencies) == {"Fernshire Police", "Moorhill Adult Services"}


def test_where_a_body_was_met_is_no_part_of_its_name() -> None:
    agencies = listed(
        "Llais Merched, a charity for women",
        "Moor Vale College",
        told="On 3 May 2021 a worker from Llais Merched at the College saw her. Llais Merched rang her.",
    )
    assert set(agencies) == {"Llais Merched", "Moor Vale College"}


def test_a_division_is_known_with_its_board_s_short_name_and_without() -> None:
    agencies = listed(
        "Fern Vale University Health Board (FVUHB)",
        "Fern Vale University Health Board Mental Health Division",
        told="On 3 May 2021 the Mental Health Division saw him. FVUHB Mental Health Division wrote to his GP. On 4 May "
        "2021 a Psychiatric Liaison nurse saw him.",
    )
    assert len([name for name in agencies if "Division" in name]) == 1
    assert "Psychiatric Liaison" not in agencies


def test_a_statute_of_wales_is_no_body() -> None:
    assert not list(names_in("Under Part 7 of the Social Services and Well-being (Wales) Act 2014 they met."))


def test_two_areas_of_which_a_review_tells_have_a_forum_each() -> None:
    told = (
        "On 3 May 2021 the police referred her to the Eastmoor MARAC. The Eastmoor MARAC heard the case. On 4 June "
        "2022 the Northfell MARAC heard it. The Northfell MARAC set no action."
    )
    assert {"Eastmoor MARAC", "Northfell MARAC"} <= set(listed("Fernshire Police", told=told))
    once = "On 3 May 2021 the police referred her to the Eastmoor MARAC. The MARAC heard the case."
    assert len([name for name in listed("Fernshire Police", told=once) if "MARAC" in name]) == 1


def test_staff_are_of_the_body_of_the_place_that_is_named_before_them() -> None:
    text = (
        "Domestic Homicide Review\n\n1. Process\n\n1.1 IMRs were provided by Northfell Community Health NHS Trust and "
        "Eastmoor Community Health NHS Trust.\n\n2. Chronology\n\n2.1 On 3 May 2021 Eastmoor Community Health NHS "
        "Trust wrote to her. On 4 May 2021 the Northfell health visitor saw her alone.\n"
    )
    index = AgencyIndex(list(found(text).values()), plaintext.parse(text, source="x.txt"))
    (sentence,) = (s for s in index.document.sentences if "health visitor" in s.text)
    assert [m.agency for m in index.mentions(sentence)] == ["Northfell Community Health NHS Trust"]


def test_a_name_does_not_go_on_into_the_next_line_s_sentence() -> None:
    text = "To: the University of Moorhill The University should. To: Fell Lane Surgery Both practices should."
    assert [name.text for name in names_in(text)][:3] == ["University of Moorhill", "University", "Fell Lane Surgery"]


def test_a_table_of_one_cell_a_line_may_have_empty_cells() -> None:
    """A line more than between the others stands for a cell that holds nothing."""
    agencies = found(
        "Domestic Homicide Review\n\n2. Who took part\n\n2.1 The Panel was made up as follows.\n\nName\nRole\n"
        "Organisation\nHelena Osborne\nIndependent Chair\n\nKeith Dall\nAuthor\n\nSunita Rahl\n"
        "Detective Chief Inspector\nFernshire Police\nJo Tennick\nHead of Safeguarding\nMoor Vale NHS Trust\n"
        "\n2.2 IMRs were written by Fernshire Police.\n"
    )
    assert set(agencies) == {"Fernshire Police", "Moor Vale NHS Trust"}


@pytest.mark.parametrize(
    ("told", "gave"),
    [
        (
            "Fernshire Police, Moor College and Moor Vale NHS Trust (for its clinics) each completed an Individual "
            "Management Review.",
            "imr",
        ),
        ("Fernshire Police, Moor College and Moor Vale NHS Trust each sent a short report.", "report"),
    ],
)
def test_what_each_of_several_gave_is_given_by_all(told: str, gave: str) -> None:
    agencies = found(f"Domestic Homicide Review\n\n2. Who took part\n\n2.1 {told}\n")
    assert {name: a.contribution for name, a in agencies.items()} == dict.fromkeys(
        ("Fernshire Police", "Moor College", "Moor Vale NHS Trust"), gave
    )


def test_two_bodies_by_their_initials_are_two() -> None:
    assert in_two("LAS and MPS") == ["LAS", "MPS"]
    assert in_two("Moor Women's Aid and from the nursery") == ["Moor Women's Aid", "nursery"]


def test_who_gave_shorter_reports_and_who_had_not_known_them() -> None:
    """The words for what was given may end at the names; who searched may be said in other words after the name."""
    agencies = found(
        "Domestic Homicide Review\n\n2. Who took part\n\n2.1 IMRs were written by Fernshire Police. Shorter reports "
        "came from Moor Vale NHS Trust, Citizens Advice Fernmouth and Fernshire Ambulance Service.\n\n"
        "2.2 Moor Council Adult Social Care, the Probation Service and Clear Brook, the local drug and alcohol "
        "service, all searched their records and told us that they had not known either of them.\n\n"
        "2.3 Moor Council Housing, Victim Support and the drug service Turning Leaf looked at their files and answered "
        "that neither Ann nor Lee was known to them.\n\n"
        "3. Chronology\n\n3.1 On 3 May 2016 Ann went to Citizens Advice Fernmouth.\n"
    )
    gave = {name: a.contribution for name, a in agencies.items()}
    assert gave["Citizens Advice Fernmouth"] == gave["Moor Vale NHS Trust"] == "report"
    assert gave["Moor Council Adult Social Care"] == gave["Clear Brook"] == "nil-return"
    assert gave["Fernshire Police"] == "imr"
    assert not [name for name in gave if name == "Citizens Advice" or "local drug" in name]


def test_two_short_forms_that_stand_together_are_two_bodies() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. The Panel\n\nJo Tennick\tHead of Nursing\tFern Teaching Hospitals NHS Trust\n"
        "Sunita Rahl\tManager\tHarbourside Young People's Housing Association\n\n"
        "2.1 IMRs were written by Fernshire Police, Moor College, Fern Teaching Hospitals and Harbourside.\n\n"
        "3. Chronology\n\n3.1 On 3 May 2016 Harbourside staff rang Fernshire Police.\n"
    )
    assert agencies["Fern Teaching Hospitals NHS Trust"].contribution == "imr"
    assert agencies["Harbourside Young People's Housing Association"].contribution == "imr"
    assert not [name for name in agencies if " and " in name]


def test_what_a_body_supplied_is_no_part_of_its_name() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. Who took part\n\n2.1 The Clinical Commissioning Group supplied a short report "
        "on behalf of Mill Lane Surgery, and Fern Partnership NHS Trust supplied a short report of its own.\n"
    )
    assert "Fern Partnership NHS Trust" in agencies
    assert not [name for name in agencies if "supplied" in name]


def test_a_bare_word_is_the_one_listed_body_of_its_kind() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. Who took part\n\n2.1 IMRs were written by Fernshire Police, Moorgate College "
        "and Harbourside Housing Association.\n\n3. Chronology\n\n"
        "9 May 2016\tMoorgate College\tAnn enrolled.\n12 May 2016\tCollege\tA tutor saw a bruise.\n\n"
        "4. Analysis\n\n4.1 Housing\n\n4.1.1 Harbourside staff called the police promptly.\n\n"
        "5. Recommendations\n\nW1 The college should train its tutors.\n"
    )
    assert not {"College", "Housing", "W1 The college"} & set(agencies)
    assert "Moorgate College" in agencies


def test_initials_behind_another_body_are_a_body_of_their_own() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. Who took part\n\n2.1 IMRs were written by Fernshire Police, University "
        "Hospitals of Fernmouth NHS Trust (UHF) and Oakmere Homes.\n\n3. Chronology\n\n3.1 On 3 May 2016 the police, "
        "Oakmere Homes and UHF met. UHF had seen Ann twice, and Oakmere Homes once.\n"
    )
    assert "Oakmere Homes" in agencies
    assert not [name for name in agencies if " and " in name]


@pytest.mark.parametrize(
    "listed, bodies",
    [
        (
            "were received from Fernshire Police, Moor Council Adult Social Care and Mill Lane Surgery, the last "
            "written by the Moor Clinical Commissioning Group's named doctor",
            {"Fernshire Police", "Moor Council Adult Social Care", "Mill Lane Surgery"},
        ),
        (
            "were received from Fernshire Police, Oakmere Homes and both the Adult Services and the Children's "
            "Services of Moor Borough Council",
            {"Fernshire Police", "Oakmere Homes"},
        ),
        (
            "came from Fernshire Ambulance Service NHS Trust and another from Fern Hospitals NHS Foundation Trust, "
            "which runs the Royal Infirmary",
            {"Fernshire Ambulance Service NHS Trust", "Fern Hospitals NHS Foundation Trust"},
        ),
    ],
)
def test_lists_of_who_wrote_with_asides(listed: str, bodies: set[str]) -> None:
    agencies = found(f"Domestic Homicide Review\n\n2. Who took part\n\n2.1 Individual management reviews {listed}.\n")
    assert bodies <= set(agencies)
    assert not [name for name in agencies if "written" in name or "another" in name or " both " in name]


def test_a_list_of_questions_is_none_of_bodies() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. The panel\n\nThe panel agreed the following questions.\n\n"
        "- Were the decisions of the multi-agency risk assessment conference carried out, and if not, why not?\n"
        "- Did the police recognise the risk?\n\n3. Chronology\n\n3.1 The case was heard at the Moor MARAC in May "
        "2016.\n"
    )
    assert not [name for name in agencies if name.startswith(("Were", "Did"))]


def test_whose_housing_officer_it_was_and_a_theme_are_no_bodies() -> None:
    assert not NameCheck([]).sound("T's housing")
    assert not NameCheck([]).sound("Alcohol") and not NameCheck([]).sound("Drugs and alcohol")


def test_a_heading_s_name_is_that_of_the_list_and_a_country_belongs_to_a_national_body() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. The panel\n\nJo Pask\tSuperintendent\tEstuary Metropolitan Police\n"
        "Al Mead\tHead of Unit\tHM Prison and Probation Service in Wales (Probation)\n\n"
        "2.1 Management reviews were received from Estuary Metropolitan Police and HM Prison and Probation Service in "
        "Wales.\n\n4. Analysis\n\nEstuary Metropolitan Police\n\nThe force did not record the crime.\n\n"
        "HM Prison and Probation Service in Wales (Probation)\n\nProbation did not see him in May 2016.\n"
    )
    assert "Metropolitan Police" not in agencies
    assert [name for name in agencies if "Probation" in name] == ["HM Prison and Probation Service in Wales"]
    assert agencies["HM Prison and Probation Service in Wales"].sector == "probation"


def test_whose_the_idva_is_and_whom_a_charity_supports_tell_the_sector() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. Who took part\n\n2.1 Management reviews came from Fernshire Police, Fern "
        "Valley NHS Trust, Lanternhill, Larkfield Outreach, Mill Lane Surgery and Moor Council Housing.\n\n"
        "2.2 Larkfield Outreach, a charity that supports victims of domestic abuse in the villages, sat on the "
        "panel.\n\n3. Chronology\n\n3.1 On 3 May 2016 an independent domestic violence adviser (IDVA) of Lanternhill "
        "rang her. The IDVA drew up a safety plan.\n"
    )
    assert agencies["Lanternhill"].sector == agencies["Larkfield Outreach"].sector == "specialist-domestic-abuse"
    assert "IDVA" not in agencies


def test_a_part_goes_on_under_a_heading_that_names_nobody_until_another_body_s() -> None:
    text = (
        "Domestic Homicide Review\n\n2. Who took part\n\n2.1 Management reviews came from Fernshire Police, Haven "
        "House and Mill Lane Surgery.\n\nAnalysis\n\n**Fernshire Police**\n\n"
        "The call was logged.\n\n**The first visit**\n\nNo statement was taken.\n\n"
        "**Mill Lane Surgery**\n\nShe was seen twice.\n\n**Lessons about money**\n\n"
        "Nothing was asked.\n"
    )
    reading = Reading(plaintext.parse(text, "parts.txt"))
    reading.learn("agencies", find(reading))
    heads = {s.title: reading.agency_index.of_section(s) for s in reading.document.sections}
    assert heads["The first visit"] == "Fernshire Police"
    assert heads["Lessons about money"] is None


def test_what_stands_before_a_name_and_to_whom_the_report_goes_are_no_bodies() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. Process\n\n1.1 The report will be sent to the members of the Partnership, to "
        "the Police and Crime Commissioner for Fernshire, to the Domestic Abuse Commissioner and to Ann's sister.\n\n"
        "3. Chronology\n\n3.1 On 3 May 2016 neither of the GP practices was asked for information. Helpline messages "
        "were not answered.\n"
    )
    assert not {"of", "Helpline"} & set(agencies)
    assert not [name for name in agencies if "Commissioner" in name]


def test_a_cell_of_the_panel_s_table_may_say_what_a_body_is_or_translate_its_name() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. The panel\n\n2.1 The panel met seven times. Its members had had no line "
        "management of anyone involved with the family.\n\nName\tOrganisation\n\nDr Enid Pask\tIndependent Chair\n\n"
        "Hugh Brace\tIndependent Reviewer and Author\n\nHead of Crime\tFernshire Police\n\n"
        "Matron\tFern Health Board\n\n"
        "Chief Officer\tGofal Fern (Carers Fern)\n\nDirector\tNoddfa Fern, the specialist domestic abuse service\n"
    )
    assert set(agencies) == {"Fernshire Police", "Fern Health Board", "Gofal Fern", "Noddfa Fern"}
    assert "Carers Fern" in agencies["Gofal Fern"].aliases
    assert "nil-return" not in {a.contribution for a in agencies.values()}


def test_who_sent_reports_on_and_what_a_review_covers() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. Who took part\n\n2.1 Management reviews were provided by Fernshire Police, "
        "Fern Homes and Moor Council Housing. Short reports were received from School 1 and School 2 through the Fern "
        "Education Department. The Commissioning Group arranged for a single IMR covering GP Practice 1, at which Ann "
        "was registered, and GP Practice 2, at which he was.\n\n3. Chronology\n\n3.1 On 3 May 2016 Ann saw a GP at GP "
        "Practice 1. School 2 rang the police. He told a GP at GP Practice 2 that he drank.\n"
    )
    assert {agencies[n].contribution for n in ("School 1", "School 2")} == {"report"}
    assert {agencies[n].contribution for n in ("GP Practice 1", "GP Practice 2")} == {"imr"}


def test_what_leads_in_to_recommendations_leads_in_to_no_bodies() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n3. Chronology\n\n3.1 On 3 May 2016 Fernshire Police saw her. No statement was "
        "taken.\n\n8. Recommendations\n\n8.1 The recommendations of the Panel and those made by agencies in their IMRs "
        "are set out in the table below.\n\nNo.\tRecommendation\tLead agency\tTarget date\n"
        "1\tFernshire Police should train its supervisors.\tFernshire Police\tMay 2019\n"
    )
    assert set(agencies) == {"Fernshire Police"}


def test_the_idva_at_a_service_is_that_service_s() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. Who took part\n\n2.1 Management reviews came from Fernshire Police, Mill Lane "
        'Surgery and Lantern Domestic Abuse Services ("Lantern").\n\n3. Chronology\n\n3.1 On 3 May 2016 the IDVA at '
        "Lantern rang her. Lantern closed the case.\n"
    )
    assert set(agencies) == {"Fernshire Police", "Mill Lane Surgery", "Lantern Domestic Abuse Services"}
    assert "IDVA" in agencies["Lantern Domestic Abuse Services"].aliases


def test_the_letters_of_a_reference_are_no_body() -> None:
    agencies = found(
        "Domestic Homicide Review\n\nReference: SCP/DHR 14\n\n3. Chronology\n\n"
        "3.1 On 3 May 2016 Fernshire Police saw her.\n"
    )
    assert set(agencies) == {"Fernshire Police"}


def test_a_house_called_a_court_is_no_court() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n3. Chronology\n\n3.1 On 3 May 2016 Fernshire Police went to the flat at Weir "
        "Court in which she had been placed. On 9 May 2016 he was fined by Fern Magistrates' Court.\n\n"
        "3.2 Episode Five: Weir Court\n\nShe was not asked whether Weir Court was safe.\n"
    )
    assert "Weir Court" not in agencies
    assert "Fern Magistrates' Court" in agencies


def test_a_body_that_also_provides_the_idvas_has_them() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. Contributors\n\n2.1 Management reviews were received from:\n\n"
        "- Fernshire Police\n- Fern Homes\n- The Willow Gate, which also provides the Independent Domestic Violence "
        "Advisor (IDVA) service in the borough\n\n3. Chronology\n\n3.1 On 3 May 2016 the IDVA rang her. The Willow "
        "Gate wrote to her.\n"
    )
    (one,) = (a for name, a in agencies.items() if "Willow Gate" in name)
    assert one.sector == "specialist-domestic-abuse"
    assert "IDVA" in one.aliases
    assert not [name for name in agencies if "Independent Domestic" in name]


def test_the_heads_of_a_table_and_a_want_of_housing_are_no_bodies() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. The Review Panel\n\nName\tRole and agency\n"
        "Ann Lee\tDetective Inspector, Fernshire Police\nTom Rook\tFern Valley NHS Trust\n\n"
        "5. Analysis\n\n5.1 Suitable housing for people who are ill protects their families.\n"
    )
    assert set(agencies) == {"Fernshire Police", "Fern Valley NHS Trust"}


def test_a_department_behind_its_council_s_comma_is_named_alone() -> None:
    text = (
        "Domestic Homicide Review\n\n2. The panel\n\nName\tOrganisation\n"
        "Ann Lee\tMoor Council\nTom Rook\tMoor Council, Housing Options\n\n"
        "3. Chronology\n\n3.1 On 3 May 2016 Moor Council, Housing Options saw her. Moor Council wrote.\n"
    )
    reading = Reading(plaintext.parse(text, "comma.txt"))
    reading.learn("agencies", find(reading))
    (told,) = (p for p in reading.document.paragraphs if p.number == "3.1")
    named = [[m.agency for m in reading.agency_index.mentions(s)] for s in told.sentences]
    assert named == [["Moor Council, Housing Options"], ["Moor Council"]]


def test_a_professional_body_that_is_asked_to_act_is_an_agency() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n3. Chronology\n\n3.1 On 3 May 2016 Fernshire Police saw her.\n\n8. "
        "Recommendations\n\n"
        "Recommendation 1: The Law Society should write guidance for solicitors.\n"
    )
    assert [a.sector for name, a in agencies.items() if "Law Society" in name] == ["national-government"]


def test_the_bracket_behind_a_trust_tells_which_part_of_it_had_to_do_with_the_case() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. Contributors\n\nIndividual management reviews were provided by:\n\n"
        "Fernshire Police\nFern Health and Care NHS Foundation Trust (mental health services)\nMill Lane Surgery\n\n"
        "7. Conclusions\n\nThe panel identified the following missed opportunities:\n\na) The failure of Mill Lane "
        "Surgery to ask Gareth about abuse when he presented with repeated injuries.\n"
    )
    assert {a.contribution for a in agencies.values()} == {"imr"}
    assert set(agencies) == {"Fernshire Police", "Fern Health and Care NHS Foundation Trust", "Mill Lane Surgery"}
    assert agencies["Fern Health and Care NHS Foundation Trust"].sector == "mental-health"


@pytest.mark.parametrize(
    ("trust", "sector"),
    [
        ("Pennine Care NHS Foundation Trust", "mental-health"),
        ("South London and Maudsley NHS Trust", "mental-health"),
        ("North East London Foundation Trust (health visitors)", "community-health"),
        ("Fern Valley NHS Foundation Trust", "acute-health"),
    ],
)
def test_a_trust_of_the_authority_file_is_of_its_kind_whatever_its_name_sounds_like(trust: str, sector: str) -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. Contributors\n\nIndividual management reviews were provided by:\n\n"
        f"Fernshire Police\n{trust}\nMill Lane Surgery\n\n"
        "3. Chronology\n\n3.1 On 3 May 2016 the community mental health team saw Gareth at home.\n"
    )
    (one,) = (a for name, a in agencies.items() if "Trust" in name)
    assert one.sector == sector
    own = sector == "mental-health"
    assert own == any("community mental health team" in n for n in (one.name, *one.aliases)), agencies


def test_a_contributors_table_says_itself_what_each_gave() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1.9 Those who had contact contributed as in the following table. Individual "
        "management reviews (IMRs) were written by officers without part in the events.\n\n"
        "Agency\tContribution\nFernshire Police\tIMR and chronology\nMill Lane Surgery\tIMR, written by the Clinical "
        "Commissioning Group's named GP\nFern Haulage Limited\tLetter of information and interview of a manager\n"
        "UK Border Agency\tShort report, provided by the Home Office\nFern Ambulance Service\tChronology only\n\n"
        "2. The Panel\n\nName\tAgency\nAnn Lee\tFern Clinical Commissioning Group\n\n"
        "8. Recommendations\n\nRecommendation 1: The Home Office should write guidance.\n"
    )
    assert {name: a.contribution for name, a in agencies.items()} == {
        "Fernshire Police": "imr",
        "Mill Lane Surgery": "imr",
        "Fern Haulage Limited": "report",
        "UK Border Agency": "report",
        "Fern Ambulance Service": "chronology",
        "Fern Clinical Commissioning Group": "none",
        "Home Office": "none",
    }


def test_who_wrote_on_behalf_of_another_gave_the_review_and_so_did_that_one() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2.5 Individual Management Reviews (IMRs) were provided by Fernshire Police, the "
        "CCG on behalf of Mill Lane Surgery and Fern Homes.\n\n2.6 Moor Police, which covers the area in which Gareth "
        "lived until 2012, gave the panel a short report.\n\n3. Chronology\n\n3.1 On 3 May 2016 Mill Lane Surgery saw "
        "her.\n\n5. Analysis\n\n5.1 The CCG prepared an IMR on behalf of Hill Lane Surgery. Hill Lane Surgery "
        "did not ask her about home.\n"
    )
    assert {name: a.contribution for name, a in agencies.items()} == {
        "Fernshire Police": "imr",
        "CCG": "imr",
        "Fern Homes": "imr",
        "Moor Police": "report",
        "Mill Lane Surgery": "imr",
        "Hill Lane Surgery": "imr",
    }


def test_commissioners_one_after_the_other_are_bodies_of_their_own() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. The Panel\n\nName\tAgency\nAnn Lee\tFern Primary Care Trust\n\n"
        "8. Recommendations\n\n- The Primary Care Trust, and from April 2013 the Fern Clinical Commissioning Group, "
        "will train doctors.\n\nRecommendation 2: Fern Integrated Care Board should commission it.\n"
    )
    assert {"Fern Primary Care Trust", "Fern Integrated Care Board"} <= set(agencies)


def test_a_college_of_adult_education_is_no_council_s_education_service() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. The Panel\n\nName\tAgency\nAnn Lee\tFern City Council Education Service\n"
        "Tom Rook\tFern College of Adult Education\nJo Hill\tMoor Lane Primary School\n\n3. Chronology\n\n"
        "3.1 On 3 May 2016 the college wrote to her.\n"
    )
    assert "Fern City Council Education Service" in agencies
    assert "the college" in agencies["Fern College of Adult Education"].aliases


def test_a_government_department_with_commas_is_one_body() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n8. Recommendations\n\nRecommendation 1: The Ministry of Housing, Communities "
        "and Local Government should write guidance.\n\nRecommendation 2: The Department for Business, Energy and "
        "Industrial Strategy should write to employers.\n"
    )
    assert set(agencies) == {
        "Ministry of Housing, Communities and Local Government",
        "Department for Business, Energy and Industrial Strategy",
    }


def test_a_trust_that_is_called_by_its_kind_alone() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. The Panel\n\nName\tAgency\nAnn Lee\tFern and Moor Hospitals NHS Foundation "
        "Trust\nTom Rook\tFern Community Healthcare NHS Trust\n\n2.2 IMRs were received from Fernshire Police, the "
        "Hospital Trust and the Community Trust.\n\n3. Chronology\n\n3.1 On 3 May 2016 she came to Fern General "
        "Hospital, part of the Hospital Trust.\n"
    )
    assert set(agencies) == {
        "Fernshire Police",
        "Fern and Moor Hospitals NHS Foundation Trust",
        "Fern Community Healthcare NHS Trust",
    }
    assert {a.contribution for a in agencies.values()} == {"imr"}


def test_who_pays_a_charity_and_where_it_works_are_not_what_it_is() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. Contributors\n\nIMRs were provided by:\n\n- Fernshire Police\n- Lantern Gate\n"
        "- Clear Voices (a charity which provides counselling in schools)\n- Fern Homes\n\n5. Analysis\n\n"
        "5.1 Lantern Gate is a charity which is commissioned by the Council to provide street outreach, a day centre, "
        "the Kiln Yard hostel and more.\n\n"
        "6. Chronology\n\n6.1 On 3 May 2016 he told the counsellor that he was afraid. The counsellor waited.\n"
    )
    assert "the counsellor" in agencies["Clear Voices"].aliases
    assert agencies["Lantern Gate"].sector == "housing"
    assert agencies["Clear Voices"].sector == "voluntary-sector"


def test_to_whom_nobody_turned_had_no_contact_and_a_benefit_and_a_scheme_are_no_bodies() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. Contributors\n\nIMRs were provided by Fernshire Police and Fern Homes.\n\n"
        "3. Chronology\n\n3.1 On 3 May 2016 Fernshire Police saw her. No file was sent to the Crown Prosecution "
        "Service. He was moved from Disability Living Allowance to Personal Independence Payment. Housing First gave "
        "him his first home. The worker told the Safer Neighbourhood Team.\n\n"
        "**Probation: National Probation Service**\n\n5.1 The National Probation Service saw him.\n"
    )
    assert set(agencies) == {"Fernshire Police", "Fern Homes", "National Probation Service"}
    assert "Safer Neighbourhood Team" in agencies["Fernshire Police"].aliases


def test_who_is_asked_to_act_in_a_plan_alone_by_initials_or_before_a_colon() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. Contributors\n\nIMRs were provided by Fernshire Police and Fern Homes.\n\n"
        "10. Recommendations and Action Plan\n\nRecommendation\tScope\tAction to take\tLead agency\tTarget date\n"
        "1. The Fern Safeguarding Children Board should agree a protocol.\tLocal\tDraft\tModerator\tMay 2018\n"
        "2. The Department for Education should amend the guidance.\tNational\tLetter\tChair\tMay 2018\n"
    )
    assert {"Fern Safeguarding Children Board", "Department for Education"} <= set(agencies)
    agencies = found(
        "Domestic Homicide Review\n\nGlossary\n\nSSAB\tSaltmere Safeguarding Adults Board\n\n2. Contributors\n\n"
        "IMRs were provided by Fernshire Police and Fern Homes.\n\n8. Recommendations\n\n"
        "- SSAB should agree a single protocol.\n\n"
        "2. **Fern Health and Wellbeing Board**: the Board should seek assurance.\n"
    )
    assert {"Saltmere Safeguarding Adults Board", "Fern Health and Wellbeing Board"} <= set(agencies)


def test_an_employer_a_part_run_by_another_and_nobody_are_told_apart() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. Contributors\n\n"
        "IMRs were provided by Fernshire Police, Keystart Housing and Fern Community Healthcare (for the Lantern "
        "Clinic).\n\nShorter reports were received from Mill Lane Surgery and Corrand Logistics, which employed "
        "Gareth as a driver.\n\n3. Chronology\n\n"
        "3.1 On 3 May she moved to Foundry House, a project for young people aged 16 to 25 that is run by Keystart "
        "Housing. She went to the Lantern Clinic. The letter was scanned. No GP acted on it. Keystart and Housing "
        "Options wrote to her. A Fern Homes housing officer called. Mill Lane Surgery rang. Mill Lane Surgery wrote. "
        "Corrand Logistics dismissed him. He had driven for Corrand Logistics.\n"
    )
    assert agencies["Corrand Logistics"].sector == "employer"
    assert "Foundry House" in agencies["Keystart Housing"].aliases
    assert "Lantern Clinic" in agencies["Fern Community Healthcare"].aliases
    assert not [name for name in agencies if name.startswith(("No ", "Keystart and", "Foundry", "Lantern"))]


def test_a_part_headed_by_its_kind_is_of_the_only_body_of_that_kind() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. Contributors\n\n"
        "IMRs were provided by Fernshire Police, Fern Community Rehabilitation Company and Fernshire Youth Offending "
        "Service. The National Probation Service had no contact.\n\n6. Analysis\n\n**Probation**\n\n"
        "6.1 The officer did not ask who she was.\n"
    )
    assert not {"Probation", "The Probation"} & set(agencies)


def test_a_steering_group_in_small_letters_and_who_stood_by_those_whom_the_chair_met() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1.8 The chair met Akosua, supported by an advocate from Advocacy After "
        "Fatal Domestic Abuse.\n\n2. Contributors\n\nIMRs were provided by Fernshire Police and the Fern Community "
        "Learning Disability Team.\n\n3. Chronology\n\n3.1 On 3 May 2016 she was heard at the MARAC.\n\n"
        "8. Recommendations\n\nRecommendation 1: The MARAC steering group should ensure that agencies are invited.\n"
    )
    assert {"Advocacy After Fatal Domestic Abuse", "MARAC steering group", "MARAC"} <= set(agencies)
    assert agencies["Fern Community Learning Disability Team"].sector == "adult-social-care"


def test_people_posts_and_columns_are_no_part_of_a_name() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n1. The review\n\n1.2 Chronologies were provided by Beck Primary School, the "
        "school "
        "that WHO attended, and Fernshire Police. The panel heard the Director of Larkmoor Refuge.\n\n"
        "3. Chronology\n\n3.1 On 3 May 2016 the crew raised a concern for WHO with Adult Social Care. WHO rang "
        "Larkmoor "
        "Refuge on 4 May 2016.\n\n8. Recommendations\n\nNo.\tRecommendation\tLead agency\tTarget date\n"
        "1\tFernshire Police should train its officers.\tFernshire Police\tMay 2018\n".replace("WHO", "Gareth"),
        Gareth="victim",
    )
    assert "Larkmoor Refuge" in agencies
    assert not [n for n in agencies if n == "No" or "Gareth" in n or "Director" in n], agencies


def test_a_service_that_is_the_universitys_is_no_body_beside_it() -> None:
    agencies = found(
        "Domestic Homicide Review\n\n2. Contributors\n\nIMRs were written by:\n\nFernshire Police\nUniversity of "
        "Moor\n\n"
        "3. Chronology\n\n3.1 On 3 May 2016 she referred herself to the University's Student Wellbeing Service. On "
        "9 May "
        "2016 an adviser of the Student Wellbeing Service saw her. No enquiry was made of the GP or the health "
        "visiting "
        "service.\n"
    )
    assert "Student Wellbeing Service" in agencies["University of Moor"].aliases
    assert not [n for n in agencies if "Wellbeing" in n or " or " in n], agencies


def test_abbreviations_stay_themselves_where_words_say_what_a_body_does() -> None:
    assert does("the charity which provides the county's IDVA service") == "specialist-domestic-abuse"
    assert does("A CHARITY FOR WOMEN'S REFUGES") == does("a charity for women's refuges")


def test_on_whose_behalf_somebody_sits_is_no_part_of_the_name() -> None:
    assert cleaned("on behalf of Priory Lane School") == "Priory Lane School"
    assert cleaned("Moor Clinical Commissioning Group on behalf of Mill Lane Surgery") == (
        "Moor Clinical Commissioning Group"
    )
