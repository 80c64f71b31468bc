"""Files that are no reviews in plain text are refused with their name and the place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from loaders.document import plaintext
from loaders.document.model import DocumentError


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n\r\n\t", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04aaaa", "Word document"),
        (b"\xff\xfeR\x00e\x00", "UTF-16"),
        (b"line one\nline two \x00 binary", ":2:"),
        (b"caf\xe9", "not UTF-8 text (byte 3)"),
        (b"good\nbad \xff\n", ":2: not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "review.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError) as fault:
        plaintext.read(path)
    assert str(path) in str(fault.value)
    assert words in str(fault.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        plaintext.read(tmp_path / "none.txt")
    with pytest.raises(DocumentError, match="folder"):
        plaintext.read(tmp_path)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "review.txt"
    path.write_text("words")
    path.chmod(0)
    if os.geteuid() == 0:  # root reads everything: have the system refuse

        def refuse(self: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DocumentError, match=r"review\.txt: no permission"):
        plaintext.read(path)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_their_ends(tmp_path: Path, end: str) -> None:
    path = tmp_path / "review.txt"
    path.write_bytes(("\ufeff" + end.join(["One.", "", "Two."])).encode())
    document = plaintext.read(path)
    assert [(p.first, p.text) for p in document.paragraphs] == [(1, "One."), (3, "Two.")]


def test_form_feeds_count_pages() -> None:
    document = plaintext.parse("First page.\n\fSecond page.\nStill the second.\f\nThird page.\n")
    assert [line.page for line in document.lines[:4]] == [1, 2, 2, 3]
