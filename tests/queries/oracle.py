"""The reports, worked out from coding sheets in plain Python.

Nothing here touches the graph or the ``.cypher`` files: it is what their rows are held against. Each function takes the
sheets (parsed JSON) and ``agency``, which says which node a sheet's agency name is, and gives rows as tuples in the
order of the report's columns; order between rows is left open. ``evidence`` is the set of (review, first line, last
line).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from kg.correction.worth import worths

Sheets = list[dict[str, Any]]
#: (review id, agency name in the sheet) -> (identity, name shown)
Identity = Callable[[str, str], tuple[str, str]]
Row = tuple[Any, ...]
ITEMS = ("contacts", "risk_factors", "missed_opportunities", "good_practice", "recommendations")


class OneOf(tuple[Any, ...]):
    """Equal to each of its members."""

    def __eq__(self, other: object) -> bool:
        return other in tuple(self)

    __hash__ = None  # type: ignore[assignment]


def _places(items: Iterable[tuple[str, dict[str, Any]]]) -> frozenset[tuple[str, int, int]]:
    """Where these items of these reviews stand."""
    return frozenset((review, *e["lines"]) for review, item in items for e in item["evidence"])


def _latest(date: str) -> str:
    """Sorts after every date that a date of this precision may mean."""
    return date + "-99" * (2 - date.count("-"))


def _earliest(date: str) -> str:
    return date + "-00" * (2 - date.count("-"))


def reviews(sheets: Sheets, agency: Identity) -> list[Row]:
    """One row a review."""
    rows = []
    for s in sheets:
        r = s["review"]
        rows.append((
            r["id"], r["title"], r["area"], r["commissioned_by"], r["report_kind"], r["report_date"],
            tuple(sorted({d["date"] for d in s["deaths"] if d["date"]})),
            sum(p["role"] == "victim" for p in s["persons"]),
            len({agency(r["id"], a["name"])[0] for a in s["agencies"]}),
            *(len(s[kind]) for kind in ITEMS),
            frozenset((r["id"], *e["lines"]) for places in r.get("evidence", {}).values() for e in places),
        ))  # fmt: skip
    return rows


def _deaths(sheets: Sheets) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    return [
        (s["review"]["id"], d, next(p for p in s["persons"] if p["label"] == d["victim"]))
        for s in sheets
        for d in s["deaths"]
    ]


def deaths(sheets: Sheets, agency: Identity) -> list[Row]:
    """By type and kind."""
    groups = defaultdict(list)
    for review, d, v in _deaths(sheets):
        groups[d["death_type"], d["homicide_kind"]].append((review, d, v))
    rows = []
    for (kind, homicide), found in groups.items():
        ages = [v["age"] for *_, v in found if v["age"] is not None]
        rows.append((
            kind, homicide, len(found), *(sum(v["sex"] == sex for *_, v in found) for sex in ("female", "male")),
            round(sum(ages) / len(ages), 1) if ages else None, *_reviews(r for r, *_ in found),
            _places((r, d) for r, d, _ in found),
        ))  # fmt: skip
    return rows


def _by_perpetrator(d: dict[str, Any], field: str) -> list[tuple[str | None, Any]]:
    own = {b["perpetrator"]: b.get(field) for b in d.get("by_perpetrator") or []}
    value = d.get(field)
    return [(p, own.get(p) if own.get(p) is not None else value) for p in d["perpetrators"]] or [(None, value)]


def relationship(sheets: Sheets, agency: Identity) -> list[Row]:
    """By relationship and the victim's sex."""
    groups = defaultdict(dict)
    for review, d, v in _deaths(sheets):
        for _, value in _by_perpetrator(d, "relationship"):
            groups[value, v["sex"]][review, d["victim"]] = d
    return [
        (*key, len(found), *_reviews(r for r, _ in found), _places((r, d) for (r, _), d in found.items()))
        for key, found in groups.items()
    ]


def _reviews(ids: Any) -> tuple[int, tuple[str, ...]]:
    which = tuple(sorted(set(ids)))
    return len(which), which


def method_and_place(sheets: Sheets, agency: Identity) -> list[Row]:
    """By method and place."""
    groups = defaultdict(list)
    for review, d, _ in _deaths(sheets):
        groups[d["method"], d["location"]].append((review, d))
    return [(*key, len(found), *_reviews(r for r, _ in found), _places(found)) for key, found in groups.items()]


