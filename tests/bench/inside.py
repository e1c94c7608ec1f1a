"""The time of one sentence and of one turn, in this process, against jieba alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from actions.outcome import Outcome
from bot.dialogue import Dialogue
from bot.domain import read_domain
from bot.nlu import interpreter
from bot.nlu.training import read_training
from tests.bench import jieba_alone
from tests.bench.table import HEADING, compared, headed, line
from tests.bench.timing import Call, Paired, paired, spaced, warmed
from tests.rasa.processes import RunError

MOST = 2000
"""Questions of a round at most."""
ROUNDS = 5
WARM_UP = 300
REGION = "suining"


def parse(asked: Sequence[str], work: Path) -> str:
    return _table("听懂一句（Interpreter.parse）÷ jieba.cut", interpreter().parse, asked, work)


def turn(asked: Sequence[str], work: Path) -> str:
    dialogue = Dialogue(interpreter(), read_domain())

    def say(text: str) -> None:
        result = dialogue.turn("bench", text, dialogue.fresh(REGION))
        if result.outcome is Outcome.ERROR:
            raise RunError(f"这一句答出错了：{text}")

    return _table("答一轮（Dialogue.turn，新对话）÷ jieba.cut", say, asked, work)


def _table(title: str, ours: Call, asked: Sequence[str], work: Path) -> str:
    texts = spaced(asked, MOST)
    jieba_alone.ready(work)
    # With other sentences than those that are measured, so that the first round is of sentences never seen.
    warmed(ours, jieba_alone.cut, spaced([example.text for example in read_training()], WARM_UP))
    times = paired(ours, jieba_alone.cut, texts, ROUNDS)
    lines = [
        line(*HEADING),
        compared(f"{len(texts)} 句，{ROUNDS} 轮", times.wall),
        compared("只算处理器时间", times.cpu),
        compared("  其中第一轮（没见过的句子）", Paired(times.cpu.rounds[:1])),
    ]
    return headed(title, lines)
