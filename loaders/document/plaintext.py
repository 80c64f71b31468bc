"""Reads a plain-text file as a document."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from loaders.document.model import Document, DocumentError, Line
from loaders.document.structure import structure


def read(path: Path) -> Document:
    """The document in a UTF-8 text file, with or without byte-order mark, with any line ends.

    Raises:
        DocumentError: empty, not text, or not UTF-8; the message names the file and the place.
    """
    data = path.read_bytes()
    if not data.strip():
        raise DocumentError(f"{path}: the file is empty")
    if data.startswith(b"%PDF"):
        raise DocumentError(f"{path}: this is a PDF, not plain text; save its text as a .txt file first")
    if b"\0" in data[:65536]:
        raise DocumentError(f"{path}: this is not a text file (byte {data.index(0)} is NUL)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = data[: e.start].count(b"\n") + 1
        raise DocumentError(f"{path}:{line}: not UTF-8 text (byte {e.start}); save it as UTF-8 and try again") from e
    return parse(text, path.name, sha256(data).hexdigest())


def parse(text: str, source: str = "text", digest: str | None = None) -> Document:
    """The document in a string; lines are counted as editors and the coding contract count them, by line feeds."""
    lines, page = [], None
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        lines.append(Line(number, raw.replace("\f", ""), page))
    return structure(Document(source, digest or sha256(text.encode()).hexdigest(), lines))
