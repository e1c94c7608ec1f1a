"""Understanding: spelling, entities, decisions, and that nothing makes it fail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu import Decision, Interpreter, interpreter
from bot.nlu.check import training_problems
from bot.nlu.normalise import normalise


@pytest.mark.parametrize(
    ("written", "read"),
    [("異地就醫", "异地就医"), ("１２３ＡＢｃ", "123abc"), ("  你好！！！吗？", "你好 吗"), ("……", ""), ("", "")],
)
def test_one_spelling(written: str, read: str) -> None:
    assert normalise(written).text == read


@given(st.text(max_size=80))
def test_normalising_keeps_places_and_is_stable(text: str) -> None:
    sentence = normalise(text)
    assert len(sentence.text) == len(sentence.origin)
    assert list(sentence.origin) == sorted(sentence.origin)
    assert normalise(sentence.text).text == sentence.text


@given(st.text(max_size=200))
def test_any_text_has_a_parse(text: str) -> None:
    parse = interpreter().parse(text)
    assert 0 <= parse.confidence <= 1
    assert all(0 <= e.start < e.end <= len(text) for e in parse.entities)


def test_the_same_text_always_gives_the_same_parse(understanding: Interpreter) -> None:
    again = Interpreter(understanding.catalogue, _examples())
    for text in ("异地住院怎么报销", "娃儿的医保咋个交", "退休了医保年限不够"):
        assert again.parse(text).record() == understanding.parse(text).record()


def _examples() -> object:
    from bot.nlu.training import read_training

    return read_training()


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("我是遂宁的", "region", "suining"),
        ("射洪县医保", "region", "suining_shehong"),
        ("我在重庆参保", "region", "chongqing"),
        ("想转到成都去", "destination", "chengdu"),
        ("在北京住院", "destination", "elsewhere"),
        ("自己摔的", "third_party", "no"),
        ("不是急诊", "emergency", "no"),
        ("不是退休，是上班", "work_status", "working"),
        ("要多久", "facet", "time_limit"),
        ("１", "number", "1"),
        ("一", "number", "1"),
    ],
)
def test_entities(understanding: Interpreter, text: str, entity: str, value: str) -> None:
    found = {(e.entity, e.value) for e in understanding.parse(text).entities}
    assert (entity, value) in found


def test_a_negated_word_does_not_count(understanding: Interpreter) -> None:
    found = {(e.entity, e.value) for e in understanding.parse("不是退休，是上班").entities}
    assert ("work_status", "retired") not in found


def test_entity_places_count_the_original_text(understanding: Interpreter) -> None:
    text = "“我妈”　退休了"
    found = {e.entity: text[e.start : e.end] for e in understanding.parse(text).entities}
    assert found["for_whom"] == "我妈" and found["work_status"].startswith("退休")


@pytest.mark.parametrize(
    ("text", "decision", "first"),
    [
        ("慢病卡咋办", Decision.ANSWER, "chronic_disease"),
        ("異地長期居住人員備案", Decision.ANSWER, "remote_resident"),
        ("异地就医怎么办", Decision.CLARIFY, None),
        ("公积金怎么取", Decision.REFUSE, None),
        ("你好", Decision.CHAT, None),
        ("", Decision.REFUSE, None),
    ],
)
def test_decisions(understanding: Interpreter, text: str, decision: Decision, first: str | None) -> None:
    parse = understanding.parse(text)
    assert parse.decision is decision
    if first is not None or decision in {Decision.REFUSE, Decision.CHAT}:
        assert parse.items[:1] == ((first,) if first else ())


def test_a_question_back_offers_at_most_four(understanding: Interpreter) -> None:
    assert 2 <= len(understanding.parse("异地就医怎么办").items) <= 4


def test_the_parse_has_rasas_shape(understanding: Interpreter) -> None:
    record = understanding.parse("遂宁的慢病卡要多久").record()
    assert record["intent"]["name"] == "chronic_disease" and record["intent_ranking"][0]["name"] == "chronic_disease"
    assert record["facet"] == "time_limit" and record["region"] == "suining"
    assert {"entity", "value", "start", "end"} <= set(record["entities"][0])


def test_a_retrieval_intent_is_given_as_rasa_does(understanding: Interpreter) -> None:
    data = understanding.parse("公积金怎么取").rasa()
    assert data["intent"]["name"] == "out_of_scope"
    assert data["response_selector"]["out_of_scope"]["response"]["intent_response_key"] == "out_of_scope/housing_fund"


def test_every_official_and_everyday_name_finds_its_service(understanding: Interpreter) -> None:
    wrong = [
        name
        for service in understanding.catalogue.services.values()
        for name in (service.name, service.everyday)
        if service.id not in understanding.parse(name).items
    ]
    assert wrong == []


def test_the_training_data_that_ships_has_no_problems() -> None:
    assert training_problems() == []
