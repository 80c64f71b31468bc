"""``kg extract --explain``: each item's sentence, rule, cues, qualifiers, and what was left out."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.explain import CALLED, explain
from loaders.document import plaintext
from loaders.extract.contacts import find
from loaders.extract.good_practice import find as praised
from loaders.extract.missed_opportunities import find as missed
from loaders.extract.reading import Reading
from loaders.sheet import LISTS, Agency, Contact, Evidence, Item, Person, Sheet, dumps, parse
from loaders.why import LeftOut, Reason
from tests.extraction import score
from tests.extraction.test_missed_opportunities import AGENCIES, PERSONS
from tests.extraction.test_reviews import needs_reviews
from tests.extraction.test_samples import SAMPLES, extracted
from tests.kg.command import KG, kg

#: Lists whose rules tell the words that they took notice of.
WORDED = ("contacts", "risk_factors", "missed_opportunities")


def reasons(sheet: Sheet, kind: str) -> Iterator[Reason]:
    for item in getattr(sheet, kind):
        assert item.origin.why, f"{kind}: {item}"
        yield from item.origin.why.reasons


@cache
def held(file: str) -> Any:
    return yaml.safe_load((files("loaders.extract") / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("kind", WORDED)
def test_each_item_names_words_of_its_own_sentence(sample: str, kind: str) -> None:
    sheet = extracted(sample)
    found = list(reasons(sheet, kind))
    assert len(found) >= len(getattr(sheet, kind)) > 0
    for reason in found:
        assert reason.cues
        # A frame of the contacts asks for a verb and for words that may stand apart from it.
        assert all(words in (reason.place.quote or "") for words in reason.cues[0].words.split(" … "))


@pytest.mark.parametrize("kind", WORDED)
def test_a_cue_stands_in_the_file_that_it_names(kind: str) -> None:
    for reason in (r for s in SAMPLES for r in reasons(extracted(s), kind)):
        for cue in reason.cues:
            file, _, entry = cue.entry.partition(": ")
            if file.endswith(".npz"):  # a learned reader
                assert (files("loaders.extract") / file).is_file()
                continue
            if entry in ("", "notes"):  # told by grammar; and these have no names
                continue
            part, name, *_ = entry.split("/")
            within = held(file)[part]
            names = (
                [row[part.removesuffix("s") if part == "types" else "rule"] for row in within]
                if isinstance(within, list)
                else list(within)
            )
            assert name in names, cue


def test_what_is_negated_is_left_out_with_the_words_that_negate_it() -> None:
    out = [one for s in SAMPLES for one in extracted(s).left_out]
    assert {"risk_factors", "missed_opportunities"} <= {one.kind for one in out}
    assert any(one.reason.qualifiers for one in out)
    assert all(one.because and one.reason.place.quote for one in out)


HEAD = "Domestic homicide review\n\n1. Chronology\n\n"


def contacts(text: str) -> tuple[list[Contact], list[LeftOut]]:
    """The contacts of a passage, and what was left out of them; agencies are given."""
    here = [Evidence(lines=(1, 1))]
    agencies = [
        Agency(name="Fernshire Police", sector="police", evidence=here),
        Agency(name="Mill Lane Surgery", aliases=["GP"], sector="general-practice", evidence=here),
    ]
    persons = [Person(label="Marta", role="victim", sex="female", evidence=here)]
    reading = Reading(plaintext.parse(f"{HEAD}{text}\n", "fiction.txt"), agencies, persons, [])
    return find(reading), reading.left_out


def noted(item: Item, topic: str) -> str:
    assert item.origin and item.origin.why
    return dict(item.origin.why.reasons[0].notes)[topic]


@pytest.mark.parametrize(
    ("text", "agency", "date"),
    [
        ("On 3 May 2014 Marta attended her GP.", "told here, by “GP”", "in the clause: “3 May 2014”"),
        ("On 3 May 2014 Marta dialled 999.", "the clause names none; ", "in the clause: “3 May 2014”"),
        (
            "On 3 May 2014 it rained. Two days later Marta attended her GP.",
            "told here, by “GP”",
            "“Two days later”, counted or completed",
        ),
        ("On 3 May 2014 it rained. Marta attended her GP.", "told here, by “GP”", "that at which the narrative stands"),
    ],
)
def test_a_contact_says_how_agency_and_date_were_decided(text: str, agency: str, date: str) -> None:
    (found,) = contacts(text)[0]
    assert agency in noted(found, "agency")
    assert date in noted(found, "date")


@pytest.mark.parametrize(
    ("text", "because", "word"),
    [
        ("On 3 May 2014 Marta did not attend her GP.", "negated", "not"),
        ("On 3 May 2014 Marta should have attended her GP.", "hypothetical or still to come", "should"),
        ("On 3 May 2014 no referral was made by the GP.", "negated", "no"),
        ("On 3 May 2014 the GP failed to refer Marta to the police.", "what was meant to be done", "failed"),
    ],
)
def test_what_is_no_contact_says_which_word_makes_it_none(text: str, because: str, word: str) -> None:
    found, out = contacts(text)
    assert not found
    assert [(one.because, cue.words) for one in out for cue in one.reason.qualifiers or ()] == [(because, word)]


@pytest.mark.parametrize(
    ("sentence", "because", "word"),
    [
        ("There may be a lack of supervision of officers.", "told of the present or the future", "may"),
        ("Marta did not wish to support a prosecution.", "it is for a person of the case to choose", "wish"),
    ],
)
def test_what_is_no_failing_says_which_words_make_it_none(sentence: str, because: str, word: str) -> None:
    document = plaintext.parse(f"5. Analysis\n\n{sentence}\n", "fiction.txt")
    reading = Reading(document, list(AGENCIES.values()), PERSONS, [])
    assert not missed(reading)
    (out,) = reading.left_out
    assert because in out.because
    assert word in [cue.words for cue in out.reason.qualifiers or ()]


def test_a_failing_says_how_its_agency_was_decided() -> None:
    text = "Officers attended on 3 May 2014. No DASH was completed. The GP did not record the visit."
    document = plaintext.parse(f"5. Analysis\n\n{text}\n", "fiction.txt")
    first, second = missed(Reading(document, list(AGENCIES.values()), PERSONS, []))
    assert "it acts earlier in the paragraph" in noted(first, "agency")
    assert "the last one before it in the paragraph: “3 May 2014”" in noted(first, "date")
    assert "told here, by “GP”" in noted(second, "agency")


def test_praise_that_is_none_is_left_out_with_the_words() -> None:
    text = "The panel commends the GP for seeing Marta at once.\n\nIt would have been good practice to record this."
    reading = Reading(plaintext.parse(f"5. Analysis\n\n{text}\n", "fiction.txt"), list(AGENCIES.values()), PERSONS, [])
    (kept,) = praised(reading)
    assert "told here, by “GP”" in noted(kept, "agency")
    (out,) = reading.left_out
    assert (out.kind, out.claim) == ("good_practice", "good practice")


def test_a_recommendation_says_what_speaks_for_its_themes_and_addressees() -> None:
    for item in (r for s in SAMPLES for r in extracted(s).recommendations):
        assert noted(item, "addressees").startswith("; ".join(item.addressees))
        assert item.origin and item.origin.why
        cues = item.origin.why.reasons[0].cues
        assert {cue.means for cue in cues} <= set(item.themes)
        assert all(cue.words in (item.text or "") for cue in cues)


#: Lists whose rules are named after no entry of a file of cues.
NAMED = ("persons", "deaths", "agencies", "good_practice", "recommendations")


def test_each_rule_that_no_cue_explains_is_explained_in_words() -> None:
    rules = {item.origin.rule for s in SAMPLES for kind in NAMED for item in getattr(extracted(s), kind)}
    assert rules <= set(held("rules.yaml"))


@pytest.mark.slow
@needs_reviews
@pytest.mark.parametrize("review", score.REVIEWS)
def test_items_of_the_shared_reviews_are_explained(review: str) -> None:
    sheet = score.extracted(review)
    assert {i.origin.rule for kind in NAMED for i in getattr(sheet, kind)} <= set(held("rules.yaml"))
    for kind in (*WORDED, "good_practice", "agencies"):
        for reason in reasons(sheet, kind):
            assert reason.cues, f"{kind}: line {reason.place.lines[0]}"
    for reason in reasons(sheet, "agencies"):  # the abbreviation that stands there, not as many letters as the name has
        words = reason.cues[0].words
        assert re.search(rf"(?<!\w){re.escape(words)}(?!\w)", reason.place.quote or ""), words
    assert {"risk_factors", "contacts", "missed_opportunities"} <= {one.kind for one in sheet.left_out}


def test_a_risk_says_who_knew_of_it_from_when_and_by_which_sentence() -> None:
    risks = [(r, k) for s in SAMPLES for r in extracted(s).risk_factors for k in r.known_to if k.date and k.evidence]
    assert risks
    said = "\n".join(line for s in SAMPLES for line in explain(extracted(s), ["risk_factors"]))
    for _, known in risks:
        assert known.evidence and (quote := known.evidence[0].quote)
        assert f"  known to {known.agency}, from {known.date}\n    " in said
        assert " ".join(quote.split()) in said


def test_reasons_are_in_no_file() -> None:
    text = dumps(extracted(SAMPLES[0]))
    assert '"why"' not in text and "_why" not in text and "cues.yaml" not in text
    again = parse(json.loads(text), "again")
    assert all(item.origin is None or item.origin.why is None for _, _, item in again.items())
    assert "rule" in "\n".join(explain(again))  # of a sheet from a file places and rules are still told


def test_all_lists_are_explained() -> None:
    assert set(CALLED) == set(LISTS)
    headings = [line for line in explain(extracted(SAMPLES[0])) if re.fullmatch(r"[A-Z ]+ \(\d+\)", line)]
    assert len(headings) == len(LISTS)


def test_the_command_prints_reasons_instead_of_the_sheet(tmp_path: Path) -> None:
    text = tmp_path / "fiction.txt"
    text.write_text((files("kg.samples") / f"{SAMPLES[0]}.txt").read_text(encoding="utf-8"), encoding="utf-8")
    said = kg("extract", text, "--explain", "--only", "missed_opportunities").stdout
    assert "MISSED OPPORTUNITIES (" in said and "    cue “" in said
    assert "CONTACTS" not in said and '"evidence"' not in said
    kg("extract", text, "--explain", "-o", tmp_path / "sheets")
    assert (tmp_path / "sheets" / "fiction.json").is_file()
    assert "--only goes with --explain" in kg("extract", text, "--only", "contacts", code=2).stderr


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """`kg extract FILE --explain | head -1`, with far more output than a pipe holds."""
    for n in range(3):
        text = (files("kg.samples") / f"{SAMPLES[0]}.txt").read_text(encoding="utf-8")
        (tmp_path / f"fiction-{n}.txt").write_text(text, encoding="utf-8")
    with subprocess.Popen(
        [*KG, "extract", str(tmp_path), "--explain"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
