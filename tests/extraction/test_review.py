"""What a review says of itself, over openings in ten house styles."""

from __future__ import annotations

from functools import cache

import pytest

from loaders.extract import review
from loaders.sheet import Review
from tests.extraction.house_styles import STYLES
from tests.extraction.test_deaths import found as deaths_of
from tests.extraction.test_persons import read


@cache
def found(style: str) -> Review:
    """The review fields of a style."""
    reading = read(style)
    reading.learn("deaths", deaths_of(style))
    return review.find(reading)


ASKED = [(style, key) for style, s in STYLES.items() for key in s.review]


@pytest.mark.parametrize(("style", "key"), ASKED)
def test_field(style: str, key: str) -> None:
    """One field."""
    assert getattr(found(style), key) == STYLES[style].review[key]


@pytest.mark.parametrize("style", STYLES)
def test_origin_and_id(style: str) -> None:
    """Each field that is filled says who filled it; the id names year and kind."""
    one = found(style)
    assert set(one.origin) >= {k for k in STYLES[style].review if getattr(one, k) is not None}
    assert STYLES[style].deaths[0]["date"][:4] in one.id
    assert one.id.endswith("-summary") == (one.report_kind == "executive-summary")
