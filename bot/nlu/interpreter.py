"""The understanding of one sentence, start to end: normalise, entities, shortlist, ranking, decision."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.nlu.decide import decide
from bot.nlu.entities import EntityDictionary
from bot.nlu.followup import INTENTS, FollowUps
from bot.nlu.index import Phrase, PhraseIndex
from bot.nlu.normalise import Normalised, normalise
from bot.nlu.parse import Entity, Parse
from bot.nlu.rank import Ranker
from bot.nlu.segment import Segmenter
from bot.nlu.training import Example, read_training
from knowledge import Catalogue, load

_COMMON_SIDES = {"amount", "time_limit", "materials", "location"}
"""Facets whose words say nothing about which service is meant."""
_PLACES = {"region", "destination"}
_NOT_FACTS = {"facet", "region", "number", "paper", "difference"}


class Interpreter:
    """A frozen snapshot of catalogue and training data; `parse` is pure and thread-safe."""

    def __init__(self, catalogue: Catalogue, examples: Sequence[Example]) -> None:
        self.catalogue = catalogue
        self.entities = EntityDictionary(catalogue, examples)
        self._followups = FollowUps(examples)
        names = [name for s in catalogue.services.values() for name in (s.name, s.everyday)]
        words = [
            *(w for w in self.entities.meanings if len(w) > 1),
            *(normalise(name).text.replace(" ", "") for name in names),
        ]
        self._ranker = Ranker(PhraseIndex(self._phrases(examples), Segmenter(words)))

    def parse(self, text: str) -> Parse:
        """Never raises for any text; an empty or wordless text is refused."""
        sentence = normalise(text)
        entities = self.entities.find(sentence)
        ranked = self._ranker.rank(self._about(sentence, entities), _meanings(entities))
        return decide(self.catalogue, text, entities, ranked, self._followups.intent(sentence, entities))

    def _phrases(self, examples: Sequence[Example]) -> list[Phrase]:
        written = [(e.text, e.intent) for e in examples if e.intent not in INTENTS]
        written += [(name, s.id) for s in self.catalogue.services.values() for name in (s.name, s.everyday)]
        phrases = []
        for text, intent in written:
            sentence = normalise(text)
            entities = self.entities.find(sentence)
            phrases.append(Phrase(self._about(sentence, entities), intent, text, _meanings(entities)))
        return [phrase for phrase in phrases if phrase.text]

    def _about(self, sentence: Normalised, entities: tuple[Entity, ...]) -> str:
        """The sentence without place names, «有什么不同», and the words for a side that every service has."""
        aside = [e for e in entities if e.value in _COMMON_SIDES or e.entity in _PLACES or e.entity == "difference"]
        hidden = {at for e in aside for at in range(e.start, e.end)}
        kept = "".join(" " if at in hidden else c for c, at in zip(sentence.text, sentence.origin, strict=True))
        return " ".join(kept.split())


def _meanings(entities: tuple[Entity, ...]) -> tuple[str, ...]:
    """Facts by their meaning; a place only as where somebody goes."""
    meant = [e.entity if e.entity == "destination" else f"{e.entity}={e.value}" for e in entities]
    return tuple(dict.fromkeys(m for m, e in zip(meant, entities, strict=True) if e.entity not in _NOT_FACTS))


@lru_cache(maxsize=1)
def interpreter() -> Interpreter:
    """The interpreter of the content that ships with the product, built on first use."""
    return Interpreter(load(), read_training())
