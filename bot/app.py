"""The application factory: the only place that wires."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from flask import Blueprint, Flask, Response, jsonify, request
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.middleware.proxy_fix import ProxyFix

from bot import desk
from bot.channels import lookup, rasa_rest, web
from bot.config import Config
from bot.dialogue import Dialogue
from bot.domain import read_domain
from bot.host import Host
from bot.metrics import Metrics
from bot.nlu import interpreter
from bot.store import Store

MAX_BODY = 256 * 1024
"""Bytes of a request: ten thousand characters fit however they are escaped; a message is cut long before."""


def create_app(config: Config) -> Flask:
    """A ready application: database migrated, content loaded. Raises ContentError or TrainingDataError otherwise."""
    config.data_dir.mkdir(parents=True, exist_ok=True)
    app = Flask("bot", static_folder="static", template_folder="templates")
    app.config.update(
        SECRET_KEY=config.secret_key or _kept_secret(config.data_dir / "secret_key"),
        MAX_CONTENT_LENGTH=MAX_BODY,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.secure_cookies,
    )
    if config.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.trusted_proxies, x_proto=1)  # type: ignore[method-assign]
    store = Store(config.database)
    store.migrate()
    understanding, domain, metrics = interpreter(), read_domain(), Metrics()
    host = Host(Dialogue(understanding, domain, config.max_message), store, metrics, config.region)
    app.extensions["daoban"] = host
    catalogue = understanding.catalogue
    chat = web.blueprint(host, config, catalogue, domain.responses["utter_greet"])
    _limits(app, chat, config)
    app.register_blueprint(chat)
    app.register_blueprint(rasa_rest.blueprint(host, understanding, config))
    app.register_blueprint(lookup.blueprint(understanding, config))
    _operations(app, store, metrics)
    desk.init_desk(app, store)
    app.register_blueprint(desk.blueprint(store, catalogue))
    _errors(app)
    return app


def _kept_secret(path: Path) -> str:
    """Made once, readable by the owner alone."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        secret = secrets.token_urlsafe(48)
        file.write(secret)
    return secret


def _operations(app: Flask, store: Store, metrics: Metrics) -> None:
    @app.get("/healthz")
    def healthz() -> ResponseReturnValue:
        store.ping()
        return jsonify(status="ok")

    @app.get("/metrics")
    def prometheus() -> Response:
        return Response(metrics.text(), mimetype="text/plain")


def _limits(app: Flask, chat: Blueprint, config: Config) -> None:
    """One visitor's messages, and those of one address, which may stand for a whole office."""
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    per_minute = config.messages_per_minute
    limiter.limit(f"{per_minute}/minute", key_func=web.visitor_key, methods=["POST"])(chat)
    limiter.limit(f"{per_minute * 20}/minute", methods=["POST"])(chat)


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
