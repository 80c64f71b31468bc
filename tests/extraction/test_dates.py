"""Dates: written forms, narrative time, and what a date dates. All sentences are fiction."""

from __future__ import annotations

import pytest

from loaders.document import plaintext
from loaders.extract.dates import Timeline, When, parse_dates

WRITTEN = [
    ("On 23 May 2014 she rang.", ["2014-05-23"]),
    ("On the 23rd of May, 2014 she rang.", ["2014-05-23"]),
    ("On the 23rd day; May 23rd 2014.", ["2014-05-23"]),
    ("May 23, 2014: call", ["2014-05-23"]),
    ("23/05/14 call", ["2014-05-23"]),
    ("23/5/2014 call", ["2014-05-23"]),
    ("23.05.2014 call", ["2014-05-23"]),
    ("23.05.14 call", ["2014-05-23"]),
    ("23-05-2014 call", ["2014-05-23"]),
    ("23-May-14 call", ["2014-05-23"]),
    ("2014-05-23 call", ["2014-05-23"]),
    ("On Friday 23rd May 2014 at 18:40 hours", ["2014-05-23"]),
    ("On Friday, the 23rd of May 2014", ["2014-05-23"]),
    ("On 3 rd May 2014 and 4ᵗʰ May 2014", ["2014-05-03", "2014-05-04"]),
    ("On 3May 2014 and 12 Sept. 2014", ["2014-05-03", "2014-09-12"]),
    ("In May 2014, in May of 2014 and in May, 2014", ["2014-05", "2014-05", "2014-05"]),
    ("In early May 2014 and mid-June 2014, by the end of July 2014", ["2014-05", "2014-06", "2014-07"]),
    ("In spring 2014 and the summer of 2015", ["2014", "2015"]),
    ("Sometime in 2012 she moved.", ["2012"]),
    ("In 2013/14 he was seen twice.", ["2013"]),
    ("At Christmas 2013 they argued.", ["2013-12"]),
    ("Between 3 March 2014 and 5 May 2014", ["2014-03-03", "2014-05-05"]),
    ("Between 3 March and 5 May 2014", ["2014-03-03", "2014-05-05"]),
    ("From November 2013 to February 2014", ["2013-11", "2014-02"]),
    ("From November to February 2014", ["2013-11", "2014-02"]),
    ("On 3 and 5 May 2014", ["2014-05-03", "2014-05-05"]),
    ("On Monday 3 and Wednesday 5 March 2014", ["2014-03-03", "2014-03-05"]),
    ("On Monday the 3rd, Tuesday the 4th and Friday the 7th of March 2014", ["2014-03-03", "2014-03-04", "2014-03-07"]),
    ("On 3rd, 5th and 9th May 2014", ["2014-05-03", "2014-05-05", "2014-05-09"]),
    ("On the 3rd and the 5th of May 2014", ["2014-05-03", "2014-05-05"]),
    ("on xx/05/2014 and XX June 2014", ["2014-05", "2014-06"]),
    ("05/2014 clinic", ["2014-05"]),
    ("Over the Easter period in April 2017 he rang.", ["2017-04"]),
    ("At Easter 2016 he rang.", ["2016"]),
    ("Two incidents (03/04/2014 and 05.06.14).", ["2014-04-03", "2014-06-05"]),
    # no dates
    ("See paragraph 2.1.14 and section 3.2.", []),
    ("She paid £2015 at 2014 hours to 2000 people.", []),
    ("They may 2 or 3 times have marched.", []),
    ("It was arranged for 1930 on the 9th May 2014.", ["2014-05-09"]),
    ("Funding for 2015 and 2016 was cut.", ["2015", "2016"]),
    ("She rang in March.", []),
]


@pytest.mark.parametrize(("text", "wanted"), WRITTEN)
def test_written_forms(text: str, wanted: list[str]) -> None:
    assert [w.iso for w in parse_dates(text)] == wanted


def test_offsets_are_those_of_the_words() -> None:
    text = "The nurse saw her on Friday 23rd May 2014, as planned."
    (when,) = parse_dates(text)
    assert text[when.start : when.end] == when.text == "Friday 23rd May 2014"
    assert when.explicit


