"""The understanding of one sentence, start to end: spelling, entities, features, ranking, decision."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.nlu.asking import asked_sides
from bot.nlu.decide import decide
from bot.nlu.entities import EntityDictionary
from bot.nlu.features import Featuriser
from bot.nlu.followup import INTENTS, FollowUps
from bot.nlu.index import Phrase, PhraseIndex
from bot.nlu.kept import trained
from bot.nlu.lexicon import Lexicon
from bot.nlu.linear import Examples
from bot.nlu.matters import parts
from bot.nlu.normalise import Normalised, normalise
from bot.nlu.parse import Correction, Entity, Parse, Reading
from bot.nlu.rank import Ranker
from bot.nlu.reasons import Reasoner, Reasons
from bot.nlu.segment import Segmenter
from bot.nlu.slips import Slips
from bot.nlu.spoken import PlainSpeech
from bot.nlu.training import Example, read_training
from knowledge import Catalogue, load

_PLACES = {"region", "destination"}
_NOT_FACTS = {"facet", "region", "number", "paper", "difference", "age", "danger"}
_DENIED = re.compile(
    "(?<!是)(?:我?不是问|不是|我?不办|我?不想办|我?不要办|我?不问)([一-鿿]{2,8}?)了? ?"
    "(?:而是|我?是问|是|我?想?要?办|我?问|我?想问|我?要)"
)
"""«不是住院是门诊»: what is denied says nothing about what is meant."""


FIRST_OF_ALL = {"out_of_scope/emergency", "out_of_scope/scam"}
"""What a message is about, whatever else it asks."""
SURELY = 0.4
"""From here a part of a message is a matter of its own."""


class Interpreter:
    """A frozen snapshot of catalogue and training data; thread-safe, and the same text always has the same parse."""

    def __init__(self, catalogue: Catalogue, examples: Sequence[Example]) -> None:
        self.catalogue = catalogue
        self._plain = PlainSpeech(catalogue.glossary)
        self.entities = EntityDictionary(catalogue, examples)
        self._followups = FollowUps(examples, self._plain)
        # Keyed as sentences come: a term that a clerk writes in dialect is met in plain words.
        terms = {self.plain(w): t.id for t in catalogue.glossary.terms.values() for w in (t.id, *t.said)}
        names = [self.plain(name) for s in catalogue.services.values() for name in (s.name, s.everyday)]
        segmenter = Segmenter(_words(self.entities, [*terms, *names]))
        self._features = Featuriser(segmenter, terms)
        self._index, learned, words = PhraseIndex(), Examples(), Lexicon(catalogue, terms)
        for phrase, features in self._phrases(examples):
            self._index.add(phrase, features)
            learned.add(features, phrase.intent)
            words.add(features, phrase.intent)
        self._model = trained(learned)
        self._ranker = Ranker(self._index, self._model)
        self._reasoner = Reasoner(self._model, self._index)
        self._slips = Slips(words, segmenter)

    def parse(self, text: str) -> Parse:
        """Never raises for any text; an empty or wordless text is refused."""
        written = self._plain.read(normalise(text))
        read, corrections = self._corrected(written)
        whole = self._understood(text, read)
        if corrections:
            # A slip that changes nothing is not worth a word.
            unread = self._understood(text, written)
            changed = (unread.intent, unread.decision, unread.items) != (whole.intent, whole.decision, whole.items)
            whole = replace(whole, corrections=corrections if changed else ())
        one = self._index.exact(read.text) is not None or whole.intent in FIRST_OF_ALL
        matters = () if one else self._matters(text, slips=bool(corrections))
        if len(matters) < 2:
            return whole
        first, others = matters[0], matters[1:]
        items = tuple(dict.fromkeys(item for matter in matters for item in matter.items[: len(first.items)]))
        # Who it is about and where may stand anywhere; the sides, and a place said with another matter, are its own.
        theirs = {(e.entity, e.start) for matter in others for e in matter.entities if e.entity in _PLACES}
        shared = [e for e in whole.entities if e.entity != "facet" and (e.entity, e.start) not in theirs]
        sides = [entity for entity in first.entities if entity.entity == "facet"]
        entities = tuple(sorted([*shared, *sides], key=lambda entity: entity.start))
        told = replace(first, entities=entities, region=whole.region, corrections=whole.corrections)
        return replace(told, items=items, matters=matters)

    def _corrected(self, written: Normalised) -> tuple[Normalised, tuple[Correction, ...]]:
        """With slips as what they were meant to be; a known phrase is what it says."""
        return (written, ()) if self._index.exact(written.text) else self._slips.correct(written)

    def _understood(self, text: str, sentence: Normalised) -> Parse:
        entities = asked_sides(sentence, self.entities.find(sentence))
        ranked = self._ranker.rank(sentence.text, self._features_of(sentence, entities))
        return decide(self.catalogue, Reading(text, entities, ranked, self._followups.intent(sentence, entities)))

    def read(self, text: str) -> Normalised:
        """The text in plain words, with slips as what they were probably meant to be."""
        return self._corrected(self._plain.read(normalise(text)))[0]

    def plain(self, text: str) -> str:
        """The text normalised and in plain words, as the entity dictionary reads it."""
        return self._plain.read(normalise(text)).text

    def why(self, text: str, intent: str | None = None) -> Reasons | None:
        """What spoke for this intent, or for the likeliest one; None when nothing in the text was known."""
        sentence, corrections = self._corrected(self._plain.read(normalise(text)))
        entities = asked_sides(sentence, self.entities.find(sentence))
        features = self._features_of(sentence, entities)
        ranked = self._ranker.rank("", features)  # not by the exact phrase, which would leave no runner-up
        found = self._reasoner.reasons(sentence.text, features, ranked, intent)
        return replace(found, corrections=corrections) if found is not None else None

    def _matters(self, text: str, slips: bool) -> tuple[Parse, ...]:
        """The parts of a message, which may hold `slips`, that each surely name another service or family."""
        found: dict[str, Parse] = {}
        for start, end in parts(text):
            part = text[start:end]
            parse = self._understood(part, self.read(part) if slips else self._plain.read(normalise(part)))
            about = parse.intent in self.catalogue.services or parse.intent in self.catalogue.triages
            if about and parse.confidence >= SURELY:
                moved = [replace(e, start=e.start + start, end=e.end + start) for e in parse.entities]
                found.setdefault(parse.intent, replace(parse, text=text, entities=tuple(moved)))
        families = {one for name in found if (t := self.catalogue.triages.get(name)) for one in t.services}
        return tuple(parse for name, parse in found.items() if name not in families)

    def _phrases(self, examples: Sequence[Example]) -> Iterator[tuple[Phrase, Counter[str]]]:
        """Each phrase with its features; those without any are left out."""
        written = [(e.text, e.intent) for e in examples if e.intent not in INTENTS]
        written += [(name, s.id) for s in self.catalogue.services.values() for name in (s.name, s.everyday)]
        for text, intent in written:
            sentence = self._plain.read(normalise(text))
            features = self._features_of(sentence, self.entities.find(sentence))
            if features:
                yield Phrase(sentence.text, intent, text), features

    def _features_of(self, sentence: Normalised, entities: tuple[Entity, ...]) -> Counter[str]:
        return self._features.features(self._about(sentence, entities), _meanings(entities))

    def _about(self, sentence: Normalised, entities: tuple[Entity, ...]) -> str:
        """The sentence without place names and «有什么不同»."""
        aside = [e for e in entities if e.entity in _PLACES or e.entity == "difference"]
        hidden = {at for e in aside for at in range(e.start, e.end)}
        kept = "".join(" " if at in hidden else c for c, at in zip(sentence.text, sentence.origin, strict=True))
        kept = _DENIED.sub(" ", kept)
        return " ".join(kept.split())


def _words(entities: EntityDictionary, own: Iterable[str]) -> list[str]:
    """The words that the segmenter must not cut."""
    return [*(word for word in entities.meanings if len(word) > 1), *(word.replace(" ", "") for word in own)]


def _meanings(entities: tuple[Entity, ...]) -> tuple[str, ...]:
    """Facts by their meaning; a place only as where somebody goes."""
    meant = [e.entity if e.entity == "destination" else f"{e.entity}={e.value}" for e in entities]
    return tuple(dict.fromkeys(m for m, e in zip(meant, entities, strict=True) if e.entity not in _NOT_FACTS))


@lru_cache(maxsize=1)
def interpreter() -> Interpreter:
    """The interpreter of the content that ships with the product, built on first use."""
    return Interpreter(load(), read_training())
