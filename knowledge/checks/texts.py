"""Every text that a citizen may read: full-width punctuation, no damage left from scanning, brackets that close."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.catalogue import Catalogue
from knowledge.checks.parts import each, everything

_HAN = "㐀-䶿一-鿿"
_FULL = f"{_HAN}，。；：、！？（）《》〈〉“”〔〕"
_HALF = r",;:!?()\[\]\"'~"

_SLIPS = (
    (f"[{_FULL}][{_HALF}]|[{_HALF}][{_FULL}]|[{_HAN}]\\.(?![0-9A-Za-z])", "中文里有半角标点", "改成全角的"),
    (r"\[(?:image|bookmark)|[□₀-₉�﹝﹞]|_[oO0](?![0-9A-Za-z_])", "有识别残留", "对照原件改正"),
    (r"([，。；：、！？])\1", "标点重复", "只留一个"),
    (r"[０-９Ａ-Ｚａ-ｚ]", "有全角的数字或字母", "改成半角的"),
    (r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ue000-\uf8ff]", "有看不见的控制字符", "删掉"),
    (r"^\s+\S|\S\s+$", "首尾有空格", "删掉"),
)
_PLAIN = re.compile(f"[{_HAN}0-9A-Za-z]+(?:[，。；：、][{_HAN}0-9A-Za-z]+)*。?")
"""Most texts: nothing in them that could be wrong."""
_SPACE = re.compile(f"(?<=[{_FULL}])[ \\t\\xa0\\u3000]+(?=[{_FULL}])")
_BETWEEN_ISSUERS = re.compile("(?<=[部局委院署会厅室府行])[ ](?=[一-鿿])")
"""A joint document's title has its issuers apart («卫生部 财政部关于…»)."""
_PAIRS = {"》": "《", "）": "（", "”": "“", "〕": "〔", "〉": "〈", "】": "【", "」": "「", "’": "‘"}
_NUMBERING = re.compile(r"(?:^|(?<=[^（\w]))[0-9A-Za-z]{1,2}）")
"""«1）» before an item closes nothing."""
_AS_PRINTED = re.compile(r"(^|\.)(repairs\[\d+\]|url)$")
_LOCATOR = re.compile(r"(^|\.)section$")
_AROUND = 8


def text_problems(catalogue: Catalogue) -> Iterator[str]:
    for part in everything(catalogue):
        for key, text in each(part.value, str):
            if not (_PLAIN.fullmatch(text) or _AS_PRINTED.search(key)):
                yield from (part.problem(key, problem) for problem in _problems(key, text))


def _problems(key: str, text: str) -> Iterator[str]:
    if not text.strip():
        yield "是空的；写上内容，或删掉这一项"
        return
    for pattern, what, advice in _SLIPS:
        slip = re.search(pattern, text)
        if slip:
            yield f"{what}：{_excerpt(text, slip)}；{advice}"
    space = None if _LOCATOR.search(key) else _stray_space(text)
    if space:
        yield f"中文之间有空格：{_excerpt(text, space)}；删掉"
    odd = _unbalanced(_NUMBERING.sub("", text))
    if odd:
        yield f"括号或引号不成对：{odd}；对照原件补上或去掉"


def _stray_space(text: str) -> re.Match[str] | None:
    if "《" in text or "关于" in text:
        text = _BETWEEN_ISSUERS.sub("-", text)
    return _SPACE.search(text)


def _unbalanced(text: str) -> str | None:
    """The first bracket or quotation mark without its partner."""
    opened: list[str] = []
    for character in text:
        if character in _PAIRS.values():
            opened.append(character)
        elif character in _PAIRS and (not opened or opened.pop() != _PAIRS[character]):
            return character
    return opened[-1] if opened else None


def _excerpt(text: str, found: re.Match[str]) -> str:
    return repr(text[max(0, found.start() - _AROUND) : found.end() + _AROUND])[1:-1]
