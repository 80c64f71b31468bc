"""The kinds of sections and the words of a heading that tell them, as ``sections.yaml`` gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ontology.data import read_yaml


@dataclass(frozen=True)
class Told:
    """``sections.yaml``: patterns by kind, what a kind gives way to, and how headings that open a part are told."""

    kinds: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]
    gives_way: dict[str, frozenset[str]]
    whole: frozenset[str]
    box: re.Pattern[str]
    opens: frozenset[str]
    aside: frozenset[str]
    takes_part: re.Pattern[str]
    restarts: re.Pattern[str]
    ends_plan: frozenset[str]
    title: re.Pattern[str]
    begins: re.Pattern[str]


@cache
def told() -> Told:
    """The content of ``sections.yaml``, compiled."""
    data = read_yaml("loaders.document", "sections.yaml")
    return Told(
        kinds=tuple((kind, tuple(re.compile(p) for p in patterns)) for kind, patterns in data["kinds"].items()),
        gives_way={kind: frozenset(to) for kind, to in data["gives_way"].items()},
        whole=frozenset(data["whole"]),
        box=re.compile(data["box"], re.I),
        opens=frozenset(data["opens"]),
        aside=frozenset(data["aside"]),
        takes_part=re.compile(data["takes_part"], re.I),
        restarts=re.compile(data["restarts"], re.I),
        ends_plan=frozenset(data["ends_plan"]),
        title=re.compile(data["title"], re.I),
        begins=re.compile(data["begins"], re.I),
    )


@cache
def kind_of_heading(title: str) -> str | None:
    """The kind of section that a heading announces, or None."""
    low = " ".join(title.lower().split()).strip(" :.–-")
    for kind, patterns in told().kinds:
        if any(p.search(low) for p in patterns):
            return kind
    return None
