"""How sure the tool is of what it found: the share of such findings that a coder has too, on a review not seen before.

A family says of each finding how plain its wording was, compared with its others (the raw confidence). How often the
family is right at all is measured on coded reviews and held in ``confidence.yaml``, which
``python -m tests.extraction.calibrate --write`` writes and nobody edits. Three numbers make a finding's confidence, as
log-odds (Platt 1999, with the slope fixed):

    logit(confidence) = logit(share of the family that is right)
                        + SLOPE * (logit(raw) - the family's usual logit(raw))
                        - unseen

``unseen`` is what the share loses on a review that was not there when the rules were written. Rules are right more
often on the reviews that they were written with, and no count over those can tell by how much.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache

from loaders.sheet import Origin, Sheet
from ontology.data import read_yaml

#: How much of a family's own differences between its findings is believed. With all of it, families that say 0.9 and
#: 0.3 of findings that are right equally often would be believed too much; the half did best on each coded review.
SLOPE = 0.5
#: With how many findings' weight an even chance counts for each family, so that few right ones make none certain
#: (Jeffreys's prior for a share).
WEIGHT = 1.0
#: Raw confidences are held between these, and so are the calibrated ones: nothing is certain.
LEAST, MOST = 0.02, 0.98


def logit(chance: float) -> float:
    """Log-odds of a chance, which is first held between ``LEAST`` and ``MOST``."""
    held = min(MOST, max(LEAST, chance))
    return math.log(held / (1 - held))


def chance(odds: float) -> float:
    """The chance, between 0 and 1, that has these log-odds."""
    return 1 / (1 + math.exp(-odds))


@dataclass(frozen=True)
class Compared:
    """What comparing one list of the sheet with coded reviews gave.

    Attributes:
        compared: findings that were compared.
        right: those that a coder has too.
        usual: the families' raw confidence in them, as the chance that has their mean log-odds.
    """

    compared: int
    right: int
    usual: float


@dataclass(frozen=True)
class Measured:
    """All that is measured: by list of the sheet, and what is lost on an unseen review, in log-odds."""

    lists: dict[str, Compared] = field(default_factory=dict)
    unseen: float = 0.0

    def confidence(self, kind: str, raw: float) -> float:
        """The confidence in a finding.

        Args:
            kind: the list of the sheet, e.g. ``contacts``; the raw confidence stands where none was compared.
            raw: what the family says of it, between 0 and 1.
        """
        held = self.lists.get(kind)
        if held is None:
            return raw
        share = (held.right + WEIGHT / 2) / (held.compared + WEIGHT)
        odds = math.log(share / (1 - share)) + SLOPE * (logit(raw) - logit(held.usual)) - self.unseen
        return min(MOST, max(LEAST, chance(odds)))


@cache
def measured() -> Measured:
    """What ``confidence.yaml`` holds."""
    data = read_yaml("loaders.extract", "confidence.yaml")
    return Measured({kind: Compared(**row) for kind, row in data["lists"].items()}, data["unseen"])


def calibrate(sheet: Sheet, by: Measured | None = None) -> Sheet:
    """Turns the raw confidence of each item that a machine found into the measured one, in place; returns the sheet."""
    held = measured() if by is None else by
    for kind, _, item in sheet.items():
        if item.origin and item.origin.by == "machine" and item.origin.confidence is not None:
            _set(item.origin, held.confidence(kind, item.origin.confidence))
    for origin in sheet.review.origin.values():
        if origin and origin.by == "machine" and origin.confidence is not None:
            _set(origin, held.confidence("review", origin.confidence))
    return sheet


def _set(origin: Origin, sure: float) -> None:
    origin.confidence = round(sure, 2)
