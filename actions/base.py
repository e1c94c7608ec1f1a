"""The border to rasa-sdk: a Step answers a Conversation with a Reply, this turns it into events and responses."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.conversation import Conversation
from actions.reply import Message, Reply
from actions.wording import DANGER


class Step(Action, ABC):
    """An action of ours. Abstract, so that rasa-sdk does not register it."""

    @abstractmethod
    def name(self) -> str: ...

    @abstractmethod
    def respond(self, conversation: Conversation) -> Reply: ...

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        """Utters the messages; sets the changed slots, `outcome`, and `offered` for choices by number."""
        conversation = Conversation.of(tracker)
        reply = self.respond(conversation)
        if conversation.said("danger") and reply.messages and conversation.intent != "out_of_scope":
            reply = reply.led_by(Message(DANGER))
        for message in reply.messages:
            dispatcher.utter_message(
                text=message.text,
                buttons=[{"title": b.title, "payload": b.payload} for b in message.buttons],
                json_message=message.custom,
            )
        # A lone «转人工» is no choice: «1» to something else must not call a human.
        chosen = reply.buttons if any(b.payload != "/human" for b in reply.buttons) else []
        offered = [{"title": b.title, "payload": b.payload} for b in chosen]
        slots = {"failures": 0, "offered": offered, **reply.slots, "outcome": reply.outcome.value}
        return [SlotSet(name, value) for name, value in slots.items() if conversation.slots.get(name) != value]
