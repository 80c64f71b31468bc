"""A line in capitals is read as the rest of the text writes its words, and keeps its length and its printed form."""

from __future__ import annotations

import pytest

from loaders.document import plaintext
from loaders.document.capitals import in_small_letters

TEXT = [
    "Rosalind was referred to a MARAC by the IDVA of Fern Valley Police; NHS staff knew of it.",
    "The review into the death of Adult A was led by the children's services of O'Brien House, who told IT of it.",
    "It was a key part of phase II.",
]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("THE DEATH OF ROSALIND IN 2014", "The Death of Rosalind in 2014"),
        ("4. MARAC AND IDVA REFERRALS", "4. MARAC and IDVA Referrals"),
        ("CHILDREN’S SERVICES: THE REVIEW", "Children’s Services: The Review"),
        ("APPENDIX A – PHASE II", "Appendix A – Phase II"),
        ("THE DEATH OF A CHILD", "The Death of a Child"),
        ("O’BRIEN HOUSE", "O’Brien House"),
        ("FERN VALLEY POLICE\tNHS", "Fern Valley Police\tNHS"),
        ("INCIDENT TWO", "Incident Two"),
        (
            "DETAILS 1 AND 2. THE REVIEW OF SCHOOL 1 AND SCHOOL 2",
            "Details 1 and 2. The Review of School 1 and School 2",
        ),
        ("E. THE REVIEW", "E. The Review"),
        ("IV) ON THE CHILD", "IV) On the Child"),
        ("MAPPA?", "MAPPA?"),
        ("HVP", "HVP"),
        ("CHRON\u00adOLOGY", "Chron\u00adology"),
        ("The MARAC of Fern Valley", "The MARAC of Fern Valley"),
    ],
)
def test_a_line_in_capitals(printed: str, read: str) -> None:
    found = in_small_letters([*TEXT, printed])
    assert found[:-1] == TEXT
    assert found[-1] == read
    assert len(found[-1]) == len(printed)


def test_a_text_without_such_lines_is_as_it_was() -> None:
    assert in_small_letters(TEXT) == TEXT


def test_the_printed_line_is_kept_and_capitals_still_make_a_heading() -> None:
    document = plaintext.parse("FERN VALLEY POLICE\nFern Valley Police knew of it.\n")
    assert document.lines[0].printed == "FERN VALLEY POLICE"
    assert document.lines[0].text == "Fern Valley Police"
    assert [p.text for p in document.paragraphs if p.kind == "heading"] == ["Fern Valley Police"]
