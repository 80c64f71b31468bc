"""The controlled vocabularies as SKOS: made from ``vocabulary.yaml`` and what ``concepts.yaml`` adds.

``python -m ontology.skos --write`` renews the Turtle files under ``vocabularies/``, the shapes that hold values to
them, and ``authority.ttl``; ``--check`` fails when they are not up to date. A program that needs the concepts makes
them here, which takes a fraction of the time that parsing the files does.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, RDFS, SH, SKOS

from ontology import authority, kinds, vocabularies
from ontology.data import read_yaml

CR = Namespace("https://w3id.org/crossreview/ontology#")
VOCAB = "https://w3id.org/crossreview/vocab/"
TAGS = "https://w3id.org/crossreview/dhrd-tag/"
AGENCIES = "https://w3id.org/crossreview/id/agency/"

#: Which vocabulary each term of the ontology takes its values from.
RANGES = {
    "reportKind": "report_kind",
    "role": "person_role",
    "sex": "sex",
    "deathType": "death_type",
    "homicideKind": "homicide_kind",
    "relationship": "relationship",
    "method": "method",
    "location": "death_location",
    "outcome": "outcome",
    "sector": "agency_sector",
    "contribution": "contribution",
    "factor": "risk_factor",
    "subject": "subject",
    "kind": "contact_kind",
    "riskLevel": "risk_level",
    "type": "missed_opportunity",
    "level": "recommendation_level",
    "theme": "recommendation_theme",
    "agencyKind": "agency_kind",
}


@cache
def _added() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml("ontology", "concepts.yaml")
    return data


def scheme(name: str) -> URIRef:
    """The IRI of a concept scheme."""
    return URIRef(VOCAB + name)


def concept(name: str, id_: str) -> URIRef:
    """The IRI of a concept of a scheme."""
    return URIRef(f"{VOCAB}{name}/{id_}")


def label(name: str, id_: str) -> str:
    """The preferred label of a concept of the contract: its id in words."""
    added = _added()
    if given := added["labels"].get(f"{name}/{id_}"):
        return str(given)
    words = [added["words"].get(word, word) for word in id_.split("-")]
    text = " ".join(words)
    return text[0].upper() + text[1:]


def schemes() -> tuple[str, ...]:
    """The ids of all concept schemes: the contract's, then this project's own."""
    return tuple(_added()["schemes"])


@cache
def members(name: str) -> tuple[tuple[str, str, str], ...]:
    """Id, label and definition of the concepts of a scheme.

    Raises:
        KeyError: there is no such scheme.
    """
    if name == "agency_kind":
        return tuple((k.id, k.label, k.definition) for k in kinds.kinds())
    if name == "grouping":
        return tuple((id_, g["label"], g["definition"]) for id_, g in _added()["groups"].items())
    return tuple((id_, label(name, id_), says) for id_, says in vocabularies.concepts(name).items())


def _broader() -> list[tuple[URIRef, URIRef]]:
    pairs = [(concept("agency_kind", k.id), concept("agency_sector", k.sector)) for k in kinds.kinds()]
    for group, spec in _added()["groups"].items():
        for name, ids in spec["narrower"].items():
            known = {id_ for id_, _, _ in members(name)}
            if strange := set(ids) - known:
                raise ValueError(f"concepts.yaml: {group}: {name} has no {', '.join(sorted(strange))}")
            pairs += [(concept(name, id_), concept("grouping", group)) for id_ in ids]
    return pairs


def _scheme_graph(name: str) -> Graph:
    about = _added()["schemes"][name]
    graph, iri = Graph(), scheme(name)
    graph.add((iri, RDF.type, SKOS.ConceptScheme))
    graph.add((iri, SKOS.prefLabel, Literal(about["label"], "en")))
    graph.add((iri, DCTERMS.source, Literal(about["source"], "en")))
    if note := about.get("note"):
        graph.add((iri, SKOS.editorialNote, Literal(note, "en")))
    for id_, words, says in members(name):
        one = concept(name, id_)
        graph.add((one, RDF.type, SKOS.Concept))
        graph.add((one, SKOS.inScheme, iri))
        graph.add((one, SKOS.notation, Literal(id_)))
        graph.add((one, SKOS.prefLabel, Literal(words, "en")))
        graph.add((one, SKOS.definition, Literal(says, "en")))
    return graph


def concept_graph() -> Graph:
    """All concepts of all schemes, with what is broader and what answers what."""
    graph = Graph()
    for name in schemes():
        graph += _scheme_graph(name)
    for narrow, broad in _broader():
        graph.add((narrow, SKOS.broader, broad))
    return graph + answer_graph()


def answer_graph() -> Graph:
    """Which themes of recommendation answer which kind of missed opportunity (``addressed-by.yaml``)."""
    graph = Graph()
    for kind, themes in vocabularies.answered_by().items():
        for theme in themes:
            graph.add((concept("missed_opportunity", kind), CR.answeredBy, concept("recommendation_theme", theme)))
    return graph


def tag_graph() -> Graph:
    """The Home Office library's tags, as the DHRD codebook names them, and the concepts that come close."""
    graph = Graph()
    iri = URIRef(TAGS.rstrip("/"))
    graph.add((iri, RDF.type, SKOS.ConceptScheme))
    graph.add((iri, SKOS.prefLabel, Literal("Tags of the Home Office review library", "en")))
    graph.add((iri, DCTERMS.source, Literal("DHRD codebook (Cook & Cook 2026, CC BY 4.0, Zenodo 21648010)", "en")))
    for field, tags in _added()["tags"].items():
        for tag, close in tags.items():
            one = URIRef(f"{TAGS}{quote(field, safe='')}/{quote(tag, safe='')}")
            graph.add((one, RDF.type, SKOS.Concept))
            graph.add((one, SKOS.inScheme, iri))
            graph.add((one, SKOS.prefLabel, Literal(f"{field}: {tag}", "en")))
            for value in close:
                name, id_ = value.split("/")
                if id_ not in {i for i, _, _ in members(name)}:
                    raise ValueError(f"concepts.yaml: tag {tag}: no concept {value}")
                graph.add((concept(name, id_), SKOS.closeMatch, one))
    return graph


