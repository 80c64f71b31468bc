"""What the local server keeps under ``KG_HOME``: its folders, its password, and the note of where it answers."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from kg.config import Settings
from kg.errors import ServerError


@dataclass(frozen=True)
class Running:
    """Where a running server answers, and which processes it is.

    A process is told by its number and its start, so that a number given to another process is never taken for ours.
    """

    version: str
    bolt: int
    http: int
    supervisor: int
    supervisor_started: float
    java: int
    java_started: float
    idle_minutes: float

    @property
    def uri(self) -> str:
        """Its Bolt address."""
        return f"bolt://127.0.0.1:{self.bolt}"

    @property
    def browser(self) -> str:
        """The address of Neo4j Browser."""
        return f"http://127.0.0.1:{self.http}/browser/"

    @property
    def alive(self) -> bool:
        """Whether both of its processes are there."""
        return is_process(self.supervisor, self.supervisor_started) and is_process(self.java, self.java_started)


def is_process(pid: int, started: float) -> bool:
    """Whether this very process still runs."""
    try:
        process = psutil.Process(pid)
        return abs(process.create_time() - started) < 2 and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


@dataclass(frozen=True)
class Home:
    """The places under ``KG_HOME`` of the local server of one release.

    Releases keep apart, because a store once opened by a newer Neo4j cannot be opened by an older one.
    """

    settings: Settings

    @property
    def root(self) -> Path:
        """Everything of this release."""
        return self.settings.home / f"neo4j-{self.settings.version.split('.')[0]}"

    @property
    def note(self) -> Path:
        """Where a running server is noted."""
        return self.root / "server.json"

    @property
    def lock(self) -> Path:
        """Held while a server is started or stopped."""
        return self.root / "server.lock"

    @property
    def log(self) -> Path:
        """What the server and its supervisor print."""
        return self.root / "server.log"

    @property
    def password_file(self) -> Path:
        """The password of the user ``neo4j``; only the owner can read it."""
        return self.root / "password"

    def make(self) -> None:
        """Makes the folders.

        Raises:
            ServerError: they cannot be made; the message says where and why.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            for name in ("conf", "data", "logs", "run", "import", "plugins", "licenses"):
                (self.root / name).mkdir(exist_ok=True)
            if not os.access(self.root, os.W_OK):
                raise PermissionError(13, "Permission denied", str(self.root))
        except OSError as e:
            raise ServerError(
                f"{e.filename or self.root}: {e.strerror}; kg keeps its graph there (KG_HOME says where)"
            ) from e

    def password(self) -> str:
        """The password, made on first use."""
        try:
            return self.password_file.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            pass
        if (self.root / "data" / "databases" / "neo4j").exists():
            raise ServerError(
                f"{self.password_file} is missing, and the graph cannot be opened without it. Put it back, "
                f"or delete {self.root} and load the reviews again (the sheets in {self.settings.sheets} are kept)"
            )
        handle = os.open(self.password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as f:
            f.write(word := secrets.token_urlsafe(18))
        return word

    def running(self) -> Running | None:
        """The server that is noted and alive, if there is one; a note that cannot be read counts as none."""
        try:
            noted = Running(**json.loads(self.note.read_text(encoding="utf-8")))
            return noted if noted.alive else None
        except (OSError, ValueError, TypeError):
            return None

    def write_note(self, running: Running) -> None:
        """Notes a running server, whole or not at all."""
        temporary = self.note.with_suffix(".tmp")
        temporary.write_text(json.dumps(asdict(running), indent=1), encoding="utf-8")
        temporary.replace(self.note)
