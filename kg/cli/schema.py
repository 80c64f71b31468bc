"""``kg schema``."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from kg.cli.output import put


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to this file instead of the screen, as Markdown.",
)
def schema(output: Path | None) -> None:
    """Print the graph's classes, relationships and properties, as they are met in Cypher.

    On a terminal it is laid out as tables; in a file or a pipe it is the Markdown of kg/docs/graph.md, with a diagram.
    """
    from loaders.graph.schema import schema_text

    text = schema_text()
    if output is not None or not sys.stdout.isatty():
        put(text, output)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    # The diagram is for those who read Markdown in a browser.
    Console().print(Markdown(re.sub(r"```mermaid.*?```\n", "", text, flags=re.S)))
