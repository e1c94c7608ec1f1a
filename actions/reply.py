"""What an action returns: messages, slot changes, one outcome."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from actions.outcome import Outcome


@dataclass(frozen=True)
class Button:
    """An option: its words, and the Rasa payload that choosing it sends."""

    title: str
    payload: str


@dataclass(frozen=True)
class Message:
    """One bubble; `custom` is for channels that can show more than text."""

    text: str
    buttons: tuple[Button, ...] = ()
    custom: dict[str, Any] | None = None


@dataclass(frozen=True)
class Reply:
    messages: tuple[Message, ...]
    outcome: Outcome
    slots: dict[str, Any] = field(default_factory=dict)

    def led_by(self, *messages: Message) -> Reply:
        """The same with messages in front."""
        return replace(self, messages=(*messages, *self.messages))

    def setting(self, **slots: Any) -> Reply:
        """The same with more slots set; what the reply sets itself wins."""
        return replace(self, slots={**slots, **self.slots})

    @property
    def buttons(self) -> list[Button]:
        return [button for message in self.messages for button in message.buttons]


def payload(intent: str, **entities: str) -> str:
    """Rasa's way to write an intent with entities as a message."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False)}" if entities else f"/{intent}"


HUMAN = Button("转人工", payload("human"))


def read_payload(text: str) -> tuple[str, dict[str, str]]:
    """The opposite of payload(); raises ValueError if it is none."""
    intent, brace, rest = text.removeprefix("/").partition("{")
    entities = json.loads(brace + rest) if brace else {}
    if not isinstance(entities, dict):
        raise ValueError(text)
    return intent, {str(k): str(v) for k, v in entities.items()}
