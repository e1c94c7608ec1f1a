"""Whether it matters for an answer which of several services is meant."""

from __future__ import annotations

from collections.abc import Sequence

from actions.conversation import Conversation
from actions.sides import SIDES
from knowledge import Catalogue
from knowledge.condition import Truth
from knowledge.model import Triage


def still_possible(conversation: Conversation, triage: Triage, services: Sequence[str]) -> list[str]:
    """Those services that what was said does not rule out in the decision table."""
    facts = conversation.facts
    open_rules = {rule.service for rule in triage.rules if rule.when.given(facts) is not Truth.NO}
    return [service for service in services if not triage.rules or service in open_rules]


def same_side(conversation: Conversation, services: Sequence[str], facet: str, region: str) -> bool:
    """Whether the documents of a region say the same about this side of all these services; damaged ones aside."""
    texts = set()
    for service in services:
        about = conversation.having(service=service, region=region, joint=None)
        guide = about.guide
        if guide is not None and not guide.partial:
            texts.add(SIDES[facet](about, guide))
    return len(texts) == 1


def same_everywhere(catalogue: Catalogue, triage: Triage, facet: str, facts: dict[str, str]) -> bool:
    """The same for every region that has documents, given only these facts."""
    fresh = Conversation(catalogue, facts)
    services = still_possible(fresh, triage, triage.services)
    regions = {region for source in catalogue.sources.values() for region in source.regions}
    covered = [r for r in regions if any((g := catalogue.guide(s, r)) and not g.partial for s in services)]
    return bool(covered) and all(same_side(fresh, services, facet, region) for region in covered)
