"""Errors that a person can act on. ``str()`` says what happened and what to do; there is no traceback to read."""

from __future__ import annotations


class KgError(Exception):
    """Something failed that is not a fault in kg: an input, a service, the machine."""

    exit_code = 1


class UsageError(KgError):
    """kg was asked in a way that cannot be right: an unknown setting, a bad value."""

    exit_code = 2


class StoreError(KgError):
    """The graph store could not be reached, refused a statement, or went away."""


class ServerError(KgError):
    """The local Neo4j could not be fetched, started or stopped."""
