"""``kg show``."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from kg.cli.store import Connection, store_options

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Row = dict[str, Any]

#: What a review says of itself, and the words for it.
OF_REVIEW = {
    "title": "title",
    "report_kind": "kind of report",
    "reference": "reference",
    "commissioned_by": "commissioned by",
    "area": "area",
    "chair": "chair",
    "author": "author",
    "report_date": "date of the report",
    "scope_from": "period reviewed, from",
    "scope_to": "period reviewed, to",
}
OF_DEATH = {
    "date": "date",
    "death_type": "type",
    "homicide_kind": "kind of homicide",
    "relationship": "perpetrator was the victim's",
    "method": "method",
    "location": "place",
    "outcome": "outcome in court",
    "minimum_term_years": "minimum term, years",
}
LISTS = {
    "persons": "People",
    "deaths": "Deaths",
    "agencies": "Agencies",
    "risk_factors": "Risk factors",
    "contacts": "Dated contacts",
    "missed_opportunities": "Missed opportunities",
    "good_practice": "Good practice",
    "recommendations": "Recommendations",
}


@click.command()
@click.argument("review")
@click.option("--evidence", is_flag=True, help="With each fact, the words it rests on.")
@store_options
def show(review: str, evidence: bool, connection: Connection) -> None:
    """Show what was found in one review, and what was not.

    REVIEW is its id, the beginning of its id if that is enough, or the name of its file. Each fact ends with where it
    stands: the paragraph that the review prints, or else the lines of its text. The last part lists what was looked for
    and not found: the review does not state it, or kg did not see that it does. Neither is ever a no.

    \b
    Examples:
      kg show harrowmere-leila-2019
      kg show harrowmere-leila
      kg show harrowmere-leila --evidence | less -R
    """
    from importlib.resources import files

    from kg.reviews import resolve

    with connection.open() as store:
        found = store.read(
            files("queries").joinpath("show.cypher").read_text(encoding="utf-8"), review=resolve(store, review)
        )[0]
    click.echo(page(found, evidence=evidence), nl=False)


def page(found: Row, *, evidence: bool = False, width: int | None = None) -> str:
    """A review as text for a terminal.

    Args:
        found: the row of ``queries/show.cypher``.
        evidence: whether the words follow each fact.
        width: in characters; None for the terminal's.
    """
    from rich.console import Console

    terminal = sys.stdout.isatty()
    if width is None:
        width = get_terminal_size().columns if terminal or "COLUMNS" in os.environ else 100
    color = terminal and "NO_COLOR" not in os.environ
    console = Console(
        width=width, file=io.StringIO(), force_terminal=color, no_color=not color, highlight=False, markup=False
    )
    review = found["review"]
    console.print(review["id"], style="bold")
    _pairs(console, [(OF_REVIEW[k], review.get(k)) for k in OF_REVIEW if review.get(k) is not None])
    made = [str(review.get("source") or "a sheet without a document")]
    made.append("coded by hand" if review.get("extractor") == "sheet" else f"read by kg {review.get('extractor')}")
    made.append(f"loaded {str(review.get('loaded_at'))[:16].replace('T', ' ')}")
    _pairs(console, [("from", ", ".join(made))])
    for name, heading in LISTS.items():
        rows = found[name]
        if not rows:
            continue
        console.print()
        console.print(f"{heading} ({len(rows)})", style="bold")
        for row in rows:
            head, *more = {
                "persons": _person,
                "deaths": _death,
                "agencies": _agency,
                "risk_factors": _risk,
                "contacts": _contact,
                "missed_opportunities": _missed,
                "good_practice": _good,
                "recommendations": _recommendation,
            }[name](row)
            _fact(console, head, more, row, evidence)
    console.print()
    console.print("Not found", style="bold")
    for name, values in missing(found).items():
        _pairs(console, [(name, values)])
    return console.file.getvalue()  # type: ignore[attr-defined]


def missing(found: Row) -> dict[str, str]:
    """What was looked for in a review and not found, by what it is part of."""
    from ontology import vocabularies

    out: dict[str, str] = {}

    def note(name: str, values: Iterable[str]) -> None:
        if text := "; ".join(values):
            out[name] = text

    note("about the review", [word for key, word in OF_REVIEW.items() if found["review"].get(key) is None])
    for death in found["deaths"]:
        name = "about the death" + (
            f" of {death['victims'][0]}" if len(found["deaths"]) > 1 and death["victims"] else ""
        )
        homicide = death.get("death_type") in ("homicide", "homicide-suicide")
        keys = [k for k in OF_DEATH if k != "minimum_term_years" or death.get("outcome") in ("convicted-murder",)]
        note(
            name,
            [OF_DEATH[k] for k in keys if death.get(k) is None and (homicide or k not in ("homicide_kind", "outcome"))],
        )
    people = [
        f"{p['label']}: {' and '.join(lost)}"
        for p in found["persons"]
        if p["role"] in ("victim", "perpetrator") and (lost := [k for k in ("sex", "age") if p.get(k) is None])
    ]
    note("about the people", people)
    for role in ("victim", "perpetrator"):
        if not any(p["role"] == role for p in found["persons"]):
            note(f"a {role}", ["none found"])
    quiet = sorted({a["name_used"] for a in found["agencies"]} - {c["agency"] for c in found["contacts"]})
    note("agencies, no contact dated", quiet if found["contacts"] else [])
    note(
        "risks known to no agency",
        [f"{r['factor']} ({r['subject']})" for r in found["risk_factors"] if not r["known_to"]],
    )
    reported = {r["factor"] for r in found["risk_factors"]}
    note(
        "risks not reported", [f for f in vocabularies.concepts("risk_factor") if f not in reported] if reported else []
    )
    note("nothing at all of", [heading.lower() for name, heading in LISTS.items() if not found[name]])
    return out


def _pairs(console: Console, pairs: Sequence[tuple[str, Any]]) -> None:
    from rich.table import Table
    from rich.text import Text

    from kg.render import cell

    table = Table.grid(padding=(0, 2))
    table.add_column(width=28, style="dim")
    table.add_column(overflow="fold")
    for name, value in pairs:
        table.add_row("  " + name, Text(cell(value)))
    console.print(table)


def _fact(console: Console, head: str, more: Sequence[str], row: Row, evidence: bool) -> None:
    from rich.text import Text

    from kg.render import words

    places = row["places"]
    lines = [Text(f"• {head}"), *(Text(m) for m in more)]
    if row.get("status") in ("accepted", "corrected"):
        lines[0].append(f"  [{row['status']} by a person]", style="green")
    elif row.get("origin") == "person":
        lines[0].append("  [entered by a person]", style="green")
    lines[-1].append(f"  ({_where(places)})", style="cyan")
    for n, line in enumerate(lines):
        _put(console, line, 2 if n == 0 else 4, 4)
    if evidence:
        for place in places:
            _put(console, Text(f"“{words(place)}”", style="italic"), 6, 6)


def _put(console: Console, line: Text, first: int, then: int) -> None:
    """Prints a text folded to the width, its first line set in by so many characters and the others by as many."""
    from rich.text import Text

    for n, part in enumerate(line.wrap(console, max(20, console.width - max(first, then)))):
        part.rstrip()
        console.print(Text(" " * (first if n == 0 else then)).append_text(part))


def _where(places: Sequence[Row]) -> str:
    """Where a fact stands: the paragraphs that print a number, and the lines of the others."""
    if not places:
        return "no place given"
    numbers = list(dict.fromkeys(str(p["paragraph"]) for p in places if p.get("paragraph")))
    lines = list(dict.fromkeys(_lines(p["lines"]) for p in places if not p.get("paragraph")))
    said = [f"paragraph{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"] if numbers else []
    if lines:
        said.append(f"line{'s' if len(lines) > 1 or '-' in lines[0] else ''} {', '.join(lines)}")
    return "; ".join(said)


def _lines(lines: Sequence[int]) -> str:
    first, last = lines
    return str(first) if first == last else f"{first}-{last}"


def _person(row: Row) -> list[str]:
    said = [row["role"], row.get("sex"), f"aged {row['age']}" if row.get("age") is not None else None]
    said += [row.get("ethnicity"), row.get("relation")]
    aliases = f" (also {', '.join(row['aliases'])})" if row.get("aliases") else ""
    return [f"{row['label']}{aliases}: {', '.join(s for s in said if s)}"]


def _death(row: Row) -> list[str]:
    from kg.render import cell

    who = " and ".join(row["victims"]) or "a victim who is not named"
    said = [f"{word} {cell(row[key])}" for key, word in OF_DEATH.items() if row.get(key) is not None]
    lines = [f"{who}: {'; '.join(said)}"]
    for p in row["perpetrators"]:
        own = [
            f"{OF_DEATH[k]} {cell(p[k])}"
            for k in ("relationship", "outcome", "minimum_term_years")
            if p.get(k) is not None
        ]
        lines.append(f"perpetrator {p['label']}" + (f": {'; '.join(own)}" if own else ""))
    return lines


def _agency(row: Row) -> list[str]:
    name = row["name_used"] or row["agency"]
    known = f" = {row['agency']}" if row["agency"] not in (name, None) and row.get("shared") else ""
    contribution = row.get("contribution")
    said = [
        row.get("sector"),
        None if contribution in (None, "none") else f"gave: {contribution}",
        "on the panel" if row.get("on_panel") else None,
    ]
    also = [f"also: {', '.join(row['aliases'])}"] if row.get("aliases") else []
    return [f"{name}{known}: {', '.join(s for s in said if s)}", *also]


def _risk(row: Row) -> list[str]:
    knew = [f"{k['agency']} ({k['date']})" if k.get("date") else k["agency"] for k in row["known_to"]]
    about = f" ({', '.join(row['persons'])})" if row["persons"] else ""
    return [
        f"{row['factor']}: about the {row['subject']}{about}",
        *([f"known before the death to {', '.join(knew)}"] if knew else []),
    ]


def _contact(row: Row) -> list[str]:
    about = f", {' and '.join(row['persons'])}" if row["persons"] else ""
    level = f", risk {row['risk_level']}" if row.get("risk_level") else ""
    return [
        f"{row['date']}  {row['agency']}: {row['kind']}{about}{level}",
        *([row["summary"]] if row.get("summary") else []),
    ]


def _missed(row: Row) -> list[str]:
    date = f", {row['date']}" if row.get("date") else ""
    return [
        f"{row['type']}: {row['agency'] or 'no agency in particular'}{date}",
        *([row["summary"]] if row.get("summary") else []),
    ]


def _good(row: Row) -> list[str]:
    return [str(row["agency"] or "no agency in particular"), *([row["summary"]] if row.get("summary") else [])]


def _recommendation(row: Row) -> list[str]:
    to = "; ".join(row["addressees"]) or "all, or none named"
    themes = f"; {', '.join(row['themes'])}" if row.get("themes") else ""
    lines = [
        f"{row['number'] or 'without a number'}: to {to} ({row['level']}{themes})",
        *([row["text"]] if row.get("text") else []),
    ]
    for a in row["actions"]:
        said = [f"{k.replace('_', ' ')} {a[k]}" for k in ("lead", "milestones", "target_date", "status") if a.get(k)]
        lines.append(f"action: {a.get('action') or 'not stated'}" + (f" ({'; '.join(said)})" if said else ""))
    return lines
