"""What a person, a spreadsheet and a program are shown."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from kg.render import NOT_STATED, render, where

PLACE = {
    "review": "r-1",
    "paragraph": "5.1.2",
    "page": 9,
    "lines": [88, 89],
    "quote": "It should\nhave been  referred.",
}
ROWS = [
    {"agency": "Northmoor Police", "missed": 2, "ids": ["a", "b"], "seen": True, "evidence": [PLACE]},
    {"agency": None, "missed": 1.0, "ids": [], "seen": None, "evidence": []},
]
PLAIN = ["agency", "missed", "ids", "seen"]


def test_json_is_a_list_of_objects_by_column_with_null() -> None:
    assert json.loads(render(PLAIN, ROWS, "json")) == [
        {"agency": "Northmoor Police", "missed": 2, "ids": ["a", "b"], "seen": True},
        {"agency": None, "missed": 1.0, "ids": [], "seen": None},
    ]


def test_csv_has_empty_cells_and_reads_back() -> None:
    rows = list(csv.reader(io.StringIO(render([*PLAIN, "evidence"], ROWS, "csv"))))
    assert rows[0] == [*PLAIN, "evidence"]
    assert rows[1] == [
        "Northmoor Police",
        "2",
        "a; b",
        "yes",
        "[r-1, paragraph 5.1.2, page 9, lines 88-89] It should have been referred.",
    ]
    assert rows[2] == ["", "1", "", "", ""]


def test_a_person_reads_not_stated() -> None:
    for form in ("table", "md"):
        assert NOT_STATED in render(PLAIN, ROWS, form)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_a_table_fits_the_terminal(width: int) -> None:
    rows = [{f"column_{i}": "a rather long value that must be folded somewhere" for i in range(12)}]
    text = render(list(rows[0]), rows, "table", width=width, title="Title", notes=["a note"])
    assert max(len(line) for line in text.splitlines()) <= width


def test_evidence_stands_below_its_row_with_place_and_words() -> None:
    text = render([*PLAIN, "evidence"], ROWS, "table", width=100)
    assert "r-1, paragraph 5.1.2, page 9, lines 88-89" in text
    assert "“It should have been referred.”" in text
    assert "no place given" in text


def test_markdown_escapes_bars() -> None:
    assert "a \\| b" in render(["x"], [{"x": "a | b"}], "md")


def test_an_empty_answer_says_so() -> None:
    assert "No rows." in render(["x"], [], "table")
    assert json.loads(render(["x"], [], "json")) == []
    assert render(["x"], [], "csv") == "x\n"


def test_where_leaves_out_what_is_not_known() -> None:
    assert where({"review": "r", "paragraph": None, "page": None, "lines": [4, 4]}) == "r, line 4"


def test_dates_and_unknown_objects_become_text() -> None:
    assert json.loads(render(["d"], [{"d": date(2016, 3, 1)}], "json")) == [{"d": "2016-03-01"}]
