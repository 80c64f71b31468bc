"""Counts how often a cue's word for a type of failing is right, by tier, in the bank of whole paragraphs.

    python -m tests.extraction.learn_cues [--write]

The cues were written with the coded reviews in view, where they are right oftener than elsewhere; nobody wrote one for
the bank. ``reliable.yaml`` holds numbers, the ids of the contract and the names of the tiers, no word of a text.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import yaml

from loaders.extract.missed_opportunities import learned
from loaders.extract.missed_opportunities.cues import TIERS
from loaders.extract.missed_opportunities.scopes import scopes, type_of, types
from tests.extraction.learn import passages

FILE = Path(learned.__file__).with_name("reliable.yaml")
HEAD = """# How often a cue's word for a type of failing is right, by tier: counted in the bank of whole paragraphs by
# `python -m tests.extraction.learn_cues --write`, read by learned.py, where it weighs beside what the readers say.
"""
#: Words counted as often right as those of their tier, beside those that there are of a type.
ALIKE = 10
ORDER = (*TIERS, "fixed", "context")


def counted() -> dict[str, dict[str, Counter[bool]]]:
    """By tier and type, how often the word was right and how often not, in sentences that state a failing."""
    found: dict[str, dict[str, Counter[bool]]] = defaultdict(lambda: defaultdict(Counter))
    for passage in passages("paragraphs"):
        for sentence in passage["sentences"]:
            held = scopes(sentence["text"]) if sentence["types"] else []
            for scope in held:
                told = types(scope, sentence["text"], passage["kind"] == "judging")[:1]
                for one in told or filter(None, [type_of(sentence["text"])]):
                    found[one.tier][one.type][one.type in sentence["types"]] += 1
    return found


def reliable() -> dict[str, dict[str, float]]:
    """By tier, the share that is right of all its words (under ``any``), and of those for each type, drawn to that."""
    shares: dict[str, dict[str, float]] = {}
    for tier, held in counted().items():
        whole = sum(held.values(), Counter[bool]())
        usual = whole[True] / whole.total()
        shares[tier] = {"any": round(usual, 2)} | {
            kind: round((n[True] + ALIKE * usual) / (n.total() + ALIKE), 2) for kind, n in sorted(held.items())
        }
    return {tier: shares[tier] for tier in ORDER}


def written() -> str:
    """The file's text."""
    return HEAD + yaml.safe_dump(reliable(), sort_keys=False)


def main() -> None:
    """Runs from the command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--write", action="store_true", help="write the file")
    if ask.parse_args().write:
        FILE.write_text(written(), encoding="utf-8")
    for tier, shares in reliable().items():
        print(f"{tier:10} {shares['any']:.2f}")


if __name__ == "__main__":
    main()
