"""The printed table: columns that line up on a terminal, ratios first."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.timing import Paired
from tests.columns import padded

PERCENTS = (50, 99)
FIRST, COLUMN = 30, 22
HEADING = ("", "倍数 p50（各轮）", "倍数 p99（各轮）", "毫秒 p50（对照）", "毫秒 p99（对照）")


def line(first: str, *cells: str) -> str:
    return (padded(first, FIRST) + "".join(padded(cell, COLUMN) for cell in cells)).rstrip()


def compared(name: str, times: Paired) -> str:
    """The ratios with their range over the rounds, then the milliseconds with the yardstick's."""
    ratios = [_ranged(times, percent) for percent in PERCENTS]
    return line(name, *ratios, *(f"{short(times.ours(p))}（{times.theirs(p):.3f}）" for p in PERCENTS))


def headed(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *(f"  {one}" for one in lines)])


def short(number: float) -> str:
    """Three digits that count, at most two after the point."""
    return f"{number:.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def _ranged(times: Paired, percent: int) -> str:
    ratio, (low, high) = times.ratio(percent), times.range(percent)
    return short(ratio) + (f"（{short(low)}–{short(high)}）" if len(times.rounds) > 1 else "")
