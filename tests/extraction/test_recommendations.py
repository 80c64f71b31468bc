"""Fictional sections of recommendations in several house styles, with what a coder would enter of each."""

from __future__ import annotations

import pytest

from loaders.document import plaintext
from loaders.extract.reading import Reading
from loaders.extract.recommendations import find
from loaders.extract.recommendations.address import themes
from loaders.sheet import Agency, Evidence, Recommendation

SECTORS = {
    "Larkmoor Police": "police",
    "Larkmoor Community Safety Partnership": "multi-agency-forum",
    "Larkmoor Hospitals NHS Trust": "acute-health",
    "Larkmoor Council Housing": "housing",
    "Larkmoor Adult Services": "adult-social-care",
    "Haven House": "specialist-domestic-abuse",
    "Home Office": "national-government",
    "Metropolitan Police Service": "police",
    "Practice 1": "general-practice",
    "Practice 2": "general-practice",
}


def found(text: str) -> list[Recommendation]:
    place = [Evidence(lines=(1, 1))]
    agencies = [Agency(name=name, sector=sector, evidence=place) for name, sector in SECTORS.items()]
    return find(Reading(plaintext.parse(text), agencies))


def table(recommendations: list[Recommendation]) -> list[tuple[str | None, list[str], tuple[int, int]]]:
    """Number, addressees and first place of each."""
    return [(r.number, r.addressees, r.evidence[0].lines) for r in recommendations]