def authority_graph() -> Graph:
    """The bodies of the authority file: names, sector, and which body took over from which."""
    graph = Graph()
    known = {body.id for body in authority.bodies()}
    for body in authority.bodies():
        one = URIRef(AGENCIES + body.id)
        graph.add((one, RDF.type, CR.Agency))
        graph.add((one, SKOS.prefLabel, Literal(body.name)))
        for name in body.aliases:
            graph.add((one, SKOS.altLabel, Literal(name)))
        graph.add((one, CR.sector, concept("agency_sector", body.sector)))
        if body.area:
            graph.add((one, DCTERMS.spatial, Literal(body.area)))
        pairs = [(body.id, later) for later in body.succeeded_by] + [(former, body.id) for former in body.formerly]
        for former, later in pairs:
            if not {former, later} <= known:
                raise ValueError(f"authority.yaml: {body.id}: {former} or {later} is not in the file")
            graph.add((URIRef(AGENCIES + former), CR.succeededBy, URIRef(AGENCIES + later)))
    return graph


def shape_graph() -> Graph:
    """One property shape for each controlled term, ``shapes:in-TERM``, that holds it to the concepts of its scheme."""
    graph = Graph()
    for term, name in RANGES.items():
        shape = URIRef(f"https://w3id.org/crossreview/shapes#in-{term}")
        graph.add((shape, RDF.type, SH.PropertyShape))
        graph.add((shape, SH.path, CR[term]))
        graph.add((shape, SH.severity, SH.Violation))
        graph.add((shape, SH.message, Literal(f"is not in the vocabulary {name!r}")))
        values = BNode()
        Collection(graph, values, [concept(name, id_) for id_, _, _ in members(name)])
        graph.add((shape, SH["in"], values))
        graph.add((shape, RDFS.label, Literal(f"values of {term}", "en")))
    return graph


def generated() -> dict[str, Graph]:
    """The files that are made here, by their path under ``ontology/``."""
    made = {f"vocabularies/{name.replace('_', '-')}.ttl": _scheme_graph(name) for name in schemes()}
    for narrow, broad in _broader():
        name = str(narrow).removeprefix(VOCAB).split("/")[0]
        made[f"vocabularies/{name.replace('_', '-')}.ttl"].add((narrow, SKOS.broader, broad))
    return made | {
        "vocabularies/addressed-by.ttl": answer_graph(),
        "vocabularies/dhrd-tags.ttl": tag_graph(),
        "shapes/values.ttl": shape_graph(),
        "authority.ttl": authority_graph(),
    }


def main(arguments: list[str]) -> int:
    """Renews the generated files (``--write``) or says which are not up to date (``--check``)."""
    from ontology.canonical import canonical

    if arguments not in (["--write"], ["--check"]):
        print("usage: python -m ontology.skos --check | --write", file=sys.stderr)
        return 2
    stale = 0
    for name, graph in generated().items():
        path = Path(__file__).parent / name
        text = canonical(graph, "# Made by `python -m ontology.skos --write` from the YAML files; do not edit.\n")
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if arguments == ["--write"]:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        else:
            print(f"{path}: not up to date with the YAML files", file=sys.stderr)
    return int(bool(stale) and arguments == ["--check"])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
