"""A change that a person made in an editor without saying so is told, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from loaders.document import plaintext
from loaders.extract.pipeline import extract
from loaders.merge import merge
from loaders.sheet import Agency, Origin, Sheet, give_ids
from loaders.unsaid import PUT_BACK, SHOWN, changed_by_hand, prints
from tests.extraction.held_out import coded
from tests.graph.sheets import plain


@pytest.fixture
def sheet() -> Sheet:
    """As the machine made it."""
    made = Sheet.model_validate(plain())
    for _, _, item in made.items():
        item.origin = Origin(by="machine", rule="r", status="unreviewed")
    return give_ids(made)


def told(sheet: Sheet) -> str:
    return " ".join(changed_by_hand(sheet, PUT_BACK))


def corrected(agency: Agency, name: str) -> None:
    agency.origin = Origin(by="machine", rule="r", status="corrected", was={"name": agency.name})
    agency.name = name


def test_what_the_machine_made_is_not_told() -> None:
    made = extract(plaintext.read(coded("open")[0].with_suffix(".txt")))
    assert changed_by_hand(made, PUT_BACK) == ()
    assert changed_by_hand(Sheet.model_validate(made.model_dump(mode="json")), PUT_BACK) == ()


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (lambda s: setattr(s.contacts[0], "kind", "other"), "contacts/0"),
        (lambda s: setattr(s.contacts[1], "date", "2013-12-01"), "contacts/1"),
        (lambda s: setattr(s.missed_opportunities[0], "agency", None), "missed_opportunities/0"),
        (lambda s: setattr(s.good_practice[0].evidence[0], "lines", (20, 21)), "good_practice/0"),
        (lambda s: setattr(s.recommendations[0], "number", "99"), "recommendations/0"),
        (lambda s: setattr(s.persons[1], "role", "relative"), "persons/1"),
    ],
)
def test_a_change_without_a_word_is_told(sheet: Sheet, edit: Callable[[Sheet], Any], place: str) -> None:
    assert told(sheet) == ""
    edit(sheet)
    assert f"{place} (" in told(sheet)
    assert PUT_BACK in told(sheet)


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (lambda s: setattr(s.contacts[0], "summary", "An officer came."), "contacts/0"),
        (lambda s: s.risk_factors[0].known_to.clear(), "risk_factors/0"),
        (lambda s: s.recommendations[0].themes.append("other"), "recommendations/0"),
        (lambda s: setattr(s.agencies[0], "sector", "other"), "agencies/0"),
    ],
)
def test_with_the_prints_of_a_kept_sheet_a_change_of_any_field_is_told(
    sheet: Sheet, edit: Callable[[Sheet], Any], place: str
) -> None:
    kept = prints(sheet)
    assert changed_by_hand(sheet, PUT_BACK, kept) == ()
    edit(sheet)
    (warning,) = changed_by_hand(sheet, PUT_BACK, kept)
    assert warning.startswith(f"{place} (")
    assert "1 more" not in warning


def test_a_renamed_agency_changes_no_print_but_its_own(sheet: Sheet) -> None:
    kept = prints(sheet)
    mine = sheet.agencies[0].id
    for item in [*sheet.agencies, *sheet.contacts, *sheet.missed_opportunities, *sheet.good_practice]:
        for name in ("name", "agency"):
            if getattr(item, name, None) == "Harrow Vale Constabulary":
                setattr(item, name, "Vale of Harrow Police")
    for risk in sheet.risk_factors:
        for known in risk.known_to:
            known.agency = known.agency.replace("Harrow Vale Constabulary", "Vale of Harrow Police")
    for item in sheet.recommendations:
        item.addressees = [a.replace("Harrow Vale Constabulary", "Vale of Harrow Police") for a in item.addressees]
    now = prints(sheet)
    assert {i for i in kept if kept[i] != now[i]} == {mine}


@pytest.mark.parametrize("origin", [Origin(by="machine", rule="r", status="corrected"), Origin(by="person"), None])
def test_a_change_that_says_so_is_not(sheet: Sheet, origin: Origin | None) -> None:
    sheet.contacts[0].kind, sheet.contacts[0].origin = "other", origin
    assert told(sheet) == ""


def test_what_was_renamed_with_its_agency_was_not_changed_by_hand(sheet: Sheet) -> None:
    before = sheet.model_copy(deep=True)
    corrected(sheet.agencies[0], "Vale of Harrow Police")
    for name in ("contacts", "missed_opportunities", "good_practice", "risk_factors"):
        for item in getattr(sheet, name):
            for one in [item, *getattr(item, "known_to", [])]:
                if getattr(one, "agency", None) == "Harrow Vale Constabulary":
                    one.agency = "Vale of Harrow Police"
    for item in sheet.recommendations:
        item.addressees = [a.replace("Harrow Vale Constabulary", "Vale of Harrow Police") for a in item.addressees]
    assert told(sheet) == ""
    assert told(merge(sheet, before, extracted=True)) == ""


def test_of_many_changes_the_first_are_named(sheet: Sheet) -> None:
    first = sheet.contacts[0]
    sheet.contacts = [first.model_copy(update={"id": f"{n:012x}"}) for n in range(SHOWN + 2)]
    assert f"contacts/{SHOWN - 1} (" in told(sheet)
    assert f"contacts/{SHOWN} (" not in told(sheet)
    assert "and 2 more" in told(sheet)
