"""Every report against rows worked out in plain Python from the hand-coded sheets, evidence included."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import queries
from kg.store import GraphStore
from loaders import sources
from loaders.kept import Kept
from loaders.load import LoadReport, load_all
from loaders.sheet import give_ids, parse
from queries import QueryError
from tests.graph.sheets import plain
from tests.queries import oracle
from tests.shared import CONTRACT, REVIEWS, gold_sheets, needs_shared

pytestmark = pytest.mark.neo4j

#: Columns whose order is that of the report, not of the comparison.
LISTS = (list, tuple)


#: What a report is asked, where its defaults leave rows out.
WHOLE: dict[str, dict[str, Any]] = {"to-review": {"first": None}}


def as_found(sheet: dict[str, Any]) -> dict[str, Any]:
    """The sheet as if a machine had found it, more or less surely, and a person had decided on some of it."""
    sheet = give_ids(parse(sheet)).model_dump(mode="json")
    items = [i for kind in sheet if kind != "review" for i in sheet[kind]]
    for n, item in enumerate(items):
        machine = {"by": "machine", "rule": "some.rule", "confidence": (n * 37 % 90 + 5) / 100, "status": "unreviewed"}
        item["origin"] = {
            0: {"by": "person"},
            1: machine | {"status": "accepted"},
            2: machine | {"confidence": None},
            3: machine | {"status": None},
        }.get(n % 9, machine)
    stated = [f for f in ("title", "area", "report_date") if sheet["review"][f] is not None]
    sheet["review"]["origin"] = {f: {"by": "machine", "confidence": 0.9} for f in stated}
    return sheet


def emptied(store: GraphStore) -> None:
    store.execute("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")


@pytest.fixture(scope="module")
def gold(store: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> oracle.Sheets:
    """The hand-coded sheets as if they were found, and the store that holds them with the words of their reviews."""
    sheets = [as_found(json.loads(path.read_text(encoding="utf-8"))) for path in gold_sheets()]
    paths = put(sheets, tmp_path_factory.mktemp("gold"))
    emptied(store)
    found, failures = sources.find([*paths, REVIEWS])
    assert not failures
    done = list(load_all(found, store, Kept(tmp_path_factory.mktemp("sheets"))))
    assert [d for d in done if not isinstance(d, LoadReport)] == []
    assert len(done) == len(paths)
    return sheets


def put(sheets: oracle.Sheets, folder: Path) -> list[Path]:
    """Writes the sheets to files."""
    paths = [folder / f"{sheet['review']['id']}.json" for sheet in sheets]
    for sheet, path in zip(sheets, paths, strict=True):
        path.write_text(json.dumps(sheet), encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def agency(store: GraphStore, gold: oracle.Sheets) -> oracle.Identity:
    """Which node each agency of each sheet is, as the graph has it; another test says which are shared."""
    rows = store.read(
        "MATCH (r:Review)-[i:INVOLVES]->(a:Agency) RETURN r.id AS review, i.name_used AS used, a.uri AS uri, a.name "
        "AS name"
    )
    by_name = {(row["review"], row["used"]): (row["uri"], row["name"]) for row in rows}
    return lambda review, name: by_name[review, name]


def shaped(value: Any) -> Any:
    return tuple(value) if isinstance(value, LISTS) and not isinstance(value, oracle.OneOf) else value


def as_tuples(answer: queries.Answer) -> list[tuple[Any, ...]]:
    """The rows of a report in the oracle's form."""
    out = []
    for row in answer.rows:
        places = frozenset((p["review"], *p["lines"]) for p in row["evidence"])
        out.append((*(shaped(row[c]) for c in answer.columns()), places))
    return out


def worked_out(name: str) -> Callable[[oracle.Sheets, oracle.Identity], list[oracle.Row]]:
    function = getattr(oracle, name.replace("-", "_"))
    return partial(function, contract=CONTRACT) if name == "unanswered" else function


def differences(got: list[Any], want: list[Any]) -> tuple[list[Any], list[Any]]:
    """What is in one list and not in the other, each row counted."""
    missing, extra = [], list(got)
    for row in want:
        if row in extra:
            extra.remove(row)
        else:
            missing.append(row)
    return missing, extra


@pytest.mark.parametrize("name", queries.library())
def test_rows_are_those_of_the_sheets(
    store: GraphStore, gold: oracle.Sheets, agency: oracle.Identity, name: str
) -> None:
    answer = queries.run(store, name, **WHOLE.get(name, {}))
    want = worked_out(name)(gold, agency)
    assert want, "the sheets give this report no rows, so nothing is compared"
    missing, extra = differences(as_tuples(answer), [tuple(map(shaped, row)) for row in want])
    assert (missing, extra) == ([], [])


