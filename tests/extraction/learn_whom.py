"""Trains the weights by which a failing is given to one of the agencies in view, and measures them.

    python -m tests.extraction.learn_whom [--write]

Each coded review, fictional or published, is extracted, and what was in view at each failing is put beside the agency
that its coders blamed. Without ``--write`` each review in turn is left out, and the agencies that are right there are
counted with weights that did not know it, beside those that the grammar proposes. ``whom.yaml`` holds numbers and the
ids of the contract, no word of a review.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import numpy as np
import yaml

from loaders.document import plaintext
from loaders.document.model import Sentence
from loaders.extract.missed_opportunities import blame, whom
from loaders.extract.missed_opportunities.whom import View
from loaders.extract.pipeline import extract
from loaders.extract.reading import evidence
from loaders.sheet import Sheet
from tests.extraction.held_out import coded
from tests.extraction.parses import keep_parses
from tests.extraction.score import REVIEWS, SHARED, scorer

FILE = Path(whom.__file__).with_name("whom.yaml")
HEAD = """# What speaks for an agency as the one that a failing is blamed on: weights trained on coded reviews by
# `python -m tests.extraction.learn_whom --write`, read by whom.py, which says what each name means.
"""
#: How strongly weights are drawn to nought; counts added to each share of a sector, and the least that is kept of one.
DRAWN, ADDED, LEAST = 2.0, 5.0, 0.2
MOST = 1.5
#: Failings added to those that there are of a type by a sector, and to those expected: of one alone nothing is learned.
MORE = 1.0
Sectors = Mapping[str, Mapping[str, float]]


class Seen(NamedTuple):
    """What was in view at a failing, and whom of it the coders blamed for one of its type there."""

    view: View
    blamed: frozenset[str | None]


class Review(NamedTuple):
    """A coded review: the type of each failing that its coders blame on an agency with that one's sector, and what was
    in view at those that the rules found too."""

    failings: list[tuple[str, str]]
    seen: list[Seen]


class Case(NamedTuple):
    """The candidates of one failing: a row of features each, and which of them are right."""

    names: list[str | None]
    rows: list[dict[str, float]]
    right: np.ndarray[Any, Any]


def _calls(sheet: Sheet, gold: dict[str, Any]) -> dict[str, str]:
    """What the coders call each agency of a sheet."""
    norm, coded_as = scorer().norm, {}
    for agency in gold["agencies"]:
        for name in (agency["name"], *agency["aliases"]):
            coded_as.setdefault(norm(name), agency["name"])
    held = {a.name: [coded_as[norm(n)] for n in (a.name, *a.aliases) if norm(n) in coded_as] for a in sheet.agencies}
    return {name: found[0] for name, found in held.items() if found}


def failings_of(gold: dict[str, Any]) -> list[tuple[str, str]]:
    """The type of each failing of a coded sheet that is blamed on an agency, with that one's sector."""
    sectors = {agency["name"]: agency["sector"] for agency in gold["agencies"]}
    return [(m["type"], sectors[m["agency"]]) for m in gold["missed_opportunities"] if m["agency"]]


def read(gold_file: Path, text: Path) -> Review:
    """A coded review, read by the rules."""
    views: list[tuple[Sentence, View]] = []
    real = blame.Blame.view

    def noting(self: blame.Blame, sentence: Sentence, *rest: Any) -> View:
        view = real(self, sentence, *rest)
        views.append((sentence, view))
        return view

    with mock.patch.object(blame.Blame, "view", noting):
        sheet = extract(plaintext.read(text))
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    calls = _calls(sheet, gold)
    found = []
    for sentence, view in views:
        place = {"evidence": [evidence(sentence).model_dump(mode="json")]}
        same = [m for m in gold["missed_opportunities"] if m["type"] == view.what and scorer().touches(m, place)]
        if same:
            told = {m["agency"] for m in same}
            found.append(Seen(view, frozenset([n for n, c in calls.items() if c in told] + [None] * (None in told))))
    return Review(failings_of(gold), found)


def reviews() -> dict[str, Review]:
    """All coded reviews, the fictional ones that may be read and the published ones."""
    pairs = {p.stem: (p, p.with_suffix(".txt")) for p in coded("open")}
    pairs |= {n: (SHARED / "gold" / f"{n}.json", SHARED / "reviews" / f"{n}.txt") for n in REVIEWS}
    return {name: read(*pair) for name, pair in pairs.items()}


