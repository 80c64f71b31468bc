"""``kg score``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.output import emit, laid_out, output_options, put


@click.command()
@click.argument(
    "sheets", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="GOLD PREDICTED..."
)
@click.option("--errors", is_flag=True, help="List what is missing, extra or wrong.")
@output_options
def score(sheets: tuple[Path, ...], errors: bool, form: str, output: Path | None) -> None:
    """Compare coding sheets: precision, recall, F1, and Cohen's kappa.

    GOLD is the hand-coded sheet, PREDICTED the one to be judged (an extraction, or a second coder's); more pairs may
    follow, and counts are summed over them. With two coders, read kappa: agreement beyond chance.

    \b
    Examples:
      kg score gold/area-2016.json sheets/area-2016.json --errors
      kg score first-coder.json second-coder.json
    """
    from kg.scoring import kappas
    from kg.scoring import score as compare
    from loaders.sheet import read

    if len(sheets) < 2 or len(sheets) % 2:
        raise click.UsageError("give pairs of sheets: GOLD PREDICTED [GOLD PREDICTED ...]")
    pairs = [(read(gold), read(predicted)) for gold, predicted in zip(sheets[::2], sheets[1::2], strict=True)]
    figures = compare(pairs)
    if errors:
        rows = [{"where": w, "what": k, "entry": t} for w, k, t in figures.differences]
        emit(["where", "what", "entry"], rows, form, output, title="What disagrees")
        return
    lists: list[dict[str, Any]] = [
        {
            "measure": name,
            "precision": round(f.precision, 3),
            "recall": round(f.recall, 3),
            "f1": round(f.f1, 3),
            "matched": f.matched,
            "predicted": f.predicted,
            "coded": f.gold,
        }
        for name, f in figures.lists.items()
    ]
    fields: list[dict[str, Any]] = [
        {"measure": name, "accuracy": round(right / asked, 3), "matched": right, "coded": asked}
        for name, (right, asked) in figures.fields.items()
    ]
    if figures.single_valued is not None:
        fields.append({"measure": "single-valued fields, all", "accuracy": round(figures.single_valued, 3)})
    chance: list[dict[str, Any]] = [
        {
            "measure": f"kappa: {k.over}",
            "kappa": None if k.value is None else round(k.value, 3),
            "matched": k.agreed,
            "coded": k.units,
        }
        for k in kappas(pairs)
    ]
    over = f"over {len(pairs)} pair{'s' if len(pairs) > 1 else ''} of sheets"
    if form in ("csv", "json"):
        columns = ["measure", "precision", "recall", "f1", "accuracy", "kappa", "matched", "predicted", "coded"]
        emit(columns, [*lists, *fields, *chance], form, output)
        return
    # For a person three narrow tables: one would not fit a terminal of 80 columns.
    tables = (
        (["measure", "precision", "recall", "f1", "matched", "predicted", "coded"], lists, f"Agreement {over}"),
        (["measure", "accuracy", "matched", "coded"], fields, "Fields of what both have"),
        (["measure", "kappa", "matched", "coded"], chance, "Agreement beyond chance"),
    )
    put("\n".join(laid_out(c, rows, form, output, title=title, empty="") for c, rows, title in tables), output)
