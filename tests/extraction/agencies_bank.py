"""Measures the agencies of the bank of fictional passages.

python -m tests.extraction.agencies_bank [--errors]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from loaders.document import plaintext
from loaders.extract.agencies import find
from loaders.extract.reading import Reading
from loaders.sheet import Agency
from ontology import authority

BANK = Path(__file__).with_suffix(".yaml")


def passages() -> list[dict[str, Any]]:
    """The passages of the bank."""
    found: list[dict[str, Any]] = yaml.safe_load(BANK.read_text(encoding="utf-8"))
    return found


def _names(agency: Agency) -> set[str]:
    return {authority.norm(n) for n in (agency.name, *agency.aliases)}


def measured() -> tuple[dict[str, float], list[str]]:
    """Precision, recall and the accuracy of the fields, and what is wrong.

    What the bank neither expects nor forbids counts against precision as any extra does.
    """
    tally: Counter[str] = Counter()
    errors: list[str] = []
    for passage in passages():
        where = passage["id"]
        found = find(Reading(plaintext.parse(passage["text"], f"{where}.txt")))
        left = list(found)
        for line in passage["agencies"]:
            name, sector, gave, panel = (part.strip() for part in line.split(";"))
            agency = next((a for a in left if authority.norm(name) in _names(a)), None)
            tally["expected"] += 1
            if agency is None:
                errors.append(f"{where}: missing {name}")
                continue
            left.remove(agency)
            tally["met"] += 1
            wants = {"sector": sector, "contribution": gave, "panel": panel}
            has = {
                "sector": agency.sector,
                "contribution": agency.contribution,
                "panel": {True: "yes", False: "no"}.get(agency.on_panel, "-") if agency.on_panel is not None else "-",
            }
            for what, want in wants.items():
                if want == "any" or (what == "panel" and want == "-"):
                    continue
                tally[f"{what} asked"] += 1
                tally[f"{what} right"] += has[what] == want
                if has[what] != want:
                    errors.append(f"{where}: {name}: {what} {has[what]}, want {want}")
        tally["found"] += len(found)
        never = {authority.norm(n) for n in passage["never"]}
        for agency in left:
            forbidden = authority.norm(agency.name) in never
            tally["forbidden"] += forbidden
            errors.append(f"{where}: {'FORBIDDEN' if forbidden else 'extra'} {agency.name} | {agency.aliases}")
    precision, recall = tally["met"] / tally["found"], tally["met"] / tally["expected"]
    figures = {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall),
        "forbidden": float(tally["forbidden"]),
    }
    figures |= {w: tally[f"{w} right"] / tally[f"{w} asked"] for w in ("sector", "contribution", "panel")}
    return figures, errors


if __name__ == "__main__":
    rows, wrong = measured()
    print({k: round(v, 3) for k, v in rows.items()})
    if "--errors" in sys.argv:
        print("\n".join(wrong))
