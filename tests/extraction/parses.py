"""Keeps spaCy's analyses between trial runs, so that trying a rule does not wait for the parser each time.

Only the command-line trials (`try_family`, `score`) use it; the tool and the tests parse anew.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loaders.extract import language

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Cached:
    """A language model that looks up a text in a file before it parses it."""

    def __init__(self, path: Path) -> None:
        self._nlp = language.model()
        self._held = sqlite3.connect(path, timeout=60)
        self._held.execute("PRAGMA journal_mode=WAL")
        self._held.execute("CREATE TABLE IF NOT EXISTS parse (text BLOB PRIMARY KEY, doc BLOB)")

    def pipe(self, texts: Iterable[str], **options: Any) -> Iterator[Doc]:
        """The analyses of texts, in their order."""
        from spacy.tokens import Doc

        asked = list(texts)
        keys = [sha256(t.encode()).digest() for t in asked]
        found = {}
        for key in keys:
            if row := self._held.execute("SELECT doc FROM parse WHERE text = ?", (key,)).fetchone():
                found[key] = row[0]
        new = {k: t for k, t in zip(keys, asked, strict=True) if k not in found}
        docs = {k: d.to_bytes() for k, d in zip(new, self._nlp.pipe(new.values(), **options), strict=True)}
        with self._held:
            self._held.executemany("INSERT OR REPLACE INTO parse VALUES (?, ?)", docs.items())
        found |= docs
        for key in keys:
            yield Doc(self._nlp.vocab).from_bytes(found[key])

    def __call__(self, text: str) -> Doc:
        """The analysis of one text."""
        return next(self.pipe([text]))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._nlp, name)


def keep_parses() -> None:
    """From now on in this process, analyses are kept in the machine's folder for temporary files."""
    cached = Cached(Path(tempfile.gettempdir()) / "crossreview-kg-parses.sqlite")
    language.model = lambda: cached  # type: ignore[assignment, misc]
