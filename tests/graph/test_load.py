"""Loading files into a real Neo4j: whole or not at all, unchanged is left alone, and what is wrong is named."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from kg.store import GraphStore
from loaders.graph.exchange import export
from loaders.graph.readback import review_triples
from loaders.graph.write import Counts, remove
from loaders.kept import Kept
from loaders.load import LoadReport, load_all
from loaders.sources import Failure, find
from tests.graph.sheets import TEXT, plain
from tests.shared import GOLD, REVIEWS, gold_sheets, needs_shared

pytestmark = pytest.mark.neo4j

Put = Callable[..., list[LoadReport | Failure]]
ID = "harrow-vale-adult-q-2015"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a sheet and its text."""
    made = tmp_path / "reviews"
    made.mkdir()
    (made / "harrow-vale.txt").write_text(TEXT, encoding="utf-8")
    (made / "sheet.json").write_text(json.dumps(plain()), encoding="utf-8")
    return made


@pytest.fixture
def put(empty_store: GraphStore, tmp_path: Path) -> Put:
    """Loads paths into the empty store."""
    kept = Kept(tmp_path / "kept")

    def load(*paths: Path, **how: Any) -> list[LoadReport | Failure]:
        found, failures = find(paths)
        return [*failures, *load_all(found, empty_store, kept, **how)]

    return load


def whole(store: GraphStore) -> list[Any]:
    """Everything in the store, element ids and stamps included."""
    nodes = store.read("MATCH (n) RETURN elementId(n) AS id, labels(n) AS l, properties(n) AS p ORDER BY id")
    return [
        *nodes,
        *store.read("MATCH ()-[r]->() RETURN elementId(r) AS id, type(r) AS t, properties(r) AS p ORDER BY id"),
    ]


def content(store: GraphStore, *but: str) -> list[str]:
    """Everything in the store that does not tell of the load, but for some properties."""
    load = ("load_id", "loaded_at", "fingerprint", *but)

    def plain_(p: dict[str, Any]) -> dict[str, Any]:
        return {k: str(v) for k, v in p.items() if k not in load}

    nodes = store.read("MATCH (n) RETURN labels(n) AS l, properties(n) AS p")
    between = store.read("MATCH (a)-[r]->(b) RETURN a.uri AS a, type(r) AS t, b.uri AS b, properties(r) AS p")
    return sorted(json.dumps(row | {"p": plain_(row["p"])}, sort_keys=True) for row in [*nodes, *between])


def change(folder: Path, edit: Callable[[dict[str, Any]], Any]) -> None:
    data = plain()
    edit(data)
    (folder / "sheet.json").write_text(json.dumps(data), encoding="utf-8")


def only(done: list[LoadReport | Failure]) -> LoadReport:
    [report] = done
    assert isinstance(report, LoadReport), report
    return report


def failure(done: list[LoadReport | Failure]) -> str:
    [failed] = done
    assert isinstance(failed, Failure), failed
    return failed.message


def test_a_sheet_with_its_text_is_loaded_with_the_words(put: Put, empty_store: GraphStore, folder: Path) -> None:
    report = only(put(folder))
    assert (report.review, report.outcome) == (ID, "loaded")
    counted = empty_store.read("MATCH (n) WHERE n.review IS NOT NULL OR n:Agency RETURN count(n) AS n")[0]["n"]
    assert report.counts.nodes_created == counted
    text = empty_store.read("MATCH (:GoodPractice)-[:EVIDENCED_BY]->(p:Passage) RETURN p.text AS text")
    assert text == [{"text": "Line 15 of a report that nobody wrote."}]
    stamped = empty_store.read("MATCH (r:Review) RETURN r.extractor AS extractor, r.load_id IS NOT NULL AS load")
    assert stamped == [{"extractor": "sheet", "load": True}]


