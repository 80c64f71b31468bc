"""The JSON-LD context gives every key of the sheet its term and every controlled value its concept.

Two graphs of one sheet: the one that JSON-LD makes by the context alone, and the one that the loader makes. What a
sheet says outright is the same in both; identities are the loader's.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD

from loaders import sheet as sheets
from loaders.triples import CR, review_graph, review_iri
from ontology import skos, vocabularies
from tests.graph.sheets import sheet
from tests.shared import GOLD, needs_shared

CONTEXT: dict[str, Any] = json.loads((Path(skos.__file__).parent / "context.jsonld").read_text(encoding="utf-8"))

#: Terms of the context alone: names for what the loader gives an identity, or says with another term.
BY_NAME = {CR.agencyName, CR.personLabel, CR.victimLabel, CR.perpetratorLabel, CR.addresseeName}
#: Terms of the loader alone on items: links to what has an identity, and what follows.
LINKS = {CR.agency, CR.concerns, CR.victim, CR.byPerpetrator, CR.addressee, CR.evidence, CR.knownTo, CR.action}
#: Terms whose values are written otherwise: dates get a type, decimals a point, JSON a plain string.
TYPED = {CR.date, CR.reportDate, CR.scopeFrom, CR.scopeTo, CR.minimumTermYears, CR.confidence, CR.was, CR.fieldOrigins}


def by_context(made: sheets.Sheet) -> Graph:
    # `null` is "not stated", and left out: JSON-LD keeps it only where a value is JSON, as a statement of its own.
    data = made.model_dump(mode="json", exclude_none=True) | CONTEXT | {"@id": str(review_iri(made.review.id))}
    return Graph().parse(data=json.dumps(data), format="json-ld")


def said(graph: Graph) -> dict[str, set[tuple[URIRef, str]]]:
    """What is said of the review and of each item, by its id: terms of the ontology and their values as text."""
    found = {}
    for subject, id_ in [*graph.subject_objects(CR.itemId), *graph.subject_objects(CR.id)]:
        found[str(id_)] = {
            (p, str(o) if not isinstance(o, BNode) else "")
            for p, o in graph.predicate_objects(subject)
            if str(p).startswith(str(CR)) and p not in LINKS | BY_NAME | TYPED | {CR.fieldEvidence}
        }
    return found


@pytest.fixture(params=["fiction", "ealing.json", "solihull.json"])
def made(request: pytest.FixtureRequest) -> sheets.Sheet:
    if request.param == "fiction":
        made = sheets.give_ids(sheet())
        made.contacts[0].origin = sheets.Origin(
            by="machine", rule="a.b", confidence=0.5, status="corrected", note="n", was={"date": "2013"}
        )
        return made
    needs_shared()
    return sheets.give_ids(sheets.read(GOLD / request.param))


def test_what_the_two_graphs_share(made: sheets.Sheet) -> None:
    ours, theirs = said(review_graph(made)), said(by_context(made))
    assert set(ours) == set(theirs)
    assert len(ours) == 1 + sum(1 for _ in made.items())
    for id_, facts in ours.items():
        assert facts == theirs[id_], id_


def test_values_that_are_typed_otherwise_are_equal(made: sheets.Sheet) -> None:
    ours, theirs = review_graph(made), by_context(made)

    def value(term: URIRef, o: Any) -> Any:
        if term == CR.was:
            return json.dumps(json.loads(str(o)), sort_keys=True)
        return float(str(o)) if term in (CR.minimumTermYears, CR.confidence) else str(o)

    def values(graph: Graph, term: URIRef) -> list[Any]:
        items = {s for id_ in (CR.itemId, CR.id) for s in graph.subjects(id_)}
        return sorted(value(term, o) for s, o in graph.subject_objects(term) if s in items)

    def plain(graph: Graph) -> dict[str, list[Any]]:
        return {str(term): values(graph, term) for term in TYPED - {CR.fieldOrigins}}

    assert plain(ours) == plain(theirs)


def test_where_the_two_graphs_differ() -> None:
    made = sheets.give_ids(sheet())
    ours, theirs = review_graph(made), by_context(made)
    # Identities: the context leaves everything below the review without one, the loader nothing.
    assert {s for s in theirs.subjects() if isinstance(s, URIRef)} == {review_iri(made.review.id)}
    assert not any(isinstance(t, BNode) for triple in ours for t in triple)
    # Classes follow from the list that an item stands in; only the loader says them.
    assert not list(theirs.triples((None, RDF.type, CR.Contact)))
    # Names become links.
    names = {str(o) for o in theirs.objects(None, CR.agencyName)}
    assert names == {"Harrow Vale Constabulary", "the GP practice"}
    assert not list(ours.objects(None, CR.agencyName)) and len(set(ours.objects(None, CR.agency))) == 2
    # A date's precision is its datatype.
    assert Literal("2014-02-11", datatype=XSD.date) in set(ours.objects(None, CR.date))
    assert Literal("2014-02-11") in set(theirs.objects(None, CR.date))
    # Lines are a list here and two numbers there.
    lists = {tuple(int(str(v)) for v in theirs.items(node)) for node in theirs.objects(None, CR.lines)}
    places = list(ours.subjects(RDF.type, CR.Evidence))
    assert lists == {tuple(int(str(ours.value(s, t))) for t in (CR.firstLine, CR.lastLine)) for s in places}
    # The words of passages, derivations and selectors come from the loader.
    assert not list(theirs.subjects(RDF.type, CR.Passage)) and list(ours.subjects(RDF.type, CR.Passage))


def scoped(context: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """What the keys of the object under these keys mean: each scoped context is laid over the one around it."""
    for key in path:
        definition = context[key]
        context = context | (definition.get("@context", {}) if isinstance(definition, dict) else {})
    return context


MODELS: list[tuple[tuple[str, ...], type[BaseModel]]] = [
    ((), sheets.Sheet),
    (("review",), sheets.Review),
    (("evidence",), sheets.Evidence),
    (("persons",), sheets.Person),
    (("deaths",), sheets.Death),
    (("deaths", "by_perpetrator"), sheets.ByPerpetrator),
    (("agencies",), sheets.Agency),
    (("risk_factors",), sheets.RiskFactor),
    (("risk_factors", "known_to"), sheets.KnownTo),
    (("risk_factors", "known_to", "evidence"), sheets.Evidence),
    (("contacts",), sheets.Contact),
    (("contacts",), sheets.Origin),
    (("missed_opportunities",), sheets.MissedOpportunity),
    (("good_practice",), sheets.GoodPractice),
    (("recommendations",), sheets.Recommendation),
    (("recommendations", "actions"), sheets.Action),
]


@pytest.mark.parametrize(("path", "model"), MODELS, ids=lambda v: v.__name__ if isinstance(v, type) else "/".join(v))
def test_every_key_of_the_sheet_has_a_term(path: tuple[str, ...], model: type[BaseModel]) -> None:
    assert set(model.model_fields) - set(scoped(CONTEXT["@context"], path)) == set()


def test_every_controlled_key_leads_to_the_concepts_of_its_scheme() -> None:
    for (kind, field), scheme in sheets.VOCABULARIES.items():
        context = scoped(CONTEXT["@context"], (kind,))
        assert context[field]["@type"] == "@vocab"
        assert context[field]["@context"] == {"@vocab": f"{skos.VOCAB}{scheme}/"}, (kind, field)
        values = list(vocabularies.concepts(scheme))
        data = {"@context": CONTEXT["@context"], "@id": "urn:x"}
        data |= {field: values} if kind == "review" else {kind: [{field: value} for value in values]}
        graph = Graph().parse(data=json.dumps(data), format="json-ld")
        assert {skos.concept(scheme, value) for value in values} <= set(graph.objects()), (kind, field)
