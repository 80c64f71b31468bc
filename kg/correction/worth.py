"""What a person's look at a finding is worth, worked out from coding sheets; the measure is that of ``to-review``.

The report asks the graph across all reviews; the correction page has one sheet, which may not be loaded, and is told
here. Both take their one number, ``even``, from the report's header, and a test holds them to the same values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ontology.vocabularies import answered_by

Item = dict[str, Any]
Sheets = list[dict[str, Any]]
#: A finding: the review's id, the list of the sheet, and its position there.
Key = tuple[str, str, int]
#: (review id, name of an agency in its sheet) -> what is equal for the same agency.
Identity = Callable[[str, str], Any]
#: A report, what names a row of it, a finding that the row rests on, and what that finding lacks there.
_Stands = tuple[str, Any, Key, tuple[str, ...]]

#: Reports whose rows name agencies, and those that count people: what there rests on a death or on whoever acted rests
#: on the person or agency too.
_NAMES_NO_AGENCY = ("reviews", "risk-pairs", "missed-opportunities")
_COUNTS_PEOPLE = ("deaths", "relationship", "outcome")
#: What the report `reviews` shows of a review itself.
_OF_REVIEW = ("title", "area", "commissioned_by", "report_kind", "report_date")


@dataclass(frozen=True)
class Worth:
    """What a look at one finding is worth.

    Attributes:
        value: how many reports a look may be expected to change.
        reports: those, the most changed first.
        lacks: what was not found of it that a report counts by.
    """

    value: float
    reports: tuple[str, ...]
    lacks: frozenset[str]


def even() -> float:
    """The chance that what was not found is there; the default of the report's parameter of that name."""
    import queries

    return float(queries.named("to-review").values({})["even"])


def worths(sheets: Sheets, agency: Identity = lambda review, name: (review, name)) -> dict[Key, Worth]:
    """What looks at the findings of these sheets are worth that nobody has decided on.

    Args:
        sheets: as parsed JSON, without what a person rejected.
        agency: tells which names stand for one agency; without it those of one review are kept apart by name.

    Returns:
        By finding; a finding that no report counts is not among them.
    """
    by_review = {s["review"]["id"]: s for s in sheets}
    parts: dict[Key, dict[str, float]] = defaultdict(dict)
    lacks: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows: dict[tuple[str, Any], set[Key]] = defaultdict(set)
    for report, row, key, lost in _stand(sheets, agency):
        rows[report, row].add(key)
        lacks[key][report].update(lost)
    for (report, _), keys in rows.items():
        for key in keys:
            parts[key][report] = max(parts[key].get(report, 0.0), 1 / len(keys))
    _add_named(sheets, agency, parts, lacks)
    chance = even()
    found = {}
    for key, by_report in parts.items():
        review, kind, position = key
        origin = by_review[review][kind][position].get("origin") or {}
        if origin.get("by") != "machine" or (origin.get("status") or "unreviewed") != "unreviewed":
            continue
        sure = origin.get("confidence")
        doubt = chance if sure is None else 1 - sure
        worth = {r: min(p, 1.0) * (max(doubt, chance) if lacks[key][r] else doubt) for r, p in by_report.items()}
        order = sorted(worth, key=lambda r: (-worth[r], r))
        found[key] = Worth(sum(worth.values()), tuple(order), frozenset().union(*lacks[key].values()))
    return found


def of_fields(review: Item) -> dict[str, float]:
    """What looks at the facts about the review itself are worth, by field; as for findings.

    Args:
        review: the ``review`` of a sheet.
    """
    chance, found = even(), {}
    for field in _OF_REVIEW:
        origin = (review.get("origin") or {}).get(field)
        stated = review.get(field) is not None
        if origin is None:
            found[field] = 0.0 if stated else chance
        elif origin.get("by") == "machine" and (origin.get("status") or "unreviewed") == "unreviewed":
            found[field] = chance if origin.get("confidence") is None else 1 - origin["confidence"]
    return found


