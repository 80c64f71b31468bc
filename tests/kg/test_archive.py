"""The archive of Neo4j's classes: made beside the first server, used by the next ones, given up when kg stops."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from kg.config import Settings
from kg.server import archive, silent, start, stop
from kg.server.home import Home
from kg.server.jars import classpath
from tests.kg.wait import wait_until

pytestmark = pytest.mark.neo4j


@pytest.fixture
def bare(settings: Settings, tmp_path: Path) -> Settings:
    """The same with a cache that holds no archive, only where the machine's jars are."""
    classpath(settings.version, settings.cache, settings.repository, silent)
    cache = tmp_path / "cache"
    cache.mkdir()
    shutil.copy2(settings.cache / f"neo4j-{settings.version}.json", cache)
    return replace(settings, cache=cache)


def named(path: Path) -> list[psutil.Process]:
    """The processes whose command line names a path."""
    found = psutil.process_iter(["cmdline"])
    return [p for p in found if str(path) in " ".join(p.info["cmdline"] or []) and p.pid != os.getpid()]


def test_what_is_being_made_goes_with_the_server_beside_which_it_is_made(bare: Settings) -> None:
    start(bare)
    wait_until(lambda: any("java" in p.name() for p in named(bare.cache)), 60)
    stop(bare)
    assert not named(bare.cache)
    assert not list(bare.cache.glob(f"{archive.training(bare)}*"))
    assert not archive.place(bare).exists()


def test_one_that_java_finds_unfit_does_no_harm(bare: Settings) -> None:
    archive.place(bare).write_bytes(b"not an archive")
    assert start(bare).alive
    assert "[error" in Home(bare).log.read_text(encoding="utf-8"), "Java says so in the log"
    assert not list(bare.cache.glob(f"{archive.training(bare)}*")), "it is not made while there is one"


def test_jars_that_are_fetched_anew_end_the_archives_of_their_release(tmp_path: Path) -> None:
    settings = Settings.read({"KG_CACHE": str(tmp_path), "KG_HOME": str(tmp_path)})
    place = archive.place(settings)
    other = tmp_path / "neo4j-1.2.3-java-25.aot"
    for file in (place, other):
        file.touch()
    assert archive.options(settings) == [f"-XX:AOTCache={place}"]
    archive.forget(settings.version, tmp_path)
    assert archive.options(settings) == []
    assert other.exists()
