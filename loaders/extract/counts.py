"""Numbers in words ("twenty-two"), as reports write ages, terms and stretches of time."""

from __future__ import annotations

import re

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
#: The numbers to ninety-nine by their words, with a hyphen where they have two.
NUMBERS = {word: n for n, word in enumerate([*_UNITS, *_TEENS], start=1)} | {
    word: value
    for n, ten in enumerate(_TENS, start=2)
    for word, value in [(ten, 10 * n), *((f"{ten}-{unit}", 10 * n + i) for i, unit in enumerate(_UNITS, start=1))]
}
#: An alternation of them, the longest first; a blank may stand for the hyphen.
WORDS = "|".join(sorted((word.replace("-", "[ -]") for word in NUMBERS), key=len, reverse=True))
#: An alternation of those from ten on.
FROM_TEN = "|".join(
    sorted((word.replace("-", "[ -]") for word, n in NUMBERS.items() if n >= 10), key=len, reverse=True)
)
_FROM_TEN = re.compile(rf"\b(?:{FROM_TEN})\b", re.I)
_HAS_ONE = re.compile(r"teen\b|ty\b|\bten\b|\beleven|\btwelve|\b\w+ty[- ]", re.I)


def number(words: str) -> int:
    """What a number in words is.

    Args:
        words: as :data:`WORDS` finds them.
    """
    return NUMBERS[words.lower().replace(" ", "-")]


def in_digits(text: str) -> str:
    """The text with its numbers from ten to ninety-nine in digits ("aged fifty-six" is "aged 56")."""
    return _FROM_TEN.sub(lambda m: str(number(m[0])), text) if _HAS_ONE.search(text) else text