POLICE, CSP, TRUST, HOUSING = list(SECTORS)[:4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "8. RECOMMENDATIONS\n"
            "\n"
            "8.1 The panel has made the following recommendations.\n"
            "\n"
            "Recommendation 1: Larkmoor Police should review its policy on calls that are closed.\n"
            "\n"
            "The review heard that this policy was written in 2011.\n"
            "\n"
            "Recommendation 2: Larkmoor Hospitals NHS Trust to:\n"
            "a) train its midwives;\n"
            "b) audit the training.\n",
            [("1", [POLICE], (5, 5)), ("2", [TRUST], (9, 11))],
            id="labelled",
        ),
        pytest.param(
            "Recommendations\n"
            "\n"
            "Recommendation One\n"
            "Larkmoor Police to train its call handlers.\n"
            "\n"
            "Recommendation Two\n"
            "Larkmoor Council Housing to fit new locks within a day.\n",
            [("One", [POLICE], (3, 4)), ("Two", [HOUSING], (6, 7))],
            id="number words over the text",
        ),
        pytest.param(
            "10 Recommendations\n"
            "\n"
            "10.1 This section sets out the recommendations of the panel.\n"
            "10.2 Larkmoor Police should tell the surgery of every arrest.\n"
            "10.3 It is recommended that Larkmoor Council Housing review its letters.\n"
            "10.4 That the Larkmoor Community Safety Partnership hold a learning event.\n",
            [("10.2", [POLICE], (4, 4)), ("10.3", [HOUSING], (5, 5)), ("10.4", [CSP], (6, 6))],
            id="numbered paragraphs",
        ),
        pytest.param(
            "RECOMMENDATIONS\n"
            "\n"
            "R1. Larkmoor Police must record threats.\n"
            "\n"
            "R2. All agencies should make staff aware of stalking.\n",
            [("R1", [POLICE], (3, 3)), ("R2", [], (5, 5))],
            id="letter and number",
        ),
        pytest.param(
            "5. Recommendations\n"
            "\n"
            "5.1 Single agency recommendations\n"
            "\n"
            "Larkmoor Police\n"
            "\n"
            "The force made two recommendations in its IMR:\n"
            "\n"
            "• Review the training of new sergeants.\n"
            "• Ensure that the results of checks are written down.\n"
            "\n"
            "Larkmoor Hospitals NHS Trust\n"
            "\n"
            "• To ask about abuse at every visit.\n",
            [(None, [POLICE], (9, 9)), (None, [POLICE], (10, 10)), (None, [TRUST], (14, 14))],
            id="bullets under agencies",
        ),
        pytest.param(
            "Recommendations\n"
            "\n"
            "The panel thanks all who took part for the thought that they have given to the learning from this death.\n"
            "\n"
            "It is recommended that Larkmoor Police review how it tells victims of a release from custody.\n"
            "\n"
            "Larkmoor Council Housing should ask every applicant whether home is safe.\n"
            "\n"
            "This has been in place since last spring.\n",
            [(None, [POLICE], (5, 5)), (None, [HOUSING], (7, 7))],
            id="without labels",
        ),
        pytest.param(
            "7. Recommendations\n"
            "\n"
            "Practices 1 & 2\n"
            "\n"
            "- To adopt a programme of enquiry.\n",
            [(None, ["Practice 1", "Practice 2"], (5, 5))],
            id="two in one heading",
        ),
        pytest.param(
            "7. Recommendations\n"
            "\n"
            "Larkmoor Police\n"
            "\n"
            "- Officers who take a victim to Haven House should record it.\n"
            "- Haven House should be told of every arrest.\n",
            [(None, [POLICE], (5, 5)), (None, ["Haven House"], (6, 6))],
            id="under an agency's heading only a subject is asked instead",
        ),
        pytest.param(
            "7. Recommendations\n"
            "\n"
            "Larkmoor Hospital Foundation Trust\n"
            "\n"
            "- To train its nurses.\n",
            [(None, [TRUST], (5, 5))],
            id="a heading that names the body in other words",
        ),
        pytest.param(
            "7. Recommendations\n"
            "\n"
            "Haven House\n"
            "\n"
            "To give the Larkmoor Community Safety Partnership assurance of the following:\n"
            "- that calls are answered;\n"
            "- that messages are passed on.\n",
            [(None, ["Haven House"], (5, 7))],
            id="one of many parts without a number",
        ),
        pytest.param(
            "5. Analysis\n"
            "\n"
            "5.1 Larkmoor Police closed the call on the same night without speaking to her.\n"
            "\n"
            "Recommendation 1\n"
            "\n"
            "Larkmoor Police should speak to the caller before closing a call about violence at home.\n"
            "\n"
            "5.2 The Trust did not ask. The panel recommends that Larkmoor Hospitals NHS Trust train its nurses.\n"
            "\n"
            "5.3 An inspectorate's report had recommended that all forces do so in 2014.\n"
            "\n"
            "6. Recommendations\n"
            "\n"
            "1. Larkmoor Police should speak to the caller before closing a call about violence at home.\n"
            "2. Haven House should extend its hours.\n",
            [(None, [TRUST], (9, 9)), ("1", [POLICE], (15, 15)), ("2", ["Haven House"], (16, 16))],
            id="in the analysis and again in the list",
        ),
        pytest.param(
            "9. Lessons and recommendations\n"
            "\n"
            "9.1 She was seen by nine people, who each knew a part, and none of them put the parts together.\n"
            "\n"
            "9.2 Recommendation 1 – Larkmoor Adult Services should call a meeting when a carer is hurt.\n"
            "\n"
            "9.3 Housing letters were not understood.\n"
            "\n"
            "9.4 Recommendation 2 – Larkmoor Council Housing should write plainly.\n",
            [("1", ["Larkmoor Adult Services"], (5, 5)), ("2", [HOUSING], (9, 9))],
            id="among the lessons",
        ),
        pytest.param(
            "8. Recommendations\n"
            "\n"
            "No.\tRecommendation\tAgency\n"
            "1\tReview the policy on closing calls.\tLarkmoor Police\n"
            "2\tTrain all midwives in asking about abuse.\tLarkmoor Hospitals NHS Trust\n",
            [("1", [POLICE], (4, 4)), ("2", [TRUST], (5, 5))],
            id="a table with a column of agencies",
        ),
        pytest.param(
            "EXECUTIVE SUMMARY\n"
            "\n"
            "Recommendations\n"
            "\n"
            "1. Larkmoor Police should review its policy on closing calls without a visit.\n"
            "\n"
            "OVERVIEW REPORT\n"
            "\n"
            "ANALYSIS\n"
            "\n"
            "The force did not visit.\n"
            "\n"
            "RECOMMENDATIONS\n"
            "\n"
            "1. Larkmoor Police should review its policy on closing calls without a visit.\n",
            [("1", [POLICE], (15, 15))],
            id="in the summary and in the report",
        ),
        pytest.param(
            "10. RECOMMENDATIONS\n"
            "\n"
            "10.1 Overview recommendations\n"
            "\n"
            "1. The Larkmoor Community Safety Partnership should hold a learning event.\n"
            "\n"
            "10.2 Individual agency recommendations\n"
            "\n"
            "Larkmoor Police\n"
            "\n"
            "1. Review the flagging of addresses.\n"
            "2. Spot checks of closed calls.\n"
            "\n"
            "Haven House\n"
            "\n"
            "1. To record the reason why a referral is closed.\n",
            [
                ("1", [CSP], (5, 5)),
                ("1", [POLICE], (11, 11)),
                ("2", [POLICE], (12, 12)),
                ("1", ["Haven House"], (16, 16)),
            ],
            id="numbers that begin again under each agency",
        ),
        pytest.param(
            "SECTION SIX: RECOMMENDATIONS\n"
            "\n"
            "6.1 The panel makes the recommendations below. They are set out in the order in\n"
            "which the panel came to them and not by importance.\n"
            "\n"
            "Recommendation 1: Larkmoor Police should review how the control room records\n"
            "threats that callers report, and should tell the panel by the end of the year\n"
            "what has changed.\n"
            "\n"
            "Recommendation 2: That the Larkmoor Community Safety Partnership, together with\n"
            "Haven House, consider how friends and neighbours can learn where to turn when\n"
            "they are worried about someone.\n",
            [("1", [POLICE], (6, 8)), ("2", [CSP, "Haven House"], (10, 12))],
            id="broken lines",
        ),
        pytest.param(
            "9 RECOMMENDATIONS\n"
            "\n"
            "Recommendation 1 – Curiosity\n"
            "\n"
            "Rationale: Staff did not ask.\n"
            "\n"
            "Larkmoor Adult Services to promote professional curiosity among its staff.\n",
            [("1", ["Larkmoor Adult Services"], (3, 7))],
            id="title and reason before the words",
        ),
        pytest.param(
            "**Recommendations for Larkmoor Police**\n\n- Ensure that all officers wear cameras.\n",
            [(None, [POLICE], (3, 3))],
            id="bold heading that names the agency",
        ),
        pytest.param(
            "7. Recommendations\n"
            "\n"
            "7.1 Larkmoor Hospitals NHS Trust will:\n"
            "(a) train its nurses;\n"
            "(b) put up posters.\n"
            "7.2 The panel recommends that Larkmoor Police:\n"
            "(a) review its training; and\n"
            "(b) audit its calls.\n",
            [("7.1", [TRUST], (3, 5)), ("7.2", [POLICE], (6, 8))],
            id="numbers with lettered parts",
        ),
        pytest.param(
            "7. Recommendations\n"
            "\n"
            "The panel repeats two recommendations of an earlier review:\n"
            "\n"
            "1. Larkmoor Hospitals NHS Trust should do the following:\n"
            "- train its nurses.\n"
            "12. Larkmoor Police should audit its calls.\n",
            [("1", [TRUST], (5, 6)), ("12", [POLICE], (7, 7))],
            id="a number that begins as the one before it",
        ),
        pytest.param(
            "7. Recommendations\n"
            "Recommendation number 1\n"
            "All agencies should tell the panel when this is done.\n"
            "Recommendation number 2\n"
            "All agencies should read this report with their staff.\n"
            "IMR recommendations\n"
            "Larkmoor Police\n"
            "- Larkmoor Police should speak to each caller again.\n"
            "- Review how sergeants close calls.\n"
            "Larkmoor Council Housing\n"
            "- Fit new locks within a day.\n",
            [
                ("1", [], (2, 3)),
                ("2", [], (4, 5)),
                (None, [POLICE], (8, 8)),
                (None, [POLICE], (9, 9)),
                (None, [HOUSING], (11, 11)),
            ],
            id="the agencies' own after labelled ones, without blank lines",
        ),
        pytest.param(
            "7. Recommendations\n\n"
            "Metropolitan Police Service\n\n"
            "Recommendation 1\n"
            "Officers should look at the history of each caller.\n\n"
            "Recommendation 2\n"
            "Sergeants should read each report.\n\n"
            "Haven House\n\n"
            "Recommendation 3\n"
            "Workers should have a second telephone.\n",
            [
                ("1", ["Metropolitan Police Service"], (5, 6)),
                ("2", ["Metropolitan Police Service"], (8, 9)),
                ("3", ["Haven House"], (13, 14)),
            ],
            id="labels under the names of agencies",
        ),
        pytest.param(
            "7. Recommendations\n\n"
            "Recommendation 1\n"
            "Officers should look at the history of each caller.\n\n"
            "Larkmoor Police\n\n"
            "Recommendation 2\n"
            "Repairs should be done within a day.\n\n"
            "Larkmoor Council Housing\n",
            [("1", [POLICE], (3, 4)), ("2", [HOUSING], (8, 9))],
            id="a name after the words is whom they ask, and not over the next",
        ),
        pytest.param(
            "7. Recommendations\n"
            "Larkmoor Council Housing\n"
            "1. All tenants receive the new leaflet.\n"
            "2. Locks within a day.\n"
            "Haven House\n"
            "1. The helpline should stay open at night.\n",
            [("1", [HOUSING], (3, 3)), ("2", [HOUSING], (4, 4)), ("1", ["Haven House"], (6, 6))],
            id="lists in whatever words under names without blank lines",
        ),
        pytest.param(
            "7. Recommendations\n\n"
            "7.1 Larkmoor Police should call back.\n"
            "7.2 There is a clear need for surgeries to have a lead.\n"
            "7.3 Haven House to be given a second line.\n"
            "7.4 Doors are locked by default.\n"
            "7.5 There was a need for locks, as the panel had heard.\n",
            [("7.1", [POLICE], (3, 3)), ("7.2", [], (4, 4)), ("7.3", ["Haven House"], (5, 5)), ("7.4", [], (6, 6))],
            id="a need, what is to be given, and what is to be so",
        ),
        pytest.param(
            "1. Background\n\nShe lived alone.\n\n"
            "2 Recommendations: All Agencies\n"
            "2.1 All agencies should read this report.\n"
            "2.2 Haven House should stay open at night.\n"
            "3 Recommendations: Larkmoor Police\n"
            "3.1 To call back.\n"
            "3.2 To visit.\n",
            [
                ("2.1", [], (6, 6)),
                ("2.2", ["Haven House"], (7, 7)),
                ("3.1", [POLICE], (9, 9)),
                ("3.2", [POLICE], (10, 10)),
            ],
            id="headings with a colon",
        ),
        pytest.param(
            "7. Recommendations\n\n"
            "7.1 Larkmoor Police\n"
            "7.1a Officers must call back.\n"
            "7.1b Sergeants should read each report.\n"
            "7.2 Larkmoor Council Housing\n"
            "7.2a Staff to fit new locks.\n"
            "7.3 Haven House should:\n"
            "7.3a Open at night; and\n"
            "7.3b Ensure that calls are answered.\n",
            [
                ("7.1a", [POLICE], (4, 4)),
                ("7.1b", [POLICE], (5, 5)),
                ("7.2a", [HOUSING], (7, 7)),
                ("7.3", ["Haven House"], (8, 10)),
            ],
            id="numbers that end in letters",
        ),
        pytest.param(
            "6. Recommendations of the agencies\n\n"
            "LP1: Supervisors to record why they close a report.\n"
            "LP2: Officers should be trained in stalking.\n\n"
            "LCH 1: New locks to be fitted on the day.\n\n"
            "H1. Haven House should open at night.\n",
            [
                ("LP1", [POLICE], (3, 3)),
                ("LP2", [POLICE], (4, 4)),
                ("LCH 1", [HOUSING], (6, 6)),
                ("H1", ["Haven House"], (8, 8)),
            ],
            id="letters of the agency and a number",
        ),
        pytest.param(
            "6. Recommendations\n\n"
            "1 Larkmoor Police should look at each report of a breach.\n\n"
            "2 Haven House should open at night.\n\n"
            "3 All agencies should brief their staff.\n",
            [
                ("1", [POLICE], (3, 3)),
                ("2", ["Haven House"], (5, 5)),
                ("3", [], (7, 7)),
            ],
            id="numbers before the words without a full stop",
        ),
        pytest.param(
            "6. Recommendations\n\n"
            "1\nLarkmoor Police should look at each report of a breach.\n\n"
            "2\nHaven House should open at night.\n\n"
            "3\nAll agencies should brief their staff.\n",
            [("1", [POLICE], (4, 4)), ("2", ["Haven House"], (7, 7)), ("3", [], (10, 10))],
            id="numbers on lines of their own",
        ),
        pytest.param(
            "Executive summary\n\nRecommendations\n\n"
            "1 Larkmoor Police should look at each report of a breach.\n\n2 Haven House should open at night.\n\n"
            "3 All agencies should brief their staff.\n\n"
            "Overview report\n\n1. Analysis\n\n1.1 The police came late.\n\n2. Recommendations\n\n"
            "1 Larkmoor Police should look at each report of a breach.\n\n2 Haven House should open at night.\n\n"
            "3 All agencies should brief their staff.\n",
            [("1", [POLICE], (19, 19)), ("2", ["Haven House"], (21, 21)), ("3", [], (23, 23))],
            id="a summary's list and the report's each count from 1",
        ),
        pytest.param(
            "5. Analysis\n\nKLOE 1: What was known of him?\n\nKLOE 2: Should more have been asked?\n\n"
            "6. Recommendations\n\nRecommendation 1: Haven House should open at night.\n",
            [("1", ["Haven House"], (9, 9))],
            id="letters and numbers outside the list are no labels",
        ),
    ],
)  # fmt: skip
def test_entries(text: str, expected: list[tuple[str | None, list[str], tuple[int, int]]]) -> None:
    assert table(found(text)) == expected


