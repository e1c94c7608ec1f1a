"""Which side of a service a question is about."""

from __future__ import annotations

import re
from collections.abc import Iterable

OVERVIEW = "overview"
OFFICE_FACETS = {"hours", "location", "phone"}
"""What can be answered about the hall of a region without a service."""

PLAIN = ("notes", "eligibility", OVERVIEW)
"""Meant only where no other side is: «能在网上办吗» is about the channel."""
KNOWN = (
    "amount", "materials", "time_limit", "hours", "phone", "location", "channels", "forms", "fee",
    "progress", "basis", "process", *PLAIN,
)  # fmt: skip

WALKED = {OVERVIEW, "process", None}
"""Sides whose answer is the walk itself, when the service has just been named."""

_PART = re.compile(r"[^，,。；;？?！!\n ]+[？?]?")
_ASKS = re.compile(
    "[？?吗么呢]|请问|咨询|想问|怎|如何|咋|多少|多久|多长|好久|好多|(?<![前好这那断])几|什么|啥|哪|是否|能不能|要不要|可不可|为何"
)


def sides_asked(text: str, facets: Iterable[tuple[str, int]]) -> list[str]:
    """The sides that a message names, the main one first; `facets` are (side, where it starts in the text).

    What stands in a question counts before what is only told («打过电话», «材料交了»), the first question before the
    next, and in it the particular sides before the plain ones.
    """
    parts = [(part.end(), _ASKS.search(part[0]) is None) for part in _PART.finditer(text)]
    found = []
    for facet, start in facets:
        if facet in KNOWN:
            end, told = next((part for part in parts if start < part[0]), (len(text), False))
            found.append((told, end, _plainness(facet), start, facet))
    return list(dict.fromkeys(facet for *_, facet in sorted(found)))


def _plainness(facet: str) -> int:
    return PLAIN.index(facet) + 1 if facet in PLAIN else 0
