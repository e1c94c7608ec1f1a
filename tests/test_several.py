"""More than one thing in a message: several matters, several sides, negation, persons, ages, danger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu import Decision, Interpreter
from bot.nlu.matters import parts
from bot.nlu.numerals import whole_number


@pytest.mark.parametrize(
    ("text", "services"),
    [
        ("社保卡丢了怎么补，还有医保码怎么激活", ["social_security_card", "e_voucher"]),
        ("生育津贴多久到，产检费要什么材料", ["maternity_allowance", "prenatal_check"]),
        ("我要开参保凭证，再办医保转移", ["enrolment_certificate", "transfer"]),
        ("住院报销怎么弄，另外慢病卡咋办", ["inpatient_reimbursement", "chronic_disease"]),
    ],
)
def test_several_matters_in_the_order_said(understanding: Interpreter, text: str, services: list[str]) -> None:
    parse = understanding.parse(text)
    assert [matter.intent for matter in parse.matters] == services
    assert list(parse.items) == services and parse.text == text


@pytest.mark.parametrize(
    "text",
    [
        "慢病卡怎么办，要带什么材料",
        "我妈在成都住院，花了三万，发票都在，怎么报销",
        "社保卡丢了，怎么补办，多久能拿到",
        "医保报销比例是多少，门诊的",
    ],
)
def test_one_matter_told_in_parts_stays_one(understanding: Interpreter, text: str) -> None:
    assert understanding.parse(text).matters == ()


@given(st.text(alphabet="医保卡怎么办，。还有另外吗？ ", max_size=80))
def test_parts_lie_in_the_text_in_order(text: str) -> None:
    found = parts(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert [start for start, _ in found] == sorted(start for start, _ in found)


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("不是住院是门诊的费用要报销", "outpatient_reimbursement"),
        ("不是门诊，是住院的费用自己垫了要报", "inpatient_reimbursement"),
        ("不是居民医保，是医保码怎么激活", "e_voucher"),
    ],
)
def test_what_is_denied_does_not_count(understanding: Interpreter, text: str, service: str) -> None:
    assert understanding.parse(text).items[0] == service


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("我妈63岁了", "age", "63"),
        ("老汉六十三岁", "age", "63"),
        ("刚满一百零二岁", "age", "102"),
        ("我妈的慢病卡", "for_whom", "parent"),
        ("娃儿的医保咋交", "for_whom", "child"),
        ("给员工交医保", "for_whom", "employee"),
        ("我爸昏迷了", "danger", "life"),
        ("我不想活了", "danger", "self_harm"),
    ],
)
def test_who_how_old_and_danger(understanding: Interpreter, text: str, entity: str, value: str) -> None:
    assert (entity, value) in {(e.entity, e.value) for e in understanding.parse(text).entities}


def test_an_age_fills_no_fact(understanding: Interpreter) -> None:
    assert "work_status" not in {e.entity for e in understanding.parse("我今年63岁").entities}


@pytest.mark.parametrize("text", ["我爸胸痛得厉害", "有人晕倒了", "老人昏迷不醒", "不想活了", "娃儿抽搐了咋整"])
def test_danger_goes_first(understanding: Interpreter, text: str) -> None:
    parse = understanding.parse(text)
    assert parse.intent == "out_of_scope/emergency" and parse.decision is Decision.REFUSE


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("63", 63),
        ("六十三", 63),
        ("十", 10),
        ("两百", 200),
        ("一百零二", 102),
        ("十几", None),
        ("二三", None),
        ("²", None),
    ],
)
def test_numbers_as_they_are_said(said: str, number: int | None) -> None:
    assert whole_number(said) == number


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("慢病卡多久办好", "time_limit"),
        ("慢病卡怎么办，要带什么材料", "overview"),
        ("慢病卡怎么办要带什么材料", "materials"),
        ("退休了能不能办慢病卡", "eligibility"),
        ("居民医保外地人可以参加吗", "eligibility"),
        ("网上可以交居民医保吗", "channels"),
        ("生育津贴申请表怎么填", "forms"),
        ("单位地址变更怎么办", "overview"),
        ("社保卡在哪里补办", "channels"),
        ("补办社保卡收费吗", "fee"),
    ],
)
def test_the_side_that_is_asked(understanding: Interpreter, text: str, facet: str) -> None:
    assert (understanding.parse(text).facet or "overview") == facet
