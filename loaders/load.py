"""Loads reviews: document → coding sheet → triples → graph, each review whole or not at all.

What has not changed is known by digests alone, so that loading a folder again costs one read of its files and one of
the store; nothing heavy is imported for it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loaders.extract.version import EXTRACTOR_VERSION, digest_of
from loaders.graph.write import Counts, fingerprints
from loaders.kept import Kept, Made, digest
from loaders.sources import Failure, Source, SourceError, os_message
from ontology.protocols import Store

if TYPE_CHECKING:
    from rdflib import Graph

    from loaders.document.model import Document
    from loaders.sheet import Sheet

log = logging.getLogger(__name__)

#: How a load names the extractor of a coding sheet that a person gave.
GIVEN = "sheet"

#: What decides how a sheet becomes rows.
_FORM = ("loaders/graph", "loaders/triples.py", "loaders/document", "ontology")


class LoadError(ValueError):
    """A review that cannot be loaded; ``str()`` names the file."""

    told_to_user = True


@dataclass(frozen=True)
class LoadReport:
    """What a load did with one review.

    Attributes:
        outcome: 'loaded', 'replaced' or 'unchanged'.
        counts: the database's own, of the review's part.
        warnings: what the shapes warn of; the review is loaded all the same.
        left_out: findings that the machine was not sure enough of; 0 where nothing was written.
    """

    review: str
    path: Path
    outcome: str
    counts: Counts = field(default_factory=Counts)
    warnings: tuple[str, ...] = ()
    left_out: int = 0


@dataclass(frozen=True)
class _Read:
    """A file with its digest, and the kept sheet that is up to date with it, if there is one."""

    source: Source
    sha256: str
    document_sha256: str | None
    made: Made | None

    @property
    def extractor(self) -> str:
        return GIVEN if self.source.kind == "sheet" else EXTRACTOR_VERSION


def load(source: Source, store: Store, kept: Kept) -> LoadReport:
    """Loads one file that holds one review.

    Raises:
        LoadError: it cannot be loaded; the message names the file and the place.
    """
    for outcome in load_all([source], store, kept):
        if isinstance(outcome, Failure):
            raise LoadError(outcome.message)
        return outcome
    raise LoadError(f"{source.path}: holds no review")


def load_all(
    sources: Iterable[Source],
    store: Store,
    kept: Kept,
    *,
    jobs: int = 1,
    step: Callable[[str], None] = lambda what: None,
    prepare: Callable[[], None] | None = None,
    min_confidence: float = 0.0,
) -> Iterator[LoadReport | Failure]:
    """Loads files in their order; what fails is said, and the others are loaded.

    Args:
        sources: from :func:`loaders.sources.find`.
        store: an open store.
        kept: the folder of sheets.
        jobs: how many processes extract; one process writes.
        step: told what is done next, for a progress bar.
        prepare: run first in each process that extracts.
        min_confidence: between 0 and 1; what a machine is less sure of, and nobody has decided on, stays in the sheet
            and out of the graph. Triples are written as they are.

    Yields:
        For each review what was done, or for each file why nothing was.
    """
    reads: list[_Read | Failure] = [_guarded(_look, source, kept) for source in sources]
    current = _current(reads, store, kept, min_confidence)
    claimed: dict[str, Path] = {}
    stale = [r for r in reads if isinstance(r, _Read) and r.source.kind == "document" and r.made is None]
    with closing(extract_all([r.source.path for r in stale], jobs=jobs, step=step, prepare=prepare)) as extracted:
        for read in reads:
            if isinstance(read, Failure):
                yield read
                continue
            fresh = next(extracted)[1] if read in stale else None
            if isinstance(fresh, Failure):
                yield fresh
            elif read.made and read.made.review in current:
                yield _claim(claimed, read.made.review, read.source.path) or LoadReport(
                    read.made.review, read.source.path, "unchanged"
                )
            else:
                step(read.source.path.name)
                load_one = _triples if read.source.kind == "triples" else partial(_sheet, min_confidence=min_confidence)
                found = _guarded(load_one, read, fresh, store, kept, claimed)
                yield from [found] if isinstance(found, Failure) else found


@dataclass(frozen=True)
class Checked:
    """What the shapes say of one review.

    Attributes:
        violations: what would keep it from being loaded.
        warnings: what a load would only say.
    """

    review: str
    path: Path
    violations: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def check_all(
    sources: list[Source],
    *,
    step: Callable[[str], None] = lambda what: None,
) -> Iterator[tuple[Source, list[Checked] | Failure]]:
    """Tries files as a load would, up to the graph, and writes nothing; documents are extracted for it.

    Args:
        sources: from :func:`loaders.sources.find`.
        step: told what is done next, for a progress bar.
    """
    for source in sources:
        step(source.path.name)
        yield source, _guarded(_checked, source, step)


def _checked(source: Source, step: Callable[[str], None]) -> list[Checked] | Failure:
    from loaders.triples import review_graph
    from loaders.validate import validate

    def said(graph: Graph, review: str, warnings: tuple[str, ...] = ()) -> Checked:
        findings = validate(graph)
        return Checked(
            review,
            source.path,
            tuple(str(f) for f in findings if f.severity == "Violation"),
            (*(str(f) for f in findings if f.severity != "Violation"), *warnings),
        )

    if source.kind == "triples":
        from loaders.graph.exchange import reviews_in

        return [said(given.graph, given.review) for given in reviews_in(source.path)]
    from loaders import sheet as sheets
    from loaders.merge import standing
    from loaders.unsaid import PUT_BACK, changed_by_hand

    document, unsaid = _document(source), tuple[str, ...]()
    if source.kind == "document":
        sheet = _extract(source.path, lambda family: step(f"{source.path.name}: {family.replace('_', ' ')}"))
        if isinstance(sheet, Failure):
            return sheet
    else:
        sheet = sheets.give_ids(sheets.read(source.path))
        unsaid = changed_by_hand(sheet, PUT_BACK)
    check_places(sheet, document, str(source.path))
    return [said(review_graph(standing(sheet, str(source.path)), document), sheet.review.id, unsaid)]


def _guarded(work: Callable[..., Any], first: Any, *more: Any) -> Any:
    """What the work returns, or a failure that names the file; a store that is gone is nobody's file and goes on up."""
    from loaders.document.model import DocumentError
    from loaders.graph.rows import RowsError
    from loaders.sheet import SheetError

    path = first.path if isinstance(first, Source) else first.source.path
    try:
        return work(first, *more)
    except (LoadError, SourceError, DocumentError, SheetError, RowsError) as e:
        text = str(e)
        return Failure(path, text if str(path) in text else f"{path}: {text}")
    except OSError as e:
        return Failure(path, os_message(e, path))


