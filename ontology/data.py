"""Reads the data files that lie beside the code: vocabularies, cues, declarations."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

#: PyYAML's reader in C where it was built with one: the cues are long, and a command should not wait for them.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(package: str, name: str) -> Any:
    """What a YAML file of a package holds; callers keep it, it is read anew each time.

    Args:
        package: dotted, e.g. ``loaders.extract.contacts``.
        name: of the file, e.g. ``cues.yaml``.
    """
    return yaml.load((files(package) / name).read_text(encoding="utf-8"), Loader=_LOADER)
