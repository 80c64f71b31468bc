"""What a coding sheet says, as triples: identities, places, shared agencies, dates, provenance."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS, XSD

from loaders.document import plaintext
from loaders.document.model import Document
from loaders.graph.mapping import mapping
from loaders.graph.readback import triples_of
from loaders.graph.rows import rows
from loaders.merge import standing
from loaders.sheet import Origin, Sheet, give_ids, read
from loaders.triples import AGENCIES, CR, OA, date_literal, describe, number_literal, review_graph, review_iri
from loaders.validate import validate
from tests.graph.sheets import TEXT, plain, sheet
from tests.shared import REVIEWS, gold_sheets

REVIEW = review_iri("harrow-vale-adult-q-2015")


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "harrow-vale.txt"
    path.write_text(TEXT, encoding="utf-8")
    return plaintext.read(path)


def with_change(change: Any) -> Sheet:
    data = plain()
    change(data)
    return Sheet.model_validate(data)


def one(graph: Graph, kind: URIRef) -> URIRef:
    [found] = graph.subjects(RDF.type, kind)
    return URIRef(str(found))


def test_the_same_sheet_gives_the_same_triples_under_the_reviews_name(document: Document) -> None:
    first, second = review_graph(sheet(), document), review_graph(sheet(), document)
    assert set(first) == set(second)
    assert first.identifier == URIRef(f"{REVIEW}/graph")


def test_an_items_identity_does_not_hang_on_its_place_in_the_list() -> None:
    turned = with_change(lambda d: [d[kind].reverse() for kind in ("persons", "contacts", "agencies")])
    assert set(review_graph(sheet())) == set(review_graph(turned))


def test_identities_survive_other_items_coming_and_going() -> None:
    before = set(review_graph(sheet()).subjects(RDF.type, CR.Contact))
    fewer = set(review_graph(with_change(lambda d: d["contacts"].pop(0))).subjects(RDF.type, CR.Contact))
    assert len(fewer) == 1 and fewer < before


def test_everything_has_an_iri_and_belongs_to_the_review_or_is_shared() -> None:
    graph = review_graph(sheet())
    assert all(isinstance(s, URIRef) for s in graph.subjects())
    for s in graph.subjects():
        shared = str(s).startswith(AGENCIES) or "/id/rule/" in str(s) or str(s).endswith("/id/coder")
        assert shared or str(s) == str(REVIEW) or str(s).startswith(f"{REVIEW}/"), s


def test_a_passage_is_the_paragraph_with_its_words_number_lines_and_section(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(
        "1. Chronology\n\n1.1 The officer called on her\nand left a card.\n\n1.2 She rang the next day.\n",
        encoding="utf-8",
    )
    made = with_change(lambda d: d["good_practice"][0].update(evidence=[{"lines": [4, 4], "quote": "left a card"}]))
    graph = review_graph(made, plaintext.read(path))
    place = graph.value(one(graph, CR.GoodPractice), CR.evidence)
    passage = graph.value(place, CR.passage)
    assert str(graph.value(passage, CR.text)) == "The officer called on her and left a card."
    assert str(graph.value(passage, CR.number)) == "1.1"
    assert [int(str(graph.value(passage, t))) for t in (CR.firstLine, CR.lastLine)] == [3, 4]
    assert [int(str(graph.value(place, t))) for t in (CR.firstLine, CR.lastLine)] == [4, 4]
    assert str(graph.value(passage, CR.section)) == "Chronology"
    assert str(graph.value(passage, CR.sectionKind)) == "chronology"


def test_a_place_that_spans_two_paragraphs_has_the_words_of_both(document: Document) -> None:
    made = with_change(lambda d: d["good_practice"][0].update(evidence=[{"lines": [15, 16]}]))
    graph = review_graph(made, document)
    [passage] = graph.objects(graph.value(one(graph, CR.GoodPractice), CR.evidence), CR.passage)
    words = str(graph.value(passage, CR.text))
    assert "Line 15 of a report" in words and "Line 16 of a report" in words and "Line 17" not in words


def test_a_place_in_a_page_s_header_has_the_words_of_its_line(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    pages = (
        f"A PARTNERSHIP’S REVIEW\n\n{n}.1 Paragraph {n} says what was found, at some length.\n\f" for n in range(9)
    )
    text.write_text("".join(pages), encoding="utf-8")
    read = plaintext.read(text)
    header = next(
        line.number for line in read.lines if "PARTNERSHIP" in line.printed and not read.paragraph_at(line.number)
    )
    made = with_change(lambda d: d["good_practice"][0].update(evidence=[{"lines": [header, header]}]))
    graph = review_graph(made, read)
    [passage] = graph.objects(graph.value(one(graph, CR.GoodPractice), CR.evidence), CR.passage)
    assert str(graph.value(passage, CR.text)) == "A PARTNERSHIP’S REVIEW"


def test_places_in_one_paragraph_share_its_passage(document: Document) -> None:
    graph = review_graph(sheet(), document)
    places = [p for p in graph.subjects(RDF.type, CR.Evidence) if graph.value(p, CR.firstLine) == Literal(9)]
    assert len(places) == 3
    nine = {graph.value(p, CR.passage) for p in places if graph.value(p, CR.lastLine) == Literal(9)}
    assert len(nine) == 1


def test_without_its_text_a_passage_has_lines_and_number_and_the_lack_is_a_warning() -> None:
    graph = review_graph(sheet())
    passage = URIRef(f"{REVIEW}/passage/3-4")
    assert str(graph.value(passage, CR.number)) == "1.2"
    assert graph.value(passage, CR.text) is None
    findings = validate(graph)
    assert {f.severity for f in findings} == {"Warning"}
    assert any(f.path == "text" and "load the sheet together with the text" in f.message for f in findings)


def test_selectors_find_the_lines_and_the_words() -> None:
    graph = review_graph(sheet())
    place = next(p for p in graph.subjects(CR.quote, Literal("she told the officer")))
    selectors = {graph.value(s, RDF.type): s for s in graph.objects(place, OA.hasSelector)}
    lines = selectors[OA.FragmentSelector]
    # RFC 5147 counts from 0, between lines: lines 3 to 4 of the text.
    assert str(graph.value(lines, RDF.value)) == "line=2,4"
    assert str(graph.value(lines, DCTERMS.conformsTo)).endswith("rfc5147")
    assert str(graph.value(selectors[OA.TextQuoteSelector], OA.exact)) == "she told the officer"
    passage = graph.value(place, CR.passage)
    assert graph.value(passage, OA.hasSource) == URIRef(f"{REVIEW}/source")


def test_facts_are_derived_from_passages_and_attributed_to_rule_or_person() -> None:
    made = give_ids(sheet())
    made.good_practice[0].origin = Origin(by="person", status="accepted")
    graph = review_graph(made)
    missed = next(iter(graph.subjects(CR.originRule, Literal("no-referral"))))
    rule = graph.value(missed, PROV.wasAttributedTo)
    assert str(rule).endswith("/id/rule/no-referral") and (rule, RDF.type, PROV.SoftwareAgent) in graph
    assert graph.value(missed, CR.confidence) == number_literal(0.8)
    assert graph.value(missed, PROV.wasDerivedFrom) == graph.value(graph.value(missed, CR.evidence), CR.passage)
    practice = one(graph, CR.GoodPractice)
    assert (graph.value(practice, PROV.wasAttributedTo), RDF.type, PROV.Person) in graph
    assert graph.value(REVIEW, PROV.wasDerivedFrom) == URIRef(f"{REVIEW}/source")


def test_what_a_person_corrected_keeps_what_the_machine_had_said() -> None:
    made = give_ids(sheet())
    made.contacts[0].origin = Origin(by="machine", rule="r", status="corrected", was={"date": "2013", "kind": "call"})
    graph = review_graph(made)
    [was] = graph.objects(None, CR.was)
    assert json.loads(str(was)) == {"date": "2013", "kind": "call"}


def test_the_origin_of_a_reviews_own_field_is_kept() -> None:
    [origins] = review_graph(sheet()).objects(REVIEW, CR.fieldOrigins)
    assert json.loads(str(origins)) == {"area": {"by": "machine", "rule": "title"}}
    place = next(iter(review_graph(sheet()).objects(REVIEW, CR.fieldEvidence)))
    assert str(review_graph(sheet()).value(place, CR.field)) == "area"


@pytest.mark.parametrize(
    ("stated", "kind"), [("2012", XSD.gYear), ("2012-06", XSD.gYearMonth), ("2012-06-03", XSD.date)]
)
def test_a_date_keeps_its_precision(stated: str, kind: URIRef) -> None:
    literal = date_literal(stated)
    assert (str(literal), literal.datatype) == (stated, kind)


@pytest.mark.parametrize(
    ("value", "text"), [(18, "18.0"), (0.8, "0.8"), (17.5, "17.5"), (1e-7, "0.0000001"), (0, "0.0")]
)
def test_numbers_are_written_as_turtle_reads_them(value: float, text: str) -> None:
    assert str(number_literal(value)) == text
    graph = Graph()
    graph.add((REVIEW, CR.confidence, number_literal(value)))
    again = Graph().parse(data=graph.serialize(format="turtle"), format="turtle")
    assert set(again) == set(graph)


def agencies(made: Sheet) -> dict[str, URIRef]:
    graph = review_graph(made)
    return {
        str(graph.value(part, CR.nameUsed)): URIRef(str(graph.value(part, CR.agency)))
        for part in graph.subjects(RDF.type, CR.Participation)
    }


def test_a_body_of_the_authority_file_is_shared_under_whatever_name() -> None:
    def called(name: str, **review: Any) -> URIRef:
        data = plain(**review)
        text = json.dumps(data).replace("Harrow Vale Constabulary", name)
        return agencies(Sheet.model_validate(json.loads(text)))[name]

    one, other = called("West Midlands Police"), called("the West Midlands Police Service", id="b-2016")
    assert one == other == URIRef(f"{AGENCIES}west-midlands-police")


def test_a_proper_name_is_shared_and_a_kind_is_the_reviews_own_and_linked_to_its_kind() -> None:
    made = sheet()
    graph = review_graph(made)
    found = agencies(made)
    assert found["Harrow Vale Constabulary"] == URIRef(f"{AGENCIES}harrow-vale-constabulary")
    own = found["the GP practice"]
    assert str(own).startswith(f"{REVIEW}/agency/")
    assert str(graph.value(own, CR.agencyKind)).endswith("/agency_kind/gp-practice")
    other = agencies(sheet(id="another-2015"))
    assert other["the GP practice"] != own
    assert other["Harrow Vale Constabulary"] == found["Harrow Vale Constabulary"]


def test_what_a_review_says_of_a_shared_agency_is_not_said_of_its_node() -> None:
    graph = review_graph(sheet())
    agency = URIRef(f"{AGENCIES}harrow-vale-constabulary")
    assert set(graph.predicates(agency)) == {RDF.type, SKOS.prefLabel, CR.agencyKind}
    part = next(p for p in graph.subjects(CR.agency, agency) if (p, RDF.type, CR.Participation) in graph)
    assert {CR.nameUsed, CR.sector, CR.contribution, CR.onPanel, CR.evidence} <= set(graph.predicates(part))


def test_two_entries_that_are_one_body_are_one_node_with_two_parts() -> None:
    def twice(d: dict[str, Any]) -> None:
        d["agencies"].append(deepcopy(d["agencies"][0]) | {"name": "The Harrow Vale Constabulary", "on_panel": False})

    graph = review_graph(with_change(twice))
    agency = URIRef(f"{AGENCIES}harrow-vale-constabulary")
    assert len([p for p in graph.subjects(CR.agency, agency) if (p, RDF.type, CR.Participation) in graph]) == 2
    assert len(list(graph.objects(agency, SKOS.prefLabel))) == 1
    rows(graph, mapping())


def test_a_perpetrator_named_only_among_the_attributions_is_one_all_the_same() -> None:
    graph = review_graph(with_change(lambda d: d["deaths"][0].update(perpetrators=[])))
    assert str(graph.value(one(graph, CR.Attribution), CR.perpetrator)) in map(
        str, graph.subjects(RDF.type, CR.Perpetrator)
    )


def test_who_knew_has_its_own_date_and_places() -> None:
    graph = review_graph(sheet())
    known = {str(graph.value(k, CR.agency)): k for k in graph.subjects(RDF.type, CR.Knowledge)}
    police = known[f"{AGENCIES}harrow-vale-constabulary"]
    assert graph.value(police, CR.date) == date_literal("2014-02")
    assert str(graph.value(graph.value(police, CR.evidence), CR.quote)) == "by the throat"
    assert len(known) == 2


def as_the_store_gives_it(graph: Graph) -> Graph:
    """Rows as they would lie in the store, and the way back from there."""
    made = rows(graph, mapping())
    stamps = {"extractor": "1", "source_sha256": "x"}
    nodes = [
        {"labels": list(labels), "properties": row | stamps} for labels, some in made.nodes.items() for row in some
    ]
    between = [
        {
            "start": [b.start],
            "end": [b.end],
            "type": b.type,
            "from": r["from"],
            "to": r["to"],
            "properties": r["properties"],
        }
        for b in made.relationships
        for r in b.rows
    ]
    back = triples_of(str(graph.identifier).split("/")[-2], nodes, between)
    for term in (CR.extractor, CR.sourceSha256):
        assert len(list(back.objects(None, term))) == 1
        back.remove((None, term, None))
    return back


def test_the_way_back_gives_the_same_triples(document: Document) -> None:
    made = give_ids(sheet())
    made.contacts[0].origin = Origin(
        by="machine", rule="a b/c", confidence=1, status="corrected", note="n", was={"date": "2"}
    )
    made.deaths[0].minimum_term_years = 17.5
    for graph in (review_graph(made, document), review_graph(made)):
        assert set(as_the_store_gives_it(graph)) == set(graph)


def test_a_place_that_several_statements_share_comes_back_too() -> None:
    example = Path(__file__).parents[1] / "ontology" / "examples" / "pass" / "review.ttl"
    graph = Graph(identifier=URIRef(f"{review_iri('vale-q-2015')}/graph")).parse(example, format="turtle")
    describe(graph)
    assert set(as_the_store_gives_it(graph)) == set(graph)


@pytest.mark.parametrize("path", gold_sheets() if REVIEWS.is_dir() else [], ids=lambda p: p.stem)
def test_the_coded_sheets_become_sound_triples_and_come_back(path: Path) -> None:
    made = give_ids(read(path))
    graph = review_graph(standing(made, path.name), plaintext.read(REVIEWS / f"{path.stem}.txt"))
    assert [str(f) for f in validate(graph) if f.severity == "Violation"] == []
    # Every item of the sheet is there, once.
    ids = sorted(str(o) for o in graph.objects(None, CR.itemId))
    assert ids == sorted(str(item.id) for _, _, item in made.items())
    assert set(as_the_store_gives_it(graph)) == set(graph)
