"""`daoban serve`: gunicorn with one process and threads; many processes belong behind PostgreSQL."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import secrets
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from bot.app import create_app
from bot.config import Config
from bot.store import Store

FIRST_AGENT = "坐席"
LINK_MINUTES = 24 * 60


def serve(config: Config) -> int:
    """Serves until it is stopped; on the first start prints a one-time login link for the desk."""
    app = create_app(config)
    _settle()
    host = f"[{config.host}]" if ":" in config.host else config.host
    _Server(app, f"{host}:{config.port}", config.threads).run()
    return 0


def _settle() -> None:
    """Gives back what loading needed; the rest lives as long as the process, and the worker shares it untouched."""
    gc.collect()
    gc.freeze()
    with contextlib.suppress(OSError, AttributeError):  # glibc's own, and only there
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def welcome(store: Store, address: str) -> str:
    """What is told once the server listens; with the login link on the first start."""
    lines = [f"演示页：http://{address}/    坐席台：http://{address}/desk/"]
    link = first_login(store)
    if link:
        lines.append(f"第一次启动，坐席台的一次性登录链接（一天内有效）：http://{address}{link}")
    return "\n".join(lines)


def first_login(store: Store) -> str | None:
    """The path that logs the first agent in once; None when there are users already."""
    if store.users.count():
        return None
    store.users.add(FIRST_AGENT, secrets.token_urlsafe(24))
    return f"/desk/login/{store.users.make_login_link(FIRST_AGENT, LINK_MINUTES)}"


class _Server(BaseApplication):
    def __init__(self, app: Flask, address: str, threads: int) -> None:
        self._app, self._address, self._threads = app, address, threads
        super().__init__()

    def load_config(self) -> None:
        chosen = {"bind": self._address, "threads": self._threads, "workers": 1, "worker_class": "gthread"}
        for name, value in {**chosen, "loglevel": "warning", "when_ready": self._ready}.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._app

    def _ready(self, _: object) -> None:
        store: Store = self._app.extensions["daoban"].store
        print(welcome(store, self._address), flush=True)
        store.close()  # a connection must not be carried over into the worker process
