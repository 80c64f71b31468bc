"""Reads a plain-text file as a document."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from loaders.document.capitals import in_small_letters
from loaders.document.model import Document, DocumentError, Line
from loaders.document.structure import structure

#: What the first bytes of other formats are, and how to call these.
_MAGIC = ((b"%PDF", "a PDF"), (b"PK\x03\x04", "a Word document or another zip file"), (b"{\\rtf", "an RTF document"),
          (b"\xd0\xcf\x11\xe0", "an old Word document"), (b"\x1f\x8b", "a gzip archive"))  # fmt: skip
#: The control characters of text; a share of others tells a binary file.
_TEXT = frozenset(b"\t\n\r\f\x0b\x1b")


def read(path: Path) -> Document:
    """The document in a UTF-8 text file, with or without byte-order mark, with any line ends.

    Raises:
        DocumentError: missing, not to be read, empty, not text, or not UTF-8; the message names the file and the place.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as e:
        raise DocumentError(f"{path}: there is no such file") from e
    except PermissionError as e:
        raise DocumentError(f"{path}: no permission to read the file") from e
    except IsADirectoryError as e:
        raise DocumentError(f"{path}: this is a folder, not a file") from e
    except OSError as e:
        raise DocumentError(f"{path}: cannot be read: {e.strerror or e}") from e
    if not data.strip().removeprefix(b"\xef\xbb\xbf").strip():
        raise DocumentError(f"{path}: the file is empty")
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise DocumentError(f"{path}: this is {name}, not plain text; save its text as a .txt file first")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError(f"{path}: this is UTF-16 text (byte 0); save it as UTF-8 and try again")
    for place, byte in enumerate(data[:65536]):
        if byte < 32 and byte not in _TEXT:
            line = data[:place].count(b"\n") + 1
            raise DocumentError(
                f"{path}:{line}: this is not a text file (byte {place} is the control character {byte})"
            )
    if (place := data.find(b"\0")) >= 0:
        raise DocumentError(f"{path}:{data[:place].count(10) + 1}: this is not a text file (byte {place} is NUL)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = data[: e.start].count(b"\n") + 1
        raise DocumentError(f"{path}:{line}: not UTF-8 text (byte {e.start}); save it as UTF-8 and try again") from e
    return parse(text, path.name, sha256(data).hexdigest())


def parse(text: str, source: str = "text", digest: str | None = None) -> Document:
    """The document in a string; lines are counted as editors and the coding contract count them, by line feeds.

    Form feeds, where there are any, count the pages.
    """
    pages: list[int | None] = []
    printed: list[str] = []
    page = 1 if "\f" in text.strip() else None
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        turned = raw.count("\f")
        # A form feed before the line's words opens the page that they stand on.
        leading = len(raw) - len(raw.lstrip("\f \t"))
        opened = raw[:leading].count("\f")
        if page is not None:
            page += opened
        printed.append(raw.replace("\f", ""))
        pages.append(page)
        if page is not None:
            page += turned - opened
    lines = [
        Line(n, *line) for n, line in enumerate(zip(in_small_letters(printed), printed, pages, strict=True), start=1)
    ]
    return structure(Document(source, digest or sha256(text.encode()).hexdigest(), lines))
