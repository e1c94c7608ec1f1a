"""Keeps conversations between turns: loads, answers, stores; one turn is stored exactly once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import structlog

from bot.dialogue import Dialogue, TurnResult
from bot.metrics import Metrics
from bot.store import CodeTaken, Conflict, Store, Turn
from bot.store.conversations import Conversation

ATTEMPTS = 5
"""How often a turn is computed anew when another writer was faster or a ticket's code is in use."""
TRANSCRIPT = 40
"""Messages of a conversation that a ticket carries."""

log = structlog.get_logger()
Replies = tuple[dict[str, Any], ...]


class Busy(Exception):
    """Other messages of the same conversation kept coming first; trying again later will work."""


class Host:
    """Speaks for all channels. `region` is the place of insurance assumed at first; empty means ask."""

    def __init__(self, dialogue: Dialogue, store: Store, metrics: Metrics, region: str) -> None:
        self._dialogue, self._metrics, self._region = dialogue, metrics, region
        self.store = store

    def say(self, channel: str, sender: str, text: str, client_id: str | None = None, *, shown: str = "") -> Replies:
        """The replies to one message. The same client_id again gets the same replies, without a second turn.

        `shown` is what stands in the transcript when `text` is the payload of a button.

        Raises Busy, or a StoreError when `sender` cannot be a conversation of this channel.
        """
        for _ in range(ATTEMPTS):
            known = self.store.conversations.answered(sender, client_id) if client_id else None
            if known is not None:
                return known
            before = self.store.conversations.get(sender, channel)
            try:
                return self._answer(before, text, client_id, shown)
            except (Conflict, CodeTaken):
                continue
        raise Busy

    def _answer(self, before: Conversation, text: str, client_id: str | None, shown: str) -> Replies:
        state = self._current(before) if before.version else self._dialogue.fresh(self._region)
        result = self._dialogue.turn(before.id, text, state, shown)
        self.store.conversations.record(before, result.state, _turn(result, client_id), self._ticket(before, result))
        self._metrics.observe(before.channel, result)
        spent = round(result.milliseconds, 2)
        log.info("turn", outcome=result.outcome.value, intent=result.intent, milliseconds=spent)
        return result.replies

    def _current(self, before: Conversation) -> dict[str, Any]:
        """The state, without a ticket that the agents have closed since."""
        slots = before.state["slots"]
        code = slots.get("ticket")
        ticket = self.store.tickets.by_code(code) if code else None
        if ticket is None or (ticket.conversation_id == before.id and ticket.status != "closed"):
            return before.state
        return {**before.state, "slots": {**slots, "ticket": None}}

    def _ticket(self, before: Conversation, result: TurnResult) -> dict[str, Any] | None:
        if result.ticket is None:
            return None
        said = self.store.conversations.messages(before.id, TRANSCRIPT)
        lines = [{"by": m.by, "text": m.text, "at": m.at.isoformat(), "why": m.why} for m in said]
        now = datetime.now(UTC).isoformat()
        lines.append({"by": "user", "text": result.text, "at": now, "why": (result.because or {}).get("text", "")})
        lines += [{"by": "bot", "text": reply.get("text", ""), "at": now} for reply in result.replies]
        return {**result.ticket, "transcript": lines}


def _turn(result: TurnResult, client_id: str | None) -> Turn:
    slots = result.state["slots"]
    return Turn(
        text=result.text,
        replies=result.replies,
        outcome=result.outcome.value,
        intent=result.intent,
        service=slots.get("service"),
        region=slots.get("region"),
        client_id=client_id,
        milliseconds=result.milliseconds,
        explanation=result.because,
    )
