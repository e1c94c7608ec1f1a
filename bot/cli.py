"""The command `daoban`: serve, chat, parse, eval, compare, check, lookups, forget, user."""

from __future__ import annotations

import argparse
import getpass
import io
import json
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.config import Config, SettingError, from_environment
from bot.nlu.training import TrainingDataError
from knowledge import ContentError

if TYPE_CHECKING:
    from bot.store import Store

# What only one command needs is imported in it: `daoban parse` should start in a fraction of a second.
LINK_MINUTES = 60
LONGEST_DAYS = 36_500


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
    parse = command("parse", "从标准输入读问题（一行一个，或 JSON 行），每行输出一个理解结果", _parse)
    parse.add_argument("--why", action="store_true", help="说明为什么这样理解（because）")
    evaluate = command("eval", "用标注好的问题打分", _evaluate)
    evaluate.add_argument("file", type=Path, help="一行一个 JSON 对象，字段见 README")
    evaluate.add_argument("--misses", type=int, default=20, help="列出多少条答错的（默认 20）")
    compare = command("compare", "逐条比较两个地方办同一件事有什么不同", _compare)
    compare.add_argument("service", help="事项编号，如 chronic_disease")
    compare.add_argument("regions", nargs=2, metavar="region", help="参保地编号或名称，如 suining、资阳")
    command("check", "检查内容和问法", _check)
    command("lookups", "按内容重写 nlu_data/nlu/lookups.yml", _lookups)
    forget = command("forget", "删掉很久没动过的对话原文", _forget)
    forget.add_argument("--days", type=int, required=True, help="多少天没动过")
    user = command("user", "管理坐席用户", _user).add_subparsers(dest="what", required=True, metavar="动作")
    for what, text in (("add", "新增一个坐席用户"), ("password", "改密码"), ("link", "出一条一次性登录链接")):
        user.add_parser(what, help=text).add_argument("name", help="登录名")
    return parser


def _serve(_: argparse.Namespace) -> int:
    from bot.server import serve

    return serve(from_environment())


def _chat(options: argparse.Namespace) -> int:
    from bot.terminal import chat

    region = options.region if options.region is not None else from_environment().region
    return chat(region)


def _parse(options: argparse.Namespace) -> int:
    from bot.message import cleaned
    from bot.nlu import interpreter

    understanding, longest = interpreter(), from_environment().max_message
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # half a surrogate pair must not end the stream
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
        parse = understanding.parse(cleaned(text, longest))
        record = parse.record() | {"text": text}
        if options.why:
            why = understanding.why(cleaned(text, longest), parse.intent)
            record["because"] = {**why.data(), "text": why.text()} if why else None
        print(json.dumps(record, ensure_ascii=False))
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


def _compare(options: argparse.Namespace) -> int:
    from bot.compare import CompareError, compare

    try:
        print(compare(options.service, *options.regions))
    except CompareError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _check(_: argparse.Namespace) -> int:
    from bot.nlu.check import training_problems
    from knowledge.loader import content_problems

    problems = [*training_problems(), *content_problems()]
    print("\n".join(problems), file=sys.stderr) if problems else print("问法检查：没有问题")
    return 1 if problems else 0


def _lookups(_: argparse.Namespace) -> int:
    from bot.nlu.lookups import LOOKUPS, lookups_text

    LOOKUPS.write_text(lookups_text(), encoding="utf-8")
    print(f"写好了 {LOOKUPS.name}")
    return 0


def _user(options: argparse.Namespace) -> int:
    from sqlalchemy import make_url

    from bot.store import StoreError

    config, store = _store()
    try:
        if options.what == "link":
            token = store.users.make_login_link(options.name, LINK_MINUTES)
            print(f"一小时内有效，只能用一次：http://{config.host}:{config.port}/desk/login/{token}")
            return 0
        password = getpass.getpass("密码：") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        if options.what == "add":
            store.users.add(options.name, password)
        else:
            store.users.set_password(options.name, password)
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        store.close()
    print(f"坐席用户 {options.name} 已写入 {make_url(config.database)}")
    return 0


def _forget(options: argparse.Namespace) -> int:
    if not 1 <= options.days <= LONGEST_DAYS:
        print(f"--days 应当在 1 到 {LONGEST_DAYS} 之间", file=sys.stderr)
        return 1
    _, store = _store()
    count = store.conversations.forget_idle(options.days)
    store.close()
    print(f"删掉了 {count} 段对话的原文")
    return 0


def _store() -> tuple[Config, Store]:
    from bot.database import open_store

    config = from_environment()
    return config, open_store(config)


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
