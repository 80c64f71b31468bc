"""``kg review``."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.config import Settings
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from loaders.document.model import Document


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--text",
    "text",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The text that the sheet was coded from, where kg does not find it.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default="any free one", help="Port of the page.")
@click.option("--print", "only_print", is_flag=True, help="Print the address; open nothing.")
def review(file: str, text: Path | None, port: int, only_print: bool) -> None:
    """Correct a coding sheet in a web page, with the passage beside each item.

    FILE is a coding sheet, a document (one that has no sheet yet is read now), or the id of a loaded review.
    Accept what the text says, correct what it says otherwise, reject what it does not say, add what was not found. Each
    decision is saved at once, stands over the machine's word, and survives a new extraction. Then `kg load` the file to
    see it in the graph. What would change the reports most if it were wrong comes first, as in `kg report to-review`;
    the page can also begin with what is least sure, or with the text.

    The page is served on this machine only, to the address that is printed; Ctrl-C or its Finish button ends it.

    \b
    Examples:
      kg review reviews/area-2016.txt
      kg review harrowmere-leila-2019
      kg review my-sheet.json --text reviews/area-2016.txt
    """
    from kg.correction.server import CorrectionServer
    from kg.correction.session import Session

    sheet, document = _open(file, text, Settings.read())
    try:
        server = CorrectionServer(Session(sheet, document), port)
    except OSError as e:
        raise UsageError(f"port {port} cannot be used: {e.strerror or e}") from e
    import threading

    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True)
    thread.start()
    click.echo(f"Correcting {sheet}")
    if document is None:
        click.echo("Its text was not found; give it with --text to see the passages.")
    click.echo(f"Open       {server.url}")
    click.echo("Ctrl-C, or Finish in the page, ends this. Every decision is saved at once.")
    if not only_print and not webbrowser.open(server.url):
        click.echo("No web browser could be opened here: copy the address into one on this machine.")
    try:
        while not server.finished.wait(0.5):
            pass
    except KeyboardInterrupt:
        click.echo()
    finally:
        server.shutdown()
        server.server_close()
    click.echo(f"`kg load {sheet}` brings your decisions into the graph.")


def _open(file: str, text: Path | None, settings: Settings) -> tuple[Path, Document | None]:
    """The sheet's file and its text."""
    from loaders.document import plaintext
    from loaders.kept import Kept, digest

    kept = Kept(settings.sheets)
    path = Path(file)
    if path.is_file() and path.suffix.lower() == ".json":
        return path, plaintext.read(text) if text else _text_of(path, kept)
    if path.is_file():
        held = kept.review_of(digest(path.read_bytes()))
        if held and kept.path(held).is_file():
            return kept.path(held), plaintext.read(path)
        return _read_now(path, kept), plaintext.read(path)
    ids = sorted(p.stem for p in settings.sheets.glob("*.json") if p.stem.startswith(file.lower())) if file else []
    if file.lower() in ids:
        ids = [file.lower()]
    if len(ids) == 1:
        found = kept.path(ids[0])
        return found, plaintext.read(text) if text else _text_of(found, kept)
    if ids:
        raise UsageError(f"{file!r} may be {', '.join(ids)}; give more of the id")
    raise UsageError(f"{file}: there is no such file, and no review of that id has been loaded")


def _text_of(sheet: Path, kept: object) -> Document | None:
    """The text of a sheet: where it was read from, else a file of its name beside it."""
    import json

    from loaders.document import plaintext
    from loaders.kept import Kept

    assert isinstance(kept, Kept)
    try:
        review = json.loads(sheet.read_text(encoding="utf-8-sig"))["review"]
        note = kept.note(str(review.get("id")))
        source = review.get("source")
    except (ValueError, KeyError, TypeError, AttributeError):
        return None  # what is wrong with the sheet is said when it is opened
    places = [Path(note.document)] if note and note.document else []
    places += [sheet.parent / source, sheet.parent.parent / "reviews" / source] if source else []
    for place in places:
        if place.is_file():
            return plaintext.read(place)
    return None


def _read_now(path: Path, kept: object) -> Path:
    """Extracts a document and keeps its sheet, as a load would; returns the sheet's file."""
    from kg.cli.progress import counting
    from loaders.document import plaintext
    from loaders.extract.pipeline import extract
    from loaders.extract.version import EXTRACTOR_VERSION
    from loaders.kept import Kept, Made

    assert isinstance(kept, Kept)
    document = plaintext.read(path)
    with counting("Reading", 1) as bar:
        bar.now(path.name)
        sheet = extract(document)
    if kept.path(sheet.review.id).exists():
        raise KgError(f"{path}: is the review {sheet.review.id!r}, whose sheet is kept already; give that id instead")
    full = str(path.resolve())
    kept.save(sheet, Made(sheet.review.id, full, document.sha256, EXTRACTOR_VERSION, full))
    return kept.path(sheet.review.id)
