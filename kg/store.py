"""The graph store: the official Neo4j driver, with errors that a person can act on."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, TypeVar

from kg.quick import without

# The driver imports these if it can, for types that kg does not send; they would take half of a short command's time.
with without("numpy", "pandas"):
    import neo4j
    from neo4j import exceptions as ex

from kg.errors import StoreError, UsageError

T = TypeVar("T")

# Hints about statements are for the log of the server, not for the people who run reports.
logging.getLogger("neo4j").setLevel(logging.CRITICAL)


class Work:
    """A write transaction as ``ontology.protocols.Transaction`` describes it."""

    def __init__(self, tx: neo4j.ManagedTransaction) -> None:
        self._tx = tx

    def run(self, cypher: str, /, **parameters: Any) -> neo4j.SummaryCounters:
        """Runs a statement for its effect, and says what it changed."""
        return self._tx.run(cypher, parameters).consume().counters

    def rows(self, cypher: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Runs a statement for its rows."""
        return [record.data() for record in self._tx.run(cypher, parameters)]


class GraphStore:
    """An open store; use it in a ``with`` statement.

    Args:
        uri: bolt:// or neo4j://, with +s or +ssc.
        database: None for the user's home database.

    Raises:
        StoreError: it cannot be reached, is not a Neo4j, or does not let the user in.
    """

    def __init__(self, uri: str, username: str, password: str, database: str | None = None) -> None:
        self.uri = uri
        self._database = database
        with self._explained():
            self._driver = neo4j.GraphDatabase.driver(
                uri,
                auth=(username, password),
                connection_timeout=10,
                max_transaction_retry_time=15,
                notifications_min_severity="OFF",
                user_agent="crossreview-kg",
            )
        # One bookmark manager for all sessions: a report that follows a load sees what was loaded, in a cluster too.
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends all connections."""
        self._driver.close()

    def verify(self) -> None:
        """Speaks to the server once.

        Raises:
            StoreError: it cannot be reached, is not a Neo4j, or does not let the user in.
        """
        with self._explained(), self._session(neo4j.READ_ACCESS) as session:
            session.run("RETURN 1").consume()

    def read(self, cypher: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Rows of a reading statement, each a dict by column."""

        def work(tx: neo4j.ManagedTransaction) -> list[dict[str, Any]]:
            return [record.data() for record in tx.run(cypher, parameters)]

        with self._explained(), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    def write(self, work: Callable[[Work], T]) -> T:
        """Runs ``work`` in one transaction: all of it is kept, or nothing. It is run again if the database asks."""
        with self._explained(), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(lambda tx: work(Work(tx)))

    def execute(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> None:
        """A statement of its own, such as one that makes an index."""
        with self._explained(), self._session(neo4j.WRITE_ACCESS) as session:
            session.run(cypher, dict(parameters or {})).consume()

    def table(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, write: bool = False
    ) -> tuple[list[str], list[dict[str, Any]]]:
        """A person's own statement: its columns in order, and its rows with nodes and relationships as objects.

        Raises:
            StoreError: the statement is wrong, or would write and ``write`` is not set.
            UsageError: it reads files of the machine.
        """
        if not write:
            refuse_file_access(cypher)
        access = neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS
        with self._explained(), self._session(access) as session:
            result = session.run(cypher, dict(parameters or {}))
            keys = list(result.keys())
            rows = [dict(record.items()) for record in result]
            result.consume()
        return keys, rows

    def server_version(self) -> str:
        """For example ``Neo4j/2026.08.1``."""
        with self._explained():
            return str(self._driver.get_server_info().agent)

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (ex.Neo4jError, ex.DriverError, ValueError) as e:
            raise StoreError(explain(e, getattr(self, "uri", "the server"))) from e
        except ConnectionError as e:
            raise StoreError(f"{self.uri}: the connection was lost ({e})") from e


def explain(error: Exception, uri: str) -> str:
    """What a driver's error means for a person, and what to do."""
    text = " ".join(str(getattr(error, "message", None) or error).split())
    code = getattr(error, "code", "") or ""
    if isinstance(error, ex.AuthError) or "Security.Unauthorized" in code:
        return f"{uri}: the server does not accept this user and password; check NEO4J_USERNAME and NEO4J_PASSWORD"
    if "DatabaseNotFound" in code:
        return f"{uri}: {text}; check NEO4J_DATABASE"
    if "AccessMode" in code or "Forbidden" in code:
        return f"this statement would change the graph; `kg query --write` allows that ({text})"
    if "SyntaxError" in code or "ParameterMissing" in code or "Statement" in code:
        return f"the Cypher statement is wrong: {getattr(error, 'message', None) or error}"
    if "OutOfDisk" in code or "No space left" in text or ("disk" in text.lower() and "full" in text.lower()):
        return f"{uri}: the server's disk is full; nothing of this review was written"
    if isinstance(error, ex.ServiceUnavailable | ex.SessionExpired | ex.IncompleteCommit):
        if any(sign in text for sign in ("HTTP", "handshake", "protocol", "Unsupported")):
            return f"{uri}: what answers there is not a Neo4j server that speaks Bolt ({text})"
        return f"{uri}: no Neo4j server can be reached there ({text}); is it running, and is NEO4J_URI right?"
    if type(error).__name__ in ("BoltProtocolError", "UnsupportedServerProduct", "BoltHandshakeError"):
        return f"{uri}: what answers there is not a Neo4j server that speaks Bolt ({text})"
    if isinstance(error, ex.ConfigurationError | ValueError):
        return f"{uri}: {text}"
    return f"{uri}: {text}" + (f" ({code})" if code else "")


_SKIPPED = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:[^`]|``)*`", re.S)
_FILES = re.compile(
    r"\bLOAD\s+CSV\b|\bapoc\s*\.\s*(?:load|import|export)\b|\bn10s\s*\.\s*\w+\s*\.\s*(?:import|fetch)\b", re.I
)


def refuse_file_access(cypher: str) -> None:
    """Refuses a statement that would read files or addresses from the server's machine.

    READ access mode lets ``LOAD CSV FROM 'file:///…'`` through, so it is refused here; comments, strings and quoted
    names are no statement and are passed over.

    Raises:
        UsageError: the statement holds LOAD CSV or a loading procedure.
    """
    bare = _SKIPPED.sub(lambda m: " " if m[0].startswith(("//", "/*")) else "''", cypher)
    if m := _FILES.search(bare):
        raise UsageError(
            f"{' '.join(m[0].split())} reads files, which a reading query may not; "
            "load reviews with `kg load`, or give --write if you mean it"
        )
