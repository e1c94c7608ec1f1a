"""What masking hides, whatever way it is typed, and what it leaves readable."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy import mask

ID, BANK, MOBILE, CARD = "〔身份证号已隐去〕", "〔银行卡号已隐去〕", "〔手机号已隐去〕", "〔卡号已隐去〕"
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def digits(length: int, first: str = "3456") -> st.SearchStrategy[str]:
    rest = st.text("0123456789", min_size=length - 1, max_size=length - 1)
    return st.builds(str.__add__, st.sampled_from(first), rest)


@st.composite
def spaced(draw: st.DrawFn, number: st.SearchStrategy[str]) -> str:
    """The number as people type it: grouped somewhere, or in full width."""
    text = draw(number)
    for at in sorted(draw(st.sets(st.integers(1, len(text) - 1), max_size=4)), reverse=True):
        text = text[:at] + draw(st.sampled_from([" ", "-", " - ", "\u3000", "—", "\u202d"])) + text[at:]
    return text.translate(FULL_WIDTH) if draw(st.booleans()) else text


IDS = st.builds(str.__add__, digits(17), st.sampled_from("0123456789xX"))
MOBILES = st.builds("1{}{}".format, st.sampled_from("3456789"), st.text("0123456789", min_size=9, max_size=9))
NUMBERS = st.one_of(spaced(IDS), spaced(digits(15)), spaced(digits(16)), spaced(digits(19)), spaced(MOBILES))
OFFICES = ("0825-5182512", "0825－5182506", "028-12345678", "028 8888 6666", "12345", "12393", "95588", "400-812-3456")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我的身份证是11010519491231002X，帮我查", f"我的身份证是{ID}，帮我查"),
        ("51090319900101123８", ID),
        ("510903 19900101 123x", ID),
        ("老身份证110105491231002", f"老身份证{ID}"),
        ("1 510903199001011238", f"1 {ID}"),
        ("卡 6222 0212 3456 7890 123 的", f"卡 {BANK} 的"),
        ("6222021234567890", BANK),
        ("我电话13912345678", f"我电话{MOBILE}"),
        ("+86 139-1234-5678", MOBILE),
        ("8613912345678和139.1234.5678", f"{MOBILE}和{MOBILE}"),
        ("13912345678 510903199001011238", f"{MOBILE} {ID}"),
        ("13912345678 1200", f"{MOBILE} 1200"),
        ("社保卡号 A12345678", f"社保卡号 {CARD}"),
        ("医保卡号是：5109-0012-34丢了", f"医保卡号是：{CARD}丢了"),
        ("护照E12345678", "护照〔证件号已隐去〕"),
        ("工单202411250103000123456", "工单〔号码已隐去〕"),
    ],
)
def test_a_personal_number_is_hidden_and_the_words_around_it_stay(text: str, expected: str) -> None:
    assert mask(text) == expected


@pytest.mark.parametrize(
    "number",
    [
        "138/1234/5678",
        "138，1234，5678",
        "138、1234、5678",
        "(138)12345678",
        "（138）1234-5678",
        "138.12345678",
        "138 . 1234 . 5678",
        "138    1234    5678",
        "138*1234*5678",
        "138~1234|5678",
        "138\n12345678",
        "138 1234\r\n5678",
        "+86(138)12345678",
        "𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖",
        "١٣٨١٢٣٤٥٦٧٨",
    ],
)
def test_a_mobile_is_hidden_however_its_groups_are_set_apart(number: str) -> None:
    assert mask(f"我的电话：{number}，谢谢") == f"我的电话：{MOBILE}，谢谢"


@pytest.mark.parametrize(
    "number",
    [
        "510903.19900101.1238",
        "510903/19900101/123X",
        "510903，19900101，1238",
        "510903、1990、01、01、1238",
        "510903    19900101    1238",
        "510903199001\n011238",
        "510903\n19900101\n1238",
        "130.5031.9900.1011.238",
        "𝟓𝟏𝟎𝟗𝟎𝟑𝟏𝟗𝟗𝟎𝟎𝟏𝟎𝟏𝟏𝟐𝟑𝟖",
        "٥١٠٩٠٣١٩٩٠٠١٠١١٢٣٨",
    ],
)
def test_an_id_is_hidden_however_its_groups_are_set_apart(number: str) -> None:
    assert mask(f"我的身份证：{number}，谢谢") == f"我的身份证：{ID}，谢谢"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("138，1234，5678，139，1234，5678", f"{MOBILE}，{MOBILE}"),
        ("138 1234 5678 1391234/5678", f"{MOBILE} {MOBILE}"),
        ("13812345678、510903/19900101/1238", f"{MOBILE}、{ID}"),
        ("0825-5182512 138/1234/5678", f"0825-5182512 {MOBILE}"),
        ("①13812345678", f"①{MOBILE}"),
    ],
)
def test_numbers_side_by_side_are_told_apart(text: str, expected: str) -> None:
    assert mask(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "咨询电话0825-5182512，投诉0825-5182506",
        "0825-5182512 0825-5182506",
        "0825-5182512 12345",
        "12345 0825-5182512 028-12345678",
        "028-88886666、12393、95588",
        "2024-05-01 0825-5182512",
        "不超过25个工作日，09:00-12:00，燕山街46号",
        "花了123456.78元，取号123456",
        "卡号在哪里看",
        "身份证丢了，居住证2024-05-01到期",
        "川医保规〔2021〕13号",
        "0825-5182516、0825-5182518",
        "0825-5182516/5182518、5182519",
        "12393\n12345\n12333",
        "2024/1/1、2024/1/2、2024/1/3",
        "2024.05.01-2024.05.31，25天",
        "1990-01-01 028 8888 6666",
        "2024-05-13 12345 0825-5182512",
        "邮编629000，2024-05-01，0825-5182512",
        "1350.5，1280.00，13,800,000,000元",
        "150、1600、1800元",
        "血压150/95，160/100",
        "1、2、3、4、5、6、7、8、9、10、11、12、13、14",
    ],
)
def test_office_numbers_dates_and_amounts_stay_readable(text: str) -> None:
    assert mask(text) == text


@settings(deadline=None)
@given(NUMBERS)
def test_however_it_is_typed_a_personal_number_is_gone(number: str) -> None:
    hidden = mask(f"我的是{number}，谢谢")
    assert hidden.startswith("我的是") and "已隐去〕" in hidden and hidden.endswith("，谢谢")
    # One digit may stay: with a gap and 18 digits beside it, it is a list's number as likely as part of a card.
    assert sum(character.isdigit() for character in hidden) <= 1


@settings(deadline=None)
@given(spaced(IDS))
def test_an_id_is_called_an_id(number: str) -> None:
    assert mask(number) == ID


@settings(deadline=None)
@given(st.lists(st.sampled_from(OFFICES), min_size=1, max_size=6), st.sampled_from([" ", "  ", "、", "，", "\n"]))
def test_a_list_of_office_numbers_is_left_alone(offices: list[str], separator: str) -> None:
    assert mask(separator.join(offices)) == separator.join(offices)


PIECES = st.one_of(
    NUMBERS, st.sampled_from(OFFICES), st.text("卡号护照身份证是AxX0123456789 -－./，、()\n元〔〕", max_size=12)
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=8), st.sampled_from(["", " ", "-", "   ", "，", "/", "\n"]))
def test_masking_twice_changes_nothing(pieces: list[str], separator: str) -> None:
    once = mask(separator.join(pieces))
    assert mask(once) == once


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_masked(text: str) -> None:
    assert mask(mask(text)) == mask(text)
