"""``kg report``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import emit, output_options
from kg.cli.store import Connection, store_options


@click.command()
@click.argument("name", required=False)
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="Set a parameter of the report; may be repeated."
)
@click.option("--evidence", is_flag=True, help="With each row, the paragraphs it rests on and their words.")
@output_options
@store_options
def report(
    name: str | None, settings: tuple[str, ...], evidence: bool, form: str, output: Path | None, connection: Connection
) -> None:
    """Print a report; without NAME, list the reports.

    Every row says how many reviews it rests on, and --evidence prints the paragraphs. "not stated" means that a review
    does not say; what has no row is not reported, which is never a no.

    \b
    Examples:
      kg report missed-marac-referrals --evidence
      kg report risk-factors --set factor=strangulation --format csv -o strangulation.csv
      kg report contacts --set review=harrowmere-leila-2019
    """
    import queries

    if name is None:
        rows = [
            {"report": q.name, "question": q.question, "parameters": [p.name for p in q.parameters]}
            for q in queries.library().values()
        ]
        emit(["report", "question", "parameters"], rows, form, output, title="Reports")
        return
    question = queries.named(name)
    given = assignments(settings)
    with connection.open() as store:
        values = question.values(given)
        for parameter in question.parameters:
            if parameter.type == "review" and values[parameter.name]:
                from kg.reviews import resolve

                values[parameter.name] = resolve(store, values[parameter.name])
        answer = queries.run(store, question, **values)
    notes = [f"{answer.coverage}. {question.empty}"]
    if not answer.of:
        notes.insert(0, "No reviews are loaded: `kg load PATH` loads them, `kg demo` loads three fictional ones.")
    emit(answer.columns(evidence), answer.rows, form, output, title=question.question, notes=notes)


def assignments(pairs: tuple[str, ...]) -> dict[str, str]:
    """``NAME=VALUE`` texts as a dict.

    Raises:
        click.BadParameter: one without ``=``.
    """
    out = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE", param_hint="--set")
        out[name.strip()] = value
    return out
