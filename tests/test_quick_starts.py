"""Neo4j's quick start, last of all: what it needs is made in the background while the other tests run."""

from __future__ import annotations

import psutil
import pytest

from kg.config import Settings
from kg.server import archive, start
from kg.server.home import Home
from tests.kg.wait import wait_until

#: It is made at the lowest priority, beside whatever else the machine does.
MADE_SECONDS = 480


@pytest.mark.neo4j
def test_a_server_starts_from_the_archive_that_was_made_beside_others(settings: Settings) -> None:
    place = archive.place(settings)
    wait_until(place.exists, MADE_SECONDS)
    server = start(settings)
    assert f"-XX:AOTCache={place}" in psutil.Process(server.java).cmdline()
    assert "[error" not in Home(settings).log.read_text(encoding="utf-8"), "Java takes it"
    wait_until(lambda: not list(settings.cache.glob(f"{archive.training(settings)}*")))
