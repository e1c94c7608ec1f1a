"""Guides whose document no longer holds: a matter of the day, so it never keeps the service from starting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from knowledge import clock
from knowledge.catalogue import Catalogue
from knowledge.checks.formats import real_date
from knowledge.checks.parts import guides


def china_today() -> date:
    """The offices' date, whatever the machine is set to."""
    return clock.now().date()


def outdated(catalogue: Catalogue, today: date) -> Iterator[str]:
    """Guides whose last day is over."""
    for part in guides(catalogue):
        last = real_date(part.value.valid_until or "")
        if last is not None and last < today:
            days = (today - last).days
            yield part.problem("valid_until", f"过期 {days} 天了（到 {last} 为止）；找到新文件核对后再改这个日期")
