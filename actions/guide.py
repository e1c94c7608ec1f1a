"""A service is named: answer the side that is asked, or begin its walk."""

from __future__ import annotations

from collections.abc import Sequence

from actions.answer import answer, answer_everywhere, answer_shared, tell
from actions.base import Step
from actions.candidates import of_family
from actions.compare import compare, compared_regions
from actions.conversation import Conversation
from actions.facets import WALKED
from actions.lessons import as_before, chosen_before, learned, offered_services
from actions.matter import new_matter
from actions.reply import Reply
from actions.walk import advance, offer, settle_service
from knowledge import Catalogue


class ActionGuide(Step):
    """The intent is a service."""

    def name(self) -> str:
        return "action_guide"

    def respond(self, conversation: Conversation) -> Reply:
        service = conversation.intent
        forgotten = {} if service == conversation.service else new_matter(conversation)
        slots = {"service": service, "triage": None, "candidates": conversation.listed("candidates"), "sides": []}
        slots |= forgotten
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
        several = list(dict.fromkeys(conversation.said("region")))
        if len(several) > 1 and facet not in {*WALKED, "materials", "eligibility"}:
            return answer_everywhere(named, str(facet), several[:2]).setting(**slots)
        return tell(named, facet).setting(**slots)


class ActionTriage(Step):
    """The intent is a family of services that sound alike (triage.yml)."""

    def name(self) -> str:
        return "action_triage"

    def respond(self, conversation: Conversation) -> Reply:
        ordered = of_family(conversation.catalogue, conversation.ranking, conversation.intent)
        before = chosen_before(conversation, ordered)
        if before is not None and not conversation.said("difference"):
            return as_before(conversation, before)
        return begin_triage(conversation, conversation.intent, ordered)


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


def begin_triage(conversation: Conversation, triage: str, candidates: list[str]) -> Reply:
    """Starts the decision table among the candidates, which are in the order to offer them."""
    slots = {**new_matter(conversation), "triage": triage, "candidates": candidates, "service": None}
    if conversation.said("difference"):
        slots["compared"] = compared_regions(conversation)
        return offer(conversation, candidates).setting(**slots)
    named = conversation.having(**slots, introduced=None, walking=None)
    shared = answer_shared(named)
    if shared is not None:
        return shared.setting(**slots)
    facet, settled = conversation.side, settle_service(named)
    if settled.service is not None and facet not in WALKED:
        return answer(settled, facet).setting(**{**slots, "service": settled.service})
    return advance(named).setting(**{**slots, "sides": conversation.sides if facet not in WALKED else []})
