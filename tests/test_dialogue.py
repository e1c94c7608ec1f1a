"""One turn: payloads, masking, long and odd messages, failures, and the handed-over ticket."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.outcome import Outcome
from bot.dialogue import Dialogue
from bot.domain import read_domain
from bot.nlu import interpreter
from tests.scripted import words

_SHARED = Dialogue(interpreter(), read_domain())


class Citizen:
    """Somebody insured in 遂宁 who talks to the dialogue."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue
        self.state: dict[str, Any] = dialogue.fresh("suining")

    def say(self, text: str) -> str:
        self.result = self._dialogue.turn("citizen", text, self.state)
        self.state = self.result.state
        return words(self.result.replies)

    def payload(self, title: str) -> str:
        buttons = [b for reply in self.result.replies for b in reply.get("buttons", ())]
        return next(str(b["payload"]) for b in buttons if title in b["title"])


@pytest.fixture
def citizen(dialogue: Dialogue) -> Citizen:
    return Citizen(dialogue)


def test_an_offered_payload_counts(citizen: Citizen) -> None:
    citizen.say("生育保险怎么用")
    assert "不超过10个工作日" in citizen.say(citizen.payload("津贴"))


def test_a_payload_of_earlier_in_the_conversation_still_counts(citizen: Citizen) -> None:
    citizen.say("生育保险怎么用")
    earlier = citizen.payload("津贴")
    citizen.say("慢病卡咋办")
    citizen.say(earlier)
    assert citizen.state["slots"]["maternity_need"] == "allowance"


def test_a_payload_that_was_not_offered_changes_nothing(citizen: Citizen) -> None:
    citizen.say('/inform{"insured_type":"resident"}')
    assert citizen.state["slots"]["insured_type"] is None
    assert citizen.result.outcome is Outcome.CLARIFIED


def test_personal_numbers_are_masked_before_anything_is_kept(citizen: Citizen) -> None:
    citizen.say("我叫老王，电话13812345678，转人工")
    kept = f"{citizen.result.text} {citizen.state} {citizen.result.replies}"
    assert "13812345678" not in kept


def test_a_very_long_message_is_cut_and_said_so(citizen: Citizen) -> None:
    said = citizen.say("慢病卡咋办" + "啊" * 10_000)
    assert "只看了前 2000 个字" in said
    assert citizen.state["slots"]["service"] == "chronic_disease"


def test_a_number_across_the_cut_is_masked_whole(citizen: Citizen) -> None:
    citizen.say("啊" * 1990 + "510903199001011234")
    assert "5109" not in citizen.result.text


def test_a_bug_in_an_action_becomes_an_apology(citizen: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(citizen._dialogue._actions, "run", broken)
    assert "出了点问题" in citizen.say("慢病卡咋办")
    assert citizen.result.outcome is Outcome.ERROR


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_no_text_makes_a_turn_fail(texts: list[str]) -> None:
    citizen = Citizen(_SHARED)
    for text in texts:
        citizen.say(text)
        assert citizen.result.outcome is not Outcome.ERROR
        assert citizen.result.replies


def test_the_ticket_carries_the_filled_in_checklist(citizen: Citizen) -> None:
    for text in ("住院费用自己垫付了，拿发票怎么报", "不是急诊", "自己摔的", "第1个有了", "我去窗口办", "转人工"):
        citizen.say(text)
    ticket = citizen.result.ticket
    assert ticket is not None and len(ticket["code"]) == 6 and ticket["code"] in words(citizen.result.replies)
    assert ticket["service"] == "inpatient_reimbursement" and ticket["region"] == "suining"
    assert [paper["name"] for paper in ticket["papers"] if paper["have"]] == ["有效身份证件或医保电子凭证或社会保障卡"]
    assert "《外伤无第三方责任承诺书》" in [paper["name"] for paper in ticket["papers"]]
    assert {fact["answer"] for fact in ticket["facts"]} >= {"不是急诊", "是意外伤害", "没有，自己受的伤"}
    assert ticket["eligibility"]["verdict"] == "yes" and ticket["channel"] == "去窗口办"
    assert "燕山街46号" in ticket["place"] and ticket["phone"] == "0825-5182512"


def test_a_question_that_is_open_goes_into_the_ticket(citizen: Citizen) -> None:
    citizen.say("住院费用自己垫付了，拿发票怎么报")
    citizen.say("转人工")
    ticket = citizen.result.ticket
    assert ticket is not None and "急诊" in ticket["open_question"]


def test_a_second_request_tells_the_same_code(citizen: Citizen) -> None:
    citizen.say("转人工")
    first = citizen.result.ticket
    assert first is not None and first["code"] in citizen.say("转人工")
    assert citizen.result.ticket is None


def test_every_rule_runs_an_action_that_exists(dialogue: Dialogue) -> None:
    domain = read_domain()
    named = {action for run in domain.rules.values() for action in run if not action.startswith("utter_")}
    assert named <= dialogue._actions.names
