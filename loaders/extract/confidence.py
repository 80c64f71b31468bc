"""How sure the tool is of what a rule found: the share of that rule's findings that coders agree with.

``confidence.yaml`` holds, for each family and each rule, how many findings were compared with coded reviews and how
many were right. It is written by ``python -m tests.extraction.calibrate --write`` and not by hand. A rule that was seen
rarely is drawn towards its family's share, so that three lucky findings do not make it certain.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from loaders.sheet import Sheet

#: With how many findings' weight a family's share counts for each of its rules.
WEIGHT = 5.0
#: What is said where a family was never compared.
UNKNOWN = 0.5

Counts = dict[str, dict[str, list[int]]]


@cache
def counted() -> Counts:
    """Findings compared and found right, by list of the sheet and by rule; empty where nothing was measured yet."""
    path = files("loaders.extract") / "confidence.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {} if path.is_file() else {}


def share(counts: Counts, kind: str, rule: str | None) -> float:
    """The confidence in a rule's finding, between 0 and 1.

    Args:
        counts: as in :func:`counted`.
        kind: the list of the sheet, e.g. ``contacts``.
        rule: the rule's name; one that was never compared has its family's share.
    """
    rules = counts.get(kind, {})
    compared, right = (sum(c[i] for c in rules.values()) for i in (0, 1))
    family = right / compared if compared else UNKNOWN
    own_compared, own_right = rules.get(rule or "", [0, 0])
    return (own_right + WEIGHT * family) / (own_compared + WEIGHT)


def calibrate(sheet: Sheet, counts: Counts | None = None) -> Sheet:
    """Gives every item that a machine found its measured confidence, in place, and returns the sheet."""
    held = counted() if counts is None else counts
    for kind, _, item in sheet.items():
        if kind in held and item.origin and item.origin.by == "machine":
            item.origin.confidence = round(share(held, kind, item.origin.rule), 2)
    return sheet
