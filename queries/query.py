"""A canned question as a typed record, read from the header of its ``.cypher`` file.

The file's first line is the title (Neo4j Browser shows it as a favourite's name), the other comment lines at its top
are YAML, and what follows is Cypher as it can be pasted into Browser::

    // Outcome of the criminal process
    // question: What became of the perpetrators in court?
    // parameters:
    //   review: {type: review, default: null, help: one review only}
    // columns:
    //   outcome: what the court decided
    // mirrors: Home Office annual analyses, "outcome"
    // empty: 'null: the review does not state it; unknown: the review says it is not known'
    // browser: ':params {review: null}'
    MATCH … RETURN …

A header and a RETURN that disagree are an error at construction, so a report can never show a column that it does not
explain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

#: How ``--set name=value`` is read, by the type that a parameter declares. A 'review' is a review's id.
TYPES = ("string", "integer", "number", "boolean", "review")

#: The column that holds where a row's facts stand: a list of maps, shown by ``--evidence`` only.
EVIDENCE = "evidence"

#: By one of these columns each row says which reviews it speaks of.
REVIEW_COLUMNS = ("review", "review_ids")


class QueryError(ValueError):
    """A question that is not well formed, or is asked with parameters that it does not have."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of a question; ``default`` is used where none is given."""

    name: str
    type: str
    default: Any
    help: str

    def __post_init__(self) -> None:
        if self.type not in TYPES:
            raise QueryError(f"parameter {self.name}: unknown type {self.type!r}; known are {', '.join(TYPES)}")

    def read(self, text: str) -> Any:
        """The value that a person wrote for it on the command line.

        Raises:
            QueryError: the text is not of the parameter's type.
        """
        if text in ("", "null"):
            return None
        try:
            match self.type:
                case "integer":
                    return int(text)
                case "number":
                    return float(text)
                case "boolean":
                    return {"true": True, "yes": True, "false": False, "no": False}[text.lower()]
        except (ValueError, KeyError):
            raise QueryError(
                f"{self.name}={text}: not {'a' if self.type[0] not in 'aeiou' else 'an'} {self.type}"
            ) from None
        return text


@dataclass(frozen=True)
class Column:
    """A column of the answer, and what it means."""

    name: str
    help: str


@dataclass(frozen=True)
class Query:
    """One question.

    Attributes:
        name: as on the command line, e.g. ``missed-marac-referrals``.
        mirrors: the published analysis that asks the same, or that none does.
        empty: what an empty or unknown cell means.
        browser: the line that sets the default parameters in Neo4j Browser.
    """

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    mirrors: str
    empty: str
    browser: str
    cypher: str

    def __post_init__(self) -> None:
        declared = [c.name for c in self.columns]
        returned = returned_columns(self.cypher)
        if declared != returned:
            raise QueryError(f"{self.name}: declares the columns {declared} but returns {returned}")
        if not set(REVIEW_COLUMNS) & set(declared):
            raise QueryError(
                f"{self.name}: no column says which reviews a row speaks of ({' or '.join(REVIEW_COLUMNS)})"
            )
        if EVIDENCE not in declared:
            raise QueryError(f"{self.name}: no column {EVIDENCE!r}")
        used = set(re.findall(r"\$(\w+)", self.cypher))
        if used != {p.name for p in self.parameters}:
            raise QueryError(f"{self.name}: declares {sorted(p.name for p in self.parameters)} but uses {sorted(used)}")
        shown = ":params {" + ", ".join(f"{p.name}: {_cypher(p.default)}" for p in self.parameters) + "}"
        if self.browser != shown:
            raise QueryError(f"{self.name}: browser line is {self.browser!r}, the defaults are {shown!r}")

    def values(self, given: dict[str, Any]) -> dict[str, Any]:
        """All parameters, those given and the others' defaults; texts are read by the parameter's type.

        Raises:
            QueryError: one is given that the question does not have, or one of another type.
        """
        by_name = {p.name: p for p in self.parameters}
        if strange := sorted(set(given) - set(by_name)):
            known = ", ".join(by_name) or "none"
            raise QueryError(f"{self.name} has no parameter {strange[0]!r}; its parameters: {known}")
        out = {p.name: p.default for p in self.parameters}
        for name, value in given.items():
            out[name] = by_name[name].read(value) if isinstance(value, str) else value
        return out


def parse(name: str, text: str) -> Query:
    """The question in the text of a ``.cypher`` file.

    Raises:
        QueryError: the header is incomplete or does not fit the Cypher.
    """
    head, body = [], text.splitlines()
    while body and body[0].startswith("//"):
        head.append(body.pop(0)[2:].removeprefix(" "))
    if not head:
        raise QueryError(f"{name}: no header")
    try:
        data = yaml.safe_load("\n".join(head[1:])) or {}
        return Query(
            name=name,
            title=head[0].strip(),
            question=data["question"].strip(),
            parameters=tuple(Parameter(n, p["type"], p["default"], p["help"]) for n, p in data["parameters"].items()),
            columns=tuple(Column(n, h) for n, h in data["columns"].items()),
            mirrors=data["mirrors"].strip(),
            empty=data["empty"].strip(),
            browser=data["browser"].strip(),
            cypher="\n".join(body).strip(),
        )
    except yaml.YAMLError as e:
        raise QueryError(f"{name}: the header is not YAML: {e}") from e
    except KeyError as e:
        raise QueryError(f"{name}: the header has no {e.args[0]!r}") from e


def _cypher(value: Any) -> str:
    return (
        {None: "null", True: "true", False: "false"}.get(value, repr(value))
        if not isinstance(value, int | float) or isinstance(value, bool)
        else str(value)
    )


_TOKEN = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|\w+|\s+|.", re.S)
_TAIL = {"ORDER", "SKIP", "LIMIT", "OFFSET"}
_OPEN, _CLOSE = {"(", "[", "{"}, {")", "]", "}"}


def returned_columns(cypher: str) -> list[str]:
    """The names of the columns of the outermost, last RETURN: an alias, or a bare variable.

    Raises:
        QueryError: there is none, or it returns ``*`` or an expression without an alias.
    """
    return [_column(item) for item in _returned(cypher)]


def _returned(cypher: str) -> list[list[str]]:
    """The items of the outermost, last RETURN, each as its tokens."""
    depth = 0
    items: list[list[str]] | None = None
    for token in _TOKEN.findall(cypher):
        if token.isspace() or token.startswith(("//", "/*")):
            continue
        depth += (token in _OPEN) - (token in _CLOSE)
        word = token.upper() if depth == 0 else ""
        if word == "RETURN":
            items = [[]]
        elif items is None:
            continue
        elif word in _TAIL:
            break
        elif word == ",":
            items.append([])
        else:
            items[-1].append(token)
    if items is None:
        raise QueryError("there is no RETURN")
    return items


def _column(item: list[str]) -> str:
    """The name of a column."""
    if item and item[0].upper() == "DISTINCT":
        item = item[1:]
    if len(item) == 1 and re.fullmatch(r"\w+", item[0]):
        return item[0]
    if len(item) > 2 and item[-2].upper() == "AS":
        return item[-1].strip("`")
    raise QueryError(f"RETURN has an item without a name: {' '.join(item)}")
