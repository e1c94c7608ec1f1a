"""The regression set in tests/nlu: each question is understood as labelled, the listed failures excepted.

A failure that is listed must keep failing: what has become right leaves the list, so that it cannot break unseen.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.nlu import Interpreter
from bot.nlu.evaluate import score
from bot.nlu.questions import Question, read_questions

FOLDER = Path(__file__).parent / "nlu"
FAILURES: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "known_failures.yml").read_text(encoding="utf-8")
)
FILES = ("services", "outside", "slips", "several")
GOOD = {"right_answer", "right_clarify", "kept_out"}


def questions(name: str) -> list[Question]:
    return read_questions(FOLDER / f"{name}.yml")


def _service(understanding: Interpreter, question: Question) -> bool:
    return score(understanding, question).verdict in GOOD


def _side(understanding: Interpreter, question: Question) -> bool:
    return (understanding.parse(question.text).facet or "overview") == question.facet


def _place(understanding: Interpreter, question: Question) -> bool:
    return understanding.parse(question.text).region == question.region


def _kind(understanding: Interpreter, question: Question) -> bool:
    kind = question.labels.get("intent") or f"out_of_scope/{question.labels['kind']}"
    return understanding.parse(question.text).intent == kind


def _matters(understanding: Interpreter, question: Question) -> bool:
    found = [matter.items[0] for matter in understanding.parse(question.text).matters]
    wanted: list[list[str]] = question.labels["items2"]
    return len(found) == len(wanted) and all(item in items for item, items in zip(found, wanted, strict=True))


CHECKS: dict[str, tuple[Any, Any]] = {
    "service": (_service, lambda question: True),
    "side": (_side, lambda question: question.scope == "item" and question.facet),
    "place": (_place, lambda question: question.region),
    "kind": (_kind, lambda question: question.labels.get("intent") or question.labels.get("kind")),
    "matters": (_matters, lambda question: question.labels.get("items2")),
}
"""What is held, and of which questions."""


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("check", CHECKS)
def test_understood_as_labelled(understanding: Interpreter, name: str, check: str) -> None:
    right, labelled = CHECKS[check]
    asked = [question for question in questions(name) if labelled(question)]
    failed = [question.text for question in asked if not right(understanding, question)]
    listed = [text for text in FAILURES.get(check, []) if text in {question.text for question in asked}]
    assert sorted(set(failed) - set(listed)) == [], "不再认得的"
    assert sorted(set(listed) - set(failed)) == [], "已经认得了，从 known_failures.yml 里去掉"


def test_the_list_of_failures_names_questions_of_the_set() -> None:
    known = {question.text for name in FILES for question in questions(name)}
    assert {text for texts in FAILURES.values() for text in texts} <= known


def test_there_are_hundreds_and_every_service_is_asked_for(understanding: Interpreter) -> None:
    asked = [question for name in FILES for question in questions(name)]
    assert len(asked) > 500
    assert {item for question in asked for item in question.items} >= set(understanding.catalogue.services)
