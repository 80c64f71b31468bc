"""``cues.yaml``, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ontology.data import read_yaml

Pattern = re.Pattern[str]


@dataclass(frozen=True)
class Cues:
    """The wordings of ``cues.yaml``; each field is the key of that name."""

    marker: tuple[Pattern, ...]
    lettered: Pattern
    counted: Pattern
    makes: Pattern
    of_agency: Pattern
    prose: Pattern
    asks: Pattern
    orders: Pattern
    intro: Pattern
    remark: Pattern
    narrates: Pattern
    told: Pattern
    not_own: Pattern
    lead: Pattern
    until: Pattern
    also: Pattern
    regional_body: Pattern
    regional: Pattern
    national_body: Pattern
    national: Pattern
    national_subject: Pattern
    local_sectors: frozenset[str]
    columns: dict[str, Pattern]
    themes: dict[str, tuple[Pattern, Pattern]]
    sure: dict[str, Pattern]
    unless: dict[str, Pattern]
    sector_themes: dict[str, str]
    bodies: Pattern


@cache
def cues() -> Cues:
    """The cues, read once."""
    data = read_yaml("loaders.extract.recommendations", "cues.yaml")

    def pattern(text: str) -> Pattern:
        return re.compile(text.replace("{of_kind}", data["of_kind"]), re.I)

    def one(key: str) -> Pattern:
        value = data[key]
        return pattern(value if isinstance(value, str) else "|".join(f"(?:{v})" for v in value))

    def some(how: str) -> dict[str, Pattern]:
        return {name: re.compile(p[how], re.I) for name, p in data["themes"].items() if how in p}

    single = (
        "lettered",
        "counted",
        "makes",
        "of_agency",
        "prose",
        "asks",
        "orders",
        "intro",
        "remark",
        "narrates",
        "told",
        "not_own",
        "lead",
        "until",
        "also",
        "bodies",
    )
    levels = ("regional_body", "regional", "national_body", "national", "national_subject")
    return Cues(
        marker=tuple(map(pattern, data["marker"])),
        local_sectors=frozenset(data["local_sectors"]),
        columns={name: re.compile(p, re.I) for name, p in data["columns"].items()},
        themes={
            name: (re.compile(p["strong"], re.I), re.compile(p["weak"], re.I)) for name, p in data["themes"].items()
        },
        sure=some("sure"),
        unless=some("unless"),
        sector_themes=dict(data["sector_themes"]),
        **{key: one(key) for key in (*single, *levels)},
    )
