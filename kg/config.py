"""Settings: from options, else from the environment, else the defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import UsageError

#: Neo4j releases that kg can run for itself: the current one, and the long-term support release.
VERSIONS = ("2026.08.1", "5.26.30")
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")

#: Every setting that the environment gives, and what it does; the README's table is made from this.
VARIABLES = {
    "NEO4J_URI": "Address of your own Neo4j server, e.g. `neo4j://localhost:7687`. Unset: kg runs a local one.",
    "NEO4J_USERNAME": "User on that server (`neo4j`).",
    "NEO4J_PASSWORD": "Password on that server.",
    "NEO4J_DATABASE": "Database on that server (the user's home database).",
    "KG_HOME": "Where kg keeps the local graph, the sheets and the password (the user's data folder).",
    "KG_CACHE": "Where kg keeps the fetched Neo4j jars, and the archive of their classes that Java starts quicker from "
    "(the user's cache folder). May be copied to another machine.",
    "KG_IDLE": "Minutes without a client after which the local server stops (10); 0 keeps it up until `kg stop`.",
    "KG_NEO4J_VERSION": f"Which Neo4j the local server is: {' or '.join(f'`{v}`' for v in VERSIONS)} (the first).",
    "KG_MAVEN_REPOSITORY": "Address of a Maven repository to fetch the jars from, instead of Maven Central.",
}


@dataclass(frozen=True)
class Settings:
    """What kg works with.

    Attributes:
        uri: the user's own server; None for the local one.
        idle_minutes: minutes without a client after which the local server stops; 0 for never.
    """

    home: Path
    cache: Path
    uri: str | None = None
    username: str = "neo4j"
    password: str | None = None
    database: str | None = None
    idle_minutes: float = 10
    version: str = VERSIONS[0]
    repository: str | None = None

    @property
    def sheets(self) -> Path:
        """Where ``kg load`` keeps the sheet of each review."""
        return self.home / "sheets"

    @classmethod
    def read(
        cls,
        environment: Mapping[str, str] | None = None,
        *,
        uri: str | None = None,
        username: str | None = None,
        password: str | None = None,
        database: str | None = None,
    ) -> Settings:
        """The settings that hold: an option given here stands over the environment.

        Raises:
            UsageError: a value that cannot be right; the message names the setting.
        """
        env = os.environ if environment is None else environment
        uri = uri or env.get("NEO4J_URI") or None
        if uri:
            _check_uri(uri)
        home, cache = env.get("KG_HOME"), env.get("KG_CACHE")
        if not (home and cache):
            from platformdirs import PlatformDirs

            dirs = PlatformDirs("crossreview-kg", appauthor=False)
            home, cache = home or dirs.user_data_dir, cache or dirs.user_cache_dir
        version = env.get("KG_NEO4J_VERSION") or VERSIONS[0]
        if version not in VERSIONS:
            raise UsageError(f"KG_NEO4J_VERSION={version}: kg can run {' or '.join(VERSIONS)}")
        return cls(
            home=Path(home).expanduser().absolute(),
            cache=Path(cache).expanduser().absolute(),
            uri=uri,
            username=username or env.get("NEO4J_USERNAME") or "neo4j",
            password=password or env.get("NEO4J_PASSWORD") or None,
            database=database or env.get("NEO4J_DATABASE") or None,
            idle_minutes=_minutes(env.get("KG_IDLE") or "10"),
            version=version,
            repository=env.get("KG_MAVEN_REPOSITORY") or None,
        )


def _check_uri(uri: str) -> None:
    try:
        parts = urlsplit(uri)
        wrong = parts.scheme not in SCHEMES or not parts.hostname or parts.port == 0
    except ValueError:
        wrong = True
    if wrong:
        raise UsageError(
            f"{uri}: not the address of a Neo4j server; it looks like neo4j://host:7687 "
            f"(known schemes: {', '.join(SCHEMES)})"
        )


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = -1
    if not 0 <= minutes < 1e6:
        raise UsageError(f"KG_IDLE={text}: not a number of minutes, 0 or more")
    return minutes
