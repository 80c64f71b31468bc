"""Decisions on a sheet: what is kept, what is remembered of the machine, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.correction.session import Changed, Refused, Session
from loaders import sheet as sheets
from loaders.document import plaintext
from loaders.merge import merge
from tests.correction.sheet import TEXT, machine_sheet


@pytest.fixture
def session(tmp_path: Path) -> Session:
    path = tmp_path / "vale.json"
    path.write_text(sheets.dumps(machine_sheet()), encoding="utf-8")
    return Session(path, plaintext.parse(TEXT, "vale.txt"))


def of(session: Session, kind: str, n: int = 0) -> dict:  # type: ignore[type-arg]
    return session.data[kind][n]


def on_disk(session: Session) -> sheets.Sheet:
    return sheets.read(session.path)


def test_accepted_keeps_rule_and_confidence(session: Session) -> None:
    item = of(session, "contacts")
    session.decide("accept", "contacts", item["id"], None, session.version)
    origin = on_disk(session).contacts[0].origin
    assert origin
    assert (origin.by, origin.status, origin.rule, origin.was) == ("machine", "accepted", "contacts.attended", None)


def test_corrected_remembers_what_the_machine_had_said_first(session: Session) -> None:
    item = of(session, "contacts")
    for date in ("2015-03-04", "2015-03"):
        values = {**item, "date": date}
        session.decide("correct", "contacts", item["id"], values, session.version, "the table says so")
    kept = on_disk(session).contacts[0]
    assert kept.date == "2015-03"
    assert kept.origin
    assert kept.origin.status == "corrected"
    assert kept.origin.was == {"date": "2015-03-03"}
    assert kept.origin.note == "the table says so"


def test_rejected_stays_and_is_not_found_again(session: Session) -> None:
    item = of(session, "missed_opportunities")
    session.decide("reject", "missed_opportunities", item["id"], None, session.version)
    kept = on_disk(session)
    assert kept.missed_opportunities[0].origin
    assert kept.missed_opportunities[0].origin.status == "rejected"
    assert kept.standing().missed_opportunities == []
    again = merge(kept, machine_sheet(), extracted=True)
    assert [m.origin.status for m in again.missed_opportunities if m.origin] == ["rejected"]


def test_a_correction_survives_a_new_extraction(session: Session) -> None:
    item = of(session, "contacts")
    session.decide("correct", "contacts", item["id"], {**item, "kind": "assessment"}, session.version)
    again = merge(on_disk(session), machine_sheet(), extracted=True)
    assert [c.kind for c in again.contacts] == ["assessment"]


def test_added_by_a_person(session: Session) -> None:
    values = {"agency": "Vale Police", "summary": "Quick to come", "evidence": [{"lines": [3, 3]}]}
    found = session.decide("add", "good_practice", None, values, session.version)
    kept = on_disk(session).good_practice
    assert [(g.id, g.origin.by if g.origin else None) for g in kept] == [(found, "person")]
    session.decide("reject", "good_practice", found, None, session.version)
    assert on_disk(session).good_practice == []


def test_a_new_name_is_taken_over_everywhere(session: Session) -> None:
    item = of(session, "agencies")
    session.decide("correct", "agencies", item["id"], {**item, "name": "Vale Constabulary"}, session.version)
    kept = on_disk(session)
    assert kept.contacts[0].agency == "Vale Constabulary"
    assert kept.missed_opportunities[0].agency == "Vale Constabulary"
    assert kept.risk_factors[0].known_to[0].agency == "Vale Constabulary"
    item = of(session, "persons")
    session.decide("correct", "persons", item["id"], {**item, "label": "Ms Q"}, session.version)
    assert on_disk(session).deaths[0].victim == "Ms Q"


def test_take_back_gives_what_the_machine_said(session: Session) -> None:
    item = of(session, "agencies")
    session.decide("correct", "agencies", item["id"], {**item, "name": "Vale Constabulary"}, session.version)
    session.decide("undecide", "agencies", item["id"], None, session.version)
    kept = on_disk(session)
    assert (kept.agencies[0].name, kept.contacts[0].agency) == ("Vale Police", "Vale Police")
    assert kept.agencies[0].origin
    assert kept.agencies[0].origin.status == "unreviewed"


def test_undo_gives_the_same_bytes(session: Session) -> None:
    before = session.path.read_bytes()
    session.decide("accept", "contacts", of(session, "contacts")["id"], None, session.version)
    assert session.path.read_bytes() != before
    session.undo(session.version)
    assert session.path.read_bytes() == before
    with pytest.raises(Refused, match="nothing is left"):
        session.undo(session.version)


def test_a_field_of_the_review(session: Session) -> None:
    session.decide("correct", "review", "chair", {"value": "Iris Penn"}, session.version)
    session.decide("reject", "review", "author", None, session.version)
    review = on_disk(session).review
    assert review.chair == "Iris Penn"
    assert review.origin["chair"]
    assert review.origin["chair"].was == {"chair": "Iris Pen"}
    assert review.origin["author"]
    assert review.origin["author"].status == "rejected"


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        ("contacts", {"kind": "tea"}, "'tea' is not in the vocabulary"),
        ("contacts", {"agency": "Nobody"}, "names the agency 'Nobody'"),
        ("contacts", {"date": "3 March"}, "date"),
        ("contacts", {"evidence": [{"lines": [3, 99]}]}, "line 99 is beyond the end"),
        ("contacts", {"evidence": [{"lines": [4, 3]}]}, "backwards"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(session: Session, kind: str, values: dict, told: str) -> None:  # type: ignore[type-arg]
    before, item = session.path.read_bytes(), of(session, kind)
    with pytest.raises(Refused, match=told):
        session.decide("correct", kind, item["id"], {**item, **values}, session.version)
    assert session.path.read_bytes() == before
    assert of(session, kind) == item


def test_what_a_decision_hangs_on_cannot_be_rejected(session: Session) -> None:
    session.decide("accept", "contacts", of(session, "contacts")["id"], None, session.version)
    with pytest.raises(Refused, match="rejects"):
        session.decide("reject", "agencies", of(session, "agencies")["id"], None, session.version)


def test_two_windows_do_not_overwrite_each_other(session: Session) -> None:
    other = Session(session.path, session.document)
    session.decide("accept", "contacts", of(session, "contacts")["id"], None, session.version)
    with pytest.raises(Changed):
        other.decide("reject", "contacts", of(other, "contacts")["id"], None, other.version)
    data = json.loads(session.path.read_text())
    data["review"]["title"] = "By hand"
    session.path.write_text(json.dumps(data))
    with pytest.raises(Changed):
        session.undo(session.version)