def outcome(sheets: Sheets, agency: Identity) -> list[Row]:
    """By outcome, with the range of minimum terms."""
    groups = defaultdict(list)
    for review, d, _ in _deaths(sheets):
        terms = dict(_by_perpetrator(d, "minimum_term_years"))
        for who, value in _by_perpetrator(d, "outcome"):
            groups[value].append((review, who, d, terms[who]))
    rows = []
    for value, found in groups.items():
        terms = [t for *_, t in found if t is not None]
        people = {(r, who) for r, who, *_ in found if who}
        rows.append((
            value, len(people), len({(r, d["victim"]) for r, _, d, _ in found}), min(terms, default=None),
            max(terms, default=None), *_reviews(r for r, *_ in found), _places((r, d) for r, _, d, _ in found),
        ))  # fmt: skip
    return rows


def agencies(sheets: Sheets, agency: Identity) -> list[Row]:
    """One row an agency and review."""
    rows = []
    for s in sheets:
        review = s["review"]["id"]
        places = defaultdict(list)
        for a in s["agencies"]:
            places[agency(review, a["name"])].append((review, a))
        for a in s["agencies"]:
            node = agency(review, a["name"])
            rows.append(
                (review, node[1], a["name"], a["sector"], a["contribution"], a["on_panel"], _places(places[node]))
            )
    return rows


def _contacts(sheets: Sheets, agency: Identity) -> list[tuple[str, tuple[str, str], dict[str, Any]]]:
    return [(s["review"]["id"], agency(s["review"]["id"], c["agency"]), c) for s in sheets for c in s["contacts"]]


def contacts(sheets: Sheets, agency: Identity) -> list[Row]:
    """By agency."""
    groups = defaultdict(list)
    for review, who, c in _contacts(sheets, agency):
        groups[who].append((review, c))
    rows = []
    for who, found in groups.items():
        kinds = Counter(c["kind"] for _, c in found)
        dates = [c["date"] for _, c in found]
        rows.append((
            who[1], len(found), tuple(sorted(kinds, key=lambda k: (-kinds[k], k))), min(dates), max(dates),
            *_reviews(r for r, _ in found), _places(found),
        ))  # fmt: skip
    return rows


def last_contact(sheets: Sheets, agency: Identity) -> list[Row]:
    """The last contact of each agency before the first death; of several on one date, the first by kind."""
    from datetime import date as day

    rows = []
    for s in sheets:
        dates = [d["date"] for d in s["deaths"] if d["date"]]
        if not dates:
            continue
        death = min(dates, key=lambda d: (_earliest(d), d))
        groups = defaultdict(list)
        for review, who, c in _contacts([s], agency):
            response = c["date"] == death and c["kind"] in ("incident-report", "enforcement")
            if _earliest(c["date"]) <= _latest(death) and not response:
                groups[review, who].append(c)
        for (review, who), found in groups.items():
            last = max(found, key=lambda c: (_floor(c["date"]), c["date"].count("-")))["date"]
            tied = sorted((c for c in found if c["date"] == last), key=lambda c: c["kind"])
            tied = [c for c in tied if c["kind"] == tied[0]["kind"]]
            days = (day.fromisoformat(death) - day.fromisoformat(last)).days if len(last) == len(death) == 10 else None
            # Which of two alike is shown is open: here stands each that may be.
            texts, places = zip(*((c.get("summary"), _places([(review, c)])) for c in tied), strict=True)
            rows.append((review, who[1], last, tied[0]["kind"], days, OneOf(texts), OneOf(places)))
    return rows


def _floor(date: str) -> str:
    """The first day that the date may mean."""
    return date + "-01" * (2 - date.count("-"))


def risk_factors(sheets: Sheets, agency: Identity) -> list[Row]:
    """One row a factor, subject and review."""
    rows = []
    for s in sheets:
        review = s["review"]["id"]
        for o in s["risk_factors"]:
            knew = {agency(review, k["agency"])[1] for k in o.get("known_to") or []}
            rows.append((review, o["factor"], o["subject"], tuple(sorted(knew)), _places([(review, o)])))
    return rows


