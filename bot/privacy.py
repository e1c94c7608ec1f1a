"""Masks numbers that point at a person, before anything is stored, logged, counted or shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_BETWEEN = r" \t\u00a0\u2000-\u200f\u202a-\u202f\u2060\u3000\ufeff\u00ad\-\u2010-\u2015\u2212－·_"
_GAP = f"[{_BETWEEN}]"
_S = f"{_GAP}{{0,3}}"  # what may stand between two digits of one number
# What may stand between the groups of an ID or a mobile only, since dates, amounts and lists are written so too.
_FAR = rf"[\s{_BETWEEN}/／.,，、~～*＊|｜()（）]{{0,6}}"
_END = r"(?!\d)"


def _spaced(least: int, most: int) -> str:
    return rf"(?!0)\d(?:{_S}\d){{{least - 1},{most - 1}}}"


_PREFIX = rf"(?:(?:\+|00)?86{_S})?"
_SOLID_MOBILE = rf"{_PREFIX}1[3-9]\d{{9}}{_END}"
_FOUR = rf"\d(?:{_S}\d){{3}}"
_NO_OFFICE, _NO_PRICE = rf"(?!(?<!\d)0\d{{2,3}}-\d{{7,8}}{_END})", rf"(?!{_S}万?[元块])"
_GROUPED_MOBILE = rf"(?:[(（](?=1[3-9]\d[)）]))?1{_S}[3-9]{_S}\d{_FAR}{_FOUR}{_FAR}{_NO_OFFICE}{_FOUR}{_END}{_NO_PRICE}"
_MOBILE = rf"{_PREFIX}(?:1{_S}[3-9](?:{_S}\d){{9}}{_END}|{_GROUPED_MOBILE})"
_OFFICE = rf"0\d{{2,3}}{_S}(?:\d{{7,8}}|\d{{3,4}}{_GAP}\d{{4}}){_END}"
_HOTLINE = rf"(?:12345|12393|12333|12366|12329|95\d{{3}}|[48]00{_S}\d{{3}}{_S}\d{{4}}){_END}"
_DATE = rf"(?:19|20)\d\d-(?:0?[1-9]|1[0-2])-(?:3[01]|[12]\d|0?[1-9]){_END}"

# The birthday tells a widely spaced ID from a list, and its beginning from a list of dates.
_BIRTHDAY = _FAR.join(
    [rf"(?:1{_FAR}9|2{_FAR}0)", r"\d", r"\d", rf"(?:0{_FAR}[1-9]|1{_FAR}[0-2])", rf"(?:[0-2]{_FAR}\d|3{_FAR}[01])"]
)
_GROUPED_ID = (
    rf"(?!0|19|20)(?:\d{_FAR}){{6}}{_BIRTHDAY}{_FAR}{_NO_OFFICE}\d(?:{_FAR}\d){{2}}{_FAR}(?:\d|[xX](?![A-Za-z])){_END}"
)

# A run of digits that reads as phones and dates from end to end is taken for that: two office numbers side by side
# would otherwise look like one long card number. Possessive and bounded, so that a long list costs little.
_PUBLIC = rf"(?!{_GROUPED_ID})(?>{_DATE}|{_MOBILE}|{_OFFICE}|{_HOTLINE})"
_NUMBERS = re.compile(
    rf"(?<!\d)(?:(?P<grouped_id>{_GROUPED_ID})"
    rf"|(?P<public>{_PUBLIC}(?:{_GAP}++{_PUBLIC}){{0,40}}+(?!{_GAP}*\d))"
    rf"|(?P<id>{_spaced(17, 17)}{_S}(?:\d|[xX](?![A-Za-z])){_END})"
    rf"|(?P<mobile>{_SOLID_MOBILE})"
    # A stray digit before an ID is not the beginning of a bank card.
    rf"|(?P<bank>(?!\d{_GAP}{{1,3}}\d{{18}}){_spaced(16, 19)}{_END}|\d{{16,19}}{_END})"
    rf"|(?P<old_id>{_spaced(15, 15)}{_END}|\d{{15}}{_END})"
    rf"|(?P<long>\d{{20,}})|(?P<spaced_mobile>{_MOBILE})|(?P<office>{_OFFICE}))"
)
_ALONE = re.compile(rf"(?<!\d)(?:{_DATE}|(?P<mobile>{_MOBILE})|{_OFFICE}|{_HOTLINE})")
_IS = r"(?:[是为：:＝=\s]{0,4})"
_CARD = re.compile(rf"(?<=卡号)码?{_IS}(?P<card>(?=[\s\-A-Za-z]{{0,19}}\d)[\dA-Za-z](?:{_S}[\dA-Za-z]){{5,}})")
_PAPER = re.compile(rf"(?:护照|通行证|居住证|居留证|身份证|证件)号?码?{_IS}(?P<paper>[A-Za-z]{{0,3}}{_S}\d{{7,14}})")

_HIDDEN = {
    "grouped_id": "〔身份证号已隐去〕",
    "id": "〔身份证号已隐去〕",
    "old_id": "〔身份证号已隐去〕",
    "bank": "〔银行卡号已隐去〕",
    "mobile": "〔手机号已隐去〕",
    "spaced_mobile": "〔手机号已隐去〕",
    "long": "〔号码已隐去〕",
    "card": "〔卡号已隐去〕",
    "paper": "〔证件号已隐去〕",
}
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_HALF_WIDTH = {wide: wide - 0xFEE0 for wide in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_HALF_WIDTH |= {ord("＋"): ord("+"), ord("．"): ord(".")}


def mask(text: str) -> str:
    """The text with ID, bank-card, mobile and card numbers replaced by e.g. 〔手机号已隐去〕; idempotent.

    No checksum is demanded, since a mistyped number still points at its owner. Spaces, hyphens and the decimal digits
    of every script are seen through; in mobiles and IDs also line breaks, dots, commas and the like between groups.
    Office numbers (0825-5182512, 12345, 95xxx), dates and amounts stay readable.
    """
    for pattern in (_NUMBERS, _CARD, _PAPER):
        text = _replace(pattern, text, _hide)
    return text


def _replace(pattern: re.Pattern[str], text: str, hide: Callable[[re.Match[str], str], str]) -> str:
    # Matching looks at a half-width twin of the same length; what stays is copied from what was written.
    parts, at = [], 0
    for found in pattern.finditer(_half_width(text)):
        start, end = found.span(found.lastgroup or 0)
        parts += [text[at:start], hide(found, text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _half_width(text: str) -> str:
    # Decimal digits only: ① before a number is a list's mark, not the number's first digit.
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text).translate(_HALF_WIDTH)


def _hide(found: re.Match[str], written: str) -> str:
    if found.lastgroup == "public":
        return _replace(_ALONE, written, _hide)
    return _HIDDEN.get(found.lastgroup or "", written)
