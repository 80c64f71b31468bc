"""The structure of fictional reports in several house styles: headings, kinds, numbers, lists, tables, notes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from loaders.document import plaintext
from loaders.document.kinds import kind_of_heading
from loaders.document.model import Document, Paragraph, split_sentences

STYLES = Path(__file__).parent / "styles"


def read(style: str) -> Document:
    return plaintext.read(STYLES / f"{style}.txt")


def starting(document: Document, words: str) -> Paragraph:
    """The one paragraph that begins with these words."""
    (found,) = [p for p in document.paragraphs if p.text.startswith(words)]
    return found


def outline(document: Document) -> list[tuple[str, str]]:
    """Title and kind of every section but the root."""
    return [(s.title, s.kind) for s in document.sections[1:]]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "wrapped",
            [
                ("Introduction", "process"),
                ("The facts", "chronology"),
                ("Analysis", "analysis"),
                ("Brackenshire Police", "analysis"),
                ("Good practice", "good-practice"),
                ("Conclusions and recommendations", "conclusions"),
                ("Conclusions and recommendations", "recommendations"),
            ],
        ),
        (
            "plain_titles",
            [
                ("Introduction", "process"),
                ("Background", "background"),
                ("Key events", "chronology"),
                ("The first call for help", "chronology"),
                ("The winter before the death", "chronology"),
                ("Agency involvement", "analysis"),
                ("Mossvale Police", "analysis"),
                ("Good practice", "good-practice"),
                ("Mossvale Health Trust", "analysis"),
                ("Good practice", "good-practice"),
                ("Conclusions", "conclusions"),
                ("Recommendations", "recommendations"),
            ],
        ),
        (
            "upper_bare",
            [
                ("Introduction", "process"),
                ("Terms of Reference", "terms-of-reference"),
                ("Chronology", "chronology"),
                ("Analysis of Agency Involvement", "analysis"),
                ("Harle Valley Police", "analysis"),
                ("Harle Homes", "analysis"),
                ("Lessons Learned", "lessons"),
                ("Recommendations", "recommendations"),
            ],
        ),
        (
            "markdown",
            [
                ("Introduction", "process"),
                ("Chronology", "chronology"),
                ("Analysis", "analysis"),
                ("Dalemoor Council", "analysis"),
                ("Learning point: No recourse to public funds", "lessons"),
                ("Recommendations", "recommendations"),
                ("Appendix A: Terms of reference", "terms-of-reference"),
                ("Purpose", "terms-of-reference"),
                ("Analysis of practice", "terms-of-reference"),
                ("Recommendations", "terms-of-reference"),
                ("Appendix B: Action plan", "action-plan"),
            ],
        ),
        (
            "roman",
            [
                ("Preamble", "other"),
                ("Background to the review", "background"),
                ("Methodology", "process"),
                ("What Happened", "chronology"),
                ("Narrative of events", "chronology"),
                ("Findings", "analysis"),
                ("The police", "analysis"),
                ("Lessons", "lessons"),
                ("ANNEX 1", "appendix"),
                ("Abbreviations", "glossary"),
            ],
        ),
        (
            "spaces",
            [
                ("Key People", "other"),
                ("Chronology", "chronology"),
                ("What Should Have Happened?", "analysis"),
            ],
        ),
        (
            "bare_pages",
            [
                ("Introduction", "process"),
                ("Chronology", "chronology"),
                ("Analysis", "analysis"),
                ("What we learned", "lessons"),
                ("Lesson 1", "lessons"),
                ("Action plan", "action-plan"),
                ("Recommendations for the surgery", "action-plan"),
            ],
        ),
    ],
)
def test_sections_of_a_house_style(style: str, expected: list[tuple[str, str]]) -> None:
    found = outline(read(style))
    assert found[-len(expected) :] == expected


def test_an_agencys_heading_stands_under_the_analysis() -> None:
    section = starting(read("plain_titles"), "The nurse rang Peter").section
    assert [s.title for s in section.path][1:] == ["Agency involvement", "Mossvale Health Trust", "Good practice"]


def test_contents_entries_open_no_section() -> None:
    for style in ("wrapped", "plain_titles", "bare_pages"):
        titles = [s.title.lower() for s in read(style).sections]
        assert titles.count("introduction") == 1, style


def test_long_numbered_lines_are_paragraphs() -> None:
    document = read("upper_bare")
    assert starting(document, "The panel met on five").number == "2"
    assert {p.kind for p in document.paragraphs if p.number and p.number.isdigit()} == {"body"}


def test_a_date_at_the_margin_is_no_paragraph_number() -> None:
    document = read("upper_bare")
    assert starting(document, "On 14 February 2012").number == "5"
    assert starting(document, "14 days later").number is None
    assert starting(document, "In May 2012").number == "6"


@pytest.mark.parametrize(
    ("style", "words", "number"),
    [
        ("wrapped", "Mrs T was seen by", "2.1"),
        ("markdown", "In March 2020 Zofia rang the helpline", "2.1"),
        ("markdown", "No interpreter was used", "3.1.1(a)"),
        ("markdown", "her status, and", "3.1.1(b)(i)"),
        ("upper_bare", "What was done about it?", "4(b)"),
        ("roman", "the probation service", "II(ii)"),
        ("spaces", "A DASH should have been", "6.1"),
        ("bare_pages", "Gwen was 50", None),
        ("spaces", "08.06.18\tPolice", None),
    ],
)
def test_printed_numbers_in_full(style: str, words: str, number: str | None) -> None:
    assert starting(read(style), words).number == number


def test_a_paragraph_over_a_page_break_is_one_and_knows_its_lines() -> None:
    document = read("wrapped")
    seen = starting(document, "Mrs T was seen by")
    assert seen.text.endswith("whether she was safe at home. She did not come back.")
    assert "housing department" in seen.text  # the line was broken at a hyphen
    assert "Brackenshire Safer Communities" not in seen.text
    assert (seen.first, seen.last) == (39, 47)
    assert seen.sentences[-1].lines == (47, 47)
    assert seen.page == 4


def test_a_page_number_between_the_halves_of_a_sentence() -> None:
    document = read("bare_pages")
    began = starting(document, "The coercive behaviour")
    assert began.page == 3
    assert not any(p.text.strip().isdigit() for p in document.paragraphs)
    assert not any("OFFICIAL" in p.text for p in document.paragraphs)


def test_page_numbers_at_the_head_are_those_of_the_lines_below() -> None:
    page = "{}\n\nThis is what stands on page number {}.\n\n\n\n\n\n\n"
    text = "\n".join(page.format(n, word) for n, word in enumerate("abcd", 1))
    assert [p.page for p in plaintext.parse(text).paragraphs] == [1, 2, 3, 4]


def test_numbers_of_a_list_on_lines_of_their_own_are_no_page_numbers() -> None:
    asked = "\n\n".join(f"{n}\nThe partnership should brief group {word}." for n, word in enumerate("abcde", 1))
    document = plaintext.parse(f"Recommendations\n\n{asked}\n")
    assert not any(p.page for p in document.paragraphs)
    assert [p.text for p in document.paragraphs if p.text.isdecimal()] == list("12345")


def test_footnotes_stand_apart() -> None:
    wrapped, roman = read("wrapped"), read("roman")
    assert starting(wrapped, "1 The name of the building").kind == "footnote"
    assert starting(roman, "[1] The employer").kind == "footnote"
    assert starting(wrapped, "The review considered").text.endswith("nobody.1")


def test_lists_know_what_leads_in_to_them() -> None:
    document = read("wrapped")
    for words in ("see Mrs T alone", "ask about money", "tell the surgery"):
        item = starting(document, words)
        assert item.kind == "item"
        assert item.lead is starting(document, "The health visitor did not:")
    assert starting(document, "see Mrs T alone").text.endswith("made to the flat in the spring;")
    assert starting(document, "Officers attended once").lead is None


def test_tables_of_bars_tabs_and_blanks_are_rows_with_cells() -> None:
    assert starting(read("markdown"), "Hilda Marsh").cells == ("Hilda Marsh", "Manager", "Dalemoor Council")
    assert starting(read("roman"), "IMR").cells == ("IMR", "Individual Management Review")
    row = starting(read("spaces"), "Child 1")
    assert (row.kind, row.cells) == ("row", ("Child 1", "Daughter", "12"))


def test_an_empty_first_cell_keeps_its_place() -> None:
    document = plaintext.parse("Ref\tAction\tLead\n1\tTrain\tJo\n\tand test\tAn\n")
    assert document.paragraphs[-1].cells == ("", "and test", "An")


def test_the_last_cell_of_a_row_goes_on_in_the_lines_under_it() -> None:
    entry = "\tSurgery\tMrs P told her GP that the son was awake all night"
    rest = "and talked to the television. She was advised to get him to make an\nappointment.\n"
    story = (
        "The story is told here as it was told to the panel by those who\nkept the records of it, and in the order in\n"
        "which it came about.\n"
    )
    text = "Date\tAgency\tWhat happened\n" + "".join(f"{n}/02/2016{entry}\n{rest}" for n in (11, 12, 13)) + f"\n{story}"
    rows = [p for p in plaintext.parse(text).paragraphs if p.kind == "row"]
    assert [r.cells[0] for r in rows] == ["Date", "11/02/2016", "12/02/2016", "13/02/2016"]
    assert (
        rows[1]
        .cells[2]
        .endswith("awake all night and talked to the television. She was advised to get him to make an appointment.")
    )
    assert rows[1].sentences[-1].lines == (3, 4)
    assert plaintext.parse(text).paragraphs[-1].text.startswith("The story is told")
    short = plaintext.parse(f"{text}\nChild 1\tDaughter\t12\n{story}").paragraphs
    assert short[-2].cells == ("Child 1", "Daughter", "12")


def test_marks_of_conversion_are_put_right() -> None:
    document = read("spaces")
    filed = starting(document, "On 8 June 2018")
    assert "Marta filed for divorce. She told the first officer" in filed.text
    assert starting(document, "The officer did not complete").kind == "item"
    assert document.sections[2].title == "Chronology"
    assert "rang the helpline" in starting(read("markdown"), "In March 2020").text


def test_a_box_ends_where_the_numbers_go_on() -> None:
    document = read("markdown")
    assert starting(document, "Housing staff need").section.kind == "lessons"
    assert starting(document, "The team has since").section.title == "Dalemoor Council"


def test_a_dash_in_a_sentence_that_the_page_has_broken_is_no_bullet() -> None:
    text = (
        "1. She was a young woman who had come to the town alone, and who would have known nobody there\n\n"
        "- and she said so to the midwife.\n2. The midwife wrote it down.\n"
    )
    document = plaintext.parse(text)
    assert [p.kind for p in document.paragraphs] == ["body", "body"]
    assert document.paragraphs[0].text.endswith("said so to the midwife.")


def test_a_date_over_the_events_of_a_day_is_a_paragraph_of_the_chronology() -> None:
    document = plaintext.parse("4. Chronology\n\n12 March 2015\n\nThe police came to the house at nine.\n")
    assert [s.title for s in document.sections[1:]] == ["Chronology"]
    assert document.paragraphs[1].text == "12 March 2015"


def test_who_took_part_ends_the_story_of_a_summary() -> None:
    text = (
        "Domestic Homicide Review\n\nIntroduction\n\nThis is a summary.\n\n"
        "Summary of events\n\nShe was seen in May.\n\n"
        "Agencies participating in the Review\n\nThe following wrote reviews:\n\nFern Police\n\nFern Homes\n"
    )
    document = plaintext.parse(text)
    assert starting(document, "She was seen").section.kind == "chronology"
    assert starting(document, "Fern Homes").section.kind == "panel"


def test_fields_of_the_title_page_are_no_headings() -> None:
    text = (
        "Report into the death of F\n\nAuthor: Ruth Ellory\n\nChair:   Jo March\n\nTheme 1: Fear\n\nShe was afraid.\n"
    )
    document = plaintext.parse(text)
    assert [s.title for s in document.sections[1:]] == ["Report into the death of F", "Theme 1: Fear"]


def test_bold_items_of_a_list_are_no_headings() -> None:
    text = "2. Panel\n\nThe members were:\n\n- **Larkmoor Police**\n- **Larkmoor Homes**\n- **Haven House**\n"
    document = plaintext.parse(text)
    assert [s.title for s in document.sections[1:]] == ["Panel"]


@pytest.mark.parametrize(
    "text",
    [
        "**5 ANALYSIS**\n\n**5.1 Larkmoor Police**\n\nThe officers left.\n",
        "5. Analysis\n\n5.1. Larkmoor Police\n\nThe officers left.\n",
        "**5.** **Analysis**\n\n**5.1** **Larkmoor Police**\n\nThe officers left.\n",
        "SECTION 5: ANALYSIS\n\nLARKMOOR POLICE\n\nThe officers left.\n",
        "## Analysis\n\n### Larkmoor Police\n\nThe officers left.\n",
        "ANALYSIS\n\nLarkmoor Police\n\nThe officers left.\n",
        "E. Analysis\n\nLarkmoor Police\n\nThe officers left.\n",
        "Part Two – Analysis\n\nLarkmoor Police\n\nThe officers left.\n",
        "5\tAnalysis\n\n5.1\tLarkmoor Police\n\nThe officers left.\n",
    ],
)
def test_an_agencys_heading_under_the_analysis_in_any_style(text: str) -> None:
    left = starting(plaintext.parse(text), "The officers left.")
    assert [s.title.lower() for s in left.section.path][1:] == ["analysis", "larkmoor police"]
    assert left.section.kind == "analysis"


@pytest.mark.parametrize(
    "heading", ["Learning Disability Service", "Independent Domestic Violence Advisor Service", "The Review Team"]
)
def test_an_agencys_name_does_not_change_the_kind(heading: str) -> None:
    document = plaintext.parse(f"5. ANALYSIS\n\n5.1 {heading}\n\nThe service did not write to her.\n")
    assert document.paragraphs[-1].section.kind == "analysis"


def test_lessons_that_come_once_are_those_of_the_whole_report() -> None:
    text = (
        "Analysis\n\nLarkmoor Police\n\nThe officers left.\n\nLessons learned\n\nOfficers need to stay.\n\n"
        "Recommendations\n\nOfficers should stay.\n"
    )
    document = plaintext.parse(text)
    assert [s.title for s in starting(document, "Officers need").section.path][1:] == ["Lessons learned"]
    assert starting(document, "Officers should").section.kind == "recommendations"


def test_a_report_goes_on_after_its_action_plan() -> None:
    text = (
        "Monitoring of the action plan\n\nThe board will do so.\n\nAction plan\n\nRecommendation 1: Train.\n\n"
        "Recommendations for Haven House\n\nRecommendation 2: Hire.\n\nChronology\n\nShe rang the police.\n"
    )
    document = plaintext.parse(text)
    assert starting(document, "The board will").section.kind != "action-plan"
    assert starting(document, "Recommendation 2").section.kind == "action-plan"
    assert starting(document, "She rang").section.kind == "chronology"


def test_after_an_executive_summary_the_report_begins_anew() -> None:
    text = (
        "Executive summary\n\nRecommendations\n\nThe police should train.\n\nOverview report\n\nIntroduction\n\n"
        "This is about Ms E.\n\nChronology\n\nShe rang the police.\n"
    )
    document = plaintext.parse(text)
    assert starting(document, "This is about").section.kind == "process"
    assert starting(document, "She rang").section.kind == "chronology"


def test_key_lines_of_enquiry_are_asked_in_the_terms_and_answered_in_the_analysis() -> None:
    text = (
        "2. Terms of reference\n\n2.1 Key Line of Enquiry 1: risk\n\nTo look at how risk was seen.\n\n"
        "3. Analysis\n\n3.1 Key Line of Enquiry 1: risk\n\nThe risk was not seen.\n"
    )
    document = plaintext.parse(text)
    assert starting(document, "To look").section.kind == "terms-of-reference"
    assert starting(document, "The risk").section.kind == "analysis"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Thematic analysis, learning and recommendations", "analysis"),
        ("Recommendations", "recommendations"),
        ("Individual Agency Recommendations", "recommendations"),
        ("Lessons to be learnt", "lessons"),
        ("Family Involvement", "family"),
        ("Contributors to the review", "panel"),
        ("Combined chronology", "chronology"),
        ("Action Plan", "action-plan"),
        ("Equality and Diversity", "equality"),
        ("Glossary of terms", "glossary"),
        ("Terms of Reference", "terms-of-reference"),
        ("Mossvale Police", None),
        ("Conduct of Review", "process"),
        ("Subjects of Review", "background"),
        ("What agencies knew before the death", "chronology"),
        ("Information from work colleagues and neighbours", "family"),
        ("Involvement with services", "analysis"),
        ("Areas for improvement", "analysis"),
        ("What was known to family, friends and employers", "family"),
        ("What the family and friends told us", "family"),
        ("What the agencies knew", "analysis"),
        ("Chronology of agency contact", "chronology"),
        ("Chronological overview of agency involvement", "chronology"),
        ("Overview of events and agency responses", "chronology"),
        ("Chronology and analysis of agency involvement", "analysis"),
        ("Factual summary", "chronology"),
        ("Involvement of local agencies", "chronology"),
        ("Contact with Mossvale Police", "chronology"),
        ("Contact with friends", "family"),
        ("Contact with agencies", "analysis"),
        ("Care Episode 2", "chronology"),
        ("Key practice episodes", "analysis"),
        ("Mr D and Ms E (March 2009 to June 2011)", "chronology"),
        ("Professional involvement with the family", "chronology"),
        ("Involvement of the family", "family"),
        ("Key Lines of Enquiry and Findings", "analysis"),
        ("Key Lines of Enquiry", "terms-of-reference"),
        ("Key Line of Enquiry 1: Was the risk understood?", None),
        ("Scope for improvement", "analysis"),
        ("Scope of the review", "terms-of-reference"),
        ("What the review found", "analysis"),
        ("Executive Summary: findings", "analysis"),
        ("Executive Summary", "process"),
        ("Policies and processes", None),
        ("Effectiveness of the MARAC process", None),
        ("The referral process", None),
        ("Was the process followed?", None),
        ("Decision making", None),
        ("Decision to hold a review", "process"),
        ("The review process", "process"),
        ("Process", "process"),
        ("Author's comment", "analysis"),
        ("Overview author's comments", "analysis"),
        ("Panel comments", "analysis"),
        ("The panel's findings", "analysis"),
        ("Findings of the review", "analysis"),
        ("Panel membership", "panel"),
        ("The author", "panel"),
    ],
)
def test_kinds_of_headings(title: str, kind: str | None) -> None:
    assert kind_of_heading(title) == kind


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He lived with Mrs B. She was afraid.", ["He lived with Mrs B.", "She was afraid."]),
        ("Dr. J. Carter saw her. No. 4 was empty.", ["Dr. J. Carter saw her.", "No. 4 was empty."]),
        ("Her D.O.B. 1 May was wrong. It was not put right.", ["Her D.O.B. 1 May was wrong.", "It was not put right."]),
        ("He left.¹² She stayed.[3] They met.", ["He left.¹²", "She stayed.[3]", "They met."]),
        ("He left.2 She stayed.", ["He left.2", "She stayed."]),
        ("“It is over.” He went. Was he seen? No.", ["“It is over.”", "He went.", "Was he seen?", "No."]),
        ("Risk was 3.5 of 10. It rose, e.g. By May.", ["Risk was 3.5 of 10.", "It rose, e.g. By May."]),
        ("She spoke to Adult A. Police came.", ["She spoke to Adult A.", "Police came."]),
    ],
)  # fmt: skip
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in split_sentences(text)] == sentences


def test_every_line_of_text_stands_in_some_paragraph() -> None:
    for style in ("upper_bare", "plain_titles", "markdown", "roman"):
        document = read(style)
        lost = [
            line.text for line in document.lines if line.text.strip(" -|") and not document.paragraph_at(line.number)
        ]
        assert lost == [], style


def test_two_thousand_lines_take_a_moment() -> None:
    section = "\n".join(
        f"{{n}}.{i} On {i % 28 + 1} May 2015 the officer spoke to Ms D and wrote down what she said about him and "
        "what he had done to her in the kitchen.\n"
        for i in range(1, 50)
    )
    text = "\n".join(f"{n}. CHRONOLOGY\n\n{section.format(n=n)}" for n in range(1, 22))
    began = time.perf_counter()
    document = plaintext.parse(text)
    took = time.perf_counter() - began
    assert len(document.lines) > 2000
    assert took < 1.5  # a third of a second on a free machine; the tests share theirs


def test_numbered_questions_of_a_list_are_no_headings() -> None:
    text = (
        "1.4 Terms of reference\n\nThe questions are:\n\n"
        "1. Was anything known about the perpetrator?\n2. Were alerts shared?\n3. Were services accessible?\n\n"
        "1.5 Timescales\n\nThe review began in May 2016.\n"
    )
    document = plaintext.parse(text)
    assert [s.title for s in document.sections if s.title] == ["Terms of reference", "Timescales"]


@pytest.mark.parametrize(
    "line",
    [
        "B. The police were told of it by a neighbour, and wrote it down.",
        "IV. What was known of him was shared with the panel.",
        "Part one of the review was held because the family had asked for it.",
        "Section B covers what was known to the agencies before the death.",
        "Chapter two sets out what the family said of her.",
    ],
)
def test_a_sentence_may_begin_like_a_numbered_heading(line: str) -> None:
    document = plaintext.parse(f"Domestic homicide review\n\n1. Process\n\n1.1 It began in May.\n\n{line}\n", "f.txt")
    assert line[-20:] in document.paragraphs[-1].text


def test_a_page_header_of_two_lines_is_no_heading() -> None:
    page = (
        "Safer Fernshire Partnership\nDomestic Homicide Review\n\n{}. She rang the police about the\nnoise of it.\n\n"
    )
    document = plaintext.parse("4. CHRONOLOGY\n\n" + "".join(page.format(f"4.{n}") for n in range(1, 7)))
    assert outline(document) == [("Chronology", "chronology")]


def test_pages_that_few_lines_name_are_no_headings() -> None:
    text = "Conclusions\n\nThe panel thought that more could have been done.\n\nPage 31 of 38\n\nMuch has changed.\n"
    assert outline(plaintext.parse(text)) == [("Conclusions", "conclusions")]


def test_numbers_with_a_letter_stand_under_their_section() -> None:
    text = (
        "Section 5: The individual management reviews, agency by agency\n\n5A. Fernshire Police\n\n"
        "5A.1 The force had nine contacts with her.\n\n5B. Crown Prosecution Service\n\n5B.1 It gave advice.\n"
    )
    document = plaintext.parse(text)
    assert [s.title for s in document.sections[2:]] == ["Fernshire Police", "Crown Prosecution Service"]
    assert {s.parent.title for s in document.sections[2:] if s.parent} == {document.sections[1].title}
    assert starting(document, "It gave").number == "5B.1"


def test_recommendations_that_come_once_are_a_part_of_the_report() -> None:
    text = (
        "**Lessons and conclusions**\n\nShe was not asked.\n\n**Recommendations**\n\n**For Fernshire Police**\n\n"
        "• The force should ask.\n\n**For Fern Homes**\n\n• The landlord should tell.\n"
    )
    document = plaintext.parse(text)
    assert {starting(document, w).section.kind for w in ("The force", "The landlord")} == {"recommendations"}


def test_a_cell_goes_on_in_the_next_line() -> None:
    text = (
        "Contributors\n\nAgency                                          Contribution\n"
        "Fern Valley University Health Board, Mental     IMR and chronology\n  Health Division\n"
        "Fernshire Police                                Short report\n"
    )
    rows = [p for p in plaintext.parse(text).paragraphs if p.kind == "row"]
    assert [r.cells for r in rows[1:]] == [
        ("Fern Valley University Health Board, Mental Health Division", "IMR and chronology"),
        ("Fernshire Police", "Short report"),
    ]
    assert rows[1].lines(0, len(rows[1].text)) == (4, 5)


def test_the_mark_of_a_footnote_is_no_part_of_its_word() -> None:
    document = plaintext.parse("Chronology\n\nA DASH¹ was completed with her (the victim)² that day.\n")
    assert starting(document, "A DASH").text == "A DASH was completed with her (the victim) that day."


#: A short summary as a web page gives it: a line a paragraph, and no blank line anywhere.
PACKED = """Domestic Homicide Review
Case 7 - Executive Summary
{heading}
1. Ines was killed by her husband in June 2016, at the home that they had shared for nine years.
2. Harle Valley Police came to the house in March 2014, when he had broken a door.
Key issues
3. No officer asked her what had come before that night.
Recommendations
1. Harle Valley Police should tell its officers to ask.
"""


@pytest.mark.parametrize(
    ("heading", "kind"), [("Summary of events", "chronology"), ("Summary", "other"), ("Introduction", "process")]
)
def test_headings_of_a_text_without_blank_lines(heading: str, kind: str) -> None:
    document = plaintext.parse(PACKED.format(heading=heading))
    assert starting(document, "Harle Valley Police came").section.kind == kind
    assert starting(document, "No officer").section.kind == "analysis"
    assert starting(document, "Harle Valley Police should").section.kind == "recommendations"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("title", ["Domestic Homicide Review", "DOMESTIC HOMICIDE REVIEW", "Executive Summary"])
def test_a_title_is_no_part_on_the_process(title: str, gap: str) -> None:
    """What follows it without a heading is the story."""
    text = (title, "1. Ines was killed by her husband in June 2016.", "2. The police came to her home in March 2014.")
    document = plaintext.parse(gap.join(text))
    assert {starting(document, w).section.kind for w in ("Ines was", "The police")} == {"other"}


def test_a_heading_on_the_process_is_no_title() -> None:
    text = (
        "{}\n\n1. The panel met five times.\n\nWhat happened\n\n2. " + "He had hit her twice, and the police knew. " * 4
    )
    for heading in ("The domestic homicide review process", "Conduct of the domestic homicide review"):
        assert starting(plaintext.parse(text.format(heading)), "The panel met").section.kind == "process"


def test_an_introduction_is_the_story_only_where_nothing_else_tells_it() -> None:
    told = "Police came to the house in March 2014, when he had broken a door. "
    alone = plaintext.parse(f"Introduction\n\n1. {told * 4}\n\nRecommendations\n\n1. Officers should ask.\n")
    assert starting(alone, "Police").section.kind == "other"
    beside = plaintext.parse(f"Introduction\n\n1. {told * 2}\n\nWhat happened\n\n2. {'In April she left. ' * 9}\n")
    assert starting(beside, "Police").section.kind == "process"
    method = plaintext.parse(f"Methodology\n\n1. {told * 4}\n\nRecommendations\n\n1. Officers should ask.\n")
    assert starting(method, "Police").section.kind == "process"


def test_the_last_line_of_a_list_is_no_heading_of_the_paragraph_after_it() -> None:
    text = (
        "The Review Panel\nNoor Dace, Head of Safeguarding\nHarle Homes\nHarle Valley Police\n"
        "The panel met five times between June 2016 and May 2017, and its members were independent of the case.\n"
        "Conclusions\nThe panel thought that more could have been done to keep her safe in that house.\n"
    )
    titles = [s.title for s in plaintext.parse(text).sections[1:]]
    assert titles == ["The Review Panel", "Conclusions"]


@pytest.mark.parametrize("head", ["Contents", "Index"])
@pytest.mark.parametrize("bullet", ["", "• "])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_contents_list_without_leaders_ends_where_the_text_begins(head: str, bullet: str, gap: str) -> None:
    entries = ["Introduction 3", "The death of Ines 5", "Action plan 15", "Appendix One: Terms of Reference 17"]
    text = (
        f"Domestic Homicide Review{gap}{head}{gap}"
        + gap.join(bullet + e for e in entries)
        + f"{gap}Introduction{gap}1. This review was held for Harle.{gap}The death of Ines{gap}"
        + gap.join(f"{n}. Ines was seen at home in March 201{n}, and said that he had hit her." for n in (2, 3, 4))
    )
    document = plaintext.parse(text)
    assert starting(document, "This review").section.kind == "process"
    assert starting(document, "Ines was seen at home in March 2012").section.kind == "background"


def test_text_after_a_contents_list_is_none_of_it() -> None:
    text = "Contents\nPage\nThe facts\n4\n1. Ines was killed by her husband in June 2016.\n2. She had told nobody.\n"
    assert starting(plaintext.parse(text), "Ines").section.kind == "other"


def test_entries_with_leaders_are_a_contents_list_without_its_heading() -> None:
    text = (
        "Domestic Homicide Review\n\nExecutive summary.... 2\nThe agencies\n5.1 - Harle Safeguarding Board .... 7\n"
        "5.2 - Harle Homes …… 9\n\n1. The facts\n\n1.1 She waited... 12 times she rang.\n"
    )
    document = plaintext.parse(text)
    assert [p.text for p in document.paragraphs if p.section.kind == "contents"] == [
        "Executive summary.... 2",
        "The agencies",
        "- Harle Safeguarding Board .... 7",
        "- Harle Homes …… 9",
    ]


@pytest.mark.parametrize("line", ["Overview Author: Ines Dace, Consultant", "Independent Chair and Author: Ines Dace"])
def test_the_maker_of_a_report_is_a_field_of_its_title_page(line: str) -> None:
    document = plaintext.parse(f"Domestic Homicide Review\n\n{line}\n\n{'She had told her sister of it. ' * 4}\n")
    assert [s.title for s in document.sections if s.kind == "panel"] == []
    assert starting(document, "She had").section.kind == "other"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("mark", [" ", ": ", " – "])
def test_rows_of_a_list_of_abbreviations_are_no_headings(gap: str, mark: str) -> None:
    rows = [
        f"IMR{mark}Individual Management Review",
        f"DHR{mark}Domestic Homicide Review",
        f"HVP{mark}Harle Valley Police",
    ]
    text = f"Harle Homes\n\nLIST OF ABBREVIATIONS{gap}{gap.join(rows)}\n\nANALYSIS\n\nHer landlord knew of it.\n"
    assert outline(plaintext.parse(text)) == [("List of Abbreviations", "glossary"), ("Analysis", "analysis")]


def test_a_letter_after_a_number_in_parts_belongs_to_it() -> None:
    lines = ["7 Actions", "7.1 Moor Police", "7.1a Officers call back.", "7.1b Sergeants read it.", "7.2 Fern Homes"]
    document = plaintext.parse("\n".join([*lines, "7.2a Staff fit locks.", "7.3a metre of rain fell."]))
    numbers = {p.text: p.number for p in document.paragraphs}
    assert numbers["Officers call back."] == "7.1a"
    assert numbers["Staff fit locks."] == "7.2a"
    assert not any(number == "7.3a" for number in numbers.values())


def test_a_heading_may_say_after_a_colon_whose_recommendations_follow() -> None:
    text = "6 Conclusions\n6.1 It was so.\n7 Recommendations: All Agencies\n7.1 All agencies should read this.\n"
    assert outline(plaintext.parse(text))[-1] == ("Recommendations: All Agencies", "recommendations")
    single = plaintext.parse("7 Recommendations\n7.1 Recommendation: Fern Homes\n7.2 Recommendation: Moor Police\n")
    assert len(single.sections) == 2


def test_the_members_of_a_panel_are_no_headings_whether_numbered_or_taken_apart() -> None:
    numbered = "1.4.1 Ann Varley, Independent Chair\n\n1.4.2 Carl Moss, Inspector, Fern Police\n\n"
    cells = "Ann Varley\n\nIndependent Chair\n\nFern Trust\n\nCarl Moss\n\nInspector\n\nFern Police\n\n"
    for members in (numbered, cells):
        document = plaintext.parse(
            f"1. Process\n\n1.4 The Review Panel\n\n{members}Nil Returns\n\nFern Homes\n\n2. Chronology\n"
        )
        titles = [s.title for s in document.sections[1:]]
        assert titles == ["Process", "The Review Panel", "Chronology"]


def test_an_agency_s_name_over_a_sub_heading_is_a_heading() -> None:
    body = "Her call was logged in May and nobody rang her back until June.\n\n"
    text = f"ANALYSIS\n\nFern Police\n\nManagement Review\n\n{body}Issues Identified\n\n{body}"
    text += f"Moor and Fern NHS Trust\n\nManagement Review\n\n{body}Issues Identified\n\n{body}"
    document = plaintext.parse(text)
    assert [s.title for s in document.sections[1:]] == [
        "Analysis",
        "Fern Police",
        "Management Review",
        "Issues Identified",
        "Moor and Fern NHS Trust",
        "Management Review",
        "Issues Identified",
    ]
    last = document.sections[-1]
    assert [s.title for s in last.path[1:]] == ["Analysis", "Moor and Fern NHS Trust", "Issues Identified"]


def test_the_last_of_a_list_of_bodies_is_no_heading_over_the_next() -> None:
    names = "Fern Police\n\nMoor Trust\n\nHarle Homes\n\n"
    document = plaintext.parse(f"CONTRIBUTORS\n\n{names}Methodology\n\nThe panel met four times in all, from May on.\n")
    assert [s.title for s in document.sections[1:]] == ["Contributors", "Methodology"]


def test_what_the_contents_list_has_is_a_heading_though_it_is_a_sentence() -> None:
    body = "The panel thought long about this and could not agree upon an answer to it.\n\n"
    entries = "Could the Death Have Been Prevented ....... 4\nWhat Was Asked of Fern Police ....... 5\n\n"
    text = f"Contents\n\nAnalysis ....... 3\n{entries}Analysis\n\n{body}Could the Death Have Been Prevented\n\n{body}"
    document = plaintext.parse(f"{text}What Was Asked of Fern Police\n\n{body}")
    assert [s.title for s in document.sections[2:]] == [
        "Analysis",
        "Could the Death Have Been Prevented",
        "What Was Asked of Fern Police",
    ]


def test_a_numbered_title_may_be_long_and_broken_where_its_parts_are_numbered_under_it() -> None:
    text = (
        "4 Analysis\n\n4.1 TOR 1: What did each agency know about domestic abuse in the relationship, and about\n"
        "    any earlier abuse by the perpetrator?\n\n4.1.1 Fern Police knew of one call in May 2014 that came from\n"
        "      the house of a neighbour.\n\n4.1.2 The Trust knew of none.\n"
    )
    document = plaintext.parse(text)
    (_, asked) = document.sections[1:]
    assert asked.number == "4.1"
    assert asked.title.endswith("about any earlier abuse by the perpetrator?")
    assert {p.number for p in document.paragraphs if p.kind == "body"} == {"4.1.1", "4.1.2"}


def test_a_long_question_heads_its_answer_where_the_next_of_its_series_does() -> None:
    first = "KLOE 1: What did the agencies know about domestic abuse, and how did they respond to it?"
    second = "KLOE 2: How was the risk to her assessed and managed, and what did the MARAC do?"
    body = "She told the police of it on two occasions and was not asked again.\n\n"
    text = f"ANALYSIS\n\n{first}\n\n{body}{body}{body}{body}{second}\n\n{body}"
    assert [s.title for s in plaintext.parse(text).sections[2:]] == [first, second]
    asked = f"TERMS OF REFERENCE\n\n{first}\n\n{second}\n\n{body}"  # the questions alone are a list
    assert first not in [s.title for s in plaintext.parse(asked).sections]


def test_a_long_heading_is_one_where_it_counts_on_from_another() -> None:
    body = "The panel looked at what was known of this and by whom, and when they had known it.\n\n"
    long = "Theme 2: Children's social care and those who have no recourse to public funds"
    document = plaintext.parse(f"ANALYSIS\n\nTheme 1: The police\n\n{body}{long}\n\n{body}")
    assert [s.title for s in document.sections[2:]] == ["Theme 1: The police", long]
    alone = plaintext.parse(f"ANALYSIS\n\n{body}{long.replace('Theme 2', 'Note 7')}\n\n{body}")
    assert len(alone.sections) == 2


def test_may_is_a_month_too() -> None:
    text = (
        "3 Chronology\n\n3.1 It began so.\n\n3.5 May to July 2020: an overdose\n\n3.5.1 Mair rang 999 on 17 May 2020.\n"
    )
    assert [s.title for s in plaintext.parse(text).sections[1:]] == ["Chronology", "May to July 2020: an overdose"]


def test_a_name_that_the_margin_has_broken_at_its_hyphen_is_joined() -> None:
    text = (
        "CHRONOLOGY\n\nShe was taken by ambulance to the Emergency Department at Pen-y-\n"
        "Bont Hospital with a fractured wrist on 11 May, and went from there to Pen-\n"
        "y-Bont Hospital again in the evening of the day that followed that one.\n\n"
        "The nurse at Pen-y-Bont Hospital in the Emergency Department, who had seen\n"
        "her there, wrote it down for the doctor and for the social worker at once.\n"
    )
    told = " ".join(p.text for p in plaintext.parse(text).paragraphs)
    assert told.count("Pen-y-Bont Hospital") == 3


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Key facts", "chronology"),
        ("Review of involvement", "chronology"),
        ("Analysis of involvement", "analysis"),
        ("Summary of findings", "analysis"),
        ("Why did she go back to him?", "analysis"),
        ("Responses of agencies", "analysis"),
        ("Who was Mair?", "background"),
        ("The review: background and process", "process"),
        ("The thoughts and feelings of the family", "family"),
        ("The family's account of the marriage", "family"),
        ("Effective practice and lessons learnt", "lessons"),
        ("Implementation of learning", "action-plan"),
        ("Terms used", "glossary"),
    ],
)
def test_kinds_of_headings_in_published_contents_lists(heading: str, kind: str) -> None:
    assert kind_of_heading(heading) == kind


def test_a_text_goes_on_under_the_footnotes_of_a_page() -> None:
    page = (
        "1. Facts\n\n1.1 On 2 November 2019 she called for help and told the operator that he had pushed her against "
        "a wall\nand had put his hand upon her neck. A Merlin4 was sent. The offence was then recorded by the "
        "officers and he was\nreleased on bail with conditions that he should not go to the flat, and the matter "
        "was\n\n4 The database that is used to share concerns about children and about vulnerable adults.\n\n"
        "closed on the next day by a sergeant who had read the form and who had spoken to the officer about it and\n"
        "to nobody else. No more was done.\n"
    )
    document = plaintext.parse(page)
    (body,) = [p for p in document.paragraphs if p.number == "1.1"]
    (note,) = [p for p in document.paragraphs if p.kind == "footnote"]
    assert body.text.endswith("No more was done.")
    assert note.text.endswith("vulnerable adults.")


def test_a_footnote_s_mark_may_cling_to_an_abbreviation() -> None:
    text = (
        "1. Facts\n\n1.1 The officer referred her to MARAC5. GP1 saw her in May and wrote to the hospital about it.\n\n"
        "5 A conference at which agencies share what they know.\n\n1.2 More is told here of the case.\n\n"
        "1.3 More is told here of the case.\n\n1 Introduction\n\n1.4 More is told here of the case.\n"
    )
    kinds = {p.text[:14]: p.kind for p in plaintext.parse(text).paragraphs}
    assert kinds["5 A conference"] == "footnote"
    assert "footnote" not in {kind for start, kind in kinds.items() if "Introd" in start}


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("Nell and her family", "background"), ("Recommendations made by Fern Police", "recommendations")],
)
def test_headings_without_a_number_after_the_terms_of_reference(heading: str, kind: str) -> None:
    text = (
        f"Terms of Reference\n\n- What was known of it?\n- By whom was it "
        f"known?\n\n{heading}\n\nThis paragraph tells what there is to tell of it.\n"
    )
    *_, last = plaintext.parse(text).paragraphs
    assert (last.section.title, last.section.kind) == (heading, kind)


def test_a_page_that_ends_before_a_capital_breaks_no_sentence() -> None:
    lines = [
        "The support worker heard of the threats and of the knife in May and told her manager, but she",
        "did not refer her to the MARAC, and the service has since found that it did not tell the",
        "",
        "Larkton Partnership - Overview Report - FINAL",
        "",
        "Trust or the police of what she had said, although both were asked about the family in May.",
    ]
    filler = [
        f"The {n}th page goes on for some lines so that the report has pages enough to know what is a page\n"
        "header and what is not, and so that its lines are seen to be broken at the margin of the page and\n"
        "not at the end of a paragraph.\n\nLarkton Partnership - Overview Report - FINAL\n"
        for n in range(4, 9)
    ]
    document = plaintext.parse("\n".join([*filler, *lines]))
    assert starting(document, "The support worker").text.endswith("about the family in May.")


def test_numbers_behind_the_letter_of_a_section_are_those_of_paragraphs() -> None:
    text = "C. BACKGROUND\n\n" + "\n\n".join(f"C{n} The family lived in Larkton for {n} years." for n in range(1, 6))
    assert [p.number for p in plaintext.parse(text).paragraphs][1:] == ["C1", "C2", "C3", "C4", "C5"]
    people = "BACKGROUND\n\nA1 The mother of the family.\n\nA2 The father of the family.\n"
    assert all(p.number is None for p in plaintext.parse(people).paragraphs)


def test_parts_numbered_in_roman_figures_behind_a_letter() -> None:
    text = (
        "E. ANALYSIS BY AGENCY\n\n**E.I Fernshire Police**\n(i) The call was not graded.\n\n"
        "**E.II Fern Homes**\n(i) No one asked.\n\n**D.I. Jane Lee** was told.\n"
    )
    sections = {s.number: s.title for s in plaintext.parse(text).sections}
    assert (sections["E.I"], sections["E.II"]) == ("Fernshire Police", "Fern Homes")
    assert "D.I" not in sections


def test_a_tab_behind_the_number_of_a_section_s_paragraph_makes_no_table() -> None:
    lines = [f"C{n}\tThe family lived in the house by the river in Larkton for {n} years." for n in range(1, 5)]
    text = "C. BACKGROUND\n\n" + "\n\n".join([*lines, "C5\t**Fernshire Police**"])
    document = plaintext.parse(text)
    assert [(p.number, p.kind) for p in document.paragraphs][1:5] == [(f"C{n}", "body") for n in range(1, 5)]
    assert document.paragraphs[-1].text == "Fernshire Police"
    people = "BACKGROUND\n\n" + "\n".join(
        f"A{n}\tSister of A1, who lived at the other end of the town" for n in range(1, 6)
    )
    assert all(p.kind == "row" for p in plaintext.parse(people).paragraphs[1:])


def test_the_first_of_some_lines_to_which_a_sentence_leads_in_is_no_heading() -> None:
    text = (
        "2.3 Contributors\n\nIndividual management reviews were provided by:\n\n"
        "Fernshire Constabulary\nMill Lane Surgery (the practice of both)\n"
        "Fern Hospitals NHS Trust\n\nShorter reports came from others.\n"
    )
    assert starting(plaintext.parse(text), "Fernshire Constabulary").kind != "heading"


def test_the_lines_of_a_box_are_nothing() -> None:
    box = "+-------------+\n{}\n+-------------+"
    document = plaintext.parse(box.format("Recommendation 1: The Trust should train its staff in risk."))
    assert [p.text[:14] for p in document.paragraphs] == ["Recommendation"]


def test_a_recommendation_s_code_begins_a_line_under_the_name_of_whom_it_is_for() -> None:
    wrapped = "It was said to the panel by each of them that nobody had asked her at the time and\n" * 12
    text = (
        f"1. Analysis\n\n{wrapped}so it was.\n\n2. Recommendations\n\nIMR recommendations\n\n"
        "Fernshire Children's Services\nCSC 1: To end agreements that are written with a victim of domestic abuse.\n"
        "CSC 2: Managers to record why a plan ends, each time that it does, and what was known.\n\n"
        "Oak Road Surgery\nORS 1: To adopt a policy of asking patients about abuse, and of seeing each alone.\n"
    )
    texts = [p.text for p in plaintext.parse(text, "fiction.txt").paragraphs]
    assert "Fernshire Children's Services" in texts and "Oak Road Surgery" in texts
    assert [t[:5] for t in texts if t[:5] in ("CSC 1", "CSC 2", "ORS 1")] == ["CSC 1", "CSC 2", "ORS 1"]


def test_the_agencies_parts_under_a_heading_of_the_making_are_the_analysis() -> None:
    told = "The officer saw her on 3 May 2016 and did not ask about the bruise.\n\n"
    part = f"**Agency's involvement**\n\n{told}**Analysis of involvement**\n\nShe should have been asked.\n\n"
    text = (
        "**DOMESTIC HOMICIDE REVIEW**\n\n**Terms of reference**\n\nThe review asked what was known.\n\n"
        "**The Panel and the Individual Management Reviews**\n\nThe panel met six times in all.\n\n"
        f"**Fernshire Police**\n\n{part}**Mill Lane Surgery**\n\n{part}**Fern Homes**\n\n{part}"
        f"**Haven House**\n\n{part}**Oak School**\n\n{told}"
        "**Conclusions**\n\nNobody could have known.\n"
    )
    kinds = outline(plaintext.parse(text, "parts.txt"))
    assert ("The Panel and the Individual Management Reviews", "panel") in kinds
    bodies = ("Fernshire Police", "Mill Lane Surgery", "Fern Homes", "Haven House", "Oak School")
    assert [k for t, k in kinds if t in bodies] == ["analysis"] * 5
    assert {k for t, k in kinds if t == "Agency's involvement"} == {"chronology"}


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("The persons concerned", "background"),
        ("Improving systems and practice", "recommendations"),
        ("Agency's involvement", "chronology"),
        ("Individual management reviews", "analysis"),
    ],
)
def test_kinds_of_headings_of_joint_and_older_reviews(heading: str, kind: str) -> None:
    assert kind_of_heading(heading) == kind
