"""Finds what a person changed in a sheet without saying so.

What is changed in an editor counts as a person's word once its ``origin`` says so; else it is the machine's still, and
the next extraction puts it back. The machine gives an item an id that is a hash of its claim and of its first place, so
a change of either shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product

from loaders.sheet import CLAIM, Agency, Death, Item, Person, Recommendation, Sheet, base_id

#: An id that the tool gave: a hash and perhaps a counter.
_GIVEN = re.compile(r"([0-9a-f]{12})(?:-\d+)?")
#: Names that a machine's item may have had before a person renamed its agencies: so many are tried.
MOST = 200
#: So many places are named; of more the number is told.
SHOWN = 5
#: What comes of what a sheet changes without saying so.
PUT_BACK = "the next extraction puts it back"


def changed_by_hand(sheet: Sheet, fate: str) -> tuple[str, ...]:
    """One warning of all that was changed without saying so, or none.

    Args:
        sheet: as it was given, or kept.
        fate: what comes of such changes ("the next extraction puts them back").
    """
    places = list(_changed(sheet))
    if not places:
        return ()
    more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
    shown = ", ".join(places[:SHOWN])
    return (f"{shown}{more}: changed by hand, but the origin's status does not say 'corrected': {fate}",)


def _changed(sheet: Sheet) -> Iterator[str]:
    """The places of a sheet whose claim or first place is another than when the machine found it, undecided.

    A change of other fields (a summary, who knew, a theme) leaves the id as it is and does not show. What was renamed
    with its agency, whose ``was`` or ``aliases`` hold the old name, was not changed by hand.

    Yields:
        The place with the item's id ("contacts/3 (1f0c…)"), in the order of the sheet.
    """
    agencies = {a.name: _names(a, a.name) for a in sheet.agencies}
    persons = {p.label: _names(p, p.label) for p in sheet.persons}
    for kind, position, item in sheet.items():
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
