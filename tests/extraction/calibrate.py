"""Measures how often each rule is right, and how honest the confidence is that follows from it.

    python -m tests.extraction.calibrate             # expected calibration error on the review that was left out
    python -m tests.extraction.calibrate --write     # writes loaders/extract/confidence.yaml from the two others

The review that was drawn by lot only measures; nothing in the file comes from it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from loaders.extract import confidence
from tests.extraction import score

FILE = Path(confidence.__file__).with_name("confidence.yaml")
#: The scorer's names of the lists whose items are compared one by one.
LISTS = {
    "persons: victims": "persons",
    "persons: perpetrators": "persons",
    "persons: others": "persons",
    "deaths": "deaths",
    "agencies": "agencies",
    "risk_factors": "risk_factors",
    "contacts": "contacts",
    "missed_opportunities": "missed_opportunities",
    "good_practice": "good_practice",
    "recommendations": "recommendations",
}
BINS = 10


def compared(review: str) -> list[tuple[str, str, bool]]:
    """For each finding of the rules in a coded review: its list, its rule, and whether the coder has it too."""
    seen: list[tuple[str, str, bool]] = []

    class Watching(score.scorer().Tally):  # type: ignore[misc, name-defined]
        def add(self, kind: str, gold: Any, pred: Any, pairs: Any, show: Any = None) -> None:
            if kind in LISTS:
                right = {j for _, j in pairs}
                seen.extend((LISTS[kind], p["origin"]["rule"], j in right) for j, p in enumerate(pred))
            super().add(kind, gold, pred, pairs, show)

    gold = json.loads((score.SHARED / "gold" / f"{review}.json").read_text(encoding="utf-8"))
    found = score.extracted(review).standing().model_dump(mode="json")
    score.scorer().score(score.scorer().standing(gold), found, Watching())
    return seen


def count(reviews: Iterable[str]) -> confidence.Counts:
    """Findings compared and right, by list and rule, over these reviews."""
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for review in reviews:
        for kind, rule, right in compared(review):
            counts[kind][rule][0] += 1
            counts[kind][rule][1] += right
    return {kind: {rule: list(c) for rule, c in sorted(rules.items())} for kind, rules in sorted(counts.items())}


def error(findings: Iterable[tuple[float, bool]]) -> float:
    """Expected calibration error: how far confidence is from the share that is right, over ten bins of equal width,
    each weighed by its findings (Naeini, Cooper and Hauskrecht 2015)."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for sure, right in findings:
        bins[min(BINS - 1, int(sure * BINS))].append((sure, right))
    total = sum(map(len, bins.values()))
    return sum(abs(sum(s for s, _ in b) - sum(r for _, r in b)) for b in bins.values()) / total if total else 0.0


def of(review: str, counts: confidence.Counts) -> float:
    """The error on one review of the confidence that follows from these counts."""
    return error((confidence.share(counts, kind, rule), right) for kind, rule, right in compared(review))


def main() -> None:
    """Runs from the command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--write", action="store_true")
    asked = ask.parse_args()
    score.keep_parses()
    learned = count(r for r in score.REVIEWS if r != score.LEFT_OUT)
    for review in score.REVIEWS:
        rest = learned if review == score.LEFT_OUT else count([r for r in learned_from() if r != review])
        print(f"{review:24} expected calibration error {of(review, rest):.3f}")
    if asked.write:
        head = (
            "# Findings compared with coded reviews, and how many were right, by list and rule.\n"
            "# Written by `python -m tests.extraction.calibrate --write`.\n"
        )
        FILE.write_text(head + yaml.safe_dump(learned, default_flow_style=None, width=120), encoding="utf-8")
        print(f"wrote {FILE}")


def learned_from() -> list[str]:
    """The reviews whose findings may be counted."""
    return [r for r in score.REVIEWS if r != score.LEFT_OUT]


if __name__ == "__main__":
    sys.exit(main())
