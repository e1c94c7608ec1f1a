"""Rasa's REST channel and parse endpoint, in Rasa 3.6's shapes; for programs, so they want a token."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from bot.config import Config
from bot.host import Busy, Host
from bot.message import cleaned
from bot.nlu import Interpreter

CHANNEL = "rest"


def blueprint(host: Host, interpreter: Interpreter, config: Config) -> Blueprint:
    """`/webhooks/rest/` and `/model/parse`. Without DAOBAN_API_TOKEN they answer only to this machine itself."""
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
            replies = host.say(CHANNEL, conversation_id(sender), body["message"])
        except Busy:
            return _failure(503, "Busy", "同一会话的消息太密，请稍后重发")
        return jsonify([{"recipient_id": sender, **reply} for reply in replies])

    @rest.post("/model/parse")
    def parse() -> ResponseReturnValue:
        body = request.get_json(silent=True)
        if not isinstance(body, dict) or not isinstance(body.get("text"), str):
            return _failure(400, "BadRequest", '请求应当是 JSON：{"text": "…"}')
        return jsonify(interpreter.parse(cleaned(body["text"], config.max_message)).rasa())

    return rest


def conversation_id(sender: str) -> str:
    """The conversation of a sender; callers often send phone numbers, so it is not stored as it came."""
    return f"rest:{hashlib.sha256(sender.encode('utf-8', 'replace')).hexdigest()}"


def allowed(config: Config) -> bool:
    """Whether the caller holds the token, or none is set and the caller is a program on this machine itself.

    Behind a proxy everybody seems to be on this machine, so a server with proxies, or a forwarded request, wants it.
    """
    if not config.api_token:
        forwarded = {"X-Forwarded-For", "Forwarded", "X-Real-Ip"} & set(request.headers.keys())
        return not config.trusted_proxies and not forwarded and _is_loopback(request.remote_addr or "")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ") or request.args.get("token", "")
    return hmac.compare_digest(given.encode(), config.api_token.encode())


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _bad_request(message: str) -> ResponseReturnValue:
    return jsonify(description="Bad Request", status=400, message=message), 400


def _failure(code: int, reason: str, message: str, details: Mapping[str, Any] | None = None) -> ResponseReturnValue:
    body = {"version": "3.6", "status": "failure", "code": code, "reason": reason, "message": message}
    return jsonify(**body, details=dict(details or {}), help=None), code
