"""Progress on a terminal, on standard error; silent where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: Called with (what is being done, how much of it is done, how much there is or None).
Tell = Callable[[str, float, float | None], None]


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.table import Column

    console = Console(stderr=True)
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False, table_column=Column(ratio=3, no_wrap=True, overflow="ellipsis")),
        BarColumn(bar_width=None, table_column=Column(ratio=2)),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        expand=True,
        disable=not console.is_terminal,
    )


class Counting:
    """A bar over a number of steps."""

    def __init__(self, bar: Progress, task: TaskID, what: str) -> None:
        self._bar, self._task, self._what = bar, task, what

    def now(self, name: str) -> None:
        """Says what is being done."""
        self._bar.update(self._task, description=f"{self._what} {name}")

    def one_done(self) -> None:
        """Counts one step as done."""
        self._bar.advance(self._task)

    def put(self, line: str) -> None:
        """Prints a line of output, on standard output, while the bar stands below."""
        if self._bar.disable:
            print(line, flush=True)
            return
        self._bar.stop()
        print(line, flush=True)
        self._bar.start()

    def say(self, message: str) -> None:
        """Prints a line on standard error, above the bar."""
        if self._bar.disable:
            print(message, file=sys.stderr)
        else:
            self._bar.console.print(message, markup=False, highlight=False, soft_wrap=True)


@contextmanager
def counting(what: str, total: int) -> Iterator[Counting]:
    """A bar over ``total`` steps."""
    with _bar() as bar:
        yield Counting(bar, bar.add_task(what, total=total), what)


@contextmanager
def starting() -> Iterator[Tell]:
    """A bar for the start of the local server; nothing is drawn, or imported, unless there is something to tell."""
    bar: Progress | None = None
    tasks: dict[str, TaskID] = {}

    def tell(what: str, done: float, total: float | None) -> None:
        nonlocal bar
        if bar is None:
            bar = _bar()
            bar.start()
        if what not in tasks:
            tasks[what] = bar.add_task(what, total=total)
        bar.update(tasks[what], completed=done, total=total)

    try:
        yield tell
    finally:
        if bar is not None:
            bar.stop()
