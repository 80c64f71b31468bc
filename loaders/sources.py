"""What the paths that a person names are: documents, coding sheets, or triples that ``kg export`` wrote."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

Kind = Literal["document", "sheet", "triples"]

#: What each kind of file is, by its ending.
KINDS: dict[str, Kind] = {
    ".txt": "document",
    ".json": "sheet",
    ".ttl": "triples",
    ".trig": "triples",
    ".jsonld": "triples",
}

_FOR_OTHERS = "is for other tools and does not hold everything; load a .ttl, .trig or .jsonld that `kg export` wrote"

#: Why other files that people may well name cannot be read.
REFUSED = {
    ".pdf": "PDF is not read yet; save its text as a .txt file first (pdftotext -layout FILE.pdf)",
    ".docx": "Word documents are not read yet; save the text as a .txt file first",
    ".doc": "Word documents are not read; save the text as a .txt file first",
    ".graphml": f"GraphML {_FOR_OTHERS}",
    ".csv": f"CSV {_FOR_OTHERS}",
}


class SourceError(ValueError):
    """A path that cannot be loaded; ``str()`` names it and says why."""

    told_to_user = True


@dataclass(frozen=True)
class Source:
    """A file to load.

    Attributes:
        document: for a coding sheet, the text that it was coded from, where that is at hand.
    """

    path: Path
    kind: Kind
    document: Path | None = None


@dataclass(frozen=True)
class Failure:
    """A path that could not be used, and why: ``message`` names it."""

    path: Path
    message: str


def find(paths: Iterable[Path], sources: Path | None = None) -> tuple[list[Source], list[Failure]]:
    """The files that paths stand for, in the order given, those of a folder sorted by name.

    A coding sheet is joined with the document that it was coded from, if that is among the paths, lies beside it or in
    ``sources``: the document with the SHA-256 that the sheet gives or, where it gives none, with the name. That
    document is then not read for itself.

    Args:
        paths: files and folders; folders are searched to the bottom, hidden files and folders left out.
        sources: a folder with the documents of coding sheets.

    Returns:
        What can be tried, and what cannot, each with the reason.
    """
    found: list[Source] = []
    failures: list[Failure] = []
    for path in paths:
        try:
            new, unread = _files(path)
            found += new
            failures += unread
        except (SourceError, OSError) as e:
            failures.append(Failure(path, str(e) if isinstance(e, SourceError) else os_message(e, path)))
    found = list({source.path.resolve(): source for source in reversed(found)}.values())[::-1]
    return _joined(found, sources, failures), failures


def _files(path: Path) -> tuple[list[Source], list[Failure]]:
    """The files that a path stands for, and those of a folder that somebody may expect to be loaded and are not."""
    if path.is_dir():
        return _folder(path)
    if not path.exists():
        raise SourceError(f"{path}: no such file or folder")
    if not path.is_file():
        raise SourceError(f"{path}: not a file that can be read")
    kind = path.suffix.lower()
    if kind in REFUSED:
        raise SourceError(f"{path}: {REFUSED[kind]}")
    if kind not in KINDS:
        raise SourceError(f"{path}: not a kind of file that kg knows; it loads {', '.join(KINDS)}")
    return [Source(path, KINDS[kind])], []


def _folder(path: Path) -> tuple[list[Source], list[Failure]]:
    files = _walk(path)
    found = [Source(p, KINDS[p.suffix.lower()]) for p in files if p.suffix.lower() in KINDS]
    stems = {source.path.with_suffix("") for source in found}
    # A report as PDF beside its text is what people have; a PDF alone is a report that would silently be missing.
    unread = [
        Failure(p, f"{p}: {REFUSED[p.suffix.lower()]}")
        for p in files
        if p.suffix.lower() in (".pdf", ".docx", ".doc") and p.with_suffix("") not in stems
    ]
    if not found and not unread:
        endings = "documents (.txt), coding sheets (.json) or triples (.ttl, .trig, .jsonld)"
        raise SourceError(f"{path}: no {endings} in this folder")
    return found, unread


def _walk(folder: Path) -> list[Path]:
    """The files under a folder in a stable order; a folder that cannot be listed is an error."""
    files: list[Path] = []
    for entry in sorted(folder.iterdir(), key=lambda p: p.name):
        if entry.name.startswith("."):
            continue
        files += _walk(entry) if entry.is_dir() else [entry]
    return files


def _joined(found: list[Source], folder: Path | None, failures: list[Failure]) -> list[Source]:
    """The files, each coding sheet with its document.

    A comma too many is what goes wrong most often in a sheet that is corrected in an editor. It is a failure here
    already, so that nobody waits for a server to be told of it.
    """
    reviews: dict[Path, dict[str, Any]] = {}
    for s in [s for s in found if s.kind == "sheet"]:
        try:
            reviews[s.path] = _review(s.path)
        except SourceError as e:
            failures.append(Failure(s.path, str(e)))
            found.remove(s)
    sheets = [s for s in found if s.kind == "sheet"]
    if not sheets:
        return found
    given = [s.path for s in found if s.kind == "document"]
    more = _walk(folder) if folder else []
    beside = [p for parent in {s.path.parent for s in sheets} for p in _list(parent)]
    documents = [p for p in dict.fromkeys([*given, *more, *beside]) if p.suffix.lower() == ".txt"]
    by_name: dict[str, list[Path]] = defaultdict(list)
    for p in documents:
        by_name[p.name].append(p)
    digests: dict[Path, str | None] = {}

    def digest(p: Path) -> str | None:
        if p not in digests:
            try:
                digests[p] = sha256(p.read_bytes()).hexdigest()
            except OSError:
                digests[p] = None  # if it is to be loaded itself, that says why it cannot be read
        return digests[p]

    def document(sheet: Path) -> Path | None:
        review = reviews[sheet]
        name, wanted = review.get("source"), review.get("sha256")
        named = by_name.get(name, []) if isinstance(name, str) else []
        if not wanted:
            near = [p for p in named if p.parent == sheet.parent]
            return next(iter(near or named), None)
        return next((p for p in [*named, *documents] if digest(p) == wanted), None)

    joined = [Source(s.path, s.kind, document(s.path)) if s.kind == "sheet" else s for s in found]
    taken = {s.document.resolve() for s in joined if s.document}
    return [s for s in joined if s.path.resolve() not in taken]


def _list(folder: Path) -> list[Path]:
    try:
        return sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
    except OSError:
        return []


def read_json(path: Path) -> Any:
    """What a JSON file holds.

    Raises:
        SourceError: not UTF-8 or not JSON, with the place.
        OSError: the file cannot be read.
    """
    try:
        return parse_json(path.read_text(encoding="utf-8-sig"), path)
    except UnicodeDecodeError as e:
        raise SourceError(f"{path}: not UTF-8 text (byte {e.start})") from e


def parse_json(text: str, path: Path) -> Any:
    """What the text of a JSON file says.

    Raises:
        SourceError: not JSON, with the place.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as e:
        raise SourceError(f"{path}:{e.lineno}:{e.colno}: not JSON: {e.msg}") from e


def _review(sheet: Path) -> dict[str, Any]:
    """The sheet's ``review``, or nothing where it has none or cannot be read.

    Raises:
        SourceError: it is not JSON.
    """
    try:
        data = read_json(sheet)
    except OSError:
        return {}  # said when it is loaded
    review = data.get("review") if isinstance(data, dict) else None
    return review if isinstance(review, dict) else {}


def os_message(error: OSError, path: Path) -> str:
    """An error of the file system in words, with the file."""
    import errno

    place = error.filename or path
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"{place}: no permission to read it"
    return f"{place}: {error.strerror or error}"
