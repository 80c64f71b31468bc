"""Tries one rule family alone on a shared review, with the other parts of the sheet taken from the coder's.

    python -m tests.extraction.try_family contacts ealing --errors

Prints the scorer's figures for the lists that the family fills. `--predicted agencies,persons` takes those parts from
the extractor instead, as in a real run. A review that is held back prints figures only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from loaders.document import plaintext
from loaders.extract.reading import Reading
from loaders.sheet import Sheet
from tests.extraction.parses import keep_parses
from tests.extraction.score import LEFT_OUT
from tests.shared import SHARED


def main() -> None:
    """Runs from the command line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("family", help="a list of the sheet, e.g. contacts; its module has find(reading)")
    ask.add_argument("reviews", nargs="+")
    ask.add_argument("--errors", action="store_true")
    ask.add_argument("--predicted", default="", help="lists to extract rather than take from the coder")
    asked = ask.parse_args()
    keep_parses()
    pairs = []
    out = Path(tempfile.mkdtemp())
    for review in asked.reviews:
        gold = SHARED / "gold" / f"{review}.json"
        sheet = Sheet.model_validate(json.loads(gold.read_text()))
        reading = Reading(
            plaintext.read(SHARED / "reviews" / f"{review}.txt"), sheet.agencies, sheet.persons, sheet.deaths
        )
        for family in [*filter(None, asked.predicted.split(",")), asked.family]:
            found = import_module(f"loaders.extract.{family}").find(reading)
            setattr(sheet, family, found)
            if family in ("agencies", "persons", "deaths"):
                reading.learn(family, found)
            if family in ("agencies", "persons"):
                keep = {getattr(x, "name", getattr(x, "label", "")) for x in found}
                drop(sheet, keep, family)
        target = out / f"{review}.json"
        target.write_text(sheet.model_dump_json())
        pairs += [str(gold), str(target)]
    show = ["--errors"] if asked.errors and LEFT_OUT not in asked.reviews else []
    done = subprocess.run(
        [sys.executable, str(SHARED / "contract" / "score.py"), *pairs, *show], capture_output=True, text=True
    )
    print(done.stderr, end="")
    for line in done.stdout.splitlines():
        if any(w in line for w in (asked.family[:-1].replace("ie", "y")[:9], asked.family, "known_to", "P      R")):
            print(line)


def drop(sheet: Sheet, keep: set[str], family: str) -> None:
    """Empties the lists that would name what the sheet no longer holds; only the family under trial is of interest."""
    for kind in ("deaths", "risk_factors", "contacts", "missed_opportunities", "good_practice", "recommendations"):
        setattr(sheet, kind, [])


if __name__ == "__main__":
    main()
