"""``kg status``, ``serve``, ``stop`` and ``browser``: the local Neo4j."""

from __future__ import annotations

import signal
import time
import webbrowser
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.output import emit, output_options
from kg.cli.progress import starting
from kg.cli.store import Connection, store_options
from kg.config import Settings
from kg.errors import UsageError

#: What Browser shows first: the reviews with their victims, perpetrators and what they died of.
FIRST_QUERY = (
    "MATCH path = (:Review)<-[:IN_REVIEW]-(:Death)-[:OF_VICTIM|BY_PERPETRATOR]->(:Person) RETURN path LIMIT 50"
)


@click.command()
@output_options
@store_options
def status(form: str, output: Path | None, connection: Connection) -> None:
    """Show which Neo4j is used, whether it is up, and what it holds; starts nothing."""
    from kg.server import status as ask

    found = asdict(ask(connection.settings))
    found["home"] = str(found["home"]) if found["home"] else None
    found["password_file"] = str(found["password_file"]) if found["password_file"] else None
    if found["uri"]:
        with connection.open() as store:
            found |= store.read(
                "MATCH (n) WITH count(n) AS nodes OPTIONAL MATCH (r:Review) "
                "RETURN nodes, count(r) AS reviews, max(r.loaded_at) AS last_load"
            )[0]
    columns = [name for name, value in found.items() if value is not None] if form in ("table", "md") else list(found)
    emit(columns, [found], form, output, cards=True)


@click.command()
@store_options
def serve(connection: Connection) -> None:
    """Keep the local Neo4j up until Ctrl-C, and print its addresses."""
    from kg.server import start

    settings = _local(connection)
    with starting() as tell:
        running = start(settings, tell)
    click.echo(f"Bolt      {running.uri}   (user neo4j, password in {_password_file(connection)})")
    click.echo(f"Browser   {running.browser}")
    click.echo("Ctrl-C ends this; the server then stops when nobody has used it for a while, or at `kg stop`.")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        # An open connection is what keeps the server from stopping by itself.
        with connection.open() as store:
            while running.alive:
                store.verify()
                time.sleep(2)
        raise click.ClickException("the server has gone")
    except KeyboardInterrupt:
        click.echo()


@click.command()
@store_options
def stop(connection: Connection) -> None:
    """Stop the local Neo4j at once."""
    from kg.server import stop as end

    click.echo("The local Neo4j has stopped." if end(_local(connection)) else "The local Neo4j was not running.")


@click.command()
@click.option("--query", "first", default=FIRST_QUERY, show_default=True, help="The query that Browser opens with.")
@click.option("--print", "only_print", is_flag=True, help="Print the address; open nothing.")
@store_options
def browser(first: str, only_print: bool, connection: Connection) -> None:
    """Open Neo4j Browser on the local graph, with address, user and a first query filled in."""
    from kg.server import browser_url, start

    settings = _local(connection)
    with starting() as tell:
        running = start(settings, tell)
    url = browser_url(running, first)
    click.echo(f"Neo4j Browser: {url}")
    click.echo(f"User neo4j; the password is in {_password_file(connection)}")
    if not only_print and not webbrowser.open(url):
        click.echo("No web browser could be opened here: copy the address into one on this machine.")


def _local(connection: Connection) -> Settings:
    if connection.settings.uri:
        raise UsageError(f"this command is for the local Neo4j, but NEO4J_URI names {connection.settings.uri}")
    return connection.settings


def _password_file(connection: Connection) -> Path:
    from kg.server.home import Home

    return Home(connection.settings).password_file
