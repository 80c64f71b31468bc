"""The structure of fictional reports laid out as conversions leave real ones: what is a heading, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.document import plaintext
from loaders.document.model import Document, Paragraph
from tests.forms import reformed

LAYOUTS = Path(__file__).parent / "layouts"
FICTION = Path(__file__).parents[1] / "extraction" / "fiction" / "open"


def read(layout: str) -> Document:
    return plaintext.read(LAYOUTS / f"{layout}.txt")


def starting(document: Document, words: str) -> Paragraph:
    """The one paragraph that begins with these words, headings and entries of contents lists left out."""
    (found,) = [
        p
        for p in document.paragraphs
        if p.text.startswith(words) and p.kind != "heading" and p.section.kind != "contents"
    ]
    return found


#: The headings of each layout from the first of its parts on, with the kinds of their sections; nothing else is one.
HEADINGS = {
    "every_line": [
        ("Introduction", "process"),
        ("Membership of the panel", "panel"),
        ("The Facts", "chronology"),
        ("Contact with Brenmoor Homes", "chronology"),
        ("Analysis", "analysis"),
        ("Brenmoor Police", "analysis"),
        ("General practice", "analysis"),
        ("Recommendations", "recommendations"),
    ],
    "apart": [
        ("Introduction", "process"),
        ("Background", "background"),
        ("Chronology of events", "chronology"),
        ("Analysis of agency involvement", "analysis"),
        ("Fernholt Surgery", "analysis"),
        ("Adult Social Care", "analysis"),
        ("Recommendations", "recommendations"),
    ],
    "headers": [
        ("Introduction", "process"),
        ("Chronology", "chronology"),
        ("January to June 2013", "chronology"),
        ("Analysis", "analysis"),
        ("Corvale Police", "analysis"),
        ("Corvale Hospital Trust", "analysis"),
        ("Conclusions", "conclusions"),
    ],
    "dated": [
        ("Background", "background"),
        ("Key events", "chronology"),
        ("July – September 2016", "chronology"),
        ("Christmas 2016", "chronology"),
        ("The day of the death", "chronology"),
        ("Agency involvement", "analysis"),
        ("Aldermoor Police", "analysis"),
        ("Maternity Services", "analysis"),
        ("Children's Social Care", "analysis"),
        ("What the family told the review", "analysis"),
        ("Lessons", "lessons"),
        ("Effective practice", "good-practice"),
        ("Recommendations", "recommendations"),
    ],
    "questions": [
        ("Analysis against the terms of reference", "analysis"),
        ("Did the agency have policies for domestic abuse?", "analysis"),
        ("Were there opportunities that were missed?", "analysis"),
        ("Hartwick Police", "analysis"),
        ("Hartwick Homes", "analysis"),
        ("The surgery", "analysis"),
        ("Good practice", "good-practice"),
        ("Could the death have been prevented?", "conclusions"),
    ],
    "members": [
        ("The Review Panel", "panel"),
        ("Author of the report", "panel"),
        ("Agencies that gave reports", "panel"),
        ("People in this report", "background"),
        ("Chronology", "chronology"),
    ],
    "chrono": [
        ("Chronology", "chronology"),
        ("Analysis", "analysis"),
        ("Moor Police", "analysis"),
        ("Fern Surgery", "analysis"),
        ("Action Plan", "action-plan"),
    ],
    "recs": [
        ("Conclusions", "conclusions"),
        ("Lessons to be learned", "lessons"),
        ("Lesson 2: Sons as carers", "lessons"),
        ("Recommendations", "recommendations"),
        ("Individual agency recommendations", "recommendations"),
        ("Tarn Council Adult Social Care", "recommendations"),
        ("Tarn Ambulance Service NHS Trust", "recommendations"),
        ("National", "recommendations"),
        ("Appendix 1 Terms of reference", "terms-of-reference"),
        ("Recommendations and lessons", "terms-of-reference"),
        ("Appendix 2 Action plan", "action-plan"),
        ("Appendix 3 Glossary", "glossary"),
    ],
    "numbered_through": [
        ("Introduction", "process"),
        ("Agencies participating in this review", "panel"),
        ("Summary of the case", "chronology"),
        ("Key issues arising from the review", "analysis"),
        ("Conclusions and recommendations from the review", "conclusions"),
        ("Elm Valley Probation Trust", "recommendations"),
        ("Elmstead General Hospital", "recommendations"),
        ("Elm Valley Police", "recommendations"),
    ],
    "contents_odd": [
        ("Introduction", "process"),
        ("Circumstances that led to the review", "background"),
        ("Terms of reference", "terms-of-reference"),
        ("Overview of what was known", "chronology"),
        ("Analysis", "analysis"),
        ("Lessons learned", "lessons"),
        ("Recommendations", "recommendations"),
        ("Appendix A: Glossary", "glossary"),
    ],
    "letters": [
        ("Preface", "process"),
        ("Timescales", "process"),
        ("Confidentiality", "process"),
        ("Chronology", "chronology"),
        ("Incident One", "chronology"),
        ("Incident Two", "chronology"),
        ("Overview and Analysis", "analysis"),
        ("Oldmere Police", "analysis"),
        ("Oldmere College", "analysis"),
        ("Learning Point", "lessons"),
        ("Lessons Learnt", "lessons"),
        ("Recommendations", "recommendations"),
        ("Oldmere Police", "recommendations"),
        ("Oldmere College", "recommendations"),
        ("Appendix – Letter from the Home Office", "appendix"),
    ],
    "wide_table": [
        ("Key events", "chronology"),
        ("Analysis of practice", "analysis"),
        ("Wold Police", "analysis"),
        ("Wold Surgery", "analysis"),
        ("Recommendations", "recommendations"),
        ("Appendix A – Membership of the panel", "panel"),
    ],
}


@pytest.mark.parametrize("layout", HEADINGS)
def test_headings_of_a_layout(layout: str) -> None:
    document, expected = read(layout), HEADINGS[layout]
    found = [(p.text, p.section.kind) for p in document.paragraphs if p.kind == "heading"]
    assert found[found.index(expected[0]) :] == expected


@pytest.mark.parametrize(
    ("layout", "words", "number", "ends"),
    [
        ("every_line", "This review looks at", "1.1", "and to her doctor."),
        ("every_line", "The panel met five", "1.2", "Monday 5 March 2018."),
        ("every_line", "On 14 February 2014", "2.2", "No form was completed."),
        ("every_line", "spoken to her away", None, "hear what she said;"),
        ("apart", "This review is about", "1.1", "Safety Partnership."),
        ("apart", "No carer's assessment", "4.2.1", "was offered:"),
        ("apart", "in 2015, after", "4.2.1(b)", "was thrown."),
        ("apart", "Adult Social Care should", "5.2", "to every carer."),
        ("headers", "Petra was found", "1.1", "to the Home Office."),
        ("headers", "Luc was arrested", "2.4", "Petra's flat."),
        ("headers", "Nobody asked about", "3.2", "It has one now."),
        ("numbered_through", "Adult F met", "4", "a broken jaw."),
        ("numbered_through", "On 5 May 2012", "5", "on 12 occasions."),
        ("numbered_through", "should visit homes", "10(ii)", "homes."),
        ("letters", "The tutor wrote", "3.3", "all the time.”"),
        ("wide_table", "The officers believed", "6.1.1", "her doctor."),
    ],
)
def test_paragraphs_of_a_layout(layout: str, words: str, number: str | None, ends: str) -> None:
    found = starting(read(layout), words)
    assert (found.number, found.text[-len(ends) :]) == (number, ends)


def test_a_footnote_whose_mark_is_raised() -> None:
    document = read("headers")
    assert starting(document, "1 The hospital's record").kind == "footnote"
    assert starting(document, "On 3 May 2012").text.endswith("fallen on the stairs.¹")


def test_no_page_header_is_left() -> None:
    assert not [p.text for p in read("headers").paragraphs if "OFFICIAL" in p.text or "Page" in p.text]


def test_a_cell_goes_on_under_the_column_that_it_stands_in() -> None:
    row = starting(read("wide_table"), "R2")
    assert row.cells == ("R2", "Ask about home when someone cannot sleep", "Wold Surgery")
    assert starting(read("wide_table"), "3 May 2012").cells[2].endswith("locked her in. Officers came.")


def test_bullets_on_lines_of_their_own() -> None:
    text = "Analysis\n\nThe officers did not:\n•\nask her alone;\n\n•\nring her sister; or\n\no\nGo back.\n"
    found = [(p.text, p.kind) for p in plaintext.parse(text).paragraphs[2:]]
    assert found == [("ask her alone;", "item"), ("ring her sister; or", "item"), ("Go back.", "item")]


def test_a_column_of_numbers_is_nobodys() -> None:
    document = plaintext.parse("Chronology\n\n1.1\n1.2\nShe rang the police.\nThey came to her house.\n")
    assert [p.number for p in document.paragraphs[1:]] == [None, None]


def test_a_text_of_long_paragraphs_apart_by_blanks_is_not_closed_up() -> None:
    told = "Police came to the house in March 2014, when he had broken a door and she had gone to her sister's"
    text = "\n\n".join(f"{n}. {told} {n} times, and\n\nshe came back." for n in range(3))
    text += "\n\n" + "\n\n".join(f"{told} that year {n}." for n in range(30))
    assert len([p for p in plaintext.parse(text).paragraphs if p.text.startswith("Police came")]) == 33


@pytest.mark.parametrize("layout", ["wrapped", "spaced", "apart", "pages"])
@pytest.mark.parametrize("name", "clmnp")
def test_a_report_has_the_same_headings_in_any_layout(name: str, layout: str) -> None:
    text = (FICTION / f"{name}.txt").read_text(encoding="utf-8")

    def headings(text: str) -> set[tuple[str, str]]:
        return {(p.text, p.section.kind) for p in plaintext.parse(text).paragraphs if p.kind == "heading"}

    before, after = headings(text), headings(reformed(text, layout)[0])
    # A line that a blank one follows, as all do in a spaced text, may be a title or go on: a few are not to be told.
    few = len(before) // 15 if layout == "spaced" else 0
    assert len(before - after) <= few
    assert len(after - before) <= few


def test_a_number_alone_is_no_heading() -> None:
    document = plaintext.parse("Analysis\n\nShe was not asked.\n\n**26**\n\nHe was not asked either, by anybody.\n")
    assert [p.text for p in document.paragraphs if p.kind == "heading"] == ["Analysis"]


def test_the_last_word_of_a_broken_paragraph_is_no_heading() -> None:
    text = (
        "3. Terms of reference\n\n12. Was anything known of him, and was he at that time being managed under\nMAPPA?\n"
        "13. Was it shared with all those who were then asked to look after her and her\nchildren?\n"
        "14. Did anybody ask her what she herself thought would have been of some help to\nher?\n"
        "15. Was what she said written down in such a way that others would then read it,\nand was it read?\n"
    )
    document = plaintext.parse(text)
    assert [p.text for p in document.paragraphs if p.kind == "heading"] == ["Terms of reference"]
    assert starting(document, "Was anything").text.endswith("managed under MAPPA?")


def test_numbers_of_chapters_are_no_pages() -> None:
    text = "".join(f"{n}\n\n{title}\n\n{n}.1\n\nIt was so.\n\n" for n, title in enumerate("ABCD", 1))
    text = text.replace("\nA\n", "\nIntroduction\n").replace("\nD\n", "\nConclusions\n")
    sections = [(s.number, s.title) for s in plaintext.parse(text).sections[1:]]
    assert sections[0] == ("1", "Introduction")
    assert sections[-1] == ("4", "Conclusions")


def test_a_line_right_over_its_paragraph_is_a_heading_where_only_headings_have_a_blank_before_them() -> None:
    said = "was asked for a report, and it sent one that runs to six pages and leaves nothing out"
    document = plaintext.parse(
        "1. Background\n\n1. The panel met five times over the winter of that year.\n\n"
        f"Analysis of Each Agency's Involvement\n\nMill Lane Surgery\n2. The surgery {said}.\n3. It {said}.\n\n"
        f"Fernshire Police\n4. The force {said}.\n"
    )
    heads = [p.text for p in document.paragraphs if p.kind == "heading"]
    assert heads[-3:] == ["Analysis of Each Agency's Involvement", "Mill Lane Surgery", "Fernshire Police"]
