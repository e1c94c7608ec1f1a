"""`daoban serve`: gunicorn with one process and threads; many processes belong behind PostgreSQL."""

from __future__ import annotations

import secrets
from typing import Any

from gunicorn.app.base import BaseApplication

from bot.app import create_app
from bot.config import Config
from bot.store import Store

FIRST_AGENT = "坐席"
LINK_MINUTES = 24 * 60


def serve(config: Config) -> int:
    """Serves until it is stopped; on the first start prints a one-time login link for the desk."""
    app = create_app(config)
    address = f"http://{config.host}:{config.port}"
    print(f"演示页：{address}/    坐席台：{address}/desk/", flush=True)
    link = first_login(app.extensions["daoban"].store)
    if link:
        print(f"第一次启动，坐席台的一次性登录链接（一天内有效）：{address}{link}", flush=True)
    _Server(app, {"bind": f"{config.host}:{config.port}", "threads": config.threads}).run()
    return 0


def first_login(store: Store) -> str | None:
    """The path that logs the first agent in once; None when there are users already."""
    if store.users.count():
        return None
    store.users.add(FIRST_AGENT, secrets.token_urlsafe(24))
    return f"/desk/login/{store.users.make_login_link(FIRST_AGENT, LINK_MINUTES)}"


class _Server(BaseApplication):
    def __init__(self, app: Any, options: dict[str, object]) -> None:
        self._app, self._options = app, options
        super().__init__()

    def load_config(self) -> None:
        for name, value in {**self._options, "workers": 1, "worker_class": "gthread", "loglevel": "warning"}.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._app
