"""The concepts of the controlled vocabularies as rows."""

from __future__ import annotations

from functools import cache

from loaders.graph.mapping import mapping
from loaders.graph.rows import Rows, rows


@cache
def vocabulary_rows() -> Rows:
    """The rows of all concepts, with what is broader and what answers what."""
    from ontology.skos import concept_graph

    return rows(concept_graph(), mapping())
