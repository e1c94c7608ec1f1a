"""Labelled questions, what each host would do with them, and whether that is right: bot/nlu/evaluate.py's verdicts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge import Catalogue
from tests.rasa.processes import RunError
from tests.rasa.workspace import read_yaml

FALLBACK = "nlu_fallback"
OFFERED = 4
"""A question back offers at most this many services."""


@dataclass(frozen=True)
class Question:
    """`scope` is item, amount or other; `items` acceptable services; `clarify` where asking back is as good."""

    text: str
    scope: str = "item"
    items: tuple[str, ...] = ()
    clarify: bool = False


@dataclass(frozen=True)
class Decided:
    """`decision` is answer, clarify, refuse or chat; `items` the service answered, or those offered."""

    decision: str
    items: tuple[str, ...] = ()


def questions(paths: Sequence[Path]) -> list[Question]:
    """All questions of YAML lists or JSON-lines files; raises RunError naming what cannot be read."""
    found: list[Question] = []
    for path in paths:
        try:
            found += [_question(row) for row in _rows(path)]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RunError(f"{path}：每条要有 q，可以有 scope、items、clarify（{error!r}）") from None
    return found


def _rows(path: Path) -> list[Mapping[str, Any]]:
    if path.suffix in {".yml", ".yaml"}:
        return list(read_yaml(path) or ())
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _question(row: Mapping[str, Any]) -> Question:
    items = tuple(row.get("items") or ())
    return Question(str(row["q"]), str(row.get("scope", "item")), items, bool(row.get("clarify")))


def decided_by_daoban(record: Mapping[str, Any]) -> Decided:
    """A line of `daoban parse` says it itself."""
    return Decided(record["decision"], tuple(record["items"])[:OFFERED])


def decided_by_rasa(record: Mapping[str, Any], catalogue: Catalogue) -> Decided:
    """What rules.yml and the actions do with Rasa's parse in a fresh conversation."""
    intent = record["intent"]["name"]
    if intent in catalogue.services:
        return Decided("answer", (intent,))
    if intent in catalogue.triages:
        return Decided("clarify", _opened(catalogue, [intent]))
    if intent == FALLBACK:
        ranked = [one["name"] for one in record["intent_ranking"]]
        offered = _opened(catalogue, ranked)
        return Decided("clarify", offered) if offered else Decided("refuse")
    return Decided("refuse" if intent == "out_of_scope" else "chat")


def _opened(catalogue: Catalogue, intents: Sequence[str]) -> tuple[str, ...]:
    """The first four services that these intents mean; a family stands for its services."""
    found: dict[str, None] = {}
    for intent in intents:
        if intent in catalogue.triages:
            found |= dict.fromkeys(catalogue.triages[intent].services)
        elif intent in catalogue.services:
            found[intent] = None
    return tuple(found)[:OFFERED]


def verdict(question: Question, decided: Decided) -> str:
    """right_answer, right_clarify, wrong, soft, refused; for scope other kept_out, asked_outside or let_in."""
    if question.scope == "other":
        return {"answer": "let_in", "clarify": "asked_outside"}.get(decided.decision, "kept_out")
    right = bool(set(decided.items) & set(question.items))
    if decided.decision == "answer":
        return "right_answer" if right else "wrong"
    if decided.decision == "clarify":
        return "right_clarify" if right else "soft"
    return "refused"