def risk_pairs(sheets: Sheets, agency: Identity) -> list[Row]:
    """Pairs that at least two reviews report."""
    by_review: dict[str, dict[tuple[str, str], list[Any]]] = {}
    for s in sheets:
        mine = by_review.setdefault(s["review"]["id"], defaultdict(list))
        for o in s["risk_factors"]:
            mine[o["factor"], o["subject"]].append(o)
    singles = Counter(f for found in by_review.values() for f in found)
    together = defaultdict(list)
    for review, found in by_review.items():
        for pair in combinations(sorted(found), 2):
            together[pair].append(review)
    return [
        (
            *a,
            *b,
            len(ids),
            singles[a],
            singles[b],
            round(len(ids) * len(sheets) / (singles[a] * singles[b]), 2),
            tuple(sorted(ids)),
            _places((r, o) for r in ids for f in (a, b) for o in by_review[r][f]),
        )
        for (a, b), ids in together.items()
        if len(ids) >= 2
    ]


def who_knew(sheets: Sheets, agency: Identity) -> list[Row]:
    """One row for each factor known to some agency, and each other agency in contact with the people concerned."""
    rows = []
    for s in sheets:
        review = s["review"]["id"]
        role = {p["label"]: p["role"] for p in s["persons"]}
        for o in s["risk_factors"]:
            knew = {agency(review, k["agency"]) for k in o.get("known_to") or []}
            if not knew:
                continue
            roles = {"victim", "perpetrator"} if o["subject"] == "relationship" else {o["subject"]}
            people = {p for p in role if role[p] in roles} | set(o.get("persons") or [])
            met = defaultdict(list)
            for _, who, c in _contacts([s], agency):
                if who not in knew and people & set(c["persons"]):
                    met[who].append(c)
            first = min((k["date"] for k in o["known_to"] if k.get("date")), default=None)
            names = tuple(sorted(name for _, name in knew))
            rows += [
                (review, o["factor"], o["subject"], names, first, w[1], len(cs), max(c["date"] for c in cs),
                 _places((review, item) for item in (o, *cs)))
                for w, cs in met.items()
            ]  # fmt: skip
    return rows


def _missed(
    sheets: Sheets, agency: Identity
) -> list[tuple[str, tuple[str, str] | None, dict[str, Any], dict[str, Any]]]:
    return [
        (s["review"]["id"], agency(s["review"]["id"], m["agency"]) if m["agency"] else None, m, s)
        for s in sheets
        for m in s["missed_opportunities"]
    ]


def missed_marac_referrals(sheets: Sheets, agency: Identity) -> list[Row]:
    """By agency."""
    groups = defaultdict(list)
    for review, who, m, _ in _missed(sheets, agency):
        if m["type"] == "marac-referral":
            groups[who].append((review, m))
    return [
        (
            who[1] if who else None, len(found), *_reviews(r for r, _ in found),
            tuple(sorted({m["date"] for _, m in found if m.get("date")})), _places(found),
        )
        for who, found in groups.items()
    ]  # fmt: skip


def missed_opportunities(sheets: Sheets, agency: Identity) -> list[Row]:
    """By type."""
    groups = defaultdict(list)
    for review, who, m, _ in _missed(sheets, agency):
        groups[m["type"]].append((review, who, m))
    rows = []
    for kind, found in groups.items():
        count, ids = _reviews(r for r, *_ in found)
        share = float(int(100 * count / len(sheets) + 0.5))
        places = _places((r, m) for r, _, m in found)
        rows.append((kind, len(found), len({w for _, w, _ in found if w}), count, share, ids, places))
    return rows


def missed_by_sector(sheets: Sheets, agency: Identity) -> list[Row]:
    """By the sector that the review gives the agency, and type."""
    groups = defaultdict(list)
    for review, who, m, s in _missed(sheets, agency):
        sector = next((a["sector"] for a in s["agencies"] if a["name"] == m["agency"]), None)
        groups[sector, m["type"]].append((review, who, m))
    return [
        (*key, len(found), len({w for _, w, _ in found if w}), *_reviews(r for r, *_ in found),
         _places((r, m) for r, _, m in found))
        for key, found in groups.items()
    ]  # fmt: skip


def recommendations(sheets: Sheets, agency: Identity) -> list[Row]:
    """By addressee."""
    groups = defaultdict(dict)
    for s in sheets:
        review = s["review"]["id"]
        for i, n in enumerate(s["recommendations"]):
            for who in {agency(review, a) for a in n["addressees"]} or {None}:
                groups[who][review, i] = n
    rows = []
    for who, found in groups.items():
        themes = Counter(t for n in found.values() for t in n["themes"])
        rows.append((
            who[1] if who else None, len(found), tuple(sorted({n["level"] for n in found.values()})),
            tuple(sorted(themes, key=lambda t: (-themes[t], t))), *_reviews(r for r, _ in found),
            _places((r, n) for (r, _), n in found.items()),
        ))  # fmt: skip
    return rows


