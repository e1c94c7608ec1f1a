"""What a sentence was understood as, in Rasa's shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

FALLBACK = "nlu_fallback"


class Decision(Enum):
    """What a fresh conversation would do with the sentence."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    REFUSE = "refuse"
    CHAT = "chat"


@dataclass(frozen=True)
class Entity:
    """A word that fills a slot; start and end count characters of the original text."""

    entity: str
    value: str
    start: int
    end: int

    def rasa(self) -> dict[str, Any]:
        return {
            "entity": self.entity,
            "value": self.value,
            "start": self.start,
            "end": self.end,
            "extractor": "EntityDictionary",
        }


@dataclass(frozen=True)
class Correction:
    """A word read as another; start and end count characters of the original text."""

    said: str
    read: str
    start: int
    end: int


@dataclass(frozen=True)
class Candidate:
    """An intent with its confidence (0–1); those of all intents together are 1."""

    intent: str
    confidence: float


@dataclass(frozen=True)
class Reading:
    """What is known of a sentence before it is decided what to do with it."""

    text: str
    entities: tuple[Entity, ...]
    ranked: Sequence[Candidate]
    """All intents, the likeliest first; empty when nothing in the text is known."""
    followup: str | None
    """The intent of a sentence that names no service, None for all others."""


@dataclass(frozen=True)
class Parse:
    """The result. `ranking` holds (intent, confidence 0–1), best first, without the fallback."""

    text: str
    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    entities: tuple[Entity, ...]
    decision: Decision
    items: tuple[str, ...] = ()
    facet: str | None = None
    region: str | None = None
    followup: str | None = None
    """The intent it has when it leans on what was said before: choose, ask_facet or inform."""
    corrections: tuple[Correction, ...] = ()
    """The slips that were read as other words and so changed what was understood."""
    matters: tuple[Parse, ...] = ()
    """One parse for each matter, in the order said, when the text names several; this one is then the first's."""

    def rasa(self) -> dict[str, Any]:
        """The body of POST /model/parse; an intent «a/b» is given as «a» with b in response_selector, as Rasa does."""
        base = self.intent.split("/")[0]
        data: dict[str, Any] = {
            "text": self.text,
            "intent": {"name": base, "confidence": round(self.confidence, 4)},
            "intent_ranking": [{"name": n, "confidence": round(c, 4)} for n, c in self._base_ranking()],
            "entities": [entity.rasa() for entity in self.entities],
        }
        if "/" in self.intent:
            chosen = {"intent_response_key": self.intent, "confidence": round(self.confidence, 4)}
            data["response_selector"] = {base: {"response": chosen}}
        return data

    def _base_ranking(self) -> list[tuple[str, float]]:
        best: dict[str, float] = {}
        for name, confidence in self.ranking:
            best.setdefault(name.split("/")[0], confidence)
        if self.intent == FALLBACK:
            return [(FALLBACK, self.confidence), *best.items()]
        return list(best.items())

    def record(self) -> dict[str, Any]:
        """One line of `daoban parse`: Rasa's shape plus decision, items, facet, region and corrections."""
        return {
            **self.rasa(),
            "decision": self.decision.value,
            "items": list(self.items),
            "facet": self.facet,
            "region": self.region,
            "corrections": [{"said": c.said, "read": c.read} for c in self.corrections],
        }
