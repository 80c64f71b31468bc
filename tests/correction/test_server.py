"""The server: served to the page that kg printed, and to nothing else."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.correction.server import CorrectionServer
from kg.correction.session import Session
from loaders import sheet as sheets
from loaders.document import plaintext
from tests.correction.sheet import TEXT, machine_sheet


@pytest.fixture
def server(tmp_path: Path) -> Iterator[CorrectionServer]:
    path = tmp_path / "vale.json"
    path.write_text(sheets.dumps(machine_sheet()), encoding="utf-8")
    server = CorrectionServer(Session(path, plaintext.parse(TEXT, "vale.txt")))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def ask(
    server: CorrectionServer, method: str, path: str, body: object = None, *, token: str | None = None, **headers: str
) -> tuple[int, Any, http.client.HTTPResponse]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    sent = (
        {"Origin": f"http://127.0.0.1:{server.server_port}", "Content-Type": "application/json"}
        if method == "POST"
        else {}
    )
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    connection.request(method, f"/{server.token if token is None else token}/{path}", data, sent)
    answer = connection.getresponse()
    raw = answer.read()
    connection.close()
    return (
        answer.status,
        json.loads(raw) if "json" in (answer.getheader("Content-Type") or "") else raw.decode(),
        answer,
    )


def test_page_and_data(server: CorrectionServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    for path, word in (("", "<!doctype html>"), ("review.js", '"use strict"'), ("review.css", ":root")):
        status, text, answer = ask(server, "GET", path)
        assert status == 200
        assert text.startswith(word) or word in text
        assert "http" not in text.replace("https://www.w3.org", "")  # nothing is fetched from elsewhere
        assert "default-src 'none'" in (answer.getheader("Content-Security-Policy") or "")
    assert ask(server, "GET", "form.json")[1]["fields"]["contacts"][0]["name"] == "date"
    assert len(ask(server, "GET", "text.json")[1]["lines"]) == TEXT.count("\n") + 1
    state = ask(server, "GET", "state.json")[1]
    assert (state["decided"], state["total"], state["can_undo"]) == (0, 6, False)


def test_a_decision_and_its_undo(server: CorrectionServer) -> None:
    state = ask(server, "GET", "state.json")[1]
    item = state["sheet"]["contacts"][0]
    asked = {"action": "accept", "kind": "contacts", "item": item["id"], "values": None, "version": state["version"]}
    status, after, _ = ask(server, "POST", "decide", asked)
    assert (status, after["decided"], after["can_undo"]) == (200, 1, True)
    status, told, _ = ask(server, "POST", "decide", asked)
    assert status == 409
    assert "read again" in told["error"]
    assert told["version"] == after["version"]
    # Reading it again begins a new history: what is on disk may be somebody else's work.
    status, _, _ = ask(server, "POST", "undo", {"version": after["version"]})
    assert status == 422


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "state.json", {"Host": "evil.example"}, 403),
        ("GET", "state.json", {"Host": "evil.example:80"}, 403),
        ("POST", "undo", {"Origin": "http://evil.example"}, 403),
        ("POST", "undo", {"Origin": "null"}, 403),
        ("POST", "undo", {"Content-Type": "text/plain"}, 403),
        ("POST", "undo", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("POST", "finish", {"Origin": "http://localhost:1"}, 403),
        ("GET", "../session.py", {}, 404),
        ("POST", "nothing", {}, 404),
    ],
)
def test_what_comes_from_elsewhere_is_refused(
    server: CorrectionServer, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    body = {"version": server.session.version} if method == "POST" else None
    assert ask(server, method, path, body, **headers)[0] == status
    assert not server.finished.is_set()


def test_without_the_secret_nothing_is_served(server: CorrectionServer) -> None:
    for token in ("", "wrong", server.token[:-1], server.token + "x"):
        assert ask(server, "GET", "state.json", token=token)[0] == 404


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"'])
def test_what_is_no_request_is_refused(server: CorrectionServer, body: bytes) -> None:
    assert ask(server, "POST", "decide", body)[0] == 400


@pytest.mark.parametrize(
    "asked",
    [{}, {"action": "accept", "kind": "tea", "item": "x"}, {"action": "dance", "kind": "contacts", "item": "x"}],
)
def test_a_decision_that_makes_no_sense_changes_nothing(server: CorrectionServer, asked: dict[str, str]) -> None:
    before = server.session.path.read_bytes()
    status, told, _ = ask(server, "POST", "decide", {**asked, "version": server.session.version})
    assert status == 422
    assert told["error"]
    assert server.session.path.read_bytes() == before


def test_finish(server: CorrectionServer) -> None:
    assert ask(server, "POST", "finish", {"finished": True})[0] == 200
    assert server.finished.wait(1)
