"""The other yardstick: the least that a Flask server can do with a JSON message."""

from __future__ import annotations

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue


def create_app() -> Flask:
    app = Flask("bare")

    @app.get("/healthz")
    def healthz() -> ResponseReturnValue:
        return jsonify(status="ok")

    @app.post("/")
    def echo() -> ResponseReturnValue:
        body = request.get_json()
        return jsonify([{"recipient_id": body["sender"], "text": body["message"]}])

    return app
