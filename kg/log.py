"""The log: what went wrong inside, with tracebacks, in ``kg.log`` under KG_HOME and never on the screen."""

from __future__ import annotations

import logging
import os
from pathlib import Path


class _Quiet(logging.FileHandler):
    """A log that cannot be written is no reason to fail, or to talk."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
            super().emit(record)
        except OSError:
            pass

    def handleError(self, record: logging.LogRecord) -> None:
        pass


def place() -> Path:
    """Where the log is."""
    if home := os.environ.get("KG_HOME"):
        return Path(home).expanduser() / "kg.log"
    from platformdirs import user_data_dir

    return Path(user_data_dir("crossreview-kg", appauthor=False)) / "kg.log"


def begin() -> None:
    """Sends warnings and errors of this process to the log; the file is made when there is something to write."""
    root = logging.getLogger()
    if any(isinstance(h, _Quiet) for h in root.handlers):
        return
    handler = _Quiet(place(), encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
