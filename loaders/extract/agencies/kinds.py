"""Kinds of organisation by the words of their names: sector, and what tells two of a kind apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ontology import authority
from ontology.data import read_yaml

_SMALL = re.compile(
    r"\b(control room|surgery|practice|school|nursery|hospital|housing|social care|"
    r"services?|social services|mental health|"
    r"ambulance|probation|women's aid|refuge|council|college|mosque|church|health visiting|"
    r"care home|nursing home|centre|center|hostel)$"
)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@dataclass(frozen=True)
class Kind:
    """A row of ``kinds.yaml``.

    Attributes:
        drop: words that tell no body of the kind from another.
        forum: there is one in a review, whatever place its name holds.
        head: the words make a run of capitals an organisation's name.
        role: it is a body of the review even where no name is given.
    """

    id: str
    sector: str
    words: re.Pattern[str]
    drop: frozenset[str]
    forum: bool = False
    head: bool = True
    role: bool = False


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml("loaders.extract.agencies", "kinds.yaml")
    return data


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order in which they are tried."""
    common = set(_data()["common"])
    return tuple(
        Kind(
            id=row["id"],
            sector=row["sector"],
            words=re.compile(row["words"]),
            drop=frozenset(map(_singular, common | set(row.get("drop", ())))),
            forum=row.get("forum", False),
            head=row.get("head", True),
            role=row.get("role", False),
        )
        for row in _data()["kinds"]
    )


@cache
def kind_of(name: str) -> Kind | None:
    """The kind of a name by its words, or None where they tell nothing.

    A trust that the authority file knows is of its sector's kind, whatever the words ("Pennine Care NHS Foundation
    Trust" has no hospitals).
    """
    if (body := authority.lookup(name)) and body.trust:
        return next(k for k in kinds() if k.id == _data()["trusts"][body.sector])
    plain = _BRACKETS.sub(" ", name).replace("’", "'")
    found = next((k for k in kinds() if k.words.search(plain)), None)
    if found is None and _SMALL.search(plain):
        # "Tarnbeck social services": the words of the kind in small letters
        capital = re.sub(r"'S\b", "'s", plain.title())
        found = next((k for k in kinds() if k.words.search(capital)), None)
    return found


@cache
def _periods() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple((re.compile(p["words"]), p.get("since", ""), p.get("until", "9999")) for p in _data()["periods"])


@cache
def _periods_of(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((since, until) for name in names for words, since, until in _periods() if words.search(name))


def at_work(names: Iterable[str], date: str) -> bool | None:
    """Whether a body that goes by these names was at work at a date (ISO, to the month at least); None: not known."""
    known = _periods_of(tuple(names))
    return any(since <= date[:7] < until for since, until in known) if known else None


@cache
def sector_of(name: str) -> str:
    """The sector of a name: the authority file's, else its kind's, else 'other'."""
    body = authority.lookup(name)
    if body:
        return body.sector
    kind = kind_of(name)
    return kind.sector if kind else "other"


@cache
def marks(name: str) -> frozenset[str]:
    """The words of a name that tell it from others of its kind ("Moorhill Hospitals NHS Trust": moorhill)."""
    kind = kind_of(name)
    drop = kind.drop if kind else frozenset(map(_singular, _data()["common"]))
    plain = authority.norm(_BRACKETS.sub(" ", name))
    own = frozenset(w for w in map(_singular, plain.split()) if w not in drop)
    return own | {"a"} if re.search(r"\w A$", name.strip()) else own  # "GP Practice A": no article


def _singular(word: str) -> str:
    return word.rstrip("s") if len(word) > 3 else word
