"""The declaration of the property graph (``mapping.yaml``) as typed records.

Everything else in this package follows from these records, so a declaration that contradicts itself is refused when it
is read: an unknown prefix, label, group or type, one name declared twice, a property that hides a stamp.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

#: How a term's values become a property's.
TYPES = ("string", "integer", "number", "boolean", "date", "datetime", "iri", "local", "span")

#: Whose a node is: one review's, shared between reviews, either (its IRI says), or the vocabulary's.
SCOPES = ("review", "either", "vocabulary")

#: The properties that a date `d` becomes, and what each says.
DATE_PARTS = {
    "_precision": "how precise it is: day, month or year",
    "_earliest": "first day that it may mean, as a native date",
    "_latest": "last day that it may mean, as a native date",
}

_NAME = re.compile(r"[A-Za-z_]\w*")


class MappingError(ValueError):
    """A declaration that contradicts itself."""


@dataclass(frozen=True)
class Step:
    """One step of a path through the triples; ``backwards`` goes from object to subject."""

    term: str
    backwards: bool = False


Path = tuple[Step, ...]


@dataclass(frozen=True)
class Property:
    """A property of a node or relationship, and the path of terms that its values are at the end of.

    Attributes:
        many: a list. Lists with the same first step run in parallel: one entry for each node that the step leads to.
        scheme: the vocabulary that its values come from, or None.
        relationship: the type of relationship that leads to the value's concept as well, or None.
        index: whether the database keeps an index on it.
    """

    name: str
    says: str
    path: Path = ()
    type: str = "string"
    many: bool = False
    scheme: str | None = None
    relationship: str | None = None
    index: bool = False

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise MappingError(f"property {self.name!r}: not a name that Cypher takes unquoted")
        if self.type not in TYPES:
            raise MappingError(f"property {self.name}: unknown type {self.type!r}; known are {', '.join(TYPES)}")
        if self.relationship and not self.scheme:
            raise MappingError(
                f"property {self.name}: a relationship to a concept, but no scheme that the concept is of"
            )
        if self.type == "date" and self.many:
            raise MappingError(f"property {self.name}: a list of dates has no bounds")

    @property
    def names(self) -> dict[str, tuple[str, str]]:
        """Every property that stands in the graph for it, with its type there and what it says."""
        if self.type == "date":
            parts = {
                self.name + part: ("date" if part != "_precision" else "string", says)
                for part, says in DATE_PARTS.items()
            }
            return {self.name: ("string", f"{self.says}; as precise as it is stated, e.g. 2012-06")} | parts
        kind = {"iri": "string", "local": "string", "span": "string", "number": "float"}.get(self.type, self.type)
        return {self.name: (f"list of {kind}" if self.many else kind, self.says)}


@dataclass(frozen=True)
class Node:
    """A class of nodes.

    Attributes:
        iri: the class in the ontology.
        scope: one of ``SCOPES``.
        name_term: the term whose value is the node's ``name``; None where ``caption`` makes it.
        caption: a template over the node's properties; what is empty is left out.
        also_term, also: second labels, by the values of a term.
    """

    label: str
    iri: str
    says: str
    scope: str
    properties: tuple[Property, ...]
    name_term: str | None = None
    caption: str | None = None
    also_term: str | None = None
    also: tuple[tuple[str, str], ...] = ()
    fulltext: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.scope not in SCOPES:
            raise MappingError(f"{self.label}: unknown scope {self.scope!r}; known are {', '.join(SCOPES)}")
        if (self.name_term is None) == (self.caption is None):
            raise MappingError(f"{self.label}: its name comes either from a term or from a caption")
        names = [name for p in self.properties for name in p.names]
        _no_twice(names, self.label)
        known = set(names)
        for name in [*re.findall(r"{(\w+)}", self.caption or ""), *self.fulltext]:
            if name not in known:
                raise MappingError(f"{self.label}: names a property {name!r} that it does not have")

    @property
    def labels(self) -> tuple[str, ...]:
        """Its own label, then those that some of its nodes have beside it."""
        return (self.label, *(label for _, label in self.also))


@dataclass(frozen=True)
class Relationship:
    """A type of relationships between the nodes of some labels.

    Attributes:
        path: from the start node to the end node; of one step, unless a node of the triples stands between.
        iri: the class of the node that becomes the relationship, or None.
        source: path from that node to the start; ``target``: to the end.
        through: the class of the node between, where ``source`` has two steps.
        end_label: the second label of all the end nodes, where they share one.
    """

    type: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    says: str
    path: Path = ()
    iri: str | None = None
    source: Path = ()
    target: Path = ()
    through: str | None = None
    end_label: str | None = None
    properties: tuple[Property, ...] = ()

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.type):
            raise MappingError(f"relationship {self.type!r}: not a name that Cypher takes unquoted")
        if bool(self.path) == bool(self.iri):
            raise MappingError(f"{self.type}: either a term or a node with a source and a target")
        if self.iri and not (self.source and self.target):
            raise MappingError(f"{self.type}: the node {self.iri} has no source or no target")
        if len(self.source) > 1 and not self.through:
            raise MappingError(f"{self.type}: its source lies two steps away; `through` must name the class between")
        if self.path and self.properties:
            raise MappingError(f"{self.type}: a plain term has no properties")
        _no_twice([name for p in self.properties for name in p.names], self.type)


@dataclass(frozen=True)
class Mapping:
    """The whole declaration."""

    prefixes: dict[str, str]
    stamps: tuple[Property, ...]
    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]

    def __post_init__(self) -> None:
        _no_twice([n.label for n in self.nodes], "the mapping")
        _no_twice([n.iri for n in self.nodes], "the mapping")
        labels = {n.label for n in self.nodes}
        reserved = {p.name for p in self.stamps} | {"uri", "name"}
        for node in self.nodes:
            for p in node.properties:
                if reserved & set(p.names):
                    raise MappingError(f"{node.label}.{p.name} hides what every node has")
        for r in self.relationships:
            for label in (*r.starts, *r.ends):
                if label not in labels:
                    raise MappingError(f"{r.type}: unknown label {label!r}")
            for p in r.properties:
                if reserved & set(p.names):
                    raise MappingError(f"{r.type}.{p.name} hides what every relationship has")
        schemes = self.schemes
        owners: tuple[Node | Relationship, ...] = (*self.nodes, *self.relationships)
        for owner in owners:
            for p in owner.properties:
                if p.scheme and p.scheme not in schemes:
                    raise MappingError(f"{p.name}: unknown scheme {p.scheme!r}")

    def node(self, label: str) -> Node:
        """The class of nodes with that label."""
        return next(n for n in self.nodes if n.label == label)

    @property
    def vocabulary(self) -> Node:
        """The class of the vocabulary's nodes: concepts, with a label for each scheme."""
        return next(n for n in self.nodes if n.scope == "vocabulary" and n.also)

    @property
    def schemes(self) -> dict[str, str]:
        """The label of each scheme's concepts, by the scheme's name."""
        return {iri.rstrip("/").rsplit("/", 1)[-1]: label for iri, label in self.vocabulary.also}

    def concept(self, scheme: str, value: str) -> str:
        """The IRI of a concept."""
        return f"{self.prefixes['vocab']}{scheme}/{value}"

    def all_relationships(self) -> tuple[Relationship, ...]:
        """The relationships declared as such, then those of the concept-valued properties of nodes."""
        made: dict[tuple[str, str], Relationship] = {}
        for node in self.nodes:
            for p in node.properties:
                if p.relationship and p.scheme:
                    end = self.schemes[p.scheme]
                    made[p.relationship, node.label] = Relationship(
                        p.relationship,
                        (node.label,),
                        (self.vocabulary.label,),
                        f"{p.says}, as a concept",
                        p.path,
                        end_label=end,
                    )
        return (*self.relationships, *made.values())