def test_what_is_below_the_confidence_asked_for_stays_in_the_sheet_only(
    put: Put, empty_store: GraphStore, folder: Path, tmp_path: Path
) -> None:
    def doubt(data: dict[str, Any]) -> None:
        for confidence, contact in zip((0.3, 0.8), data["contacts"], strict=True):
            contact["origin"] = {"by": "machine", "rule": "r", "confidence": confidence, "status": "unreviewed"}

    def contacts() -> int:
        return int(empty_store.read("MATCH (c:Contact) RETURN count(c) AS n")[0]["n"])

    change(folder, doubt)
    first = only(put(folder, min_confidence=0.5))
    assert (first.outcome, first.left_out, contacts()) == ("loaded", 1, 1)
    assert only(put(folder, min_confidence=0.5)).outcome == "unchanged"
    kept = json.loads((tmp_path / "kept" / f"{ID}.json").read_text(encoding="utf-8"))
    assert len(kept["contacts"]) == 2
    again = only(put(folder))
    assert (again.outcome, again.left_out, contacts()) == ("replaced", 0, 2)
    more = only(put(folder, min_confidence=0.9))
    # Both contacts, and the missed opportunity, of which the sheet's machine is sure to 0.8.
    assert (more.outcome, more.left_out, contacts()) == ("replaced", 3, 0)


def test_the_same_again_writes_nothing_and_the_first_stamp_stays(
    put: Put, empty_store: GraphStore, folder: Path
) -> None:
    put(folder)
    before = whole(empty_store)
    again = only(put(folder))
    assert (again.outcome, again.counts) == ("unchanged", Counts())
    assert whole(empty_store) == before


def test_what_was_coded_by_hand_stands_when_its_text_is_loaded_alone(
    put: Put, empty_store: GraphStore, folder: Path
) -> None:
    def by_hand(data: dict[str, Any]) -> None:
        del data["review"]["origin"], data["missed_opportunities"][0]["origin"]

    change(folder, by_hand)
    put(folder)
    before = whole(empty_store)
    report = only(put(folder / "harrow-vale.txt"))
    assert (report.review, report.outcome, report.counts) == (ID, "unchanged", Counts())
    assert whole(empty_store) == before


def test_a_change_that_does_not_say_so_is_told(put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = tmp_path / "reviews" / "ms-d.txt"
    text.parent.mkdir()
    text.write_text((files("kg.samples") / "harrowmere-ms-d.txt").read_text(encoding="utf-8"), encoding="utf-8")
    put(text)
    [kept] = (tmp_path / "kept").glob("*.json")
    data = json.loads(kept.read_text(encoding="utf-8"))
    data["contacts"][0]["kind"] = "other"
    data["contacts"][1]["summary"] = "An officer came."
    kept.write_text(json.dumps(data), encoding="utf-8")
    told = ", ".join(f"contacts/{n} ({data['contacts'][n]['id']})" for n in (0, 1)) + ": changed by hand"
    warnings = [w for w in only(put(kept)).warnings if w.startswith(told)]
    assert [w.rpartition(": ")[2] for w in warnings] == ["the next extraction puts it back"]
    monkeypatch.setattr("loaders.load.EXTRACTOR_VERSION", "another")
    warnings = [w for w in only(put(text)).warnings if w.startswith(told)]
    assert [w.rpartition(": ")[2] for w in warnings] == ["this extraction put it back"]
    assert not any(w.startswith("contacts/0") for w in only(put(text)).warnings)


def test_a_changed_sheet_replaces_its_own_part(put: Put, empty_store: GraphStore, folder: Path, tmp_path: Path) -> None:
    put(folder)
    other = tmp_path / "other.json"
    other.write_text(json.dumps(plain(id="other-2016", source=None)), encoding="utf-8")
    put(other)
    others = "MATCH (n) WHERE n.review = 'other-2016' OR n.review IS NULL "
    untouched = others + "RETURN elementId(n) AS id, properties(n) AS p ORDER BY id"
    before = empty_store.read(untouched)
    change(folder, lambda d: d["contacts"].pop())
    assert only(put(folder)).outcome == "replaced"
    assert empty_store.read(untouched) == before
    assert empty_store.read(f"MATCH (c:Contact {{review: '{ID}'}}) RETURN count(c) AS n") == [{"n": 1}]


def test_a_change_that_is_no_longer_sound_leaves_what_was_there(
    put: Put, empty_store: GraphStore, folder: Path
) -> None:
    put(folder)
    before = whole(empty_store)
    change(folder, lambda d: d["persons"][0].update(age=430))
    assert "must be a whole number of years" in failure(put(folder))
    assert whole(empty_store) == before


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda d: d["contacts"][0].update(kind="seance"), "contacts/0/kind: 'seance' is not in the vocabulary"),
        (
            lambda d: d["risk_factors"][0].update(factor="luck"),
            "risk_factors/0/factor: 'luck' is not in the vocabulary",
        ),
        (
            lambda d: d["contacts"][1]["evidence"][0].update(lines=[19, 99]),
            "contacts/1/evidence/0/lines: line 99 is beyond",
        ),
        (lambda d: d["contacts"][0].update(date="2014-02-30"), "contacts/0/date: there is no date '2014-02-30'"),
        (lambda d: d["contacts"][0].update(agency="Nobody"), "contacts/0: names the agency 'Nobody'"),
        (lambda d: [i.update(id="same") for i in d["contacts"]], "contacts/1: has the id 'same', as contacts/0 has"),
        (lambda d: d["contacts"][0].pop("date"), "contacts/0/date"),
        (lambda d: d.update(extra=1), "extra"),
    ],
    ids=["kind", "factor", "line", "date", "agency", "id", "missing", "extra"],
)
def test_what_is_wrong_with_a_sheet_is_named_with_its_place(
    put: Put, empty_store: GraphStore, folder: Path, edit: Any, says: str
) -> None:
    change(folder, edit)
    message = failure(put(folder))
    assert "sheet.json" in message and says in message
    assert empty_store.read("MATCH (n:Review) RETURN n") == []


