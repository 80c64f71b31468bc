"""The docs say what the program does: every command, option, report, setting and label, no more and no less."""

from __future__ import annotations

import re

import click
import pytest

import queries
from kg.cli import COMMANDS
from tests.docs import CONNECTION, FILES, ROOT, commands, connects, options, renewed

COMMANDS_MD = (ROOT / "kg" / "docs" / "commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")

#: The commands and options that scripts rely on; they may grow but not change.
FIXED = {
    "extract": {"-o", "--jobs"},
    "load": {"--jobs"},
    "report": {"--set", "--evidence", "--format", "-o"},
    "query": {"--set", "--format", "-o", "--write"},
    "show": set(),
    "validate": set(),
    "export": {"--format", "-o"},
    "score": set(),
    "schema": set(),
    "status": set(),
    "remove": set(),
    "serve": set(),
    "stop": set(),
    "browser": set(),
    "demo": set(),
}


@pytest.mark.parametrize("name", FILES)
def test_generated_parts_are_up_to_date(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "<!-- generated:" in text
    assert renewed(text) == text, "out of date: run `make docs`"


def test_the_fixed_commands_are_there() -> None:
    assert set(FIXED) <= set(COMMANDS)
    for name, wanted in FIXED.items():
        assert wanted <= {o for p in commands()[name].params for o in p.opts}, name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    command = commands()[name]
    section = COMMANDS_MD.split(f"## kg {name}\n")[1].split("\n## ")[0]
    assert f"`kg {name}`" in README
    for option in options(command):
        assert option.help, f"kg {name} {option.opts[0]} has no help"
        for spelt in option.opts:
            assert re.search(rf"`[^`]*(?<![\w-]){re.escape(spelt)}(?![\w-])", section), (
                f"{spelt} is not in the docs of kg {name}"
            )
    if connects(command):
        assert "options of the connection" in section


@pytest.mark.parametrize("name", COMMANDS)
def test_help_teaches(name: str) -> None:
    """Each command's help has more than one sentence, and those that take arguments show an example."""
    command = commands()[name]
    text = command.help or ""
    assert text.strip().endswith((".", ")")) or "Examples:" in text
    if any(isinstance(p, click.Argument) for p in command.params):
        assert "Examples:" in text, f"kg {name} --help shows no example"
        assert f"kg {name} " in text.split("Examples:")[1]


def test_the_connection_is_documented() -> None:
    section = COMMANDS_MD.split("## The connection\n")[1]
    assert all(option in section for option in CONNECTION)


def test_commands_in_the_docs_exist() -> None:
    """A `kg something` in the prose is a command that there is."""
    for name in FILES:
        text = (ROOT / name).read_text(encoding="utf-8")
        said = set(re.findall(r"(?:^|`|\$ )(?:    )?kg ([a-z]+)\b", text, re.M))
        assert said - {"schema"} <= set(COMMANDS), name


def test_every_report_is_documented() -> None:
    text = (ROOT / "kg" / "docs" / "reports.md").read_text(encoding="utf-8")
    assert len(queries.library()) >= 16
    for query in queries.library().values():
        section = text.split(f"## {query.name}\n")[1].split("\n## ")[0]
        assert all(f"`{p.name}`" in section for p in query.parameters)
        assert all(f"`{c.name}`" in section for c in query.columns)


def test_links_lead_somewhere() -> None:
    for name in FILES:
        path = ROOT / name
        for target in re.findall(r"\]\(([^)#:]+)(?:#[\w-]+)?\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{name}: {target}"
