"""A service is named: answer the side that is asked, or begin its walk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.alike import same_everywhere, same_side, still_possible
from actions.answer import answer, walked
from actions.base import Step
from actions.candidates import of_family
from actions.compare import compare, compared_regions
from actions.conversation import Conversation
from actions.facets import WALKED
from actions.lessons import as_before, chosen_before, learned, offered_services
from actions.reply import Message, Reply
from actions.walk import advance, offer, settle_service
from knowledge import Catalogue


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
        chosen = service in offered_services(conversation)
        slots["taught"] = learned(conversation, service) if chosen else conversation.listed("taught")
        if conversation.said("difference") or (chosen and conversation.listed("compared")):
            return compare(named).setting(**slots)
        family = None if chosen else told_by_facts(conversation, service)
        if family is not None:
            return begin_triage(conversation, family, of_one_group(conversation.catalogue, family, [service]))
        facet = conversation.side
        reply = walked(named) if facet in WALKED else answer(named, facet)
        return reply.setting(**slots)


class ActionTriage(Step):
    """The intent is a family of services that sound alike (triage.yml)."""

    def name(self) -> str:
        return "action_triage"

    def respond(self, conversation: Conversation) -> Reply:
        ordered = of_family(conversation.catalogue, conversation.ranking, conversation.intent)
        before = chosen_before(conversation, ordered)
        if before is not None and not conversation.said("difference"):
            return as_before(conversation.having(**new_matter(conversation)), before).setting(
                **new_matter(conversation)
            )
        return begin_triage(conversation, conversation.intent, ordered)


def _whichever(named: Conversation, candidates: Sequence[str], facet: str) -> Conversation:
    """With the likeliest service when the documents say the same about this side of all that are possible."""
    family = named.triage
    assert family is not None
    services = still_possible(named, family, candidates)
    facts = {fact: value for fact, value in named.facts.items() if fact in named.facts_said()}
    same = (
        same_side(named, services, facet, named.region)
        if named.region is not None
        else same_everywhere(named.catalogue, family, facet, facts)
    )
    if not services or not same:
        return named
    names = "、".join(named.catalogue.services[service].everyday for service in services)
    lead = f"{family.title}有好几种（{names}），您问的这一点都一样。"
    return named.having(service=services[0], whichever=lead if len(services) > 1 else None)


def told_by_facts(conversation: Conversation, service: str) -> str | None:
    """The decision table of this service, if the message tells two facts that part it from others of its kind."""
    for triage in conversation.catalogue.triages.values():
        alike = of_one_group(conversation.catalogue, triage.id, [service])
        looked_at = {fact for rule in triage.rules if rule.service in alike for fact, _ in rule.when.facts()}
        if service in triage.services and len(looked_at.intersection(conversation.facts_said())) >= 2:
            return triage.id
    return None


def of_one_group(catalogue: Catalogue, family: str, services: Sequence[str]) -> list[str]:
    """The services of a family that are in the same groups as these, in the family's order."""
    table = catalogue.triages[family].services
    groups = {catalogue.services[service].group for service in services if service in table}
    return [service for service in table if catalogue.services[service].group in groups]


def new_matter(conversation: Conversation) -> dict[str, Any]:
    """What to forget when another matter begins: ticks, answers, and the facts of the case just told excepted."""
    said = conversation.facts_said()
    questions = conversation.catalogue.questions.values()
    facts = {q.id: None for q in questions if not q.lasting and q.id not in said}
    person = {name: None for name in ("for_whom", "age") if not conversation.said(name)}
    return {**facts, **person, "papers": [], "answered": [], "open_question": None, "side": None}


def begin_triage(conversation: Conversation, triage: str, candidates: list[str]) -> Reply:
    """Starts the decision table among the candidates, which are in the order to offer them."""
    slots = {**new_matter(conversation), "triage": triage, "candidates": candidates, "service": None}
    if conversation.said("difference"):
        slots["compared"] = compared_regions(conversation)
        return offer(conversation, candidates).setting(**slots)
    named = conversation.having(**slots, introduced=None, walking=None)
    facet = conversation.side
    settled = settle_service(named)
    if settled.service is None and facet not in WALKED and facet is not None:
        settled = _whichever(named, candidates, facet)
        slots["side"] = facet
    if settled.service is not None and facet not in WALKED:
        reply = answer(settled, facet).setting(**{**slots, "service": settled.service, "side": None})
        several = settled.slots.get("whichever")
        return reply.led_by(Message(str(several))) if several and conversation.region else reply
    return advance(named).setting(**slots)
