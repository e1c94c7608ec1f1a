"""The application factory: the only place that wires."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, jsonify, request
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.middleware.proxy_fix import ProxyFix

from bot import desk
from bot.channels import lookup, rasa_rest, web
from bot.config import SHORTEST_SECRET, Config, SettingError
from bot.database import open_store
from bot.dialogue import Dialogue
from bot.domain import read_domain
from bot.host import Host
from bot.metrics import Metrics
from bot.nlu import interpreter
from bot.store import Store

MAX_BODY = 256 * 1024
"""Bytes of a request: ten thousand characters fit however they are escaped; a message is cut long before."""


class _Application(Flask):
    def log_exception(self, exc_info: Any) -> None:
        """Names the view and not the address, which may hold a login link."""
        self.logger.error("Exception in %s [%s]", request.endpoint, request.method, exc_info=exc_info)


def create_app(config: Config) -> Flask:
    """A ready application: database migrated, content loaded. Raises ContentError or TrainingDataError otherwise."""
    config.data_dir.mkdir(parents=True, exist_ok=True)
    app = _Application("bot", static_folder="static", template_folder="templates")
    app.config.update(
        SECRET_KEY=config.secret_key or _kept_secret(config.data_dir / "secret_key"),
        MAX_CONTENT_LENGTH=MAX_BODY,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.secure_cookies,
    )
    if config.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.trusted_proxies, x_proto=1)  # type: ignore[method-assign]
    understanding, domain, metrics = interpreter(), read_domain(), Metrics()
    if config.region and config.region not in understanding.catalogue.regions:
        raise SettingError(f"DAOBAN_REGION={config.region!r}：没有这个参保地，编号见 knowledge/regions.yml")
    store = open_store(config)
    host = Host(Dialogue(understanding, domain, config.max_message), store, metrics, config.region)
    app.extensions["daoban"] = host
    catalogue = understanding.catalogue
    chat = web.blueprint(host, config, catalogue, domain.responses["utter_greet"])
    programs = [rasa_rest.blueprint(host, understanding, config), lookup.blueprint(understanding, config)]
    _limits(app, chat, programs, config)
    for blueprint in (chat, *programs):
        app.register_blueprint(blueprint)
    _operations(app, store, metrics)
    desk.init_desk(app, store)
    app.register_blueprint(desk.blueprint(store, catalogue))
    _errors(app)
    return app


def _kept_secret(path: Path) -> str:
    """Made once, readable by the owner alone; raises SettingError when the file holds no key."""
    if not path.exists():
        # Written aside and linked into place, so that no other process ever reads half of it.
        aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(aside, path)
        aside.unlink()
    secret = path.read_text(encoding="ascii").strip()
    if len(secret) < SHORTEST_SECRET:
        raise SettingError(f"{path} 里的密钥不完整：删掉这个文件再启动，会重新生成（大家要重新登录）")
    return secret


def _operations(app: Flask, store: Store, metrics: Metrics) -> None:
    @app.get("/healthz")
    def healthz() -> ResponseReturnValue:
        store.ping()
        return jsonify(status="ok")

    @app.get("/metrics")
    def prometheus() -> Response:
        return Response(metrics.text(), mimetype="text/plain")


def _limits(app: Flask, chat: Blueprint, programs: Sequence[Blueprint], config: Config) -> None:
    """One visitor's messages, those of one address, which may stand for a whole office, and those of programs."""
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    per_minute = config.messages_per_minute
    limiter.limit(f"{per_minute}/minute", key_func=web.visitor_key, methods=["POST"])(chat)
    limiter.limit(f"{per_minute * 20}/minute", methods=["POST"])(chat)
    for blueprint in programs:
        limiter.limit(f"{per_minute * 100}/minute")(blueprint)


def _errors(app: Flask) -> None:
    texts = {
        404: "没有这个页面。",
        405: "这个地址不能这样访问。",
        413: "内容太长了，请删短一些再发。",
        429: "发得太快了，请过一分钟再发。",
        500: "系统出了点问题，请稍后再试，或打 12345。",
    }

    def told(code: int) -> ResponseReturnValue:
        if request.path.startswith(("/chat", "/webhooks", "/model", "/api")):
            return jsonify(error=texts[code]), code
        return Response(texts[code], code, mimetype="text/plain")

    for code in texts:
        app.register_error_handler(code, lambda _, code=code: told(code))
