"""What a review says of itself, over openings in ten house styles."""

from __future__ import annotations

from functools import cache

import pytest

from loaders.document import plaintext
from loaders.extract import review
from loaders.extract.reading import Reading
from loaders.sheet import Review
from tests.extraction.house_styles import STYLES
from tests.extraction.test_deaths import found as deaths_of
from tests.extraction.test_persons import read


@cache
def found(style: str) -> Review:
    """The review fields of a style."""
    reading = read(style)
    reading.learn("deaths", deaths_of(style))
    return review.find(reading)


ASKED = [(style, key) for style, s in STYLES.items() for key in s.review]


@pytest.mark.parametrize(("style", "key"), ASKED)
def test_field(style: str, key: str) -> None:
    """One field."""
    assert getattr(found(style), key) == STYLES[style].review[key]


@pytest.mark.parametrize("style", STYLES)
def test_origin_and_id(style: str) -> None:
    """Each field that is filled says who filled it; the id names year and kind."""
    one = found(style)
    assert set(one.origin) >= {k for k in STYLES[style].review if getattr(one, k) is not None}
    assert STYLES[style].deaths[0]["date"][:4] in one.id
    assert one.id.endswith("-summary") == (one.report_kind == "executive-summary")


def told(text: str) -> Review:
    """The review's own fields of a short opening."""
    return review.find(Reading(plaintext.parse(text)))


def test_those_who_sit_on_the_panel_made_no_report() -> None:
    text = (
        "Domestic Homicide Review\n\n{}\n\nHelen Marsh, Detective Inspector, Tarnbeck Police\n"
        "Susan Ridley - Named Nurse - Tarnbeck Healthcare NHS Trust\nPeter Holm, Head of Safeguarding, Fern Homes\n"
        "Janet Farrar, Chief Executive, Tarnbeck Women's Aid\n\n1. Facts\n\n1.1 She was alone.\n"
    )
    for heading in ("The Review Panel", "DHR Panel Members", "Domestic Homicide Review Panel"):
        one = told(text.format(heading))
        assert (one.author, one.chair, one.commissioned_by) == (None, None, None)


@pytest.mark.parametrize(
    ("said", "body"),
    [
        (
            "This review was undertaken by the Safer Tarnbeck Partnership (STP) on behalf of North Fernshire Community "
            "Safety Partnership (CSP).",
            "North Fernshire Community Safety Partnership",
        ),
        (
            "Tarnbeck Strategic Leadership Group is the relevant Community Safety Partnership for the purposes of this "
            "review.",
            "Tarnbeck Strategic Leadership Group",
        ),
        ("The review was commissioned by the Safer Tarnbeck Partnership.", "Safer Tarnbeck Partnership"),
    ],
)
def test_the_partnership_that_the_text_tells(said: str, body: str) -> None:
    assert told(f"Domestic Homicide Review\n\n1. Introduction\n\n1.1 {said}\n").commissioned_by == body


def test_a_group_of_responsible_authorities_commissions_a_review() -> None:
    text = "West Tarnbeck Responsible Authorities Group\n\nDomestic Homicide Review\n\n1. Facts\n\n1.1 She was alone.\n"
    assert told(text).commissioned_by == "West Tarnbeck Responsible Authorities Group"
    assert told(text).area == "West Tarnbeck"


@pytest.mark.parametrize(
    ("line", "reference"),
    [
        ("TDHR2013/14-09", "TDHR2013/14-09"),
        ("Domestic Homicide Review 003 Executive Summary", "003"),
        ("Domestic Homicide Review 2", "2"),
        ("Case reference: DHR/EK/03", "DHR/EK/03"),
        ("Domestic Homicide Review 2019", None),
        ("Domestic Homicide Review 12 months after the death", None),
    ],
)
def test_a_reference_alone_on_its_line(line: str, reference: str | None) -> None:
    assert told(f"Domestic Homicide Review\n\n{line}\n\n1. Facts\n\n1.1 She was alone.\n").reference == reference


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Executive Summary", "executive-summary"),
        ("Executive Summary of the Overview Report", "executive-summary"),
        ("Combined Executive Summary and Overview Report", "overview-report"),
        ("Summary Report and Overview Report", "overview-report"),
    ],
)
def test_a_summary_and_the_report_in_one_are_the_report(line: str, kind: str) -> None:
    assert told(f"Domestic Homicide Review\n\n{line}\n\n1. Facts\n\n1.1 She was alone.\n").report_kind == kind


def test_a_title_page_that_repeats_itself_is_one_title() -> None:
    lines = ["Executive Summary DHR Case No 9", "Domestic Homicide Review", "Executive summary", "DHR Case No 9"]
    text = "\n\n".join([*lines, "1. Facts", "1.1 She was alone.\n"])
    assert told(text).title == "Executive Summary DHR Case No 9: Domestic Homicide Review"


@pytest.mark.parametrize("role", ["Chair of this Domestic Homicide Review", "Chair of the Review Panel"])
def test_a_row_names_the_chair_of_this_review(role: str) -> None:
    text = (
        f"Domestic Homicide Review\n\n2. The panel\n\nName\tRole\nHelen Marsh\t{role}\nPeter Holm\tChair of the Trust\n"
    )
    assert told(text).chair == "Helen Marsh"


def test_two_roles_in_one_line_are_of_two() -> None:
    line = "Independent Chair: Helen Marsh\tAuthor: Peter Holm"
    one = told(f"Domestic Homicide Review\n\n{line}\n\n1. Facts\n\n1.1 She was alone.\n")
    assert (one.chair, one.author) == ("Helen Marsh", "Peter Holm")


def test_a_role_under_the_author_is_of_the_author() -> None:
    text = "Domestic Homicide Review\n\nReport produced by: {}\n\n1. Facts\n\n1.1 She was alone.\n"
    one = told(text.format("Helen Marsh\nIndependent Chair of the Domestic Homicide Review Panel"))
    assert (one.author, one.chair) == ("Helen Marsh", "Helen Marsh")
    one = told(text.format("Helen Marsh\nIndependent Chair\nPeter Holm"))
    assert (one.author, one.chair) == ("Helen Marsh", "Peter Holm")