def unanswered(sheets: Sheets, agency: Identity, contract: Path) -> list[Row]:
    """One row for each missed opportunity that no recommendation of its review answers."""
    answers = yaml.safe_load((contract / "addressed-by.yaml").read_text(encoding="utf-8"))
    rows = []
    for review, who, m, s in _missed(sheets, agency):
        would = answers[m["type"]]
        if not any(t in would for n in s["recommendations"] for t in n["themes"]):
            rows.append(
                (
                    review,
                    m["type"],
                    who[1] if who else None,
                    m.get("date"),
                    m.get("summary"),
                    tuple(sorted(would)),
                    _places([(review, m)]),
                )
            )
    return rows


def to_review(sheets: Sheets, agency: Identity) -> list[Row]:
    """One row for each undecided finding, valued as the correction page values it, and for each fact not found."""
    by_review = {s["review"]["id"]: s for s in sheets}
    rows: list[Row] = []
    for (review, kind, n), worth in worths(sheets, lambda review, name: agency(review, name)[0]).items():
        item = by_review[review][kind][n]
        named = {item["agency"]} if item.get("agency") else set(item.get("addressees") or [])
        finding = [
            _caption(kind, item),
            *sorted({agency(review, a)[1] for a in named}),
            *([item["victim"]] if kind == "deaths" else []),
            *([item["summary"]] if item.get("summary") else []),
        ]
        node = [item]
        if kind == "agencies":
            same = agency(review, item["name"])
            node = [a for a in by_review[review]["agencies"] if agency(review, a["name"]) == same]
        # A half may be rounded either way.
        value = OneOf((round(worth.value - 1e-9, 2), round(worth.value + 1e-9, 2)))
        rows.append((
            value, review, kind, tuple(finding), item["origin"].get("confidence"), tuple(sorted(worth.lacks)),
            worth.reports[:3], item["id"], _places((review, i) for i in node),
        ))  # fmt: skip
    for review, s in by_review.items():
        if any(o["by"] == "machine" for o in (s["review"].get("origin") or {}).values()):
            for name, reports in not_found(s).items():
                told = tuple(sorted(("reviews", *reports))[:3])
                value = round((1 + len(reports)) / 2, 2)
                rows.append((value, review, "review", ("not found",), None, (name,), told, None, frozenset()))
    return rows


def _caption(kind: str, item: dict[str, Any]) -> str:
    fields = {
        "persons": ("label",), "agencies": ("name",), "deaths": ("death_type", "date"), "contacts": ("kind", "date"),
        "missed_opportunities": ("type", "date"),
    }  # fmt: skip
    match kind:
        case "risk_factors":
            return f"{item['factor']} ({item['subject']})"
        case "good_practice":
            return "good practice"
        case "recommendations":
            return f"recommendation {item['number'] or ''}".strip()
    return " ".join(item[f] for f in fields[kind] if item.get(f))


def not_found(s: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """What a review has none of, and the reports beside `reviews` that count it."""
    of_deaths = ("deaths", "relationship", "method-and-place", "outcome", "last-contact")
    missed = ("missed-opportunities", "missed-by-sector", "missed-marac-referrals", "unanswered")
    lists = {
        "deaths": ("no death", of_deaths),
        "contacts": ("no dated contact", ("contacts", "last-contact", "who-knew")),
        "risk_factors": ("no risk factor", ("risk-factors", "risk-pairs", "who-knew")),
        "missed_opportunities": ("no missed opportunity", missed),
        "good_practice": ("no good practice", ()),
        "recommendations": ("no recommendation", ("recommendations", "unanswered")),
    }
    found: dict[str, tuple[str, ...]] = dict(value for kind, value in lists.items() if not s[kind])
    if not any(p["role"] == "victim" for p in s["persons"]):
        found["no victim"] = ("deaths", "relationship")
    origins = s["review"].get("origin") or {}
    for field in ("area", "commissioned_by", "report_date"):
        if s["review"][field] is None and field not in origins:
            found[field] = ()
    return found