def _look(source: Source, kept: Kept) -> _Read:
    data = source.path.read_bytes()
    found = digest(data)
    if source.kind == "sheet" and source.document is None:
        source = replace(source, document=_known_document(data, kept))
    document = digest(source.document.read_bytes()) if source.document else None
    if source.kind == "triples":
        return _Read(source, found, None, None)
    if source.kind == "document" and (coded := _coded_by_hand(found, kept)):
        return _look(Source(coded, "sheet", source.path), kept)
    extractor = GIVEN if source.kind == "sheet" else EXTRACTOR_VERSION
    made = kept.of_file(source.path, found, extractor)
    if made is None and source.kind == "sheet":
        made = _of_kept_sheet(source.path, kept)
    return _Read(source, found, found if source.kind == "document" else document, made)


def _coded_by_hand(document_sha256: str, kept: Kept) -> Path | None:
    """The kept sheet of a text, where people made all of it: it stands, and the text is no more than its words."""
    review = kept.review_of(document_sha256)
    note = kept.note(review) if review else None
    if note is None or note.extractor != GIVEN:
        return None
    from loaders.merge import coded_by_hand
    from loaders.sheet import SheetError

    try:
        sheet = kept.sheet(note.review)
    except SheetError:
        return None  # what is wrong with it is said when the text's findings are joined with it
    return kept.path(note.review) if sheet and coded_by_hand(sheet) else None


def _known_document(data: bytes, kept: Kept) -> Path | None:
    """The text of a coding sheet, where an earlier load has read it and it still lies there unchanged."""
    try:
        review = json.loads(data)["review"]
        note = kept.note(review["id"])
        path = Path(note.document) if note and note.document else None
        if path and review.get("sha256") in (None, digest(path.read_bytes())):
            return path
    except (ValueError, KeyError, TypeError, OSError):
        pass  # what is wrong with the sheet is said when it is read
    return None


def _of_kept_sheet(path: Path, kept: Kept) -> Made | None:
    """What is known of a kept sheet that is itself given as the file to load."""
    note = kept.note(path.stem)
    return note if note and path.resolve() == kept.path(path.stem).resolve() else None


