"""The floor under the extractor's figures: what it reached once, it must reach again.

python -m tests.extraction.floor            shows the figures against the floor
python -m tests.extraction.floor --raise    raises the floor to the figures, where they are higher; it never falls
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tests.extraction.score import REVIEWS, flat, scored

FLOOR = Path(__file__).with_name("floor.json")
#: Figures are rounded to three places, so a step of the last place is no loss.
SLACK = 0.0015
ALL = "all"


def held() -> dict[str, dict[str, float]]:
    """The floor: figures by review, and over all of them."""
    floor: dict[str, dict[str, float]] = json.loads(FLOOR.read_text(encoding="utf-8"))
    return floor


def reached() -> dict[str, dict[str, float]]:
    """The figures of today, in the form of the floor."""
    return {ALL: flat(scored(REVIEWS)[0])} | {review: flat(scored([review])[0]) for review in REVIEWS}


def fallen(floor: dict[str, dict[str, float]], now: dict[str, dict[str, float]]) -> list[str]:
    """What is lower than the floor, a line each."""
    return [
        f"{review}: {name}: {now[review].get(name, 0.0):.3f}, the floor is {least:.3f}"
        for review, row in floor.items()
        for name, least in row.items()
        if now[review].get(name, 0.0) < least - SLACK
    ]


def main() -> None:
    """Runs from the command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--raise", dest="up", action="store_true")
    asked = ask.parse_args()
    floor = held() if FLOOR.exists() else {}
    now = reached()
    print("\n".join(fallen(floor, now)) or "nothing has fallen")
    if asked.up:
        higher = {
            review: {name: max(value, floor.get(review, {}).get(name, 0.0)) for name, value in row.items()}
            for review, row in now.items()
        }
        FLOOR.write_text(json.dumps(higher, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
