"""``kg score`` gives the figures of the contract's scorer, and kappa as Cohen has it."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kg.scoring import _kappa, kappas, score
from loaders.sheet import Sheet
from tests.shared import CONTRACT, gold_sheets


def _disturbed(data: dict, seed: int) -> dict:
    """A sheet as a careless second coder might have made it: entries lost, kinds changed, places moved."""
    dice = random.Random(seed)
    kinds = ["call", "meeting", "referral"]
    for name, value in data.items():
        if not isinstance(value, list) or name in ("persons", "agencies"):
            continue
        kept = [item for item in value if dice.random() > 0.2]
        for item in kept:
            if dice.random() < 0.3:
                moved = dice.choice([1, 3, 9])
                item["evidence"][0]["lines"] = [n + moved for n in item["evidence"][0]["lines"]]
            if name == "contacts" and dice.random() < 0.3:
                item["kind"] = dice.choice(kinds)
            if name == "recommendations" and dice.random() < 0.3:
                item["themes"] = item["themes"][1:]
        data[name] = kept
    data["agencies"][0]["aliases"] = []
    data["review"]["chair"] = "Somebody Else"
    return data


@pytest.mark.parametrize("seed", [1, 2])
def test_same_figures_as_the_contracts_scorer(tmp_path: Path, seed: int) -> None:
    pairs, argv = [], []
    for path in gold_sheets():
        data = _disturbed(json.loads(path.read_text()), seed)
        other = tmp_path / path.name
        other.write_text(json.dumps(data))
        pairs.append((Sheet.model_validate_json(path.read_text()), Sheet.model_validate(data)))
        argv += [str(path), str(other)]
    done = subprocess.run(
        [sys.executable, str(CONTRACT / "score.py"), *argv, "--json"], capture_output=True, text=True, check=True
    )
    theirs = json.loads(done.stdout)
    ours = score(pairs)
    got = {
        name: {
            "precision": round(f.precision, 3), "recall": round(f.recall, 3), "f1": round(f.f1, 3),
            "gold": f.gold, "predicted": f.predicted, "matched": f.matched,
        }
        for name, f in ours.lists.items()
    }  # fmt: skip
    assert got == theirs["lists"]
    assert {n: {"right": r, "of": a, "accuracy": round(r / a, 3)} for n, (r, a) in ours.fields.items()} == theirs[
        "fields"
    ]
    assert ours.single_valued is not None
    assert round(ours.single_valued, 3) == theirs["single_valued_accuracy"]
    assert 0 < theirs["single_valued_accuracy"] < 1, "the disturbed sheets must disagree somewhere"


def test_kappa_of_the_textbook() -> None:
    # Cohen's kappa for 50 units: both yes 20, both no 15, first only 5, second only 10 -> 0.4.
    units = [(True, True)] * 20 + [(False, False)] * 15 + [(True, False)] * 5 + [(False, True)] * 10
    found = _kappa("textbook", units)
    assert (found.units, found.agreed) == (50, 35)
    assert found.value == pytest.approx(0.4)


def test_kappa_is_undefined_where_both_always_say_the_same() -> None:
    assert _kappa("all no", [(False, False)] * 9).value is None
    assert _kappa("nothing", []).value is None


def test_kappa_of_a_sheet_with_itself_is_one() -> None:
    sheet = Sheet.model_validate_json(gold_sheets()[0].read_text())
    assert [k.value for k in kappas([(sheet, sheet)])] == [1.0, 1.0]
