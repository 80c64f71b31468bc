"""Runs ``kg`` as people do: a process of its own, its exit code, and what it prints."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

KG = [sys.executable, "-m", "kg"]


def kg(
    *args: str | Path, code: int = 0, given: str | None = None, **environment: str | Path
) -> subprocess.CompletedProcess[str]:
    """Runs a command that must end with ``code`` and without a traceback; ``given`` is its standard input."""
    done = subprocess.run(
        [*KG, *map(str, args)],
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        text=True,
        env=os.environ | {name: str(value) for name, value in environment.items()},
        timeout=300,
    )
    said = f"kg {' '.join(map(str, args))} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert done.returncode == code, said
    assert "Traceback" not in done.stderr, said
    return done
