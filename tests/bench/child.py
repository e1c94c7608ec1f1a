"""`python -m tests.bench.child ORDER.json`: one size of the growth step, in a process of its own."""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.nlu import Interpreter
from bot.nlu.training import read_training
from knowledge import load
from tests.bench import jieba_alone
from tests.bench.synthetic import widened
from tests.bench.timing import Times, paired, spaced, warmed

ROUNDS = 5
WARM_UP = 200

T = TypeVar("T")


@dataclass(frozen=True)
class Order:
    """What a child is to build and where it leaves what it found."""

    training: str
    times: int
    """The shipped regions and guides so many times."""
    texts: Sequence[str]
    cache: str
    """A folder for jieba's."""
    result: str


@dataclass(frozen=True)
class Size:
    """What a child found; megabytes are what was added to a process that had only imported the code."""

    phrases: int
    regions: int
    guides: int
    reading: tuple[float, float]
    """Seconds by the clock on the wall and by the processor's, for content and phrases."""
    building: tuple[float, float]
    rss: float | None
    pss: float | None
    wall: Sequence[Any]
    """Rounds."""
    cpu: Sequence[Any]


def measured(order: Order) -> Size:
    before = _held()
    loading, shipped = _timed(load)
    catalogue = widened(shipped, order.times)
    reading, examples = _timed(lambda: read_training(Path(order.training)))
    building, understanding = _timed(lambda: Interpreter(catalogue, examples))
    phrases, others = len(examples), spaced([example.text for example in examples], WARM_UP)
    examples = ()  # a server keeps no more than the interpreter does
    gc.collect()
    after = _held()
    added = {name: after[name] - before[name] for name in after.keys() & before.keys()}
    times = _parsed(understanding, others, order)
    return Size(
        phrases=phrases,
        regions=len(catalogue.regions),
        guides=len(catalogue.all_guides()),
        reading=(loading[0] + reading[0], loading[1] + reading[1]),
        building=building,
        rss=added.get("Rss"),
        pss=added.get("Pss"),
        wall=[asdict(one) for one in times.wall.rounds],
        cpu=[asdict(one) for one in times.cpu.rounds],
    )


def _parsed(understanding: Interpreter, others: Sequence[str], order: Order) -> Times:
    jieba_alone.ready(Path(order.cache))
    warmed(understanding.parse, jieba_alone.cut, others)
    return paired(understanding.parse, jieba_alone.cut, order.texts, ROUNDS)


def _timed(work: Callable[[], T]) -> tuple[tuple[float, float], T]:
    wall, cpu = time.perf_counter(), time.process_time()
    done = work()
    return (time.perf_counter() - wall, time.process_time() - cpu), done


def _held() -> dict[str, float]:
    """Megabytes by kind; empty where the kernel does not tell."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return {}
    table = {name: rest for name, _, rest in (line.partition(":") for line in lines)}
    return {name: int(table[name].split()[0]) / 1024 for name in ("Rss", "Pss") if name in table}


if __name__ == "__main__":
    given = Order(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    Path(given.result).write_text(json.dumps(asdict(measured(given))), encoding="utf-8")
