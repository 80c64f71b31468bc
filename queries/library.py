"""The questions that the package ships."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from queries.query import Query, QueryError, parse


@cache
def library() -> dict[str, Query]:
    """All questions by name, in alphabetical order."""
    found = sorted(
        (f for f in files("queries").joinpath("cypher").iterdir() if f.name.endswith(".cypher")), key=lambda f: f.name
    )
    return {
        name: parse(name, f.read_text(encoding="utf-8")) for f in found for name in [f.name.removesuffix(".cypher")]
    }


def named(name: str) -> Query:
    """One question.

    Raises:
        QueryError: there is none of that name; the message names the nearest.
    """
    if name in library():
        return library()[name]
    near = get_close_matches(name, library(), n=3)
    hint = f"; did you mean {' or '.join(near)}?" if near else f"; there are {', '.join(library())}"
    raise QueryError(f"there is no report {name!r}{hint}")
