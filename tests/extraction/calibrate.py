"""Measures how honest the confidence is, and writes what it is made from.

    python -m tests.extraction.calibrate             # expected calibration error, by review and by list
    python -m tests.extraction.calibrate --write     # writes loaders/extract/confidence.yaml

How often each family is right, and its usual raw confidence, are learned from the reviews that the rules were written
with and from the fictional ones. The review that was drawn by lot gives a single number, ``unseen``: by how much all
families together are right less often where nobody looked. So that the number is not judged by what it was taken from,
its error is that of two halves, each with the number of the other.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from loaders.document import plaintext
from loaders.extract import confidence
from loaders.extract.confidence import Compared, Measured
from loaders.extract.pipeline import extract
from tests.extraction import held_out, score

FILE = Path(confidence.__file__).with_name("confidence.yaml")
CODED = Path(__file__).with_name("coded")
SAMPLES = Path(__file__).resolve().parents[2] / "kg" / "samples"
SEEN = tuple(r for r in score.REVIEWS if r != score.LEFT_OUT)
FICTION = tuple(sorted(f.stem for f in CODED.glob("*.json")))
#: Whole reviews of fiction that nobody has read, nor learned from: what a user's own review is to the rules.
KEPT = {f"{sheet.parent.name}/{sheet.stem}": sheet for sheet in held_out.unread()}
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


class Finding(NamedTuple):
    """One finding: its list, the family's raw confidence in it, and whether the coder has it too."""

    kind: str
    raw: float
    right: bool


@cache
def compared(review: str) -> tuple[Finding, ...]:
    """Each finding of the rules in a coded review, real or fictional."""
    seen: list[Finding] = []

    class Watching(score.scorer().Tally):  # type: ignore[misc, name-defined]
        def add(self, kind: str, gold: Any, pred: Any, pairs: Any, show: Any = None) -> None:
            if kind in LISTS:
                right = {j for _, j in pairs}
                seen.extend(
                    Finding(LISTS[kind], p["origin"]["confidence"], j in right)
                    for j, p in enumerate(pred)
                    if p["origin"]["confidence"] is not None
                )
            super().add(kind, gold, pred, pairs, show)

        def field(self, name: str, ok: bool) -> None:
            part, _, key = name.partition(".")
            origin = found["review"]["origin"].get(key) if part == "review" else None
            if origin and found["review"].get(key) is not None:
                seen.append(Finding("review", origin["confidence"], bool(ok)))
            super().field(name, ok)

    if review in FICTION:
        coded, sheet = CODED / f"{review}.json", extract(plaintext.read(SAMPLES / f"{review}.txt"), calibrated=False)
    elif review in KEPT:
        coded = KEPT[review]
        sheet = extract(plaintext.read(coded.with_suffix(".txt")), calibrated=False)
    else:
        coded, sheet = score.SHARED / "gold" / f"{review}.json", score.uncalibrated(review)
    gold = json.loads(coded.read_text(encoding="utf-8"))
    found = sheet.model_dump(mode="json")
    score.scorer().score(score.scorer().standing(gold), found, Watching())
    return tuple(seen)


def learned(reviews: Iterable[str], unseen: float = 0.0) -> Measured:
    """What the findings in these reviews teach of each list."""
    by_list: dict[str, list[Finding]] = defaultdict(list)
    for review in reviews:
        for finding in compared(review):
            by_list[finding.kind].append(finding)
    lists = {
        kind: Compared(
            len(found),
            sum(f.right for f in found),
            round(confidence.chance(sum(confidence.logit(f.raw) for f in found) / len(found)), 3),
        )
        for kind, found in sorted(by_list.items())
    }
    return Measured(lists, unseen)


def lost(findings: Iterable[Finding], by: Measured) -> float:
    """What all confidences must lose, in log-odds, for their sum to be the number that is right."""
    held = [(confidence.logit(by.confidence(f.kind, f.raw)), f.right) for f in findings]
    right = sum(r for _, r in held)
    low, high = 0.0, 6.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(confidence.chance(o - middle) for o, _ in held) > right else (low, middle)
    return round(low, 2)


def error(findings: Iterable[tuple[float, bool]]) -> float:
    """Expected calibration error: how far confidence is from the share that is right, over ten bins of equal width,
    each weighed by its findings (Naeini, Cooper and Hauskrecht 2015)."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for sure, right in findings:
        bins[min(BINS - 1, int(sure * BINS))].append((sure, right))
    total = sum(map(len, bins.values()))
    return sum(abs(sum(s for s, _ in b) - sum(r for _, r in b)) for b in bins.values()) / total if total else 0.0


def given(findings: Iterable[Finding], by: Measured) -> list[tuple[str, float, bool]]:
    """Each finding's list, the confidence that it gets, and whether it is right."""
    return [(f.kind, by.confidence(f.kind, f.raw), f.right) for f in findings]


def left_out(unseen: bool = True) -> list[tuple[str, float, bool]]:
    """The review that was drawn by lot: each half of its findings with what the other half says of the unseen.

    Args:
        unseen: False for the confidence as learned from the other reviews alone.
    """
    by = learned((*SEEN, *FICTION))
    findings = compared(score.LEFT_OUT)
    if not unseen:
        return given(findings, by)
    halves = findings[::2], findings[1::2]
    return [row for half, other in (halves, halves[::-1]) for row in given(half, Measured(by.lists, lost(other, by)))]


def measure() -> Measured:
    """What is written to the file."""
    by = learned((*SEEN, *FICTION))
    return Measured(by.lists, lost(compared(score.LEFT_OUT), by))


def main() -> None:
    """Runs from the command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--write", action="store_true")
    asked = ask.parse_args()
    score.keep_parses()
    columns = {
        **{r: given(compared(r), learned([o for o in (*SEEN, *FICTION) if o != r])) for r in SEEN},
        "left out, unadjusted": left_out(unseen=False),
        "left out": left_out(),
        "fiction, never read": given((f for review in KEPT for f in compared(review)), measure()),
    }
    print("expected calibration error, findings and share right\n" + " " * 22, *(f"{name:>22}" for name in columns))
    for kind in ("all", *sorted({k for rows in columns.values() for k, *_ in rows})):
        cells = []
        for rows in columns.values():
            own = [(sure, right) for k, sure, right in rows if kind in ("all", k)]
            share = sum(r for _, r in own) / len(own) if own else 0.0
            cells.append(f"{error(own):10.3f} {len(own):5} {share:5.2f}")
        print(f"{kind:22}", *cells)
    if asked.write:
        by = measure()
        rows = {kind: dict(vars(row)) for kind, row in by.lists.items()}
        head = (
            "# Findings compared with coded reviews, how many were right, and the families' usual raw confidence in\n"
            "# them, by list; and by how much (log-odds) confidence is lowered for reviews that nobody looked at.\n"
            "# Written by `python -m tests.extraction.calibrate --write`.\n"
        )
        text = yaml.safe_dump({"unseen": by.unseen, "lists": rows}, default_flow_style=None, sort_keys=False, width=120)
        FILE.write_text(head + text, encoding="utf-8")
        print(f"wrote {FILE}")


if __name__ == "__main__":
    sys.exit(main())
