"""Kinds of agency: what "the GP practice" or "CAMHS" is one of, in any review."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ontology.data import read_yaml


@dataclass(frozen=True)
class Kind:
    """A kind of agency; a concept of the scheme ``agency_kind``.

    Attributes:
        sector: the concept of ``agency_sector`` that it is narrower than.
        names: what a name of this kind matches.
    """

    id: str
    label: str
    definition: str
    sector: str
    names: re.Pattern[str]


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order in which they are tried."""
    data = read_yaml("ontology", "agency-kinds.yaml")
    return tuple(
        Kind(id_, k["label"], k["definition"], k["sector"], re.compile("|".join(k["names"]), re.I))
        for id_, k in data.items()
    )


def kind_of(name: str, sector: str) -> str | None:
    """The id of the kind that an agency of this name and sector is of, or None."""
    text = name.replace("’", "'")
    return next((k.id for k in kinds() if k.sector == sector and k.names.search(text)), None)