@pytest.mark.parametrize("name", queries.library())
def test_one_review_alone(store: GraphStore, gold: oracle.Sheets, agency: oracle.Identity, name: str) -> None:
    """``--set review=…`` gives what that review's sheet alone would give."""
    for sheet in gold:
        review = sheet["review"]["id"]
        asked = {"at_least": 1} if name == "risk-pairs" else WHOLE.get(name, {})
        answer = queries.run(store, name, review=review, **asked)
        assert answer.of == 1
        assert {p["review"] for row in answer.rows for p in row["evidence"]} <= {review}
        if name == "risk-pairs":
            pairs = len({(o["factor"], o["subject"]) for o in sheet["risk_factors"]})
            assert len(answer.rows) == pairs * (pairs - 1) // 2
            continue
        want = worked_out(name)([sheet], agency)
        assert differences(as_tuples(answer), [tuple(map(shaped, row)) for row in want]) == ([], [])


@pytest.mark.parametrize("name", queries.library())
def test_evidence_has_the_words(store: GraphStore, gold: oracle.Sheets, name: str) -> None:
    answer = queries.run(store, name, **WHOLE.get(name, {}))
    coded = {s["review"]["id"] for s in gold if s["review"].get("evidence")}
    for row in answer.rows:
        # Of a review's own facts, coders by hand need not give the places.
        none = row["review"] not in coded if name == "reviews" else row.get("finding") == ["not found"]
        assert row["evidence"] or none, "a row without evidence"
        for place in row["evidence"]:
            assert place["quote"]
            assert place["quote"].strip()


@pytest.mark.parametrize("name", queries.library())
def test_coverage_counts_the_reviews_of_the_rows(store: GraphStore, gold: oracle.Sheets, name: str) -> None:
    answer = queries.run(store, name)
    spoken = {i for row in answer.rows for i in (row.get("review_ids") or [row.get("review")])}
    assert (answer.reviews, answer.of) == (len(spoken), len(gold))
    assert answer.coverage == f"{len(spoken)} of {len(gold)} reviews"


def test_parameters_narrow(store: GraphStore, gold: oracle.Sheets, agency: oracle.Identity) -> None:
    """Each parameter but the review gives the rows of the whole report that fit, or counts no more than what fits."""
    by_row = [
        ("agencies", "sector", "sector"),
        ("agencies", "contribution", "contribution"),
        ("risk-factors", "factor", "factor"),
        ("risk-factors", "subject", "subject"),
        ("who-knew", "factor", "factor"),
        ("unanswered", "type", "type"),
        ("missed-by-sector", "sector", "sector"),
        ("missed-by-sector", "type", "type"),
    ]
    for name, parameter, column in by_row:
        whole = queries.run(store, name).rows
        value = Counter(row[column] for row in whole if row[column]).most_common()[-1][0]
        narrowed = queries.run(store, name, **{parameter: value}).rows
        assert narrowed == [row for row in whole if row[column] == value], (name, parameter)
        assert 0 < len(narrowed) < len(whole), (name, parameter)
    # The others count less: what the sheets have of that kind only.
    contacts = [c for s in gold for c in s["contacts"]]
    kind = contacts[0]["kind"]
    rows = queries.run(store, "contacts", kind=kind).rows
    assert sum(row["contacts"] for row in rows) == sum(c["kind"] == kind for c in contacts)
    missed = [(s["review"]["id"], m) for s in gold for m in s["missed_opportunities"] if m["agency"]]
    review, first = missed[0]
    name = agency(review, first["agency"])[1]
    rows = queries.run(store, "missed-opportunities", agency=name).rows
    assert sum(row["missed"] for row in rows) == sum(agency(r, m["agency"])[1] == name for r, m in missed)
    asked = [n for s in gold for n in s["recommendations"]]
    for parameter, value, fits in (
        ("theme", asked[0]["themes"][0], lambda n: asked[0]["themes"][0] in n["themes"]),
        ("level", "national", lambda n: n["level"] == "national"),
    ):
        rows = queries.run(store, "recommendations", **{parameter: value}).rows
        assert sum(row["recommendations"] for row in rows) == sum(
            max(1, len(set(n["addressees"]))) for n in asked if fits(n)
        )
    whole = queries.run(store, "to-review", first=None).rows
    assert queries.run(store, "to-review", first=7).rows == whole[:7]
    assert sum(r["value"] for r in queries.run(store, "to-review", first=None, even=0.9).rows) > sum(
        r["value"] for r in whole
    )
    everything = {(q.name, p.name) for q in queries.library().values() for p in q.parameters if p.name != "review"}
    tested = {(n, p) for n, p, _ in by_row} | {
        ("contacts", "kind"),
        ("missed-opportunities", "agency"),
        ("recommendations", "theme"),
        ("recommendations", "level"),
        ("risk-pairs", "at_least"),
        ("to-review", "first"),
        ("to-review", "even"),
    }
    assert everything == tested, "a parameter is not tested"


