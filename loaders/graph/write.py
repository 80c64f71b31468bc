"""Writes a review's part of the graph, whole or not at all, and removes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from loaders.graph import statements as cypher
from loaders.graph.mapping import mapping
from loaders.graph.rows import Batch, Row, Rows
from loaders.graph.schema import ensure, owned
from ontology.protocols import Counters, Store, Transaction

VOCABULARY_URI = "https://w3id.org/crossreview/vocab/"
REVIEW_URI = "https://w3id.org/crossreview/id/review/"


@dataclass(frozen=True)
class Counts:
    """What the database says that it changed."""

    nodes_created: int = 0
    nodes_deleted: int = 0
    relationships_created: int = 0
    relationships_deleted: int = 0
    properties_set: int = 0

    def __add__(self, other: Counts | Counters) -> Counts:
        """The sum of both."""
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__})


@dataclass(frozen=True)
class Stamp:
    """What every node and relationship of a load carries.

    Attributes:
        load_id: one for each review and load.
        extractor: version of the rules, or 'sheet'.
        source_sha256: of the file that was read.
    """

    load_id: str
    loaded_at: datetime
    extractor: str
    source_sha256: str

    @classmethod
    def now(cls, extractor: str, source_sha256: str) -> Stamp:
        """The stamp of a load that begins now."""
        return cls(uuid4().hex, datetime.now(UTC), extractor, source_sha256)

    def shared(self) -> Row:
        """As properties of what does not belong to one review."""
        return {
            "load_id": self.load_id,
            "loaded_at": self.loaded_at,
            "extractor": self.extractor,
            "source_sha256": self.source_sha256,
        }

    def of(self, review: str) -> Row:
        """As properties of what belongs to a review."""
        return {"review": review} | self.shared()


@dataclass(frozen=True)
class Written:
    """The outcome of a write: 'loaded', 'replaced' or 'unchanged', and the counts for the review's own part."""

    outcome: str
    counts: Counts = Counts()


def review_uri(review: str) -> str:
    """The IRI of a review."""
    return REVIEW_URI + review


def fingerprints(store: Store, reviews: list[str]) -> dict[str, str]:
    """The fingerprint of each of these reviews that the store holds: one cheap read."""
    found = store.read(
        "UNWIND $uris AS uri MATCH (r:Review {uri: uri}) RETURN r.id AS id, r.fingerprint AS fingerprint",
        uris=[review_uri(review) for review in reviews],
    )
    return {row["id"]: row["fingerprint"] for row in found}


def write(store: Store, review: str, rows: Rows, vocabulary: Rows, stamp: Stamp, fingerprint: str) -> Written:
    """Makes the store hold these rows for a review, in one transaction.

    What the store held for it before is replaced; nothing of another review is touched. If all of it is there already,
    the first stamp stays and nothing but the fingerprint is renewed.

    Args:
        review: its id.
        rows: from :func:`loaders.graph.rows.rows`.
        vocabulary: the concepts that they name, which are installed first.
        fingerprint: of what the rows were made from.
    """
    ensure(store)
    content = rows.digest()
    uri = review_uri(review)
    rows = _with_digests(rows, uri, fingerprint, content)

    def work(tx: Transaction) -> Written:
        install(tx, vocabulary, stamp)
        before = tx.rows(cypher.REVIEW, uri=uri)
        source = (stamp.extractor, stamp.source_sha256)
        if before and before[0]["content"] == content and _made_from(tx, uri) == source:
            if before[0]["fingerprint"] != fingerprint:
                tx.run(cypher.RESTAMP, uri=uri, fingerprint=fingerprint)
            return Written("unchanged")
        shared = [row["uri"] for row in tx.rows(cypher.SHARED_OF, uri=uri)]
        counts = _delete_own(tx, review) if before else Counts()
        counts = _write_own(tx, review, rows, stamp, counts)
        if shared:
            counts += tx.run(cypher.DELETE_UNNAMED, uris=shared)
        return Written("replaced" if before else "loaded", counts)

    return store.write(work)


