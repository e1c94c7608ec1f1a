"""The questions that are measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.nlu.questions import EvaluationError, read_questions
from tests.rasa.processes import RunError
from tests.rasa.workspace import ROOT

FOLDER = ROOT / "tests" / "nlu"


def asked(files: Sequence[Path]) -> list[str]:
    """The questions of these YAML lists or JSON-lines files, of those in tests/nlu without a file."""
    try:
        found = [question.text for path in files or sorted(FOLDER.glob("*.yml")) for question in read_questions(path)]
    except EvaluationError as error:
        raise RunError(str(error)) from None
    if not found:
        raise RunError("一个问题也没有，没法量")
    return found
