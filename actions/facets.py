"""Which side of a service a question is about."""

from __future__ import annotations

from collections.abc import Iterable

OVERVIEW = "overview"
OFFICE_FACETS = {"hours", "location", "phone"}
"""What can be answered about the hall of a region without a service."""

# Words of the later ones often stand in questions about the earlier ones («怎么办理，要带什么材料»).
PRIORITY = (
    "amount", "materials", "time_limit", "hours", "phone", "location", "channels", "forms", "fee",
    "progress", "basis", "process", "notes", "eligibility", OVERVIEW,
)  # fmt: skip


def main_facet(said: Iterable[str]) -> str | None:
    """The facet that a message is mainly about; None if it names none."""
    return min((facet for facet in said if facet in PRIORITY), key=PRIORITY.index, default=None)
