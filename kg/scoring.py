"""How far two coding sheets of one review agree: precision, recall and F1 by list, accuracy by field, Cohen's kappa.

The matching rules are those of the contract's scorer (``score.py`` beside the coding rules), so that the figures are
the same to the digit; a test holds the two together. Kappa is Cohen's (1960), over two unit sets: every factor and
subject of the vocabulary (coded or not), and every cited paragraph by every kind of missed opportunity (coded there
or not).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from loaders.sheet import Agency, Item, Person, RiskFactor, Sheet

NEAR = 2
LONGEST = 15
LONGEST_RECOMMENDATION = 25
PLACES = 5
REVIEW_FIELDS = (
    "report_kind",
    "commissioned_by",
    "chair",
    "author",
    "report_date",
    "scope_from",
    "scope_to",
    "reference",
)
REVIEW_DATES = ("report_date", "scope_from", "scope_to")
DEATH_FIELDS = (
    "date",
    "death_type",
    "homicide_kind",
    "relationship",
    "method",
    "location",
    "outcome",
    "minimum_term_years",
)


@dataclass(frozen=True)
class ListFigures:
    """Agreement on one list: how many each sheet has and how many of them match."""

    gold: int
    predicted: int
    matched: int

    @property
    def precision(self) -> float:
        """The share of predicted entries that match; 1 where neither sheet has any."""
        return self.matched / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """The share of coded entries that match."""
        return self.matched / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass
class Score:
    """The figures of one or more pairs of sheets, counts summed over the pairs.

    Attributes:
        lists: by list (and view of a list), what matches.
        fields: by field, (right, asked).
        differences: what disagrees: (list or field, 'missing' | 'extra' | 'wrong', text).
    """

    lists: dict[str, ListFigures] = field(default_factory=dict)
    fields: dict[str, tuple[int, int]] = field(default_factory=dict)
    differences: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def single_valued(self) -> float | None:
        """The share of single-valued fields (of review, victim, perpetrator, death) that are right."""
        own = [v for k, v in self.fields.items() if k.split(".")[0] in ("review", "victim", "perpetrator", "death")]
        asked = sum(a for _, a in own)
        return sum(r for r, _ in own) / asked if asked else None

    def _add(
        self,
        kind: str,
        gold: Sequence[Any],
        predicted: Sequence[Any],
        pairs: list[tuple[int, int]],
        show: Callable[[Any], str] | None = None,
    ) -> None:
        old = self.lists.get(kind, ListFigures(0, 0, 0))
        self.lists[kind] = ListFigures(old.gold + len(gold), old.predicted + len(predicted), old.matched + len(pairs))
        if show:
            gold_hit, predicted_hit = {i for i, _ in pairs}, {j for _, j in pairs}
            self.differences += [(kind, "missing", show(g)) for i, g in enumerate(gold) if i not in gold_hit]
            self.differences += [(kind, "extra", show(p)) for j, p in enumerate(predicted) if j not in predicted_hit]

    def _field(self, name: str, ok: bool, text: str = "") -> None:
        right, asked = self.fields.get(name, (0, 0))
        self.fields[name] = (right + ok, asked + 1)
        if not ok and text:
            self.differences.append((name, "wrong", text))


def score(pairs: Iterable[tuple[Sheet, Sheet]]) -> Score:
    """Compares (coded, predicted) sheets; entries that a person rejected are left out of both."""
    out = Score()
    for gold, predicted in pairs:
        _Comparison(gold.standing(), predicted.standing(), out).run()
    return out


def norm(name: str | None) -> str:
    """A name for comparing: lower case, no punctuation, no leading article, no bracketed abbreviation."""
    text = re.sub(
        r"\((?=[^)]*[A-Z])[A-Za-z&]{2,12}s?\)",
        lambda m: " " if sum(c.isupper() for c in m[0]) > 1 else m[0],
        name or "",
    )
    text = text.lower().replace("&", " and ").replace("’", "'")
    text = re.sub(r"[^a-z0-9' ]+", " ", text).replace("'s ", "s ").replace("'", "")
    return re.sub(r"^(the|a|an) ", "", re.sub(r"\s+", " ", text).strip())


def _names(item: Agency | Person) -> set[str]:
    raw = [item.name if isinstance(item, Agency) else item.label, *item.aliases]
    found = {norm(n) for n in raw}
    for name in raw:
        found |= {norm(m) for m in re.findall(r"\(([A-Za-z&]{2,12})\)", name) if sum(c.isupper() for c in m) > 1}
    return found - {""}


def _touches(gold: Item, predicted: Item, near: int = NEAR, longest: int = LONGEST) -> bool:
    places = [e.lines for e in predicted.evidence[:PLACES] if e.lines[1] - e.lines[0] < longest]
    return any(
        g.lines[0] - near <= last and first - near <= g.lines[1] for g in gold.evidence for first, last in places
    )


def _same_name(a: str | None, b: str | None) -> bool:
    x, y = set(norm(a).split()), set(norm(b).split())
    return x == y or (bool(x and y) and len(x & y) * 2 >= max(len(x), len(y)))


def _same_date(gold: str | None, predicted: str | None) -> bool:
    if not gold or not predicted:
        return gold == predicted
    short, long = sorted((gold, predicted), key=len)
    return long.startswith(short) and (len(short) >= 7 or len(gold) == 4)


def _match(
    gold: Sequence[Any],
    predicted: Sequence[Any],
    fits: Callable[[Any, Any], bool],
    better: Callable[[Any, Any], int] = lambda g, p: 0,
) -> list[tuple[int, int]]:
    """A one-to-one matching, best pairs first."""
    ranked = sorted(
        ((better(g, p), -abs(i - j), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted) if fits(g, p)),
        reverse=True,
    )
    used_gold, used_predicted, out = set(), set(), []
    for _, _, i, j in ranked:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            out.append((i, j))
    return out


def _place(item: Item) -> str:
    return ",".join(f"{e.lines[0]}-{e.lines[1]}" for e in item.evidence)


def _stated(value: Any) -> Any:
    return None if value == "unknown" else value


@dataclass
class _Comparison:
    gold: Sheet
    predicted: Sheet
    out: Score

    def run(self) -> None:
        self._review()
        self._persons()
        self._deaths()
        self._agencies()
        self._risk_factors()
        self._contacts()
        self._missed()
        self._recommendations()

    def _review(self) -> None:
        for key in REVIEW_FIELDS:
            want, got = getattr(self.gold.review, key), getattr(self.predicted.review, key)
            if want is not None or got is not None:
                ok = _same_date(want, got) if key in REVIEW_DATES else _same_name(want, got)
                self.out._field(f"review.{key}", ok, f"want {want!r}, got {got!r}")

    def _persons(self) -> None:
        def by_name(g: Person, p: Person) -> bool:
            return bool(_names(g) & _names(p))

        for role, kind in (("victim", "victims"), ("perpetrator", "perpetrators"), (None, "others")):
            main = ("victim", "perpetrator")
            g, p = (
                [x for x in s.persons if (x.role == role if role else x.role not in main)]
                for s in (self.gold, self.predicted)
            )
            pairs = _match(g, p, by_name)
            self.out._add(f"persons: {kind}", g, p, pairs, lambda x: f"{x.role}: {x.label}")
            found = dict(pairs)
            for i, x in enumerate(g if role else []):
                for key in ("sex", "age"):
                    want, got = getattr(x, key), getattr(p[found[i]], key) if i in found else None
                    if want is not None or got is not None:
                        self.out._field(f"{role}.{key}", want == got, f"{x.label}: want {want!r}, got {got!r}")

    def _same_person(self, label: str, other: str) -> bool:
        def names(sheet: Sheet, who: str) -> set[str]:
            return next((_names(p) for p in sheet.persons if p.label == who), {norm(who)} - {""})

        return bool(names(self.gold, label) & names(self.predicted, other))

    def _deaths(self) -> None:
        g, p = self.gold.deaths, self.predicted.deaths
        pairs = _match(g, p, lambda a, b: self._same_person(a.victim, b.victim))
        self.out._add("deaths", g, p, pairs, lambda x: x.victim)
        found = dict(pairs)
        for i, x in enumerate(g):
            y = p[found[i]] if i in found else None
            for key in DEATH_FIELDS:
                want, got = _stated(getattr(x, key)), _stated(getattr(y, key, None))
                if want is not None or got is not None:
                    ok = _same_date(want, got) if key == "date" else want == got
                    self.out._field(f"death.{key}", ok, f"{x.victim}: want {want!r}, got {got!r}")
            others = y.perpetrators if y else []
            ok = len(x.perpetrators) == len(others) and all(
                any(self._same_person(w, o) for o in others) for w in x.perpetrators
            )
            self.out._field("death.perpetrators", ok, f"{x.victim}: want {x.perpetrators!r}, got {others!r}")

    def _agencies(self) -> None:
        g, p = self.gold.agencies, self.predicted.agencies
        pairs = _match(g, p, lambda a, b: bool(_names(a) & _names(b)), lambda a, b: norm(a.name) == norm(b.name))
        self.out._add("agencies", g, p, pairs, lambda x: x.name)
        for i, j in pairs:
            for key in ("sector", "contribution"):
                want, got = getattr(g[i], key), getattr(p[j], key)
                if key == "sector" or "contribution" in g[i].model_fields_set:
                    self.out._field(f"agency.{key}", want == got, f"{g[i].name}: want {want}, got {got}")
        self._by_predicted = {p[j].name: g[i].name for i, j in pairs}
        self._of_gold = {norm(n): a.name for a in g for n in [a.name, *a.aliases]}

    def _agency(self, name: str | None) -> str | None:
        """The coded sheet's name for an agency that the prediction names."""
        return name and (self._by_predicted.get(name) or self._of_gold.get(norm(name)) or name)

    def _risk_factors(self) -> None:
        g, p = self.gold.risk_factors, self.predicted.risk_factors
        pairs = _match(g, p, lambda a, b: (a.factor, a.subject) == (b.factor, b.subject))
        self.out._add("risk_factors", g, p, pairs, lambda x: f"{x.factor} / {x.subject} @ {_place(x)}")
        for i, j in pairs:
            self.out._field("risk_factor.evidence", _touches(g[i], p[j]))

        def known(factors: list[RiskFactor], named: Callable[[str], str | None]) -> list[tuple[str, str, str]]:
            return sorted({(r.factor, r.subject, named(k.agency) or "") for r in factors for k in r.known_to})

        knew, said = known(g, lambda name: name), known(p, self._agency)
        self.out._add("known_to", knew, said, _match(knew, said, lambda a, b: a == b), " / ".join)

    def _contacts(self) -> None:
        g, p = self.gold.contacts, self.predicted.contacts
        pairs = _match(
            g,
            p,
            lambda a, b: a.agency == self._agency(b.agency) and _same_date(a.date, b.date),
            lambda a, b: (a.kind == b.kind) + 2 * _touches(a, b),
        )
        self.out._add("contacts", g, p, pairs, lambda x: f"{x.date} {x.agency} ({x.kind}) @ {_place(x)}")
        for i, j in pairs:
            self.out._field("contact.kind", g[i].kind == p[j].kind)
            self.out._field("contact.date", g[i].date == p[j].date)
            self.out._field("contact.evidence", _touches(g[i], p[j]))

    def _missed(self) -> None:
        g, p = self.gold.missed_opportunities, self.predicted.missed_opportunities

        def same_agency(a: Any, b: Any) -> bool:
            return bool(a.agency == self._agency(b.agency))

        exact = _match(g, p, lambda a, b: a.type == b.type and same_agency(a, b) and _touches(a, b))
        self.out._add("missed_opportunities", g, p, exact, lambda x: f"{x.type} by {x.agency} @ {_place(x)}")
        typed = _match(g, p, lambda a, b: a.type == b.type and _touches(a, b))
        self.out._add("missed_opportunities: type+place", g, p, typed)
        self.out._add("missed_opportunities: place", g, p, _match(g, p, _touches))
        marac_gold, marac = ([x for x in xs if x.type == "marac-referral"] for xs in (g, p))
        self.out._add("missed_opportunities: marac-referral", marac_gold, marac, _match(marac_gold, marac, same_agency))
        good, commended = self.gold.good_practice, self.predicted.good_practice
        matched = _match(good, commended, lambda a, b: same_agency(a, b) and _touches(a, b))
        self.out._add("good_practice", good, commended, matched, lambda x: f"{x.agency} @ {_place(x)}")

    def _recommendations(self) -> None:
        g, p = self.gold.recommendations, self.predicted.recommendations
        pairs = _match(
            g, p, lambda a, b: _touches(a, b, 0, LONGEST_RECOMMENDATION), lambda a, b: norm(a.number) == norm(b.number)
        )
        self.out._add(
            "recommendations", g, p, pairs, lambda x: f"{x.number} to {'; '.join(x.addressees)} @ {_place(x)}"
        )
        for i, j in pairs:
            self.out._field("recommendation.number", norm(g[i].number) == norm(p[j].number))
            self.out._field("recommendation.level", g[i].level == p[j].level)
            number = g[i].number
            lists = {
                "addressees": (set(g[i].addressees), {self._agency(a) or "" for a in p[j].addressees}),
                "themes": (set(g[i].themes), set(p[j].themes)),
            }
            for key, (coded, said) in lists.items():
                want, got = sorted(coded), sorted(said)
                same = _match(want, got, lambda a, b: a == b)
                self.out._add(f"recommendations: {key}", want, got, same, lambda x, n=number: f"{n}: {x}")  # type: ignore[misc]


