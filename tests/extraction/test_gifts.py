"""What the clauses of a sentence say that its bodies gave the review."""

from __future__ import annotations

import re

import pytest

from loaders.document import plaintext
from loaders.extract.agencies import find
from loaders.extract.agencies.gifts import given
from loaders.extract.reading import Reading

#: A body in brackets, and what it gave behind a stroke; nothing where it gave nothing.
CLAUSES = [
    "[Moor Police/imr], [Fern Homes/imr] and [Lark Trust/imr] submitted Individual Management Reviews.",
    "IMRs were completed by [Moor Police/imr], [Fern Homes/imr] (housing) and [Lark Trust/imr].",
    "An IMR came from [Moor Police/imr] and [Fern Homes/imr], and [Lark Trust/report] gave a letter.",
    "[Fern Homes/report] gave information in the form of letters.",
    "There was nothing on file at [Moor Police/nil-return], [Fern Homes/nil-return] or [Lark Trust/nil-return].",
    "[Fern Homes/nil-return] had no trace of either of them.",
    "[Moor Police/chronology] provided a chronology; [Fern Homes/imr] wrote an IMR.",
    "IMRs were requested by [Moor Council] from [Moor Police].",
    "[Moor Council] sent the combined chronology to [Fern Homes].",
    "A chronology was drawn up from 2012 to the day on which [Moor Police] came.",
    "In [Moor Police/imr]'s own IMR, [Fern Homes] is criticised.",
    "Short reports came from GP1 (GP of Adult 1), GP2 (GP of Adult 2) and [Fern Homes/report].",
    "[Moor Police/report], which covers the area in which she had lived until 2012, gave a short report.",
    "All but [Moor Council] and [Fern Homes] produced IMRs.",
    "[Moor Council/imr] prepared an IMR on behalf of [Lark Trust/imr].",
    "IMRs were written by [Lark Trust/imr] (with the help of [Moor Council]) and [Fern Homes/imr].",
    "[Moor Police/imr] and [Fern Homes/imr] were both asked to provide an IMR.",
    "[Moor Police/report] supplied a short report, as did [Fern Homes/report] and [Lark Trust/report].",
    "[Moor Police/nil-return], the provider of drug and alcohol services all over the county, had no record of her.",
    "IMRs were carried out by [Moor Police/imr]. [Fern Homes] was asked for no more.",
]


@pytest.mark.parametrize("marked", CLAUSES)
def test_clauses(marked: str) -> None:
    """Each body in brackets gave what stands behind its stroke, as far as a clause tells it."""
    wanted, bodies, text = [], [], ""
    for m in re.finditer(r"\[([^\]/]+)(?:/([\w-]+))?\]|[^\[]+", marked):
        if m[1]:
            bodies.append((len(text), len(text) + len(m[1])))
            wanted += [(len(bodies) - 1, m[2])] if m[2] else []
        text += m[1] or m[0]
    assert sorted(given(text, bodies)) == wanted


def test_no_contact_and_a_statement() -> None:
    """Who had no contact and gave a statement is told of twice, and the fuller stands in the sheet."""
    text = "[Moor Police] and [Fern Homes] had no contact before that day and produced statements only."
    plain = text.replace("[", "").replace("]", "")
    bodies = [m.span() for m in re.finditer("Moor Police|Fern Homes", plain)]
    assert set(given(plain, bodies)) == {(0, "nil-return"), (1, "nil-return"), (0, "report"), (1, "report")}


def contributions(text: str) -> dict[str, str]:
    """What each agency of a passage gave."""
    return {a.name: a.contribution for a in find(Reading(plaintext.parse(text, "fiction.txt")))}


def test_rows_that_begin_with_what_was_given() -> None:
    assert contributions(
        "Domestic Homicide Review\n\n1. Contributors\n\n"
        "Management reviews:\tMoor Police; Moor Council Housing Options\n\n"
        "Chronologies:\tMoor Hospitals NHS Trust\n\nNothing known:\tMoor Council Adult Services\n"
    ) == {
        "Moor Police": "imr",
        "Moor Council Housing Options": "imr",
        "Moor Hospitals NHS Trust": "chronology",
        "Moor Council Adult Services": "nil-return",
    }


def test_rows_of_bodies_without_heads() -> None:
    found = contributions(
        "Domestic Homicide Review\n\n1. The review process\n\nThe bodies are shown here.\n\nMoor Police\tIMR\n"
        "Little Oaks Contact Centre\tStatement\nMoor Housing Trust\tNothing to contribute\n"
    )
    assert found == {"Moor Police": "imr", "Little Oaks Contact Centre": "report", "Moor Housing Trust": "nil-return"}


def test_a_list_whose_title_ends_in_a_colon_is_of_the_contributors() -> None:
    found = contributions(
        "Domestic Homicide Review\n\nContributors to this review\n\nIndividual Management Reviews:\n\n• Moor Police\n\n"
        "• Moor Council Housing\n\nNo contact:\n\n• Moor Probation Trust\n"
    )
    assert found == {"Moor Police": "imr", "Moor Council Housing": "imr", "Moor Probation Trust": "nil-return"}


def test_members_of_the_panel_in_one_line() -> None:
    text = (
        "Domestic Homicide Review\n\n1. The Review Panel\n\nAnn Lee, Independent Chair; Insp. Bo Orr, Moor Police; "
        "Cy Poe, Moor Council Community Safety; Di Roe, Moor CCG\n"
    )
    found = find(Reading(plaintext.parse(text, "fiction.txt")))
    assert {a.name for a in found if a.on_panel} == {"Moor Police", "Moor Council Community Safety", "Moor CCG"}
