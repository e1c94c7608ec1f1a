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

_BORDER = re.compile(r"[，,。；;？?！!\n]| {1,}")
STORY = 4
"""A message of more parts is a story, whose question stands at its end."""


def sides_asked(text: str, facets: Iterable[tuple[str, int]]) -> list[str]:
    """The sides that a message names, the main one first; `facets` are (side, where it starts in the text).

    Of a part of the sentence the particular sides count before the plain ones; the first part counts most, in a story
    the last.
    """
    borders = [found.start() for found in _BORDER.finditer(text)]
    parts: dict[int, list[str]] = {}
    for facet, start in sorted(facets, key=lambda pair: pair[1]):
        if facet in KNOWN:
            parts.setdefault(sum(border < start for border in borders), []).append(facet)
    order = sorted(parts, reverse=len(borders) > STORY)
    named = [facet for part in order for facet in sorted(parts[part], key=_plainness)]
    return list(dict.fromkeys(named))


def _plainness(facet: str) -> int:
    return PLAIN.index(facet) + 1 if facet in PLAIN else 0
