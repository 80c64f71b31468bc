"""Whole reviews of fiction, written and coded by writers who knew the contract and none of the rules.

    python -m tests.extraction.held_out [--errors] [--write]

They stand for the reviews that nobody here has: other areas, years and house styles. ``fiction/open`` may be read while
rules are mended (``--errors`` lists what is wrong in them); ``fiction/kept`` and ``fiction/later`` are never read, only
their figures are. ``fiction/first.json`` holds the figures of the kept ones before any rule was tried on any of these,
``first-later.json`` those of three that came after twenty-three more rounds had been read; ``now.json`` holds those of
today, of all six together (``--write`` writes them; the README shows them). The writers of the kept ones told more
failings and contacts to the page than real reviews do.
"""

from __future__ import annotations

import argparse
import json
from functools import cache
from pathlib import Path

from loaders.document import plaintext
from loaders.extract.pipeline import extract
from loaders.sheet import Sheet
from tests.extraction.parses import keep_parses
from tests.extraction.score import compared, flat

FICTION = Path(__file__).with_name("fiction")
#: The sets that nobody reads, each with what the rules reached in it at first.
FIRST = {"kept": FICTION / "first.json", "later": FICTION / "first-later.json"}
NOW = FICTION / "now.json"
SETS = ("open", *FIRST)


def coded(which: str) -> list[Path]:
    """The hand-coded sheets of a set."""
    return sorted((FICTION / which).glob("*.json"))


def unread() -> list[Path]:
    """The hand-coded sheets of all that nobody reads."""
    return [sheet for which in FIRST for sheet in coded(which)]


@cache
def extracted(sheet: Path) -> Sheet:
    """What the rules make of the text beside a hand-coded sheet."""
    return extract(plaintext.read(sheet.with_suffix(".txt")))


def figures(sheets: list[Path]) -> dict[str, float]:
    """The scorer's figures over these together."""
    return flat(compared((sheet, extracted(sheet)) for sheet in sheets)[0])


def note(now: dict[str, float]) -> None:
    """Writes what the rules reach today in those that nobody reads."""
    NOW.write_text(json.dumps({name: round(v, 4) for name, v in now.items()}, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Runs from the command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--errors", action="store_true", help="list what is wrong in those that may be read")
    ask.add_argument("--write", action="store_true", help="note today's figures of those that are never read")
    asked = ask.parse_args()
    keep_parses()
    columns: dict[str, dict[str, float]] = {}
    for which, file in FIRST.items():
        columns[f"{which}, first"] = json.loads(file.read_text(encoding="utf-8"))
        columns[f"{which}, now"] = figures(coded(which))
    columns |= {"open": figures(coded("open"))} | {s.stem: figures([s]) for s in coded("open")}
    print(f"{'':40}" + "".join(f"{name:>13}" for name in columns))
    for name in columns["kept, first"]:
        print(f"{name:40}" + "".join(f"{row[name]:13.3f}" if name in row else f"{'-':>13}" for row in columns.values()))
    if asked.write:
        note(figures(unread()))
    if asked.errors:
        for sheet in coded("open"):
            for wrong in compared([(sheet, extracted(sheet))])[1]:
                print(f"{sheet.stem}: {': '.join(wrong)}")


if __name__ == "__main__":
    main()
