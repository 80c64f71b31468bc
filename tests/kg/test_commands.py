"""Commands on a real store: what they print, what they write, how they end."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.render import NOT_STATED
from kg.store import GraphStore
from tests.graph.sheets import TEXT, plain
from tests.kg.command import KG, kg

pytestmark = pytest.mark.neo4j

VALE = "harrow-vale-adult-q-2015"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a coding sheet and the text that it was coded from."""
    (tmp_path / "harrow-vale.json").write_text(json.dumps(plain()))
    (tmp_path / "harrow-vale.txt").write_text(TEXT)
    return tmp_path


@pytest.fixture
def empty(empty_store: GraphStore, kg_home: Path) -> Iterator[GraphStore]:
    """An empty store, and no sheets kept from other tests."""
    shutil.rmtree(kg_home / "sheets", ignore_errors=True)
    yield empty_store
    shutil.rmtree(kg_home / "sheets", ignore_errors=True)


@pytest.fixture
def loaded(empty: GraphStore, folder: Path) -> GraphStore:
    """The store with the fictional sheet in it."""
    kg("load", folder)
    return empty


def count(store: GraphStore) -> int:
    return int(store.read("MATCH (n) RETURN count(n) AS n")[0]["n"])


def test_load_says_what_it_did_and_does_nothing_twice(empty: GraphStore, folder: Path, kg_home: Path) -> None:
    first = kg("load", folder).stdout
    assert VALE in first
    assert "1 loaded" in first
    assert json.loads((kg_home / "sheets" / f"{VALE}.json").read_text())["review"]["id"] == VALE
    before = count(empty)
    assert "1 unchanged" in kg("load", folder).stdout
    assert count(empty) == before
    sheet = plain()
    sheet["contacts"] = sheet["contacts"][:1]
    (folder / "harrow-vale.json").write_text(json.dumps(sheet))
    assert "1 replaced" in kg("load", folder / "harrow-vale.json").stdout
    assert empty.read("MATCH (c:Contact) RETURN count(c) AS n") == [{"n": 1}]


def test_load_says_how_much_it_was_not_sure_enough_of(empty: GraphStore, folder: Path) -> None:
    sheet = plain()
    for contact in sheet["contacts"]:
        contact["origin"] = {"by": "machine", "rule": "r", "confidence": 0.55, "status": "unreviewed"}
    (folder / "harrow-vale.json").write_text(json.dumps(sheet))
    said = " ".join(kg("load", folder, "--min-confidence", "0.6").stdout.split())
    assert f"{len(sheet['contacts'])} below 0.6 left out" in said
    assert "left out" not in kg("load", folder).stdout
    kg("load", folder, "--min-confidence", "60", code=2)


def test_load_reads_the_words_from_the_text_beside_the_sheet(loaded: GraphStore) -> None:
    rows = loaded.read("MATCH (:MissedOpportunity)-[:EVIDENCED_BY]->(p:Passage) RETURN p.text AS text ORDER BY text")
    assert any("Line 13 of a report that nobody wrote." in row["text"] for row in rows)


