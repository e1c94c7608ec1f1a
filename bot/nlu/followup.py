"""Sentences that name no service: an answer to a question, a choice by number, one side of the service in focus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.nlu.normalise import Normalised, normalise
from bot.nlu.parse import Entity
from bot.nlu.spoken import PlainSpeech
from bot.nlu.training import Example

INTENTS = ("choose", "ask_facet", "inform", "compare")
"""Their phrases stand for anything said in that form, so they take no part in the ranking of services."""

FILLER = re.compile(
    "(?:请问|那么|那个|这个|你们|一下|需要|大概|还是|现在|应该|就是|对的|我们|他们|什么|怎么"
    "|医保局|医保中心|大厅|开门|开不开|不(?= |$)"
    "|[那这要需办是我他她的了吗呢嘛啊呀哦嗯吧噻撒咯去得都也就选请不啥子个些 ])+"
)


_BETWEEN = re.compile("之间|相比|比起来|两地|两边|规定|[和跟与同比、，]")
"""What stands between two places that are compared."""


_INSURED_THERE = re.compile("参的?保地?|医保|社保|关系|户口|交|买|缴|在|换成?|改成?|一个|地方|人|本地|那边|这边")
"""What is said around the place of insurance."""


def _several_places(entities: tuple[Entity, ...]) -> bool:
    """Nothing but places, at least two: «资阳和成都»."""
    places = {entity.value for entity in entities if entity.entity in {"region", "destination"}}
    return len(places) > 1 and all(entity.entity in {"region", "destination"} for entity in entities)


class FollowUps:
    """Recognises them by their known phrases, or because nothing but known words and filler is left."""

    def __init__(self, examples: Iterable[Example], plain: PlainSpeech) -> None:
        self._known: Mapping[str, str] = {
            plain.read(normalise(example.text)).text: example.intent
            for example in examples
            if example.intent in INTENTS
        }

    def intent(self, sentence: Normalised, entities: tuple[Entity, ...]) -> str | None:
        """choose, ask_facet, inform or compare; None when the sentence says more than that."""
        known = self._known.get(sentence.text)
        if known is not None or not entities:
            return known
        names = {entity.entity for entity in entities}
        compares = "difference" in names or _several_places(entities)
        covered = {position for e in entities for position in range(e.start, e.end)}
        rest = "".join(c for c, at in zip(sentence.text, sentence.origin, strict=True) if at not in covered)
        rest = _BETWEEN.sub("", rest) if compares else _INSURED_THERE.sub("", rest) if "region" in names else rest
        if FILLER.sub("", rest):
            return None
        if compares:
            return "compare"
        if "facet" in names:
            return "ask_facet"
        return "choose" if names == {"number"} else "inform" if names - {"number", "paper"} else None
