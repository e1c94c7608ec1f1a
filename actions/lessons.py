"""What the citizen chose when asked which service is meant: the next unclear question is read the same way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.answer import answer, walked
from actions.conversation import Conversation
from actions.facets import WALKED
from actions.reply import Message, Reply, read_payload

KEPT = 10
"""Choices that a conversation remembers."""


def offered_services(conversation: Conversation) -> list[str]:
    """The services among the options shown last."""
    intents = [read_payload(option["payload"])[0] for option in conversation.listed("offered")]
    return [intent for intent in intents if intent in conversation.catalogue.services]


def learned(conversation: Conversation, service: str) -> list[dict[str, Any]]:
    """The slot `taught` after this service was chosen among those offered."""
    among = [other for other in offered_services(conversation) if other != service]
    if not among:
        return conversation.listed("taught")
    return [*conversation.listed("taught"), {"service": service, "among": among}][-KEPT:]


def chosen_before(conversation: Conversation, services: Sequence[str]) -> str | None:
    """The one of these services that was once chosen over another of them."""
    for lesson in reversed(conversation.listed("taught")):
        if lesson["service"] in services and set(services).intersection(lesson["among"]):
            return str(lesson["service"])
    return None


def as_before(conversation: Conversation, service: str) -> Reply:
    """Goes on with the service chosen before, saying so and how to undo it."""
    named = conversation.having(service=service, triage=None, introduced=None, walking=None)
    facet = conversation.side
    reply = walked(named) if facet in WALKED else answer(named, facet)
    lead = f"按您前面选的“{conversation.catalogue.services[service].pick}”来说。要是不对，说“都不是”。"
    return reply.led_by(Message(lead)).setting(service=service, triage=None)