def test_ends_of_a_stretch_are_told_apart() -> None:
    assert [w.part for w in parse_dates("Between May 2014 and June 2015 she was well.")] == ["from", "to"]
    assert [w.part for w in parse_dates("On 3 May 2014 and 9 June 2014 she rang.")] == ["", ""]


KINDS = [
    ("Marta was born on 3 May 1980 in Fernshire.", "birth"),
    ("Date of birth: 03/05/1980", "birth"),
    ("This follows the Care Act 2014 closely.", "statute"),
    ("Working Together 2015 sets out what is expected.", "statute"),
    ("as in the FLRA 1996", "statute"),
    ("Most victims are women (Fernley, 2016).", "citation"),
    ("https://example.org [accessed 4 June 2018]", "publication"),
    ("The panel met on 4 June 2018 for the first time.", "process"),
    ("The independent chair was appointed in June 2018.", "process"),
    ("The Home Office was notified on 4 June 2018.", "process"),
    ("Piotr was found guilty of murder on 12 December 2016.", "court"),
    ("He was sentenced to life imprisonment in January 2017.", "court"),
    ("On 4 June 2015 the police attended.", "event"),
    ("In 2014 she saw her GP.", "event"),
    ("The inspectorate said so in ‘Safer Homes’ (2014).", "citation"),
    ("The chair of the review met her sister in June 2018.", "process"),
    ("Mr B was charged with murder on 10 June 2016.", "court"),
    ("She gave birth in April 2014.", "event"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text: str, kind: str) -> None:
    assert [w.kind for w in parse_dates(text)] == [kind]


def timeline(body: str, heading: str = "4. Chronology") -> tuple[Timeline, list[list[When]], list[str | None]]:
    """The timeline of a fictional chronology, the dates of its sentences and where it stands after each."""
    document = plaintext.parse(f"{heading}\n\n{body}\n", "fiction.txt")
    line = Timeline(document)
    return line, [line.dates(s) for s in document.sentences], [line.running(s) for s in document.sentences]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("On 10 March 2015, a week later, she rang.", ["2015-03-10"]),
        ("A visit on 14 March 2015, (some 11 days later), was made.", ["2015-03-14"]),
        ("On 10 March 2015 she rang and two days later he did.", ["2015-03-10", "2015-03-12"]),
    ],
)
def test_a_relative_date_that_only_repeats_a_day_moves_nothing(sentence: str, wanted: list[str]) -> None:
    _, dates, running = timeline(f"4.1 On 3 March 2015 the police came. {sentence}")
    assert [w.iso for w in dates[1]] == wanted
    assert running[1] == wanted[-1]


