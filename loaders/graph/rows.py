"""Triples of one review as rows of the property graph, by the declaration."""

from __future__ import annotations

import calendar
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from loaders.graph.mapping import Mapping, Node, Path, Property, Relationship

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node as Term

Row = dict[str, Any]

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_CAPTION_LENGTH = 60

#: The property that names the node between, of a relationship that leads through one.
THROUGH = "involvement"


class RowsError(ValueError):
    """Triples that the property graph cannot hold; ``str()`` names the node."""


@dataclass(frozen=True)
class Batch:
    """Relationships that one statement writes: of one type, from nodes of one label to nodes of one label.

    Each row has ``from`` and ``to`` (the nodes' ``uri``) and ``properties``.
    """

    type: str
    start: str
    end: str
    rows: list[Row]


@dataclass
class Rows:
    """What stands in the property graph for one review, or for the vocabularies.

    Attributes:
        nodes: properties of each node, ``uri`` and ``name`` included, by the labels that it has.
        relationships: in batches.
    """

    nodes: dict[tuple[str, ...], list[Row]] = field(default_factory=dict)
    relationships: list[Batch] = field(default_factory=list)

    def digest(self) -> str:
        """SHA-256 over all of it, whatever its order."""
        nodes = sorted(
            json.dumps([labels, row], sort_keys=True, default=str)
            for labels, rows in self.nodes.items()
            for row in rows
        )
        relationships = sorted(
            json.dumps([b.type, b.start, b.end, row], sort_keys=True, default=str)
            for b in self.relationships
            for row in b.rows
        )
        return sha256("\n".join([*nodes, *relationships]).encode()).hexdigest()


class _Triples:
    """A graph's triples by subject and by object, so that each is looked at once."""

    def __init__(self, graph: Graph) -> None:
        self.out: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self.into: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self.of_class: dict[str, list[Term]] = defaultdict(list)
        for s, p, o in graph:
            self.out[s][str(p)].append(o)
            self.into[o][str(p)].append(s)
            if str(p) == RDF_TYPE:
                self.of_class[str(o)].append(s)

    def follow(self, start: Term, path: Path) -> list[Term]:
        """The ends of a path from a node."""
        reached = [start]
        for step in path:
            side = self.into if step.backwards else self.out
            reached = [end for node in reached if node in side for end in side[node].get(step.term, ())]
        return reached


def rows(graph: Graph, mapping: Mapping, review_part: str = "/id/review/") -> Rows:
    """The rows for the triples of one review (or for those of the vocabularies).

    Args:
        graph: its triples.
        mapping: the declaration.
        review_part: what the IRI of a node that belongs to a review has in it; an agency without it is shared.

    Raises:
        RowsError: a relationship leads nowhere, a value is not of its type, or one is given where two are.
    """
    triples = _Triples(graph)
    made = Rows()
    labels: dict[str, str] = {}
    for node in mapping.nodes:
        found = defaultdict(list)
        for term in sorted(triples.of_class.get(node.iri, ()), key=str):
            second = _second_labels(triples, term, node)
            row = {"uri": str(term)} | _properties(triples, term, node.properties, mapping)
            row["name"] = _name(triples, term, node, row)
            if node.scope == "either":
                row["scope"] = "review" if review_part in str(term) else "shared"
            found[(node.label, *second)].append(row)
            labels[str(term)] = node.label
        made.nodes |= found
    made.relationships = list(_batches(triples, mapping, labels))
    return made


def _second_labels(triples: _Triples, term: Term, node: Node) -> tuple[str, ...]:
    if not node.also_term:
        return ()
    values = {str(v) for v in triples.out[term].get(node.also_term, ())}
    return tuple(label for iri, label in node.also if iri in values)


def _name(triples: _Triples, term: Term, node: Node, row: Row) -> str:
    if node.name_term:
        names = sorted(str(v) for v in triples.out[term].get(node.name_term, ()))
        if not names:
            raise RowsError(f"{term}: has no name ({node.name_term})")
        return names[0]
    text = re.sub(r"{(\w+)}", lambda m: str(row.get(m[1]) or ""), node.caption or "")
    text = " ".join(text.replace("()", "").split()) or node.label
    return text if len(text) <= _CAPTION_LENGTH else text[: _CAPTION_LENGTH - 1].rstrip() + "…"


def _properties(triples: _Triples, term: Term, declared: Iterable[Property], mapping: Mapping) -> Row:
    row: Row = {}
    for p in declared:
        if not p.path:
            continue
        if p.many:
            if values := _many(triples, term, p, mapping):
                row[p.name] = values
            continue
        ends = triples.follow(term, p.path)
        if len(ends) > 1:
            raise RowsError(
                f"{term}: {p.name} has {len(ends)} values where one is due: {', '.join(sorted(map(str, ends)))}"
            )
        if not ends:
            continue
        value = _value(triples, ends[0], p, mapping, term)
        row |= dated(p.name, value) if p.type == "date" else {p.name: value}
    return row