def sectors_of(held: Iterable[Seen]) -> dict[str, dict[str, float]]:
    """By type of failing, how much more often (as a logarithm) than of others agencies of each sector are blamed, of
    those in view."""

    def more(n: int, of_type: int, share: float) -> float:
        often = math.log((n + ADDED * share) / (of_type + ADDED) / share)
        return max(-MOST, min(often, MOST))

    pairs = [(view.what, view.sectors.get(a, "other")) for view, blamed in held for a in blamed if a is not None]
    return _table(pairs, more)


def types_of(held: Iterable[Review]) -> dict[str, dict[str, float]]:
    """By type of all failings that coders found, the logarithm of how many there are by a sector for each that there
    would be if all sectors failed alike."""

    def more(n: int, of_type: int, share: float) -> float:
        return math.log((n + MORE) / (of_type * share + MORE))

    return _table([failing for review in held for failing in review.failings], more)


def _table(
    failings: Iterable[tuple[str, str]], more: Callable[[int, int, float], float]
) -> dict[str, dict[str, float]]:
    """By type and sector of failings, ``more`` of how many there are, how many of the type, and the sector's share of
    all; what is least of it is left out."""
    both = Counter(failings)
    types: Counter[str] = Counter()
    sectors: Counter[str] = Counter()
    for (what, sector), n in both.items():
        types[what] += n
        sectors[sector] += n
    shares = {sector: n / sum(sectors.values()) for sector, n in sorted(sectors.items())}
    rows = {what: {s: more(both[what, s], n, q) for s, q in shares.items()} for what, n in sorted(types.items())}
    return {what: {s: round(v, 2) for s, v in row.items() if abs(v) >= LEAST} for what, row in rows.items()}


def cases(held: Iterable[Seen], sectors: Sectors) -> list[Case]:
    """The candidates of each failing with what speaks for them; those among whom nobody is right are left out."""
    found = []
    for view, blamed in held:
        names = view.candidates()
        right = np.array([n in blamed for n in names], float)
        if right.any():
            found.append(Case(names, [whom.features(n, view, sectors) for n in names], right))
    return found


def trained(held: Sequence[Review]) -> dict[str, Any]:
    """The content of ``whom.yaml``: weights under which those who were blamed are the likeliest of their failing."""
    from scipy.optimize import minimize

    seen = [one for review in held for one in review.seen]
    sectors = sectors_of(seen)
    known = cases(seen, sectors)
    names = sorted({name for case in known for row in case.rows for name in row})
    of = np.repeat(np.arange(len(known)), [len(case.names) for case in known])
    x = np.array([[float(row.get(name, 0)) for name in names] for case in known for row in case.rows])
    right = np.concatenate([case.right for case in known])

    def loss(w: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        scores = x @ w
        most = np.full(len(known), -np.inf)
        np.maximum.at(most, of, scores)
        powers = np.exp(scores - most[of])
        all_, good = np.bincount(of, powers), np.bincount(of, powers * right)
        slope = x.T @ (powers / all_[of] - powers * right / good[of])
        return float(-np.log(good / all_).sum() + DRAWN / 2 * w @ w), slope + DRAWN * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    weights = {n: round(float(w), 2) for n, w in zip(names, found, strict=True)}
    return {"weights": weights, "sectors": sectors, "types": types_of(held)}


def without(name: str, held: Mapping[str, Review]) -> whom.Weights:
    """The weights that are trained on all coded reviews but one."""
    data = trained([review for other, review in held.items() if other != name])
    return whom.Weights(data["weights"], data["sectors"], data["types"])


def right_of(held: Iterable[Seen], model: whom.Weights) -> tuple[int, int, int]:
    """Of failings, how many there are, and how many are given to the right agency by the grammar, and by a model."""
    n = by_grammar = by_model = 0
    with mock.patch.object(whom, "weights", lambda: model):
        for view, blamed in held:
            n += 1
            by_grammar += bool(set(view.told) & blamed)
            by_model += whom.blamed(view) in blamed
    return n, by_grammar, by_model


def main() -> None:
    """Runs from the command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--write", action="store_true", help="write the weights")
    asked = ask.parse_args()
    keep_parses()
    held = reviews()
    if asked.write:
        data = trained(list(held.values()))
        FILE.write_text(HEAD + yaml.safe_dump(data, sort_keys=False, width=120), encoding="utf-8")
        return
    print(f"{'':24}{'failings':>10}{'grammar':>10}{'left out':>10}")
    sums = [0, 0, 0]
    for name, one in held.items():
        row = right_of(one.seen, without(name, held))
        print(f"{name:24}" + "".join(f"{n:10}" for n in row))
        sums = [a + b for a, b in zip(sums, row, strict=True)]
    print(f"{'all':24}" + "".join(f"{n:10}" for n in sums))


if __name__ == "__main__":
    main()