NARRATIVE = [
    # (before, sentence, its dates)
    ("On 3 March 2015 the police came.", "Two days later she rang again.", ["2015-03-05"]),
    ("On 30 March 2015 the police came.", "The next day she rang again.", ["2015-03-31"]),
    # by a bank holiday, in the months that have one
    ("On 3 August 2015 the police came.", "On the Friday before the bank holiday she rang.", ["2015-08-28"]),
    ("On 3 August 2015 the police came.", "On the Tuesday after the bank holiday she rang.", ["2015-09-01"]),
    ("On 3 August 2015 the police came.", "On bank holiday Monday she rang.", ["2015-08-31"]),
    ("On 1 May 2015 the police came.", "On the Tuesday after the bank holiday she rang.", ["2015-05-05"]),
    ("In May 2015 the police came.", "On the Tuesday after the bank holiday she rang.", []),
    ("On 3 March 2015 the police came.", "On the Friday before the bank holiday she rang.", []),
    ("On 3 March 2015 the police came.", "That evening he returned.", ["2015-03-03"]),
    ("On 3 March 2015 the police came.", "On the same day a DASH was completed.", ["2015-03-03"]),
    ("On 3 March 2015 the police came.", "The following week she saw the nurse.", ["2015-03"]),
    ("On 3 March 2015 the police came.", "A month later she saw the nurse.", ["2015-04"]),
    ("On 3 March 2015 the police came.", "Later that month she saw the nurse.", ["2015-03"]),
    ("On 3 March 2015 the police came.", "Later in March she saw the nurse.", ["2015-03"]),
    ("On 3 March 2015 the police came.", "The previous month she had seen the nurse.", ["2015-02"]),
    ("On 3 March 2015 the police came.", "The following year she moved.", ["2016"]),
    ("On 3 March 2015 the police came.", "In May she saw the nurse.", ["2015-05"]),
    ("On 3 March 2015 the police came.", "On 7 May she saw the nurse.", ["2015-05-07"]),
    ("On 3 March 2015 the police came.", "On the 12th, she saw the nurse.", ["2015-03-12"]),
    ("On 3 March 2015 the police came.", "On the 12th and 14th of that month, she rang.", ["2015-03-12", "2015-03-14"]),
    ("On 3 November 2015 the police came.", "In January she saw the nurse.", ["2016-01"]),
    ("On 3 November 2015 the police came.", "In the new year she saw the nurse.", ["2016"]),
    ("On 3 November 2015 the police came.", "By mid-December she was well.", ["2015-12"]),
    ("In November 2015 the police came.", "At Christmas they argued.", ["2015-12"]),
    ("In early June 2015 the police came.", "Four days later she rang.", ["2015-06"]),
    ("In 2015 the police came twice.", "In June she rang.", ["2015-06"]),
    ("On 3 March 2015 the police came.", "Two weeks later, on 18 March, she rang.", ["2015-03-18"]),
    ("On 3 March 2015 the police came.", "The next day, 4 March, she rang.", ["2015-03-04"]),
    ("On 3 March 2015 the police came.", "On Sunday 6 March she rang.", ["2016-03-06"]),
    ("On 3 March 2015 the police came.", "That same week she saw the nurse.", ["2015-03"]),
    ("On 3 March 2015 the police came.", "The following May she saw the nurse.", ["2015-05"]),
    ("On 3 March 2015 the police came.", "A year earlier she had moved.", ["2014"]),
    ("On 3 March 2015 the police came.", "A few days later she saw the nurse.", ["2015-03"]),
    ("On 3 March 2015 the police came.", "Half an hour later, at 22:10, he returned.", ["2015-03-03"]),
    ("On 3 March 2015 the police came.", "She had known him for three years.", []),
    ("On 3 March 2015 the police came.", "Over the next month she was seen often.", []),
]


@pytest.mark.parametrize(("before", "sentence", "wanted"), NARRATIVE)
def test_narrative_time(before: str, sentence: str, wanted: list[str]) -> None:
    for joint in (" ", "\n\n"):
        _, dates, _ = timeline(f"4.1 {before}{joint}{'4.2 ' if joint != ' ' else ''}{sentence}")
        assert [w.iso for w in dates[1]] == wanted
        assert not any(w.explicit for w in dates[1])


def test_running_is_the_day_in_the_paragraph_and_the_month_after_it() -> None:
    _, _, running = timeline("4.1 On 3 March 2015 the police came. She was frightened.\n\n4.2 The nurse called.")
    assert running == ["2015-03-03", "2015-03-03", "2015-03"]


def test_what_is_told_in_passing_does_not_move_the_narrative() -> None:
    for aside in (
        "She had lived there since 2009.",
        "He told officers that he had hit her in June 2012.",
        "The Children Act 1989 applies.",
        "An appointment was booked for 9 May 2015.",
    ):
        _, _, running = timeline(f"4.1 On 3 March 2015 the police came. {aside} She rang again.")
        assert running[-1] == "2015-03-03", aside


def test_a_heading_gives_the_year() -> None:
    _, dates, _ = timeline("2014\n\nIn March she saw her GP about her back.\n\nIn October she rang the police.")
    assert [[w.iso for w in d] for d in dates][-2:] == [["2014-03"], ["2014-10"]]


def test_a_heading_of_a_stretch_gives_the_years() -> None:
    body = (
        "November 2013 to February 2014\n\nOn 5 December she saw her GP about her back, and was given tablets.\n\n"
        "On 9 January she rang the police, who came at once."
    )
    _, dates, _ = timeline(body)
    assert [[w.iso for w in d] for d in dates][-2:] == [["2013-12-05"], ["2014-01-09"]]


