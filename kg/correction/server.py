"""Serves the correction page on loopback, to the person who started it and to nobody else.

Every address begins with a secret that is made anew each time; the Host header must be this server's own, so that no
other site can reach it by a name of its own; a request that changes something must come from the page itself (Origin
and Sec-Fetch-Site) and be JSON. The page loads nothing from elsewhere, and its
Content-Security-Policy holds it to that.
"""

from __future__ import annotations

import json
import secrets
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any

from kg.correction.form import form
from kg.correction.session import Changed, Refused, Session

PAGES = {
    "": ("index.html", "text/html; charset=utf-8"),
    "review.css": ("review.css", "text/css; charset=utf-8"),
    "review.js": ("review.js", "text/javascript; charset=utf-8"),
}
LARGEST = 2_000_000  # bytes of a request
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


class CorrectionServer(ThreadingHTTPServer):
    """The server of one session.

    Args:
        port: 0 for any free one.
    """

    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, session: Session, port: int = 0) -> None:
        self.session = session
        self.token = secrets.token_urlsafe(24)
        self.lock = threading.Lock()
        self.finished = threading.Event()
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def url(self) -> str:
        """The address to open."""
        return f"http://127.0.0.1:{self.server_port}/{self.token}/"


class _Handler(BaseHTTPRequestHandler):
    server: CorrectionServer
    server_version = "kg-review"
    sys_version = ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Pages and the state."""
        path = self._path()
        if path is None:
            return
        session = self.server.session
        if path in PAGES:
            name, kind = PAGES[path]
            self._send(files("kg.correction").joinpath("page", name).read_bytes(), kind)
        elif path == "form.json":
            self._json(form())
        elif path == "text.json":
            self._json(session.text())
        elif path == "state.json":
            with self.server.lock:
                self._json(session.state())
        else:
            self._fail(HTTPStatus.NOT_FOUND, "no such page")

    def do_POST(self) -> None:
        """Decisions."""
        path = self._path()
        if path is None or not self._from_page():
            return
        asked = self._body()
        if asked is None:
            return
        if path == "finish":
            self._json({"finished": True})
            self.server.finished.set()
            return
        if path not in ("decide", "undo"):
            self._fail(HTTPStatus.NOT_FOUND, "no such page")
            return
        session = self.server.session
        with self.server.lock:
            try:
                found = None
                if path == "undo":
                    session.undo(str(asked.get("version")))
                else:
                    found = session.decide(
                        str(asked.get("action")),
                        str(asked.get("kind")),
                        asked.get("item"),
                        asked.get("values"),
                        str(asked.get("version")),
                        asked.get("note"),
                    )
                self._json({"item": found, **session.state()})
            except Changed as e:
                session.reload()
                self._json({"error": str(e), **session.state()}, HTTPStatus.CONFLICT)
            except Refused as e:
                self._json({"error": str(e)}, HTTPStatus.UNPROCESSABLE_ENTITY)
            except OSError as e:
                self._json({"error": f"the sheet could not be written: {e}"}, HTTPStatus.INTERNAL_SERVER_ERROR)
            except (TypeError, KeyError, AttributeError, ValueError) as e:
                self._json({"error": f"the request is not of the page's form: {e}"}, HTTPStatus.BAD_REQUEST)

    def _path(self) -> str | None:
        """The path under the secret; answers and gives None where the request may not be served."""
        here = {f"127.0.0.1:{self.server.server_port}", f"localhost:{self.server.server_port}"}
        if self.headers.get("Host") not in here:
            self._fail(HTTPStatus.FORBIDDEN, "not for this host")
            return None
        path = self.path.split("?", 1)[0].split("#", 1)[0]
        token, slash, rest = path.removeprefix("/").partition("/")
        if not secrets.compare_digest(token.encode(), self.server.token.encode()) or not slash:
            self._fail(HTTPStatus.NOT_FOUND, "this address is not complete; open the one that kg printed")
            return None
        return rest

    def _from_page(self) -> bool:
        origin = self.headers.get("Origin")
        own = {f"http://127.0.0.1:{self.server.server_port}", f"http://localhost:{self.server.server_port}"}
        json_only = self.headers.get_content_type() == "application/json"
        same = self.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin",)
        if origin not in own or not json_only or not same:
            self._fail(HTTPStatus.FORBIDDEN, "only the page itself may change the sheet")
            return False
        return True

    def _body(self) -> dict[str, Any] | None:
        try:
            length = int(self.headers.get("Content-Length") or 0)
            if not 0 < length <= LARGEST:
                raise ValueError("no or too much content")
            asked = json.loads(self.rfile.read(length))
            if not isinstance(asked, dict):
                raise ValueError("not an object")
        except ValueError as e:
            self.close_connection = True
            self._fail(HTTPStatus.BAD_REQUEST, f"not a request of the page: {e}")
            return None
        return asked

    def _json(self, data: Any, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(json.dumps(data, ensure_ascii=False).encode(), "application/json; charset=utf-8", status)

    def _fail(self, status: HTTPStatus, message: str) -> None:
        # The body of a refused request is not read: the connection must not be used again.
        self.close_connection = True
        self._send(json.dumps({"error": message}).encode(), "application/json; charset=utf-8", status)

    def _send(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the addresses hold the secret."""