def _many(triples: _Triples, term: Term, p: Property, mapping: Mapping) -> list[Any]:
    if len(p.path) == 1 and p.type not in ("span", "iri"):
        return sorted(_value(triples, end, p, mapping, term) for end in triples.follow(term, p.path))
    # Lists that run in parallel over the nodes between (places of evidence) keep those nodes' order, gaps included.
    between = sorted(triples.follow(term, p.path[:1]), key=lambda n: _order(triples, n, mapping))
    found: list[Any] = []
    for node in between:
        ends = triples.follow(node, p.path[1:])
        found.append(_value(triples, ends[0], p, mapping, term) if ends else "")
    return found


def _order(triples: _Triples, node: Term, mapping: Mapping) -> tuple[int, str]:
    position = triples.out[node].get(mapping.prefixes["cr"] + "position")
    return (int(str(position[0])) if position else 0, str(node))


def _value(triples: _Triples, end: Term, p: Property, mapping: Mapping, term: Term) -> Any:
    text = str(end)
    try:
        match p.type:
            case "integer":
                return int(text)
            case "number":
                return float(text)
            case "boolean":
                return {"true": True, "1": True, "false": False, "0": False}[text]
            case "span":
                cr = mapping.prefixes["cr"]
                return "-".join(str(triples.out[end][cr + name][0]) for name in ("firstLine", "lastLine"))
            case "local":
                return text.rstrip("/").rsplit("/", 1)[-1]
    except (ValueError, KeyError, IndexError) as e:
        raise RowsError(f"{term}: {p.name} is {text!r}, which is not of type {p.type}") from e
    return text.rsplit("/", 1)[-1] if p.scheme else text


def dated(name: str, stated: str) -> Row:
    """The properties that a date becomes.

    Args:
        name: of the property.
        stated: ISO 8601, ``2014``, ``2014-05`` or ``2014-05-27``.

    Raises:
        RowsError: there is no such day.
    """
    try:
        parts = [int(part) for part in stated.split("-")]
        year, month, day = (*parts, 0, 0)[:3]
        # What the precision leaves open is given as 0 only here: a stated month or day of 0 is no date.
        if 0 in parts:
            raise ValueError(stated)
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError as e:
        raise RowsError(f"{name}: there is no date {stated!r}") from e
    precision = ("year", "month", "day")[len(parts) - 1]
    return {name: stated, f"{name}_precision": precision, f"{name}_earliest": first, f"{name}_latest": last}


def _batches(triples: _Triples, mapping: Mapping, labels: dict[str, str]) -> Iterator[Batch]:
    concept = mapping.vocabulary.label
    vocab = mapping.prefixes["vocab"]

    def label(term: Term, by: Relationship) -> str:
        uri = str(term)
        if found := labels.get(uri) or (concept if uri.startswith(vocab) else None):
            return found
        raise RowsError(f"{uri}: {by.type} names it, but the graph does not say what it is")

    for r in mapping.all_relationships():
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for start, end, properties in _found(triples, mapping, r, labels):
            # What starts at another class is another relationship's to declare (evidence of an item's agency).
            if labels.get(str(start)) in r.starts:
                ends = labels[str(start)], label(end, r)
                if ends[1] not in r.ends:
                    raise RowsError(f"{start}: {r.type} leads to {end}, which is not of {' or '.join(r.ends)}")
                found[ends].append({"from": str(start), "to": str(end), "properties": properties})
        for (start_label, end_label), some in sorted(found.items()):
            yield Batch(
                r.type,
                start_label,
                end_label,
                sorted(some, key=lambda row: json.dumps(row, sort_keys=True, default=str)),
            )


def _found(
    triples: _Triples, mapping: Mapping, r: Relationship, labels: dict[str, str]
) -> Iterator[tuple[Term, Term, Row]]:
    if r.path:
        classes = [mapping.node(label).iri for label in r.starts]
        for start in (s for iri in classes for s in triples.of_class.get(iri, ())):
            for end in triples.follow(start, r.path):
                yield start, end, {}
        return
    for between in triples.of_class.get(r.iri or "", ()):
        starts, ends = list(_starts(triples, between, r)), triples.follow(between, r.target)
        if not starts:
            continue
        if len(ends) != 1:
            raise RowsError(f"{between}: leads to {len(ends)} nodes by {r.type}, where one is due")
        properties = {"uri": str(between)} | _properties(triples, between, r.properties, mapping)
        for start, through in starts:
            yield start, ends[0], properties | ({THROUGH: str(through)} if through is not None else {})


def _starts(triples: _Triples, between: Term, r: Relationship) -> Iterator[tuple[Term, Term | None]]:
    """Where the relationship that a node becomes starts, with the node that a way of two steps leads through."""
    if not r.through:
        yield from ((start, None) for start in triples.follow(between, r.source))
        return
    for node in triples.follow(between, r.source[:1]):
        if r.through in {str(c) for c in triples.out[node].get(RDF_TYPE, ())}:
            yield from ((start, node) for start in triples.follow(node, r.source[1:]))