def _current(reads: Iterable[_Read | Failure], store: Store, kept: Kept, min_confidence: float) -> set[str]:
    """The reviews among these that the store holds as they are, down to this confidence."""
    wanted = {}
    for read in reads:
        if isinstance(read, _Read) and read.made:
            data = kept.path(read.made.review).read_bytes()
            wanted[read.made.review] = fingerprint(data, read.document_sha256, read.made.extractor, min_confidence)
    if not wanted:
        return set()
    held = fingerprints(store, sorted(wanted))
    return {review for review, found in wanted.items() if held.get(review) == found}


def fingerprint(sheet: bytes, document_sha256: str | None, extractor: str, min_confidence: float = 0.0) -> str:
    """What decides a review's part of the graph, as one digest: sheet, text, the versions of this program, and how sure
    a machine had to be."""
    parts = [digest(sheet), document_sha256, extractor, digest_of(_FORM), float(min_confidence)]
    return digest(json.dumps(parts).encode())


def _claim(claimed: dict[str, Path], review: str, path: Path) -> Failure | None:
    """Takes a review's id for a file of this run, or says which file has taken it."""
    if review in claimed:
        return Failure(
            path, f"{path}: is the review {review!r}, as {claimed[review]} is; two files cannot be one review"
        )
    claimed[review] = path
    return None


def _sheet(
    read: _Read, fresh: Sheet | None, store: Store, kept: Kept, claimed: dict[str, Path], *, min_confidence: float
) -> list[LoadReport | Failure]:
    """Merges, keeps and writes the review of a document or of a coding sheet."""
    from loaders import sheet as sheets
    from loaders.merge import merge, standing, surer
    from loaders.unsaid import PUT_BACK, changed_by_hand

    source = read.source
    document = _document(source)
    if read.made:
        sheet, made = sheets.read(kept.path(read.made.review)), read.made
    else:
        sheet = fresh or sheets.give_ids(sheets.read(source.path))
        if source.kind == "document" and (known := kept.review_of(read.sha256)):
            sheet.review.id = known
        text = source.path if source.kind == "document" else source.document
        made = Made(
            sheet.review.id,
            str(source.path.resolve()),
            read.sha256,
            read.extractor,
            str(text.resolve()) if text else None,
            read.document_sha256,
        )
    if taken := _claim(claimed, made.review, source.path):
        return [taken]
    before = None if read.made else kept.sheet(made.review)
    edited, fate = (before, "this extraction put it back") if fresh else (sheet, PUT_BACK)
    # A sheet from elsewhere may be of other rules than the kept one, so that nothing is known of how it was written.
    note = kept.note(made.review) if fresh or read.made else None
    unsaid = changed_by_hand(edited, fate, note.prints if note else None) if edited else ()
    if before:
        sheet = merge(before, sheet, extracted=source.kind == "document")
    where = str(source.path if source.kind == "sheet" else kept.path(made.review))
    check_places(sheet, document, where)
    left = standing(sheet, where)
    left_out = surer(left, min_confidence)
    from loaders.triples import review_graph

    graph = review_graph(left, document)
    warnings = _validated(graph, source.path)
    # The sheet is kept before the graph is written: what a person decided must not depend on a server.
    data = kept.save(sheet, made)
    report = _write(
        graph,
        store,
        source.path,
        made.review,
        extractor=made.extractor,
        source_sha256=read.document_sha256 or sheet.review.sha256 or made.sha256,
        mark=fingerprint(data, read.document_sha256, made.extractor, min_confidence),
    )
    return [replace(report, warnings=(*warnings, *unsaid), left_out=left_out)]


def _document(source: Source) -> Document | None:
    from loaders.document import plaintext

    path = source.path if source.kind == "document" else source.document
    return plaintext.read(path) if path else None


def check_places(sheet: Sheet, document: Document | None, where: str) -> None:
    """Holds a sheet's dates to the calendar, and its line numbers to the text that it was coded from.

    Raises:
        SheetError: naming the sheet, the place in it, and what is wrong.
    """
    from loaders.graph.rows import RowsError, dated
    from loaders.sheet import SheetError

    last = len(document.lines) if document else None

    def check(value: object, place: str) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                check(inner, f"{place}/{key}")
                # Under `review/evidence` the same keys hold places.
                if isinstance(inner, str) and key in ("date", "report_date", "scope_from", "scope_to"):
                    try:
                        dated(f"{place}/{key}", str(inner))
                    except RowsError as e:
                        raise SheetError(f"{where}: {e}") from e
                if key == "lines" and last is not None and inner[1] > last:
                    text = document.source if document else ""
                    raise SheetError(
                        f"{where}: {place}/lines: line {inner[1]} is beyond the end of {text}, which has {last}"
                    )
        elif isinstance(value, list):
            for position, inner in enumerate(value):
                check(inner, f"{place}/{position}" if place else str(position))

    taken: dict[str, str] = {}
    for kind, position, item in sheet.items():
        if item.id is None:
            continue
        if item.id in taken:
            raise SheetError(f"{where}: {kind}/{position}: has the id {item.id!r}, as {taken[item.id]} has")
        taken[item.id] = f"{kind}/{position}"
    for name, part in sheet.model_dump(mode="json").items():
        # `was` repeats what no longer holds.
        check(_without_origin(part), name)