def test_the_same_organisation_in_two_reviews_is_one_node(store: GraphStore, gold: oracle.Sheets) -> None:
    """By name: what two sheets name alike and by a proper name is one; what only a kind names is one for each."""
    names = Counter(name for s in gold for name in {a["name"] for a in s["agencies"] if a["sector"] == "police"})
    rows = store.read(
        "MATCH (a:Agency)<-[i:INVOLVES]-(r:Review) RETURN a.uri AS uri, a.scope AS scope, collect(DISTINCT r.id) AS "
        "reviews"
    )
    shared = [row for row in rows if len(row["reviews"]) > 1]
    assert all(row["scope"] == "shared" for row in shared)
    for name, times in names.items():
        if times > 1:
            used = store.read(
                "MATCH (a:Agency)<-[i:INVOLVES {name_used: $name}]-() RETURN collect(DISTINCT a.uri) AS uris", name=name
            )
            assert len(used[0]["uris"]) == 1, name
    own = store.read(
        "MATCH (a:Agency)<-[i:INVOLVES]-(r) WHERE i.name_used IN ['MARAC', 'CAMHS'] RETURN a.uri AS uri, r.id AS review"
    )
    assert len({row["uri"] for row in own}) == len({(row["uri"], row["review"]) for row in own})


def loaded(store: GraphStore, sheets: oracle.Sheets, folder: Path) -> None:
    """Loads the sheets, and nothing else, into the store."""
    emptied(store)
    found, _ = sources.find(put(sheets, folder))
    done = list(load_all(found, store, Kept(folder / "kept")))
    assert all(isinstance(d, LoadReport) for d in done), done


def test_what_was_not_found_is_to_be_looked_at(store: GraphStore, tmp_path: Path) -> None:
    """A whole list, a fact about the review, a fact of a finding; and nothing of it once a person has decided."""
    bare = plain(id="vale-r-2013")
    bare["review"] |= {"report_date": None, "origin": {"area": {"by": "machine", "confidence": 0.9}}}
    bare |= {"recommendations": [], "good_practice": []}
    death = bare["deaths"][0] | {"outcome": None, "by_perpetrator": []}
    death["origin"] = {"by": "machine", "confidence": 0.8, "status": "unreviewed"}
    bare["deaths"] = [death]
    bare["missed_opportunities"] = []
    loaded(store, [bare], tmp_path)
    rows = {tuple(row["not_found"]): row for row in queries.run(store, "to-review").rows}
    # What hangs on it: the report of reviews and one more for each list; four on the death at 0.2, two at 0.5.
    assert {lost: row["value"] for lost, row in rows.items()} == {
        ("no missed opportunity",): 2.5,
        ("no recommendation",): 1.5,
        ("location", "outcome"): 1.8,
        ("commissioned_by",): 0.5,
        ("no good practice",): 0.5,
        ("report_date",): 0.5,
    }
    assert rows["location", "outcome"]["matters_to"] == ["method-and-place", "outcome", "deaths"]
    death["origin"]["status"] = "accepted"
    bare["review"]["origin"] |= {f: {"by": "person"} for f in ("report_date", "commissioned_by")}
    loaded(store, [bare], tmp_path)
    left = {tuple(row["not_found"]) for row in queries.run(store, "to-review").rows}
    assert left == {("no missed opportunity",), ("no recommendation",), ("no good practice",)}


def test_not_stated_unknown_and_not_reported_stay_apart(store: GraphStore, tmp_path: Path) -> None:
    """Null in a sheet is an empty cell, 'unknown' says so, and what is not coded has no row."""
    silent, redacted = plain(id="vale-p-2011"), plain(id="vale-q-2012")
    silent["deaths"][0] |= {"outcome": None, "location": None, "by_perpetrator": []}
    redacted["deaths"][0] |= {"outcome": "unknown", "location": "unknown", "by_perpetrator": []}
    loaded(store, [silent, redacted], tmp_path)
    outcomes = {row["outcome"]: row["review_ids"] for row in queries.run(store, "outcome").rows}
    assert outcomes == {None: ["vale-p-2011"], "unknown": ["vale-q-2012"]}
    places = {row["location"] for row in queries.run(store, "method-and-place").rows}
    assert places == {None, "unknown"}
    factors = {row["factor"] for row in queries.run(store, "risk-factors").rows}
    assert factors == {"strangulation"}, "what no sheet codes has no row"
    assert queries.run(store, "missed-marac-referrals").coverage == "2 of 2 reviews"


def test_an_empty_store_gives_no_rows_and_says_so(store: GraphStore) -> None:
    emptied(store)
    for name in queries.library():
        answer = queries.run(store, name)
        assert answer.rows == []
        assert answer.coverage == "0 of 0 reviews"
        assert list(answer.frame().columns) == answer.columns()


def test_unknown_names_and_values_are_refused() -> None:
    with pytest.raises(QueryError, match="did you mean missed-marac-referrals"):
        queries.named("missed-marac-referral")
    with pytest.raises(QueryError, match="has no parameter 'color'"):
        queries.named("agencies").values({"color": "red"})
    with pytest.raises(QueryError, match="not an integer"):
        queries.named("risk-pairs").values({"at_least": "many"})


def test_the_contract_decides_what_answers_what() -> None:
    """The mapping in use is the contract's file."""
    needs_shared()
    import yaml

    from ontology.vocabularies import answered_by

    contract = yaml.safe_load((CONTRACT / "addressed-by.yaml").read_text(encoding="utf-8"))
    assert {k: tuple(v) for k, v in contract.items()} == answered_by()
