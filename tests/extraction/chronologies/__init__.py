"""A bank of fictional chronologies in other house styles than the shared reviews', with their contacts marked.

    python -m tests.extraction.chronologies [--errors] [--predicted] [NAME ...]

Each file holds the agencies and persons of a made-up case, a line of three hyphens, and the text. In the text,
``{date|agency|kind: words}`` marks a contact. The bank was written before it was known how the rules do on it.
"""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from loaders.document import plaintext
from loaders.extract.contacts import find
from loaders.extract.reading import Reading
from loaders.sheet import Agency, Contact, Death, Evidence, Person

HERE = Path(__file__).parent
TAG = re.compile(r"\{(?P<date>[\d-]+)\|(?P<agency>\w+)\|(?P<kind>[a-z-]+): ?(?P<words>[^{}]*)\}")
Key = tuple[str, str, str]
#: Characters of a line.
WIDTH = 100


@dataclass
class Score:
    """How many contacts are wanted, found and matched; of the matched, the kinds and dates that are right."""

    wanted: int = 0
    found: int = 0
    matched: int = 0
    kinds: int = 0
    dates: int = 0
    missing: list[Key] = field(default_factory=list)
    extra: list[Contact] = field(default_factory=list)
    wrong: list[tuple[Key, Key]] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.matched / max(1, self.wanted + self.found)

    def add(self, other: Score) -> None:
        """Takes in the counts of another."""
        for key in ("wanted", "found", "matched", "kinds", "dates"):
            setattr(self, key, getattr(self, key) + getattr(other, key))


@dataclass
class Passage:
    """One fictional chronology and the contacts that a coder would find in it."""

    name: str
    reading: Reading
    wanted: list[Key]


def names() -> list[str]:
    """The names of the passages."""
    return sorted(p.stem for p in HERE.glob("*.txt"))


def passage(name: str, *, predicted: bool = False) -> Passage:
    """One passage of the bank, read; with ``predicted``, its agencies are those that the extractor finds."""
    head, _, text = (HERE / f"{name}.txt").read_text(encoding="utf-8").partition("\n---\n")
    data = yaml.safe_load(head)
    here = [Evidence(lines=(1, 1))]
    agencies = {key: Agency(evidence=here, **made) for key, made in data["agencies"].items()}
    persons = [Person(label=label, role=role, evidence=here) for role, label in data["persons"].items()]
    people = data["persons"]
    death = Death(
        victim=people["victim"],
        perpetrators=[people["perpetrator"]],
        date=str(data["death"]),
        death_type="homicide",
        evidence=here,
    )
    wanted: set[Key] = set()
    while m := TAG.search(text):
        wanted.add((m["date"], agencies[m["agency"]].name, m["kind"]))
        text = text[: m.start()] + m["words"] + text[m.end() :]
    if stray := re.search(r"[{}|].{0,30}", text):
        raise ValueError(f"{name}: a tag that is not read: {stray[0]}")
    document = plaintext.parse(wrapped(text), f"{name}.txt")
    reading = Reading(document, list(agencies.values()), persons, [death])
    if predicted:
        from loaders.extract.agencies import find as find_agencies

        reading.learn("agencies", find_agencies(reading))
    return Passage(name, reading, sorted(wanted))


def wrapped(text: str) -> str:
    """The text with its paragraphs broken into lines of even length again, as before the marks were put in."""
    blocks = text.strip().split("\n\n")
    return "\n\n".join(b if "\t" in b else textwrap.fill(" ".join(b.split()), WIDTH) for b in blocks) + "\n"


def compare(wanted: list[Key], found: list[Contact], reading: Reading, sectors: dict[str, str] | None = None) -> Score:
    """Matches as the contract's scorer does: one to one, the agency the same and the dates agreeing, best kind first.

    With ``sectors`` (of the wanted agencies), an agency that the extractor named is the same if its sector is.
    """

    def agreed(one: str, other: str) -> bool:
        return one.startswith(other) or other.startswith(one)

    own = {a.name: a.sector for a in reading.agencies}

    def same(want: str, got: str) -> bool:
        return want == got if sectors is None else sectors[want] == own.get(got)

    pairs = sorted(
        (
            (w[2] == c.kind, w[0] == c.date, -i, -j)
            for i, w in enumerate(wanted)
            for j, c in enumerate(found)
            if same(w[1], c.agency) and agreed(w[0], c.date)
        ),
        reverse=True,
    )
    used_w: set[int] = set()
    used_c: set[int] = set()
    score = Score(len(wanted), len(found))
    for kind, date, i, j in pairs:
        i, j = -i, -j
        if i in used_w or j in used_c:
            continue
        used_w.add(i)
        used_c.add(j)
        score.matched += 1
        score.kinds += kind
        score.dates += date
        if not (kind and date):
            score.wrong.append((wanted[i], (found[j].date, found[j].agency, found[j].kind)))
    score.missing = [w for i, w in enumerate(wanted) if i not in used_w]
    score.extra = [c for j, c in enumerate(found) if j not in used_c]
    return score


def measured(asked: Iterable[str], *, predicted: bool = False, errors: bool = False) -> Score:
    """The score over several passages; prints that of each with ``errors``."""
    total = Score()
    for name in asked:
        one = passage(name, predicted=predicted)
        sectors = {a.name: a.sector for a in passage(name).reading.agencies} if predicted else None
        score = compare(one.wanted, find(one.reading), one.reading, sectors)
        total.add(score)
        if errors:
            print(f"{name:28} F1 {score.f1:.2f}  {score.matched} / {score.found} / {score.wanted}")
            for w in score.missing:
                print("    missing", *w)
            for c in score.extra:
                print("    extra  ", c.date, c.agency, c.kind, "|", c.summary, "|", c.origin.rule if c.origin else "")
            for want, got in score.wrong:
                print("    wrong  ", *want, "-> got", got[0], got[2])
    return total


def main() -> None:
    """Runs from the command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("names", nargs="*")
    ask.add_argument("--errors", action="store_true")
    ask.add_argument("--predicted", action="store_true", help="with the agencies that the extractor finds")
    asked = ask.parse_args()
    s = measured(asked.names or names(), predicted=asked.predicted, errors=asked.errors)
    print(f"P {s.matched / max(1, s.found):.3f} R {s.matched / max(1, s.wanted):.3f} F1 {s.f1:.3f}")
    print(f"kind {s.kinds / max(1, s.matched):.3f} date {s.dates / max(1, s.matched):.3f}")
    print(f"{s.matched} matched / {s.found} found / {s.wanted} wanted")