def _without_origin(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_origin(inner) for key, inner in value.items() if key != "origin"}
    return [_without_origin(inner) for inner in value] if isinstance(value, list) else value


def _validated(graph: Graph, path: Path) -> tuple[str, ...]:
    """The warnings of the shapes.

    Raises:
        LoadError: the shapes are violated.
    """
    from loaders.validate import validate

    findings = validate(graph)
    faults = [str(f) for f in findings if f.severity == "Violation"]
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise LoadError(f"{path}: {faults[0]}{more}")
    return tuple(str(f) for f in findings)


def _triples(
    read: _Read, fresh: None, store: Store, kept: Kept, claimed: dict[str, Path]
) -> list[LoadReport | Failure]:
    """Writes the reviews in a file of triples."""
    from loaders.graph.exchange import reviews_in

    done: list[LoadReport | Failure] = []
    for given in reviews_in(read.source.path):
        if taken := _claim(claimed, given.review, read.source.path):
            done.append(taken)
            continue
        warnings = _validated(given.graph, read.source.path)
        report = _write(
            given.graph,
            store,
            read.source.path,
            given.review,
            extractor=given.extractor or "triples",
            source_sha256=given.source_sha256 or read.sha256,
            mark=fingerprint(read.sha256.encode(), None, "triples"),
        )
        done.append(replace(report, warnings=warnings))
    return done


def _write(
    graph: Graph, store: Store, path: Path, review: str, *, extractor: str, source_sha256: str, mark: str
) -> LoadReport:
    from loaders.graph.mapping import mapping
    from loaders.graph.rows import rows
    from loaders.graph.vocabulary import vocabulary_rows
    from loaders.graph.write import Stamp, write

    written = write(store, review, rows(graph, mapping()), vocabulary_rows(), Stamp.now(extractor, source_sha256), mark)
    return LoadReport(review, path, written.outcome, written.counts)


def extract_all(
    paths: list[Path],
    *,
    jobs: int = 1,
    step: Callable[[str], None] = lambda what: None,
    prepare: Callable[[], None] | None = None,
) -> Generator[tuple[Path, Sheet | Failure], None, None]:
    """What the rules find in documents, in their order.

    Args:
        jobs: how many processes; with one, this one.
        step: told the name of each file when its turn comes and, in one process, what is looked for in it.
        prepare: run first in each further process, for example to send its log somewhere.
    """
    if jobs <= 1 or len(paths) <= 1:
        for path in paths:
            step(path.name)
            yield path, _extract(path, partial(_tell, step, path.name))
        return
    with ProcessPoolExecutor(min(jobs, len(paths)), mp_context=get_context("spawn"), initializer=prepare) as pool:
        waiting = [pool.submit(_extract, path) for path in paths]
        try:
            for path, future in zip(paths, waiting, strict=True):
                step(path.name)
                try:
                    yield path, future.result()
                except BrokenProcessPool:
                    yield (
                        path,
                        Failure(path, f"{path}: the process that read it was ended from outside (out of memory?)"),
                    )
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _tell(step: Callable[[str], None], name: str, family: str) -> None:
    step(f"{name}: {family.replace('_', ' ')}")


def _extract(path: Path, step: Callable[[str], None] = lambda family: None) -> Sheet | Failure:
    """The sheet of a document, or why there is none; runs in any process."""
    from loaders.document import plaintext
    from loaders.document.model import DocumentError
    from loaders.extract.language import NoModel
    from loaders.extract.pipeline import extract

    try:
        return extract(plaintext.read(path), step)
    except DocumentError as e:
        return Failure(path, str(e) if str(path) in str(e) else f"{path}: {e}")
    except OSError as e:
        return Failure(path, os_message(e, path))
    except NoModel:
        raise
    except Exception as e:
        # A rule at fault must not keep the other reviews from being loaded.
        log.exception("%s: extraction failed", path)
        said = " ".join(str(e).split())[:160]
        return Failure(path, f"{path}: a rule failed on this text ({type(e).__name__}: {said}); please report it")
