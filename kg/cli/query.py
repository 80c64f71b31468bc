"""``kg query``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from kg.cli.output import emit, output_options
from kg.cli.report import assignments
from kg.cli.store import Connection, store_options


@click.command()
@click.argument("cypher")
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="Set a $parameter; VALUE is JSON, else text."
)
@click.option("--write", is_flag=True, help="Allow the statement to change the graph.")
@output_options
@store_options
def query(
    cypher: str, settings: tuple[str, ...], write: bool, form: str, output: Path | None, connection: Connection
) -> None:
    """Run a Cypher statement: the text itself, a file that holds it, or - for standard input.

    Read-only unless --write is given. `kg schema` prints the labels, relationships and properties.

    \b
    Examples:
      kg query "MATCH (r:Review) RETURN r.id AS review, r.title AS title"
      kg query my-question.cypher --set sector=police --format csv -o answer.csv
    """
    statement = _statement(cypher)
    parameters = {name: _value(text) for name, text in assignments(settings).items()}
    with connection.open() as store:
        keys, rows = store.table(statement, parameters, write=write)
    emit(keys, rows, form, output, notes=[f"{len(rows)} row{'s' if len(rows) != 1 else ''}"])


def _statement(cypher: str) -> str:
    if cypher == "-":
        return sys.stdin.read()
    if (
        "\n" not in cypher
        and len(cypher) < 1000
        and (path := Path(cypher)).suffix in (".cypher", ".cyp", ".cql", ".txt")
    ):
        return path.read_text(encoding="utf-8-sig")
    if "\n" not in cypher and " " not in cypher and Path(cypher).is_file():
        return Path(cypher).read_text(encoding="utf-8-sig")
    return cypher


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text
