"""Writing and removing on a real Neo4j: whole or not at all, and nothing of another review touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kg.store import GraphStore
from loaders.graph import statements
from loaders.graph.mapping import mapping
from loaders.graph.schema import ensure, owned
from loaders.graph.write import Counts, Stamp, fingerprints, remove, write
from tests.graph.triples import review_rows, vocabulary

pytestmark = pytest.mark.neo4j

SHARED = "https://w3id.org/crossreview/id/agency/harrow-vale-constabulary"


def put(store: GraphStore, review: str, *, extractor: str = "1", mark: str = "mark", **changes: str) -> Any:
    return write(
        store, review, review_rows(review, **changes), vocabulary(), Stamp.now(extractor, f"sha-{review}"), mark
    )


def part(store: GraphStore, review: str) -> list[Any]:
    """Everything of a review, element ids and stamps included."""
    nodes = store.read(
        "MATCH (n {review: $review}) RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS p ORDER BY id",
        review=review,
    )
    relationships = store.read(
        "MATCH ()-[r {review: $review}]->() RETURN elementId(r) AS id, type(r) AS type, properties(r) AS p ORDER BY id",
        review=review,
    )
    return [*nodes, *relationships]


def size(store: GraphStore) -> tuple[int, int]:
    row = store.read("RETURN COUNT { (n) } AS nodes, COUNT { ()-->() } AS relationships")[0]
    return row["nodes"], row["relationships"]


def test_everything_of_a_review_is_stamped(empty_store: GraphStore) -> None:
    before = datetime.now(UTC)
    put(empty_store, "a")
    rows = part(empty_store, "a")
    assert len(rows) == 4 + 10
    for row in rows:
        assert row["p"]["extractor"] == "1" and row["p"]["source_sha256"] == "sha-a"
        assert before <= row["p"]["loaded_at"].to_native() <= datetime.now(UTC)
    assert len({row["p"]["load_id"] for row in rows}) == 1
    unstamped = "MATCH (n) WHERE n.load_id IS NULL OR n.uri IS NULL OR n.name IS NULL RETURN labels(n) AS labels"
    assert empty_store.read(unstamped) == []
    assert empty_store.read("MATCH ()-[r]->() WHERE r.load_id IS NULL RETURN type(r) AS type") == []


def test_counts_are_the_databases(empty_store: GraphStore) -> None:
    put(empty_store, "other")
    before = size(empty_store)
    written = put(empty_store, "a")
    after = size(empty_store)
    assert written.outcome == "loaded"
    assert written.counts.nodes_created == after[0] - before[0] == 4
    assert written.counts.relationships_created == after[1] - before[1]
    assert written.counts.nodes_deleted == written.counts.relationships_deleted == 0


def test_the_same_again_writes_nothing(empty_store: GraphStore) -> None:
    put(empty_store, "a")
    before = part(empty_store, "a")
    again = put(empty_store, "a")
    assert (again.outcome, again.counts) == ("unchanged", Counts())
    assert part(empty_store, "a") == before


def test_a_new_extractor_or_source_is_a_new_load_even_of_the_same_content(empty_store: GraphStore) -> None:
    put(empty_store, "a")
    assert put(empty_store, "a", extractor="2").outcome == "replaced"
    assert {row["p"]["extractor"] for row in part(empty_store, "a")} == {"2"}


def test_a_changed_review_replaces_its_own_part_and_touches_no_other(empty_store: GraphStore) -> None:
    put(empty_store, "a")
    put(empty_store, "b")
    shared = "MATCH (n) WHERE n.review IS NULL RETURN elementId(n) AS id, properties(n) AS p ORDER BY id"
    other, common, total = part(empty_store, "b"), empty_store.read(shared), size(empty_store)
    written = put(empty_store, "a", title="Another title", mark="changed")
    assert written.outcome == "replaced"
    assert written.counts.nodes_deleted == written.counts.nodes_created == 4
    assert part(empty_store, "b") == other
    assert empty_store.read(shared) == common
    assert size(empty_store) == total
    assert empty_store.read("MATCH (r:Review {id: 'a'}) RETURN r.title AS title") == [{"title": "Another title"}]
    assert fingerprints(empty_store, ["a", "b", "none"]) == {"a": "changed", "b": "mark"}


def test_an_agency_in_two_reviews_is_one_node_until_neither_names_it(empty_store: GraphStore) -> None:
    count = "MATCH (a:Agency) RETURN collect(a.uri) AS uris"
    put(empty_store, "a")
    put(empty_store, "b")
    assert empty_store.read(count)[0]["uris"] == [SHARED]
    put(empty_store, "a", agency="review/a/agency/1", mark="2")
    assert sorted(empty_store.read(count)[0]["uris"]) == [SHARED, "https://w3id.org/crossreview/id/review/a/agency/1"]
    put(empty_store, "b", agency="review/b/agency/1", mark="2")
    assert SHARED not in empty_store.read(count)[0]["uris"]


def test_an_agency_of_one_name_in_two_reviews_stays_two(empty_store: GraphStore) -> None:
    put(empty_store, "a", agency="review/a/agency/1")
    put(empty_store, "b", agency="review/b/agency/1")
    assert empty_store.read("MATCH (a:Agency) RETURN count(a) AS n, count(DISTINCT a.name) AS names") == [
        {"n": 2, "names": 1}
    ]


def test_removing_leaves_no_orphan(empty_store: GraphStore) -> None:
    put(empty_store, "a")
    put(empty_store, "b")
    other, total = part(empty_store, "b"), size(empty_store)
    gone = remove(empty_store, "a")
    assert gone.nodes_deleted == 4 and size(empty_store)[0] == total[0] - 4
    assert part(empty_store, "b") == other
    assert part(empty_store, "a") == []
    remove(empty_store, "b")
    assert size(empty_store) == (0, 0)


def test_removing_what_is_not_there_does_nothing(empty_store: GraphStore) -> None:
    put(empty_store, "a")
    before = size(empty_store)
    assert remove(empty_store, "b") == Counts()
    assert size(empty_store) == before


def test_a_changed_vocabulary_is_brought_up_to_date_once(empty_store: GraphStore) -> None:
    put(empty_store, "a")
    renewed = vocabulary()
    [police] = renewed.nodes["Concept", "Sector"]
    police["name"] = "The police"
    write(empty_store, "b", review_rows("b"), renewed, Stamp.now("1", "x"), "mark")
    assert empty_store.read("MATCH (c:Sector) RETURN c.name AS name") == [{"name": "The police"}]
    assert empty_store.read("MATCH (:Person {review: 'a'})-[:HAS_ROLE]->(c) RETURN c.name AS name") == [
        {"name": "Victim"}
    ]


def _operators(plan: Any) -> set[str]:
    return {plan["operatorType"].split("@")[0]}.union(*(_operators(child) for child in plan.get("children", [])), set())


def _statements() -> list[tuple[str, dict[str, Any]]]:
    """Every statement that writing and removing runs, for all labels and relationships of the declaration."""
    m = mapping()
    stamp = Stamp.now("1", "x").of("a")
    rows = {"rows": [{"uri": "x", "from": "x", "to": "y", "properties": {}}], "stamp": stamp}
    found: list[tuple[str, dict[str, Any]]] = [
        (statements.LOCK, {"uri": "x", "name": "x"}),
        (statements.LOCK_IF_THERE, {"uri": "x"}),
        (statements.SET_VERSION, {"uri": "x", "version": "x", "name": "x", "stamp": stamp}),
        (statements.DELETE_VERSION, {"uri": "x"}),
        (statements.REVIEW, {"uri": "x"}),
        (statements.SHARED_OF, {"uri": "x"}),
        (statements.DELETE_UNNAMED, {"uris": ["x"]}),
        (statements.RESTAMP, {"uri": "x", "fingerprint": "x"}),
        (statements.delete_vocabulary(m), {"schemes": ["x"]}),
        (statements.delete_obsolete(m), {"schemes": ["x"], "uris": ["x"]}),
        (statements.delete_between_concepts(m), {"schemes": ["x"]}),
    ]
    found += [(statements.delete_owned(n.label), {"review": "x"}) for n in owned(m)]
    found += [(f((n.label,)), rows) for n in m.nodes for f in (statements.merge_nodes, statements.renew_nodes)]
    for r in m.all_relationships():
        for start in r.starts:
            for end in r.ends:
                found += [
                    (f(start, r.type, end), rows)
                    for f in (statements.create_relationships, statements.merge_relationships)
                ]
    return found


def test_every_match_and_merge_has_an_index_behind_it(empty_store: GraphStore) -> None:
    ensure(empty_store)
    checked = 0
    with empty_store._session("WRITE") as session:
        for statement, parameters in _statements():
            plan = session.run("EXPLAIN " + statement, parameters).consume().plan
            assert plan is not None
            scans = {o for o in _operators(plan) if "Scan" in o}
            assert not scans, f"{statement}\n{scans}"
            checked += 1
    assert checked > 100


LOADER = """
import sys, time
from kg.config import Settings
from kg.server import open_store
from loaders.graph import write as writing
from tests.graph.triples import review_rows, vocabulary