def test_two_files_that_are_one_review(put: Put, empty_store: GraphStore, folder: Path) -> None:
    data = plain(title="Another", source=None)
    (folder / "twin.json").write_text(json.dumps(data), encoding="utf-8")
    first, second = put(folder)
    assert isinstance(first, LoadReport) and first.outcome == "loaded"
    assert isinstance(second, Failure) and "twin.json" in second.message and "sheet.json" in second.message
    assert ID in second.message
    assert empty_store.read("MATCH (r:Review) RETURN r.title AS title") == [
        {"title": "Domestic Homicide Review: Adult Q"}
    ]


def test_one_bad_file_does_not_keep_the_others_out(put: Put, folder: Path) -> None:
    (folder / "bad.json").write_text("{", encoding="utf-8")
    bad, good = put(folder)
    assert isinstance(bad, Failure) and "bad.json:1:2: not JSON" in bad.message
    assert isinstance(good, LoadReport) and good.outcome == "loaded"


KILLED = """
import sys, time
from pathlib import Path
from kg.config import Settings
from kg.server import open_store
from loaders.graph import write as writing
from loaders.kept import Kept
from loaders.load import load_all
from loaders.sources import find

seen, create = [], writing._parts
def slow(rows):
    for part in create(rows):
        yield part
        seen.append(1)
        if len(seen) == 12:
            print("half-way", flush=True)
            time.sleep(60)
writing._parts = slow
with open_store(Settings.read()) as store:
    for done in load_all(find([Path(sys.argv[1])])[0], store, Kept(Path(sys.argv[2]))):
        print(done, flush=True)
"""


@pytest.mark.parametrize("there_before", [False, True], ids=["new", "changed"])
def test_a_load_killed_in_the_middle_of_writing_leaves_nothing_half_done(
    put: Put, empty_store: GraphStore, folder: Path, tmp_path: Path, there_before: bool
) -> None:
    if there_before:
        put(folder)
        change(folder, lambda d: d["review"].update(title="Changed"))
    before = content(empty_store)
    command = [sys.executable, "-c", KILLED, str(folder), str(tmp_path / "kept")]
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True, env=os.environ.copy())
    assert process.stdout and process.stdout.readline() == "half-way\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    # What the dead process had begun is rolled back; the next load waits for that.
    other = tmp_path / "other.json"
    other.write_text(json.dumps(plain(id="other-2016", source=None)), encoding="utf-8")
    assert only(put(other)).outcome == "loaded"
    remove(empty_store, "other-2016")
    assert content(empty_store) == before
    assert bool(before) == there_before
    # The killed load, run again, is whole.
    assert only(put(folder)).outcome == ("replaced" if there_before else "loaded")
    titles = empty_store.read("MATCH (r:Review) RETURN r.title AS title")
    assert titles == [{"title": "Changed" if there_before else "Domestic Homicide Review: Adult Q"}]


