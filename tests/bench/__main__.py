"""`python -m tests.bench [parse | turn | http | growth] [FILE…]`, which script/bench calls; without a step, all."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from bot.nlu.training import TrainingDataError
from knowledge import ContentError
from tests.bench.asked import asked
from tests.bench.growth import growth
from tests.bench.inside import parse, turn
from tests.bench.over_http import http
from tests.rasa.processes import RunError

Step = Callable[[Sequence[str], Path], str]

STEPS: Mapping[str, Step] = {"parse": parse, "turn": turn, "http": http, "growth": growth}


def main(arguments: Sequence[str] | None = None) -> int:
    """0 all measured, however slow; 1 a step failed; 130 stopped. In each case nothing is left behind."""
    steps, files = _options(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    load = os.getloadavg()[0]
    try:
        texts = asked(files)
        with TemporaryDirectory(prefix="daoban-bench-", ignore_cleanup_errors=True) as name:
            tables = [_run(step, texts, Path(name)) for step in steps]
    except RunError as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("停下了，起的进程都已结束")
        return 130
    print(f"{os.cpu_count()} 核，开始时负载 {load:.1f}，结束时 {os.getloadavg()[0]:.1f}；{len(texts)} 个问题。")
    print("倍数＝我们 ÷ 对照，交替着量；毫秒写在旁边，括号里是对照的。\n")
    print("\n\n".join(table for table in tables if table))
    return 0 if all(tables) else 1


def say(text: str) -> None:
    print(f"• {text}", file=sys.stderr, flush=True)


def _options(arguments: Sequence[str] | None) -> tuple[list[str], list[Path]]:
    """(steps, files of questions)"""
    parser = argparse.ArgumentParser(prog="script/bench", description="量快慢、内存和增长，都是和对照的倍数")
    parser.add_argument("what", nargs="*", help="parse、turn、http、growth，不写就都量；问题文件：YAML 列表或 JSON 行")
    what = parser.parse_args(arguments).what
    files = [Path(one) for one in what if one not in STEPS]
    for path in files:
        if not path.is_file():
            parser.error(f"{path}：没有这一步（{'、'.join(STEPS)}），也没有这个文件")
    return [one for one in what if one in STEPS] or list(STEPS), files


def _run(step: str, texts: Sequence[str], work: Path) -> str | None:
    """The step's table; None when it failed, so that the others still run."""
    say(f"量 {step}")
    try:
        return STEPS[step](texts, work)
    except (RunError, OSError, ContentError, TrainingDataError) as error:
        print(f"✗ {step}：{error}", file=sys.stderr)
        return None


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
