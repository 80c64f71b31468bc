"""A real Neo4j for the tests: the tool's own, in a temporary KG_HOME, stopped when the tests end."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from kg.config import Settings
from kg.server import archive, open_store, stop
from kg.store import GraphStore


@contextmanager
def _jars() -> Iterator[None]:
    """Has the jars of both releases fetched while the tests run, one after the other: the first that is needed comes
    first. A test that needs what could not be fetched tells why."""
    fetch = "from kg.config import VERSIONS, Settings; from kg.server.jars import classpath; s = Settings.read()\n"
    fetch += "for version in VERSIONS: classpath(version, s.cache, s.repository, lambda *_: None)"
    quiet = subprocess.DEVNULL
    fetching = subprocess.Popen([sys.executable, "-c", fetch], stdin=quiet, stderr=quiet)
    try:
        yield
    finally:
        fetching.terminate()
        fetching.wait()


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A KG_HOME of the tests' own for all they start; the jar cache is the machine's, so nothing is fetched twice."""
    home = tmp_path_factory.mktemp("kg-home")
    kept = {
        name: os.environ.pop(name, None) for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")
    }
    kept |= {name: os.environ.get(name) for name in ("KG_HOME", "KG_IDLE")}
    os.environ |= {"KG_HOME": str(home), "KG_IDLE": "5"}
    # Forty servers are started in these tests; made beside those that need none, it is ready by then. So are the jars
    # of the other release, for which a test would wait a hundred seconds.
    of_lts = any(item.get_closest_marker("lts") for item in request.session.items)
    with archive.making(Settings.read()), _jars() if of_lts else nullcontext():
        yield home
    stop(Settings.read())
    for name, value in kept.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@pytest.fixture
def kg_home(own_settings: Path) -> Path:
    """The tests' KG_HOME."""
    return own_settings


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """Settings with a home of their own, whose server is stopped after the test."""
    own = replace(Settings.read(), home=tmp_path / "home")
    yield own
    stop(own)


@pytest.fixture(scope="session")
def store(own_settings: Path) -> Iterator[GraphStore]:
    """The tests' graph store, shared by all of them."""
    with open_store(Settings.read()) as opened:
        yield opened


@pytest.fixture
def empty_store(store: GraphStore) -> GraphStore:
    """The store with nothing in it."""
    store.execute("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
    return store
