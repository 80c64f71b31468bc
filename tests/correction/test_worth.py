"""What a look is worth, worked out by hand; that the report says the same is tested with the reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.correction.session import Session
from kg.correction.worth import even, of_fields, worths
from loaders import sheet as sheets
from loaders.document import plaintext
from tests.correction.sheet import TEXT, machine_sheet

REVIEW = "vale-adult-q-2016"


@pytest.fixture
def sheet() -> dict[str, Any]:
    return machine_sheet().model_dump(mode="json")


def value(sheet: dict[str, Any], kind: str, n: int = 0) -> float:
    return round(worths([sheet])[REVIEW, kind, n].value, 2)


def test_by_hand(sheet: dict[str, Any]) -> None:
    # Alone in reviews, missed-opportunities, missed-by-sector, missed-marac-referrals and unanswered; sure 0.7.
    assert value(sheet, "missed_opportunities") == round(5 * 0.3, 2)
    # Alone in reviews and contacts; its death has no date, so there is no last contact.
    assert value(sheet, "contacts") == round(2 * 0.2, 2)
    # reviews, risk-factors and who-knew; no other review has it.
    assert value(sheet, "risk_factors") == round(3 * 0.6, 2)
    # In agencies, contacts, risk-factors, who-knew, missed-by-sector, missed-marac-referrals and unanswered.
    assert value(sheet, "agencies") == round(7 * 0.05, 2)


def test_what_is_lacking_counts_by_even_chance(sheet: dict[str, Any]) -> None:
    look = worths([sheet])[REVIEW, "deaths", 0]
    assert look.lacks == {"homicide_kind", "relationship", "method", "location", "outcome", "date"}
    # reviews at 0.1; deaths, relationship, method-and-place, outcome, last-contact each lack something.
    assert round(look.value, 2) == round(0.1 + 5 * even(), 2)
    sheet["risk_factors"][0] |= {"known_to": []}
    sheet["risk_factors"][0]["origin"]["confidence"] = 0.9
    assert value(sheet, "risk_factors") == round(2 * 0.1 + even(), 2)


def test_a_row_that_rests_on_several_is_shared(sheet: dict[str, Any]) -> None:
    alone = value(sheet, "contacts")
    sheet["contacts"].append(sheet["contacts"][0] | {"id": "another", "date": "2016-01-05"})
    assert value(sheet, "contacts") == alone / 2
    sheet["deaths"][0]["date"] = "2016-06-09"
    assert value(sheet, "contacts", 0) == alone / 2
    assert value(sheet, "contacts", 1) == round(alone / 2 + 0.2, 2), "the last before the death"


def test_an_answered_one_is_worth_less(sheet: dict[str, Any]) -> None:
    open_ = value(sheet, "missed_opportunities")
    said = {"number": "1", "addressees": [], "level": "local", "themes": ["marac"], "evidence": [{"lines": [4, 4]}]}
    sheet["recommendations"].append(said)
    assert value(sheet, "missed_opportunities") == round(open_ - 0.3, 2)


@pytest.mark.parametrize("origin", [{"by": "person"}, {"by": "machine", "status": "accepted"}, None])
def test_what_a_person_stands_behind_is_not_looked_at(sheet: dict[str, Any], origin: dict[str, Any] | None) -> None:
    sheet["contacts"][0]["origin"] = origin
    assert (REVIEW, "contacts", 0) not in worths([sheet])


def test_facts_about_the_review(sheet: dict[str, Any]) -> None:
    review = sheet["review"]
    review["origin"]["area"] = {"by": "person", "status": "rejected"}
    review["origin"]["title"] = {"by": "machine", "confidence": 0.75}
    found = of_fields(review)
    assert found == {"title": 0.25, "commissioned_by": even(), "report_kind": 0.0, "report_date": even()}


def test_the_session_tells_it_and_forgets_what_is_decided(tmp_path: Path) -> None:
    path = tmp_path / "vale.json"
    path.write_text(sheets.dumps(machine_sheet()), encoding="utf-8")
    session = Session(path, plaintext.parse(TEXT, "vale.txt"))
    item = session.data["contacts"][0]["id"]
    before = session.state()["worth"]
    assert before["contacts"][item] == pytest.approx(0.4)
    assert before["review"]["commissioned_by"] == even()
    session.decide("reject", "contacts", item, None, session.version)
    after = session.state()["worth"]
    assert after["contacts"] == {}
    assert sum(after["agencies"].values()) < sum(before["agencies"].values()), "one less names it"
