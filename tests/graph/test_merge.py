"""A person's decisions stand, whatever the machine finds next."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.merge import holds_decisions, standing, surer
from loaders.merge import merge as joined
from loaders.sheet import Origin, Sheet, SheetError, faults, give_ids
from tests.graph.sheets import plain


def made(data: dict[str, Any]) -> Sheet:
    return give_ids(Sheet.model_validate(data))


def signed(sheet: Sheet) -> Sheet:
    """As the machine makes it: it signs all that it finds."""
    for _, _, item in sheet.items():
        item.origin = item.origin or Origin(by="machine", rule="r")
    for name, value in sheet.review:
        if value is not None and name not in ("id", "source", "sha256", "evidence", "origin"):
            sheet.review.origin.setdefault(name, Origin(by="machine", rule="r"))
    return sheet


def kept_and_fresh() -> tuple[Sheet, Sheet]:
    """The same extraction twice, as two sheets of their own."""
    return signed(made(plain())), signed(made(plain()))


def merge(kept: Sheet, fresh: Sheet, *, extracted: bool = True) -> Sheet:
    return joined(kept, fresh, extracted=extracted)


def decide(item: Any, status: str, **was: Any) -> Any:
    item.origin = Origin(by="machine", rule="r", status=status, was=was or None)  # type: ignore[arg-type]
    return item


def test_without_decisions_the_new_extraction_stands_under_the_old_id() -> None:
    kept, fresh = kept_and_fresh()
    fresh.review.id, fresh.review.title = "harrow-vale-adult-q-2014", "A new title"
    fresh.contacts.pop()
    assert not holds_decisions(kept)
    merged = merge(kept, fresh)
    assert merged.review.id == kept.review.id
    assert merged.review.title == "A new title"
    assert len(merged.contacts) == 1


def test_what_a_person_entered_survives() -> None:
    kept, fresh = kept_and_fresh()
    own = kept.contacts[0].model_copy(deep=True, update={"id": None, "date": "2013-05"})
    own.origin = Origin(by="person")
    kept = made(kept.model_copy(update={"contacts": [*kept.contacts, own]}).model_dump())
    merged = merge(kept, fresh)
    assert [c.date for c in merged.contacts] == ["2014-02-11", "2014", "2013-05"]
    assert merged.contacts[2].id == kept.contacts[2].id


def test_an_accepted_item_that_the_machine_no_longer_finds_stays() -> None:
    kept, fresh = kept_and_fresh()
    decide(kept.good_practice[0], "accepted")
    fresh.good_practice.clear()
    assert merge(kept, fresh).good_practice == kept.good_practice


def test_a_rejected_item_stays_rejected_and_is_not_doubled() -> None:
    kept, fresh = kept_and_fresh()
    decide(kept.missed_opportunities[0], "rejected")
    merged = merge(kept, fresh)
    assert [m.origin.status if m.origin else None for m in merged.missed_opportunities] == ["rejected", None]
    assert [m.type for m in standing(merged, "sheet").missed_opportunities] == ["information-sharing"]


def test_a_correction_is_known_by_what_the_machine_had_said() -> None:
    kept, fresh = kept_and_fresh()
    contact = decide(kept.contacts[0], "corrected", date="2014-02-11")
    contact.date = "2014-02-12"
    # The next version of the rules gives other ids; only claim and place tell that it is the same.
    fresh.contacts[0].id = "another"
    merged = merge(kept, fresh)
    assert [c.date for c in merged.contacts] == ["2014-02-12", "2014"]


def test_the_same_claim_at_another_place_is_another_item() -> None:
    kept, fresh = kept_and_fresh()
    decide(kept.missed_opportunities[0], "rejected")
    fresh.missed_opportunities[0].id = "another"
    fresh.missed_opportunities[0].evidence[0].lines = (19, 19)
    merged = merge(kept, fresh)
    assert sorted(m.evidence[0].lines for m in merged.missed_opportunities) == [(13, 13), (14, 14), (19, 19)]


def test_a_corrected_agency_name_carries_over_to_what_the_machine_finds() -> None:
    kept, fresh = kept_and_fresh()
    decide(kept.agencies[1], "corrected", name="the GP practice").name = "Mill Lane Surgery"
    for item in kept.contacts + kept.good_practice:
        if item.agency == "the GP practice":
            item.agency = "Mill Lane Surgery"
    merged = merge(kept, fresh)
    assert [a.name for a in merged.agencies] == ["Harrow Vale Constabulary", "Mill Lane Surgery"]
    assert merged.contacts[1].agency == merged.good_practice[0].agency == "Mill Lane Surgery"
    assert merged.recommendations[0].addressees == ["Harrow Vale Constabulary", "Mill Lane Surgery"]
    assert merged.risk_factors[0].known_to[1].agency == "Mill Lane Surgery"
    assert not list(faults(merged))


def test_agencies_and_persons_that_a_decided_item_names_are_kept() -> None:
    kept, fresh = kept_and_fresh()
    decide(kept.contacts[1], "accepted")
    fresh = made(
        fresh.model_dump()
        | {
            "agencies": [fresh.agencies[0].model_dump()],
            "contacts": [],
            "good_practice": [],
            "recommendations": [],
            "risk_factors": [],
        }
    )
    merged = merge(kept, fresh)
    assert [a.name for a in merged.agencies] == ["Harrow Vale Constabulary", "the GP practice"]
    assert not list(faults(merged))


def test_a_review_field_that_a_person_corrected_stays() -> None:
    _, fresh = kept_and_fresh()
    kept = signed(
        made(
            plain(chair="J. Doe", origin={"chair": {"by": "machine", "status": "corrected", "was": {"chair": "Chair"}}})
        )
    )
    fresh.review.chair, fresh.review.area = "Chair", "Harrow"
    merged = merge(kept, fresh)
    assert (merged.review.chair, merged.review.area) == ("J. Doe", "Harrow")
    assert merged.review.origin["chair"].status == "corrected"  # type: ignore[union-attr]


def test_what_was_coded_by_hand_survives_an_extraction_and_stays_unsigned() -> None:
    coded, fresh = made(plain(chair="J. Doe")), signed(made(plain()))
    fresh.review.chair = "The Chair"
    fresh.contacts.pop(0)
    fresh.good_practice[0].evidence[0].lines = (19, 19)
    fresh.good_practice[0].id = "another"
    merged = merge(coded, fresh)
    assert merged.review.chair == "J. Doe"
    assert "chair" not in merged.review.origin
    assert [(c.date, c.origin) for c in merged.contacts] == [("2014", None), ("2014-02-11", None)]
    assert [(g.evidence[0].lines, g.origin and g.origin.by) for g in merged.good_practice] == [
        ((19, 19), "machine"),
        (coded.good_practice[0].evidence[0].lines, None),
    ]
    assert not list(faults(merged))
    assert merge(merged, fresh) == merged


def test_what_its_coder_takes_out_of_a_sheet_is_gone() -> None:
    coded, newer = made(plain(chair="J. Doe")), made(plain())
    newer.contacts.pop(0)
    assert merge(coded, newer, extracted=False) == newer
    # What else an extraction had found in between goes too; what was decided there stays.
    between = signed(made(plain()))
    between.missed_opportunities[0].evidence[0].lines = (19, 19)
    between.missed_opportunities[0].id = None
    decide(between.good_practice[0], "rejected")
    again = merge(merge(coded, give_ids(between)), newer, extracted=False)
    assert [g.origin and g.origin.status for g in again.good_practice] == ["rejected"]
    assert again == newer.model_copy(update={"good_practice": again.good_practice})


def test_a_newer_decision_wins() -> None:
    kept, given = kept_and_fresh()
    decide(kept.contacts[0], "rejected")
    decide(given.contacts[0], "accepted")
    statuses = [c.origin.status for c in merge(kept, given, extracted=False).contacts if c.origin]
    assert statuses == ["accepted", None]


def test_merging_twice_changes_nothing() -> None:
    kept, fresh = kept_and_fresh()
    decide(kept.missed_opportunities[0], "rejected")
    decide(kept.contacts[0], "corrected", date="2014-02-11").date = "2014-03"
    once = merge(kept, fresh)
    assert merge(once, fresh) == once


def test_what_hangs_on_a_rejected_agency_goes_with_it() -> None:
    sheet, _ = kept_and_fresh()
    decide(sheet.agencies[1], "rejected")
    left = standing(sheet, "sheet")
    assert [c.agency for c in left.contacts] == ["Harrow Vale Constabulary"]
    assert left.good_practice == []
    assert left.recommendations[0].addressees == ["Harrow Vale Constabulary"]
    assert [k.agency for k in left.risk_factors[0].known_to] == ["Harrow Vale Constabulary"]
    assert len(sheet.contacts) == 2, "the sheet itself keeps everything"


def test_a_decision_that_names_a_rejected_agency_contradicts_itself() -> None:
    sheet, _ = kept_and_fresh()
    decide(sheet.agencies[1], "rejected")
    decide(sheet.good_practice[0], "accepted")
    with pytest.raises(SheetError, match="the GP practice"):
        standing(sheet, "my.json")


def sure(item: Any, confidence: float, status: str = "unreviewed") -> Any:
    item.origin = Origin(by="machine", rule="r", confidence=confidence, status=status)  # type: ignore[arg-type]
    return item


def test_what_the_machine_is_not_sure_of_is_taken_out() -> None:
    sheet, _ = kept_and_fresh()
    sure(sheet.contacts[0], 0.59)
    sure(sheet.contacts[1], 0.6)
    assert surer(sheet, 0.6) == 1
    assert [c.date for c in sheet.contacts] == ["2014"]


def test_what_a_person_decided_or_entered_is_not() -> None:
    sheet, _ = kept_and_fresh()
    sure(sheet.contacts[0], 0.1, "accepted")
    sheet.contacts[1].origin = Origin(by="person", confidence=0.1)
    assert surer(sheet, 0.5) == 0
    assert len(sheet.contacts) == 2


def test_an_agency_stays_as_long_as_anything_names_it() -> None:
    sheet, _ = kept_and_fresh()
    for agency in sheet.agencies:
        sure(agency, 0.2)
    sheet.risk_factors[0].known_to.pop()
    for item in (*sheet.contacts[1:], *sheet.good_practice, *sheet.recommendations):
        sure(item, 0.3)
    taken = 1 + 1 + len(sheet.good_practice) + len(sheet.recommendations)
    assert surer(sheet, 0.5) == taken
    assert [a.name for a in sheet.agencies] == ["Harrow Vale Constabulary"]
    assert not list(faults(sheet))


def test_a_person_stays_as_long_as_anything_names_him() -> None:
    sheet, _ = kept_and_fresh()
    for person in sheet.persons:
        sure(person, 0.2)
    assert surer(sheet, 0.5) == 0
    sure(sheet.deaths[0], 0.2)
    sheet.contacts, sheet.risk_factors = [], []
    assert surer(sheet, 0.5) == 3
    assert sheet.persons == []


def test_an_unsure_fact_about_the_review_is_emptied_but_not_a_required_one() -> None:
    sheet, _ = kept_and_fresh()
    for name in ("area", "title", "chair"):
        sheet.review.origin[name] = Origin(by="machine", rule="r", confidence=0.4)
    assert surer(sheet, 0.5) == 1
    assert sheet.review.area is None
    assert sheet.review.title
    assert "area" not in sheet.review.evidence
