"""What an action sees of a conversation: Rasa's tracker as typed, frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker

from actions.facets import sides_asked
from knowledge import Catalogue, clock, load
from knowledge.model import Guide, Triage

FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Conversation:
    """The slots and the latest message."""

    catalogue: Catalogue
    slots: Mapping[str, Any]
    text: str = ""
    intent: str = ""
    entities: tuple[Mapping[str, Any], ...] = ()
    ranking: tuple[tuple[str, float], ...] = ()
    response_key: str | None = None
    now: datetime = field(default_factory=lambda: clock.now())

    @classmethod
    def of(cls, tracker: Tracker) -> Conversation:
        message = tracker.latest_message or {}
        intent = (message.get("intent") or {}).get("name") or ""
        ranking = [(r.get("name", ""), r.get("confidence", 0.0)) for r in message.get("intent_ranking") or []]
        selector = (message.get("response_selector") or {}).get(intent) or {}
        return cls(
            catalogue=load(),
            slots=dict(tracker.slots),
            text=message.get("text") or "",
            intent=intent,
            entities=tuple(message.get("entities") or ()),
            ranking=tuple((name, score) for name, score in ranking if name != FALLBACK),
            response_key=(selector.get("response") or {}).get("intent_response_key"),
        )

    def having(self, **changes: Any) -> Conversation:
        """The same with some slots changed."""
        return replace(self, slots={**self.slots, **changes})

    @property
    def facts(self) -> dict[str, str]:
        """Declared facts about the citizen that are known, and what they imply."""
        said = {q: self.slots[q] for q in self.catalogue.questions if self.slots.get(q)}
        known = {q: v for q, v in said.items() if self.catalogue.questions[q].option(v) is not None}
        return self.catalogue.closure(known)

    def facts_for(self, guide: Guide) -> dict[str, str]:
        """What is known when this guide is read: its own `given` wins."""
        return {**self.facts, **guide.given}

    @property
    def service(self) -> str | None:
        service = self.slots.get("service")
        return service if service in self.catalogue.services else None

    @property
    def region(self) -> str | None:
        """The place of insurance, if it is one that this catalogue knows."""
        region = self.slots.get("region")
        return region if region in self.catalogue.regions else None

    @property
    def triage(self) -> Triage | None:
        return self.catalogue.triages.get(self.slots.get("triage") or "")

    @property
    def guide(self) -> Guide | None:
        """The guide of the service for the place of insurance; the joint one if the citizen chose that way."""
        if self.service is None or self.region is None:
            return None
        joint = self.catalogue.joint_guide(self.service, self.region) if self.slots.get("joint") == "yes" else None
        return joint or self.catalogue.guide(self.service, self.region)

    def said(self, entity: str) -> list[str]:
        """The values of an entity in the latest message, in order."""
        return [str(e.get("value")) for e in self.entities if e.get("entity") == entity]

    @property
    def sides(self) -> list[str]:
        """The sides that the latest message asks about, the main one first."""
        said = [e for e in self.entities if e.get("entity") == "facet"]
        return sides_asked(self.text, [(str(e.get("value")), int(e.get("start") or 0)) for e in said])

    @property
    def side(self) -> str | None:
        """The main one of them."""
        return next(iter(self.sides), None)

    @property
    def told(self) -> dict[str, str]:
        """The declared facts of the latest message alone, with what they imply; none that it names two options of."""
        said = {fact: set(self.said(fact)) for fact in self.facts_said()}
        return self.catalogue.closure({fact: values.pop() for fact, values in said.items() if len(values) == 1})

    def facts_said(self) -> list[str]:
        """The declared facts that the latest message filled."""
        return [e["entity"] for e in self.entities if e.get("entity") in self.catalogue.questions]

    def listed(self, slot: str) -> list[Any]:
        """A list slot, empty when unset."""
        value = self.slots.get(slot)
        return list(value) if isinstance(value, list) else []
