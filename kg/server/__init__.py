"""The graph store that a command uses: the user's own server, or a local Neo4j Community that kg runs for itself.

The local server belongs to a supervisor process (``kg.server.supervisor``); the first command starts it, the next ones
find its address in a note under ``KG_HOME``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from kg.config import Settings
from kg.errors import ServerError, StoreError

if TYPE_CHECKING:
    from kg.server.home import Home, Running
    from kg.store import GraphStore

Tell = Callable[[str, float, float | None], None]
START_SECONDS = 150


def silent(what: str, done: float, total: float | None) -> None:
    """Tells nobody."""


def open_store(settings: Settings, tell: Tell = silent) -> GraphStore:
    """The open graph store; starts the local server if none is named and none runs.

    Args:
        tell: told of what takes long, as (what, how much is done, how much there is or None).

    Raises:
        StoreError: the user's server cannot be used.
        ServerError: the local server cannot be fetched or started.
    """
    from kg.store import GraphStore

    if settings.uri:
        store = GraphStore(settings.uri, settings.username, settings.password or "", settings.database)
        store.verify()
        return store
    for last in (False, True):
        running = start(settings, tell)
        store = GraphStore(running.uri, "neo4j", _home(settings).password())
        try:
            store.verify()
        except StoreError:
            store.close()
            # It may have stopped between the note and the call; a server that is there but refuses is another matter.
            if last or running.alive:
                raise
        else:
            return store
    raise AssertionError("unreachable")


def start(settings: Settings, tell: Tell = silent) -> Running:
    """The running local server; starts it if there is none. Of several commands at once, one starts it.

    Raises:
        ServerError: it cannot be fetched or started; the message says why and what to do.
    """
    home = _home(settings)
    if running := home.running():
        return running
    from filelock import FileLock

    from kg.server.jars import classpath

    home.make()
    with FileLock(home.lock):
        if running := home.running():
            return running
        _clear_up(home)
        home.password()
        classpath(settings.version, settings.cache, settings.repository, tell)
        tell("Starting Neo4j", 0, None)
        return _launch(settings, home)


def _launch(settings: Settings, home: Home) -> Running:
    with home.log.open("ab") as log:
        log.truncate(0)
        supervisor = subprocess.Popen(
            [sys.executable, "-m", "kg.server.supervisor"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            cwd=home.root,
            env=_environment(settings),
        )
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if running := home.running():
            return running
        if supervisor.poll() is not None:
            break
        time.sleep(0.05)
    else:
        supervisor.terminate()
    raise ServerError(f"the local Neo4j did not start:\n{_last_words(home.log)}\n(the whole log: {home.log})")


def _environment(settings: Settings) -> dict[str, str]:
    """The supervisor's environment: these settings, whatever the command's own options were."""
    environment = os.environ | {
        "KG_HOME": str(settings.home),
        "KG_CACHE": str(settings.cache),
        "KG_IDLE": str(settings.idle_minutes),
        "KG_NEO4J_VERSION": settings.version,
    }
    environment.pop("NEO4J_URI", None)
    if settings.repository:
        environment["KG_MAVEN_REPOSITORY"] = settings.repository
    return environment


def _last_words(log: Path) -> str:
    """The lines of the log that say what went wrong: those of an error if there are any, else the last ones."""
    try:
        lines = [
            line.rstrip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()
        ]
    except OSError as e:
        return f"  (its log cannot be read: {e.strerror})"
    telling = [line for line in lines if any(w in line for w in ("ERROR", "Error", "Exception", "No space", "kg:"))]
    return "\n".join(f"  {line[:300]}" for line in (telling or lines)[-6:]) or "  (it said nothing)"


def _clear_up(home: Home) -> None:
    """Ends what is left of a server whose supervisor or whose Java was killed, by the numbers in its note."""
    import json

    import psutil

    from kg.server.home import Running, is_process

    try:
        noted = Running(**json.loads(home.note.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        home.note.unlink(missing_ok=True)
        return
    left = [(noted.supervisor, noted.supervisor_started), (noted.java, noted.java_started)]
    for pid, started in left:
        if is_process(pid, started):
            process = psutil.Process(pid)
            process.terminate()
            try:
                process.wait(10)
            except psutil.TimeoutExpired:
                process.kill()
                process.wait(10)
    home.note.unlink(missing_ok=True)


@dataclass(frozen=True)
class Status:
    """What ``kg status`` shows; empty fields are not known or do not apply."""

    server: str
    uri: str | None = None
    version: str | None = None
    browser: str | None = None
    process: int | None = None
    stops_after_minutes: float | None = None
    home: Path | None = None
    password_file: Path | None = None
    megabytes: float | None = None


def status(settings: Settings) -> Status:
    """Which store would be used, and whether it is up; starts nothing.

    Raises:
        StoreError: the user's own server cannot be used.
    """
    if settings.uri:
        with open_store(settings) as store:
            return Status("your own", settings.uri, store.server_version(), home=settings.home)
    home = _home(settings)
    running = home.running()
    size = sum(f.stat().st_size for f in home.root.rglob("*") if f.is_file()) / 1e6 if home.root.exists() else 0
    if not running:
        return Status(
            "local, not running", version=f"Neo4j/{settings.version}", home=settings.home, megabytes=round(size, 1)
        )
    return Status(
        "local, running",
        running.uri,
        f"Neo4j/{running.version}",
        running.browser,
        running.supervisor,
        running.idle_minutes or None,
        settings.home,
        home.password_file,
        round(size, 1),
    )


def stop(settings: Settings) -> bool:
    """Stops the local server and waits until it has gone; False if none ran.

    Raises:
        ServerError: it did not stop.
    """
    import psutil

    from kg.server.home import is_process

    home = _home(settings)
    running = home.running()
    if not running:
        if home.root.exists():
            _clear_up(home)
        return False
    psutil.Process(running.supervisor).terminate()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if not is_process(running.supervisor, running.supervisor_started) and not is_process(
            running.java, running.java_started
        ):
            return True
        time.sleep(0.05)
    raise ServerError(f"the local Neo4j (process {running.supervisor}) did not stop within a minute")


def browser_url(running: Running, query: str) -> str:
    """The address that opens Neo4j Browser on the server, with user and a first query filled in."""
    connect = f"neo4j://neo4j@127.0.0.1:{running.bolt}"
    return f"{running.browser}?{urlencode({'connectURL': connect, 'cmd': 'edit', 'arg': query})}"


def _home(settings: Settings) -> Home:
    from kg.server.home import Home

    return Home(settings)