def test_a_partnership_written_small_is_addressed_and_a_plural_is_not_the_one_of_its_kind() -> None:
    text = (
        "8. Recommendations\n\n"
        "8.1 The Larkmoor Community Safety partnership should hold a learning event.\n\n"
        "8.2 GP practices should show posters.\n\n"
        "8.3 The GP should show posters.\n"
    )  # fmt: skip
    place = [Evidence(lines=(1, 1))]
    agencies = [
        Agency(name=CSP, sector="multi-agency-forum", evidence=place),
        Agency(name="the GP practice", aliases=["GP"], sector="general-practice", evidence=place),
    ]
    one, two, three = find(Reading(plaintext.parse(text), agencies))
    assert (one.addressees, two.addressees, three.addressees) == ([CSP], [], ["the GP practice"])


PLAN = (
    "Appendix 1: Action plan\n"
    "\n"
    "No\tRecommendation\tAction to take\tLead agency\tKey milestones\tTarget date\tProgress\n"
    "1\tLarkmoor Police should review its closing policy\tWrite a new policy\tDCI Public Protection\t"
    "Draft in May\tJune 2020\tDone\n"
    "\t\tTrain the sergeants\tLearning lead\t\tJuly 2020\tOpen\n"
    "2\tHaven House to extend the hours of its helpline\tFind funds\tManager\t\tMay 2021\tOpen\n"
)  # fmt: skip


