"""The local Neo4j: shared, private, healed when something died, gone when nobody uses it."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from pathlib import Path

import psutil
import pytest

from kg.config import VERSIONS, Settings
from kg.errors import ServerError, UsageError
from kg.server import jars, start, stop
from kg.server.home import Home, Running
from kg.store import GraphStore, refuse_file_access
from tests.kg.command import KG, kg
from tests.kg.wait import wait_until

pytestmark = pytest.mark.neo4j


def ended(home: Path) -> None:
    """Stops what runs in a KG_HOME, and sees that nothing is left."""
    for version in VERSIONS:
        stop(Settings.read(os.environ | {"KG_HOME": str(home), "KG_NEO4J_VERSION": version}))
    assert not ours(home), "a process was left behind"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A KG_HOME without a server, whose server is stopped after the test."""
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    monkeypatch.setenv("KG_IDLE", "5")
    yield tmp_path
    ended(tmp_path)


@pytest.fixture(scope="module")
def used_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A KG_HOME that the tests of this module share, so that most of them need not wait for a server to start."""
    path = tmp_path_factory.mktemp("used")
    yield path
    ended(path)


@pytest.fixture
def warm(used_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That KG_HOME, as the one that commands use."""
    monkeypatch.setenv("KG_HOME", str(used_home))
    monkeypatch.setenv("KG_IDLE", "5")
    return used_home


