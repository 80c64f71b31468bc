"""Files of triples: the reviews in them, and what is wrong with them, by file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import Dataset, Graph

from loaders.graph.exchange import reviews_in
from loaders.sources import SourceError
from loaders.triples import graph_iri, review_graph
from tests.graph.sheets import sheet

FORMS = {".ttl": "turtle", ".trig": "trig", ".jsonld": "json-ld"}


def two(path: Path) -> dict[str, Graph]:
    """A file with two reviews, one's id the beginning of the other's, and their graphs."""
    reviews = {id_: review_graph(sheet(id=id_)) for id_ in ("vale-q-2015", "vale-q-2015-summary")}
    together = Dataset() if path.suffix != ".ttl" else Graph()
    for id_, graph in reviews.items():
        into = together.graph(graph_iri(id_)) if isinstance(together, Dataset) else together
        into += graph
    path.write_text(together.serialize(format=FORMS[path.suffix]), encoding="utf-8")
    return reviews


@pytest.mark.parametrize("ending", FORMS)
def test_the_reviews_of_a_file_are_taken_apart_again(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"both{ending}"
    reviews = two(path)
    found = reviews_in(path)
    assert [given.review for given in found] == list(reviews)
    for given in found:
        assert set(given.graph) == set(reviews[given.review])
        assert given.graph.identifier == graph_iri(given.review)


GOOD = """@prefix cr: <https://w3id.org/crossreview/ontology#> .
@prefix r: <https://w3id.org/crossreview/id/review/> .
r:x a cr:Review ; cr:id "x" ; cr:title "t" .
"""


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.ttl", GOOD + "r:x cr:title 'open .\n", "a.ttl:4: not Turtle"),
        ("a.ttl", GOOD + "r:x cr:area 'a' .\nr:x no:prefix 3 .\n", "a.ttl:5: not Turtle"),
        ("a.trig", GOOD + "r:g { r:x cr:title 't' \n", "a.trig:"),
        ("a.jsonld", '{\n "@id": "x",\n}', "a.jsonld:3:1: not JSON"),
        (
            "a.jsonld",
            '{"@context": "https://example.org/context.jsonld"}',
            "names the context https://example.org/context",
        ),
        ("a.ttl", "", "a.ttl: holds no review"),
        ("a.ttl", GOOD.replace('"x"', '"y"'), "a review's IRI is"),
        ("a.ttl", GOOD + "<https://example.org/a> cr:title 't' .\n", "https://example.org/a: belongs to no review"),
        ("a.ttl", GOOD + "[] a cr:Contact .\n", "a node without an IRI (of the class"),
        (
            "a.ttl",
            GOOD + "<https://w3id.org/crossreview/id/review/z/c> a cr:Contact .\n",
            "does not say that it is one",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_named(tmp_path: Path, name: str, text: str, says: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        reviews_in(path)
    assert says in str(error.value)
    assert "\n" not in str(error.value) and len(str(error.value)) < 400


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match=r"a\.ttl: not UTF-8 text"):
        reviews_in(path)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("\ufeff" + GOOD, encoding="utf-8")
    assert [given.review for given in reviews_in(path)] == ["x"]


def test_what_the_export_tells_of_its_load_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonld"
    data = {
        "@context": {"cr": "https://w3id.org/crossreview/ontology#"},
        "@id": "https://w3id.org/crossreview/id/review/x",
        "@type": "cr:Review",
        "cr:id": "x",
        "cr:extractor": "1.2+abc",
        "cr:sourceSha256": "12",
    }
    path.write_text(json.dumps(data), encoding="utf-8")
    [given] = reviews_in(path)
    assert (given.extractor, given.source_sha256) == ("1.2+abc", "12")
