"""Each shape has examples that pass and that fail, with the node and the term at which they do.

An example under ``fail/`` is named by its shape and added to ``pass/review.ttl``; the comments at its top say what is
found, all of it: ``fails: NODE TERM`` for a violation, ``warns: NODE TERM`` for a warning.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef

from loaders.validate import shapes, validate

EXAMPLES = Path(__file__).parent / "examples"
WHOLE = EXAMPLES / "pass" / "review.ttl"
FAILING = sorted((EXAMPLES / "fail").glob("*.ttl"))
IDS = "https://w3id.org/crossreview/id/"


def expected(path: Path) -> set[tuple[str, str, str]]:
    found = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, rest = line.removeprefix("# ").partition(": ")
        if line.startswith("# ") and word in ("fails", "warns"):
            node, term = rest.split(" ")
            found.add(("Violation" if word == "fails" else "Warning", node, term))
    return found


def found(*paths: Path) -> set[tuple[str, str, str]]:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return {(f.severity, f.node.removeprefix(IDS), f.path or "-") for f in validate(graph)}


def test_a_whole_review_passes_without_a_warning() -> None:
    assert found(WHOLE) == set()


def test_a_review_that_says_little_passes() -> None:
    sparse = EXAMPLES / "pass" / "sparse.ttl"
    assert found(WHOLE, sparse) == expected(sparse)
    assert {severity for severity, _, _ in expected(sparse)} == {"Warning"}


@pytest.mark.parametrize("path", FAILING, ids=lambda p: p.stem)
def test_an_example_fails_where_it_says(path: Path) -> None:
    assert expected(path), "says nothing of what is found"
    assert found(WHOLE, path) == expected(path)


def test_every_shape_has_an_example_of_either_kind() -> None:
    passing = Graph().parse(WHOLE, format="turtle")
    failing = {p.stem.split("-")[0] for p in FAILING}
    for shape in shapes().subjects(RDF.type, SH.NodeShape):
        name = str(shape).rsplit("#", 1)[-1]
        assert name in failing, f"no example fails {name}"
        classes = set(shapes().objects(shape, SH.targetClass))
        assert classes, name
        assert all((None, RDF.type, c) in passing for c in classes), f"no example passes {name}"


def test_a_finding_reads_as_a_sentence_with_its_place() -> None:
    graph = Graph().parse(WHOLE, format="turtle").parse(EXAMPLES / "fail" / "Death-values.ttl", format="turtle")
    texts = [str(f) for f in validate(graph)]
    assert "vale-q-2015/death/9 [line 13] method: is not in the vocabulary 'method' (outcome/acquitted)" in texts


def test_a_warning_that_many_share_is_told_once_and_every_violation_each_time() -> None:
    graph = Graph().parse(WHOLE, format="turtle")
    cr = "https://w3id.org/crossreview/ontology#"
    for n in range(12):
        node = URIRef(f"{IDS}review/vale-q-2015/passage/{n}-{n}")
        for term in ("firstLine", "lastLine"):
            graph.add((node, URIRef(cr + term), Literal(n)))
        graph.add((node, RDF.type, URIRef(cr + "Passage")))
        graph.add((node, URIRef(cr + "inReview"), URIRef(f"{IDS}review/vale-q-2015")))
    [warning] = [f for f in validate(graph) if f.severity == "Warning"]
    assert warning.path == "text" and warning.message.endswith("(so are 11 others)")
    # Line 0 is none: its two numbers are each a violation of their own.
    assert [f.path for f in validate(graph) if f.severity == "Violation"] == ["firstLine", "lastLine"]


def test_checking_adds_nothing_to_the_graph() -> None:
    graph = Graph().parse(WHOLE, format="turtle")
    before = set(graph)
    validate(graph)
    assert set(graph) == before