def _add_named(
    sheets: Sheets,
    agency: Identity,
    parts: dict[Key, dict[str, float]],
    lacks: dict[Key, dict[str, set[str]]],
) -> None:
    """Adds the agencies and the persons, by what the findings count that name them."""
    for sheet in sheets:
        review = sheet["review"]["id"]
        by_agency: dict[Any, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        by_person: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for kind in ("contacts", "risk_factors", "missed_opportunities", "good_practice", "recommendations", "deaths"):
            for n, item in enumerate(sheet[kind]):
                for report, part in parts[review, kind, n].items():
                    if report not in _NAMES_NO_AGENCY:
                        for who in {agency(review, name) for name in _agencies(item)}:
                            by_agency[who][report] += part
                    if kind == "deaths" and report in _COUNTS_PEOPLE:
                        for label in {item["victim"], *item["perpetrators"]}:
                            by_person[label][report] += part
        for n, entry in enumerate(sheet["agencies"]):
            parts[review, "agencies", n] = {"agencies": 1.0, **by_agency[agency(review, entry["name"])]}
        for n, entry in enumerate(sheet["persons"]):
            key = (review, "persons", n)
            if by_person[entry["label"]]:
                parts[key] = dict(by_person[entry["label"]])
            if entry["role"] == "victim":
                lacks[key]["deaths"] = {field for field in ("sex", "age") if entry.get(field) is None}
                lacks[key]["relationship"] = {"sex"} & lacks[key]["deaths"]


def _agencies(item: Item) -> list[str]:
    known = [k["agency"] for k in item.get("known_to") or []]
    return [*([item["agency"]] if item.get("agency") else []), *(item.get("addressees") or []), *known]


def _stand(sheets: Sheets, agency: Identity) -> Iterator[_Stands]:
    """The rows of all reports, a finding at a time."""
    reported = defaultdict(set)
    for sheet in sheets:
        for o in sheet["risk_factors"]:
            reported[o["factor"], o["subject"]].add(sheet["review"]["id"])
    for sheet in sheets:
        review = sheet["review"]["id"]
        for kind in ("deaths", "contacts", "risk_factors", "missed_opportunities", "good_practice", "recommendations"):
            for n, _ in enumerate(sheet[kind]):
                yield "reviews", (review, kind), (review, kind, n), ()
        yield from _deaths(sheet)
        yield from _contacts(sheet, agency)
        for n, o in enumerate(sheet["risk_factors"]):
            key = (review, "risk_factors", n)
            yield "risk-factors", key, key, ()
            yield "who-knew", key, key, () if o["known_to"] else ("known_to",)
            if len(reported[o["factor"], o["subject"]]) > 1:
                yield "risk-pairs", (o["factor"], o["subject"]), key, ()
        yield from _missed(sheet, agency)
        for n, item in enumerate(sheet["recommendations"]):
            for who in {agency(review, name) for name in item["addressees"]} or {None}:
                yield "recommendations", who, (review, "recommendations", n), ()


def _deaths(sheet: Item) -> Iterator[_Stands]:
    review = sheet["review"]["id"]
    persons = {p["label"]: p for p in sheet["persons"]}
    for n, d in enumerate(sheet["deaths"]):
        key = (review, "deaths", n)
        killed = d["death_type"].startswith("homicide")
        own = {b["perpetrator"]: b for b in d.get("by_perpetrator") or []}

        def values(field: str, d: Item = d, own: dict[str, Item] = own) -> set[Any]:
            """Of each perpetrator, or of the death where it names none."""
            each = [own.get(p, {}).get(field) for p in d["perpetrators"]] or [None]
            return {d.get(field) if value is None else value for value in each}

        kind = d["homicide_kind"]
        yield "deaths", (d["death_type"], kind), key, ("homicide_kind",) if killed and kind is None else ()
        for value in values("relationship"):
            row = (value, persons.get(d["victim"], {}).get("sex"))
            yield "relationship", row, key, ("relationship",) if value is None else ()
        lost = tuple(field for field in ("method", "location") if d[field] is None)
        yield "method-and-place", (d["method"], d["location"]), key, lost
        for value in values("outcome"):
            yield "outcome", value, key, ("outcome",) if killed and value is None else ()
        yield "last-contact", review, key, ("date",) if d["date"] is None else ()


def _contacts(sheet: Item, agency: Identity) -> Iterator[_Stands]:
    review = sheet["review"]["id"]
    by_agency: dict[Any, list[tuple[Key, Item]]] = defaultdict(list)
    for n, c in enumerate(sheet["contacts"]):
        by_agency[agency(review, c["agency"])].append(((review, "contacts", n), c))
    dates = [d["date"] for d in sheet["deaths"] if d["date"]]
    death = min(dates, key=lambda date: (_first_day(date), date)) if dates else None
    for who, met in by_agency.items():
        for key, _ in met:
            yield "contacts", who, key, ()
        before = [(key, c["date"]) for key, c in met if death and _before(c, death)]
        last = max((date for _, date in before), key=lambda date: (_first_day(date), len(date)), default=None)
        for key, date in before:
            if date == last:
                yield "last-contact", (review, who), key, ()
    role = {p["label"]: p["role"] for p in sheet["persons"]}
    for n, o in enumerate(sheet["risk_factors"]):
        informed = {agency(review, k["agency"]) for k in o["known_to"]}
        roles = {"victim", "perpetrator"} if o["subject"] == "relationship" else {o["subject"]}
        people = {label for label in role if role[label] in roles} | set(o["persons"])
        for who, met in by_agency.items() if informed else ():
            for key, c in met if who not in informed else ():
                if people & set(c["persons"]):
                    yield "who-knew", (review, n, who), key, ()


def _missed(sheet: Item, agency: Identity) -> Iterator[_Stands]:
    review = sheet["review"]["id"]
    sectors = {a["name"]: a["sector"] for a in sheet["agencies"]}
    themes = {theme for n in sheet["recommendations"] for theme in n["themes"]}
    for n, m in enumerate(sheet["missed_opportunities"]):
        key = (review, "missed_opportunities", n)
        yield "missed-opportunities", m["type"], key, ()
        yield "missed-by-sector", (sectors.get(m["agency"]), m["type"]), key, ()
        if m["type"] == "marac-referral":
            yield "missed-marac-referrals", agency(review, m["agency"]) if m["agency"] else None, key, ()
        if not themes & set(answered_by()[m["type"]]):
            yield "unanswered", key, key, ()


def _before(contact: Item, death: str) -> bool:
    """Whether it may have been before the death, and is not the response to it."""
    response = contact["date"] == death and contact["kind"] in ("incident-report", "enforcement")
    return _first_day(contact["date"]) <= death + "-99" * (2 - death.count("-")) and not response


def _first_day(date: str) -> str:
    return date + "-01" * (2 - date.count("-"))
