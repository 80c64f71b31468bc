"""Numbers in words."""

from __future__ import annotations

import pytest

from loaders.extract.counts import in_digits, number


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Nell, aged fifty-six, and Ned, who was twenty one", "Nell, aged 56, and Ned, who was 21"),
        ("He was seventeen and she was ninety.", "He was 17 and she was 90."),
        ("one of three sisters, often alone", "one of three sisters, often alone"),
        ("She weighed the safety of the attention", "She weighed the safety of the attention"),
    ],
)
def test_in_digits(text: str, digits: str) -> None:
    assert in_digits(text) == digits


def test_number() -> None:
    assert [number(words) for words in ("one", "Twelve", "thirty four", "ninety-nine")] == [1, 12, 34, 99]
