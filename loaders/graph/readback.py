"""The way back: what the store holds of a review, as the triples that it was loaded from.

Follows the same declaration as the way in (``rows``), so that what is written can be read back, and adds what
``describe`` derives. Of a load, the extractor and the digest of the source are told (``cr:extractor``,
``cr:sourceSha256``), so that loading the triples again gives the same stamps but for time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rdflib import RDF, Graph, Literal, URIRef

from loaders.graph.mapping import Mapping, Node, Path, Property, Relationship, mapping
from loaders.graph.rows import THROUGH
from loaders.graph.schema import owned
from loaders.graph.write import review_uri
from loaders.triples import CR, date_literal, describe, graph_iri, number_literal

if TYPE_CHECKING:
    from rdflib.term import Node as Term

    from ontology.protocols import Store

_ROW = "RETURN labels(n) AS labels, properties(n) AS properties"
_BETWEEN = (
    "RETURN labels(a) AS start, a.uri AS from, type(e) AS type, labels(b) AS end, b.uri AS to, "
    "properties(e) AS properties"
)


def _nodes() -> str:
    """The nodes of a review, each found by an index, and the shared agencies that it names."""
    parts = [f"MATCH (n:{n.label} {{review: $review}}) {_ROW}" for n in owned(mapping())]
    parts.append(f"MATCH (:Review {{uri: $uri}})-[:INVOLVES]->(n:Agency) WHERE n.scope = 'shared' {_ROW}")
    return " UNION ".join(parts)


def relationships_of(columns: str) -> str:
    """The statement for the relationships of ``$review`` (``$uri``), ``(a)-[e]->(b)``, with these columns.

    They are what starts at its nodes, the passages of agencies in it, and the kinds of its agencies.
    """
    parts = [
        f"MATCH (a:{n.label} {{review: $review}})-[e {{review: $review}}]->(b) {columns}" for n in owned(mapping())
    ]
    parts.append(f"MATCH (b:Passage {{review: $review}})<-[e:EVIDENCED_BY]-(a:Agency) {columns}")
    parts.append(f"MATCH (:Review {{uri: $uri}})-[:INVOLVES]->(a:Agency)-[e:OF_KIND]->(b) {columns}")
    return " UNION ".join(parts)


def review_triples(store: Store, review: str) -> Graph:
    """The named graph of a loaded review; empty if the store does not hold it."""
    return triples_of(
        review,
        store.read(_nodes(), review=review, uri=review_uri(review)),
        store.read(relationships_of(_BETWEEN), review=review, uri=review_uri(review)),
    )


def triples_of(review: str, nodes: list[dict[str, Any]], relationships: list[dict[str, Any]]) -> Graph:
    """The triples for nodes and relationships as the store gives them.

    Args:
        nodes: with ``labels`` and ``properties``.
        relationships: with ``start`` and ``end`` (labels), ``from`` and ``to`` (``uri``), ``type`` and ``properties``.
    """
    m = mapping()
    graph = Graph(identifier=graph_iri(review))
    by_label = {n.label: n for n in m.nodes}
    for row in nodes:
        declared = next(by_label[label] for label in row["labels"] if label in by_label)
        _node(graph, m, declared, row)
    for row in relationships:
        for r in m.relationships:
            if r.type == row["type"] and _fits(r.starts, row["start"]) and _fits(r.ends, row["end"]):
                _relationship(graph, m, r, row)
    describe(graph)
    return graph


def _fits(declared: tuple[str, ...], labels: list[str]) -> bool:
    return any(label in labels for label in declared)


def _node(graph: Graph, m: Mapping, declared: Node, row: dict[str, Any]) -> None:
    subject, properties = URIRef(row["properties"]["uri"]), row["properties"]
    graph.add((subject, RDF.type, URIRef(declared.iri)))
    for iri, second in declared.also if declared.also_term == str(RDF.type) else ():
        if second in row["labels"]:
            graph.add((subject, RDF.type, URIRef(iri)))
    if declared.name_term:
        graph.add((subject, URIRef(declared.name_term), Literal(properties["name"])))
    _properties(graph, m, subject, declared.properties, properties)
    if declared.label == "Review":
        for term, name in ((CR.extractor, "extractor"), (CR.sourceSha256, "source_sha256")):
            graph.add((subject, term, Literal(properties[name])))


def _properties(
    graph: Graph, m: Mapping, subject: URIRef, declared: tuple[Property, ...], properties: dict[str, Any]
) -> None:
    for p in declared:
        value = properties.get(p.name)
        if value is None or len(p.path) != 1 or p.path[0].backwards or (p.many and p.type in ("iri", "span")):
            continue
        for one in value if p.many else [value]:
            graph.add((subject, URIRef(p.path[0].term), _term(m, p, one)))


def _term(m: Mapping, p: Property, value: Any) -> Term:
    if p.scheme:
        return URIRef(m.concept(p.scheme, value))
    if p.type == "date":
        return date_literal(value)
    if p.type == "number":
        return number_literal(value)
    if p.type == "iri":
        return URIRef(value)
    return Literal(value)


def _relationship(graph: Graph, m: Mapping, r: Relationship, row: dict[str, Any]) -> None:
    start, end, properties = URIRef(row["from"]), URIRef(row["to"]), row["properties"]
    if r.path:
        graph.add((start, URIRef(r.path[0].term), end))
        return
    between = URIRef(properties["uri"])
    graph.add((between, RDF.type, URIRef(r.iri or "")))
    if r.through:
        _step(graph, between, r.source[:1], URIRef(properties[THROUGH]))
    else:
        _step(graph, between, r.source, start)
    _step(graph, between, r.target, end)
    _properties(graph, m, between, r.properties, properties)
    if places := properties.get("places"):
        _places(graph, between, places, properties)


def _step(graph: Graph, node: URIRef, path: Path, end: URIRef) -> None:
    term = URIRef(path[0].term)
    graph.add((end, term, node) if path[0].backwards else (node, term, end))


def _places(graph: Graph, knowledge: URIRef, places: list[str], properties: dict[str, Any]) -> None:
    """The places that stand on a relationship as lists side by side."""
    for position, (iri, passage, lines, quote) in enumerate(
        zip(places, properties["passages"], properties["lines"], properties["quotes"], strict=True)
    ):
        place = URIRef(iri)
        first, last = lines.split("-")
        graph.add((knowledge, CR.evidence, place))
        graph.add((place, RDF.type, CR.Evidence))
        graph.add((place, CR.passage, URIRef(passage)))
        graph.add((place, CR.firstLine, Literal(int(first))))
        graph.add((place, CR.lastLine, Literal(int(last))))
        graph.add((place, CR.position, Literal(position)))
        if quote:
            graph.add((place, CR.quote, Literal(quote)))
