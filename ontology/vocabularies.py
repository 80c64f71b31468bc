"""The controlled vocabularies: every list of the coding contract, by scheme and concept id.

The ids are a contract and never change. ``vocabulary.yaml`` is the coding contract's own file (a test holds them
equal);
the SKOS concept schemes are made from it and from what ``concepts.yaml`` adds.
"""

from __future__ import annotations

from functools import cache

from ontology.data import read_yaml


@cache
def _data(name: str) -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = read_yaml("ontology", name)
    return data


def schemes() -> tuple[str, ...]:
    """The ids of all concept schemes, e.g. ``risk_factor``."""
    return tuple(_data("vocabulary.yaml"))


def concepts(scheme: str) -> dict[str, str]:
    """The concepts of a scheme, each id with its definition, in the contract's order.

    Raises:
        KeyError: there is no such scheme.
    """
    return _data("vocabulary.yaml")[scheme]


@cache
def answered_by() -> dict[str, tuple[str, ...]]:
    """For each kind of missed opportunity the themes of recommendation that answer it (``addressed-by.yaml``)."""
    return {kind: tuple(themes) for kind, themes in _data("addressed-by.yaml").items()}
