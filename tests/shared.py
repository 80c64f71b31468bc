"""The folder beside the project: published reviews, hand-coded sheets, the contract."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
REVIEWS, GOLD, CONTRACT = SHARED / "reviews", SHARED / "gold", SHARED / "contract"


def needs_shared() -> None:
    """Skips the calling test where ``../shared`` is not there; under ``CI=true`` that is a failure."""
    if SHARED.is_dir():
        return
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"{SHARED} is missing: the tests on published reviews cannot run")
    pytest.skip(f"{SHARED} is missing: published reviews and coded sheets are not here")


def gold_sheets() -> list[Path]:
    """The hand-coded sheets, sorted."""
    needs_shared()
    return sorted(GOLD.glob("*.json"))
