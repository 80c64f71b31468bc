"""Turtle in one canonical order, so that differences between versions can be read.

    python -m ontology.canonical --check [FILE...]
    python -m ontology.canonical --write [FILE...]

Without files, all of ``ontology/``. Prefixes, subjects, predicates and objects are sorted, a blank node stands inside
the one triple that leads to it, comments are kept at the top of the file only.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

PREFIXES = {
    "cr": "https://w3id.org/crossreview/ontology#",
    "crs": "https://w3id.org/crossreview/shapes#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vocab": "https://w3id.org/crossreview/vocab/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LOCAL = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


class _Writer:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.used: set[str] = set()
        into: dict[Node, int] = {}
        for o in graph.objects():
            if isinstance(o, BNode):
                into[o] = into.get(o, 0) + 1
        self.nested = {node for node, n in into.items() if n == 1}
        if shared := [n for n in into if n not in self.nested]:
            raise ValueError(f"{len(shared)} blank nodes are named more than once; give them an IRI")

    def term(self, node: Node, depth: int) -> str:
        if isinstance(node, URIRef):
            return self.iri(node)
        if isinstance(node, Literal):
            return self.literal(node)
        if (node, RDF.first, None) in self.graph:
            return self.collection(node, depth)
        pad = "  " * (depth + 1)
        lines = self.predicates(node, depth + 1)
        return "[\n" + " ;\n".join(pad + line for line in lines) + "\n" + "  " * depth + "]"

    def collection(self, node: Node, depth: int) -> str:
        items = [self.term(item, depth + 1) for item in self.graph.items(node)]
        if sum(map(len, items)) < 80 and not any("\n" in item for item in items):
            return f"( {' '.join(items)} )"
        pad = "  " * (depth + 1)
        return "(\n" + "\n".join(pad + item for item in items) + "\n" + "  " * depth + ")"

    def iri(self, node: URIRef) -> str:
        text = str(node)
        for prefix, namespace in PREFIXES.items():
            local = text.removeprefix(namespace)
            if local != text and local and set(local) <= _LOCAL and not local.startswith("-"):
                self.used.add(prefix)
                return f"{prefix}:{local}"
        return node.n3()

    def literal(self, node: Literal) -> str:
        if node.datatype in (XSD.integer, XSD.boolean):
            return str(node)
        if node.datatype and node.datatype != XSD.string:
            return f"{Literal(str(node)).n3()}^^{self.iri(URIRef(node.datatype))}"
        return node.n3() if node.language else Literal(str(node)).n3()

    def predicates(self, subject: Node, depth: int) -> list[str]:
        found = sorted(set(self.graph.predicates(subject)), key=lambda p: (p != RDF.type, str(p)))
        lines = []
        for p in found:
            name = "a" if p == RDF.type else self.iri(URIRef(str(p)))
            values = list(self.graph.objects(subject, p))
            inner = depth + (len(values) > 1)
            objects = sorted(self.term(o, inner) for o in values)
            pad = "\n" + "  " * inner
            joined = f" {objects[0]}" if len(objects) == 1 else "".join(f",{pad}{o}" for o in objects)[1:]
            lines.append(name + joined)
        return lines

    def text(self) -> str:
        subjects = [s for s in set(self.graph.subjects()) if s not in self.nested]
        blocks = []
        for s in sorted(subjects, key=str):
            if isinstance(s, BNode):
                raise ValueError("a blank node that nothing leads to; give it an IRI")
            lines = self.predicates(s, 1)
            blocks.append(f"{self.iri(URIRef(str(s)))}\n" + " ;\n".join("  " + line for line in lines) + " .\n")
        head = "".join(f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in sorted(self.used))
        return head + "\n" + "\n".join(blocks)


def canonical(graph: Graph, comment: str = "") -> str:
    """The graph as Turtle, in canonical order.

    Args:
        comment: lines beginning with # that stand first.

    Raises:
        ValueError: a blank node that is no part of exactly one other node.
    """
    return comment + ("\n" if comment else "") + _Writer(graph).text()


def renewed(text: str) -> str:
    """A Turtle document in canonical order; the comment at its top stays."""
    comment = ""
    for line in text.splitlines(keepends=True):
        if not line.startswith("#"):
            break
        comment += line
    return canonical(Graph().parse(data=text, format="turtle"), comment)


def main(arguments: list[str]) -> int:
    """Checks or rewrites files; 1 when one is not in order."""
    if not arguments or arguments[0] not in ("--check", "--write"):
        print("usage: python -m ontology.canonical --check | --write [FILE...]", file=sys.stderr)
        return 2
    files = [Path(a) for a in arguments[1:]] or sorted(Path(__file__).parent.rglob("*.ttl"))
    wrong = 0
    for path in files:
        text = path.read_text(encoding="utf-8")
        if (new := renewed(text)) != text:
            wrong += 1
            if arguments[0] == "--write":
                path.write_text(new, encoding="utf-8")
            else:
                print(f"{path}: not in canonical order; python -m ontology.canonical --write", file=sys.stderr)
    return int(bool(wrong) and arguments[0] == "--check")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
