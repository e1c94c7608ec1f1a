"""Two things timed over the same texts, turn by turn in one process, so that a busy machine slows both alike."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

BLOCK = 20
"""Texts in a row for one side, then the same for the other: short against the machine's moods, long for the caches."""

Call = Callable[[str], object]


@dataclass(frozen=True)
class Round:
    """Milliseconds of every text, once for each side."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    def ratio(self, percent: int) -> float:
        return percentile(self.ours, percent) / percentile(self.theirs, percent)


@dataclass(frozen=True)
class Paired:
    """All rounds; a figure is the median of the rounds' own."""

    rounds: tuple[Round, ...]

    def ratio(self, percent: int) -> float:
        return median(one.ratio(percent) for one in self.rounds)

    def range(self, percent: int) -> tuple[float, float]:
        """The lowest and the highest ratio of a round."""
        ratios = [one.ratio(percent) for one in self.rounds]
        return min(ratios), max(ratios)

    def ours(self, percent: int) -> float:
        return median(percentile(one.ours, percent) for one in self.rounds)

    def theirs(self, percent: int) -> float:
        return median(percentile(one.theirs, percent) for one in self.rounds)


@dataclass(frozen=True)
class Times:
    """The same calls by two clocks."""

    wall: Paired
    """What somebody waits."""
    cpu: Paired
    """What this process worked, the collector's pauses among it: not disturbed by what else runs on the machine."""


def paired(ours: Call, theirs: Call, texts: Sequence[str], rounds: int) -> Times:
    """Without a warm-up, which is the caller's; the garbage collector is left as it runs in production."""
    both = [_round(ours, theirs, texts) for _ in range(rounds)]
    return Times(Paired(tuple(wall for wall, _ in both)), Paired(tuple(cpu for _, cpu in both)))


def warmed(ours: Call, theirs: Call, texts: Sequence[str]) -> None:
    for text in texts:
        ours(text)
        theirs(text)


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that so many percent of the values do not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def spaced(texts: Sequence[str], most: int) -> list[str]:
    """All of them, or `most` taken at even distances."""
    return [texts[n * len(texts) // most] for n in range(most)] if len(texts) > most else list(texts)


def _round(ours: Call, theirs: Call, texts: Sequence[str]) -> tuple[Round, Round]:
    """(by the clock on the wall, by the processor's)"""
    times: dict[Call, list[tuple[float, float]]] = {ours: [], theirs: []}
    for number, block in enumerate(_blocks(texts)):
        for call in (ours, theirs) if number % 2 else (theirs, ours):
            times[call] += [_timed(call, text) for text in block]
    walls, cpus = zip(*(zip(*times[call], strict=True) for call in (ours, theirs)), strict=True)
    return Round(*walls), Round(*cpus)


def _blocks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[start : start + BLOCK] for start in range(0, len(texts), BLOCK))


def _timed(call: Call, text: str) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    call(text)
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000
