"""Rasa's parse becomes a decision, and a decision a verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from knowledge import load
from tests.rasa.processes import RunError
from tests.rasa.scoring import Decided, decided_by_rasa, questions


def parsed(*intents: str) -> dict[str, Any]:
    return {"intent": {"name": intents[0]}, "intent_ranking": [{"name": name} for name in intents]}


def test_a_service_is_answered() -> None:
    assert decided_by_rasa(parsed("transfer", "e_voucher"), load()) == Decided("answer", ("transfer",))


def test_a_family_offers_its_services() -> None:
    assert decided_by_rasa(parsed("which_card"), load()) == Decided("clarify", ("social_security_card", "e_voucher"))


def test_a_fallback_offers_the_first_four_of_its_ranking() -> None:
    record = parsed("nlu_fallback", "greet", "transfer", "which_card", "phone_change", "remote_worker")
    offered = ("transfer", "social_security_card", "e_voucher", "phone_change")
    assert decided_by_rasa(record, load()) == Decided("clarify", offered)


@pytest.mark.parametrize(("intent", "decision"), [("out_of_scope", "refuse"), ("greet", "chat")])
def test_all_else_names_no_service(intent: str, decision: str) -> None:
    assert decided_by_rasa(parsed(intent, "transfer"), load()) == Decided(decision)


def test_both_kinds_of_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("- {q: 转医保, items: [transfer], facet: overview}\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"q": "天气", "scope": "other"}\n\n', encoding="utf-8")
    found = questions([tmp_path / "a.yml", tmp_path / "b.jsonl"])
    assert [(q.text, q.scope, q.items) for q in found] == [("转医保", "item", ("transfer",)), ("天气", "other", ())]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"none\.yml"):
        questions([tmp_path / "none.yml"])
