"""Prints rows in the formats that every reading command shares: table, csv, json, md.

An empty value reads "not stated" to a person (table, md), is an empty cell in csv and ``null`` in json. Lists are
joined by "; " except in json. Evidence, where asked for, follows its row: the review, the paragraph and the words.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

FORMATS = ("table", "csv", "json", "md")
NOT_STATED = "not stated"
EVIDENCE = "evidence"

Row = dict[str, Any]


def render(
    columns: Sequence[str],
    rows: Sequence[Row],
    form: str,
    *,
    title: str | None = None,
    notes: Iterable[str] = (),
    width: int | None = None,
    color: bool = False,
    empty: str = NOT_STATED,
    cards: bool = False,
) -> str:
    """The rows as text, with a final newline.

    Args:
        columns: which columns, in order; ``evidence`` among them is laid out below its row in table and md.
        form: one of ``FORMATS``.
        title: over a table; csv and json carry data only.
        notes: lines below a table, e.g. how many reviews the rows speak of.
        width: of the terminal in characters, for a table; 100 where there is none.
        color: whether a table may use the terminal's styles.
        empty: what a person reads for an empty value.
        cards: whether a table shows each row as a card, whatever its width.
    """
    match form:
        case "json":
            return (
                json.dumps([{c: plain(r.get(c)) for c in columns} for r in rows], ensure_ascii=False, indent=2) + "\n"
            )
        case "csv":
            return _csv(columns, rows)
        case "md":
            return _markdown(columns, rows, title, notes, empty)
        case "table":
            return _table(columns, rows, title, notes, width or 100, color, empty, cards)
    raise ValueError(f"unknown format {form!r}")


def plain(value: Any) -> Any:
    """The value as JSON has it: dates as ISO text, graph nodes and relationships as their properties."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if hasattr(value, "iso_format"):
        return value.iso_format()
    if hasattr(value, "relationships"):
        return {"nodes": [plain(n) for n in value.nodes], "relationships": [plain(r) for r in value.relationships]}
    if hasattr(value, "items"):
        extra = {"labels": sorted(value.labels)} if hasattr(value, "labels") else {"type": value.type}
        return extra | {k: plain(v) for k, v in value.items()}
    return str(value)


def cell(value: Any, empty: str = NOT_STATED) -> str:
    """The value as one line of text."""
    value = plain(value)
    if value is None:
        return empty
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(cell(v, empty) for v in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def where(place: Row) -> str:
    """Where a place of evidence stands, for a person: ``review, paragraph 5.1.2, page 9, lines 88-89``."""
    first, last = place["lines"]
    parts = [str(place["review"])]
    if place.get("paragraph"):
        parts.append(f"paragraph {place['paragraph']}")
    if place.get("page"):
        parts.append(f"page {place['page']}")
    parts.append(f"line {first}" if first == last else f"lines {first}-{last}")
    return ", ".join(parts)


def words(place: Row) -> str:
    """The words at a place, on one line."""
    return " ".join((place.get("quote") or "(the words are not held; load the document to have them)").split())


def _csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(
            " | ".join(f"[{where(p)}] {words(p)}" for p in row.get(c) or []) if c == EVIDENCE else cell(row.get(c), "")
            for c in columns
        )
    return out.getvalue()


def _markdown(columns: Sequence[str], rows: Sequence[Row], title: str | None, notes: Iterable[str], empty: str) -> str:
    shown = [c for c in columns if c != EVIDENCE]

    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in cells) + " |"

    out = [f"## {title}", ""] if title else []
    if rows:
        out += [line(shown), line("---" for _ in shown), *(line(cell(r.get(c), empty) for c in shown) for r in rows)]
    else:
        out.append("No rows.")
    out += [entry for note in notes for entry in ("", note)]
    if EVIDENCE in columns and rows:
        out += ["", "### Evidence"]
        for n, row in enumerate(rows, 1):
            out += ["", f"**{n}. {_heading(shown, row)}**"]
            out += [entry for p in row.get(EVIDENCE) or [] for entry in ("", f"- {where(p)}", "", f"  > {words(p)}")]
    return "\n".join(out) + "\n"


def _heading(shown: Sequence[str], row: Row) -> str:
    """What names a row: its first columns that are text."""
    texts = [cell(row.get(c)) for c in shown if isinstance(row.get(c), str | None)]
    return ", ".join(texts[:4]) or cell(row.get(shown[0]))


