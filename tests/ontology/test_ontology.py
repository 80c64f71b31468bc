"""The ontology declares and explains every term that anything here uses, and its files stand in canonical order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.namespace import SKOS

import ontology.canonical as canonical
from loaders.graph.mapping import mapping
from loaders.triples import review_graph
from loaders.validate import shapes
from ontology import skos
from tests.graph.sheets import sheet

FOLDER = Path(skos.__file__).parent
EXAMPLES = Path(__file__).parent / "examples"
ONTOLOGY = Graph().parse(FOLDER / "crossreview.ttl", format="turtle")
CR = str(skos.CR)
DECLARED = {
    str(s)
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    for s in ONTOLOGY.subjects(RDF.type, kind)
    if str(s).startswith(CR)
}
SHEET_TERMS = {"agencyName", "personLabel", "victimLabel", "perpetratorLabel", "addresseeName", "lines", "paragraph"}


def terms_of(graph: Graph) -> set[str]:
    return {str(t) for triple in graph for t in triple if isinstance(t, URIRef) and str(t).startswith(CR)}


def mapping_terms() -> set[str]:
    m = mapping()
    paths = [p.path for owner in (*m.nodes, *m.relationships) for p in owner.properties]
    paths += [path for r in m.relationships for path in (r.path, r.source, r.target)]
    iris = {step.term for path in paths for step in path}
    iris |= {n.iri for n in m.nodes} | {r.iri for r in m.relationships if r.iri}
    iris |= {iri for n in m.nodes for iri, _ in n.also}
    return {iri for iri in iris if iri.startswith(CR)}


@pytest.mark.parametrize(
    ("where", "used"),
    [
        ("the property graph's declaration", mapping_terms()),
        ("the shapes", terms_of(shapes())),
        ("a review's graph", terms_of(review_graph(sheet()))),
        ("the context", {CR + t for t in re.findall(r'"cr:(\w+)"', (FOLDER / "context.jsonld").read_text("utf-8"))}),
    ],
)
def test_every_term_that_is_used_is_declared(where: str, used: set[str]) -> None:
    assert len(used) > 20
    assert used - DECLARED == set(), where


def test_every_declared_term_is_used() -> None:
    context = {CR + t for t in re.findall(r'"cr:(\w+)"', (FOLDER / "context.jsonld").read_text("utf-8"))}
    exported = {CR + "extractor", CR + "sourceSha256", CR + "Item"}
    used = mapping_terms() | terms_of(shapes()) | terms_of(review_graph(sheet())) | context | exported
    assert DECLARED - used - {CR + "succeededBy"} == set()


@pytest.mark.parametrize("term", sorted(DECLARED), ids=lambda t: t.removeprefix(CR))
def test_every_term_has_a_label_and_a_comment_and_fits_the_others(term: str) -> None:
    node = URIRef(term)
    assert ONTOLOGY.value(node, RDFS.label) and len(str(ONTOLOGY.value(node, RDFS.comment))) > 8
    for side in (RDFS.domain, RDFS.range):
        for other in ONTOLOGY.objects(node, side):
            assert not str(other).startswith(CR) or str(other) in DECLARED
    if (node, RDF.type, OWL.ObjectProperty) in ONTOLOGY and term.removeprefix(CR) not in SHEET_TERMS:
        assert ONTOLOGY.value(node, RDFS.range) is not None


def test_domains_and_ranges_hold_in_a_reviews_graph() -> None:
    graph = review_graph(sheet())
    above = {c: set(ONTOLOGY.transitive_objects(c, RDFS.subClassOf)) for c in map(URIRef, DECLARED)}
    checked = 0
    for s, p, o in graph:
        for node, side in ((s, RDFS.domain), (o, RDFS.range)):
            wanted = ONTOLOGY.value(p, side)
            if wanted is None or not str(wanted).startswith(CR):
                continue
            classes = {c for k in graph.objects(node, RDF.type) for c in above.get(k, {k})}
            assert wanted in classes, (s, p, o)
            checked += 1
        if ONTOLOGY.value(p, RDFS.range) == SKOS.Concept:
            assert str(o).startswith(skos.VOCAB), (s, p, o)
    assert checked > 100


def test_other_vocabularies_are_reused() -> None:
    text = (FOLDER / "crossreview.ttl").read_text(encoding="utf-8")
    for term in (
        "prov:Entity",
        "oa:SpecificResource",
        "oa:hasSource",
        "org:Organization",
        "dcterms:title",
        "skos:Concept",
    ):
        assert term in text


def test_all_turtle_stands_in_canonical_order() -> None:
    examples = [str(p) for p in sorted(EXAMPLES.rglob("*.ttl"))]
    assert canonical.main(["--check"]) == 0
    assert canonical.main(["--check", *examples]) == 0


def test_a_file_out_of_order_is_noticed_and_put_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.ttl"
    file.write_text(
        "# A comment.\n@prefix cr: <https://w3id.org/crossreview/ontology#> .\n"
        'cr:b cr:y cr:z, cr:a ; a cr:C . cr:a cr:says "two\\nlines", 3, true ; cr:list ( cr:b [ cr:x 1.5 ] ) .\n',
        encoding="utf-8",
    )
    before = Graph().parse(file, format="turtle")
    assert canonical.main(["--check", str(file)]) == 1
    assert "x.ttl: not in canonical order" in capsys.readouterr().err
    assert canonical.main(["--write", str(file)]) == 0
    assert canonical.main(["--check", str(file)]) == 0
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# A comment.\n") and text.index("cr:a\n") < text.index("cr:b\n")
    assert before.isomorphic(Graph().parse(file, format="turtle"))


def test_the_ontologys_files_lose_nothing_in_canonical_order() -> None:
    for path in [*FOLDER.rglob("*.ttl")]:
        text = path.read_text(encoding="utf-8")
        a, b = Graph().parse(data=text, format="turtle"), Graph().parse(data=canonical.renewed(text), format="turtle")
        assert len(a) == len(b) > 0, path
