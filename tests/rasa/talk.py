"""The scripted dialogues over Rasa's REST channel, with the checks that the product's own host has to pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.rasa.client import Client
from tests.scripted import check_words, words

REGION = "suining"
"""Where the citizen is insured unless the dialogue says otherwise, as in tests/test_conversations.py."""


@dataclass(frozen=True)
class Held:
    """A dialogue and the first turn that went wrong, if one did."""

    name: str
    turns: int
    failed: int | None = None
    problem: str = ""

    @property
    def text(self) -> str:
        if self.failed is None:
            return f"✓ {self.name}（{self.turns} 轮）"
        return f"✗ {self.name}：第 {self.failed} 轮（共 {self.turns} 轮）{self.problem}"


def hold(client: Client, script: Mapping[str, Any], sender: str) -> Held:
    """Says every line of a dialogue until one turn fails."""
    name, turns = str(script["conversation"]), script["turns"]
    if "now" in script:
        return Held(name, len(turns), 0, "要在固定的时刻说，Rasa 那边停不住钟")
    region = {"event": "slot", "name": "region", "value": script.get("region", REGION)}
    client.post(f"/conversations/{sender}/tracker/events?include_events=NONE", region)
    for number, turn in enumerate(turns, 1):
        try:
            _turn(client, sender, turn)
        except AssertionError as problem:
            return Held(name, len(turns), number, str(problem))
    return Held(name, len(turns))


def _turn(client: Client, sender: str, turn: Mapping[str, Any]) -> None:
    replies = client.post("/webhooks/rest/webhook", {"sender": sender, "message": turn["say"]})
    tracker = client.get(f"/conversations/{sender}/tracker?include_events=NONE")
    intent = tracker["latest_message"]["intent"]
    heard = f"听成 {intent.get('name')}（{intent.get('confidence', 0):.2f}）"
    assert replies, f"«{turn['say']}»：{heard}，没有回复"
    try:
        check_words(turn, words(replies))
    except AssertionError as problem:
        raise AssertionError(f"{heard} {_beginning(str(problem))}") from None
    for slot in ("outcome", "service"):
        found = tracker["slots"].get(slot)
        assert found == turn.get(slot, found), f"«{turn['say']}»：{heard}，{slot} 是 {found}，应为 {turn[slot]}"


def _beginning(problem: str) -> str:
    """What is missing and the first line of what was said instead."""
    return "\n    ".join(problem.splitlines()[:2])