def test_where_only_a_plan_gives_them_its_rows_are_the_entries() -> None:
    one, two = found(PLAN)
    assert table([one, two]) == [("1", [POLICE], (4, 4)), ("2", ["Haven House"], (6, 6))]
    assert [(a.action, a.lead, a.milestones, a.target_date, a.status) for a in one.actions] == [
        ("Write a new policy", "DCI Public Protection", "Draft in May", "June 2020", "Done"),
        ("Train the sergeants", "Learning lead", None, "July 2020", "Open"),
    ]


def test_a_plan_that_repeats_fills_actions_and_makes_no_entry() -> None:
    listed = (
        "8. Recommendations\n"
        "\n"
        "Recommendation 1: Larkmoor Police should review its policy on closing calls.\n"
        "\n"
        "Recommendation 2: Haven House to extend the hours of its helpline into the night.\n"
        "\n"
    )
    one, two = found(listed + PLAN)
    assert [a.lead for a in one.actions] == ["DCI Public Protection", "Learning lead"]
    assert [a.action for a in two.actions] == ["Find funds"]
    assert one.evidence[0].lines == (3, 3)


def test_the_agencies_own_may_stand_in_the_plan_alone() -> None:
    text = (
        "8. Recommendations\n\n"
        "8.1 The Larkmoor Community Safety Partnership should hold a learning event.\n\n"
        "Appendix A: Action plan\n\n"
        "Recommendation 8.1: The Larkmoor Community Safety Partnership should hold a learning event.\n\n"
        "1. Book a room for it.\n\n"
        "Single agency recommendations\n\n"
        "Larkmoor Police\n\n"
        "1. Larkmoor Police should call back.\n\n"
        "2. Larkmoor Police should call in person.\n\n"
        "Haven House\n\n"
        "1. To stay open at night.\n"
    )
    expected = [
        ("8.1", [CSP], (3, 3)),
        ("1", [POLICE], (15, 15)),
        ("2", [POLICE], (17, 17)),
        ("1", ["Haven House"], (21, 21)),
    ]
    assert table(found(text)) == expected


