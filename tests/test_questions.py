"""Labelled questions: what a decision on one is worth."""

from __future__ import annotations

import pytest

from bot.nlu.questions import Question, verdict


@pytest.mark.parametrize(
    ("scope", "decision", "items", "expected"),
    [
        ("item", "answer", ("transfer",), "right_answer"),
        ("amount", "clarify", ("e_voucher", "transfer"), "right_clarify"),
        ("item", "answer", ("e_voucher",), "wrong"),
        ("item", "clarify", ("e_voucher",), "soft"),
        ("item", "chat", (), "refused"),
        ("other", "answer", ("transfer",), "let_in"),
        ("other", "clarify", ("transfer",), "asked_outside"),
        ("other", "refuse", (), "kept_out"),
    ],
)
def test_verdict(scope: str, decision: str, items: tuple[str, ...], expected: str) -> None:
    question = Question("转医保", scope, ("transfer",), False, None, None, {})
    assert verdict(question, decision, items) == expected
