"""Rasa's REST channel and parse endpoint, in Rasa 3.6's shapes; for programs, so they want a token."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from bot.config import Config
from bot.host import Busy, Host
from bot.nlu import Interpreter
from bot.privacy import mask
from bot.store import StoreError

CHANNEL = "rest"


def blueprint(host: Host, interpreter: Interpreter, config: Config) -> Blueprint:
    """`/webhooks/rest/` and `/model/parse`. Without DAOBAN_API_TOKEN they answer only on a loopback server."""
    rest = Blueprint("rasa_rest", __name__)

    @rest.before_request
    def guard() -> ResponseReturnValue | None:
        if allowed(config):
            return None
        return _failure(401, "NotAuthenticated", "需要令牌：请求头写 Authorization: Bearer <DAOBAN_API_TOKEN>")

    @rest.get("/webhooks/rest/")
    def health() -> ResponseReturnValue:
        return jsonify(status="ok")

    @rest.post("/webhooks/rest/webhook")
    def webhook() -> ResponseReturnValue:
        body = request.get_json(silent=True)
        if not isinstance(body, dict) or not isinstance(body.get("message"), str):
            return _bad_request('请求应当是 JSON：{"sender": "…", "message": "…"}')
        sender = body.get("sender")
        if not isinstance(sender, str) or not sender:
            return _bad_request("缺少 sender：每个市民用一个自己的编号，否则会串在一起")
        try:
            replies = host.say(CHANNEL, f"rest:{sender}", body["message"])
        except StoreError as error:
            return _bad_request(str(error) or "sender 不能用")
        except Busy:
            return _failure(503, "Busy", "同一会话的消息太密，请稍后重发")
        return jsonify([{"recipient_id": sender, **reply} for reply in replies])

    @rest.post("/model/parse")
    def parse() -> ResponseReturnValue:
        body = request.get_json(silent=True)
        if not isinstance(body, dict) or not isinstance(body.get("text"), str):
            return _failure(400, "BadRequest", '请求应当是 JSON：{"text": "…"}')
        return jsonify(interpreter.parse(mask(body["text"][: config.max_message])).rasa())

    return rest


def allowed(config: Config) -> bool:
    """Whether the caller holds the token, or none is set and the server listens on loopback only."""
    if not config.api_token:
        return _is_loopback(config.host)
    given = request.headers.get("Authorization", "").removeprefix("Bearer ") or request.args.get("token", "")
    return hmac.compare_digest(given.encode(), config.api_token.encode())


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _bad_request(message: str) -> ResponseReturnValue:
    return jsonify(description="Bad Request", status=400, message=message), 400


def _failure(code: int, reason: str, message: str, details: Mapping[str, Any] | None = None) -> ResponseReturnValue:
    body = {"version": "3.6", "status": "failure", "code": code, "reason": reason, "message": message}
    return jsonify(**body, details=dict(details or {}), help=None), code