@pytest.mark.parametrize("form", ["turtle", "trig", "jsonld"])
def test_what_is_exported_and_removed_is_loaded_again_as_it_was(
    put: Put, empty_store: GraphStore, folder: Path, tmp_path: Path, form: str
) -> None:
    other = tmp_path / "other.json"
    other.write_text(json.dumps(plain(id="other-2016", source=None)), encoding="utf-8")
    put(folder, other)
    before = content(empty_store)
    ending = {"turtle": ".ttl", "trig": ".trig", "jsonld": ".jsonld"}[form]
    file = tmp_path / f"all{ending}"
    file.write_text(export(empty_store, form), encoding="utf-8")
    for review in (ID, "other-2016"):
        remove(empty_store, review)
    assert empty_store.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    done = put(file)
    assert [(r.review, r.outcome) for r in done if isinstance(r, LoadReport)] == [
        (ID, "loaded"),
        ("other-2016", "loaded"),
    ]
    assert content(empty_store) == before
    assert [r.outcome for r in put(file) if isinstance(r, LoadReport)] == ["unchanged", "unchanged"]


def test_a_shared_agency_of_two_kinds_is_exported_and_loaded_again(
    put: Put, empty_store: GraphStore, tmp_path: Path
) -> None:
    """Two reviews that give a body different sectors give its node two kinds; what each says stays on INVOLVES."""
    for id_, sector in (("a-2015", "acute-health"), ("b-2015", "mental-health")):
        data = json.loads(json.dumps(plain(id=id_, source=None)).replace("Harrow Vale Constabulary", "Orme Trust"))
        data["agencies"][0]["sector"] = sector
        (tmp_path / f"{id_}.json").write_text(json.dumps(data), encoding="utf-8")
        put(tmp_path / f"{id_}.json")
    kinds = "MATCH (a:Agency {scope: 'shared'})-[:OF_KIND]->(k) RETURN k.id AS kind ORDER BY kind"
    assert [row["kind"] for row in empty_store.read(kinds)] == ["acute-hospital", "mental-health-service"]
    # The node's second kind came with the second review, and comes back with the first: the stamp on it is another.
    told = ("content_sha256", "source_sha256")
    before = content(empty_store, *told)
    file = tmp_path / "all.trig"
    file.write_text(export(empty_store, "trig"), encoding="utf-8")
    for id_ in ("a-2015", "b-2015"):
        remove(empty_store, id_)
    assert all(isinstance(done, LoadReport) for done in put(file))
    assert content(empty_store, *told) == before


def test_one_review_is_exported_alone_and_csv_and_graphml_hold_its_items(
    put: Put, empty_store: GraphStore, folder: Path, tmp_path: Path
) -> None:
    import csv
    import io

    import networkx

    other = tmp_path / "other.json"
    other.write_text(json.dumps(plain(id="other-2016", source=None)), encoding="utf-8")
    put(folder, other)
    items = list(csv.DictReader(io.StringIO(export(empty_store, "csv", ID))))
    assert {row["review"] for row in items} == {ID}
    listed = [item for kind in plain() if kind != "review" for item in plain()[kind]]
    assert len(items) == len(listed)
    contact = next(row for row in items if row["kind"] == "Contact" and row["date"] == "2014-02-11")
    assert (contact["agencies"], contact["persons"]) == ("Harrow Vale Constabulary", "Adult Q | Adult R")
    assert contact["lines"] == "9-10" and contact["item_id"] and contact["summary"] == "A neighbour called"
    police = next(row for row in items if row["name_used"] == "Harrow Vale Constabulary")
    assert (police["kind"], police["sector"], police["on_panel"], police["lines"]) == (
        "Agency",
        "police",
        "true",
        "3-4",
    )
    network = networkx.parse_graphml(export(empty_store, "graphml", ID))
    counted = empty_store.read(
        "MATCH (n) WHERE n.review = $r OR EXISTS { (n)<-[{review: $r}]-() } OR EXISTS { "
        "(n)<-[:OF_KIND]-(:Agency)<-[:INVOLVES {review: $r}]-() } RETURN count(n) AS n",
        r=ID,
    )
    assert len(network) == counted[0]["n"]
    assert {d["type"] for _, _, d in network.edges(data=True)} >= {"INVOLVES", "EVIDENCED_BY", "KNOWN_TO", "OF_FACTOR"}
    with pytest.raises(LookupError, match="no-such-review"):
        export(empty_store, "csv", "no-such-review")
    with pytest.raises(ValueError, match="unknown format"):
        export(empty_store, "xml")


