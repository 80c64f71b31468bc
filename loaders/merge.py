"""Joins a new sheet with the decisions that a person made in the one that was kept.

A person's word stands over the machine's: what a person entered, accepted, corrected or rejected is kept, and what the
machine finds again in its place is left out. What nobody has decided on is taken from the new sheet.

The machine signs all that it finds, so that what has no origin was coded by hand. It stands over an extraction too; a
sheet that a person gives is that hand's newer word, and what it leaves out is gone. A sheet in which nothing is the
machine's is whole: nobody wants a machine's findings beside a coder's own of the same things.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from loaders.sheet import (
    CLAIM,
    LISTS,
    Contact,
    Death,
    Item,
    Origin,
    Recommendation,
    Review,
    RiskFactor,
    Sheet,
    SheetError,
    agencies_named,
    give_ids,
    persons_named,
)

#: Fields of the review that name it or the file, and are nobody's finding.
_NOT_DECIDED = ("id", "source", "sha256", "evidence", "origin")


def decided(item: Item) -> bool:
    """Whether a person stands behind an item."""
    return item.origin is not None and item.origin.decided


def not_machine(item: Item) -> bool:
    """Whether more than the machine's word stands behind an item: a person's decision, or the hand that coded it."""
    return item.origin is None or item.origin.decided


def coded_by_hand(sheet: Sheet) -> bool:
    """Whether people made all of a sheet."""
    items = [item for _, _, item in sheet.items()]
    return bool(items) and all(item.origin is None or item.origin.by == "person" for item in items)


def holds_decisions(sheet: Sheet, *, extracted: bool = True) -> bool:
    """Whether anything in a sheet stands over what comes next: an extraction, or a sheet that a person gives."""
    fields = _stated_by_people(sheet.review, by_hand=extracted)
    return bool(fields) or any((not_machine if extracted else decided)(item) for _, _, item in sheet.items())


def merge(kept: Sheet, fresh: Sheet, *, extracted: bool) -> Sheet:
    """The new sheet with the decisions of the kept one.

    Args:
        kept: what lies in the folder of sheets, perhaps with a person's decisions.
        fresh: what was extracted, or given, now. Where it holds a decision on the same item itself, that one is newer
            and wins.
        extracted: whether the machine made the new one; then what was coded by hand stands as what was decided does.

    Returns:
        A sheet of its own. It keeps the review's id, and the agencies and persons that a decided item names are in it.
    """
    if not holds_decisions(kept, extracted=extracted):
        review = fresh.review.model_copy(update={"id": kept.review.id})
        return give_ids(fresh.model_copy(deep=True, update={"review": review}))
    stands = not_machine if extracted else decided
    merged: dict[str, Any] = {"review": _review(kept.review, fresh.review, extracted)}
    for kind in LISTS:
        merged[kind] = _items(kind, getattr(kept, kind), getattr(fresh, kind), stands)
    sheet = Sheet.model_construct(**merged).model_copy(deep=True)
    _keep_named(kept, sheet, stands)
    agencies = _names(sheet.agencies, "name") | _renamed("agencies", "name", fresh, sheet, stands)
    persons = _names(sheet.persons, "label") | _renamed("persons", "label", fresh, sheet, stands)
    _rename(sheet, agencies, persons)
    return give_ids(sheet)


def standing(sheet: Sheet, where: str) -> Sheet:
    """What the graph is made of: the sheet without what a person rejected, and without what hangs on that.

    A machine's finding that names a rejected agency, or a rejected victim, goes too; from a list of names just the
    rejected one goes.

    Args:
        where: names the sheet in errors.

    Raises:
        SheetError: a person stands behind an item that names an agency or a person whom a person rejected.
    """
    left = sheet.standing().model_copy(deep=True)
    agencies = {a.name for a in sheet.agencies} - {a.name for a in left.agencies}
    persons = {p.label for p in sheet.persons} - {p.label for p in left.persons}
    for kind in LISTS:
        items = [
            _without(item, agencies, persons, f"{where}: {kind} {item.id or ''}".rstrip())
            for item in getattr(left, kind)
        ]
        setattr(left, kind, [item for item in items if item is not None])
    for name, origin in left.review.origin.items():
        if (
            origin is not None
            and origin.status == "rejected"
            and not type(left.review).model_fields[name].is_required()
        ):
            setattr(left.review, name, None)
            left.review.evidence.pop(name, None)
    return left


def surer(sheet: Sheet, least: float) -> int:
    """Takes out, in place, what a machine found and is less sure of than ``least``, unless a person has decided on it.

    An agency or a person stays as long as something that stays names it: who is sure of a contact is sure of whose it
    was. What the review's own record requires stays too.

    Args:
        sheet: one that nobody needs whole any more, as :func:`standing` gives it.
        least: between 0 and 1.

    Returns:
        How many items, and facts about the review, were taken out.
    """

    def unsure(origin: Origin | None) -> bool:
        return origin is not None and not origin.decided and origin.confidence is not None and origin.confidence < least

    before = sum(1 for _ in sheet.items())
    for kind in LISTS:
        if kind not in ("agencies", "persons"):
            setattr(sheet, kind, [item for item in getattr(sheet, kind) if not unsure(item.origin)])
    items = [item for _, _, item in sheet.items()]
    agencies = {name for item in items for name in agencies_named(item)}
    persons = {label for item in items for label in persons_named(item)}
    sheet.agencies = [a for a in sheet.agencies if a.name in agencies or not unsure(a.origin)]
    sheet.persons = [p for p in sheet.persons if p.label in persons or not unsure(p.origin)]
    gone = before - sum(1 for _ in sheet.items())
    review = sheet.review
    for name, origin in review.origin.items():
        stated = getattr(review, name) is not None and not type(review).model_fields[name].is_required()
        if stated and unsure(origin):
            setattr(review, name, None)
            review.evidence.pop(name, None)
            gone += 1
    return gone


def _without(item: Item, agencies: set[str], persons: set[str], where: str) -> Item | None:
    """The item without the rejected names, in place, or None where it cannot stand without them."""
    gone = [name for name in agencies_named(item) if name in agencies]
    gone += [label for label in persons_named(item) if label in persons]
    if not gone:
        return item
    if decided(item):
        raise SheetError(f"{where}: names {gone[0]!r}, whom the sheet rejects; reject this item too, or name another")
    if getattr(item, "agency", None) in agencies or (isinstance(item, Death) and item.victim in persons):
        return None
    if isinstance(item, Death):
        item.perpetrators = [p for p in item.perpetrators if p not in persons]
        item.by_perpetrator = [b for b in item.by_perpetrator if b.perpetrator not in persons]
    if isinstance(item, RiskFactor):
        item.known_to = [k for k in item.known_to if k.agency not in agencies]
    if isinstance(item, Recommendation):
        item.addressees = [a for a in item.addressees if a not in agencies]
    if isinstance(item, Contact | RiskFactor):
        item.persons = [p for p in item.persons if p not in persons]
    return item


def _stated_by_people(review: Review, *, by_hand: bool = True) -> list[str]:
    """The fields on whose value a person has decided, those coded by hand among them or not."""
    decided = [name for name, by in review.origin.items() if by is not None and by.decided]
    coded = [name for name, value in review if value is not None and review.origin.get(name) is None] if by_hand else []
    return [name for name in [*decided, *coded] if name not in _NOT_DECIDED]


def _review(kept: Review, fresh: Review, extracted: bool) -> Review:
    update: dict[str, Any] = {"id": kept.id}
    evidence, origin = dict(fresh.evidence), dict(fresh.origin)
    newer = _stated_by_people(fresh, by_hand=False)
    for name in _stated_by_people(kept, by_hand=extracted):
        if name in newer:
            continue
        # A rejected field is one that the review does not state; its required fields cannot be emptied.
        update[name] = getattr(kept, name)
        origin.pop(name, None)
        evidence.pop(name, None)
        if name in kept.origin:
            origin[name] = kept.origin[name]
        if name in kept.evidence:
            evidence[name] = kept.evidence[name]
    return fresh.model_copy(update=update | {"evidence": evidence, "origin": origin})


def _items(kind: str, kept: list[Any], fresh: list[Any], stands: Callable[[Item], bool]) -> list[Any]:
    """The list in the fresh one's order, with what stands where it was found again, or else at the end."""
    standing: list[Item] = [item for item in kept if stands(item)]
    merged: list[Item] = []
    for item in fresh:
        same = next((s for s in standing if _same(kind, s, item)), None)
        if same is None:
            merged.append(item)
        else:
            merged.append(item if decided(item) else same)
            standing.remove(same)
    # One decision may stand for several findings (a corrected date that two rules gave): the others go.
    settled = [item for item in merged if stands(item)]
    merged = [item for item in merged if stands(item) or not any(_same(kind, s, item) for s in settled)]
    return [*merged, *standing]


