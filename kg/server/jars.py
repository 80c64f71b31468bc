"""The jars of the local Neo4j: fetched once from a Maven repository, checked against the sums that kg ships."""

from __future__ import annotations

import json
import threading
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import file_digest
from importlib.resources import files
from pathlib import Path
from shutil import rmtree

from filelock import FileLock

from kg.errors import ServerError
from kg.server.archive import forget

Tell = Callable[[str, float, float | None], None]

BROWSER = "5.24.0"


def _endpoint(version: str) -> str:
    return f"org.neo4j:neo4j:{version}+org.neo4j.app:neo4j-server:{version}+org.neo4j.client:neo4j-browser:{BROWSER}"


def locked(version: str) -> dict[str, str]:
    """File name to SHA-256 of every jar of a release, from the lock file that kg ships."""
    data = tomllib.loads(files("kg.server").joinpath("locks", f"{version}.toml").read_text(encoding="utf-8"))
    return {"-".join(coordinates.split(":")[1:]) + ".jar": digest for coordinates, digest in data["jars"].items()}


def classpath(version: str, cache: Path, repository: str | None, tell: Tell) -> list[Path]:
    """The folders whose jars make up the server; fetches what is not there.

    Args:
        cache: kg's cache folder.
        repository: a Maven repository to use in place of Maven Central.
        tell: told of the progress of a first fetch.

    Raises:
        ServerError: a jar cannot be had, or is not the one that kg was released with; the message says what to do.
    """
    marker = cache / f"neo4j-{version}.json"
    if known := _verified(marker):
        return known
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(marker.with_suffix(".lock")):
            if known := _verified(marker):  # another command has fetched them meanwhile
                return known
            folders = _fetch(version, cache, repository, tell)
            if _unlike(version, folders):  # a fetch that was cut off: jgo takes what it left for the whole
                for folder in {f.parent for f in folders}:
                    rmtree(folder, ignore_errors=True)
                folders = _fetch(version, cache, repository, tell)
            _check(version, folders, marker)
            return folders
    except OSError as e:
        raise ServerError(
            f"{e.filename or cache}: {e.strerror or e}; kg keeps Neo4j's jars there (KG_CACHE says where)"
        ) from e


def _verified(marker: Path) -> list[Path] | None:
    """The folders of an earlier fetch, if every jar in them still has the size and time it had when it was checked."""
    try:
        data = json.loads(marker.read_text(encoding="utf-8"))
        for name, (size, time) in data["jars"].items():
            stat = Path(name).stat()
            if (stat.st_size, stat.st_mtime_ns) != (size, time):
                return None
        return [Path(f) for f in data["folders"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _fetch(version: str, cache: Path, repository: str | None, tell: Tell) -> list[Path]:
    from jgo.env import EnvironmentBuilder
    from jgo.maven import MavenContext

    maven = cache / "maven"
    maven.mkdir(parents=True, exist_ok=True)
    remotes = {"mirror": repository} if repository else None

    def build(offline: bool) -> list[Path]:
        context = MavenContext(repo_cache=maven, remote_repos=remotes, offline=offline, timeout=30)
        environment = EnvironmentBuilder(context, cache_dir=cache / "jgo").from_endpoint(_endpoint(version))
        return [p for p in (environment.jars_dir, environment.modules_dir) if p and p.is_dir()]

    try:
        with _counting(maven, len(locked(version)), tell):
            try:
                return build(offline=False)
            except Exception:
                return build(offline=True)
    except Exception as e:
        raise ServerError(
            f"the local Neo4j {version} could not be fetched ({type(e).__name__}: {e}).\n"
            "What you can do:\n"
            "  - with a network: try again, or name a Maven mirror in KG_MAVEN_REPOSITORY;\n"
            f"  - without: copy the folder {cache} from a machine where kg has run, or name its place in KG_CACHE;\n"
            "  - or use a Neo4j server that you have: set NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD."
        ) from e


@contextmanager
def _counting(maven: Path, total: int, tell: Tell) -> Iterator[None]:
    """Tells how many jars are there while they arrive; jgo itself has no progress to report."""
    done = threading.Event()

    def count() -> None:
        while not done.wait(0.5):
            tell("Fetching Neo4j (once, about 160 MB)", min(total, sum(1 for _ in maven.rglob("*.jar"))), total)

    watcher = threading.Thread(target=count, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _jars(folders: list[Path]) -> dict[str, Path]:
    return {p.name: p for folder in folders for p in folder.glob("*.jar")}


def _unlike(version: str, folders: list[Path]) -> list[str]:
    """The names of jars that are missing in the folders, or that no release has there."""
    return sorted(set(locked(version)) ^ set(_jars(folders)))


def _check(version: str, folders: list[Path], marker: Path) -> None:
    want, jars = locked(version), _jars(folders)
    if lost := _unlike(version, folders):
        raise ServerError(
            f"the jars of Neo4j {version} in {marker.parent} are not the ones kg was released with: {lost[0]}. "
            f"Delete {marker.parent} to fetch them anew"
        )
    for name, path in jars.items():
        with path.open("rb") as f:
            if file_digest(f, "sha256").hexdigest() != want[name]:
                raise ServerError(
                    f"{path}: this jar is not the one kg was released with (its SHA-256 differs). "
                    f"Delete {marker.parent} to fetch it anew; if that repeats, do not trust the "
                    "repository it comes from"
                )
    record = {
        "folders": [str(f) for f in folders],
        "jars": {str(p): (p.stat().st_size, p.stat().st_mtime_ns) for p in jars.values()},
    }
    forget(version, marker.parent)
    temporary = marker.with_suffix(".tmp")
    temporary.write_text(json.dumps(record), encoding="utf-8")
    temporary.replace(marker)