def test_one_bad_file_does_not_keep_the_others_out(empty: GraphStore, folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    done = kg("load", folder, code=1)
    assert "empty.txt: the file is empty" in done.stderr
    assert "1 loaded, 1 failed" in done.stdout
    assert empty.read("MATCH (r:Review) RETURN r.id AS id") == [{"id": VALE}]


def _binary(folder: Path) -> Path:
    path = folder / "binary.txt"
    path.write_bytes(b"MZ\0\0\1\2" * 100)
    return path


def _pdf(folder: Path) -> Path:
    path = folder / "renamed.txt"
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    return path


def _empty(folder: Path) -> Path:
    path = folder / "empty.txt"
    path.write_text(" \n\n")
    return path


def _latin(folder: Path) -> Path:
    path = folder / "latin.txt"
    path.write_bytes("A domestic homicide review\nprotégé\n".encode("latin-1"))
    return path


def _recipe(folder: Path) -> Path:
    path = folder / "recipe.txt"
    path.write_text("Take two eggs.\nBeat them well.\n")
    return path


def _sheet(folder: Path, change: dict[str, object]) -> Path:
    data = plain()
    for place, value in change.items():
        kind, position, field = place.split("/")
        data[kind][int(position)][field] = value
    path = folder / "changed.json"
    path.write_text(json.dumps(data | {"review": data["review"] | {"source": "text.txt"}}))
    (folder / "text.txt").write_text(TEXT)
    return path


def _unknown_value(folder: Path) -> Path:
    return _sheet(folder, {"risk_factors/0/factor": "witchcraft"})


def _line(folder: Path) -> Path:
    return _sheet(folder, {"contacts/0/evidence": [{"lines": [999, 1000]}]})


def _backwards(folder: Path) -> Path:
    return _sheet(folder, {"contacts/0/evidence": [{"lines": [7, 3]}]})


def _stranger(folder: Path) -> Path:
    return _sheet(folder, {"contacts/0/agency": "Nobody"})


def _no_day(folder: Path) -> Path:
    return _sheet(folder, {"contacts/0/date": "2015-02-30"})


def _not_json(folder: Path) -> Path:
    path = folder / "broken.json"
    path.write_text('{"review": {\n  "id": "x",,\n')
    return path


def _turtle(folder: Path) -> Path:
    path = folder / "broken.ttl"
    path.write_text(
        "@prefix cr: <https://w3id.org/crossreview/ontology#> .\n<a> a cr:Review ;\n  cr:id 'x' cr:title .\n"
    )
    return path


def _nothing(folder: Path) -> Path:
    path = folder / "nothing"
    path.mkdir()
    (path / "readme.md").write_text("no reviews here")
    return path


def _missing(folder: Path) -> Path:
    return folder / "gone.txt"


def _word(folder: Path) -> Path:
    path = folder / "report.docx"
    path.write_bytes(b"PK\3\4")
    return path


BAD = {
    _empty: ("empty.txt", "the file is empty"),
    _binary: ("binary.txt", "not a text file"),
    _pdf: ("renamed.txt", "this is a PDF"),
    _latin: ("latin.txt:2", "not UTF-8"),
    _recipe: ("recipe.txt", "nowhere in the text is a homicide or safeguarding review spoken of"),
    _unknown_value: ("changed.json: risk_factors/0", "'witchcraft' is not in the vocabulary 'risk_factor'"),
    _line: ("changed.json: contacts/0/evidence/0/lines", "line 1000 is beyond the end of text.txt"),
    _backwards: ("changed.json: contacts/0/evidence/0", "lines run backwards"),
    _stranger: ("changed.json: contacts/0", "names the agency 'Nobody'"),
    _no_day: ("changed.json: contacts/0/date", "2015-02-30"),
    _not_json: ("broken.json:2", "not JSON"),
    _turtle: ("broken.ttl", "3"),
    _nothing: ("nothing", "in this folder"),
    _missing: ("gone.txt", "no such file or folder"),
    _word: ("report.docx", "Word documents are not read yet"),
}


def test_of_a_comma_too_many_nobody_learns_only_from_a_server(tmp_path: Path) -> None:
    said = kg("load", _not_json(tmp_path), "--uri", "bolt://127.0.0.1:1", code=1).stderr
    assert "not JSON" in said and "127.0.0.1" not in said


@pytest.mark.parametrize("make", BAD, ids=lambda m: m.__name__.strip("_"))
def test_bad_input_is_named_with_its_place_and_nothing_is_written(
    empty: GraphStore, tmp_path: Path, kg_home: Path, make: object
) -> None:
    place, fault = BAD[make]  # type: ignore[index]
    path = make(tmp_path)  # type: ignore[operator]
    for command in ("load", "validate"):
        said = kg(command, path, code=1).stderr
        assert place in said
        assert fault in said
        assert len(said.splitlines()) == 1, "one message, and nothing of the inside"
    assert count(empty) == 0
    assert not list(kg_home.glob("sheets/*.json"))


def test_two_files_that_are_one_review(empty: GraphStore, folder: Path) -> None:
    (folder / "again.json").write_text(json.dumps(plain(title="Another")))
    done = kg("load", folder, code=1)
    assert f"is the review '{VALE}', as" in done.stderr
    assert "again.json" in done.stderr
    assert "harrow-vale.json" in done.stderr
    assert len(empty.read("MATCH (r:Review) RETURN r")) == 1


def test_no_permission_is_named(empty: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tests run as root, every file can be read: there the system's refusal is played."""
    from click.testing import CliRunner

    from kg.cli import main

    path = folder / "harrow-vale.json"
    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == path.name:
            raise PermissionError(13, "Permission denied", str(self))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    done = CliRunner().invoke(main, ["load", str(path)])
    assert done.exit_code == 1
    assert f"{path}: no permission to read it" in done.stderr
    assert count(empty) == 0


def test_a_full_disk_is_named_and_leaves_no_half_file(loaded: GraphStore, tmp_path: Path) -> None:
    """/dev/full is Linux's disk that is always full; a file of its own shows that no half is left."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full on this system")
    import errno

    from kg.cli.errors import explain

    message, code = explain(OSError(errno.ENOSPC, "No space left on device", str(tmp_path / "x.csv")))
    assert (code, "the disk is full" in message, str(tmp_path / "x.csv") in message) == (1, True, True)
    script = f"{' '.join(KG)} report agencies --format csv > /dev/full"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "disk is full" in done.stderr


def test_output_goes_to_a_file_whole_or_not_at_all(loaded: GraphStore, tmp_path: Path) -> None:
    kg("report", "agencies", "--format", "csv", "-o", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text().startswith("review,agency,")
    said = kg("report", "agencies", "-o", tmp_path / "no such folder" / "out.csv", code=2).stderr
    assert "no such folder" in said
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_report_formats(loaded: GraphStore) -> None:
    rows = json.loads(kg("report", "agencies", "--format", "json").stdout)
    assert {row["name_used"] for row in rows} == {"Harrow Vale Constabulary", "the GP practice"}
    assert next(r for r in rows if r["name_used"] == "the GP practice")["on_panel"] is None
    table = list(csv.DictReader(io.StringIO(kg("report", "agencies", "--format", "csv").stdout)))
    assert [r["name_used"] for r in table] == [r["name_used"] for r in rows]
    assert next(r for r in table if r["name_used"] == "the GP practice")["on_panel"] == ""
    assert NOT_STATED in kg("report", "agencies", COLUMNS="140").stdout
    assert "| review | agency |" in kg("report", "agencies", "--format", "md").stdout


def test_every_report_prints_how_many_reviews(loaded: GraphStore) -> None:
    import queries

    for name in queries.library():
        assert "of 1 review" in kg("report", name).stdout, name


def test_evidence_prints_the_words(loaded: GraphStore) -> None:
    said = kg("report", "missed-marac-referrals", "--evidence").stdout
    assert f"{VALE}, paragraph 13, line 13" in said
    assert "Line 13 of a report that nobody wrote." in said


def test_reports_are_listed_and_wrong_use_is_told(loaded: GraphStore) -> None:
    assert "missed-marac-referrals" in kg("report").stdout
    assert "did you mean missed-marac-referrals" in kg("report", "missed-marac-referal", code=2).stderr
    assert "has no parameter 'colour'" in kg("report", "agencies", "--set", "colour=red", code=2).stderr
    assert "not NAME=VALUE" in kg("report", "agencies", "--set", "colour", code=2).stderr
    assert "not an integer" in kg("report", "risk-pairs", "--set", "at_least=x", code=2).stderr
    assert "no loaded review is 'nowhere'" in kg("report", "agencies", "--set", "review=nowhere", code=1).stderr
    assert "1 of 1 review" in kg("report", "agencies", "--set", "review=harrow").stdout
    assert "No such command" in kg("frobnicate", code=2).stderr


def test_a_report_on_a_warm_store_is_quick(loaded: GraphStore) -> None:
    """About a second; the bound leaves room for a machine that is busy with other things."""
    took = []
    for _ in range(4):
        begun = time.monotonic()
        kg("report", "missed-marac-referrals")
        took.append(time.monotonic() - begun)
    assert min(took) < 2


def test_reports_import_nothing_heavy(loaded: GraphStore) -> None:
    program = (
        "import sys; from kg.cli import main\n"
        "try: main(['report', 'reviews'])\n"
        "except SystemExit: pass\n"
        "heavy = ('spacy', 'rdflib', 'pyshacl', 'numpy', 'pandas', 'networkx', 'pydantic', 'jgo')\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([KG[0], "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "meant", [VALE, "harrow-vale", "harrow-vale.txt", "some/folder/harrow-vale.txt", "HARROW-VALE"]
)
def test_show_takes_an_id_a_beginning_or_a_file(loaded: GraphStore, meant: str) -> None:
    assert kg("show", meant).stdout.startswith(VALE)


def test_show_tells_what_was_found_and_what_not(loaded: GraphStore) -> None:
    said = " ".join(kg("show", VALE, COLUMNS="140").stdout.split())
    for found in (
        "Adult Q (also Q): victim, female, aged 34 (paragraph",
        "the GP practice: general-practice",
        "strangulation: about the perpetrator (Adult R)",
        "known before the death to Harrow Vale Constabulary (2014-02), the GP practice",
        "2014-02-11 Harrow Vale Constabulary: incident-report, Adult Q and Adult R, risk medium",
        "marac-referral: Harrow Vale Constabulary, 2014-02",
        "information-sharing: no agency in particular",
        "1: to Harrow Vale Constabulary; the GP practice (local; marac, training)",
        "action: Train all staff (lead Chief Inspector)",
    ):
        assert found in said
    lost = said.split("Not found")[1]
    for missing in ("chair", "author", "place", "Adult R: age", "stalking"):
        assert missing in lost
    assert "strangulation" not in lost
    assert "Line 13 of a report that nobody wrote." in kg("show", VALE, "--evidence", COLUMNS="140").stdout


@pytest.mark.parametrize("width", ["60", "80", "140"])
def test_show_fits_the_terminal(loaded: GraphStore, width: str) -> None:
    assert max(map(len, kg("show", VALE, "--evidence", COLUMNS=width).stdout.splitlines())) <= int(width)


def test_show_needs_to_know_which(loaded: GraphStore, folder: Path) -> None:
    (folder / "b.json").write_text(json.dumps(plain(id="harrow-vale-adult-z-2016", source=None)))
    kg("load", folder / "b.json")
    said = kg("show", "harrow", code=1).stderr
    assert VALE in said
    assert "harrow-vale-adult-z-2016" in said
    assert "no loaded review is 'elsewhere'" in kg("show", "elsewhere", code=1).stderr


def test_remove_leaves_nothing_and_no_other_is_touched(loaded: GraphStore, folder: Path, kg_home: Path) -> None:
    (folder / "b.json").write_text(json.dumps(plain(id="other-place-2016", source=None)))
    kg("load", folder / "b.json")
    before = loaded.read("MATCH (n {review: 'other-place-2016'}) RETURN count(n) AS n, max(n.loaded_at) AS at")
    assert "removed" in kg("remove", "harrow-vale").stdout
    assert loaded.read("MATCH (n {review: $r}) RETURN n", r=VALE) == []
    assert loaded.read("MATCH (n {review: 'other-place-2016'}) RETURN count(n) AS n, max(n.loaded_at) AS at") == before
    assert (kg_home / "sheets" / f"{VALE}.json").exists(), "a person's work may be in it"
    assert "give --all" in kg("remove", code=2).stderr
    kg("remove", "--all", "--yes")
    assert count(loaded) == 0
    assert "1 loaded" in kg("load", folder / "harrow-vale.json").stdout


def test_query_takes_text_a_file_and_standard_input(loaded: GraphStore, tmp_path: Path) -> None:
    cypher = "MATCH (r:Review) WHERE r.id = $id RETURN r.id AS id, r.chair AS chair"
    want = [{"id": VALE, "chair": None}]
    file = tmp_path / "q.cypher"
    file.write_text(cypher)
    for args, given in (([cypher], None), ([file], None), (["-"], cypher)):
        done = kg("query", *args, "--set", f"id={VALE}", "--format", "json", given=given)
        assert json.loads(done.stdout) == want
    assert "the Cypher statement is wrong" in kg("query", "MATCH (n RETURN n", code=1).stderr
    node = json.loads(kg("query", "MATCH (v:Victim) RETURN v", "--format", "json").stdout)[0]["v"]
    assert node["label"] == "Adult Q"
    assert "Victim" in node["labels"]
    assert json.loads(kg("query", "RETURN $n + 1 AS n", "--set", "n=1", "--format", "json").stdout) == [{"n": 2}]


@pytest.mark.parametrize("form", ["turtle", "trig", "jsonld"])
def test_what_is_exported_can_be_loaded(loaded: GraphStore, tmp_path: Path, form: str) -> None:
    ending = {"turtle": "ttl", "trig": "trig", "jsonld": "jsonld"}[form]
    path = tmp_path / f"out.{ending}"
    kg("export", VALE, "--format", form, "-o", path)
    before = {name: json.loads(kg("report", name, "--format", "json", "--evidence").stdout) for name in REPORTS}
    kg("remove", VALE)
    assert "1 loaded" in kg("load", path).stdout
    for name in REPORTS:
        assert json.loads(kg("report", name, "--format", "json", "--evidence").stdout) == before[name], name


REPORTS = ("reviews", "agencies", "risk-factors", "contacts", "missed-opportunities", "recommendations", "outcome")


def test_exports_for_other_tools(loaded: GraphStore, tmp_path: Path) -> None:
    import networkx

    kg("export", "--format", "graphml", "-o", tmp_path / "out.graphml")
    graph = networkx.read_graphml(tmp_path / "out.graphml")
    assert graph.number_of_nodes() > 20
    rows = list(csv.DictReader(io.StringIO(kg("export", "--format", "csv").stdout)))
    assert len(rows) >= sum(len(v) for v in plain().values() if isinstance(v, list))
    assert "no loaded review" in kg("export", "elsewhere", code=1).stderr
    kg("remove", "--all", "--yes")
    assert "nothing to export" in kg("export", code=1).stderr


def test_validate_says_what_a_load_would(empty: GraphStore, folder: Path) -> None:
    done = kg("validate", folder)
    assert "harrow-vale.json" in done.stdout
    assert f"{VALE}: sound" in done.stdout
    assert count(empty) == 0


def test_score_of_a_sheet_with_itself(folder: Path) -> None:
    path = folder / "harrow-vale.json"
    rows = json.loads(kg("score", path, path, "--format", "json").stdout)
    assert all(row["f1"] == 1 for row in rows if row["f1"] is not None)
    assert {row["measure"] for row in rows} >= {"contacts", "death.date", "kappa: factor and subject"}
    assert "GOLD PREDICTED" in kg("score", path, code=2).stderr


def test_score_is_three_tables_that_fit_a_narrow_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "harrow-vale.json"
    monkeypatch.setenv("COLUMNS", "80")
    lines = kg("score", path, path).stdout.splitlines()
    assert max(map(len, lines)) <= 80
    heads = [line.split()[0] for line in lines if "┃" in line]
    assert heads == ["measure"] * 3


def test_schema_names_every_label(tmp_path: Path) -> None:
    from loaders.graph.mapping import mapping

    text = kg("schema").stdout
    for node in mapping().nodes:
        assert f":{node.label})" in text
    for relationship in mapping().relationships:
        assert relationship.type in text


def test_demo_loads_the_samples_and_prints_a_report(empty: GraphStore) -> None:
    done = kg("demo")
    assert "3 loaded" in done.stdout
    assert "$ kg report missed-marac-referrals --evidence" in done.stdout
    assert "of 3 reviews" in done.stdout
    assert "3 unchanged" in kg("demo").stdout
    assert "Not found" in kg("show", "harrowmere-leila").stdout


def test_help_and_version() -> None:
    assert "To begin:" in kg("--help").stdout
    assert kg("--version").stdout.startswith("kg, version ")
    assert "Missing argument 'PATH...'" in kg("load", code=2).stderr
