"""``kg extract``: what it prints and writes, and what it refuses."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from tests.kg.command import kg

SAMPLES = files("kg.samples")


@pytest.fixture(scope="module")
def text() -> str:
    """A fictional review."""
    first = min(p.name for p in SAMPLES.iterdir() if p.name.endswith(".txt"))
    return (SAMPLES / first).read_text(encoding="utf-8")


@pytest.fixture
def document(tmp_path: Path, text: str) -> Path:
    """That review as a file in a folder of its own."""
    path = tmp_path / "reviews" / "fiction.txt"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def test_the_sheet_of_one_document_is_printed(document: Path) -> None:
    sheet = json.loads(kg("extract", document).stdout)
    assert sheet["review"]["source"] == "fiction.txt" and sheet["contacts"]


def test_a_folder_is_read_again_though_its_sheets_stand_beside_the_documents(document: Path) -> None:
    folder = document.parent
    kg("extract", folder, "-o", folder)
    sheet = folder / "fiction.json"
    held = json.loads(sheet.read_text(encoding="utf-8"))
    held["contacts"][0]["origin"]["status"] = "rejected"
    sheet.write_text(json.dumps(held), encoding="utf-8")
    said = kg("extract", folder, "-o", folder).stdout
    assert "fiction.json (what a person coded or decided in it is kept)" in said
    again = json.loads(sheet.read_text(encoding="utf-8"))["contacts"]
    assert [c["id"] for c in again if c["origin"].get("status") == "rejected"] == [held["contacts"][0]["id"]]


def test_a_sheet_that_was_coded_by_hand_is_not_written_over(document: Path) -> None:
    folder = document.parent
    kg("extract", document, "-o", folder)
    sheet = folder / "fiction.json"
    coded = json.loads(sheet.read_text(encoding="utf-8"))
    coded["review"].pop("origin")
    for items in coded.values():
        for item in items if isinstance(items, list) else []:
            del item["origin"]
    sheet.write_text(json.dumps(coded), encoding="utf-8")
    before = sheet.read_bytes()
    said = kg("extract", document, "-o", folder, code=1).stderr
    assert "fiction.json: was coded by hand and is left as it is; extract to another folder" in said
    assert sheet.read_bytes() == before


def test_what_was_added_by_hand_stands_though_nobody_signed_it(document: Path) -> None:
    folder = document.parent
    kg("extract", document, "-o", folder)
    sheet = folder / "fiction.json"
    held = json.loads(sheet.read_text(encoding="utf-8"))
    held["contacts"].append(
        {k: v for k, v in held["contacts"][0].items() if k not in ("id", "origin")} | {"date": "1999"}
    )
    sheet.write_text(json.dumps(held), encoding="utf-8")
    kg("extract", document, "-o", folder)
    again = json.loads(sheet.read_text(encoding="utf-8"))["contacts"]
    assert [c["date"] for c in again if not c.get("origin")] == ["1999"]
    assert len(again) == len(held["contacts"])


def test_a_folder_of_sheets_alone_is_told_apart_from_one_that_is_done(document: Path, tmp_path: Path) -> None:
    kg("extract", document, "-o", tmp_path / "sheets")
    said = kg("extract", tmp_path / "sheets", "-o", tmp_path / "more", code=1).stderr
    assert "sheets: only coding sheets or triples, no document (.txt) to read" in said
    assert not (tmp_path / "more").exists()


def test_a_sheet_that_is_named_is_refused_and_its_document_is_not_read_instead(document: Path) -> None:
    kg("extract", document, "-o", document.parent)
    run = kg("extract", document.with_suffix(".json"), code=1)
    assert "fiction.json: this is a coding sheet, not a document" in run.stderr and not run.stdout
    assert json.loads(kg("extract", document).stdout)["review"]["source"] == "fiction.txt"


def test_several_documents_need_a_folder_and_names_of_their_own(document: Path, tmp_path: Path, text: str) -> None:
    other = tmp_path / "more" / "fiction.txt"
    other.parent.mkdir()
    other.write_text(text, encoding="utf-8")
    assert "give a folder for their sheets with -o DIR" in kg("extract", document, other, code=2).stderr
    said = kg("extract", document, other, "-o", tmp_path / "sheets", code=1).stderr
    assert f"{other}: its sheet would be fiction.json, as that of {document} is" in said
    assert (tmp_path / "sheets" / "fiction.json").is_file()


def test_what_is_no_review_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.txt"
    recipe.write_text("Take two onions.\n", encoding="utf-8")
    said = kg("extract", recipe, "-o", tmp_path / "sheets", code=1).stderr
    assert str(recipe) in said and "Traceback" not in said
    assert not (tmp_path / "sheets").exists()
