"""Writes the parts of the docs that are made from the program, so that they can never say something else.

    python -m tests.docs                     says which parts are out of date; exit code 1 if any is
    python -m tests.docs --write             writes them anew
    python -m tests.docs --write --figures   measures the extractor first (minutes), and raises its floor

A part stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import click

import queries
from kg.cli import COMMANDS, main
from kg.config import VARIABLES
from tests.extraction.floor import ALL, FLOOR
from tests.extraction.held_out import NOW
from tests.extraction.score import LEFT_OUT

ROOT = Path(__file__).resolve().parents[1]
FILES = ("README.md", "CONTRIBUTING.md", "kg/docs/commands.md", "kg/docs/reports.md", "kg/docs/graph.md")
_PART = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.S)

#: Options of every command that speaks to the graph; explained once.
CONNECTION = ("--uri", "--username", "--password", "--database")

#: The figures that the README shows, in words.
SHOWN = {
    "single-valued fields": "facts about the review and the death (accuracy)",
    "persons: victims F1": "victims",
    "persons: perpetrators F1": "perpetrators",
    "agencies F1": "agencies",
    "agency.sector": "– their sector (accuracy)",
    "risk_factors F1": "risk factors",
    "risk_factor.evidence": "– their evidence (accuracy)",
    "known_to F1": "– who knew of them",
    "contacts F1": "dated contacts",
    "contact.kind": "– their kind (accuracy)",
    "contact.date": "– their date (accuracy)",
    "contact.evidence": "– their evidence (accuracy)",
    "missed_opportunities F1": "missed opportunities, by type, agency and place",
    "missed_opportunities: place F1": "– by place alone",
    "missed_opportunities: marac-referral F1": "– missed MARAC referrals",
    "good_practice F1": "good practice",
    "recommendations F1": "recommendations",
    "recommendations: addressees F1": "– their addressees",
    "recommendations: themes F1": "– their themes",
}
FIRST = ROOT / "tests" / "extraction" / "left_out.json"


def commands() -> dict[str, click.Command]:
    """All commands by name."""
    context = click.Context(main, info_name="kg")
    found = {name: main.get_command(context, name) for name in COMMANDS}
    return {name: command for name, command in found.items() if command}


def options(command: click.Command) -> list[click.Option]:
    """The command's own options, those of the connection left out."""
    return [p for p in command.params if isinstance(p, click.Option) and not set(p.opts) & set(CONNECTION)]


def connects(command: click.Command) -> bool:
    """Whether the command speaks to the graph."""
    return any(set(p.opts) & set(CONNECTION) for p in command.params)


def commands_part() -> str:
    """Every command with its help and its options."""
    out = []
    for name, command in commands().items():
        context = click.Context(command, info_name=f"kg {name}")
        usage = " ".join(command.collect_usage_pieces(context))
        out += [f"## kg {name}", "", f"    kg {name} {usage}".rstrip(), "", help_text(command), ""]
        if own := options(command):
            out += ["| option | |", "| --- | --- |"]
            out += [f"| `{_spelt(option, context)}` | {_cell(_said(option, context))} |" for option in own]
            out.append("")
        if connects(command):
            out += ["And the [options of the connection](#the-connection).", ""]
    sample = next(c for c in commands().values() if connects(c))
    context = click.Context(sample)
    out += [
        "## The connection",
        "",
        "Commands that speak to the graph take these; without them the [settings](../../README.md#settings) hold.",
        "",
        "| option | |",
        "| --- | --- |",
    ]
    for p in sample.params:
        if isinstance(p, click.Option) and set(p.opts) & set(CONNECTION):
            out.append(f"| `{_spelt(p, context)}` | {_cell(_said(p, context))} |")
    return "\n".join(out)


def help_text(command: click.Command) -> str:
    """A command's help as Markdown: its blocks that are laid out by hand become code."""
    out = []
    for block in inspect.cleandoc(command.help or "").split("\n\n"):
        if block.startswith("\b"):
            title, *lines = block.split("\n")[1:]
            out.append(title + "\n\n" + "\n".join(f"    {line.strip()}" for line in lines))
        else:
            out.append(" ".join(block.split()))
    return "\n\n".join(out)


