"""What a review says of each death, over openings in ten house styles."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from loaders.extract import deaths
from loaders.sheet import Death
from tests.extraction.house_styles import STYLES
from tests.extraction.test_persons import plain, read


@cache
def found(style: str) -> list[Death]:
    """The deaths of a style."""
    return deaths.find(read(style))


def shown(value: Any) -> Any:
    """Labels of role words without their article."""
    if isinstance(value, list):
        return [shown(v) for v in value]
    return plain(value) if isinstance(value, str) else value


ASKED = [(style, i, key) for style, s in STYLES.items() for i, d in enumerate(s.deaths) for key in d]


@pytest.mark.parametrize(("style", "position", "key"), ASKED)
def test_field(style: str, position: int, key: str) -> None:
    """One field of one death."""
    assert shown(getattr(found(style)[position], key)) == shown(STYLES[style].deaths[position][key])


@pytest.mark.parametrize("style", STYLES)
def test_one_death_each(style: str) -> None:
    """As many deaths as victims, and evidence for each."""
    assert len(found(style)) == len(STYLES[style].deaths)
    assert all(d.evidence for d in found(style))
