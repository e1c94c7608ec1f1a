"""`python -m tests.rasa [validate | train | talk | compare [FILE…]]`, which script/rasa calls; without a step, all."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from tests.rasa.compare import compare
from tests.rasa.processes import RunError
from tests.rasa.scoring import questions
from tests.rasa.servers import action_server, rasa
from tests.rasa.talk import hold
from tests.rasa.workspace import ROOT, Model, Workspace, train, trained, validate, workspace
from tests.scripted import conversations

STEPS = ("validate", "train", "talk", "compare")
QUESTIONS = ROOT / "tests" / "nlu"


def main(arguments: Sequence[str] | None = None) -> int:
    """0 all well, 1 a step failed, 130 stopped by a signal; in each case nothing is left running."""
    options = _options(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    steps = [options.step] if options.step else list(STEPS)
    try:
        asked = options.file or sorted(QUESTIONS.glob("*.yml"))
        with workspace() as work:
            return 0 if all([_run(step, work, asked, alone=bool(options.step)) for step in steps]) else 1
    except (RunError, OSError) as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("停下了，起的进程都已结束")
        return 130


def say(text: str) -> None:
    print(f"• {text}", file=sys.stderr, flush=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/rasa", description="在真的 Rasa 3.6 上跑 nlu_data/ 和 actions/")
    parser.add_argument("step", nargs="?", choices=STEPS, help="只做一步；不写就四步都做")
    parser.add_argument("file", nargs="*", type=Path, help="compare 的问题：YAML 列表或 JSON 行；默认 tests/nlu/*.yml")
    options = parser.parse_args(arguments)
    if options.file and options.step != "compare":
        parser.error("只有 compare 后面可以写文件")
    return options


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _run(step: str, work: Workspace, asked: Sequence[Path], alone: bool) -> bool:
    if step == "validate":
        return _validate(work)
    if step == "train":
        return bool(_train(work) if alone else _model(work))
    return _talk(work) if step == "talk" else _compare(work, asked)


def _validate(work: Workspace) -> bool:
    say("检查数据（rasa data validate）")
    warned = validate(work)
    print("\n".join([*(f"警告：{text}" for text in warned), f"检查完了，{len(warned)} 条警告"]))
    return not warned


def _train(work: Workspace) -> Model:
    say("训练（rasa train，要几分钟）")
    model, warned = train(work)
    done = f"训练好了：{model.phrases} 句问法，{model.seconds:.0f} 秒"
    print("\n".join([*(f"警告：{text}" for text in warned), done]))
    return model


def _model(work: Workspace) -> Model:
    """The kept one if the data has not changed since, else a new one."""
    model = trained(work)
    if model is None:
        return _train(work)
    say(f"数据没变，用上次训练的模型（{model.phrases} 句问法，训练用了 {model.seconds:.0f} 秒）")
    return model


def _talk(work: Workspace) -> bool:
    model = _model(work)
    say("起动作服务器（没有 bot/）和 Rasa，走一遍 tests/conversations/main_job.yml")
    with action_server(work) as port, rasa(work, model, port) as server:
        held = [hold(server.client, script, f"talk-{n}") for n, script in enumerate(conversations("main_job"))]
    passed = sum(one.failed is None for one in held)
    print("\n".join([*(one.text for one in held), f"对话：{passed} 通过，{len(held) - passed} 失败"]))
    return passed == len(held)


def _compare(work: Workspace, asked: Sequence[Path]) -> bool:
    found = questions(asked)
    model = _model(work)
    say(f"比较：{len(found)} 个问题，先问导办，再问 Rasa")
    print(compare(work, model, found))
    return True


if __name__ == "__main__":
    sys.exit(main())
