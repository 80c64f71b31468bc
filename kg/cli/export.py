"""``kg export``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import put
from kg.cli.store import Connection, store_options

FORMATS = ("turtle", "trig", "jsonld", "graphml", "csv")


@click.command()
@click.argument("review", required=False)
@click.option("--format", "form", type=click.Choice(FORMATS), default="trig", show_default=True, help="What to write.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to this file instead of the screen.",
)
@store_options
def export(review: str | None, form: str, output: Path | None, connection: Connection) -> None:
    """Write the loaded reviews, or one REVIEW, for other tools.

    turtle, trig and jsonld hold everything, and `kg load` takes them back: trig and jsonld keep each review in a named
    graph of its own. graphml is for Gephi, yEd and networkx; csv has one row an item, for a spreadsheet.

    \b
    Examples:
      kg export -o all.trig
      kg export harrowmere-leila-2019 --format turtle -o leila.ttl
      kg export --format graphml -o all.graphml
      kg export --format csv -o items.csv
    """
    from kg.errors import KgError
    from kg.reviews import resolve
    from loaders.graph.exchange import export as text_of

    with connection.open() as store:
        only = resolve(store, review) if review else None
        if only is None and not store.read("MATCH (r:Review) RETURN r.id AS id LIMIT 1"):
            raise KgError("no reviews are loaded, so there is nothing to export; `kg load PATH` loads them")
        text = text_of(store, form, only)
    put(text, output)