def _spelt(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    return record[0] if record else ", ".join(option.opts)


def _said(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    return record[1] if record else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def command_list() -> str:
    """The commands, a line each."""
    rows = [f"| `kg {name}` | {command.get_short_help_str(120)} |" for name, command in commands().items()]
    return "\n".join(["| command | |", "| --- | --- |", *rows])


def report_list() -> str:
    """The reports, a line each."""
    rows = [f"| `{q.name}` | {_cell(q.question)} |" for q in queries.library().values()]
    return "\n".join(["| report | question |", "| --- | --- |", *rows])


def reports_part() -> str:
    """Every report with its parameters, columns, and what an empty cell means."""
    out = []
    for q in queries.library().values():
        out += [f"## {q.name}", "", f"**{q.title}.** {_cell(q.question)}", "", f"Mirrors: {_cell(q.mirrors)}", ""]
        out += [f"Empty cells: {_cell(q.empty)}", ""]
        out += ["| parameter | type | default | |", "| --- | --- | --- | --- |"]
        out += [
            f"| `{p.name}` | {p.type} | {'–' if p.default is None else p.default} | {_cell(p.help)} |"
            for p in q.parameters
        ]
        out += ["", "| column | |", "| --- | --- |"]
        out += [f"| `{c.name}` | {_cell(c.help)} |" for c in q.columns]
        out += ["", f"In Neo4j Browser: `{q.browser}`, then paste `queries/cypher/{q.name}.cypher`.", ""]
    return "\n".join(out).rstrip()


def schema_part() -> str:
    """The property graph, as `kg schema` prints it."""
    from loaders.graph.schema import schema_text

    return schema_text().strip()


def settings_part() -> str:
    """The settings that the environment gives."""
    rows = [f"| `{name}` | {_cell(says)} |" for name, says in VARIABLES.items()]
    return "\n".join(["| variable | |", "| --- | --- |", *rows])


def figures_part() -> str:
    """What the extractor reaches, as the floor under its tests holds it."""
    if not FLOOR.exists():
        return "Not measured yet."
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))
    unread = json.loads(NOW.read_text(encoding="utf-8"))
    rows = [
        f"| {words} | {floor[ALL][name]:.2f} | {_figure(floor[LEFT_OUT].get(name))} | {_figure(unread.get(name))} |"
        for name, words in SHOWN.items()
        if name in floor[ALL]
    ]
    return "\n".join(
        [
            "| found (F1, unless it says accuracy) | three reviews | the one left out of them | six never read |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
            "The first two columns are of published reviews with which the rules were written (one was left out at",
            "first; CONTRIBUTING.md has its first figures). The last is of whole reviews of fiction, in other styles,",
            "that nobody who works on the rules has read: expect that of a review that you load. The tests fail if",
            "these figures fall.",
        ]
    )


def left_out_part() -> str:
    """The figures of the review that was left out, when it was first scored and now."""
    if not (FLOOR.exists() and FIRST.exists()):
        return "Not measured yet."
    first = json.loads(FIRST.read_text(encoding="utf-8"))
    now = json.loads(FLOOR.read_text(encoding="utf-8"))[LEFT_OUT]
    rows = [f"| {name} | {_figure(first.get(name))} | {_figure(now.get(name))} |" for name in now]
    return "\n".join(["| figure | first | now |", "| --- | --- | --- |", *rows])


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


PARTS: dict[str, Callable[[], str]] = {
    "commands": commands_part,
    "command-list": command_list,
    "reports": reports_part,
    "report-list": report_list,
    "schema": schema_part,
    "settings": settings_part,
    "figures": figures_part,
    "left-out-figures": left_out_part,
}


def renewed(text: str) -> str:
    """The text with its generated parts made anew.

    Raises:
        KeyError: a part of a name that is not made here.
    """
    return _PART.sub(lambda m: f"{m[1]}{PARTS[m[2]]()}\n{m[3]}", text)


def measure() -> None:
    """Measures the extractor, raises the floor, and notes the first figures of the review that was left out."""
    from tests.extraction import floor, held_out

    held = floor.held() if FLOOR.exists() else {}
    now = floor.reached()
    higher = {r: {n: max(v, held.get(r, {}).get(n, 0.0)) for n, v in row.items()} for r, row in now.items()}
    FLOOR.write_text(json.dumps(higher, indent=1) + "\n", encoding="utf-8")
    held_out.note(held_out.figures(held_out.unread()))
    if not FIRST.exists():
        FIRST.write_text(json.dumps(now[LEFT_OUT], indent=1) + "\n", encoding="utf-8")


def run() -> int:
    """Runs from the command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--write", action="store_true")
    ask.add_argument("--figures", action="store_true")
    asked = ask.parse_args()
    if asked.figures:
        measure()
    stale = []
    for name in FILES:
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        if (new := renewed(text)) != text:
            stale.append(name)
            if asked.write:
                path.write_text(new, encoding="utf-8")
    if stale:
        print(("written: " if asked.write else "out of date, write with `make docs`: ") + ", ".join(stale))
    return 1 if stale and not asked.write else 0


if __name__ == "__main__":
    sys.exit(run())
