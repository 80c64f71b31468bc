"""What loaders and queries ask of a store. ``kg`` has the one that speaks to Neo4j."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Counters(Protocol):
    """What the database says a statement changed (the driver's ``SummaryCounters``)."""

    nodes_created: int
    nodes_deleted: int
    relationships_created: int
    relationships_deleted: int
    properties_set: int


class Transaction(Protocol):
    """An open write transaction: statements run in it stand or fall together."""

    def run(self, cypher: str, /, **parameters: Any) -> Counters:
        """Runs a statement for its effect, and says what it changed."""
        ...

    def rows(self, cypher: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Runs a statement for its rows."""
        ...


class Store(Protocol):
    """An open graph store."""

    def read(self, cypher: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Rows of a reading statement."""
        ...

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Runs ``work`` in one transaction; all of it is kept, or nothing. May be run again if the database asks."""
        ...

    def execute(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> None:
        """A statement of its own, such as one that makes an index."""
        ...
