"""Says, for each item of a sheet, which sentence, rule, cues and qualifiers put it there, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.sheet import Evidence, Item, Sheet
    from loaders.why import Cue, LeftOut, Reason

#: What an item is called by, list by list, in the order in which a person reads it.
CALLED = {
    "persons": ("label", "role"),
    "agencies": ("name", "sector"),
    "deaths": ("victim", "date"),
    "risk_factors": ("factor", "subject"),
    "contacts": ("date", "agency", "kind"),
    "missed_opportunities": ("type", "agency", "date"),
    "good_practice": ("agency", "summary"),
    "recommendations": ("number", "text"),
}
#: Characters of an item's name.
NAME = 90


def explain(sheet: Sheet, only: Iterable[str] = ()) -> Iterator[str]:
    """The lines that explain a sheet, list by list, and at the end of each list what was left out of it.

    Args:
        sheet: as the rules made it; of a sheet read from a file only the places and the rules are known.
        only: the lists to explain; all where none is given.
    """
    wanted = tuple(only) or tuple(CALLED)
    for kind in CALLED:
        if kind not in wanted:
            continue
        items = [item for of, _, item in sheet.items() if of == kind]
        yield f"{_plain(kind).upper()} ({len(items)})"
        for item in items:
            yield from _item(kind, item)
        left = [one for one in sheet.left_out if one.kind == kind]
        if left:
            yield f"\nleft out of {_plain(kind)} ({len(left)})"
        for one in left:
            yield from _left_out(one)
        yield ""


def _item(kind: str, item: Item) -> Iterator[str]:
    said = [str(value) for name in CALLED[kind] if (value := getattr(item, name, None))]
    yield f"\n{_short(', '.join(said))}"
    origin = item.origin
    why = origin.why if origin else None
    if origin and origin.rule:
        sure = f"confidence {origin.confidence:.2f}" if origin.confidence is not None else "confidence not told"
        raw = f" (the rule alone says {why.raw:.2f})" if why and why.raw != origin.confidence else ""
        gloss = f": {meant}" if (meant := _rules().get(origin.rule)) else ""
        yield f"  rule {origin.rule}{gloss}"
        yield f"  {sure}{raw}"
    reasons = why.reasons if why else ()
    for reason in reasons:
        yield from _reason(reason)
    told = [reason.place.lines for reason in reasons]
    for place in item.evidence:
        if place.lines not in told:
            yield f"  {_at(place)}"
    for known in getattr(item, "known_to", ()):
        yield f"  known to {known.agency}, {f'from {known.date}' if known.date else 'no date told'}"
        yield from (f"    {_at(place)}" for place in known.evidence or ())


@cache
def _rules() -> dict[str, str]:
    from ontology.data import read_yaml

    rules: dict[str, str] = read_yaml("loaders.extract", "rules.yaml")
    return rules


def _left_out(one: LeftOut) -> Iterator[str]:
    yield f"\nno {one.claim}: {one.because}"
    yield from _reason(one.reason)


def _reason(reason: Reason) -> Iterator[str]:
    yield f"  {_at(reason.place)}"
    yield from (f"    cue {_cue(cue)}" for cue in reason.cues)
    if reason.qualifiers:
        yield from (f"    qualifier {_cue(cue)}" for cue in reason.qualifiers)
    elif reason.qualifiers is not None:
        yield "    qualifier none"
    yield from (f"    {topic} {words}" for topic, words in reason.notes)


def _cue(cue: Cue) -> str:
    return f"“{' '.join(cue.words.split())}” = {cue.means}" + (f" [{cue.entry}]" if cue.entry else "")


def _at(place: Evidence) -> str:
    first, last = place.lines
    where = f"line {first}" if first == last else f"lines {first}-{last}"
    if place.paragraph:
        where = f"{place.paragraph}, {where}"
    return f"{where}: {' '.join(place.quote.split())}" if place.quote else where


def _plain(kind: str) -> str:
    return kind.replace("_", " ")


def _short(words: str) -> str:
    return words if len(words) <= NAME else f"{words[: NAME - 1].rstrip()}…"
