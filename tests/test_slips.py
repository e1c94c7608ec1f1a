"""Slips, typed pinyin and dialect: read as what was meant, said so, and nothing else changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu import Interpreter, interpreter
from bot.nlu.normalise import normalise
from bot.nlu.pinyin import sound, spelt


def read(understanding: Interpreter, text: str) -> str:
    return understanding.read(text).text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("住院报消", "住院报销"),  # homophone
        ("生玉津贴怎么领", "生育津贴怎么领"),
        ("异地就一备案", "异地就医备案"),
        ("转怨手续", "转院手续"),
        ("参保凭正在哪开", "参保凭证在哪开"),
        ("特殊门珍", "特殊门诊"),  # near homophone
        ("异地就备案怎么办", "异地就医备案怎么办"),  # a character is missing
        ("异异地就医备案", "异地就医备案"),  # one is doubled
        ("异地就医案备", "异地就医备案"),  # two are swapped
        ("yibao zhuanyi", "医保转移"),
        ("shengyujintie", "生育津贴"),
        ("sbk丢了", "社保卡丢了"),
        ("社保ka丢了", "社保卡丢了"),
        ("異地就醫", "异地就医"),
        ("ｙｉｂａｏｋａ", "医保卡"),
        ("要带啥子材料", "要带什么材料"),
        ("咋个整", "怎么办"),
        ("我屋头没得医保", "我家里没有医保"),
    ],
)
def test_what_was_meant(understanding: Interpreter, written: str, meant: str) -> None:
    assert read(understanding, written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "骑电动车摔骨折能走医保吗",
        "在山东办医保吗",
        "灵活就业医保断缴三个月怎么补缴",
        "今天拿社保卡去药店买药以前都好好的",
        "单位医保参保人员名单怎么查询",
        "app下载不了",
        "做了ct和b超",
        "医保码在哪里打开",
    ],
)
def test_what_is_right_stays(understanding: Interpreter, text: str) -> None:
    assert understanding.parse(text).corrections == ()
    assert read(understanding, text).replace(" ", "") == understanding.plain(text).replace(" ", "")


@pytest.mark.parametrize("text", ["yes", "bye", "thank you", "给你点个赞", "不,是码"])
def test_no_word_is_made_of_foreign_letters_or_over_a_comma(understanding: Interpreter, text: str) -> None:
    assert understanding.parse(text).corrections == ()
    assert read(understanding, text) == understanding.plain(text)


@pytest.mark.parametrize("text", ["在重庆" + "以能能身份" * 300, "ﷺ" * 2000, "㌀" * 2000, "a一" * 1000, "能大吗" * 600])
def test_no_text_takes_for_ever(understanding: Interpreter, text: str) -> None:
    assert understanding.parse(text).text == text


def test_a_correction_that_changed_the_reading_is_told_with_its_place(understanding: Interpreter) -> None:
    text = "请问 yibao zhuanyi 要多久"
    (correction,) = understanding.parse(text).corrections
    assert text[correction.start : correction.end] == "yibao zhuanyi" and correction.read == "医保转移"


def test_syllables_and_what_sounds_alike() -> None:
    assert spelt("医") == "yi" and sound("知") == sound("资") and sound("宁") == sound("林") and sound("a") == "a"


@given(st.text(max_size=60))
def test_reading_never_fails_and_keeps_places(text: str) -> None:
    sentence = interpreter().read(text)
    assert len(sentence.text) == len(sentence.origin)
    assert list(sentence.origin) == sorted(sentence.origin)
    assert all(0 <= at < len(text) for at in sentence.origin)


@given(st.sampled_from([s.everyday for s in interpreter().catalogue.services.values()]), st.data())
def test_a_name_with_one_character_said_twice_is_still_found(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    parse = interpreter().parse(name[:at] + name[at] + name[at:])
    service = next(s.id for s in interpreter().catalogue.services.values() if s.everyday == name)
    offered = {item for item in parse.items} | {name for name, _ in parse.ranking[:4]}
    assert service in offered


def test_changed_spans_point_at_the_original() -> None:
    sentence = normalise("去医宝局").changed([(1, 3, "医疗保险")])
    assert sentence.text == "去医疗保险局" and sentence.span(1, 5) == (1, 3)