def _same(kind: str, stands: Item, found: Item) -> bool:
    """Whether what is found is what a person has decided on: by its id, or by its claim, now or before, there."""
    if stands.id and stands.id == found.id:
        return True
    claims = [_claim(kind, stands)]
    if stands.origin and stands.origin.was:
        claims.append(_claim(kind, stands, stands.origin))
    if _claim(kind, found) not in claims:
        return False
    return kind in ("persons", "deaths", "agencies") or _at_one_place(stands, found)


def _claim(kind: str, item: Item, origin: Origin | None = None) -> list[Any]:
    was = (origin.was if origin else None) or {}
    return [was.get(field, getattr(item, field)) for field in CLAIM[kind]]


def _at_one_place(a: Item, b: Item) -> bool:
    was = (a.origin.was or {}).get("evidence") if a.origin else None
    places = [e.lines for e in a.evidence] + [tuple(e["lines"]) for e in was or []]
    return any(p[0] <= e.lines[1] and e.lines[0] <= p[1] for p in places for e in b.evidence)


def _keep_named(kept: Sheet, sheet: Sheet, stands: Callable[[Item], bool]) -> None:
    """Adds, in place, agencies and persons that standing items name and the new sheet lacks, by name and by alias."""
    agencies = _names(sheet.agencies, "name")
    persons = _names(sheet.persons, "label")
    for _, _, item in list(sheet.items()):
        if not stands(item):
            continue
        for name in agencies_named(item):
            if name not in agencies:
                sheet.agencies += [a for a in kept.agencies if a.name == name]
                agencies = _names(sheet.agencies, "name")
        for label in persons_named(item):
            if label not in persons:
                sheet.persons += [p for p in kept.persons if p.label == label]
                persons = _names(sheet.persons, "label")


