"""The Cypher that writes and removes, made from the declaration.

Names come from the declaration, which holds them to what Cypher takes unquoted; values are always parameters. Every
MATCH and MERGE has a label and an index behind it.
"""

from __future__ import annotations

from loaders.graph.mapping import Mapping

#: Rows that one statement is handed.
BATCH = 2000

#: Loads wait here for one another: shared agencies that one load drops may be those that another takes up.
LOCK = "MERGE (v:Vocabulary {uri: $uri}) SET v.name = coalesce(v.name, $name) RETURN v.version AS version"
LOCK_IF_THERE = "MATCH (v:Vocabulary {uri: $uri}) SET v.name = v.name RETURN v.version AS version"

SET_VERSION = "MATCH (v:Vocabulary {uri: $uri}) SET v.version = $version, v.name = $name, v += $stamp"
DELETE_VERSION = "MATCH (v:Vocabulary {uri: $uri}) DELETE v"

REVIEW = "MATCH (r:Review {uri: $uri}) RETURN r.fingerprint AS fingerprint, r.content_sha256 AS content"
ANY_REVIEW = "MATCH (r:Review) RETURN count(r) AS n"

SHARED_OF = "MATCH (:Review {uri: $uri})-[:INVOLVES]->(a:Agency) WHERE a.scope = 'shared' RETURN DISTINCT a.uri AS uri"
DELETE_UNNAMED = (
    "UNWIND $uris AS uri MATCH (a:Agency {uri: uri}) WHERE NOT EXISTS { (a)<-[:INVOLVES]-(:Review) } DETACH DELETE a"
)

RESTAMP = "MATCH (r:Review {uri: $uri}) SET r.fingerprint = $fingerprint"


def create_nodes(labels: tuple[str, ...]) -> str:
    """Creates nodes of one review from ``$rows``."""
    return f"UNWIND $rows AS row CREATE (n:{':'.join(labels)}) SET n = row, n += $stamp"


def merge_nodes(labels: tuple[str, ...]) -> str:
    """Creates those shared nodes of ``$rows`` that are not there yet, and leaves the others as they are."""
    more = f"n:{':'.join(labels[1:])}, " if labels[1:] else ""
    return f"UNWIND $rows AS row MERGE (n:{labels[0]} {{uri: row.uri}}) ON CREATE SET {more}n += row, n += $stamp"


def renew_nodes(labels: tuple[str, ...]) -> str:
    """Creates the vocabulary's nodes of ``$rows``, or brings them up to date."""
    more = f"n:{':'.join(labels[1:])}, " if labels[1:] else ""
    return f"UNWIND $rows AS row MERGE (n:{labels[0]} {{uri: row.uri}}) SET {more}n += row, n += $stamp"


def create_relationships(start: str, type_: str, end: str) -> str:
    """Creates the relationships of one review in ``$rows``."""
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{uri: row.from}}) MATCH (b:{end} {{uri: row.to}}) "
        f"CREATE (a)-[r:{type_}]->(b) SET r = row.properties, r += $stamp"
    )


def merge_relationships(start: str, type_: str, end: str) -> str:
    """Creates those relationships between shared nodes in ``$rows`` that are not there yet."""
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{uri: row.from}}) MATCH (b:{end} {{uri: row.to}}) "
        f"MERGE (a)-[r:{type_}]->(b) ON CREATE SET r += row.properties, r += $stamp"
    )


def delete_owned(label: str) -> str:
    """Deletes the nodes of one review that have this label, and all their relationships."""
    return f"MATCH (n:{label} {{review: $review}}) DETACH DELETE n"


def delete_vocabulary(mapping: Mapping) -> str:
    """Deletes the concepts of ``$schemes``."""
    return f"MATCH (c:{mapping.vocabulary.label}) WHERE c.scheme IN $schemes DETACH DELETE c"


def delete_obsolete(mapping: Mapping) -> str:
    """Deletes the concepts of ``$schemes`` that are not among ``$uris``, unless a review still uses them."""
    label = mapping.vocabulary.label
    return (
        f"MATCH (c:{label}) WHERE c.scheme IN $schemes AND NOT c.uri IN $uris "
        f"AND NOT EXISTS {{ (c)<--(n) WHERE NOT n:{label} }} DETACH DELETE c"
    )


def delete_between_concepts(mapping: Mapping) -> str:
    """Deletes the relationships between the concepts of ``$schemes``."""
    label = mapping.vocabulary.label
    return f"MATCH (c:{label})-[r]->(:{label}) WHERE c.scheme IN $schemes DELETE r"
