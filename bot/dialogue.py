"""ONE turn: read → slots → rule → action → events → replies, its outcome logged."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import structlog

from actions.conversation import FALLBACK, Conversation
from actions.outcome import Outcome
from actions.walk import pending
from bot.domain import Domain
from bot.executor import Actions
from bot.message import read
from bot.nlu import Interpreter
from bot.privacy import mask

PAYLOADS_KEPT = 300
"""How many offered payloads of one conversation stay valid."""
LABEL = 100
"""Characters of a button's label that the transcript keeps."""
DONE = {Outcome.ANSWERED, Outcome.NO_DATA}
"""Outcomes after which the next of several matters may follow."""
ENDING = {"restart", "human"}
"""Intents after which nothing waits any more."""
APOLOGY = "对不起，我这边出了点问题。请再说一遍，或者打 12345 找人工。"
EMPTY = "您还没有写字。想办什么医保的事？用平常的话说就行。"

log = structlog.get_logger()


@dataclass(frozen=True)
class TurnResult:
    """What a turn leaves: the new state, what the citizen wrote (masked), the replies, exactly one outcome."""

    state: dict[str, Any]
    text: str
    replies: tuple[dict[str, Any], ...]
    outcome: Outcome
    intent: str | None = None
    milliseconds: float = 0.0
    ticket: dict[str, Any] | None = None
    """The handoff that the host must keep, if this turn made one; the citizen's replies hold its code alone."""
    because: dict[str, Any] | None = None
    """Why the message was understood as it was; None for a button."""


