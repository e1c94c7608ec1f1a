"""Which side of a service a question is about."""

from __future__ import annotations

from collections.abc import Iterable

OVERVIEW = "overview"
OFFICE_FACETS = {"hours", "location", "phone"}
"""What can be answered about the hall of a region without a service."""

PLAIN = ("notes", "eligibility", OVERVIEW)
"""Asked only when no other side is: «能在网上办吗» is about the channel, «怎么办，要带什么» about the papers."""
KNOWN = (
    "amount", "materials", "time_limit", "hours", "phone", "location", "channels", "forms", "fee",
    "progress", "basis", "process", *PLAIN,
)  # fmt: skip

WALKED = {OVERVIEW, "process", None}
"""Sides whose answer is the walk itself, when the service has just been named."""


def main_facet(said: Iterable[str]) -> str | None:
    """The side that a message is mainly about: the first particular one; None if it names none."""
    named = [facet for facet in said if facet in KNOWN]
    particular = [facet for facet in named if facet not in PLAIN]
    return particular[0] if particular else min(named, key=PLAIN.index, default=None)
