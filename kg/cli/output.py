"""Output that every reading command shares: ``--format`` and ``-o``."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from shutil import get_terminal_size
from typing import Any, TypeVar

import click

from kg.render import FORMATS, NOT_STATED, Row, render

F = TypeVar("F", bound=Callable[..., Any])


def output_options(command: F) -> F:
    """Adds ``--format`` and ``-o`` to a command; hand both to :func:`emit`."""
    command = click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write to this file instead of the screen.",
    )(command)
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How to print the rows.",
    )(command)


def emit(
    columns: Sequence[str],
    rows: Sequence[Row],
    form: str,
    output: Path | None,
    *,
    title: str | None = None,
    notes: Iterable[str] = (),
    empty: str = NOT_STATED,
    cards: bool = False,
) -> None:
    """Prints rows, or writes them to a file (whole, or not at all)."""
    put(laid_out(columns, rows, form, output, title=title, notes=notes, empty=empty, cards=cards), output)
    if form in ("csv", "json"):
        for note in notes:
            click.echo(note, err=True)


def laid_out(columns: Sequence[str], rows: Sequence[Row], form: str, output: Path | None, **how: Any) -> str:
    """The rows as text for where it will go: this terminal's width and colours, or a file's.

    Args:
        how: what else :func:`kg.render.render` takes.
    """
    terminal = output is None and sys.stdout.isatty()
    width = get_terminal_size().columns if terminal or "COLUMNS" in os.environ else None
    color = terminal and "NO_COLOR" not in os.environ
    return render(columns, rows, form, width=width, color=color, **how)


def put(text: str | bytes, output: Path | None) -> None:
    """Writes text to the screen, or to a file that is there whole or not at all."""
    if output is None:
        click.echo(text, nl=False)
        return
    data = text.encode() if isinstance(text, str) else text
    try:
        handle, temporary = tempfile.mkstemp(dir=output.parent or Path(), prefix=f".{output.name}.")
    except FileNotFoundError:
        raise click.BadParameter(f"the folder {output.parent} does not exist", param_hint="-o") from None
    try:
        with os.fdopen(handle, "wb") as f:
            f.write(data)
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(output)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
