"""The authority file: bodies that recur in reviews of any area, so that one body is one node in the graph.

``authority.yaml`` holds them as data. :func:`lookup` finds one by any of its names; :func:`is_proper` tells whether a
name that is not in the file still means the same body wherever it is printed ("Mill Lane Surgery"), or a kind of body
that belongs to the review it stands in ("the GP practice").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ontology.data import read_yaml

#: How the name of an NHS trust ends, in one text or another.
_TRUST = ("NHS Foundation Trust", "NHS Trust", "Foundation Trust", "NHSFT", "NHS FT", "Trust")


@dataclass(frozen=True)
class Body:
    """One body of the authority file.

    Attributes:
        id: its lasting id, in lower case with hyphens.
        name: the fullest name.
        aliases: other names and abbreviations.
        sector: an id of the vocabulary ``agency_sector``.
        area: the places it serves, comma-separated; None for one that serves the whole country.
        formerly, succeeded_by: ids of the bodies before and after it.
        since, until: the years between which it bore that name; None where open or not sure.
        ordinary: names of it that are everyday words, and count only as they are capitalised here.
        trust: it is an NHS trust whose name does not tell its kind.
        units: what parts of it are called, which are other bodies' where it is not in view.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    sector: str
    area: str | None = None
    formerly: tuple[str, ...] = ()
    succeeded_by: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    ordinary: tuple[str, ...] = ()
    trust: bool = False
    units: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the fullest first."""
        return (self.name, *self.aliases)


@cache
def bodies() -> tuple[Body, ...]:
    """All bodies of the authority file, in its order."""
    rows = read_yaml("ontology", "authority.yaml")
    return tuple(_body(row) for row in rows)


def _body(row: dict[str, Any]) -> Body:
    aliases = list(row.get("aliases", []))
    if trust := row.get("trust"):
        aliases += [f"{trust} {kind}" for kind in _TRUST]
    if stem := row.get("stem"):
        stems = [stem, stem.replace(" and ", " & ")] if " and " in stem else [stem]
        aliases += [
            f"{s} {kind}" for s in stems for kind in ("Police", "Constabulary", "Police Service", "Police Force")
        ]
    return Body(
        id=row["id"],
        name=row["name"],
        aliases=tuple(a for a in dict.fromkeys(aliases) if a != row["name"]),
        sector=row["sector"],
        area=row.get("area"),
        formerly=tuple(row.get("formerly", ())),
        succeeded_by=tuple(row.get("succeeded_by", ())),
        since=row.get("since"),
        until=row.get("until"),
        ordinary=tuple(row.get("ordinary", ())),
        trust="trust" in row,
        units=tuple(row.get("units", ())),
    )


@cache
def norm(name: str) -> str:
    """A name for comparison: lower case, no punctuation, no leading article, no bracketed abbreviation.

    The same as the ``norm`` of the contract's ``score.py``.
    """
    name = re.sub(
        r"\((?=[^)]*[A-Z])[A-Za-z&]{2,12}s?\)", lambda m: " " if sum(c.isupper() for c in m[0]) > 1 else m[0], name
    )
    name = name.lower().replace("&", " and ").replace("’", "'")
    name = re.sub(r"[^a-z0-9' ]+", " ", name).replace("'s ", "s ").replace("'", "")
    return re.sub(r"^(the|a|an) ", "", re.sub(r"\s+", " ", name).strip())


@cache
def _by_name() -> dict[str, tuple[Body, ...]]:
    held: dict[str, list[Body]] = {}
    for body in bodies():
        for key in {norm(n) for n in body.names}:
            held.setdefault(key, []).append(body)
    return {key: tuple(found) for key, found in held.items()}


def lookup(name_or_alias: str, area: str | None = None) -> Body | None:
    """The body that a name means, or None where there is none, or more than one.

    Args:
        name_or_alias: any name or abbreviation, with or without its article.
        area: a place name (the review's area, say) that tells bodies of one abbreviation apart.
    """
    found = [b for b in _by_name().get(norm(name_or_alias), ()) if _as_a_name(b, name_or_alias)]
    if len(found) > 1 and area:
        found = [b for b in found if b.area and serves(b, area)]
    return found[0] if len(found) == 1 else None


def serves(body: Body, area: str) -> bool:
    """Whether a body serves a place: one of the names in its area stands in ``area``, or the other way about."""
    place = f" {norm(area)} "
    return any(f" {own} " in place or place in f" {own} " for own in map(norm, (body.area or "").split(",")) if own)


def _as_a_name(body: Body, name: str) -> bool:
    """Whether a name that is an everyday word too is written as the body's: "Refuge", "MIND", not "the refuge"."""
    bare = re.sub(r"^(?:the|a|an)\s+", "", name.strip(), flags=re.I)
    ordinary = {o.lower() for o in body.ordinary}
    return bare.lower() not in ordinary or bare in body.ordinary or bare.isupper()


@cache
def _kind_words() -> frozenset[str]:
    return frozenset(" ".join(read_yaml("ontology", "kind-words.yaml").values()).split())


def is_proper(name: str) -> bool:
    """Whether an organisation's name is that of one particular body wherever it is printed.

    True where it is in the authority file, or holds a place or another proper name ('Mill Lane Surgery'). False for
    kinds of body, which mean another one in each review ('CAMHS', 'the GP practice', "Children's Social Care", 'the
    hospital'), for bodies that a review numbers or letters ('GP Practice 1', 'School A'), and for those told by a
    person ("the victim's employer").
    """
    if lookup(name) is not None:
        return True
    bare = re.sub(r"\([^)]*\)", " ", name.replace("’", "'"))
    # "Adult 1's solicitor", "Mary's school": told by a person, and named by a word in small letters.
    if re.search(r"(?:'s|s')\s+(?:[a-z]|GP\b)", bare):
        return False
    kinds = _kind_words()
    words = re.findall(r"[A-Za-z][\w&'-]*", bare)
    if not words:
        return False
    for position, word in enumerate(words):
        parts = [p for p in word.replace("'s", "s").replace("'", "").split("-") if p]
        if not word[0].isupper() and not re.match(r"[a-z]+[A-Z]", word):
            continue
        if all(p.lower() in kinds or len(p) == 1 for p in parts):
            continue
        # "Heath Road Surgery" has a name though each word is a kind's; a lone capital at the start of a phrase has not.
        if position == 0 and len(words) > 1 and word.lower() in ("local", "our", "its", "my"):
            continue
        return True
    return bool(re.match(r"(?:The )?(?:[A-Z][a-z]+ )+(?:Road|Street|Park|House|Green|Bridge) [A-Z]", bare))
