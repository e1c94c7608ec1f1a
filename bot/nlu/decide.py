"""Sure enough to answer, sure enough to ask back, else refuse."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from actions.alike import shared_everywhere, still_possible
from actions.candidates import FAINT, candidates, of_family
from actions.conversation import Conversation
from actions.facets import OFFICE_FACETS, WALKED, sides_asked
from bot.nlu.parse import FALLBACK, Candidate, Decision, Entity, Parse, Reading
from knowledge import Catalogue

ANSWER = 0.4
"""From this share of all that services could mean, one service may be answered."""
SURE = 0.2
"""A service needs at least this much of everything to be answered."""
OUTSIDE = 0.55
"""From this share of everything, a sentence is about none of our services."""
RIVAL = 0.6
"""A service is not answered when another has more than this share of its confidence."""
NAMED = 0.3
"""From here a refusal says which kind of matter it is."""
STANDS_OUT = 0.2
"""Where a family is likeliest, one of its services is answered all the same from this share of what services mean."""
LENT = 0.6
"""How much of a family's confidence counts for its likeliest service."""
CHAT = 0.4
"""From here a sentence counts as small talk."""
EMERGENCY = "out_of_scope/emergency"
STORY_TOLD = 0.25
"""From this share of services a sentence with danger in it is a story with a question."""
OPTIONS = 4
"""A question back offers at most this many."""


@dataclass(frozen=True)
class Shares:
    """How the confidence falls on services and families, on what is outside, and on talk."""

    about: tuple[Candidate, ...]
    outside: tuple[Candidate, ...]
    talk: tuple[Candidate, ...]

    @staticmethod
    def of(catalogue: Catalogue, ranked: Sequence[Candidate]) -> Shares:
        about, outside, talk = list[Candidate](), list[Candidate](), list[Candidate]()
        for candidate in ranked:
            if candidate.intent in catalogue.services or candidate.intent in catalogue.triages:
                about.append(candidate)
            elif candidate.intent.startswith("out_of_scope"):
                outside.append(candidate)
            else:
                talk.append(candidate)
        return Shares(tuple(about), tuple(outside), tuple(talk))


def decide(catalogue: Catalogue, reading: Reading) -> Parse:
    """The parse as a fresh conversation would act on it; the ranking holds only what may be offered."""
    entities, followup = reading.entities, reading.followup
    facet = next(iter(sides_asked(reading.text, [(e.value, e.start) for e in entities if e.entity == "facet"])), None)
    facts = {e.entity: e.value for e in entities if e.entity in catalogue.questions}
    danger = any(e.entity == "danger" for e in entities)
    shares = Shares.of(catalogue, _told_besides(catalogue, reading.ranked) if danger else reading.ranked)
    intent, decision = _choose(catalogue, shares, lambda family: _asked_alike(catalogue, family, facet, facts))
    if decision in {Decision.REFUSE, Decision.CHAT} and danger:
        intent, decision, followup = EMERGENCY, Decision.REFUSE, None
    if followup is not None and _only_followup(decision, followup, entities):
        intent, decision = followup, _without_service(followup, facet, decision)
    # Whoever is refused is offered nothing, however near it may be.
    best = reading.ranked[:10]
    offered = best if decision is not Decision.REFUSE else [c for c in best if c not in shares.about]
    ranking = tuple((c.intent, c.confidence) for c in offered)
    region = next((e.value for e in entities if e.entity == "region"), None)
    parse = Parse(
        text=reading.text,
        intent=intent,
        confidence=1.0 if intent == followup else dict(ranking).get(intent, 0.0),
        ranking=ranking,
        entities=entities,
        decision=decision,
        facet=facet,
        region=catalogue.document_region(region) if region else None,
        followup=followup,
    )
    return replace(parse, items=_items(catalogue, parse, facts))


