"""Runs the whole extractor over the shared reviews and scores it.

    python -m tests.extraction.score [--errors] [--time]

Prints the scorer's figures over all three reviews, and those of each. `--errors` lists what is wrong in the two that
may be read; the one that was drawn by lot shows figures only. `--time` compares with the bare language model.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from loaders.document import plaintext
from loaders.extract.confidence import calibrate
from loaders.extract.pipeline import extract
from loaders.sheet import Sheet
from tests.extraction.parses import keep_parses
from tests.shared import SHARED

#: Drawn by lot before any was read, and not read while the rules were written (see CONTRIBUTING.md).
LEFT_OUT = "north-worcestershire"
REVIEWS = ("ealing", LEFT_OUT, "solihull")
Figures = dict[str, Any]


@cache
def scorer() -> ModuleType:
    """The contract's ``score.py`` as a module."""
    spec = spec_from_file_location("contract_score", SHARED / "contract" / "score.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def uncalibrated(review: str) -> Sheet:
    """The sheet that the rules make of a shared review, with the confidence that each family says."""
    return extract(plaintext.read(SHARED / "reviews" / f"{review}.txt"), calibrated=False)


@cache
def extracted(review: str) -> Sheet:
    """The sheet that the tool makes of a shared review."""
    return calibrate(uncalibrated(review).model_copy(deep=True))


def scored(reviews: Iterable[str]) -> tuple[Figures, list[tuple[str, str, str]]]:
    """The scorer's figures over these reviews together, and what is wrong: (list or field, how, what)."""
    return compared((SHARED / "gold" / f"{review}.json", extracted(review)) for review in reviews)


def compared(pairs: Iterable[tuple[Path, Sheet]]) -> tuple[Figures, list[tuple[str, str, str]]]:
    """The same over hand-coded sheets and what was extracted."""
    tally = scorer().Tally()
    for coded, sheet in pairs:
        gold = json.loads(coded.read_text(encoding="utf-8"))
        found = sheet.standing().model_dump(mode="json")
        if fault := scorer().problem(found):
            raise SystemExit(f"{coded.stem}: {fault}")
        scorer().score(scorer().standing(gold), found, tally)
    return scorer().figures(tally), tally.errors


def retold(texts: Iterable[tuple[str, str, Any]]) -> dict[str, float]:
    """The figures, as one row, of reviews told otherwise than the files say: name, text and coding sheet of each."""
    with TemporaryDirectory() as folder:
        pairs = []
        for name, text, coded in texts:
            gold = Path(folder) / f"{name}.json"
            gold.write_text(json.dumps(coded), encoding="utf-8")
            pairs.append((gold, extract(plaintext.parse(text, f"{name}.txt"))))
        return flat(compared(pairs)[0])


def flat(figures: Figures) -> dict[str, float]:
    """The figures as one row: F1 of each list, accuracy of each field that is one of several."""
    row = {f"{name} F1": r["f1"] for name, r in figures["lists"].items()}
    single = ("review.", "victim.", "perpetrator.", "death.")
    row |= {name: r["accuracy"] for name, r in figures["fields"].items() if not name.startswith(single)}
    if figures["single_valued_accuracy"] is not None:
        row["single-valued fields"] = figures["single_valued_accuracy"]
    return row


def main() -> None:
    """Runs from the command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--errors", action="store_true", help="list what is wrong in the reviews that may be read")
    ask.add_argument("--time", action="store_true", help="compare with the bare language model")
    asked = ask.parse_args()
    if not asked.time:
        keep_parses()
    table([("all", REVIEWS), *((r + (" (left out)" if r == LEFT_OUT else ""), (r,)) for r in REVIEWS)])
    if asked.errors:
        for review in REVIEWS:
            if review != LEFT_OUT:
                for name, how, what in scored([review])[1]:
                    print(f"{review}: {name}: {how}: {what}")
    if asked.time:
        ours, bare = times()
        print(f"extraction {ours:.1f} s, bare language model {bare:.1f} s: {ours / bare:.2f} times")


def table(columns: list[tuple[str, Iterable[str]]]) -> None:
    """Prints the figures of several sets of reviews side by side."""
    rows = [flat(scored(reviews)[0]) for _, reviews in columns]
    print(f"{'':36}" + "".join(f"{name[:20]:>22}" for name, _ in columns))
    for name in rows[0]:
        print(f"{name:36}" + "".join(f"{row[name]:22.3f}" if name in row else f"{'-':>22}" for row in rows))


def times() -> tuple[float, float]:
    """Seconds that the extractor takes over the three reviews, reading included; and the bare model over the lines."""
    from loaders.extract.language import model

    nlp = model()
    files = [SHARED / "reviews" / f"{review}.txt" for review in REVIEWS]
    start = time.perf_counter()
    for file in files:
        extract(plaintext.read(file))
    ours = time.perf_counter() - start
    start = time.perf_counter()
    for file in files:
        for _ in nlp.pipe(line for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip()):
            pass
    return ours, time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
