"""Asks a question of a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from queries.library import named
from queries.query import EVIDENCE, Query

if TYPE_CHECKING:
    import pandas

    from ontology.protocols import Store


@dataclass(frozen=True)
class Answer:
    """Rows of a question.

    Attributes:
        rows: one dict by column for each row, evidence included, in the question's order.
        reviews: how many reviews the rows speak of.
        of: how many reviews were asked.
    """

    query: Query
    parameters: dict[str, Any]
    rows: list[dict[str, Any]]
    reviews: int
    of: int

    @property
    def coverage(self) -> str:
        """For example ``2 of 3 reviews``."""
        return f"{self.reviews} of {self.of} review{'s' if self.of != 1 else ''}"

    def columns(self, evidence: bool = False) -> list[str]:
        """The names of the columns, with or without where the facts stand."""
        return [c.name for c in self.query.columns if evidence or c.name != EVIDENCE]

    def frame(self, evidence: bool = False) -> pandas.DataFrame:
        """The rows as a pandas DataFrame, a column each."""
        import pandas

        columns = self.columns(evidence)
        return pandas.DataFrame([{c: row[c] for c in columns} for row in self.rows], columns=columns)


def run(store: Store, query: str | Query, **parameters: Any) -> Answer:
    """Asks one question.

    Args:
        store: an open store.
        query: its name, or the record.
        parameters: by name; texts are read by the parameter's type.

    Raises:
        QueryError: no such question or parameter.
    """
    query = named(query) if isinstance(query, str) else query
    values = query.values(parameters)
    rows = store.read(query.cypher, **values)
    spoken = {r for row in rows for r in (row.get("review_ids") or [row.get("review")]) if r}
    asked = store.read(
        "MATCH (r:Review) WHERE $review IS NULL OR r.id = $review RETURN count(r) AS n", review=values.get("review")
    )
    return Answer(query, values, rows, len(spoken), asked[0]["n"])
