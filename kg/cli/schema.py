"""``kg schema``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import put


@click.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of the screen.")
def schema(output: Path | None) -> None:
    """Print the graph's classes, relationships and properties, as they are met in Cypher."""
    from loaders.graph.schema import schema_text

    put(schema_text(), output)