class Dialogue:
    """Answers one message at a time; holds no conversation itself."""

    def __init__(self, interpreter: Interpreter, domain: Domain, longest: int = 2000) -> None:
        self._interpreter, self._domain, self._longest = interpreter, domain, longest
        self._actions = Actions(domain)

    def fresh(self, region: str = "") -> dict[str, Any]:
        """The state of a conversation that has not begun."""
        return {"slots": {**self._domain.slots, "region": region or None}, "payloads": []}

    def turn(self, sender: str, text: str, state: Mapping[str, Any], shown: str = "") -> TurnResult:
        """Never raises: what goes wrong becomes an apology with the outcome `error`.

        `shown` is the label of the button whose payload `text` is; it stands in the transcript instead.
        """
        started = time.perf_counter()
        try:
            result = self._turn(sender, text, state)
        except Exception:
            log.exception("turn failed")
            result = TurnResult(dict(state), mask(text)[: self._longest], ({"text": APOLOGY},), Outcome.ERROR)
        spent = (time.perf_counter() - started) * 1000
        label = mask(shown)[:LABEL] if shown and text.startswith("/") else result.text
        return replace(result, text=label, milliseconds=spent)

    def _turn(self, sender: str, text: str, state: Mapping[str, Any]) -> TurnResult:
        said = mask(text)[: self._longest].strip()
        if not said:
            return TurnResult(dict(state), "", ({"text": EMPTY},), Outcome.CLARIFIED)
        before = Conversation(self._interpreter.catalogue, state["slots"])
        message = read(self._interpreter, said, before, state.get("payloads", ()))
        waiting = [*message.get("later", ()), *self._still_waiting(state, message)]
        slots, replies = self._acted(sender, message, state["slots"])
        outcomes = [Outcome(slots["outcome"])]
        if message.get("corrections"):
            replies.insert(0, {"text": f"（按{'、'.join(f'“{word}”' for word in message['corrections'])}理解。）"})
        while waiting and outcomes[-1] in DONE and pending(Conversation(self._interpreter.catalogue, slots)) is None:
            slots, more = self._acted(sender, waiting.pop(0), slots)
            outcomes.append(Outcome(slots["outcome"]))
            replies += [{"text": "您还问了另一件："}, *more]
        if message.get("later") and waiting:
            replies.insert(0, {"text": self._in_turn(waiting)})
        if len(text) > self._longest:
            replies.insert(0, {"text": f"您写得太长了，我只看了前 {self._longest} 个字。"})
        payloads = [*state.get("payloads", ()), *(p for reply in replies for p in _payloads(reply))]
        new_state = {"slots": slots, "payloads": list(dict.fromkeys(payloads[::-1]))[:PAYLOADS_KEPT][::-1]}
        if waiting:
            new_state["waiting"] = waiting
        ticket = _take_ticket(replies)
        intent = message["intent"]["name"]
        # Of several matters the one that was not answered is what counts.
        outcome = Outcome.NO_DATA if outcomes[-1] in DONE and Outcome.NO_DATA in outcomes else outcomes[-1]
        because = message.get("because")
        return TurnResult(new_state, said, tuple(replies), outcome, intent, ticket=ticket, because=because)

    def _acted(
        self, sender: str, message: Mapping[str, Any], before: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """(slots, replies) after the actions of the message's rule."""
        slots = self._filled(before, message)
        replies: list[dict[str, Any]] = []
        for action in self._domain.rules.get(message["intent"]["name"], self._domain.rules[FALLBACK]):
            if action.startswith("utter_"):
                replies.append({"text": self._domain.said_by(action, message)})
                continue
            done = self._actions.run(action, sender, slots, message)
            slots |= {event["name"]: event["value"] for event in done.events if event["event"] == "slot"}
            replies += [_rendered(response) for response in done.responses]
        return slots, replies

    def _still_waiting(self, state: Mapping[str, Any], message: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What was asked besides and not yet answered, unless something new is brought up."""
        catalogue, intent = self._interpreter.catalogue, message["intent"]["name"]
        named = intent in catalogue.services or intent in catalogue.triages
        new = message.get("later") or intent in ENDING or (named and not message.get("chosen"))
        return [] if new else list(state.get("waiting", ()))

    def _in_turn(self, waiting: Sequence[Mapping[str, Any]]) -> str:
        catalogue = self._interpreter.catalogue
        names = [message["intent"]["name"] for message in waiting]
        titles = [
            catalogue.services[n].everyday if n in catalogue.services else catalogue.triages[n].title for n in names
        ]
        return f"您问了{len(names) + 1}件事，一件一件来。“{'”“'.join(titles)}”说完这件接着说。"

    def _filled(self, slots: Mapping[str, Any], message: Mapping[str, Any]) -> dict[str, Any]:
        filled = dict(slots)
        if message["intent"]["name"] == "out_of_scope":
            return filled  # what is said about something else says nothing about the matter in hand
        asked_apart = {"region", "destination"} if _several_places(message) else set()
        # The first word counts («灵活就业怎么参加职工医保» is about 灵活就业), so it is written last.
        for entity in reversed(message["entities"]):
            for slot in set(self._domain.fills.get(entity["entity"], ())) - asked_apart:
                filled[slot] = entity["value"]
        return filled


def _several_places(message: Mapping[str, Any]) -> bool:
    """Places that are compared, or several at once, do not tell where the citizen is insured."""
    insured = {entity["value"] for entity in message["entities"] if entity["entity"] == "region"}
    return len(insured) > 1 or any(entity["entity"] == "difference" for entity in message["entities"])


def _rendered(response: Mapping[str, Any]) -> dict[str, Any]:
    """Rasa's REST shape: keys without content are left out."""
    return {key: response[key] for key in ("text", "buttons", "custom") if response.get(key)}


def _take_ticket(replies: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The ticket among the replies, which keep its code."""
    for reply in replies:
        handoff = (reply.get("custom") or {}).get("handoff")
        if handoff is not None:
            reply["custom"] = {"handoff": {"code": handoff["code"]}}
            return None if handoff.get("known") else dict(handoff)
    return None


def _payloads(reply: Mapping[str, Any]) -> list[str]:
    papers = (reply.get("custom") or {}).get("checklist", {}).get("papers", [])
    return [item["payload"] for item in (*reply.get("buttons", ()), *papers)]
