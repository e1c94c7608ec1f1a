"""What more phrases, regions and guides cost: each size in a process of its own, beside the size that ships."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.nlu.training import read_training
from knowledge import load
from tests.bench import jieba_alone
from tests.bench.child import ROUNDS, Order, Size
from tests.bench.synthetic import grown, ranked, write_training
from tests.bench.table import headed, line, short
from tests.bench.timing import Paired, Round, spaced
from tests.rasa.processes import finish
from tests.rasa.workspace import ROOT

PHRASES = 100_000
"""As many as the promise names; ten times the shipped ones would be more."""
SIZES = ((1, 1), (10, 10), (100, 100))
"""(times the phrases, up to PHRASES; times the regions and guides)."""
MOST = 1000
"""Questions of a round at most."""
PROMISED = 5.0
"""Milliseconds that 99 of 100 sentences take at most, with PHRASES phrases."""


@dataclass(frozen=True)
class Column:
    """A size with its times as the table compares them."""

    title: str
    size: Size
    wall: Paired
    cpu: Paired

    def starting(self, clock: int) -> float:
        return self.size.reading[clock] + self.size.building[clock]


def growth(asked: Sequence[str], work: Path) -> str:
    texts = spaced(asked, MOST)
    jieba_alone.ready(work)
    columns = [_column(times, guides, texts, work) for times, guides in SIZES]
    title = f"增长：每种规模一个进程，{len(texts)} 句，{ROUNDS} 轮；倍数＝这一列 ÷ 第一列"
    return headed(title, _lines(columns))


def _column(times: int, guides: int, texts: Sequence[str], work: Path) -> Column:
    folder = work / f"size-{times}-{guides}"
    folder.mkdir()
    examples = ranked(load(), read_training())
    wanted = min(PHRASES, len(examples) * times)
    write_training(folder, grown(examples, max(0, wanted - len(examples))))
    result, written = folder / "result.json", folder / "order.json"
    order = Order(str(folder), guides, texts, str(work), str(result))
    written.write_text(json.dumps(asdict(order)), encoding="utf-8")
    command: list[str | Path] = [sys.executable, "-m", "tests.bench.child", written]
    finish(command, folder=ROOT, environment=os.environ, log=folder / "child.log")
    size = Size(**json.loads(result.read_text(encoding="utf-8")))
    title = f"问法 {wanted / len(examples):.1f}×、指南 {guides}×"
    return Column(title, size, _rounds(size.wall), _rounds(size.cpu))


def _rounds(data: Sequence[Mapping[str, Sequence[float]]]) -> Paired:
    return Paired(tuple(Round(tuple(one["ours"]), tuple(one["theirs"])) for one in data))


def _lines(columns: Sequence[Column]) -> list[str]:
    def row(name: str, cell: Callable[[Column], str]) -> str:
        return line(name, *map(cell, columns))

    def beside(name: str, number: Callable[[Column], float | None], unit: str) -> str:
        return row(name, lambda column: _times(number(column), number(columns[0]), unit))

    return [
        row("", lambda c: c.title),
        row("问法（句）", lambda c: f"{c.size.phrases:,}"),
        row("参保地（个）、指南（份）", lambda c: f"{c.size.regions:,}、{c.size.guides:,}"),
        row("听懂一句 ÷ jieba.cut，p50", lambda c: short(c.wall.ratio(50))),
        row("听懂一句 ÷ jieba.cut，p99", lambda c: short(c.wall.ratio(99))),
        row("  只算处理器时间，p50", lambda c: short(c.cpu.ratio(50))),
        row("  只算处理器时间，p99", lambda c: short(c.cpu.ratio(99))),
        beside("听懂一句 p50", lambda c: c.wall.ours(50), "毫秒"),
        beside("听懂一句 p99", lambda c: c.wall.ours(99), "毫秒"),
        beside("  只算处理器时间，p99", lambda c: c.cpu.ours(99), "毫秒"),
        row(f"  p99 ÷ 承诺的 {PROMISED:.0f} 毫秒", _promised),
        beside("内存增加 RSS", lambda c: c.size.rss, "MB"),
        beside("内存增加 PSS", lambda c: c.size.pss, "MB"),
        beside("启动（读、拆词和学习）", lambda c: c.starting(0), "秒"),
        beside("  只算处理器时间", lambda c: c.starting(1), "秒"),
        beside("  其中拆词和学习", lambda c: c.size.building[1], "秒"),
        "多出来的参保地和指南在内存里复制，不从文件读：读的时间里没有它们。",
    ]


def _promised(column: Column) -> str:
    wall, cpu = (clock.ours(99) / PROMISED for clock in (column.wall, column.cpu))
    return f"{short(wall)}（处理器 {short(cpu)}）"


def _times(number: float | None, first: float | None, unit: str) -> str:
    if number is None or first is None:
        return "读不到"
    return f"{short(number / first)} 倍（{short(number)} {unit}）"
