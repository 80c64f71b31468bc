"""``kg extract``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.load import jobs_option
from kg.cli.store import told
from kg.explain import CALLED
from kg.explain import explain as explain_sheet

if TYPE_CHECKING:
    from loaders.sheet import Sheet
    from loaders.sources import Source


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write DIR/<stem>.json for each document.",
)
@click.option("--explain", "explained", is_flag=True, help="Say why each item is in the sheet, and what was left out.")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(tuple(CALLED)),
    metavar="LIST",
    help="With --explain: only this list of the sheet (contacts, risk_factors, ...); may be given again.",
)
@jobs_option
def extract(paths: tuple[Path, ...], output: Path | None, explained: bool, only: tuple[str, ...], jobs: int) -> None:
    """Read reviews into coding sheets, without loading them.

    A PATH is a review as plain text (.txt) or a folder of them. The sheet of a single document is printed; with -o each
    is written to a file. A sheet that is there already with a person's decisions is merged with, never overwritten; one
    that was coded by hand is left as it is.

    With --explain the sheet is not printed, but why each item is in it: the sentence, the rule, the words of the text
    that it took notice of, what qualifies them, and how agency and date were decided; then what a cue was there for and
    was left out, and why. With -o the sheets are written as well.

    \b
    Examples:
      kg extract reviews/area-2016.txt
      kg extract reviews/ -o sheets/
      kg extract reviews/area-2016.txt --explain --only missed_opportunities
    """
    from kg.cli.progress import counting
    from kg.log import begin
    from loaders import sources
    from loaders.load import extract_all
    from loaders.sheet import dumps
    from loaders.sources import Failure

    found, failures = sources.find(paths)
    messages = [f.message for f in failures]
    documents = _documents(found, paths)
    messages += [
        f"{s.path}: this is {'a coding sheet' if s.kind == 'sheet' else 'triples'}, not a document"
        for s in found
        if s.kind != "document" and s.path in paths
    ]
    if not documents and not messages:
        messages.append(f"{', '.join(map(str, paths))}: only coding sheets or triples, no document (.txt) to read")
    if only and not explained:
        raise click.UsageError("--only goes with --explain")
    if output is None and not explained and len(documents) > 1:
        raise click.UsageError(f"these are {len(documents)} documents; give a folder for their sheets with -o DIR")
    if output:
        documents, twice = _one_a_stem(documents)
        messages += twice
    for message in messages:
        told(f"kg: {message}")
    failed = len(messages)
    with counting("Reading", len(documents)) as bar:
        for path, sheet in extract_all(documents, jobs=jobs, step=bar.now, prepare=begin):
            bar.one_done()
            if isinstance(sheet, Failure):
                failed += 1
                bar.say(f"kg: {sheet.message}")
                continue
            if explained:
                bar.put("\n".join([f"{path}\n", *explain_sheet(sheet, only)]))
            if output is None:
                text = dumps(sheet)
                continue
            try:
                bar.put(_write(sheet, output / f"{path.stem}.json"))
            except (OSError, ValueError) as e:
                from kg.cli.errors import explain

                failed += 1
                bar.say(f"kg: {explain(e)[0]}")
    if output is None and documents and not failed and not explained:
        click.echo(text, nl=False)
    if failed:
        raise SystemExit(1)


def _documents(found: list[Source], given: tuple[Path, ...]) -> list[Path]:
    """The documents that are to be read, those of a folder that stand beside their own sheets too: `find` keeps only
    the sheet of such a pair."""
    joined = (s.document for s in found if s.kind != "document" and (s.path not in given or s.document in given))
    held = dict.fromkeys([*(s.path for s in found if s.kind == "document"), *joined])
    return [path for path in held if path is not None]


def _one_a_stem(documents: list[Path]) -> tuple[list[Path], list[str]]:
    """The documents whose sheets would not overwrite one another, and what is wrong with the others."""
    by_stem: dict[str, Path] = {}
    messages = []
    for path in documents:
        if (first := by_stem.setdefault(path.stem, path)) is not path:
            messages.append(
                f"{path}: its sheet would be {path.stem}.json, as that of {first} is; extract it to another folder"
            )
    return list(by_stem.values()), messages


def _write(fresh: Sheet, path: Path) -> str:
    """Writes a sheet, joined with what a person put into the one that is there, and says what was done."""
    from loaders import sheet as sheets
    from loaders.kept import write_whole
    from loaders.merge import coded_by_hand, holds_decisions, merge

    said = str(path)
    if path.is_file():
        before = sheets.read(path)
        if coded_by_hand(before):
            raise sheets.SheetError(f"{path}: was coded by hand and is left as it is; extract to another folder")
        if holds_decisions(before):
            fresh = merge(before, fresh, extracted=True)
            said += " (what a person coded or decided in it is kept)"
    write_whole(path, sheets.dumps(fresh).encode())
    return said