def test_a_heading_that_is_a_day_dates_what_follows() -> None:
    _, _, running = timeline("12 May 2015\n\nShe saw her GP about her back and was given tablets.\n\nThe police came.")
    assert running[-2:] == ["2015-05-12", "2015-05-12"]


def test_a_list_has_the_date_of_its_lead() -> None:
    _, _, running = timeline("4.1 On 3 March 2015:\n\n- the police came to the flat\n- a DASH was completed")
    assert running == ["2015-03-03", "2015-03-03", "2015-03-03"]


def test_rows_of_a_table_have_the_date_of_their_cell() -> None:
    rows = "Date\tAgency\tEvent\n03/03/2015\tPolice\tOfficers came. DASH completed.\n12 May 2015\tGP\tSeen. Low mood.\n"
    _, _, running = timeline(rows)
    assert running[-4:] == ["2015-03-03", "2015-03-03", "2015-05-12", "2015-05-12"]


def test_events_leaves_out_process_and_trial() -> None:
    document = plaintext.parse(
        "4. Chronology\n\nOn 3 March 2015 the police came. The panel met on 4 June 2018.\n", "fiction.txt"
    )
    line = Timeline(document)
    assert [[w.iso for w in line.events(s)] for s in document.sentences] == [["2015-03-03"], []]
    assert [[w.iso for w in line.dates(s)] for s in document.sentences] == [["2015-03-03"], ["2018-06-04"]]
    assert [[w.iso for w in line.dates(s, ("process",))] for s in document.sentences] == [[], ["2018-06-04"]]


def test_a_footnote_that_dates_an_incident_gives_its_day() -> None:
    body = (
        "61. In late August 2015 a neighbour called the police about shouting in the flat above.¹\n\n"
        "62. The next day the social worker rang her, and she said that all was well at home.\n\n"
        "¹ On 27.08.15; 14.10.15"
    )
    line, dates, _ = timeline(body)
    assert [w.iso for found in dates[:2] for w in found] == ["2015-08-27", "2015-08-28"]
    footnote = line.cited("2015-08-27")
    assert footnote is not None
    assert footnote.kind == "footnote"
    assert line.cited("2015-10-14") is None  # no narrative date rests on it


def test_a_footnote_with_other_dates_gives_no_day() -> None:
    body = (
        "61. In late August 2015 a neighbour called the police about shouting in the flat above.¹\n\n"
        "¹ Advice received by the panel on 27.08.15."
    )
    _, dates, _ = timeline(body)
    assert [w.iso for w in dates[0]] == ["2015-08"]


def test_without_a_running_date_nothing_is_made_up() -> None:
    _, dates, running = timeline("4.1 In May she rang. Two days later she rang again.")
    assert dates == [[], []]
    assert running == [None, None]


@pytest.mark.parametrize(
    ("text", "told_in_passing"),
    [
        ("There was no further contact until 19 December 2015.", False),
        ("Nothing was done until 28 April 2016 when an officer rang her.", False),
        ("He was on bail until 19 December 2015.", True),
        ("She had been known to the team since 3 May 2014.", True),
    ],
)
def test_until_after_a_negation_dates_what_happened(text: str, told_in_passing: bool) -> None:
    (when,) = parse_dates(text)
    assert when.aside is told_in_passing


def test_month_before_and_he_is_a_month_and_a_name_is_not() -> None:
    document = plaintext.parse(
        "4. Chronology\n\nIn May 2014 they met. A form was filled in in June and he was seen. "
        "With June and her son he left.\n",
        "fiction.txt",
    )
    timeline = Timeline(document)
    assert [w.iso for s in document.sentences for w in timeline.events(s)] == ["2014-05", "2014-06"]


def test_a_section_of_dated_paragraphs_tells_the_story() -> None:
    document = plaintext.parse(
        "6. Analysis\n\nFern Housing\n\nOn 3 May 2014 the officer went to see her at home.\n\n"
        "On 5 June 2014 a letter was sent to her about rent.\n\nIn July 2014 she handed back the keys of the flat.\n\n"
        "7. Lessons\n\nThe officers did not ask about abuse, and should have done so.\n",
        "fiction.txt",
    )
    timeline = Timeline(document)
    told = {s.title: timeline.tells(s) for s in document.sections}
    assert told["Fern Housing"]
    assert not told["Lessons"]
