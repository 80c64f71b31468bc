"""Constraints and indexes of the property graph, and its description in words."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.graph.mapping import Mapping, Node, Property, Relationship, mapping
from ontology.protocols import Store

_PREFIX = "kg"


def constraints(declared: Mapping) -> dict[str, str]:
    """The statements that keep each label's ``uri`` unique, by the constraint's name; Community has no other kind."""
    return {
        (name := f"{_PREFIX}_{n.label}_uri"): (
            f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{n.label}) REQUIRE n.uri IS UNIQUE"
        )
        for n in declared.nodes
    }


def indexes(declared: Mapping) -> dict[str, str]:
    """The statements that make the other indexes, by the index's name.

    Each label of a review's nodes has one on ``review`` (so that a review's part is found to be replaced) and one on
    ``name``; then come those that the declaration asks for, a date's on its first day.
    """
    made = {}
    for n in declared.nodes:
        on = ["name"] if n.scope == "vocabulary" else ["review", "name"]
        on += [f"{p.name}_earliest" if p.type == "date" else p.name for p in n.properties if p.index]
        for name in on:
            key = f"{_PREFIX}_{n.label}_{name}"
            made[key] = f"CREATE INDEX {key} IF NOT EXISTS FOR (n:{n.label}) ON (n.{name})"
        if n.fulltext:
            key = f"{_PREFIX}_{n.label}_words"
            fields = ", ".join(f"n.{f}" for f in n.fulltext)
            made[key] = f"CREATE FULLTEXT INDEX {key} IF NOT EXISTS FOR (n:{n.label}) ON EACH [{fields}]"
    return made


def ensure(store: Store) -> None:
    """Makes the constraints and indexes that the store does not have yet, and waits until they can be used."""
    declared = mapping()
    wanted = constraints(declared) | indexes(declared)
    missing = set(wanted) - _present(store)
    if not missing:
        return
    try:
        store.write(lambda tx: [tx.run(statement) for name, statement in wanted.items() if name in missing])
    except Exception:
        # Another process may have made them in the meantime; only if it has not is this an error.
        if set(wanted) - _present(store):
            raise
    store.execute("CALL db.awaitIndexes(300)")


def _present(store: Store) -> set[str]:
    return {row["name"] for row in store.read("SHOW INDEXES YIELD name")}


def schema_text(declared: Mapping | None = None) -> str:
    """The classes, relationships and properties of the graph as people meet them in Cypher, as Markdown."""
    declared = declared or mapping()
    return "\n".join(_text(declared)) + "\n"


def _text(m: Mapping) -> Iterator[str]:
    vocabulary = m.vocabulary
    patterns = [p for p in _patterns(m) if p[2] != vocabulary.label or p[0] == vocabulary.label]
    yield "Every fact is a node or a relationship of one review, and leads to the paragraph that it rests on:"
    yield "`(fact)-[:EVIDENCED_BY]->(:Passage)`. Agencies of a name that stands for one organisation, and concepts, are"
    yield "shared between reviews; everything else belongs to one. A property that is not there is not stated."
    yield ""
    yield "```mermaid"
    yield "graph LR"
    for start, type_, end in patterns:
        if type_ not in ("IN_REVIEW", "EVIDENCED_BY") and start != vocabulary.label:
            yield f"  {start} -->|{type_}| {end}"
    yield f"  Recommendation -->|HAS_THEME| {m.schemes['recommendation_theme']}"
    yield f"  MissedOpportunity -->|OF_TYPE| {m.schemes['missed_opportunity']}"
    yield f"  {m.schemes['missed_opportunity']} -->|ANSWERED_BY| {m.schemes['recommendation_theme']}"
    yield "```"
    yield ""
    yield "### On every node and relationship"
    yield ""
    yield "| property | type | says |"
    yield "| --- | --- | --- |"
    yield "| `uri` | string | its identity, the same after every load; of nodes unique |"
    yield "| `name` | string | nodes only: a short caption |"
    yield from _rows(m.stamps)
    for node in m.nodes:
        yield ""
        yield f"### (:{node.label})"
        yield ""
        yield node.says
        if node.also and node.label != vocabulary.label:
            yield "Some have a second label: " + ", ".join(f"`{label}`" for _, label in node.also) + "."
        yield ""
        extra = (
            ["| `scope` | string | 'shared' between reviews, or of one 'review' |"] if node.scope == "either" else []
        )
        if node.properties or extra:
            yield "| property | type | says |"
            yield "| --- | --- | --- |"
            yield from extra
            yield from _rows(node.properties)
        if node.label == vocabulary.label:
            yield ""
            yield "| label beside `Concept` | `scheme` |"
            yield "| --- | --- |"
            for scheme, label in m.schemes.items():
                yield f"| `{label}` | {scheme} |"
    yield ""
    yield "### Relationships"
    yield ""
    yield "| pattern | says |"
    yield "| --- | --- |"
    for r in m.all_relationships():
        yield f"| `{pattern(r)}` | {r.says} |"
    for r in _distinct(m):
        yield ""
        yield f"### [:{r.type}]" + (
            f" from {' and '.join(r.starts)}" if r.type == "EVIDENCED_BY" and len(r.starts) == 1 else ""
        )
        yield ""
        yield "| property | type | says |"
        yield "| --- | --- | --- |"
        yield from _rows(r.properties)


def pattern(r: Relationship) -> str:
    """For example ``(:Death)-[:OF_VICTIM]->(:Person)``."""
    end = f"{'|'.join(r.ends)}" + (f":{r.end_label}" if r.end_label else "")
    return f"(:{'|'.join(r.starts)})-[:{r.type}]->(:{end})".replace("|", "\\|")


def _patterns(m: Mapping) -> list[tuple[str, str, str]]:
    return [(s, r.type, r.end_label or e) for r in m.all_relationships() for s in r.starts for e in r.ends]


def _distinct(m: Mapping) -> list[Relationship]:
    """The relationships that have properties, each set of properties once."""
    seen: list[tuple[str, tuple[Property, ...]]] = []
    kept = []
    for r in m.relationships:
        if r.properties and (r.type, r.properties) not in seen:
            seen.append((r.type, r.properties))
            kept.append(r)
    return kept


def _rows(properties: tuple[Property, ...]) -> Iterator[str]:
    for p in properties:
        for name, (kind, says) in p.names.items():
            values = f" (a concept of `{p.scheme}`)" if p.scheme and name == p.name else ""
            yield f"| `{name}` | {kind} | {says}{values} |"


def owned(declared: Mapping) -> tuple[Node, ...]:
    """The classes whose nodes belong to one review, or may."""
    return tuple(n for n in declared.nodes if n.scope != "vocabulary")
