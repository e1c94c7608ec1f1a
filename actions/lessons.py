"""What the citizen chose when asked which service is meant: the next unclear question is read the same way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.answer import tell
from actions.conversation import Conversation
from actions.matter import new_matter
from actions.reply import Message, Reply, read_payload
from actions.wording import as_chosen_before

KEPT = 10
"""Choices that a conversation remembers."""
NEAR_ENOUGH = 3
"""A choice is repeated only if its service is among so many of the likeliest."""


def offered_services(conversation: Conversation) -> list[str]:
    """The services among the options shown last."""
    intents = [read_payload(option["payload"])[0] for option in conversation.listed("offered")]
    return [intent for intent in intents if intent in conversation.catalogue.services]


def learned(conversation: Conversation, service: str) -> list[dict[str, Any]]:
    """The slot `taught` after this service was chosen; only a question back teaches, no menu of common matters."""
    asked_back = set(conversation.listed("candidates"))
    among = [other for other in offered_services(conversation) if other != service and other in asked_back]
    if service not in asked_back or not among:
        return conversation.listed("taught")
    return [*conversation.listed("taught"), {"service": service, "among": among}][-KEPT:]


def chosen_before(conversation: Conversation, services: Sequence[str]) -> str | None:
    """The one of these services, likeliest first, that was once chosen over the likeliest or is it."""
    for lesson in reversed(conversation.listed("taught")):
        chosen = str(lesson["service"])
        if chosen in services[:NEAR_ENOUGH] and services[0] in {chosen, *lesson["among"]}:
            return chosen
    return None


def as_before(conversation: Conversation, service: str) -> Reply:
    """Goes on with the service chosen before, saying so and how to undo it."""
    slots = {**new_matter(conversation), "service": service, "triage": None}
    named = conversation.having(**slots, introduced=None, walking=None)
    return (
        tell(named, conversation.side)
        .led_by(Message(as_chosen_before(conversation.catalogue, service)))
        .setting(**slots)
    )
