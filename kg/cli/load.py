"""``kg load``."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.output import emit
from kg.cli.store import Connection, store_options, told

if TYPE_CHECKING:
    from kg.store import GraphStore
    from loaders.load import LoadReport
    from loaders.sources import Failure, Source

#: So many warnings of one review are printed; `kg validate` lists all.
SHOWN = 5


def default_jobs() -> int:
    """One process a processor that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=default_jobs,
    show_default="one a processor",
    metavar="N",
    help="How many documents to read at once, each in a process of its own.",
)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@jobs_option
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    metavar="X",
    help="Leave out of the graph what the machine is less sure of and nobody has decided on; 0 to 1.",
)
@store_options
def load(paths: tuple[Path, ...], jobs: int, min_confidence: float, connection: Connection) -> None:
    """Read reviews into the graph.

    A PATH is a review as plain text (.txt), a coding sheet (.json), what `kg export` wrote (.ttl, .trig, .jsonld), or a
    folder of such files. A coding sheet given together with its text, or lying beside it, is loaded with the words of
    its passages.

    Each review is loaded whole or not at all. What is there already unchanged is left alone; a changed review replaces
    its own part. The sheets are kept in KG_HOME/sheets, and what a person decided in them stands over the machine's
    word; a sheet that was coded by hand stands whole, whether or not it is given again with its text.

    With --min-confidence the sheets stay whole, and a later load with another value replaces what is in the graph.
    Confidence is the share of such findings that are right, as measured on coded reviews; `kg report
    to-review` lists what is worth a look. Files of `kg export` are loaded as they are.

    \b
    Examples:
      kg load reviews/
      kg load reviews/area-2016.txt another.txt --jobs 1
      kg load sheets/ reviews/                 sheets that were coded or corrected by hand, with their texts
      kg load reviews/ --min-confidence 0.5
      kg load backup.trig
    """
    from kg.log import begin
    from loaders import sources

    begun = time.monotonic()
    found, failures = sources.find(paths)
    for failure in failures:
        told(f"kg: {failure.message}")
    done: list[LoadReport] = []
    if found:
        with connection.open() as store:
            done, failed = load_telling(
                found, store, connection.settings.sheets, jobs=jobs, prepare=begin, min_confidence=min_confidence
            )
        failures += failed
    show_loads(done, failures, time.monotonic() - begun, min_confidence)
    if failures:
        raise SystemExit(1)


def load_telling(
    found: list[Source], store: GraphStore, sheets: Path, **options: Any
) -> tuple[list[LoadReport], list[Failure]]:
    """Loads files with a progress bar, and says what fails when it does.

    Args:
        found: from :func:`loaders.sources.find`.
        sheets: the folder of kept sheets.
        options: of :func:`loaders.load.load_all`.

    Returns:
        What was done with each review, and what failed.
    """
    from kg.cli.progress import counting
    from loaders.kept import Kept
    from loaders.load import load_all
    from loaders.sources import Failure

    done: list[LoadReport] = []
    failures: list[Failure] = []
    with counting("Loading", len(found)) as bar:
        for outcome in load_all(found, store, Kept(sheets), step=bar.now, **options):
            bar.one_done()
            if isinstance(outcome, Failure):
                failures.append(outcome)
                bar.say(f"kg: {outcome.message}")
            else:
                done.append(outcome)
    return done, failures


def show_loads(done: list[LoadReport], failures: list[Failure], seconds: float, min_confidence: float = 0.0) -> None:
    """A line for each review that was loaded, the warnings, and how many there were."""
    rows = [
        {
            "review": report.review,
            "outcome": report.outcome,
            "nodes": _change(report.counts.nodes_created, report.counts.nodes_deleted),
            "relationships": _change(report.counts.relationships_created, report.counts.relationships_deleted),
            "warnings": len(report.warnings) or "",
        }
        for report in done
    ]
    by_outcome = Counter(report.outcome for report in done)
    parts = [f"{by_outcome[o]} {o}" for o in ("loaded", "replaced", "unchanged") if by_outcome[o]]
    parts += [f"{len(failures)} failed"] if failures else []
    note = f"{', '.join(parts)} in {seconds:.1f} s" if parts else "nothing to load"
    if left_out := sum(report.left_out for report in done):
        note += f"; {left_out:,} below {min_confidence:g} left out"
    columns = ["review", "outcome", "nodes", "relationships", *(["warnings"] if any(r.warnings for r in done) else [])]
    if rows:
        emit(columns, rows, "table", None, notes=[note], empty="")
    else:
        click.echo(note)
    for report in done:
        for warning in report.warnings[:SHOWN]:
            told(f"warning: {report.path}: {warning}")
        if len(report.warnings) > SHOWN:
            told(f"warning: {report.path}: {len(report.warnings) - SHOWN} more; `kg validate {report.path}` lists them")


def _change(created: int, deleted: int) -> str:
    return " ".join([*([f"+{created:,}"] if created else []), *([f"-{deleted:,}"] if deleted else [])])
