"""Finds the review that a person means."""

from __future__ import annotations

from pathlib import PurePath

from kg.errors import UsageError
from ontology.protocols import Store


class NoSuchReview(UsageError):
    """No loaded review is meant by that, or more than one."""

    exit_code = 1


def resolve(store: Store, meant: str) -> str:
    """The id of the loaded review that is meant.

    Args:
        meant: its id, the beginning of its id if no other review's begins so, or its file, with or without folder and
            ending.

    Raises:
        NoSuchReview: there is none or more than one; the message names those that come near.
    """
    held = store.read("MATCH (r:Review) RETURN r.id AS id, r.source AS source ORDER BY id")
    if not held:
        raise NoSuchReview("no reviews are loaded; `kg load PATH` loads them, `kg demo` loads three fictional ones")
    wanted = meant.strip().lower()
    ids = [row["id"] for row in held]
    if wanted in ids:
        return wanted
    file = PurePath(meant.strip())
    named = [row["id"] for row in held if row["source"] in (file.name, f"{file.name}.txt")]
    stems = [row["id"] for row in held if row["source"] and PurePath(row["source"]).stem == file.stem]
    begun = [i for i in ids if wanted and i.startswith(wanted)]
    for found in (named, stems, begun):
        if len(found) == 1:
            return str(found[0])
        if found:
            raise NoSuchReview(f"{meant!r} may be {_or(found)}; give more of the id")
    near = [
        i for i in ids if wanted and any(part in i for part in wanted.replace("_", "-").split("-") if len(part) > 2)
    ]
    raise NoSuchReview(
        f"no loaded review is {meant!r}; there {'is' if len(ids) == 1 else 'are'} {_or((near or ids)[:8])}"
    )


def _or(ids: list[str]) -> str:
    return ", ".join(ids[:-1]) + (" or " if len(ids) > 1 else "") + ids[-1] if ids else ""
