"""Progress on a terminal, on standard error; silent where nobody watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

#: Called with (what is being done, how much of it is done, how much there is or None).
Tell = Callable[[str, float, float | None], None]


def _bar(transient: bool) -> Progress:
    console = Console(stderr=True)
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=transient,
        disable=not console.is_terminal,
    )


@contextmanager
def counting(what: str, total: int) -> Iterator[Callable[[str], None]]:
    """A bar over ``total`` steps; call the function given with each step's name when it is done."""
    with _bar(transient=True) as bar:
        task = bar.add_task(what, total=total)

        def step(name: str) -> None:
            bar.update(task, advance=1, description=f"{what}: {name}")

        yield step


@contextmanager
def starting() -> Iterator[Tell]:
    """A bar for the start of the local server; nothing is drawn unless there is something to tell."""
    with _bar(transient=True) as bar:
        tasks: dict[str, object] = {}

        def tell(what: str, done: float, total: float | None) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]

        yield tell
