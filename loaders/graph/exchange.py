"""Loaded reviews as files for others, and the reviews in such files.

Turtle, TriG and JSON-LD hold everything and can be loaded again; GraphML (for Gephi, yEd, Cytoscape, networkx) and CSV
(one row an item) are for other tools.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from rdflib import RDF, BNode, Dataset, Graph, URIRef

from loaders.graph.mapping import mapping
from loaders.graph.readback import relationships_of, review_triples
from loaders.graph.write import review_uri
from loaders.sources import SourceError, parse_json
from loaders.triples import CR, IDS, REVIEWS, graph_iri
from ontology.canonical import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx
    from rdflib.term import Node

    from ontology.protocols import Store

#: What `kg export` writes, and the ending of each.
FORMATS = {"turtle": ".ttl", "trig": ".trig", "jsonld": ".jsonld", "graphml": ".graphml", "csv": ".csv"}

_NAMES = {"turtle": "Turtle", "trig": "TriG", "json-ld": "JSON-LD"}
_PARSERS = {".ttl": "turtle", ".trig": "trig", ".jsonld": "json-ld"}


@dataclass(frozen=True)
class Given:
    """A review in a file of triples.

    Attributes:
        review: its id.
        extractor, source_sha256: of the load that it was exported from, where the file tells them.
    """

    review: str
    graph: Graph
    extractor: str | None = None
    source_sha256: str | None = None


# Out ----------------------------------------------------------------------------------------------------------------


def export(store: Store, format: str, review: str | None = None) -> str:
    """What the store holds, as the text of a file.

    Args:
        format: one of ``FORMATS``.
        review: the id of one review; all of them if None.

    Raises:
        ValueError: there is no such format.
        LookupError: the store does not hold that review.
    """
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}; known are {', '.join(FORMATS)}")
    held = [row["id"] for row in store.read("MATCH (r:Review) RETURN r.id AS id ORDER BY id")]
    if review is not None and review not in held:
        raise LookupError(f"{review}: no such review is loaded")
    reviews = held if review is None else [review]
    write: dict[str, Callable[[Store, list[str]], str]] = {
        "turtle": _turtle,
        "trig": _trig,
        "jsonld": _jsonld,
        "graphml": _graphml,
        "csv": _csv,
    }
    return write[format](store, reviews)


def _bound(graph: Graph) -> Graph:
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    return graph


def _turtle(store: Store, reviews: list[str]) -> str:
    together = _bound(Graph())
    for review in reviews:
        together += review_triples(store, review)
    return together.serialize(format="turtle")


def dataset(store: Store, reviews: Iterable[str]) -> Dataset:
    """One named graph for each of these reviews."""
    found = Dataset()
    _bound(found)
    for review in reviews:
        named = found.graph(graph_iri(review))
        named += review_triples(store, review)
    return found


def _trig(store: Store, reviews: list[str]) -> str:
    return dataset(store, reviews).serialize(format="trig")


def _jsonld(store: Store, reviews: list[str]) -> str:
    context = {name: iri for name, iri in PREFIXES.items() if name not in ("sh", "owl", "crs", "foaf")}
    return dataset(store, reviews).serialize(format="json-ld", context=context, sort_keys=True, indent=1)


def network(store: Store, reviews: Iterable[str]) -> networkx.MultiDiGraph:
    """The property graph of these reviews, with the concepts that they lead to, for networkx and GraphML.

    Nodes are known by ``uri`` and have ``label`` (its class), ``labels`` and the properties; edges have ``type``. Lists
    are joined with " | ", dates are text, as GraphML knows neither.
    """
    import networkx

    found: networkx.MultiDiGraph = networkx.MultiDiGraph()
    for review in reviews:
        rows = store.read(
            _network(),
            review=review,
            uri=review_uri(review),
        )
        for row in rows:
            for uri, labels, properties in (
                (row["from"], row["start"], row["one"]),
                (row["to"], row["end"], row["other"]),
            ):
                if uri not in found:
                    found.add_node(uri, label=labels[0], labels=" | ".join(labels), **_plain(properties))
            found.add_edge(row["from"], row["to"], key=None, type=row["type"], **_plain(row["properties"]))
    return found


def _network() -> str:
    columns = (
        "RETURN a.uri AS from, labels(a) AS start, properties(a) AS one, b.uri AS to, labels(b) AS end, "
        "properties(b) AS other, type(e) AS type, properties(e) AS properties"
    )
    return relationships_of(columns)


def _plain(properties: dict[str, Any]) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        if isinstance(value, list):
            return " | ".join(map(str, value))
        if isinstance(value, str):
            return _NOT_XML.sub(" ", value)
        return value if isinstance(value, int | float | bool) else str(value)

    # `label` is the class of a node here; a person's own label is also its `name`.
    return {
        k: plain(v) for k, v in sorted(properties.items()) if v is not None and k not in ("label", "type", "key")
    } | {f"{k}_": plain(properties[k]) for k in ("label", "type") if properties.get(k) is not None}


#: What XML 1.0 cannot hold, though a text file may.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _graphml(store: Store, reviews: list[str]) -> str:
    import networkx

    return "\n".join(networkx.generate_graphml(network(store, reviews), named_key_ids=True)) + "\n"


#: The columns of the CSV: what an item is, then what it says, then where it stands.
_ITEM = ("review", "kind", "item_id", "name")
_PLACE = ("origin", "rule", "confidence", "status", "note", "lines", "paragraphs", "pages", "quotes", "uri")


def _csv(store: Store, reviews: list[str]) -> str:
    m = mapping()
    kinds = [n for n in m.nodes if any(p.name == "item_id" for p in n.properties)]
    own = dict.fromkeys(p.name for n in kinds for p in n.properties if p.name not in (*_ITEM, *_PLACE, "was"))
    told = ("agencies", "persons", "known_to", "name_used", "sector", "contribution", "on_panel")
    columns = [*_ITEM, *own, *(c for c in told if c not in own), *_PLACE]
    out = io.StringIO()
    table = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    table.writeheader()
    for review in reviews:
        for node in kinds:
            for row in store.read(_items(node.label), review=review):
                table.writerow(_csv_row(review, node.label, row))
        for row in store.read(_INVOLVED, uri=review_uri(review), review=review):
            table.writerow(_csv_row(review, "Agency", row))
    return out.getvalue()


def _items(label: str) -> str:
    return (
        f"MATCH (n:{label} {{review: $review}}) RETURN properties(n) AS properties, "
        "COLLECT { MATCH (n)-[:BY_AGENCY|ADDRESSED_TO]->(a) RETURN a.name AS name ORDER BY name } AS agencies, "
        "COLLECT { MATCH (n)-[:CONCERNS|OF_VICTIM|BY_PERPETRATOR]->(p) RETURN p.label AS label ORDER BY label } "
        "AS persons, "
        "COLLECT { MATCH (n)-[:KNOWN_TO]->(a) RETURN DISTINCT a.name AS name ORDER BY name } AS known_to, "
        "COLLECT { MATCH (n)-[e:EVIDENCED_BY]->(p) RETURN {first: e.first_line, last: e.last_line, "
        "paragraph: p.number, page: p.page, quote: e.quote} AS place ORDER BY e.position } AS places "
        "ORDER BY n.item_id, n.uri"
    )


_INVOLVED = (
    "MATCH (:Review {uri: $uri})-[i:INVOLVES]->(a) RETURN properties(i) AS properties, a.name AS name, "
    "COLLECT { MATCH (a)-[e:EVIDENCED_BY {review: $review, involvement: i.uri}]->(p) RETURN {first: e.first_line, "
    "last: e.last_line, paragraph: p.number, page: p.page, quote: e.quote} AS place ORDER BY e.position } AS places "
    "ORDER BY i.name_used, i.uri"
)


def _csv_row(review: str, kind: str, row: dict[str, Any]) -> dict[str, Any]:
    places = row["places"]
    full = {"name": row.get("name")} | row["properties"] | {k: row.get(k) for k in ("agencies", "persons", "known_to")}
    full |= {
        "review": review,
        "kind": kind,
        "lines": [f"{p['first']}-{p['last']}" for p in places],
        "paragraphs": list(dict.fromkeys(p["paragraph"] for p in places if p["paragraph"])),
        "pages": list(dict.fromkeys(p["page"] for p in places if p["page"] is not None)),
        "quotes": [p["quote"] for p in places if p["quote"]],
    }
    return {k: _cell(v) for k, v in full.items()}


def _cell(value: Any) -> Any:
    """A list in one cell; what is not stated is empty. A text that a spreadsheet would run as a formula is quoted."""
    if isinstance(value, list):
        value = " | ".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value


# In -----------------------------------------------------------------------------------------------------------------


def reviews_in(path: Path) -> list[Given]:
    """The reviews in a file of triples, each with what belongs to it, in the order of their ids.

    Raises:
        SourceError: not UTF-8, a syntax error (with its line), or triples that are of no review.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as e:
        raise SourceError(f"{path}: not UTF-8 text (byte {e.start})") from e
    return split(_parsed(path, text), str(path))