def _choose(catalogue: Catalogue, shares: Shares, alike: Callable[[str], bool]) -> tuple[str, Decision]:
    about, outside = _sum(shares.about), _sum(shares.outside)
    talk = shares.talk[0] if shares.talk else None
    if talk is not None and talk.confidence >= CHAT and talk.confidence > about:
        return talk.intent, Decision.CHAT
    if not shares.about or shares.about[0].confidence < FAINT or 1 - about >= OUTSIDE:
        # A kind that is hardly likelier than others would be told the wrong office.
        named = shares.outside and shares.outside[0].confidence >= NAMED
        return (shares.outside[0].intent if named and outside >= about else FALLBACK), Decision.REFUSE
    own = {c.intent: c.confidence for c in shares.about if c.intent in catalogue.services}
    lent = _with_families(catalogue, own, shares.about)
    best, first = max(lent, key=lambda service: lent[service]), shares.about[0].intent
    if first in catalogue.triages and own.get(best, 0.0) < STANDS_OUT * about:
        return first, Decision.ANSWER if alike(first) else Decision.CLARIFY
    rival = max((share for service, share in lent.items() if service != best), default=0.0)
    sure = lent[best] >= SURE and lent[best] >= ANSWER * about and rival <= RIVAL * lent[best]
    return (best, Decision.ANSWER) if sure else (FALLBACK, Decision.CLARIFY)


def _asked_alike(catalogue: Catalogue, family: str, facet: str | None, facts: dict[str, str]) -> bool:
    """Whether the side that is asked is the same for the whole family, so that there is nothing to ask back for."""
    if facet is None or facet in WALKED:
        return False
    return shared_everywhere(catalogue, catalogue.triages[family], facet, facts)


def _told_besides(catalogue: Catalogue, ranked: Sequence[Candidate]) -> Sequence[Candidate]:
    """What a sentence with danger in it is about besides: «昏迷了几天，住院费怎么报» is not refused for the danger."""
    emergency = next((c.confidence for c in ranked if c.intent == EMERGENCY), 0.0)
    about = _sum(Shares.of(catalogue, ranked).about)
    if about < STORY_TOLD:
        return ranked
    return [Candidate(c.intent, c.confidence / (1 - emergency)) for c in ranked if c.intent != EMERGENCY]


def _with_families(catalogue: Catalogue, own: Mapping[str, float], about: Sequence[Candidate]) -> dict[str, float]:
    """Services with their own confidence and part of that of the families in which they are the likeliest."""
    found = dict(own)
    for family in (c for c in about if c.intent in catalogue.triages):
        first = max(catalogue.triages[family.intent].services, key=lambda service: own.get(service, 0.0))
        found[first] = found.get(first, 0.0) + LENT * family.confidence
    return found


def _sum(candidates: Sequence[Candidate]) -> float:
    return sum(candidate.confidence for candidate in candidates)


def _only_followup(decision: Decision, followup: str, entities: tuple[Entity, ...]) -> bool:
    """A number, or one side of nothing in particular (perhaps with a place), whatever phrases it resembles."""
    places = {"region", "destination"}
    if followup == "inform" and all(entity.entity in places for entity in entities):
        return True
    only_facet = followup == "ask_facet" and all(entity.entity in {"facet", "region"} for entity in entities)
    unsure = decision not in {Decision.ANSWER, Decision.CHAT}
    said_something = decision is Decision.CHAT and bool(entities)
    return followup == "choose" or (only_facet and unsure) or said_something or decision is Decision.REFUSE


def _without_service(followup: str, facet: str | None, decision: Decision) -> Decision:
    if followup == "ask_facet" and facet in OFFICE_FACETS:
        return Decision.ANSWER
    return Decision.CLARIFY if decision is Decision.CLARIFY and followup != "choose" else Decision.REFUSE


def _items(catalogue: Catalogue, parse: Parse, facts: dict[str, str]) -> tuple[str, ...]:
    """What is answered from or offered, best first; a side that is the same for a family is answered for all of it."""
    family = catalogue.triages.get(parse.intent)
    if family is not None:
        ordered = of_family(catalogue, parse.ranking, parse.intent)
        return tuple((still_possible(Conversation(catalogue, facts), family, ordered) or ordered)[:OPTIONS])
    if parse.decision is Decision.ANSWER:
        return (parse.intent,) if parse.intent in catalogue.services else ()
    if parse.decision is Decision.CLARIFY:
        return tuple(candidates(catalogue, parse.ranking)[1][:OPTIONS])
    return ()