@dataclass(frozen=True)
class Kappa:
    """Cohen's kappa of two coders' yes or no over ``units``; None where both always say the same one thing."""

    over: str
    units: int
    agreed: int
    value: float | None


def kappas(pairs: Sequence[tuple[Sheet, Sheet]]) -> list[Kappa]:
    """Kappa over factor and subject, and over paragraph and kind of missed opportunity, units summed over the pairs."""
    from ontology import vocabularies

    factors = [(f, s) for f in vocabularies.concepts("risk_factor") for s in vocabularies.concepts("subject")]
    kinds = list(vocabularies.concepts("missed_opportunity"))
    by_factor: list[tuple[bool, bool]] = []
    by_paragraph: list[tuple[bool, bool]] = []
    for one, other in ((a.standing(), b.standing()) for a, b in pairs):
        coded = [{(r.factor, r.subject) for r in s.risk_factors} for s in (one, other)]
        by_factor += [(f in coded[0], f in coded[1]) for f in factors]
        cited = [_missed_at(s) for s in (one, other)]
        paragraphs = {p for found in cited for places in found.values() for p in places}
        by_paragraph += [(p in cited[0][k], p in cited[1][k]) for p in sorted(paragraphs) for k in kinds]
    return [_kappa("factor and subject", by_factor), _kappa("paragraph and missed opportunity", by_paragraph)]


def _missed_at(sheet: Sheet) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for m in sheet.missed_opportunities:
        found[m.type] |= {e.paragraph or f"line {e.lines[0]}" for e in m.evidence}
    return found


def _kappa(over: str, units: list[tuple[bool, bool]]) -> Kappa:
    n = len(units)
    agreed = sum(a == b for a, b in units)
    if not n:
        return Kappa(over, 0, 0, None)
    yes_a, yes_b = sum(a for a, _ in units) / n, sum(b for _, b in units) / n
    chance = yes_a * yes_b + (1 - yes_a) * (1 - yes_b)
    return Kappa(over, n, agreed, None if chance == 1 else (agreed / n - chance) / (1 - chance))
