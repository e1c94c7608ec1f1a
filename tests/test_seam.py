"""The seam: what runs in this process is what an action server runs, and actions do not read the domain."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import ActionExecutor

from bot.domain import read_domain
from bot.executor import Actions, KeptLoop

MESSAGE = {"text": "慢病卡咋办", "intent": {"name": "chronic_disease", "confidence": 1.0}, "entities": []}


def call(domain: dict[str, Any]) -> dict[str, Any]:
    """The JSON that a Rasa server posts to the action server's webhook."""
    slots = {**read_domain().slots, "region": "suining"}
    tracker = {"sender_id": "x", "slots": slots, "latest_message": MESSAGE, "events": []}
    return {"next_action": "action_guide", "sender_id": "x", "tracker": tracker, "domain": domain, "version": "3.6"}


def test_an_action_server_answers_the_same() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    served = KeptLoop().run(executor.run(call(dict(read_domain().document))))
    assert served is not None
    here = Actions(read_domain()).run("action_guide", "x", {**read_domain().slots, "region": "suining"}, MESSAGE)
    assert [dict(r) for r in here.responses] == served.responses
    assert [dict(e) for e in here.events] == served.events


def test_actions_do_not_read_the_domain() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    served = KeptLoop().run(executor.run(call({"intents": []})))
    assert served is not None and any("不超过12个工作日" in response["text"] for response in served.responses)
