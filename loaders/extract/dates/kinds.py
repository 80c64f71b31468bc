"""What a date dates, told from the words around it (``kinds.yaml``)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ontology.data import read_yaml

#: Characters that count as near a date, and those right before it.
NEAR, BEFORE, AFTER = 150, 60, 60


class _Kind(NamedTuple):
    name: str
    year_only: bool
    before: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]
    near: tuple[re.Pattern[str], ...]


@cache
def _kinds() -> tuple[_Kind, ...]:
    data = read_yaml("loaders.extract.dates", "kinds.yaml")

    def compiled(kind: dict[str, list[str]], key: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(p) for p in kind.get(key, ()))

    return tuple(
        _Kind(name, bool(kind.get("year_only")), *(compiled(kind, key) for key in ("before", "after", "near")))
        for name, kind in data.items()
    )


def kind_of(text: str, start: int, end: int, *, year_only: bool = False) -> str:
    """The kind of the date at these offsets: 'event', or one of the kinds of ``kinds.yaml``.

    Args:
        text: the sentence.
        start, end: where the date stands in it.
        year_only: whether it is no more than a year, as after the name of an act.
    """
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    near = text[max(0, start - NEAR) : end + NEAR]
    for kind in _kinds():
        if kind.year_only and not year_only:
            continue
        if any(p.search(before) for p in kind.before) or any(p.search(after) for p in kind.after):
            return kind.name
        if any(p.search(near) for p in kind.near):
            return kind.name
    return "event"