def test_a_cell_that_a_spreadsheet_would_run_is_text(put: Put, empty_store: GraphStore, folder: Path) -> None:
    change(folder, lambda d: d["good_practice"][0].update(summary="=HYPERLINK(1)"))
    put(folder)
    assert "'=HYPERLINK(1)" in export(empty_store, "csv", ID)


def test_the_coded_sheets_are_loaded_shared_and_removed_without_orphans(put: Put, empty_store: GraphStore) -> None:
    needs_shared()
    done = put(GOLD, REVIEWS)
    assert [r.outcome for r in done if isinstance(r, LoadReport)] == ["loaded"] * len(gold_sheets())
    for path in gold_sheets():
        data = json.loads(path.read_text(encoding="utf-8"))
        counted = empty_store.read(
            "MATCH (r:Review {id: $id}) RETURN COUNT { (:Contact)-[:IN_REVIEW]->(r) } AS contacts, COUNT { "
            "(:RiskObservation)-[:IN_REVIEW]->(r) } AS risk_factors, COUNT { (r)-[:INVOLVES]->() } AS agencies, "
            "COUNT { (:MissedOpportunity)-[:IN_REVIEW]->(r) } AS missed_opportunities, COUNT { "
            "(:Recommendation)-[:IN_REVIEW]->(r) } AS recommendations",
            id=data["review"]["id"],
        )[0]
        assert counted == {kind: len(data[kind]) for kind in counted}
    # One police force appears in more than one of them, and is one node.
    shared = "MATCH (a:Agency)<-[:INVOLVES]-(r) WITH a, count(DISTINCT r) AS n WHERE n > 1 RETURN count(a) AS n"
    assert empty_store.read(shared)[0]["n"] >= 1
    wordless = "MATCH ()-[:EVIDENCED_BY]->(p:Passage) WHERE p.text IS NULL RETURN count(p) AS n"
    assert empty_store.read(wordless) == [{"n": 0}]
    assert [r.outcome for r in put(GOLD, REVIEWS) if isinstance(r, LoadReport)] == ["unchanged"] * len(gold_sheets())
    for path in gold_sheets():
        remove(empty_store, json.loads(path.read_text(encoding="utf-8"))["review"]["id"])
    assert empty_store.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_the_store_gives_back_the_triples_that_were_loaded(put: Put, empty_store: GraphStore, folder: Path) -> None:
    from loaders.document import plaintext
    from loaders.sheet import give_ids, read
    from loaders.triples import CR, review_graph

    put(folder)
    back = set(review_triples(empty_store, ID))
    told = {t for t in back if t[1] in (CR.extractor, CR.sourceSha256)}
    made = review_graph(give_ids(read(folder / "sheet.json")), plaintext.read(folder / "harrow-vale.txt"))
    assert back - told == set(made) and len(told) == 2
    assert len(review_triples(empty_store, "no-such-review")) == 0


def test_a_review_loaded_from_triples_is_held_to_the_shapes(put: Put, empty_store: GraphStore, tmp_path: Path) -> None:
    examples = Path(__file__).parents[1] / "ontology" / "examples"
    file = tmp_path / "bad.ttl"
    file.write_text(
        (examples / "pass" / "review.ttl").read_text(encoding="utf-8")
        + (examples / "fail" / "Contact-undated.ttl").read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    message = failure(put(file))
    assert "bad.ttl" in message and "contact/9" in message and "must have a date" in message
    assert empty_store.read("MATCH (n:Review) RETURN n") == []
    good = tmp_path / "good.ttl"
    good.write_text((examples / "pass" / "review.ttl").read_text(encoding="utf-8"), encoding="utf-8")
    assert only(put(good)).outcome == "loaded"
