"""``kg demo``."""

from __future__ import annotations

import time
from dataclasses import replace
from importlib.resources import as_file, files

import click

from kg.cli.output import emit
from kg.cli.store import Connection, store_options

#: The report that the demonstration prints.
REPORT = "missed-marac-referrals"


@click.command()
@store_options
def demo(connection: Connection) -> None:
    """Load three short fictional reviews and print a report.

    Everything in them is invented. `kg remove --all` takes them out again.
    """
    import queries
    from kg.cli.load import load_telling, show_loads
    from loaders import sources

    begun = time.monotonic()
    with as_file(files("kg.samples")) as folder, connection.open() as store:
        found, _ = sources.find([folder])
        done, failures = load_telling(found, store, connection.settings.sheets)
        show_loads([replace(report, warnings=()) for report in done], failures, time.monotonic() - begun)
        answer = queries.run(store, REPORT)
    click.echo(f"\n$ kg report {REPORT} --evidence\n")
    emit(answer.columns(True), answer.rows, "table", None, title=answer.query.question, notes=[answer.coverage])
    click.echo(
        "\nNext: `kg report` lists all reports, `kg show harrowmere-leila` shows one review, `kg browser` the graph."
    )
    if failures:
        raise SystemExit(1)
