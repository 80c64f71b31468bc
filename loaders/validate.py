"""Checks the triples of a review with the SHACL shapes of the ontology."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from rdflib import RDF, SH, Graph
from rdflib.namespace import SKOS

if TYPE_CHECKING:
    from rdflib.term import Node

#: A warning that so many nodes share is told once.
MANY = 10

_IDS = "https://w3id.org/crossreview/id/review/"
_TERMS = "https://w3id.org/crossreview/ontology#"


@dataclass(frozen=True)
class Finding:
    """What is not as a shape wants it.

    Attributes:
        severity: 'Violation', which stops the review, or 'Warning'.
        node: the IRI of the node.
        path: the term, with ^ before it where the shape looks backwards, several joined by /; None where the node
            itself is at fault.
        message: what is wrong.
        value: the value at fault, where it is one value.
        about: the node in words.
    """

    severity: str
    node: str
    path: str | None
    message: str
    value: str | None = None
    about: str = ""

    def __str__(self) -> str:
        """The place, then what is wrong."""
        place = self.node.removeprefix(_IDS)
        field = f" {self.path}" if self.path else ""
        value = f" ({self.value})" if self.value else ""
        about = f" [{self.about}]" if self.about else ""
        return f"{place}{about}{field}: {self.message}{value}"


@cache
def shapes() -> Graph:
    """The shapes that the package ships."""
    graph = Graph()
    for name in ("review.ttl", "values.ttl"):
        graph.parse(data=(files("ontology") / "shapes" / name).read_text(encoding="utf-8"), format="turtle")
    return graph


def validate(graph: Graph) -> list[Finding]:
    """What the shapes find in the triples of one review, violations first.

    A warning that ``MANY`` nodes or more share is told once, for the first of them, with their number.

    Args:
        graph: the triples; nothing is added to them.
    """
    from pyshacl import validate as check

    _, report, _ = check(graph, shacl_graph=shapes(), inference="none", advanced=False, inplace=True)
    found = {_finding(report, result, graph) for result in report.subjects(RDF.type, SH.ValidationResult)}
    ordered = sorted(found, key=lambda f: (f.severity != "Violation", f.node, f.path or "", f.message, f.value or ""))
    return list(_once(ordered))


def _once(findings: list[Finding]) -> Iterator[Finding]:
    """The findings, a warning that many nodes share told once with their number."""
    alike = Counter((f.path, f.message) for f in findings if f.severity != "Violation")
    told = set()
    for f in findings:
        kind = (f.path, f.message)
        if f.severity == "Violation" or alike[kind] < MANY:
            yield f
        elif kind not in told:
            told.add(kind)
            yield replace(f, message=f"{f.message} (so are {alike[kind] - 1} others)")


def _finding(report: Graph, result: Node, graph: Graph) -> Finding:
    node, value = report.value(result, SH.focusNode), report.value(result, SH.value)
    severity = str(report.value(result, SH.resultSeverity)).rsplit("#", 1)[-1]
    messages = sorted(str(m) for m in report.objects(result, SH.resultMessage))
    shown = None if value is None or value == node else _short(str(value))
    return Finding(
        severity,
        str(node),
        _path(report, report.value(result, SH.resultPath)),
        messages[0] if messages else "is wrong",
        shown,
        _about(graph, node),
    )


def _path(report: Graph, path: Node | None) -> str | None:
    if path is None:
        return None
    if (path, RDF.first, None) in report:
        return "/".join(_path(report, step) or "" for step in report.items(path))
    inverse = report.value(path, SH.inversePath)
    return f"^{_short(str(inverse))}" if inverse is not None else _short(str(path))


def _short(iri: str) -> str:
    for start in (_TERMS, _IDS, "https://w3id.org/crossreview/vocab/", str(SKOS)):
        if iri.startswith(start):
            return iri.removeprefix(start)
    return iri if len(iri) <= 60 else iri[:59] + "…"


def _about(graph: Graph, node: Node | None) -> str:
    """What a person knows the node by: its name, its number, or its lines."""
    from rdflib import Namespace

    cr = Namespace(_TERMS)
    for term in (cr.label, cr.nameUsed, SKOS.prefLabel, cr.number, cr.summary):
        if node is not None and (value := graph.value(node, term)) is not None:
            text = str(value)
            return text if len(text) <= 40 else text[:39] + "…"
    places = sorted(
        int(str(line))
        for place in graph.objects(node, cr.evidence)
        for line in graph.objects(place, cr.firstLine)
        if str(line).isdigit()
    )
    return f"line {places[0]}" if places else ""