def remove(store: Store, review: str) -> Counts:
    """Takes a review out: what belongs to it, agencies that no other review names, and with the last the vocabulary.

    Returns:
        What was deleted; nothing if the store does not hold it.
    """
    declared = mapping()
    schemes = list(declared.schemes)

    def work(tx: Transaction) -> Counts:
        tx.rows(cypher.LOCK_IF_THERE, uri=VOCABULARY_URI)
        shared = [row["uri"] for row in tx.rows(cypher.SHARED_OF, uri=review_uri(review))]
        counts = _delete_own(tx, review)
        if shared:
            counts += tx.run(cypher.DELETE_UNNAMED, uris=shared)
        if not tx.rows(cypher.ANY_REVIEW)[0]["n"]:
            counts += tx.run(cypher.delete_vocabulary(declared), schemes=schemes)
            counts += tx.run(cypher.DELETE_VERSION, uri=VOCABULARY_URI)
        return counts

    return store.write(work)


def install(tx: Transaction, vocabulary: Rows, stamp: Stamp) -> None:
    """Makes the concepts be there, in the version at hand, and holds back other loads until this one is through."""
    declared = mapping()
    version = vocabulary.digest()[:12]
    name = f"crossreview vocabularies {version}"
    found = tx.rows(cypher.LOCK, uri=VOCABULARY_URI, name=name)
    if found[0]["version"] == version:
        return
    schemes = list(declared.schemes)
    marked = stamp.shared()
    tx.run(cypher.delete_between_concepts(declared), schemes=schemes)
    for labels, nodes in vocabulary.nodes.items():
        tx.run(cypher.renew_nodes(labels), rows=nodes, stamp=marked)
    for batch in vocabulary.relationships:
        tx.run(cypher.merge_relationships(batch.start, batch.type, batch.end), rows=batch.rows, stamp=marked)
    kept = [row["uri"] for nodes in vocabulary.nodes.values() for row in nodes]
    tx.run(cypher.delete_obsolete(declared), schemes=schemes, uris=kept)
    tx.run(cypher.SET_VERSION, uri=VOCABULARY_URI, version=version, name=name, stamp=marked)


def _made_from(tx: Transaction, uri: str) -> tuple[Any, Any]:
    row = tx.rows("MATCH (r:Review {uri: $uri}) RETURN r.extractor AS extractor, r.source_sha256 AS source", uri=uri)[0]
    return row["extractor"], row["source"]


def _with_digests(rows: Rows, uri: str, fingerprint: str, content: str) -> Rows:
    """The rows with both digests on the review's node."""
    digests = {"fingerprint": fingerprint, "content_sha256": content}
    nodes = {
        labels: [row | digests if row["uri"] == uri else row for row in some] if labels[0] == "Review" else some
        for labels, some in rows.nodes.items()
    }
    return replace(rows, nodes=nodes)


def _delete_own(tx: Transaction, review: str) -> Counts:
    counts = Counts()
    for node in owned(mapping()):
        counts += tx.run(cypher.delete_owned(node.label), review=review)
    return counts


def _write_own(tx: Transaction, review: str, rows: Rows, stamp: Stamp, counts: Counts) -> Counts:
    own, shared = stamp.of(review), stamp.shared()
    shared_uris: set[str] = set()
    for labels, nodes in rows.nodes.items():
        theirs = [row for row in nodes if row.get("scope") == "shared"]
        shared_uris |= {row["uri"] for row in theirs}
        for part in _parts(theirs):
            counts += tx.run(cypher.merge_nodes(labels), rows=part, stamp=shared)
        for part in _parts([row for row in nodes if row.get("scope") != "shared"]):
            counts += tx.run(cypher.create_nodes(labels), rows=part, stamp=own)
    for batch in rows.relationships:
        between = [row for row in batch.rows if _between_shared(batch, row, shared_uris)]
        for part in _parts(between):
            counts += tx.run(cypher.merge_relationships(batch.start, batch.type, batch.end), rows=part, stamp=shared)
        mine = [row for row in batch.rows if not _between_shared(batch, row, shared_uris)]
        for part in _parts(mine):
            counts += tx.run(cypher.create_relationships(batch.start, batch.type, batch.end), rows=part, stamp=own)
    return counts


def _between_shared(batch: Batch, row: Row, shared: set[str]) -> bool:
    """Whether neither end belongs to the review, so that the relationship is shared too (an agency and its kind)."""
    return row["from"] in shared and batch.end == mapping().vocabulary.label


def _parts(rows: list[Row]) -> Iterator[list[Row]]:
    for first in range(0, len(rows), cypher.BATCH):
        yield rows[first : first + cypher.BATCH]