def _no_twice(names: list[str], where: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise MappingError(f"{where} declares {name!r} twice")


@cache
def mapping() -> Mapping:
    """The declaration that the package ships."""
    return parse((files("loaders.graph") / "mapping.yaml").read_text(encoding="utf-8"))


def parse(text: str) -> Mapping:
    """The declaration in YAML text.

    Raises:
        MappingError: it contradicts itself.
    """
    data = yaml.safe_load(text)
    prefixes: dict[str, str] = data["prefixes"]

    def iri(curie: str) -> str:
        prefix, _, local = curie.partition(":")
        if prefix not in prefixes:
            raise MappingError(f"{curie}: unknown prefix {prefix!r}")
        return prefixes[prefix] + local

    def path(steps: str) -> Path:
        return tuple(Step(iri(s.removeprefix("^")), s.startswith("^")) for s in steps.split("/"))

    def properties(owner: dict[str, Any], where: str) -> tuple[Property, ...]:
        found: list[Property] = []
        for group in owner.get("groups", []):
            if group not in data["groups"]:
                raise MappingError(f"{where}: unknown group {group!r}")
            found += [prop(name, spec) for name, spec in data["groups"][group].items()]
        own = [prop(name, spec) for name, spec in owner.get("properties", {}).items()]
        return (*own, *found)

    def prop(name: str, spec: dict[str, Any]) -> Property:
        _known(spec, {"term", "type", "many", "concept", "relationship", "index", "says"}, name)
        return Property(
            name,
            spec["says"],
            path(spec["term"]) if "term" in spec else (),
            spec.get("type", "string"),
            spec.get("many", False),
            spec.get("concept"),
            spec.get("relationship"),
            spec.get("index", False),
        )

    def node(label: str, spec: dict[str, Any]) -> Node:
        _known(spec, {"class", "says", "scope", "name", "caption", "also", "groups", "properties", "fulltext"}, label)
        also = spec.get("also", {"term": None, "labels": {}})
        return Node(
            label,
            iri(spec["class"]),
            " ".join(spec["says"].split()),
            spec.get("scope", "review"),
            properties(spec, label),
            iri(spec["name"]) if "name" in spec else None,
            spec.get("caption"),
            iri(also["term"]) if also["term"] else None,
            tuple((iri(value), second) for value, second in also["labels"].items()),
            tuple(spec.get("fulltext", ())),
        )

    def relationship(spec: dict[str, Any]) -> Relationship:
        known = {
            "type",
            "from",
            "to",
            "term",
            "node",
            "source",
            "target",
            "through",
            "label",
            "says",
            "groups",
            "properties",
        }
        _known(spec, known, spec.get("type", "relationship"))
        return Relationship(
            spec["type"],
            tuple(spec["from"]),
            tuple(spec["to"]),
            spec["says"],
            path(spec["term"]) if "term" in spec else (),
            iri(spec["node"]) if "node" in spec else None,
            path(spec["source"]) if "source" in spec else (),
            path(spec["target"]) if "target" in spec else (),
            iri(spec["through"]) if "through" in spec else None,
            spec.get("label"),
            properties(spec, spec["type"]),
        )

    return Mapping(
        prefixes,
        tuple(prop(name, spec) for name, spec in data["stamps"].items()),
        tuple(node(label, spec) for label, spec in data["nodes"].items()),
        tuple(relationship(spec) for spec in data["relationships"]),
    )


def _known(spec: dict[str, Any], keys: set[str], where: str) -> None:
    if strange := sorted(set(spec) - keys):
        raise MappingError(f"{where}: unknown key {strange[0]!r}")
