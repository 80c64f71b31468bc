"""Reads lines all in capitals as they would be written elsewhere in the text.

Titles, headings and lists of agencies often stand in capitals. Names, bodies and roles are told by their capital
letters, so such a line is read in title case; what the rest of the text writes in capitals (NHS, MARAC) stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[’'\u00ad\u200b][^\W\d_]+)*")
_ROMAN = re.compile(r"[IVX]+")
#: What numbers a heading, before its title ("E. ", "IV) ").
_LABEL = re.compile(r"\W*(?:[A-Z]|[IVX]+)[.)]\s*")
#: Letters that a line needs to tell that it is in capitals.
LETTERS = 4
#: A word that stands nowhere else in the text is an abbreviation if it has no more letters than this, on a line with
#: other words or alone on its line; a longer one is a name or a word.
SHORT, ALONE = 3, 6
#: Words that a title leaves small.
_SMALL = frozenset(
    """a about after an and are as at before between by during for from has had he her his in into is it its of on or
    she that the their they this to under upon was were which who whom whose with within without""".split()  # noqa: SIM905
)

#: Short words of headings that are no abbreviations.
_PLAIN = frozenset("all day how key mr mrs ms new not one our own son ten two six use why".split())  # noqa: SIM905


def in_small_letters(lines: Iterable[str]) -> list[str]:
    """The lines, each as long as it was, with those in capitals in title case."""
    lines = list(lines)
    shouted = [_in_capitals(line) for line in lines]
    if not any(shouted):
        return lines
    words = Counter(w for line, loud in zip(lines, shouted, strict=True) if not loud for w in _WORD.findall(line))
    small = Counter[str]()
    for word, count in words.items():
        if not word.isupper():
            small[word.upper()] += count

    def read(m: re.Match[str]) -> str:
        word, before = m[0], m.string[: m.start()].rpartition("\t")[2]
        if word.lower() in _SMALL and word != "A":
            return word.lower() if _goes_on(before, word) else word.capitalize()
        last = _WORD.findall(before)[-1:]
        if word == "A" and last and last[0].lower() in _SMALL:  # "death of a", but "Adult A"
            return "a"
        if len(word) == 1 or _ROMAN.fullmatch(word):
            return word
        unknown = not words[word] and not small[word] and word.lower() not in _PLAIN
        if words[word] > small[word] or (
            unknown and len(word) <= (SHORT if len(_WORD.findall(m.string)) > 1 else ALONE)
        ):
            return word
        return _titled(word)

    return [_WORD.sub(read, line) if loud else line for line, loud in zip(lines, shouted, strict=True)]


def _goes_on(before: str, word: str) -> bool:
    """Whether a word stands within a title: after another word, and no colon, dash or numbering letter; "and" after a
    number too, where a word stands before that ("SCHOOL 1 AND SCHOOL 2")."""
    if _LABEL.fullmatch(before):
        return False
    joins = word in ("AND", "OR") and re.search(r"[^\W\d] \d+ $", before)
    return bool(joins or re.search(r"[^\W\d]\W*$", before)) and not re.search(r"[:–—]\s*$", before)


def _titled(word: str) -> str:
    """A word in title case: "Children's", but "O'Brien"; a soft hyphen parts no word."""
    first, *rest = re.split(r"([’'])", word.lower())
    return first.capitalize() + "".join(p.capitalize() if len(first) == 1 and len(p) > 2 else p for p in rest)


def _in_capitals(line: str) -> bool:
    return line.isupper() and sum(c.isalpha() for c in line) >= LETTERS