def ours(home: Path) -> list[int]:
    """The processes whose command line or folder is this KG_HOME."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        words = " ".join(process.info["cmdline"] or [])
        if str(home) in words and process.info["status"] != psutil.STATUS_ZOMBIE and process.pid != os.getpid():
            found.append(process.pid)
    return found


def running() -> Running:
    """The noted server."""
    found = Home(Settings.read()).running()
    assert found
    return found


def one() -> None:
    """A query that works."""
    assert json.loads(kg("query", "RETURN 1 AS one", "--format", "json").stdout) == [{"one": 1}]


def test_two_first_commands_at_once_start_one_server_and_stop_ends_it(home: Path) -> None:
    assert "was not running" in kg("stop").stdout
    assert json.loads(kg("status", "--format", "json").stdout)[0]["server"] == "local, not running"
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: one(), range(2)))
    java = [p for p in ours(home) if "java" in psutil.Process(p).name()]
    assert java == [running().java]
    before = running()
    one()
    assert running() == before, "the next command shares it"
    status = json.loads(kg("status", "--format", "json").stdout)[0]
    assert status["server"] == "local, running"
    assert status["uri"] == running().uri
    assert status["reviews"] == 0
    assert status["stops_after_minutes"] == 5
    assert "has stopped" in kg("stop").stdout
    assert not ours(home)


def test_it_is_private(warm: Path) -> None:
    one()
    server = running()
    password = Home(Settings.read()).password_file
    assert stat.S_IMODE(password.stat().st_mode) == 0o600
    listening = [
        c.laddr.ip for c in psutil.Process(server.java).net_connections("tcp") if c.status == psutil.CONN_LISTEN
    ]
    assert listening
    assert set(listening) <= {"127.0.0.1", "::ffff:127.0.0.1", "::1"}
    # Neither without a password nor with the one that every new Neo4j has.
    for wrong in ("neo4j", "wrong"):
        said = kg("query", "RETURN 1", "--uri", server.uri, "--password", wrong, code=1).stderr
        assert "does not accept this user and password" in said
        assert server.uri in said
    secret = warm / "secret.csv"
    secret.write_text("a,b\n")
    load_csv = f"LOAD CSV FROM 'file://{secret}' AS row RETURN row"
    assert "LOAD CSV reads files" in kg("query", load_csv, code=2).stderr
    assert "a" not in kg("query", "--write", load_csv, "--format", "csv", code=1).stdout


def test_reading_queries_cannot_write(warm: Path) -> None:
    said = kg("query", "CREATE (n:Person) RETURN n", code=1).stderr
    assert "--write" in said
    kg("query", "--write", "CREATE (n:Person {uri: 'x'})")
    assert kg("query", "MATCH (n:Person) RETURN count(n) AS n", "--format", "csv").stdout == "n\n1\n"


@pytest.mark.parametrize("which", ["java", "supervisor", "both"])
def test_a_killed_server_is_started_again(warm: Path, which: str) -> None:
    one()
    before = running()
    for name in ("supervisor", "java"):
        if which in (name, "both"):
            os.kill(getattr(before, name), signal.SIGKILL)
    one()
    assert running().java != before.java
    assert len([p for p in ours(warm) if "java" in psutil.Process(p).name()]) == 1


def test_stale_notes_and_locks_do_no_harm(home: Path) -> None:
    place = Home(Settings.read())
    place.make()
    place.lock.touch()
    # The number of a process that is somebody else's, and what a full disk leaves.
    stranger = Running("2026.08.1", 1, 2, os.getpid(), 1.0, os.getpid(), 1.0, 5)
    place.write_note(stranger)
    one()
    assert psutil.pid_exists(os.getpid())
    stop(Settings.read())
    place.note.write_text('{"version": "20')
    one()


def test_it_stops_by_itself_when_nobody_uses_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_IDLE", "0.04")
    server = start(Settings.read())
    password = Home(Settings.read()).password()
    with GraphStore(server.uri, "neo4j", password) as client:
        client.verify()
        time.sleep(4)
        client.verify()
        assert server.alive, "it stays while a client is connected"
    wait_until(lambda: not server.alive)
    wait_until(lambda: not ours(home))
    assert "not running" in kg("status").stdout


def test_serve_prints_the_addresses_and_keeps_it_up(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_IDLE", "0.04")
    # Whoever starts the tests in the background of a script has them, and what they start, pass over Ctrl-C.
    heeds = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen([*KG, "serve"], stdout=subprocess.PIPE, text=True, preexec_fn=heeds) as serving:
        assert serving.stdout
        lines = [serving.stdout.readline() for _ in range(2)]
        server = running()
        assert server.uri in lines[0]
        assert server.browser in lines[1]
        time.sleep(4)
        assert server.alive
        serving.send_signal(signal.SIGINT)
        assert serving.wait(20) == 0
    wait_until(lambda: not server.alive)


def test_browser_prints_an_address_with_user_and_query(warm: Path) -> None:
    said = kg("browser", "--print", "--query", "MATCH (n) RETURN n").stdout
    server = running()
    assert f"http://127.0.0.1:{server.http}/browser/?connectURL=neo4j%3A%2F%2Fneo4j%40127.0.0.1%3A{server.bolt}" in said
    assert "cmd=edit&arg=MATCH+%28n%29+RETURN+n" in said
    assert str(Home(Settings.read()).password_file) in said
    assert Home(Settings.read()).password() not in said
    with socket.create_connection(("127.0.0.1", server.http), 5):
        pass


@pytest.mark.lts
def test_the_long_term_release_runs_too(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_NEO4J_VERSION", VERSIONS[1])
    one()
    assert "5.26" in json.loads(kg("status", "--format", "json").stdout)[0]["version"]
    assert "LOAD CSV reads files" in kg("query", "LOAD CSV FROM 'file:///x' AS r RETURN r", code=2).stderr


def test_without_a_way_to_the_jars_it_says_what_to_do(home: Path, tmp_path: Path) -> None:
    cache = tmp_path / "empty cache"
    done = kg("report", "reviews", code=1, KG_CACHE=cache, KG_MAVEN_REPOSITORY="http://127.0.0.1:9/maven2")
    for hint in ("KG_MAVEN_REPOSITORY", f"copy the folder {cache}", "KG_CACHE", "NEO4J_URI"):
        assert hint in done.stderr
    assert not list(cache.glob("neo4j-*.json"))
    assert not ours(home)


def test_a_jar_that_is_not_the_one_shipped_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a-1.jar").write_bytes(b"not what was released")
    monkeypatch.setattr(jars, "locked", lambda version: {"a-1.jar": "0" * 64})
    with pytest.raises(ServerError, match=r"a-1\.jar: this jar is not the one"):
        jars._check("1", [tmp_path], tmp_path / "marker.json")
    monkeypatch.setattr(jars, "locked", lambda version: {"b-1.jar": "0" * 64})
    with pytest.raises(ServerError, match="not the ones kg was released with"):
        jars._check("1", [tmp_path], tmp_path / "marker.json")
    assert not (tmp_path / "marker.json").exists()


def test_a_fetch_that_was_cut_off_is_taken_up_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it left is let go, and what is whole in the Maven cache is used again."""
    left = tmp_path / "envs" / "half" / "jars"
    left.mkdir(parents=True)
    (left / "a-1.jar").write_bytes(b"a")
    asked: list[bool] = []

    def fetch(*_: object) -> list[Path]:
        asked.append(left.exists())
        if len(asked) > 1:
            left.mkdir(parents=True)
            for name in ("a-1.jar", "b-1.jar"):
                (left / name).write_bytes(name[:1].encode())
        return [left]

    sums = {f"{name}-1.jar": sha256(name.encode()).hexdigest() for name in "ab"}
    monkeypatch.setattr(jars, "locked", lambda version: sums)
    monkeypatch.setattr(jars, "_fetch", fetch)
    assert jars.classpath("1", tmp_path, None, lambda *_: None) == [left]
    assert asked == [True, False]
    assert jars.classpath("1", tmp_path, None, lambda *_: None) == [left]  # checked, and not asked for again
    assert len(asked) == 2


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    assert str(file) in kg("status", code=0, KG_HOME=file / "home").stdout
    assert "KG_HOME" in kg("query", "RETURN 1", code=1, KG_HOME=file / "home").stderr


