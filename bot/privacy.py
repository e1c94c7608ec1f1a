"""Masks numbers that point at a person, before anything is stored, logged, counted or shown."""

from __future__ import annotations

import re
from collections.abc import Callable

_GAP = r"[ \t\u00a0\u2000-\u200f\u202a-\u202f\u2060\u3000\ufeff\u00ad\-\u2010-\u2015\u2212－·_]"
_S = f"{_GAP}{{0,3}}"  # what may stand between two digits of one number
_END = r"(?!\d)"


def _spaced(least: int, most: int) -> str:
    return rf"(?!0)\d(?:{_S}\d){{{least - 1},{most - 1}}}"


_PREFIX = rf"(?:(?:\+|00)?86{_S})?"
_SOLID_MOBILE = rf"{_PREFIX}1[3-9]\d{{9}}{_END}"
_MOBILE = rf"(?:{_PREFIX}1{_S}[3-9](?:(?:{_S}\d){{9}}|\d\.\d{{4}}\.\d{{4}}){_END})"
_OFFICE = rf"0\d{{2,3}}{_S}(?:\d{{7,8}}|\d{{3,4}}{_GAP}\d{{4}}){_END}"
_HOTLINE = rf"(?:12345|12393|12333|12366|12329|95\d{{3}}|[48]00{_S}\d{{3}}{_S}\d{{4}}){_END}"
_DATE = rf"(?:19|20)\d\d-(?:0?[1-9]|1[0-2])-(?:3[01]|[12]\d|0?[1-9]){_END}"

# A run of digits that reads as phones and dates from end to end is taken for that: two office numbers side by side
# would otherwise look like one long card number. Possessive, so that a long list costs no backtracking.
_PUBLIC = rf"(?>{_MOBILE}|{_OFFICE}|{_HOTLINE}|{_DATE})"
_NUMBERS = re.compile(
    rf"(?<!\d)(?:(?P<public>{_PUBLIC}(?:{_GAP}++{_PUBLIC})*+(?!{_GAP}*\d))"
    rf"|(?P<id>{_spaced(17, 17)}{_S}(?:\d|[xX](?![A-Za-z])){_END})"
    rf"|(?P<mobile>{_SOLID_MOBILE})"
    # A stray digit before an ID is not the beginning of a bank card.
    rf"|(?P<bank>(?!\d{_GAP}{{1,3}}\d{{18}}){_spaced(16, 19)}{_END}|\d{{16,19}}{_END})"
    rf"|(?P<old_id>{_spaced(15, 15)}{_END}|\d{{15}}{_END})"
    rf"|(?P<long>\d{{20,}})|(?P<spaced_mobile>{_MOBILE})|(?P<office>{_OFFICE}))"
)
_ALONE = re.compile(rf"(?<!\d){_MOBILE}")
_IS = r"(?:[是为：:＝=\s]{0,4})"
_CARD = re.compile(rf"(?<=卡号)码?{_IS}(?P<card>(?=[\s\-A-Za-z]{{0,19}}\d)[\dA-Za-z](?:{_S}[\dA-Za-z]){{5,}})")
_PAPER = re.compile(rf"(?:护照|通行证|居住证|居留证|身份证|证件)号?码?{_IS}(?P<paper>[A-Za-z]{{0,3}}{_S}\d{{7,14}})")

_HIDDEN = {
    "id": "〔身份证号已隐去〕",
    "old_id": "〔身份证号已隐去〕",
    "bank": "〔银行卡号已隐去〕",
    "mobile": "〔手机号已隐去〕",
    "spaced_mobile": "〔手机号已隐去〕",
    "long": "〔号码已隐去〕",
    "card": "〔卡号已隐去〕",
    "paper": "〔证件号已隐去〕",
}
_HALF_WIDTH = {wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_HALF_WIDTH |= {ord("＋"): ord("+"), ord("．"): ord(".")}


def mask(text: str) -> str:
    """The text with ID, bank-card, mobile and card numbers replaced by e.g. 〔手机号已隐去〕; idempotent.

    No checksum is demanded, since a mistyped number still points at its owner. Spaces, hyphens and full-width digits
    are seen through. Office numbers (0825-5182512, 12345, 95xxx), dates and amounts stay readable.
    """
    for pattern in (_NUMBERS, _CARD, _PAPER):
        text = _replace(pattern, text, _hide)
    return text


def _replace(pattern: re.Pattern[str], text: str, hide: Callable[[re.Match[str], str], str]) -> str:
    # Matching looks at a half-width twin of the same length; what stays is copied from what was written.
    parts, at = [], 0
    for found in pattern.finditer(text.translate(_HALF_WIDTH)):
        start, end = found.span(found.lastgroup or 0)
        parts += [text[at:start], hide(found, text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _hide(found: re.Match[str], written: str) -> str:
    if found.lastgroup == "public":
        return _replace(_ALONE, written, lambda _, __: _HIDDEN["mobile"])
    return _HIDDEN.get(found.lastgroup or "", written)
