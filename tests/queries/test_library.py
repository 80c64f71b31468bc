"""A question whose header and Cypher disagree is refused, and all reports are there."""

from __future__ import annotations

import pytest

import queries
from queries.query import QueryError, parse, returned_columns

THERE = {
    "reviews",
    "deaths",
    "relationship",
    "method-and-place",
    "outcome",
    "agencies",
    "contacts",
    "last-contact",
    "risk-factors",
    "risk-pairs",
    "who-knew",
    "missed-marac-referrals",
    "missed-opportunities",
    "missed-by-sector",
    "recommendations",
    "unanswered",
    "to-review",
}

GOOD = """\
// A title
// question: What?
// parameters:
//   review: {type: review, default: null, help: one review only}
// columns:
//   review: the review
//   n: how many
//   evidence: where
// mirrors: nothing
// empty: never
// browser: ':params {review: null}'
MATCH (r:Review) WHERE $review IS NULL OR r.id = $review
RETURN r.id AS review, count(*) AS n, [] AS evidence ORDER BY n
"""


def test_all_are_there() -> None:
    assert set(queries.library()) >= THERE


def test_a_good_one_is_read() -> None:
    query = parse("good", GOOD)
    assert [c.name for c in query.columns] == ["review", "n", "evidence"]
    assert query.values({}) == {"review": None}
    assert query.title == "A title"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("count(*) AS n", "count(*) AS m", "returns"),
        ("//   n: how many\n", "", "returns"),
        ("//   evidence: where\n", "", "returns"),
        ("[] AS evidence", "[] AS places", "returns"),
        ("$review IS NULL OR r.id = $review", "r.id = $revue", "uses"),
        ("type: review", "type: colour", "unknown type"),
        ("// mirrors: nothing\n", "", "no 'mirrors'"),
        ("// empty: never\n", "", "no 'empty'"),
        (":params {review: null}", ":params {}", "browser"),
        ("// columns:", "// columns: [", "not YAML"),
        ("count(*) AS n", "count(*)", "without a name"),
    ],
)
def test_what_disagrees_is_refused(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    with pytest.raises(QueryError, match=fault):
        parse("bad", GOOD.replace(old, new))


def test_no_evidence_column_is_refused() -> None:
    text = GOOD.replace("//   evidence: where\n", "").replace(", [] AS evidence", "")
    with pytest.raises(QueryError, match="evidence"):
        parse("bad", text)


def test_the_outermost_return_counts() -> None:
    inner = "COLLECT { MATCH (m) RETURN m.x AS x ORDER BY x }"
    cypher = f"MATCH (n) RETURN n.a AS a, {inner} AS b, [1, 2] AS c // RETURN z\nORDER BY a"
    assert returned_columns(cypher) == ["a", "b", "c"]


@pytest.mark.parametrize("query", queries.library().values(), ids=lambda q: q.name)
def test_every_column_and_parameter_is_explained(query: queries.Query) -> None:
    assert query.question.endswith("?")
    assert all(c.help for c in query.columns)
    assert all(p.help for p in query.parameters)
    assert query.mirrors
    assert query.empty
