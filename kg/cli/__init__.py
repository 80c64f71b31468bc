"""The command line: ``kg``.

Each command lives in a module of its own and is imported when it is asked for, so that a report is not kept waiting by
the language model or the RDF library.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

#: Where each command is, in the order in which the help lists them.
COMMANDS = {
    "demo": "kg.cli.demo",
    "load": "kg.cli.load",
    "report": "kg.cli.report",
    "show": "kg.cli.show",
    "review": "kg.cli.review",
    "query": "kg.cli.query",
    "browser": "kg.cli.server",
    "extract": "kg.cli.extract",
    "validate": "kg.cli.validate",
    "export": "kg.cli.export",
    "remove": "kg.cli.remove",
    "score": "kg.cli.score",
    "schema": "kg.cli.schema",
    "status": "kg.cli.server",
    "serve": "kg.cli.server",
    "stop": "kg.cli.server",
}


class Commands(click.Group):
    """A group whose commands are imported on use, and whose errors are one clear message each."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; an error that a person can act on becomes a message and an exit code."""
        from kg.cli.errors import explain
        from kg.log import begin

        begin()
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click's own; it also ends without a word where the reader of the output (`| head`) has gone
        except KeyboardInterrupt:
            click.echo("kg: stopped", err=True)
            ctx.exit(130)
        except Exception as e:
            message, code = explain(e)
            click.echo(f"kg: {message}", err=True)
            ctx.exit(code)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="crossreview-kg", prog_name="kg")
def main() -> None:
    """What domestic homicide reviews say together.

    Reads published reviews, keeps what each of them says as facts with the paragraph they rest on, and answers
    questions across all of them. The facts are in Neo4j: your own server if NEO4J_URI is set, else one that kg runs
    for itself.

    \b
    To begin:
      kg demo                                  load three fictional reviews, print a report
      kg load REVIEWS-FOLDER                   read reviews into the graph
      kg report                                list the reports
      kg report missed-marac-referrals --evidence
      kg show REVIEW                           what was found in one review, and what was not
      kg browser                               look at the graph in Neo4j Browser
    """
