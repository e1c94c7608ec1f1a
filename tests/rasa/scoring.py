"""Labelled questions and what each host would do with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.nlu.questions import EvaluationError, Question, read_questions
from knowledge import Catalogue
from tests.rasa.processes import RunError

FALLBACK = "nlu_fallback"
OFFERED = 4
"""A question back offers at most this many services."""


@dataclass(frozen=True)
class Decided:
    """`decision` is answer, clarify, refuse or chat; `items` the service answered, or those offered."""

    decision: str
    items: tuple[str, ...] = ()


def questions(paths: Sequence[Path]) -> list[Question]:
    """All questions of YAML lists or JSON-lines files; raises RunError naming what cannot be read."""
    try:
        return [question for path in paths for question in read_questions(path)]
    except EvaluationError as error:
        raise RunError(str(error)) from None


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
