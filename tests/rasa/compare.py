"""Our matcher and Rasa side by side: the same data, the same questions, the same client, the same verdicts."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from bot.nlu.questions import Question, verdict
from knowledge import load
from tests.columns import padded
from tests.rasa.processes import Memory, RunError, memory
from tests.rasa.scoring import Decided, decided_by_daoban, decided_by_rasa
from tests.rasa.servers import Server, daoban, rasa
from tests.rasa.workspace import ROOT, Model, Workspace

PARSE = "/model/parse"
WIDTH = 40


@dataclass(frozen=True)
class Speed:
    """One client asking one question after the other; the time is what the client waited."""

    milliseconds: tuple[float, ...]
    started: float
    memory: Memory

    def percentile(self, number: int) -> float:
        cuts = quantiles(self.milliseconds, n=100) if len(self.milliseconds) > 1 else [*self.milliseconds] * 99
        return cuts[number - 1]

    @property
    def per_second(self) -> float:
        return 1000 * len(self.milliseconds) / sum(self.milliseconds)


@dataclass(frozen=True)
class Side:
    """One host: what it decided, question by question, and how fast."""

    name: str
    decided: tuple[Decided, ...]
    speed: Speed
    training: float


def compare(work: Workspace, model: Model, asked: Sequence[Question]) -> str:
    """The table."""
    if not asked:
        raise RunError("一个问题也没有，没法比较")
    texts = [question.text for question in asked]
    with daoban(work) as server:
        speed, _ = _measured(server, texts)
    ours = Side("导办", _decided_by_us(work, texts), speed, 0.0)
    catalogue = load()
    with rasa(work, model) as server:
        speed, records = _measured(server, texts)
    decided = tuple(decided_by_rasa(record, catalogue) for record in records)
    return table(asked, [ours, Side("Rasa", decided, speed, model.seconds)])


def _measured(server: Server, texts: Sequence[str]) -> tuple[Speed, list[Any]]:
    server.client.close()  # a connection kept since the start may have been closed at the other end
    times, records = [], []
    for text in texts:
        began = time.perf_counter()
        records.append(server.client.post(PARSE, {"text": text}))
        times.append((time.perf_counter() - began) * 1000)
    return Speed(tuple(times), server.seconds, memory(server.process)), records


def _decided_by_us(work: Workspace, texts: Sequence[str]) -> tuple[Decided, ...]:
    """From `daoban parse`, which tells the decision; POST /model/parse gives Rasa's shape alone."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    command: list[str | Path] = [Path(sys.executable).parent / "daoban", "parse"]
    done = subprocess.run(
        command, input=lines, cwd=ROOT, env=work.environment(), capture_output=True, text=True, check=False
    )
    records = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode or len(records) != len(texts):
        raise RunError(f"daoban parse 失败（{done.returncode}）：\n{done.stderr[-2000:]}")
    return tuple(decided_by_daoban(record) for record in records)


def table(asked: Sequence[Question], sides: Sequence[Side]) -> str:
    inside = [question.scope != "other" for question in asked]
    outside = [not one for one in inside]
    verdicts = {
        side.name: [verdict(q, d.decision, d.items) for q, d in zip(asked, side.decided, strict=True)] for side in sides
    }
    firsts = {side.name: [_right_first(*pair) for pair in zip(asked, side.decided, strict=True)] for side in sides}

    def row(name: str, cell: Callable[[Side], str]) -> str:
        return padded(name, WIDTH) + "".join(f"{padded(cell(side), 16)}" for side in sides).rstrip()

    def counted(name: str, kinds: set[str], among: Sequence[bool]) -> str:
        return row(name, lambda s: _share([v in kinds for v in verdicts[s.name]], among))

    lines = [
        row("", lambda s: s.name),
        f"该答的 {sum(inside)} 问（scope item、amount）",
        counted("  答对，或反问的选项里有对的", {"right_answer", "right_clarify"}, inside),
        counted("  当场答对", {"right_answer"}, inside),
        row("  第一个就对（答的，或选项的第一个）", lambda s: _share(firsts[s.name], inside)),
        counted("  答错", {"wrong"}, inside),
        counted("  反问，选项里没有对的", {"soft"}, inside),
        counted("  拒了，或没听懂", {"refused"}, inside),
        f"不该答的 {sum(outside)} 问（scope other）",
        counted("  拒了", {"kept_out"}, outside),
        counted("  反问了", {"asked_outside"}, outside),
        counted("  答了", {"let_in"}, outside),
        f"快慢（一个客户端，逐句 POST {PARSE}）",
        row("  每问毫秒 p50", lambda s: f"{s.speed.percentile(50):.1f}"),
        row("  每问毫秒 p99", lambda s: f"{s.speed.percentile(99):.1f}"),
        row("  每秒几问", lambda s: f"{s.speed.per_second:.0f}"),
        row("  服务器内存 MB（RSS）", lambda s: _number(s.speed.memory.rss)),
        row("  服务器内存 MB（PSS）", lambda s: _number(s.speed.memory.pss)),
        row("  启动到第一次应答，秒", lambda s: f"{s.speed.started:.1f}"),
        row("  训练，秒", lambda s: f"{s.training:.0f}" if s.training else "算在启动里"),
    ]
    return "\n".join(lines)


def _right_first(question: Question, decided: Decided) -> bool:
    return decided.items[:1] != () and decided.items[0] in question.items


def _share(hits: Sequence[bool], among: Sequence[bool]) -> str:
    kept = [hit for hit, counts in zip(hits, among, strict=True) if counts]
    return f"{sum(kept) / len(kept):.1%}（{sum(kept)}）" if kept else "—"


def _number(value: float | None) -> str:
    return "读不到" if value is None else f"{value:.0f}"
