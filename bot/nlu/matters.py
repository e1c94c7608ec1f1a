"""Several questions in one message: the parts that each name a matter of their own."""

from __future__ import annotations

import re

_BORDER = re.compile(
    r"[，,。；;！!？?\n、]+|(?=还有(?!效)|另外|顺便|再问|再说|以及|同时|还想问|也想问|还要问)|(?<=[吗呢])(?=[一-鿿])"
)
_ASKS = re.compile(
    "怎么|如何|咋|啷个|朗个|什么|啥|哪|多少|好多|多久|好久|几|吗|能不能|可以|想|要|办|补|查|申请|咨询|报|流程|材料|手续|条件"
)
_DENIES = re.compile("我?(?:不是|不办|不想办|不要|不问)")
SHORTEST = 4
"""Characters of a part that can say what it is about."""
MOST, LONGEST = 5, 80
"""A message of more parts, or more characters, is a story."""


def parts(text: str) -> list[tuple[int, int]]:
    """Where the parts of a message begin and end, if it has several that ask something; else none."""
    if len(text) > LONGEST:
        return []
    found, start = [], 0
    for border in _BORDER.finditer(text):
        found.append((start, border.start()))
        start = border.end()
    found.append((start, len(text)))
    said = [(a, b) for a, b in found if b - a >= SHORTEST and not _DENIES.match(text[a:b].strip())]
    asking = [(a, b) for a, b in said if _ASKS.search(text[a:b])]
    return asking if 2 <= len(asking) <= MOST else []
