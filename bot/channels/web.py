"""The web page and its chat widget; who a visitor is, is decided here and signed, never by the widget."""

from __future__ import annotations

import re
import secrets
from typing import Any

from flask import Blueprint, Response, current_app, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from bot.config import Config
from bot.host import Busy, Host
from bot.security import public_page
from bot.store.conversations import Message
from knowledge import Catalogue

CHANNEL = "web"
COOKIE = "daoban_chat"
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
THIRTY_DAYS = 30 * 24 * 3600


def blueprint(host: Host, config: Config, catalogue: Catalogue, greeting: str) -> Blueprint:
    """`/`, `/widget.js`, and `/chat` for the widget."""
    web = Blueprint("web", __name__)
    _add_pages(web, config, catalogue)
    _add_chat(web, host, greeting)

    @web.after_request
    def remember(response: Response) -> Response:
        """A new visitor gets their identity with the first answer."""
        visitor = g.pop("new_visitor", None)
        if visitor is not None:
            signed = _signer().dumps(visitor)
            response.set_cookie(
                COOKIE, signed, max_age=THIRTY_DAYS, httponly=True, samesite="Lax", secure=config.secure_cookies
            )
        return response

    web.after_request(public_page)
    return web


def _add_pages(web: Blueprint, config: Config, catalogue: Catalogue) -> None:
    @web.get("/")
    def page() -> str:
        region = catalogue.regions.get(config.region)
        contacts = catalogue.contacts
        return render_template(
            "demo.html",
            hotline=contacts["hotline"].phone,
            insurance_hotline=contacts["insurance"].phone,
            region_name=region.name if region else "",
        )

    @web.get("/widget.js")
    def widget() -> ResponseReturnValue:
        # Its modules import each other by relative address, so it must run from where they lie.
        return redirect(url_for("static", filename="widget/widget.js"))


def _add_chat(web: Blueprint, host: Host, greeting: str) -> None:
    @web.get("/chat")
    def history() -> ResponseReturnValue:
        messages = [_shown(m) for m in host.store.conversations.messages(_visitor())]
        if not messages:
            return jsonify(messages=[{"by": "bot", "text": greeting}], greeting=True)
        return jsonify(messages=messages, greeting=False)

    @web.post("/chat")
    def say() -> ResponseReturnValue:
        body: Any = request.get_json(silent=True)
        problem = _problem(body)
        if problem:
            return jsonify(error=problem), 400
        text = body.get("payload") or body.get("text") or ""
        try:
            replies = host.say(CHANNEL, _visitor(), text, body["id"], shown=body.get("text", ""))
        except Busy:
            return jsonify(error="刚才几句话挤在一起了，请再发一次。"), 503
        return jsonify(messages=[{"by": "bot", **reply} for reply in replies])


def _visitor() -> str:
    """The conversation of the signed cookie, else a new one of 128 random bits."""
    try:
        return str(_signer().loads(request.cookies.get(COOKIE, "")))
    except BadSignature:
        g.new_visitor = f"web:{secrets.token_urlsafe(16)}"
        return str(g.new_visitor)


def visitor_key() -> str:
    """What one visitor's messages are counted under: the signed cookie as it came, or the address without one."""
    return request.cookies.get(COOKIE) or request.remote_addr or "unknown"


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="daoban.chat")


def _problem(body: Any) -> str | None:
    if not isinstance(body, dict):
        return '请求应当是 JSON 对象，如 {"id": "…", "text": "…"}。'
    if not isinstance(body.get("id"), str) or not _ID.fullmatch(body["id"]):
        return "缺少 id：给这条消息一个编号（字母、数字和 _.:-，64 个以内），重发时用同一个。"
    if not all(isinstance(body.get(key, ""), str) for key in ("text", "payload")):
        return "text 和 payload 应当是文字。"
    return None


def _shown(message: Message) -> dict[str, Any]:
    shown: dict[str, Any] = {"by": message.by, "text": message.text, "at": message.at.isoformat()}
    if message.buttons:
        shown["buttons"] = list(message.buttons)
    if message.custom:
        shown["custom"] = message.custom
    return shown
