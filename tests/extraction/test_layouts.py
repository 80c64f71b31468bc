"""What is read of many layouts stays read (see ``layouts``)."""

from __future__ import annotations

import pytest

from tests.extraction.layouts import FIGURES, SLACK, held, reached, sets


def test_there_are_five_of_each_writer() -> None:
    assert {len(five) for five in sets().values()} == {5}
    assert len(sets()) >= 9


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_has_fallen(name: str) -> None:
    """Each figure over all of them is what was reached once, or higher."""
    assert reached()[name] >= held()[name] - SLACK
