"""``kg validate``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.store import told


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
def validate(paths: tuple[Path, ...]) -> None:
    """Check reviews, coding sheets and triples without loading them.

    Says what `kg load` would say: whether a file can be read, which place in it is wrong, what the SHACL shapes hold
    against it. A violation would keep the review from being loaded; a warning would not. Exit code 1 if there is a
    violation. A document is extracted for the check, which takes as long as loading it.

    \b
    Examples:
      kg validate sheets/area-2016.json
      kg validate sheets/ backup.trig
    """
    from kg.cli.progress import counting
    from loaders import sources
    from loaders.load import check_all
    from loaders.sources import Failure

    found, failures = sources.find(paths)
    for failure in failures:
        told(f"kg: {failure.message}")
    wrong = len(failures)
    with counting("Checking", len(found)) as bar:
        for source, checked in check_all(found, step=bar.now):
            bar.one_done()
            if isinstance(checked, Failure):
                wrong += 1
                bar.say(f"kg: {checked.message}")
                continue
            for one in checked:
                bar.put(_line(source.path, one.review, len(one.violations), len(one.warnings)))
                for mark, texts in (("violation", one.violations), ("warning", one.warnings)):
                    for text in texts:
                        bar.put(f"  {mark}: {text}")
                wrong += bool(one.violations)
    if wrong:
        raise SystemExit(1)


def _line(path: Path, review: str, violations: int, warnings: int) -> str:
    def count(n: int, word: str) -> str:
        return f"{n} {word}{'s' if n != 1 else ''}"

    state = "cannot be loaded" if violations else "sound"
    told_of = [count(n, word) for n, word in ((violations, "violation"), (warnings, "warning")) if n]
    return f"{path}: {review}: {state}{', ' if told_of else ''}{', '.join(told_of)}"