def _parsed(path: Path, text: str) -> Graph:
    format = _PARSERS[path.suffix.lower()]
    together = Graph()
    base = f"{IDS}file/"
    if format == "json-ld":
        _check_json(path, text)
    try:
        found = Dataset()
        found.parse(data=text, format=format, publicID=base)
    except Exception as e:
        raise SourceError(f"{path}{_place(e, text)}: not {_NAMES[format]}: {_reason(e)}") from e
    for s, p, o, _ in found.quads():
        together.add((s, p, o))
    return together


def _check_json(path: Path, text: str) -> None:
    data = parse_json(text, path)
    # A context from elsewhere would be fetched: nothing is, and what it would say is not known.
    if remote := _remote(data):
        raise SourceError(f"{path}: names the context {remote}; only a context written in the file itself is read")


def _remote(value: Any) -> str | None:
    if isinstance(value, list):
        return next((found for one in value if (found := _remote(one))), None)
    if not isinstance(value, dict):
        return None
    context = value.get("@context")
    for one in context if isinstance(context, list) else [context]:
        if isinstance(one, str):
            return one
        if isinstance(one, dict) and "@import" in one:
            return str(one["@import"])
    return next((found for one in value.values() if (found := _remote(one))), None)


def _place(error: Exception, text: str) -> str:
    line = getattr(error, "lines", None)
    if isinstance(line, int):
        return f":{line + 1}"
    found = re.search(r"at line (\d+)", str(error)) or re.search(r"line[: ]+(\d+)", str(error))
    return f":{found[1]}" if found else ""