def test_a_plan_whose_numbers_are_those_of_actions() -> None:
    text = (
        "2. Action plan\n"
        "Recommendation Scope Action Lead Target date Outcome\n"
        "a) The Larkmoor Community Safety Partnership should hold a learning event.\n"
        "1. Book a room that should hold all who come.\n"
        "b) Larkmoor Police should call back.\n"
        "1. Write a new policy.\n"
        "2. Train the sergeants.\n"
    )
    one, two = found(text)
    assert table([one, two]) == [("a", [CSP], (3, 3)), ("b", [POLICE], (5, 5))]
    assert [a.action for a in two.actions] == ["Write a new policy.", "Train the sergeants."]


def test_a_plan_each_of_whose_cells_is_a_line() -> None:
    heads = ["Recommendation", "Scope", "Action to take", "Lead agency", "Target date", "Outcome"]
    rows = [
        *["Larkmoor Police should call back.", "Local", "Policy to be written", "Larkmoor Police", "May 2020", "Done"],
        *["Haven House should stay open at night.", "Local", "Funds to be found", "Haven House", "June 2020", "Open"],
    ]
    for between in ("\n", "\n\n"):
        entries = found("2. Action plan\n\n" + between.join([*heads, *rows]) + "\n")
        assert [r.addressees for r in entries] == [[POLICE], ["Haven House"]]


