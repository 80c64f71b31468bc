"""The connection options of every command that needs the graph, and the store they open."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kg.config import Settings
    from kg.store import GraphStore

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Connection:
    """Which graph a command speaks to."""

    settings: Settings

    @contextmanager
    def open(self) -> Iterator[GraphStore]:
        """The open store; starts the tool's own server if none is named, and shows what takes long."""
        from kg.cli.progress import starting
        from kg.server import open_store

        with starting() as progress:
            store = open_store(self.settings, progress)
        with store:
            yield store


def store_options(command: F) -> F:
    """Adds ``--uri`` and its kin; the command is given a :class:`Connection` as ``connection``."""

    @click.option("--uri", help="Address of a Neo4j server, e.g. bolt://localhost:7687.  [env: NEO4J_URI]")
    @click.option("--username", help="User on that server.  [env: NEO4J_USERNAME]")
    @click.option("--password", help="Password on that server; better in the environment.  [env: NEO4J_PASSWORD]")
    @click.option("--database", help="Database on that server.  [env: NEO4J_DATABASE]")
    @wraps(command)
    def with_store(
        *args: Any, uri: str | None, username: str | None, password: str | None, database: str | None, **kwargs: Any
    ) -> Any:
        from kg.config import Settings

        settings = Settings.read(uri=uri, username=username, password=password, database=database)
        return command(*args, connection=Connection(settings), **kwargs)

    return with_store  # type: ignore[return-value]


def told(message: str) -> None:
    """Says something that is not output, on standard error."""
    print(message, file=sys.stderr)