def _reason(error: Exception) -> str:
    """The parser's reason, without the piece of the text that it repeats."""
    why = getattr(error, "_why", None) or str(error)
    why = re.sub(r"^at line \d+ of <[^>]*>:\s*", "", str(why).replace("\n", " "))
    why = re.sub(r"Bad syntax \((.*?)\) at \^ in:.*", r"\1", why)
    return why if len(why) <= 120 else why[:119] + "…"


def split(graph: Graph, where: str) -> list[Given]:
    """The reviews in a graph, each as a graph of its own: its node, what is named below it, and what those lead to.

    Args:
        where: names the file in errors.

    Raises:
        SourceError: there is no review, or something belongs to none.
    """
    reviews = sorted(set(graph.subjects(RDF.type, CR.Review)), key=str)
    if not reviews:
        raise SourceError(f"{where}: holds no review (no node of the class {CR.Review})")
    own: dict[str, list[tuple[Node, Node, Node]]] = defaultdict(list)
    shared: dict[Node, list[tuple[Node, Node, Node]]] = defaultdict(list)
    for triple in graph:
        subject = triple[0]
        if isinstance(subject, BNode):
            raise SourceError(f"{where}: a node without an IRI ({_some(graph, subject)}); give each node one")
        part = re.match(re.escape(REVIEWS) + "([^/]+)", str(subject))
        if part:
            own[REVIEWS + part[1]].append(triple)
        else:
            shared[subject].append(triple)
    if strange := sorted(set(own) - {str(r) for r in reviews}):
        raise SourceError(
            f"{where}: {strange[0]}: things belong to this review, but the file does not say that it is one"
        )
    found, used = [], set()
    for review in reviews:
        id_ = graph.value(review, CR.id)
        if str(review) not in own or id_ is None or unquote(str(review).removeprefix(REVIEWS)) != str(id_):
            raise SourceError(f"{where}: {review}: a review's IRI is {REVIEWS} and its id (cr:id)")
        part_of = Graph(identifier=URIRef(f"{review}/graph"))
        for triple in own[str(review)]:
            part_of.add(triple)
        for target in {o for _, _, o in own[str(review)] if o in shared}:
            used.add(target)
            for triple in shared[target]:
                part_of.add(triple)
        extractor, sha = graph.value(review, CR.extractor), graph.value(review, CR.sourceSha256)
        found.append(Given(str(id_), part_of, str(extractor) if extractor else None, str(sha) if sha else None))
    if lost := sorted(map(str, set(shared) - used)):
        raise SourceError(f"{where}: {lost[0]}: belongs to no review of the file")
    return found


def _some(graph: Graph, node: Node) -> str:
    kind = graph.value(node, RDF.type)
    return f"of the class {kind}" if kind else "without a class"