def test_a_server_that_is_down_is_named(warm: Path) -> None:
    said = kg("report", "reviews", "--uri", "bolt://127.0.0.1:9", code=1).stderr
    assert "bolt://127.0.0.1:9" in said
    assert "no Neo4j server can be reached" in said


def test_what_is_not_a_neo4j_is_said_to_be_none(warm: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as pool:
        port = server.getsockname()[1]

        def answer_in_http() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(1024)
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        pool.submit(answer_in_http)
        said = kg("report", "reviews", "--uri", f"bolt://127.0.0.1:{port}", code=1).stderr
        server.shutdown(socket.SHUT_RDWR)
    assert "is not a Neo4j server that speaks Bolt" in said


def test_commands_for_the_local_server_refuse_another(warm: Path) -> None:
    for command in ("stop", "serve", "browser"):
        assert "is for the local Neo4j" in kg(command, "--uri", "bolt://example.org", code=2).stderr


@pytest.mark.parametrize("uri", ["http://localhost:7474", "localhost", "bolt://", "bolt://h:x"])
def test_addresses_that_cannot_be_right(uri: str) -> None:
    with pytest.raises(UsageError, match="not the address of a Neo4j server"):
        Settings.read({}, uri=uri)


@pytest.mark.parametrize(
    "uri", ["neo4j://h", "neo4j+s://h:7687", "neo4j+ssc://h", "bolt://h:1", "bolt+s://h", "bolt+ssc://h"]
)
def test_addresses_that_can(uri: str) -> None:
    assert Settings.read({}, uri=uri).uri == uri


@pytest.mark.parametrize(("name", "value"), [("KG_IDLE", "soon"), ("KG_IDLE", "-1"), ("KG_NEO4J_VERSION", "4.4")])
def test_settings_that_cannot_be_right_are_named(name: str, value: str) -> None:
    with pytest.raises(UsageError, match=f"{name}={value}"):
        Settings.read({name: value})


def test_options_stand_over_the_environment() -> None:
    found = Settings.read(
        {"NEO4J_URI": "bolt://a", "NEO4J_USERNAME": "a", "NEO4J_DATABASE": "x"}, uri="bolt://b", username="b"
    )
    assert (found.uri, found.username, found.database) == ("bolt://b", "b", "x")


@pytest.mark.parametrize(
    "cypher",
    [
        "LOAD CSV FROM 'file:///etc/passwd' AS r RETURN r",
        "load\n  csv WITH HEADERS from $x as r return r",
        "MATCH (n) /* a */ LOAD/* b */CSV FROM 'x' AS r RETURN r",
        "CALL apoc.load.json('x')",
    ],
)
def test_file_access_is_refused(cypher: str) -> None:
    with pytest.raises(UsageError):
        refuse_file_access(cypher)


@pytest.mark.parametrize(
    "cypher",
    [
        "RETURN 'LOAD CSV' AS x",
        'MATCH (n) WHERE n.text CONTAINS "load csv from" RETURN n // LOAD CSV',
        "RETURN 1 AS `LOAD CSV`",
    ],
)
def test_words_in_texts_are_no_file_access(cypher: str) -> None:
    refuse_file_access(cypher)
