"""Confidence: what it is made from, and that it is honest on the review that was left out."""

from __future__ import annotations

import os

import pytest

from loaders.document import plaintext
from loaders.extract.confidence import Compared, Measured, calibrate, measured
from loaders.extract.pipeline import FAMILIES, extract
from loaders.sheet import Evidence, GoodPractice, Origin, Sheet
from tests.extraction import calibrate as measuring
from tests.extraction import score

HERE = (score.SHARED / "gold").is_dir()
needs_reviews = pytest.mark.skipif(
    not HERE and os.environ.get("CI") != "true", reason=f"the coded reviews are not at {score.SHARED}"
)
#: Of the whole left-out review; the issue asks for less.
ERROR = 0.10


@pytest.mark.slow
@needs_reviews
class TestLeftOut:
    """The review that was drawn by lot; the file was last written with the rules of an earlier day, and must hold."""

    def test_the_error_is_small(self) -> None:
        """Of the confidence that a user gets."""
        given = measuring.given(measuring.compared(score.LEFT_OUT), measured())
        assert measuring.error((sure, right) for _, sure, right in given) < ERROR

    def test_the_error_is_small_where_the_number_for_the_unseen_was_not_taken(self) -> None:
        assert measuring.error((sure, right) for _, sure, right in measuring.left_out()) < ERROR

    def test_what_is_more_surely_found_is_more_often_right(self) -> None:
        rows = sorted(measuring.left_out(), key=lambda row: row[1])
        lower, upper = rows[: len(rows) // 2], rows[len(rows) // 2 :]
        assert _share(upper) > _share(lower) + 0.15

    @pytest.mark.parametrize("review", score.REVIEWS)
    def test_every_item_has_one(self, review: str) -> None:
        _sound(score.extracted(review))


def _share(rows: list[tuple[str, float, bool]]) -> float:
    return sum(right for *_, right in rows) / len(rows)


def _sound(sheet: Sheet) -> None:
    for kind, position, item in sheet.items():
        assert item.origin, f"{kind}/{position}"
        assert item.origin.confidence is not None, f"{kind}/{position}"
        assert 0 <= item.origin.confidence <= 1, f"{kind}/{position}"


@pytest.mark.parametrize("sample", measuring.FICTION)
def test_every_item_of_a_sample_has_a_measured_one(sample: str) -> None:
    document = plaintext.read(measuring.SAMPLES / f"{sample}.txt")
    said, sheet = extract(document, calibrated=False), extract(document)
    _sound(sheet)
    assert calibrate(said) == sheet


@pytest.mark.slow
def test_the_error_is_small_on_reviews_that_nobody_has_read() -> None:
    """Whole reviews of fiction, of which nothing was learned and only figures are looked at."""
    found = [finding for review in measuring.KEPT for finding in measuring.compared(review)]
    assert measuring.error((sure, right) for _, sure, right in measuring.given(found, measured())) < ERROR


def test_every_list_was_measured() -> None:
    assert set(measured().lists) == {*FAMILIES, "review"}
    assert all(row.compared >= row.right > 0 for row in measured().lists.values())


BY = Measured({"contacts": Compared(compared=99, right=74, usual=0.6)}, unseen=1.0)


def test_a_usual_finding_has_the_share_of_its_list_less_the_unseen() -> None:
    # 74.5 of 100 are odds of 2.92; divided by e, 1.07.
    assert BY.confidence("contacts", 0.6) == pytest.approx(1.0748 / 2.0748, abs=1e-3)


def test_a_plainer_finding_has_more() -> None:
    assert BY.confidence("contacts", 0.3) < BY.confidence("contacts", 0.6) < BY.confidence("contacts", 0.9)


def test_a_list_that_was_never_compared_keeps_what_the_family_says() -> None:
    assert BY.confidence("deaths", 0.7) == 0.7


def test_nothing_is_certain() -> None:
    sure = Measured({"contacts": Compared(10_000, 10_000, 0.5)})
    assert sure.confidence("contacts", 1.0) <= 0.98


def test_what_a_person_entered_is_left_alone() -> None:
    sheet = extract(plaintext.read(measuring.SAMPLES / f"{measuring.FICTION[0]}.txt"))
    place = [Evidence(lines=(1, 1))]
    sheet.good_practice = [GoodPractice(agency=None, evidence=place, origin=Origin(by="person", confidence=0.9))]
    calibrate(sheet)
    assert sheet.good_practice[0].origin == Origin(by="person", confidence=0.9)


@pytest.mark.parametrize(
    ("findings", "error"),
    [
        ([(0.75, True), (0.75, True), (0.75, True), (0.75, False)], 0.0),
        ([(0.95, False)], 0.95),
        ([(0.25, True), (0.25, False), (0.85, True), (0.85, True)], 0.2),
        ([], 0.0),
    ],
)
def test_expected_calibration_error(findings: list[tuple[float, bool]], error: float) -> None:
    assert measuring.error(findings) == pytest.approx(error)
