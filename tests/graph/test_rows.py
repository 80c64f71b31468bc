"""Triples become the rows that the declaration says."""

from __future__ import annotations

from datetime import date

import pytest
from rdflib import Graph

from loaders.graph.mapping import mapping
from loaders.graph.rows import RowsError, dated, rows
from tests.graph.triples import graph, review_rows

BASE = "https://w3id.org/crossreview/id/review/vale-q-2015"


def only(rows_: list[dict[str, object]]) -> dict[str, object]:
    [row] = rows_
    return row


@pytest.mark.parametrize(
    ("stated", "precision", "earliest", "latest"),
    [
        ("2012-06-03", "day", date(2012, 6, 3), date(2012, 6, 3)),
        ("2012-02", "month", date(2012, 2, 1), date(2012, 2, 29)),
        ("2012", "year", date(2012, 1, 1), date(2012, 12, 31)),
    ],
)
def test_a_date_keeps_its_precision(stated: str, precision: str, earliest: date, latest: date) -> None:
    assert dated("d", stated) == {"d": stated, "d_precision": precision, "d_earliest": earliest, "d_latest": latest}


def test_there_is_no_31st_of_june() -> None:
    with pytest.raises(RowsError, match="there is no date '2012-06-31'"):
        dated("contacts/3/date", "2012-06-31")


def test_labels_names_and_values() -> None:
    nodes = review_rows().nodes
    victim = only(nodes["Person", "Victim"])
    assert victim == {
        "uri": f"{BASE}/victim",
        "name": "Adult Q",
        "label": "Adult Q",
        "role": "victim",
        "aliases": ["Ms Q", "Q"],
    }
    missed = only(nodes["MissedOpportunity",])
    assert missed["name"] == "marac-referral 2014-02"
    assert (missed["type"], missed["confidence"], missed["origin"]) == ("marac-referral", 0.8, "machine")
    assert missed["date_latest"] == date(2014, 2, 28)


def test_a_shared_agency_says_nothing_of_a_review() -> None:
    agency = only(review_rows().nodes["Agency",])
    assert set(agency) == {"uri", "name", "scope"} and agency["scope"] == "shared"
    own = only(review_rows(agency="review/vale-q-2015/agency/1").nodes["Agency",])
    assert own["scope"] == "review"


def test_relationships_and_what_stands_on_them() -> None:
    found = {(b.type, b.start, b.end): b.rows for b in review_rows().relationships}
    assert only(found["BY_AGENCY", "MissedOpportunity", "Agency"])["from"] == f"{BASE}/missed1"
    involves = only(found["INVOLVES", "Review", "Agency"])
    assert involves["properties"] == {
        "uri": f"{BASE}/part1",
        "name_used": "the police",
        "sector": "police",
        "on_panel": True,
    }
    # Evidence of the missed opportunity is not taken for evidence of its agency.
    assert only(found["EVIDENCED_BY", "Agency", "Passage"])["properties"]["first_line"] == 12  # type: ignore[index]
    assert only(found["EVIDENCED_BY", "MissedOpportunity", "Passage"])["properties"]["quote"] == "No referral"  # type: ignore[index]
    assert only(found["OF_TYPE", "MissedOpportunity", "Concept"])["to"].endswith("/missed_opportunity/marac-referral")  # type: ignore[attr-defined]


def test_the_digest_is_of_the_content_and_not_of_its_order() -> None:
    a, b = graph(), Graph()
    for triple in sorted(a, reverse=True):
        b.add(triple)
    assert rows(a, mapping()).digest() == rows(b, mapping()).digest()
    assert rows(graph(title="Another"), mapping()).digest() != rows(a, mapping()).digest()


@pytest.mark.parametrize(
    ("triple", "says"),
    [
        ("r:missed1 cr:agency r:nobody .", "BY_AGENCY names it"),
        ("r:missed1 cr:agency r:victim .", "not of Agency"),
        ("r:missed1 cr:summary 'a', 'b' .", "summary has 2 values"),
        ("r:passage1 cr:page 'four' .", "'four', which is not of type integer"),
        ("r:extra a cr:Agency .", "has no name"),
    ],
)
def test_triples_that_the_graph_cannot_hold(triple: str, says: str) -> None:
    from tests.graph.triples import PREFIXES, REVIEW

    text = (PREFIXES + REVIEW + triple).replace("REVIEW", "x").replace("AGENCY", "agency/y")
    with pytest.raises(RowsError, match=says):
        rows(Graph().parse(data=text, format="turtle"), mapping())
