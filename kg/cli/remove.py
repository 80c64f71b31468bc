"""``kg remove``."""

from __future__ import annotations

import click

from kg.cli.store import Connection, store_options


@click.command()
@click.argument("reviews", nargs=-1, metavar="REVIEW...")
@click.option("--all", "everything", is_flag=True, help="Take out all reviews.")
@click.option("--yes", is_flag=True, help="With --all: do not ask.")
@store_options
def remove(reviews: tuple[str, ...], everything: bool, yes: bool, connection: Connection) -> None:
    """Take reviews out of the graph, with all that belongs to them alone.

    REVIEW is its id, the beginning of it, or its file name. Its coding sheet, with what a person may have decided in
    it, stays in KG_HOME/sheets; `kg load` brings the review back.

    \b
    Examples:
      kg remove harrowmere-leila-2019
      kg remove --all
    """
    from kg.reviews import resolve
    from loaders.graph.write import remove as take_out

    if bool(reviews) == everything:
        raise click.UsageError("name the reviews to remove, or give --all")
    with connection.open() as store:
        if everything:
            ids = [row["id"] for row in store.read("MATCH (r:Review) RETURN r.id AS id ORDER BY id")]
            if ids and not yes:
                click.confirm(f"Remove all {len(ids)} reviews from {store.uri}?", abort=True, err=True)
        else:
            ids = list(dict.fromkeys(resolve(store, review) for review in reviews))
        for review in ids:
            counts = take_out(store, review)
            click.echo(
                f"{review}: removed, {counts.nodes_deleted:,} nodes and {counts.relationships_deleted:,} relationships"
            )
        if not ids:
            click.echo("No reviews are loaded.")
