"""Imports go one way, bot → actions → knowledge; nothing imports bot but bot."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = {"knowledge", "actions", "bot"}
MAY_IMPORT = {"knowledge": {"knowledge"}, "actions": {"knowledge", "actions"}, "bot": OURS}
MODULES = sorted(path for package in OURS for path in (ROOT / package).rglob("*.py"))


def imported(code: str, package: str) -> Iterator[str]:
    """The top-level name of every import, wherever it stands; a relative one belongs to its package."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield package if node.level else (node.module or "").partition(".")[0]


def imports_of(path: Path) -> set[str]:
    return set(imported(path.read_text(encoding="utf-8"), path.relative_to(ROOT).parts[0]))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_imports_only_what_lies_below_it(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    assert imports_of(path) & (OURS | {"tests"}) <= MAY_IMPORT[package]


@pytest.mark.parametrize("path", sorted((ROOT / "actions").rglob("*.py")), ids=named)
def test_actions_need_nothing_but_knowledge_and_rasa_sdk(path: Path) -> None:
    assert imports_of(path) - sys.stdlib_module_names <= {"actions", "knowledge", "rasa_sdk"}


def test_every_form_of_import_is_seen() -> None:
    code = "import flask.json\nfrom ..store import rows\ndef late():\n    from bot.app import create_app\n"
    assert set(imported(code, "actions")) == {"flask", "actions", "bot"}


def test_all_three_packages_are_looked_at() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == OURS
