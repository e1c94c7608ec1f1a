"""A service is named: answer the side that is asked, or begin its walk."""

from __future__ import annotations

from typing import Any

from actions.answer import answer
from actions.base import Step
from actions.compare import compare, compared_regions
from actions.conversation import Conversation
from actions.facets import OVERVIEW, main_facet
from actions.reply import Reply, payload
from actions.walk import advance, offer, settle_service

WALKED = {OVERVIEW, "process", None}
"""Facets whose answer is the walk itself, when the service has just been named."""


class ActionGuide(Step):
    """The intent is a service."""

    def name(self) -> str:
        return "action_guide"

    def respond(self, conversation: Conversation) -> Reply:
        service = conversation.intent
        forgotten = {} if service == conversation.service else new_matter(conversation)
        slots = {"service": service, "triage": None, "candidates": conversation.listed("candidates"), **forgotten}
        named = conversation.having(**slots, introduced=None, walking=None)
        places = [*conversation.said("region"), *conversation.said("destination")]
        if conversation.said("difference") and not places:
            return compare(conversation)  # not about places: the service in focus stays
        chosen = any(option["payload"] == payload(service) for option in conversation.listed("offered"))
        if conversation.said("difference") or (chosen and conversation.listed("compared")):
            return compare(named).setting(**slots)
        facet = main_facet(conversation.said("facet"))
        reply = advance(named) if facet in WALKED else answer(named, facet)
        return reply.setting(**slots)


class ActionTriage(Step):
    """The intent is a family of services that sound alike (triage.yml)."""

    def name(self) -> str:
        return "action_triage"

    def respond(self, conversation: Conversation) -> Reply:
        return begin_triage(conversation, conversation.intent, [])


def new_matter(conversation: Conversation) -> dict[str, Any]:
    """What to forget when another matter begins: ticks, answers, and the facts of the case just told excepted."""
    said = conversation.facts_said()
    questions = conversation.catalogue.questions.values()
    facts = {q.id: None for q in questions if not q.lasting and q.id not in said}
    return {**facts, "papers": [], "answered": [], "open_question": None}


def begin_triage(conversation: Conversation, triage: str, candidates: list[str]) -> Reply:
    """Starts the decision table, among the candidates only if there are any."""
    slots = {**new_matter(conversation), "triage": triage, "candidates": candidates, "service": None}
    if conversation.said("difference"):
        slots["compared"] = compared_regions(conversation)
        services = candidates or conversation.catalogue.triages[triage].services
        return offer(conversation.catalogue, services).setting(**slots)
    named = conversation.having(**slots, introduced=None, walking=None)
    facet = main_facet(conversation.said("facet"))
    settled = settle_service(named)
    if settled.service is not None and facet not in WALKED:
        return answer(settled, facet).setting(**{**slots, "service": settled.service})
    return advance(named).setting(**slots)
