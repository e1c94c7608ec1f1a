"""Every reading can say why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue import Dialogue
from bot.nlu import Interpreter, interpreter
from knowledge import load
from tests.small_content import changed, write


def test_a_reading_names_phrase_words_and_runner_up(understanding: Interpreter) -> None:
    why = understanding.why("医保卡丢了咋整", "social_security_card")
    assert why is not None and why.intent == "social_security_card"
    assert why.phrase and why.runner_up != why.intent and why.margin > 0
    assert any("丢" in word or "卡" in word for word in why.counted)
    assert "最像" in why.text() and "其次" in why.text()


def test_words_that_nobody_uses_are_named_as_ignored(understanding: Interpreter) -> None:
    why = understanding.why("慢病卡魑魅怎么办")
    assert why is not None and any(word in "魑魅" for word in why.ignored)


def test_corrections_are_told_even_if_they_changed_nothing(understanding: Interpreter) -> None:
    why = understanding.why("住院报消")
    assert why is not None and [(c.said, c.read) for c in why.corrections] == [("住院报消", "住院报销")]
    assert "按“住院报销”理解" in why.text()


@pytest.mark.parametrize("text", ["", "？？？", "qwrtp", "👍"])
def test_nothing_known_has_no_reasons(understanding: Interpreter, text: str) -> None:
    assert understanding.why(text) is None


@given(st.text(max_size=80))
def test_reasons_never_fail_and_are_json(text: str) -> None:
    why = interpreter().why(text)
    assert why is None or json.dumps(why.data(), ensure_ascii=False)


def test_a_turn_keeps_its_reasons(dialogue: Dialogue) -> None:
    result = dialogue.turn("test", "慢病卡怎么办", dialogue.fresh("suining"))
    assert result.because is not None and result.because["intent"] == "chronic_disease"


def test_a_term_written_in_dialect_is_met(tmp_path: Path) -> None:
    in_dialect = changed("glossary.yml", "said: [转医保]", "said: [啥挪]")
    small = Interpreter(load(write(tmp_path, in_dialect)), [])
    why = small.why("啥挪")
    assert why is not None and why.intent == "transfer"