def test_a_plan_told_in_lines() -> None:
    text = (
        "ACTION PLAN\n"
        "\n"
        "Recommendation 1: Larkmoor Council Housing to fit locks within a day.\n"
        "\n"
        "Action: Change the contract\n"
        "Lead: Head of Repairs\n"
        "Target date: March 2019\n"
        "Progress: The contract has been changed.\n"
    )
    (only,) = found(text)
    (action,) = only.actions
    assert (action.action, action.lead, action.target_date) == ("Change the contract", "Head of Repairs", "March 2019")
    assert action.status == "The contract has been changed."


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Larkmoor Police should train its staff.", "local"),
        ("The Home Office should amend its guidance.", "national"),
        ("The Ministry of Justice should review the law.", "national"),
        ("Metropolitan Police Service to review its form.", "regional"),
        ("Larkmoor Community Safety Partnership should share this with the regional board.", "local"),
        ("That the learning be shared with all surgeries in the region.", "regional"),
        ("MOPAC should pay for a second worker.", "regional"),
        ("The DWP to name one person for such reviews.", "national"),
        ("It is recommended that the statutory guidance names lodgers, too.", "national"),
        ("Staff should read the statutory guidance.", "local"),
        ("That the learning be told nationally.", "national"),
        ("That the safety partnership ask other partnerships nationally how they do it.", "local"),
    ],
)
def test_levels(words: str, level: str) -> None:
    (only,) = found(f"Recommendations\n\nRecommendation 1: {words}\n")
    assert only.level == level


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Train all staff to complete the DASH and to refer to MARAC.", {"training", "risk-assessment", "marac"}),
        ("Audit files to see that names are recorded.", {"quality-assurance", "record-keeping"}),
        ("Display posters and leaflets about domestic abuse for patients in the waiting room.", {"public-awareness"}),
        ("Revise the policy on staff who are victims of abuse, with human resources.", {"policy", "workplace"}),
        ("Ask every woman about abuse when she is seen alone.", {"routine-enquiry"}),
        ("Use a professional interpreter whenever a tenant has little English.", {"equality"}),
        ("Managers to have oversight of closed cases in supervision.", {"supervision"}),
        ("Commission more places in refuges.", {"specialist-provision"}),
        ("Use evidence-led prosecutions and protection notices.", {"criminal-justice"}),
        ("Amend the statutory guidance and the law.", {"legislation"}),
    ],
)  # fmt: skip
def test_themes(words: str, expected: set[str]) -> None:
    assert expected <= set(themes(words))


@pytest.mark.parametrize(
    ("words", "is_of", "is_not_of"),
    [
        ("Agencies should raise public awareness of drink and abuse.", "public-awareness", "training"),
        ("Raise the awareness of the public and professionals of stalking.", "training", "housing"),
        ("Train lettings officers in domestic abuse.", "training", "criminal-justice"),
        ("Train police officers to collect evidence.", "training", "housing"),
        ("The law on threats to share intimate photographs should be amended.", "legislation", "information-sharing"),
        ("Share photographs and information with the police before the meeting.", "information-sharing", "legislation"),
        ("Fern Homes to buy specialist training for its officers.", "training", "specialist-provision"),
        ("All families should receive copies of this report.", "review-process", "other"),
    ],
)
def test_one_word_of_another_theme_does_not_tell_it(words: str, is_of: str, is_not_of: str) -> None:
    told = themes(words)
    assert is_of in told
    assert is_not_of not in told


