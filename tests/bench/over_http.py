"""The time of one message over HTTP against a bare Flask route, and what the server holds afterwards."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from subprocess import Popen

from bot.config import Config
from bot.dialogue import APOLOGY
from tests.bench.inside import REGION
from tests.bench.table import HEADING, compared, headed, line, short
from tests.bench.timing import Call, paired, spaced, warmed
from tests.rasa.client import Client
from tests.rasa.processes import RunError, free_port, memory, running, wait_for
from tests.rasa.workspace import ROOT

REQUESTS = 500
WARM_UP = 30
PATIENCE = 120.0
PROMISED = 250
"""Megabytes that the server may hold."""


@dataclass(frozen=True)
class Server:
    process: Popen[bytes]
    client: Client
    seconds: float
    """Until it first answered."""


def http(asked: Sequence[str], work: Path) -> str:
    texts = spaced(asked, REQUESTS)
    with _daoban(work) as ours, _bare(work) as bare:
        calls = _say(ours.client, "/webhooks/rest/webhook"), _say(bare.client, "/")
        warmed(*calls, texts[:WARM_UP])
        times = paired(*calls, texts, 1).wall
        held, least = memory(ours.process), memory(bare.process)
    lines = [
        line(*HEADING),
        compared(f"各 {len(texts)} 个请求，一个客户端", times),
        line("启动到应答 ÷ 空 Flask", short(ours.seconds / bare.seconds), "", f"{short(ours.seconds)} 秒"),
        *(_held(name, *pair) for name, pair in {"PSS": (held.pss, least.pss), "RSS": (held.rss, least.rss)}.items()),
    ]
    return headed("HTTP 一轮（POST /webhooks/rest/webhook，新对话，SQLite）÷ 空的 Flask", lines)


def _held(name: str, ours: float | None, bare: float | None) -> str:
    """Of all processes of a server together; PSS counts only once what they share."""
    if ours is None or bare is None:
        return line(f"内存 {name} ÷ 承诺", "读不到")
    return line(f"内存 {name} ÷ 承诺（{PROMISED} MB）", short(ours / PROMISED), "", f"{ours:.0f} MB（{bare:.0f}）")


def _say(client: Client, path: str) -> Call:
    """Every message begins a conversation."""
    senders = count()

    def say(text: str) -> None:
        replies = client.post(path, {"sender": f"bench-{next(senders)}", "message": text})
        if not replies or replies[0].get("text") == APOLOGY:
            raise RunError(f"{path} 没有好好回答“{text}”：{replies}")

    return say


@contextmanager
def _daoban(work: Path) -> Iterator[Server]:
    port = free_port()
    settings = {"DAOBAN_PORT": str(port), "DAOBAN_DATA_DIR": str(work / "var"), "DAOBAN_REGION": REGION}
    command: list[str | Path] = [Path(sys.executable).parent / "daoban", "serve"]
    with _served(command, settings, work / "daoban.log", port) as server:
        yield server


@contextmanager
def _bare(work: Path) -> Iterator[Server]:
    """The same kind of server as in bot/server.py: one process, as many threads."""
    port = free_port()
    kind = ["--worker-class", "gthread", "--workers", "1", "--threads", str(Config().threads)]
    where = ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", *kind, *where, "tests.bench.bare:create_app()"]
    with _served(command, {}, work / "bare.log", port) as server:
        yield server


@contextmanager
def _served(command: Sequence[str | Path], settings: Mapping[str, str], log: Path, port: int) -> Iterator[Server]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DAOBAN_")}
    began = time.monotonic()
    with running(command, folder=ROOT, environment={**inherited, **settings}, log=log) as process:
        client = Client(port)
        wait_for(lambda: bool(client.get("/healthz")), process, log, PATIENCE)
        yield Server(process, client, time.monotonic() - began)
        client.close()
