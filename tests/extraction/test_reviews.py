"""The three real reviews through the whole extractor, held against the floor."""

from __future__ import annotations

import os
from typing import Any

import pytest

from loaders.document import plaintext
from loaders.document.model import DocumentError
from loaders.extract.pipeline import FAMILIES, extract, hold_to_names
from loaders.extract.version import EXTRACTOR_VERSION, digest
from loaders.sheet import Contact, Evidence, Origin, Sheet, faults
from tests.extraction import floor, score

HERE = (score.SHARED / "gold").is_dir()
needs_reviews = pytest.mark.skipif(
    not HERE and os.environ.get("CI") != "true", reason=f"the coded reviews are not at {score.SHARED}"
)


@pytest.mark.slow
@needs_reviews
class TestReviews:
    """Fails, rather than being skipped, where CI=true and the reviews are missing."""

    def test_no_figure_falls_below_the_floor(self, capsys: pytest.CaptureFixture[str]) -> None:
        now = floor.reached()
        with capsys.disabled():
            print(f"\n{'':36}{'all':>8}{'left out':>10}")
            for name, value in now[floor.ALL].items():
                print(f"{name:36}{value:8.3f}{now[score.LEFT_OUT].get(name, float('nan')):10.3f}")
        assert not floor.fallen(floor.held(), now)

    @pytest.mark.parametrize("review", score.REVIEWS)
    def test_sheet_is_sound(self, review: str) -> None:
        sheet = score.extracted(review)
        document = plaintext.read(score.SHARED / "reviews" / f"{review}.txt")
        assert not list(faults(sheet))
        ids = [item.id for _, _, item in sheet.items()]
        assert all(ids)
        assert len(ids) == len(set(ids))
        for kind, position, item in sheet.items():
            assert item.origin, f"{kind}/{position}"
            assert item.origin.by == "machine", f"{kind}/{position}"
            assert item.origin.rule, f"{kind}/{position}"
            for place in item.evidence:
                assert place.lines[1] <= len(document.lines), f"{kind}/{position}"
        assert sheet.review.sha256 == document.sha256

    @pytest.mark.parametrize("review", score.REVIEWS)
    def test_quotes_stand_where_they_are_said_to(self, review: str) -> None:
        sheet = score.extracted(review)
        document = plaintext.read(score.SHARED / "reviews" / f"{review}.txt")
        for kind, position, item in sheet.items():
            for place in item.evidence:
                if place.quote:
                    first, last = place.lines
                    said = {w for line in document.lines[first - 1 : last] for w in line.text.split()}
                    # Marks of emphasis and numbers are taken from the text, and a word may be broken at a line's end.
                    words = [w for w in place.quote.split() if w.isalpha()]
                    missing = [w for w in words if not any(w in s for s in said)]
                    assert len(missing) <= 1 + len(words) // 20, f"{kind}/{position}: {missing}"


def test_two_runs_give_one_sheet() -> None:
    text = _SMALL
    first, second = (extract(plaintext.parse(text, "small.txt")) for _ in range(2))
    assert first == second


def test_a_text_that_is_no_review_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"recipe\.txt"):
        extract(plaintext.parse("Take two eggs.\nBeat them well.\n", "recipe.txt"))


def test_each_family_is_announced() -> None:
    told: list[str] = []
    extract(plaintext.parse(_SMALL, "small.txt"), told.append)
    assert told == [*FAMILIES, "review"]


def test_names_that_the_sheet_does_not_hold_are_taken_out(caplog: pytest.LogCaptureFixture) -> None:
    sheet = extract(plaintext.parse(_SMALL, "small.txt"))
    place = [Evidence(lines=(1, 1))]
    stray = Contact(
        date="2015", agency="Nowhere", kind="call", evidence=place, origin=Origin(by="machine", rule="contacts.x")
    )
    sheet.contacts = [stray]
    hold_to_names(sheet)
    assert sheet.contacts == []
    assert "Nowhere" in caplog.text
    assert "contacts.x" in caplog.text
    assert not list(faults(sheet))


def test_version_changes_with_a_cue_and_with_a_model(tmp_path) -> None:  # type: ignore[no-untyped-def]
    rules = tmp_path / "loaders" / "extract" / "contacts"
    rules.mkdir(parents=True)
    (rules / "cues.yaml").write_text("call: [rang]\n")
    before = digest(tmp_path)
    assert digest(tmp_path) == before
    (rules / "cues.yaml").write_text("call: [rang, phoned]\n")
    assert digest(tmp_path) != before
    before = digest(tmp_path)
    (rules / "learned.npz").write_bytes(b"a model that was trained anew")
    assert digest(tmp_path) != before
    assert EXTRACTOR_VERSION.endswith(digest())


def test_sheet_round_trips() -> None:
    sheet = extract(plaintext.parse(_SMALL, "small.txt"))
    assert Sheet.model_validate_json(sheet.model_dump_json()) == sheet


def test_titles_headings_and_tables_in_capitals_say_the_same() -> None:
    """All but the sentences in capitals, as many reports have their titles, headings and keys."""

    def said(text: str) -> dict[str, Any]:
        sheet = extract(plaintext.parse(text, "small.txt")).model_dump(mode="json")
        for item in (item for items in sheet.values() if isinstance(items, list) for item in items):
            item["lines"] = [e["lines"] for e in item.pop("evidence")]
            item["relation"] = (item.get("relation") or "").lower()
            for key in ("origin", "aliases", "summary"):
                item.pop(key, None)
        return {k: v for k, v in sheet.items() if k != "review"}

    loud = "\n".join(x if x.endswith(".") else x.upper() for x in _SMALL.split("\n"))
    assert loud != _SMALL
    assert said(loud) == said(_SMALL)


_SMALL = """\
DOMESTIC HOMICIDE REVIEW
Overview Report into the death of Marta in June 2016
Fernshire Community Safety Partnership
Report Author: Jane Penn
May 2018

1. Introduction
1.1 This review examines the contact that agencies had with Marta, who was killed by her husband, Piotr, in June 2016.

2. Persons featured in this review
Marta\tVictim\t34
Piotr\tPerpetrator, husband of Marta\t36

3. Agencies
3.1 Fernshire Police provided an Individual Management Review. Fernshire Hospitals NHS Trust provided a chronology.

4. Chronology
4.1 On 3 March 2015, Marta reported to Fernshire Police that Piotr had punched her. Officers attended the address.
4.2 On 9 June 2016 Piotr stabbed Marta at their home. He was convicted of murder.

5. Analysis
5.1 Fernshire Police did not refer Marta to MARAC. This was a missed opportunity.

6. Recommendations
Recommendation 1: Fernshire Police should train its officers in the use of the DASH.
"""