def test_prose_about_recommendations_makes_none() -> None:
    text = (
        "8. Recommendations\n"
        "\n"
        "8.1 The recommendations below have been agreed by the panel and will be monitored by the partnership.\n"
        "\n"
        "8.2 Recommendation 3 addresses what the family asked for.\n"
        "\n"
        "8.3 The panel noted that Larkmoor Police should have spoken to her.\n"
        "\n"
        "8.4 Haven House had no recommendations.\n"
    )
    assert found(text) == []


@pytest.mark.parametrize(
    ("entry", "asked"),
    [
        ("Recommendation 1: That every report is checked. (Larkmoor Police)", [POLICE]),
        ("Recommendation 1: That carers are seen. (Larkmoor Adult Services, with Haven House)", list(SECTORS)[4:6]),
        ("Recommendation 1: That the form is changed (Lead: Larkmoor Police)", [POLICE]),
        (
            "Recommendation 1: Larkmoor Hospitals NHS Trust. The Trust should train its staff with Larkmoor Police.",
            [TRUST],
        ),
        ("Recommendation 1 – Larkmoor Hospitals NHS Trust\nThe two should meet.", [TRUST]),
        ("Recommendation 1 – Larkmoor Police and Haven House\nThey should agree a protocol.", [POLICE, "Haven House"]),
        # an abbreviation in brackets behind its name says nothing of who is asked
        ("Recommendation 1: Larkmoor Police should refer to the steering group of Haven House (Haven House)", [POLICE]),
    ],
)
def test_who_is_asked_in_brackets_at_the_end_or_by_a_name_in_front(entry: str, asked: list[str]) -> None:
    (one,) = found(f"8. Recommendations\n\n{entry}\n")
    assert one.addressees == asked


def test_codes_without_stops_under_what_an_agency_recommends_to_itself() -> None:
    text = (
        "8. Larkmoor Hospitals\n\n8.1 The nurse did not ask.\n\n"
        "Recommendations made by Larkmoor Hospitals NHS\nTrust\n\n"
        "LH1  Police checks are to be made for all patients at risk.\n\nLH2  A manager will attend each MARAC.\n"
    )
    assert [(r.number, r.addressees) for r in found(text)] == [("LH1", [TRUST]), ("LH2", [TRUST])]


def test_a_heading_over_labels_and_the_foot_of_a_page_are_no_recommendations() -> None:
    feet = "\n\n".join(
        f"The story goes on here for a while.\n\nDHR 6 Nell – Overview Report – June 2021\tPage {n}"
        for n in range(2, 8)
    )
    text = f"7. Analysis\n\n{feet}\n\nRecommendation\n\nRecommendation 1: Larkmoor Police should train its officers.\n"
    assert [(r.number, r.addressees) for r in found(text)] == [("1", [POLICE])]


def test_a_line_of_two_bodies_says_who_is_asked() -> None:
    line = "Larkmoor Hospitals NHS Trust and Larkmoor Police and the Larkmoor Community Safety Partnership"
    text = f"8. Recommendations\n\nLarkmoor Police\n(a) The force should train staff.\n\n{line}\n(a) Change a form.\n"
    first, second = found(text)
    assert first.addressees == [POLICE]
    assert TRUST in second.addressees


def test_a_review_without_a_list_may_only_say_who_should_do_what() -> None:
    text = (
        "Domestic Homicide Review\n\n1. Learning\n\nRisk is a judgement and not a form.\n\n{}"
        "Haven House should adopt a policy on how cases are closed.\n\nHaven House should have asked her.\n\n"
        "Larkmoor Police and Larkmoor Council Housing should not use written agreements with victims.\n"
    )
    asked = "The panel recommends that Larkmoor Police reviews how calls are graded.\n\n"
    assert [r.addressees for r in found(text.format(asked))] == [[POLICE], ["Haven House"], [POLICE, HOUSING]]
    assert not found(text.format(""))


@pytest.mark.parametrize("to", ["To:", "Addressed to:", "Lead agency:"])
def test_a_line_may_say_to_whom_a_recommendation_speaks(to: str) -> None:
    text = (
        f"8. RECOMMENDATIONS\n\nRecommendation 1\n{to} Larkmoor Police and the Home Office\nThe force should train its "
        f"supervisors in stalking.\n\nRecommendation 2\n{to} Haven House\nBoth houses should adopt a written policy.\n"
    )
    assert [r.addressees for r in found(text)] == [[POLICE, "Home Office"], ["Haven House"]]


