"""What a path stands for, and what is said of one that stands for nothing."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from loaders.sources import Source, find


def write(path: Path, text: str = "text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def coded(path: Path, **review: object) -> Path:
    return write(path, json.dumps({"review": review}))


def test_a_folder_is_searched_to_the_bottom_in_order(tmp_path: Path) -> None:
    a, b, c = write(tmp_path / "a.txt"), write(tmp_path / "deep" / "b.TXT"), write(tmp_path / "z.ttl")
    write(tmp_path / ".hidden" / "d.txt")
    write(tmp_path / ".e.txt")
    write(tmp_path / "readme.md")
    found, failures = find([tmp_path])
    assert found == [Source(a, "document"), Source(b, "document"), Source(c, "triples")]
    assert failures == []


def test_a_file_named_twice_is_loaded_once(tmp_path: Path) -> None:
    a = write(tmp_path / "a.txt")
    found, _ = find([a, tmp_path, a])
    assert found == [Source(a, "document")]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("x.pdf", "PDF is not read yet"),
        ("x.docx", "Word documents"),
        ("x.graphml", "load a .ttl, .trig or .jsonld"),
        ("x.csv", "load a .ttl, .trig or .jsonld"),
        ("x.png", "not a kind of file that kg knows"),
    ],
)
def test_what_cannot_be_loaded_is_refused_by_name(tmp_path: Path, name: str, says: str) -> None:
    path = write(tmp_path / name)
    found, [failure] = find([path])
    assert found == []
    assert failure.message.startswith(f"{path}: ") and says in failure.message


def test_a_path_that_is_not_there_does_not_keep_the_others_back(tmp_path: Path) -> None:
    a = write(tmp_path / "a.txt")
    found, [failure] = find([tmp_path / "none.txt", a])
    assert found == [Source(a, "document")]
    assert failure.message == f"{tmp_path / 'none.txt'}: no such file or folder"


def test_a_folder_without_documents_says_what_it_looked_for(tmp_path: Path) -> None:
    write(tmp_path / "notes.md")
    _, [failure] = find([tmp_path])
    assert "no documents (.txt)" in failure.message and str(tmp_path) in failure.message


def test_pdfs_in_a_folder_are_named_unless_their_text_lies_beside_them(tmp_path: Path) -> None:
    a = write(tmp_path / "a.txt")
    write(tmp_path / "a.pdf")
    alone = write(tmp_path / "alone.pdf")
    found, [failure] = find([tmp_path])
    assert found == [Source(a, "document")]
    assert failure.path == alone and "PDF is not read yet" in failure.message


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_folder_that_may_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Tests may run as root, whom no mode keeps out.
    def denied(self: Path) -> object:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", denied)
    _, [failure] = find([tmp_path])
    assert failure.message == f"{tmp_path}: no permission to read it"


def test_a_sheet_takes_its_document_by_digest_before_name(tmp_path: Path) -> None:
    right, wrong = write(tmp_path / "t" / "renamed.txt", "the text"), write(tmp_path / "t" / "report.txt", "another")
    sheet = coded(tmp_path / "s" / "a.json", source="report.txt", sha256=sha256(b"the text").hexdigest())
    found, _ = find([sheet, tmp_path / "t"])
    assert found == [Source(sheet, "sheet", right), Source(wrong, "document")]


def test_a_sheet_without_digest_takes_its_document_by_name(tmp_path: Path) -> None:
    text = write(tmp_path / "texts" / "report.txt")
    sheet = coded(tmp_path / "coded" / "a.json", source="report.txt")
    assert find([sheet])[0] == [Source(sheet, "sheet")]
    assert find([sheet], tmp_path / "texts")[0] == [Source(sheet, "sheet", text)]
    assert find([text, sheet])[0] == [Source(sheet, "sheet", text)]


def test_a_sheet_takes_the_document_beside_it(tmp_path: Path) -> None:
    text = write(tmp_path / "report.txt")
    sheet = coded(tmp_path / "report.json", source="report.txt")
    assert find([sheet])[0] == [Source(sheet, "sheet", text)]
    assert find([tmp_path])[0] == [Source(sheet, "sheet", text)]


def test_a_document_that_has_changed_since_is_not_the_sheets(tmp_path: Path) -> None:
    write(tmp_path / "report.txt", "changed")
    sheet = coded(tmp_path / "report.json", source="report.txt", sha256="0" * 64)
    assert find([sheet])[0] == [Source(sheet, "sheet")]


def test_a_sheet_that_is_not_json_fails_at_once_and_with_its_place(tmp_path: Path) -> None:
    sheet, text = write(tmp_path / "a.json", '{\n "review": {},\n}'), write(tmp_path / "b.txt")
    found, failures = find([tmp_path])
    assert found == [Source(text, "document")]
    assert [f.path for f in failures] == [sheet] and "a.json:3:1: not JSON" in failures[0].message


def test_a_sheet_with_other_faults_is_left_for_the_load_to_refuse(tmp_path: Path) -> None:
    sheet = write(tmp_path / "a.json", "[]")
    assert find([sheet]) == ([Source(sheet, "sheet")], [])
