"""Times loading against the bare language model, both sides in one go, and prints the ratios.

    python tests/benchmarks/load.py [REVIEWS-FOLDER] [--runs N]

Whole processes are timed. Four of them, in turn, N times; the median of each is used:

- model: spaCy's small English model alone over the same text (``nlp.pipe`` by paragraph, no ``ner``, one process);
- first: ``kg load --jobs 1`` with the server up and the store empty;
- second: the same again, nothing changed;
- cold: the first load with the server not yet running.

The jars must be in the cache (any earlier ``kg`` command has seen to that). A temporary KG_HOME is used and removed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MODEL = """
import sys
from pathlib import Path
from loaders.extract.language import model
files = [f.read_text(encoding='utf-8-sig') for f in sorted(Path(sys.argv[1]).glob('*.txt'))]
texts = [p for text in files for p in text.split('\\n') if p.strip()]
tokens = sum(len(doc) for doc in model().pipe(texts))
print(tokens)
"""


def seconds(command: list[str], env: dict[str, str]) -> tuple[float, str]:
    """Wall time of a command that must succeed, and what it printed."""
    start = time.perf_counter()
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    took = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed with {done.returncode}:\n{done.stdout}{done.stderr}")
    return took, done.stdout


def main() -> None:
    """Runs from the command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(__file__).resolve().parents[3] / "shared" / "reviews"
    ask.add_argument("reviews", nargs="?", type=Path, default=shared)
    ask.add_argument("--runs", type=int, default=3)
    asked = ask.parse_args()
    kg = str(Path(sys.executable).parent / "kg")
    home = Path(tempfile.mkdtemp(prefix="kg-bench-"))
    env = os.environ | {"KG_HOME": str(home), "KG_IDLE": "60"}
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        env.pop(name, None)
    load = [kg, "load", "--jobs", "1", str(asked.reviews)]
    times: dict[str, list[float]] = {"model": [], "first": [], "second": [], "cold": []}
    tokens = "?"
    try:
        for _ in range(asked.runs):
            took, tokens = seconds([sys.executable, "-c", MODEL, str(asked.reviews)], env)
            times["model"].append(took)
            for name in ("cold", "first"):
                if name == "cold":
                    seconds([kg, "stop"], env)
                    shutil.rmtree(home)
                    home.mkdir()
                else:
                    seconds([kg, "remove", "--all", "--yes"], env)
                    shutil.rmtree(home / "sheets", ignore_errors=True)
                times[name].append(seconds(load, env)[0])
            times["second"].append(seconds(load, env)[0])
    finally:
        subprocess.run([kg, "stop"], env=env, capture_output=True)
        shutil.rmtree(home, ignore_errors=True)
    middle = {name: statistics.median(found) for name, found in times.items()}
    print(f"{asked.reviews}: {tokens.strip()} tokens, {asked.runs} runs, medians (least to most) in seconds")
    for name, found in times.items():
        print(f"  {name:7} {middle[name]:7.2f}  ({min(found):.2f} to {max(found):.2f})")
    print(f"first / model   {middle['first'] / middle['model']:.2f}   (at most 3)")
    print(f"second / first  {middle['second'] / middle['first']:.3f}  (under 0.2)")
    print(f"cold / first    {middle['cold'] / middle['first']:.2f}")


if __name__ == "__main__":
    main()