whole = writing._write_own
def slow(tx, review, rows, stamp, counts):
    counts = whole(tx, review, rows, stamp, counts)
    print("written, not yet committed", flush=True)
    time.sleep(60)
    return counts
writing._write_own = slow
with open_store(Settings.read()) as store:
    writing.write(store, "a", review_rows("a", title="Half-way"), vocabulary(), writing.Stamp.now("9", "x"), "half-way")
"""


def half_way() -> subprocess.Popen[str]:
    """A process that has written everything and is about to commit."""
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", LOADER], cwd=root, stdout=subprocess.PIPE, text=True, env=os.environ.copy()
    )
    assert process.stdout and "not yet committed" in process.stdout.readline()
    return process


@pytest.mark.parametrize("there_before", [False, True])
def test_a_process_killed_half_way_leaves_nothing(empty_store: GraphStore, there_before: bool) -> None:
    if there_before:
        put(empty_store, "a")
    put(empty_store, "b") if there_before else ensure(empty_store)
    before, total = part(empty_store, "a"), size(empty_store)
    process = half_way()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    # The server notices the lost connection and rolls back; the next load waits for that and is not in its way.
    written = put(empty_store, "c")
    assert written.outcome == "loaded"
    remove(empty_store, "c")
    assert part(empty_store, "a") == before
    assert size(empty_store) == total


def test_two_loads_at_once_both_stand(empty_store: GraphStore) -> None:
    outcomes: dict[str, str] = {}

    def load(review: str) -> None:
        outcomes[review] = put(empty_store, review).outcome

    threads = [threading.Thread(target=load, args=(f"r{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == {f"r{n}": "loaded" for n in range(6)}
    assert empty_store.read(
        "MATCH (r:Review)-[:INVOLVES]->(a:Agency) RETURN count(r) AS r, count(DISTINCT a) AS a"
    ) == [{"r": 6, "a": 1}]
