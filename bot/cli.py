"""The command `daoban`: serve, chat, parse, eval, check, lookups, user."""

from __future__ import annotations

import argparse
import getpass
import json
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import structlog

from bot.config import SettingError, from_environment
from bot.nlu.training import TrainingDataError
from knowledge import ContentError


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 done, 1 something is wrong with the input, 2 the command was not understood."""
    options = _parser().parse_args(arguments)
    _log_to_stderr(logging.INFO if options.run is _serve else logging.ERROR)
    try:
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except (SettingError, ContentError, TrainingDataError) as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="daoban", description="医保导办：问答、清单、转人工")
    commands = parser.add_subparsers(required=True, metavar="命令")

    def command(name: str, text: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        return added

    command("serve", "启动网页服务", _serve)
    chat = command("chat", "在终端里对话", _chat)
    chat.add_argument("--region", help="参保地编号，如 suining；不写就用 DAOBAN_REGION")
    command("parse", "从标准输入读问题（一行一个，或 JSON 行），每行输出一个理解结果", _parse)
    evaluate = command("eval", "用标注好的问题打分", _evaluate)
    evaluate.add_argument("file", type=Path, help="一行一个 JSON 对象，字段见 README")
    evaluate.add_argument("--misses", type=int, default=20, help="列出多少条答错的（默认 20）")
    command("check", "检查内容和问法", _check)
    command("lookups", "按内容重写 nlu_data/nlu/lookups.yml", _lookups)
    user = command("user", "管理坐席用户", _user_add).add_subparsers(required=True, metavar="add")
    add = user.add_parser("add", help="新增一个坐席用户")
    add.add_argument("name", help="登录名")
    return parser


def _serve(_: argparse.Namespace) -> int:
    from bot.server import serve

    return serve(from_environment())


def _chat(options: argparse.Namespace) -> int:
    from bot.terminal import chat

    region = options.region if options.region is not None else from_environment().region
    return chat(region)


def _parse(_: argparse.Namespace) -> int:
    from bot.nlu import interpreter

    understanding = interpreter()
    for line in sys.stdin:
        try:
            text = _question(line.rstrip("\n"))
        except ValueError:
            print(
                json.dumps(
                    {"error": "这一行是 JSON，但没有文字字段 text", "line": line.rstrip("\n")}, ensure_ascii=False
                )
            )
            continue
        print(json.dumps(understanding.parse(text).record(), ensure_ascii=False))
    return 0


def _question(line: str) -> str:
    """The question of a line: its `text` if it is a JSON object, else the line itself."""
    if not line.startswith("{"):
        return line
    try:
        data = json.loads(line)
    except json.JSONDecodeError:
        return line
    if not isinstance(data.get("text"), str):
        raise ValueError(line)
    return str(data["text"])


def _evaluate(options: argparse.Namespace) -> int:
    from bot.nlu import interpreter
    from bot.nlu.evaluate import EvaluationError, evaluate

    try:
        print(evaluate(interpreter(), options.file).text(options.misses))
    except EvaluationError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _check(_: argparse.Namespace) -> int:
    from bot.nlu.check import training_problems

    problems = training_problems()
    print("\n".join(problems), file=sys.stderr) if problems else print("问法检查：没有问题")
    return 1 if problems else 0


def _lookups(_: argparse.Namespace) -> int:
    from bot.nlu.lookups import LOOKUPS, lookups_text

    LOOKUPS.write_text(lookups_text(), encoding="utf-8")
    print(f"写好了 {LOOKUPS.name}")
    return 0


def _user_add(options: argparse.Namespace) -> int:
    from bot.store import BadValue, Store

    config = from_environment()
    config.data_dir.mkdir(parents=True, exist_ok=True)
    store = Store(config.database)
    store.migrate()
    password = getpass.getpass("密码：") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        user = store.users.add(options.name, password)
    except BadValue as error:
        print(error, file=sys.stderr)
        return 1
    print(f"已新增坐席用户：{user.name}")
    return 0


def _log_to_stderr(level: int) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