def _table(
    columns: Sequence[str],
    rows: Sequence[Row],
    title: str | None,
    notes: Iterable[str],
    width: int,
    color: bool,
    empty: str,
    cards: bool,
) -> str:
    shown = [c for c in columns if c != EVIDENCE]
    with_evidence = EVIDENCE in columns
    console = Console(width=width, file=io.StringIO(), force_terminal=color, no_color=not color, highlight=False)
    if title:
        console.print(Text(title, style="bold"))
    if not rows:
        console.print("No rows.")
    elif with_evidence:
        for n, row in enumerate(rows, 1):
            console.print(_card(shown, row, f"{n}.", empty))
            console.print(Padding(Group(*_places(row)), (0, 0, 1, 4)))
    else:
        widths = None
        if not cards:
            # Whole words if there is room for them, else words folded at their hyphens (ids), else a card a row.
            widths = _widths(shown, rows, width, empty, str.split) or _widths(shown, rows, width, empty, _pieces)
        if widths:
            table = Table(show_edge=False, header_style="bold", pad_edge=False)
            for c, wide in zip(shown, widths, strict=True):
                numbers = all(isinstance(r.get(c), int | float | None) and not isinstance(r.get(c), bool) for r in rows)
                side: Literal["right", "left"] = "right" if numbers else "left"
                table.add_column(c.replace("_", " "), justify=side, overflow="fold", width=wide)
            for row in rows:
                table.add_row(
                    *(
                        Text(_folded(cell(row.get(c), empty), wide), style="dim" if row.get(c) is None else "")
                        for c, wide in zip(shown, widths, strict=True)
                    )
                )
            console.print(table)
        else:
            for n, row in enumerate(rows, 1):
                console.print(_card(shown, row, f"{n}.", empty))
                console.print()
    for note in notes:
        console.print(Text(note, style="dim"))
    return console.file.getvalue()  # type: ignore[attr-defined]


#: A longer word is folded, wherever that may be; shorter ones stay whole.
LONGEST_WORD = 36


#: Between two columns stand a bar and two blanks.
BETWEEN = 3


def _widths(
    shown: Sequence[str], rows: Sequence[Row], width: int, empty: str, split: Callable[[str], list[str]]
) -> list[int] | None:
    """A width for each column so that no piece is broken and no long text squeezed to a sliver, or None."""
    least, most = [], []
    for c in shown:
        texts = [cell(r.get(c), empty) for r in rows]
        longest = max((len(w) for text in texts for w in split(text)), default=0)
        full = max((len(text) for text in texts), default=0)
        head = c.split("_")
        least.append(max(min(longest, LONGEST_WORD), *map(len, head), 24 if full > 80 else 0))
        most.append(max(full, len(c), least[-1]))
    room = width - sum(least) - BETWEEN * (len(shown) - 1)
    if room < 0:
        return None
    widths = list(least)
    while room and (narrow := [i for i in range(len(shown)) if widths[i] < most[i]]):
        # The next blank goes to the column that would have to fold its longest text most often.
        widest = max(narrow, key=lambda i: most[i] / widths[i])
        widths[widest] += 1
        room -= 1
    return widths


def _pieces(text: str) -> list[str]:
    """The pieces between which a text may be folded: at blanks and, of long words, after hyphens."""
    return [piece for word in text.split() for piece in (re.findall(r"[^-]+-?|-", word) if len(word) > 12 else [word])]


def _folded(text: str, width: int) -> str:
    """The text in lines of that width, long words folded after their hyphens where they must be."""
    lines, line = [], ""
    for word in text.split():
        lead = line + " " if line else ""
        if len(lead) + len(word) <= width:
            line = lead + word
            continue
        if line and len(word) <= width:
            lines.append(line)
            line = word
            continue
        for n, piece in enumerate(_pieces(word)):
            joined = (lead if n == 0 else line) + piece
            if len(joined) <= width or not line:
                line = joined
            else:
                lines.append(line)
                line = piece
    return "\n".join([*lines, line] if line else lines)


def _text(value: Any, empty: str) -> Text:
    return Text(cell(value, empty), style="dim" if value is None else "")


def _card(shown: Sequence[str], row: Row, mark: str, empty: str) -> Table:
    card = Table.grid(padding=(0, 2))
    card.add_column(justify="right", style="bold")
    card.add_column(overflow="fold")
    for n, c in enumerate(shown):
        card.add_row(f"{mark} {c.replace('_', ' ')}" if n == 0 else c.replace("_", " "), _text(row.get(c), empty))
    return card


def _places(row: Row) -> list[Text]:
    found = row.get(EVIDENCE) or []
    if not found:
        return [Text("no place given", style="dim")]
    return [Text.assemble((where(p), "cyan"), "\n  ", (f"“{words(p)}”", "italic")) for p in found]
