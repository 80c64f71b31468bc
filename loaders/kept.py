"""The folder in which each review's coding sheet is kept, and what each was made from.

One ``<review>.json`` a review, for people to read and correct, and beside them in ``.made/`` a note of the file and the
extractor that a sheet comes from, which tells whether it is still up to date. A file is there whole or not at all.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.sheet import Sheet


@dataclass(frozen=True)
class Made:
    """What a kept sheet comes from.

    Attributes:
        review: its id.
        path: the file that was given, in full.
        sha256: of that file.
        extractor: version of the rules, or 'sheet' for a coding sheet that was given.
        document: the text that it rests on, in full, where that was at hand.
        document_sha256: of that text.
        prints: what each of the machine's items said when the sheet was kept, by id, as :func:`loaders.unsaid.prints`
            gives it.
    """

    review: str
    path: str
    sha256: str
    extractor: str
    document: str | None = None
    document_sha256: str | None = None
    prints: dict[str, str] = field(default_factory=dict)


class Kept:
    """A folder of kept sheets.

    Args:
        folder: need not be there yet.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._notes: dict[str, Made] | None = None

    def path(self, review: str) -> Path:
        """Where the sheet of a review is kept."""
        return self.folder / f"{review}.json"

    def of_file(self, path: Path, digest: str, extractor: str) -> Made | None:
        """What is kept of exactly this file, by this extractor; None if that is nothing."""
        mine = [m for m in self._made().values() if m.sha256 == digest and m.extractor == extractor]
        mine.sort(key=lambda m: m.path != str(path.resolve()))
        return next((m for m in mine if self.path(m.review).is_file()), None)

    def review_of(self, digest: str) -> str | None:
        """The id that the review in a document has had so far, known by the document's contents."""
        return next((m.review for m in self._made().values() if digest in (m.sha256, m.document_sha256)), None)

    def note(self, review: str) -> Made | None:
        """What the kept sheet of a review comes from, if that is known."""
        return self._made().get(review)

    def sheet(self, review: str) -> Sheet | None:
        """The kept sheet of a review, if there is one.

        Raises:
            SheetError: somebody has made it unreadable; the message names the file and the place.
        """
        from loaders import sheet

        return sheet.read(self.path(review)) if self.path(review).is_file() else None

    def save(self, sheet: Sheet, made: Made) -> bytes:
        """Keeps a sheet and what it was made from, and returns the bytes that are on disk.

        Prints that ``made`` holds stay, so that what was changed by hand since is seen at the next extraction too.
        """
        from loaders.sheet import dumps
        from loaders.unsaid import prints

        data = dumps(sheet).encode()
        path = self.path(made.review)
        if not path.is_file() or path.read_bytes() != data:
            write_whole(path, data)
        self._remember(replace(made, prints=prints(sheet) | made.prints))
        return data

    def _remember(self, made: Made) -> None:
        if self._made().get(made.review) != made:
            write_whole(
                self.folder / ".made" / f"{made.review}.json", (json.dumps(asdict(made), indent=1) + "\n").encode()
            )
            self._made()[made.review] = made

    def _made(self) -> dict[str, Made]:
        if self._notes is None:
            self._notes = {}
            for path in sorted((self.folder / ".made").glob("*.json")):
                try:
                    made = Made(**json.loads(path.read_text(encoding="utf-8")))
                except (ValueError, TypeError):
                    continue  # an unreadable note only means that the file is read again
                self._notes[made.review] = made
        return self._notes


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that it is there whole or, should anything fail, as it was.

    Raises:
        OSError: no permission, no space; names the file.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as e:
        raise OSError(e.errno, e.strerror, str(path)) from e
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as f:
            f.write(data)
            f.flush()
            os.fsync(f.fileno())
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        temporary.replace(path)
    except OSError as e:
        temporary.unlink(missing_ok=True)
        raise OSError(e.errno, e.strerror, str(path)) from e
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
