"""Short reviews of fiction in many layouts: how whole title pages, keys, tables and lists are read.

    python -m tests.extraction.layouts [--errors] [--raise]

Helpers who did not know the rules wrote each in a layout of its own, as partnerships from 2011 to 2025 publish them,
and coded who is in it, the death, the review itself, its agencies and its recommendations; nothing else is coded in all
of them, so nothing else is compared. Each letter is one helper's five; from j on they have the forms of the openings of
published reviews, with other people, places and words. They were scored before anybody read them, and read since
(``MEASURED.md`` has both figures). ``--raise`` notes figures that are higher than those in ``layouts.json``.
"""

from __future__ import annotations

import argparse
import json
from functools import cache
from pathlib import Path

from tests.extraction.held_out import FICTION, coded, extracted
from tests.extraction.parses import keep_parses
from tests.extraction.score import compared, flat

FLOOR = Path(__file__).with_name("layouts.json")
#: The figures of what is coded.
FIGURES = (
    "persons: victims F1",
    "persons: perpetrators F1",
    "persons: others F1",
    "deaths F1",
    "single-valued fields",
    "agencies F1",
    "agency.sector",
    "agency.contribution",
    "recommendations F1",
    "recommendation.number",
    "recommendations: addressees F1",
    "recommendations: themes F1",
)
#: Figures are rounded to three places, so a step of the last place is no loss.
SLACK = 0.0015


def sets() -> dict[str, list[Path]]:
    """The coded sheets by the letter of who wrote them."""
    found: dict[str, list[Path]] = {}
    for sheet in coded("layouts"):
        found.setdefault(sheet.stem[0], []).append(sheet)
    return found


@cache
def reached(letter: str = "") -> dict[str, float]:
    """The figures of one helper's five, or of all."""
    sheets = sets()[letter] if letter else coded("layouts")
    figures = flat(compared((sheet, extracted(sheet)) for sheet in sheets)[0])
    return {name: round(figures[name], 3) for name in FIGURES if name in figures}


def held() -> dict[str, float]:
    """What was reached once."""
    floor: dict[str, float] = json.loads(FLOOR.read_text(encoding="utf-8"))
    return floor


def main() -> None:
    """Runs from the command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--errors", action="store_true", help="list what is wrong")
    ask.add_argument("--raise", dest="up", action="store_true", help="note what is higher than before")
    asked = ask.parse_args()
    keep_parses()
    columns = {"all": reached()} | {letter: reached(letter) for letter in sets()}
    print(f"{'':34}" + "".join(f"{name:>8}" for name in columns))
    for name in FIGURES:
        print(f"{name:34}" + "".join(f"{row[name]:8.3f}" if name in row else f"{'-':>8}" for row in columns.values()))
    if asked.errors:
        told = (*(name.split(" ")[0].rstrip(":") for name in FIGURES), "review", "victim", "perpetrator", "death")
        for sheet in coded("layouts"):
            for wrong in compared([(sheet, extracted(sheet))])[1]:
                if wrong[0].partition(".")[0].partition(":")[0] in {t.partition(".")[0] for t in told}:
                    print(f"{sheet.relative_to(FICTION)}: {': '.join(wrong)}")
    if asked.up:
        floor = held() if FLOOR.exists() else {}
        higher = {name: max(value, floor.get(name, 0.0)) for name, value in reached().items()}
        FLOOR.write_text(json.dumps(higher, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