def test_what_answers_a_term_of_reference_is_no_recommendation() -> None:
    text = (
        "7. ANALYSIS\n\n7.1 TOR 2: The call should have been graded high.\n\n7.2 TOR 3: The force should share more.\n"
    )
    assert not found(text)


def test_a_numbered_line_may_only_lead_in_to_recommendations() -> None:
    text = (
        "RECOMMENDATIONS\n\nH1. The Panel makes the following recommendations.\n\n"
        "**Recommendation 1.** Larkmoor Police should train its supervisors.\n\n"
        "H2. The agencies have made these recommendations to themselves.\n\n"
        "**HH1.** Haven House should review its closing letter.\n"
    )
    assert [r.number for r in found(text)] == ["1", "HH1"]


def test_a_code_of_one_letter_numbers_a_row_of_the_plan() -> None:
    text = (
        "8. RECOMMENDATIONS\n\nHaven House\n\nB1. Haven House to require a manager's agreement before closing.\n\n"
        "C1. Larkmoor Police to train its supervisors.\n\n9. ACTION PLAN\n\n"
        "Recommendation\tAction to take\tLead officer\tTarget date\tStatus\n"
        "B1. Agreement before closure\tClosure form revised\tChief Executive\tJune 2019\tComplete\n"
        "C1. Training of supervisors\tCase study written\tHead of Training\tMay 2019\tComplete\n"
    )
    assert [(r.number, len(r.actions)) for r in found(text)] == [("B1", 1), ("C1", 1)]


@pytest.mark.parametrize("head", ["1. Supervisors", "1"])
def test_a_row_that_tells_in_short_what_is_planned_is_of_its_number(head: str) -> None:
    text = (
        "8. RECOMMENDATIONS\n\n**Recommendation 1:** Larkmoor Police should train its supervisors in reading the "
        "history.\n\n**Recommendation 2:** Haven House should require a manager's agreement before closing a case.\n\n"
        "**Recommendation 3:** Larkmoor Police should review the closing of logs in its control room.\n\n"
        "9. ACTION PLAN\n\n"
        f"Recommendation\tAction\tLead\tTarget date\n{head}\tTwo days at the college\tHead of Training\tMay 2019\n"
        "2. Agreement of a manager before closing\tForm revised so that a manager agrees\tDirector\tJune 2019\n"
        "3. Closing of logs in the control room\tMonthly review of logs that were closed\tHead of Control\tJune 2019\n"
    )
    assert [(r.number, len(r.actions)) for r in found(text)] == [("1", 1), ("2", 1), ("3", 1)]


def test_who_is_the_subject_of_a_recommendation_is_asked_whatever_the_heading_over_it() -> None:
    text = (
        "5. ANALYSIS\n\n5.1 **Larkmoor Police and Larkmoor Hospitals NHS Trust**\n\n5.1.1 The call was not graded.\n\n"
        "**Recommendation 1:** Larkmoor Police to train its supervisors in reading the history.\n\n"
        "**Recommendation 2:** The Home Office to extend the scheme to all migrants.\n"
    )
    assert [(r.number, r.addressees) for r in found(text)] == [("1", [POLICE]), ("2", ["Home Office"])]


def test_a_number_of_a_row_may_bear_a_mark_or_stand_behind_the_agency() -> None:
    text = (
        "8. RECOMMENDATIONS\n\n8.1 Those marked (P) were made by the Panel.\n\nNo\tAgency\tRecommendation\tLead\n"
        "1 (P)\tLarkmoor Police\tReview the recording of all repeat calls to one address.\tSuperintendent\n"
        "2\tLarkmoor Hospitals NHS Trust\tTrain all midwives in asking about abuse.\tMatron\n"
    )
    assert [(r.number, r.addressees) for r in found(text)] == [("1", [POLICE]), ("2", [TRUST])]
    behind = (
        "Appendix 1: Single agency recommendations\n\nLarkmoor Police\tS1\tSupervisors to be trained in reading "
        "the history.\n"
        "Larkmoor Hospitals NHS Trust\tS2\tAll midwives to be trained in asking about abuse.\n"
    )
    assert [r.number for r in found(behind)] == ["S1", "S2"]
