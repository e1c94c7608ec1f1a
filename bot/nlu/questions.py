"""Labelled questions to measure with: JSON lines, or a YAML list of the same objects."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SCOPES = ("item", "amount", "other")


class EvaluationError(Exception):
    """The file cannot be scored; the text says which line and why."""


@dataclass(frozen=True)
class Question:
    """`scope`: item, amount (asks for a number no document holds) or other; `items`: acceptable ids, best first."""

    text: str
    scope: str
    items: tuple[str, ...]
    clarify: bool
    """Whether a good clerk would ask back."""
    facet: str | None
    region: str | None
    labels: dict[str, Any]
    """All that the file says about it."""


def verdict(question: Question, decision: str, items: Sequence[str]) -> str:
    """right_answer, right_clarify, wrong, soft, refused; for scope other kept_out, asked_outside or let_in.

    `decision` is answer, clarify, refuse or chat; `items` are answered from or offered, of which four count.
    """
    if question.scope == "other":
        return {"answer": "let_in", "clarify": "asked_outside"}.get(decision, "kept_out")
    right = bool(set(items[:4]) & set(question.items))
    if decision == "answer":
        return "right_answer" if right else "wrong"
    if decision == "clarify":
        return "right_clarify" if right else "soft"
    return "refused"


def read_questions(file: Path) -> list[Question]:
    """Raises EvaluationError naming the line that cannot be read."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"读不了 {file}：{error}") from None
    rows = _from_yaml(file, text) if file.suffix in {".yml", ".yaml"} else _from_lines(file, text)
    return [_question(where, row) for where, row in rows]


def _from_lines(file: Path, text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            where = f"{file.name} 第 {number} 行"
            try:
                yield where, json.loads(line)
            except ValueError as error:
                raise EvaluationError(f"{where}：不是 JSON（{error}）") from None


def _from_yaml(file: Path, text: str) -> Iterator[tuple[str, Any]]:
    try:
        rows = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise EvaluationError(f"{file.name}：不是合格的 YAML：{error}") from None
    if not isinstance(rows, list):
        raise EvaluationError(f"{file.name}：应当是一个列表，每一项是一个问题")
    yield from ((f"{file.name} 第 {number} 条", row) for number, row in enumerate(rows, 1))


def _question(where: str, data: Any) -> Question:
    if not isinstance(data, dict) or not isinstance(data.get("q"), str):
        raise EvaluationError(f"{where}：应当是有 q、scope、items 的对象")
    scope, items = data.get("scope", "item"), data.get("items") or []
    if scope not in SCOPES:
        raise EvaluationError(f"{where}：scope 只能是 {'、'.join(SCOPES)}，写的是 {scope!r}")
    if not isinstance(items, list) or (scope != "other" and not items):
        raise EvaluationError(f"{where}：items 要写可以接受的事项编号")
    return Question(
        text=data["q"],
        scope=scope,
        items=tuple(map(str, items)),
        clarify=bool(data.get("clarify")),
        facet=data.get("facet"),
        region=data.get("region"),
        labels=data,
    )
