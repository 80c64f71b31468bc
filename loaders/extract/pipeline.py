"""Runs the rule families over one document, in the order in which they need each other."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from loaders.document.model import Document, DocumentError
from loaders.extract.confidence import calibrate
from loaders.extract.persons import born
from loaders.extract.reading import Reading
from loaders.sheet import Death, Item, RiskFactor, Sheet, give_ids

log = logging.getLogger(__name__)

#: The families that fill a list of the sheet. Persons and agencies come first: the others name them.
FAMILIES = (
    "persons",
    "agencies",
    "deaths",
    "contacts",
    "risk_factors",
    "missed_opportunities",
    "good_practice",
    "recommendations",
)

#: What every review says of itself somewhere, whatever its kind, style and year; a text without it is something else.
_REVIEW = re.compile(
    r"\b(domestic (violence |abuse )?homicide|homicide reviews?|DHRs?|domestic abuse[- ]related deaths?|DARDRs?"
    r"|safeguarding adults? reviews?|(?-i:SARs?|SCRs?)|serious case reviews?|safeguarding practice reviews?"
    r"|overview report)\b",
    re.I,
)


def extract(
    document: Document,
    step: Callable[[str], None] = lambda family: None,
    *,
    calibrated: bool = True,
) -> Sheet:
    """What the rules find in a document.

    Args:
        document: a review as read by ``loaders.document``.
        step: told the name of each family before it runs, for a progress bar.
        calibrated: whether each confidence is the measured one, or what the family says (to measure it).

    Returns:
        A sheet with ids, whose items name only agencies and persons that it holds.

    Raises:
        DocumentError: the text does not read as a review.
        NoModel: no English language model is installed.
    """
    if not any(_REVIEW.search(line.text) for line in document.lines):
        raise DocumentError(f"{document.source}: nowhere in the text is a homicide or safeguarding review spoken of")
    reading = Reading(document)
    found: dict[str, Any] = {}
    for family in FAMILIES:
        step(family)
        found[family] = _family(family)(reading)
        if family in ("persons", "agencies", "deaths", "contacts"):
            reading.learn(family, found[family])
        if family == "deaths":
            born.fill(found["persons"], found["deaths"], reading)
    step("review")
    review = _family("review")(reading)
    review.source, review.sha256 = document.source, document.sha256
    sheet = Sheet(review=review, **found)
    hold_to_names(sheet)
    sheet.leaves_out(reading.left_out)
    return give_ids(calibrate(sheet) if calibrated else sheet)


def _family(name: str) -> Callable[[Reading], Any]:
    find: Callable[[Reading], Any] = import_module(f"loaders.extract.{name}").find
    return find


def hold_to_names(sheet: Sheet) -> None:
    """Takes from the sheet, in place, whatever names an agency or a person that it does not hold.

    A rule that does so is at fault and is logged; the rest of the review is no worse for it.
    """
    agencies = {a.name for a in sheet.agencies}
    persons = {p.label for p in sheet.persons}

    def held(item: Item, names: list[str], known: set[str]) -> list[str]:
        for name in names:
            if name not in known:
                rule = item.origin.rule if item.origin else None
                log.warning("%s: rule %s names %r, which the sheet does not hold", sheet.review.source, rule, name)
        return [name for name in names if name in known]

    for kind in ("deaths", "risk_factors", "contacts", "missed_opportunities", "good_practice", "recommendations"):
        kept = []
        for item in getattr(sheet, kind):
            if isinstance(item, Death):
                if not held(item, [item.victim], persons):
                    continue
                item.perpetrators = held(item, item.perpetrators, persons)
                item.by_perpetrator = [a for a in item.by_perpetrator if a.perpetrator in item.perpetrators]
            elif hasattr(item, "persons"):
                item.persons = held(item, item.persons, persons)
            if isinstance(item, RiskFactor):
                item.known_to = [k for k in item.known_to if held(item, [k.agency], agencies)]
            if hasattr(item, "addressees"):
                item.addressees = held(item, item.addressees, agencies)
            agency = getattr(item, "agency", None)
            if agency is None or held(item, [agency], agencies):
                kept.append(item)
        setattr(sheet, kind, kept)
