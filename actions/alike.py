"""A side that is the same whichever of several services is meant: it is answered for all, without asking which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.conversation import Conversation
from actions.sides import SIDES
from knowledge import Catalogue, clock
from knowledge.condition import Truth
from knowledge.model import Guide, Triage

_PERSONAL = {"materials", "eligibility"}
"""Sides that depend on who asks: there the same words need not be the same answer."""
_ANY_DAY = datetime(2026, 1, 5, 10, tzinfo=clock.CHINA)
"""What a question means must not depend on the day it is asked."""


@dataclass(frozen=True)
class SharedSide:
    """What the guides of all these services say; `text` is None when all are silent."""

    services: tuple[str, ...]
    guides: tuple[Guide, ...]
    text: str | None


def still_possible(conversation: Conversation, triage: Triage, services: Sequence[str]) -> list[str]:
    """Those services that what was said does not rule out in the decision table."""
    facts = conversation.facts
    open_rules = {rule.service for rule in triage.rules if rule.when.given(facts) is not Truth.NO}
    return [service for service in services if not triage.rules or service in open_rules]


def shared_side(conversation: Conversation, triage: Triage, services: Sequence[str], facet: str) -> SharedSide | None:
    """The side as the documents of the place of insurance have it for all services that are still possible.

    None when they differ, when one has no guide there or a damaged one, or when it depends on who asks.
    """
    possible = still_possible(conversation, triage, services)
    about = [conversation.having(service=service, joint=None) for service in possible]
    guides = [one.guide for one in about]
    if facet in _PERSONAL or facet not in SIDES or not guides:
        return None
    whole = tuple(guide for guide in guides if guide is not None and not guide.partial)
    if len(whole) < len(guides):
        return None
    texts = {SIDES[facet](one, guide) for one, guide in zip(about, whole, strict=True)}
    return SharedSide(tuple(possible), whole, texts.pop()) if len(texts) == 1 else None


def shared_everywhere(catalogue: Catalogue, triage: Triage, facet: str, facts: Mapping[str, str]) -> bool:
    """Whether that is so for every region whose documents describe all that these facts leave possible."""
    regions = {region for source in catalogue.sources.values() for region in source.regions}
    fresh = Conversation(catalogue, dict(facts), now=_ANY_DAY)
    possible = still_possible(fresh, triage, triage.services)
    described = [
        region for region in regions if all((g := catalogue.guide(s, region)) and not g.partial for s in possible)
    ]
    places = [fresh.having(region=region) for region in described]
    return bool(places) and all(shared_side(one, triage, triage.services, facet) is not None for one in places)
