"""Two thresholds: sure enough to answer, sure enough to ask back, else refuse."""

from __future__ import annotations

from collections.abc import Sequence

from actions.candidates import candidates
from actions.facets import OFFICE_FACETS, main_facet
from bot.nlu.parse import FALLBACK, Decision, Entity, Parse
from bot.nlu.rank import Candidate
from knowledge import Catalogue

ANSWER = 0.53
"""From here a service may be answered, if no other is close."""
CLARIFY = 0.45
"""From here a service may be offered."""
RIVAL = 0.93
"""An intent with at least this share of the best one's confidence makes it doubtful."""
CHAT = 0.6
"""From here a sentence counts as small talk; it is short, so little is soon a lot."""
MANNERS = {"greet", "thank", "goodbye", "affirm", "deny"}
OPTIONS = 4
"""A question back offers at most this many."""


def decide(
    catalogue: Catalogue,
    text: str,
    entities: tuple[Entity, ...],
    ranked: Sequence[Candidate],
    followup: str | None,
) -> Parse:
    """The parse as a fresh conversation would act on it; the ranking holds only what may be offered.

    `followup` is the intent of a sentence that names no service, None for all others.
    """
    likely = _beyond_manners(catalogue, [c for c in ranked if c.confidence >= CLARIFY])
    facet = main_facet(e.value for e in entities if e.entity == "facet")
    intent, decision = _choose(catalogue, likely)
    if followup is not None and _only_followup(decision, followup, entities):
        intent, decision = followup, _without_service(followup, facet, decision)
    ranking = tuple((c.intent, c.confidence) for c in likely[:10])
    region = next((e.value for e in entities if e.entity == "region"), None)
    confidence = 1.0 if intent == followup else likely[0].confidence if intent != FALLBACK else 0.0
    return Parse(
        text=text,
        intent=intent,
        confidence=confidence,
        ranking=ranking,
        entities=entities,
        decision=decision,
        items=_items(catalogue, intent, decision, ranking),
        facet=facet,
        region=catalogue.document_region(region) if region else None,
        followup=followup,
        because={"phrase": ranked[0].phrase} if ranked else {},
    )


def _beyond_manners(catalogue: Catalogue, likely: Sequence[Candidate]) -> Sequence[Candidate]:
    """«你好，慢病卡咋办啊» is about the card: manners count only when nothing else is said."""
    if likely and likely[0].intent in MANNERS and likely[0].confidence < 1:
        rest = [c for c in likely if c.intent not in MANNERS]
        if rest and rest[0].confidence >= ANSWER and _about_services(catalogue, rest[0]):
            return rest
    return likely


def _choose(catalogue: Catalogue, likely: Sequence[Candidate]) -> tuple[str, Decision]:
    if not likely:
        return FALLBACK, Decision.REFUSE
    best = likely[0]
    rivals = [c for c in likely[1:] if c.confidence >= best.confidence * RIVAL and _about_services(catalogue, c)]
    if best.intent in catalogue.services:
        sure = best.confidence >= ANSWER and not rivals
        return (best.intent, Decision.ANSWER) if sure else (FALLBACK, Decision.CLARIFY)
    if best.intent in catalogue.triages:
        return best.intent, Decision.CLARIFY
    if best.intent.startswith("out_of_scope"):
        return (FALLBACK, Decision.CLARIFY) if rivals else (best.intent, Decision.REFUSE)
    return (best.intent, Decision.CHAT) if best.confidence >= CHAT else (FALLBACK, Decision.REFUSE)


def _only_followup(decision: Decision, followup: str, entities: tuple[Entity, ...]) -> bool:
    """A number, or one side of nothing in particular (perhaps with a place), whatever phrases it resembles."""
    only_facet = followup == "ask_facet" and all(entity.entity in {"facet", "region"} for entity in entities)
    unsure = decision not in {Decision.ANSWER, Decision.CHAT}
    said_something = decision is Decision.CHAT and bool(entities)
    return followup == "choose" or (only_facet and unsure) or said_something or decision is Decision.REFUSE


def _without_service(followup: str, facet: str | None, decision: Decision) -> Decision:
    if followup == "ask_facet" and facet in OFFICE_FACETS:
        return Decision.ANSWER
    return Decision.CLARIFY if decision is Decision.CLARIFY and followup != "choose" else Decision.REFUSE


def _items(
    catalogue: Catalogue, intent: str, decision: Decision, ranking: Sequence[tuple[str, float]]
) -> tuple[str, ...]:
    if decision is Decision.ANSWER:
        return (intent,) if intent in catalogue.services else ()
    if decision is Decision.CLARIFY:
        return tuple(candidates(catalogue, ranking)[1][:OPTIONS])
    return ()


def _about_services(catalogue: Catalogue, candidate: Candidate) -> bool:
    return candidate.intent in catalogue.services or candidate.intent in catalogue.triages
