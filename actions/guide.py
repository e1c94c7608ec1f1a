"""A service is named: answer the side that is asked, or begin its walk."""

from __future__ import annotations

from actions.answer import answer
from actions.base import Step
from actions.conversation import Conversation
from actions.facets import OVERVIEW, main_facet
from actions.reply import Reply
from actions.walk import advance, settle_service

WALKED = {OVERVIEW, "process", None}
"""Facets whose answer is the walk itself, when the service has just been named."""


class ActionGuide(Step):
    """The intent is a service."""

    def name(self) -> str:
        return "action_guide"

    def respond(self, conversation: Conversation) -> Reply:
        service = conversation.intent
        forgotten: dict[str, object] = (
            {} if service == conversation.service else {"papers": [], "answered": [], "channel": None}
        )
        slots = {"service": service, "triage": None, "candidates": conversation.listed("candidates"), **forgotten}
        named = conversation.having(**slots, introduced=None, walking=None)
        facet = main_facet(conversation.said("facet"))
        reply = advance(named) if facet in WALKED else answer(named, facet)
        return reply.setting(**slots)


class ActionTriage(Step):
    """The intent is a family of services that sound alike (triage.yml)."""

    def name(self) -> str:
        return "action_triage"

    def respond(self, conversation: Conversation) -> Reply:
        return begin_triage(conversation, conversation.intent, [])


def begin_triage(conversation: Conversation, triage: str, candidates: list[str]) -> Reply:
    """Starts the decision table, among the candidates only if there are any."""
    slots = {"triage": triage, "candidates": candidates, "service": None, "papers": [], "answered": [], "channel": None}
    named = conversation.having(**slots, introduced=None, walking=None)
    facet = main_facet(conversation.said("facet"))
    settled = settle_service(named)
    if settled.service is not None and facet not in WALKED:
        return answer(settled, facet).setting(**{**slots, "service": settled.service})
    return advance(named).setting(**slots)
