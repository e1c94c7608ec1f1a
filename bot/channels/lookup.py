"""`/api/lookup`: what the assistant would find for a question, as data, for an agent's own tools."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from bot.channels.rasa_rest import allowed
from bot.config import Config
from bot.message import cleaned
from bot.nlu import Interpreter
from knowledge.resolved import resolved


def blueprint(interpreter: Interpreter, config: Config) -> Blueprint:
    """GET /api/lookup?q=&region= → {parse, because, guides: [{service, guide | null}]}; guarded as Rasa's endpoints.

    `because` is why the question was understood so (see Reasons), null when nothing in it was known.
    """
    lookup = Blueprint("lookup", __name__)

    @lookup.get("/api/lookup")
    def find() -> ResponseReturnValue:
        if not allowed(config):
            return jsonify(error="需要令牌：请求头写 Authorization: Bearer <DAOBAN_API_TOKEN>"), 401
        catalogue = interpreter.catalogue
        question = cleaned(request.args.get("q", ""), config.max_message)
        parse = interpreter.parse(question)
        why = interpreter.why(question, parse.intent)
        asked = request.args.get("region") or parse.region or config.region
        region = catalogue.region_named(asked)
        if region is None:
            return jsonify(error=f"没有这个参保地：{asked}；可以写编号（suining）或名称（遂宁市、射洪）"), 400
        found = [(service, catalogue.guide(service, region)) for service in parse.items]
        guides = [{"service": s, "guide": resolved(catalogue, guide) if guide else None} for s, guide in found]
        because = why.data() | {"text": why.text()} if why else None
        return jsonify(parse=parse.record(), because=because, region=region, guides=guides)

    return lookup
