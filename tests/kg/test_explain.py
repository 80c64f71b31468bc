"""``kg extract --explain``: each item's sentence, rule, cues, qualifiers, and what was left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.explain import CALLED, explain
from loaders.sheet import LISTS, Sheet, dumps, parse
from loaders.why import Reason
from tests.extraction.test_samples import SAMPLES, extracted
from tests.kg.command import kg

#: Lists whose rules tell the words that they took notice of.
WORDED = ("contacts", "risk_factors", "missed_opportunities")


def reasons(sheet: Sheet, kind: str) -> Iterator[Reason]:
    for item in getattr(sheet, kind):
        assert item.origin.why, f"{kind}: {item}"
        yield from item.origin.why.reasons


@cache
def held(file: str) -> Any:
    return yaml.safe_load((files("loaders.extract") / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("kind", WORDED)
def test_each_item_names_words_of_its_own_sentence(sample: str, kind: str) -> None:
    sheet = extracted(sample)
    found = list(reasons(sheet, kind))
    assert len(found) >= len(getattr(sheet, kind)) > 0
    for reason in found:
        assert reason.cues
        if kind != "contacts":  # their cue is a clause, cut to a line
            assert reason.cues[0].words in (reason.place.quote or "")


@pytest.mark.parametrize("kind", ["risk_factors", "missed_opportunities"])
def test_a_cue_stands_in_the_file_that_it_names(kind: str) -> None:
    for reason in (r for s in SAMPLES for r in reasons(extracted(s), kind)):
        for cue in reason.cues:
            file, _, entry = cue.entry.partition(": ")
            part, name, *_ = entry.split("/")
            within = held(file)[part]
            names = (
                [row[part.removesuffix("s") if part == "types" else "rule"] for row in within]
                if isinstance(within, list)
                else list(within)
            )
            assert name in names, cue


def test_what_is_negated_is_left_out_with_the_words_that_negate_it() -> None:
    out = [one for s in SAMPLES for one in extracted(s).left_out]
    assert {"risk_factors", "missed_opportunities"} <= {one.kind for one in out}
    assert any(one.reason.qualifiers for one in out)
    assert all(one.because and one.reason.place.quote for one in out)


def test_reasons_are_in_no_file() -> None:
    text = dumps(extracted(SAMPLES[0]))
    assert '"why"' not in text and "_why" not in text and "cues.yaml" not in text
    again = parse(json.loads(text), "again")
    assert all(item.origin is None or item.origin.why is None for _, _, item in again.items())
    assert "rule" in "\n".join(explain(again))  # of a sheet from a file places and rules are still told


def test_all_lists_are_explained() -> None:
    assert set(CALLED) == set(LISTS)
    headings = [line for line in explain(extracted(SAMPLES[0])) if re.fullmatch(r"[A-Z ]+ \(\d+\)", line)]
    assert len(headings) == len(LISTS)


def test_the_command_prints_reasons_instead_of_the_sheet(tmp_path: Path) -> None:
    text = tmp_path / "fiction.txt"
    text.write_text((files("kg.samples") / f"{SAMPLES[0]}.txt").read_text(encoding="utf-8"), encoding="utf-8")
    said = kg("extract", text, "--explain", "--only", "missed_opportunities").stdout
    assert "MISSED OPPORTUNITIES (" in said and "    cue “" in said
    assert "CONTACTS" not in said and '"evidence"' not in said
    kg("extract", text, "--explain", "-o", tmp_path / "sheets")
    assert (tmp_path / "sheets" / "fiction.json").is_file()
    assert "--only goes with --explain" in kg("extract", text, "--only", "contacts", code=2).stderr