def _names(items: list[Any], field: str) -> dict[str, str]:
    """The name to use for each name: its own for an item's own, else that of the item which has it as an alias."""
    own = {getattr(item, field): getattr(item, field) for item in items}
    aliases = {alias: getattr(item, field) for item in reversed(items) for alias in item.aliases}
    was = {
        item.origin.was[field]: getattr(item, field)
        for item in items
        if item.origin and field in (item.origin.was or {})
    }
    return aliases | was | own


def _renamed(kind: str, field: str, fresh: Sheet, sheet: Sheet, stands: Callable[[Item], bool]) -> dict[str, str]:
    """The name that a person gave to what the machine, in the fresh sheet, calls otherwise."""
    present = {getattr(item, field) for item in getattr(sheet, kind)}
    settled = [item for item in getattr(sheet, kind) if stands(item)]
    return {
        getattr(found, field): getattr(one, field)
        for found in getattr(fresh, kind)
        if getattr(found, field) not in present
        for one in settled
        if _same(kind, one, found)
    }


def _rename(sheet: Sheet, agencies: dict[str, str], persons: dict[str, str]) -> None:
    for _, _, item in sheet.items():
        if getattr(item, "agency", None):
            item.agency = agencies[item.agency]  # type: ignore[attr-defined]
        if isinstance(item, Death):
            item.victim = persons[item.victim]
            item.perpetrators = [persons[p] for p in item.perpetrators]
            for one in item.by_perpetrator:
                one.perpetrator = persons[one.perpetrator]
        if hasattr(item, "addressees"):
            item.addressees = list(dict.fromkeys(agencies[a] for a in item.addressees))
        for known in getattr(item, "known_to", []):
            known.agency = agencies[known.agency]
        if hasattr(item, "persons"):
            item.persons = list(dict.fromkeys(persons[p] for p in item.persons))
