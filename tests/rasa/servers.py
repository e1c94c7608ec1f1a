"""The servers: Rasa with a model, our action server without bot/, and the product itself."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import yaml

from tests.rasa.client import Client
from tests.rasa.processes import RunError, finish, free_port, running, wait_for
from tests.rasa.workspace import RASA, ROOT, Model, Workspace

PATIENCE = 180.0
"""Seconds that a server has to become ready; TensorFlow alone takes a good part of a minute on a busy machine."""


@dataclass(frozen=True)
class Server:
    """A running server: its process, a client for it, and the seconds until it first answered."""

    process: Popen[bytes]
    client: Client
    seconds: float


@contextmanager
def rasa(work: Workspace, model: Model, actions: int | None = None) -> Iterator[Server]:
    """`rasa run` on a free port, with the action server at port `actions` if there is one."""
    endpoints = work.folder / "endpoints.yml"
    document = yaml.safe_load((work.folder / "nlu_data" / "endpoints.yml").read_text(encoding="utf-8"))
    if actions is not None:
        document["action_endpoint"]["url"] = f"http://127.0.0.1:{actions}/webhook"
    endpoints.write_text(yaml.safe_dump(document), encoding="utf-8")
    port = free_port()
    served = ["--enable-api", "--connector", "rest", "--interface", "127.0.0.1", "--port", str(port)]
    command: list[str | Path] = [work.python, *RASA, "run", *served, "--model", model.path, "--endpoints", endpoints]
    started, log = time.monotonic(), work.log("rasa")
    with running(command, folder=work.folder, environment=work.environment(), log=log) as process:
        client = Client(port)
        wait_for(lambda: bool(client.post("/model/parse", {"text": "医保"})), process, log, PATIENCE)
        yield Server(process, client, time.monotonic() - started)
        client.close()


@contextmanager
def action_server(work: Workspace) -> Iterator[int]:
    """The port of `rasa_sdk` on the product's Python, run from the copy, where bot cannot be imported."""
    python = [sys.executable, "-S"]
    _without_bot(work, python)
    port = free_port()
    command = [*python, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)]
    log = work.log("action_server")
    with running(command, folder=work.folder, environment=work.sdk_environment(), log=log) as process:
        client = Client(port)
        wait_for(lambda: bool(client.get("/health")), process, log, PATIENCE)
        client.close()
        yield port


def _without_bot(work: Workspace, python: list[str]) -> None:
    probe = "import importlib.util as u, sys; import actions; sys.exit(u.find_spec('bot') is not None)"
    try:
        finish([*python, "-c", probe], folder=work.folder, environment=work.sdk_environment(), log=work.log("probe"))
    except RunError as error:
        raise RunError(f"动作服务器那边要能导入 actions、不能导入 bot，可是：{error}") from None


@contextmanager
def daoban(work: Workspace) -> Iterator[Server]:
    """`daoban serve` on a free port, its data in the temporary folder."""
    port = free_port()
    settings = {"DAOBAN_PORT": str(port), "DAOBAN_DATA_DIR": str(work.folder / "var")}
    command: list[str | Path] = [Path(sys.executable).parent / "daoban", "serve"]
    started, log = time.monotonic(), work.log("daoban")
    environment = work.environment(**settings)
    with running(command, folder=ROOT, environment=environment, log=log) as process:
        client = Client(port)
        wait_for(lambda: bool(client.post("/model/parse", {"text": "医保"})), process, log, PATIENCE)
        yield Server(process, client, time.monotonic() - started)
        client.close()
