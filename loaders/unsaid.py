"""Finds what a person changed in a sheet without saying so.

What is changed in an editor counts as a person's word once its ``origin`` says so; else it is the machine's still, and
the next extraction puts it back. The machine gives an item an id that is a hash of its claim and of its first place, so
a change of either shows by itself; of what else an item says (a summary, who knew, a theme) a print is kept with the
sheet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import islice, product
from typing import Any

from loaders.sheet import CLAIM, Agency, Death, Item, Person, Recommendation, Sheet, base_id

#: An id that the tool gave: a hash and perhaps a counter.
_GIVEN = re.compile(r"([0-9a-f]{12})(?:-\d+)?")
#: Names that a machine's item may have had before a person renamed its agencies: so many are tried.
MOST = 200
#: So many places are named; of more the number is told.
SHOWN = 5
#: What comes of what a sheet changes without saying so.
PUT_BACK = "the next extraction puts it back"


def prints(sheet: Sheet) -> dict[str, str]:
    """A digest of what each item says that is the machine's and nobody has decided on.

    In other items agencies and persons count by their entry, not by their name: a renamed one changes its own print
    only.

    Returns:
        Eight hexadecimal digits by the item's id.
    """
    entries = {a.name: a.id for a in sheet.agencies} | {p.label: p.id for p in sheet.persons}

    def by_entry(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: by_entry(one) for key, one in value.items()}
        if isinstance(value, list):
            return [by_entry(one) for one in value]
        return entries.get(value, value) if isinstance(value, str) else value

    found = {}
    for _, _, item in sheet.items():
        if item.id and item.origin is not None and not item.origin.decided:
            said = item.model_dump(mode="json", exclude={"id", "origin"})
            said = said if isinstance(item, Agency | Person) else by_entry(said)
            found[item.id] = sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:8]
    return found


def changed_by_hand(sheet: Sheet, fate: str, kept: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """One warning of all that was changed without saying so, or none.

    Args:
        sheet: as it was given, or kept.
        fate: what comes of such changes ("the next extraction puts them back").
        kept: the prints of the sheet as this tool wrote it, where it is known; without them only a changed claim or
            first place is seen.
    """
    places = list(_changed(sheet, kept or {}))
    if not places:
        return ()
    more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
    shown = ", ".join(places[:SHOWN])
    return (f"{shown}{more}: changed by hand, but the origin's status does not say 'corrected': {fate}",)


def _changed(sheet: Sheet, kept: Mapping[str, str]) -> Iterator[str]:
    """The places of a sheet that say something else than when the machine found or the tool kept it, undecided.

    What was renamed with its agency, whose ``was`` or ``aliases`` hold the old name, was not changed by hand.

    Yields:
        The place with the item's id ("contacts/3 (1f0c…)"), in the order of the sheet.
    """
    agencies = {a.name: _names(a, a.name) for a in sheet.agencies}
    persons = {p.label: _names(p, p.label) for p in sheet.persons}
    now = prints(sheet)
    for kind, position, item in sheet.items():
        if item.id in kept and item.id in now:
            if kept[item.id] != now[item.id]:
                yield f"{kind}/{position} ({item.id})"
            continue
        given = _GIVEN.fullmatch(item.id or "")
        if given is None or item.origin is None or item.origin.decided:
            continue
        if given[1] not in {base_id(kind, one) for one in _variants(kind, item, agencies, persons)}:
            yield f"{kind}/{position} ({item.id})"


def _names(entry: Agency | Person, name: str) -> list[str]:
    """The names that an agency or a person goes or went by."""
    was = (entry.origin and entry.origin.was) or {}
    return [name, *entry.aliases, *(was[key] for key in ("name", "label") if key in was)]


def _variants(
    kind: str, item: Item, agencies: Mapping[str, list[str]], persons: Mapping[str, list[str]]
) -> Iterator[Item]:
    """The item with each of the names that those whom its claim names go or went by."""
    if isinstance(item, Recommendation):
        lists = product(*(agencies.get(name, [name]) for name in item.addressees))
        updates: Iterable[dict[str, object]] = ({"addressees": list(names)} for names in islice(lists, MOST))
    elif isinstance(item, Death):
        updates = ({"victim": label} for label in persons.get(item.victim, [item.victim]))
    elif "agency" in CLAIM[kind] and (agency := getattr(item, "agency", None)):
        updates = ({"agency": name} for name in agencies.get(agency, [agency]))
    else:
        updates = ({},)
    return (item.model_copy(update=update) for update in updates)
