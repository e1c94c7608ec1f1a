"""Entities by dictionary: the annotated words of the training data and the names of the catalogue's regions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from bot.nlu.normalise import Normalised, normalise
from bot.nlu.parse import Entity
from bot.nlu.training import Example, Mention
from knowledge import Catalogue

_NEGATION = re.compile(r"(?:不是|不算|没有|并非|不|没|非)$")
GOING = "转到|转去|转往|转回|转入|转|去|到|在|住|来|回|往|跑|搬"
"""After these a place is where someone goes or stays, not where they are insured."""
INSURED = "(?:市|省|县|区)?(?:这边|那边)?的?(?:医保|参保|居民医保|职工医保|社保|农合|新农合|交的|买的|缴的|户口)"
"""Before these it is the place of insurance all the same."""
_GOING, _INSURED, _FROM = re.compile(f"(?:{GOING})$"), re.compile(INSURED), re.compile("从$")


class EntityDictionary:
    """Finds the longest known words from left to right; a negated word does not count."""

    def __init__(self, catalogue: Catalogue, examples: Iterable[Example]) -> None:
        self._catalogue = catalogue
        self.meanings: Mapping[str, Mention] = _meanings(catalogue, examples)
        self._lengths = _lengths(self.meanings)
        questions = catalogue.questions.values()
        self._yes_no = {q.id for q in questions if {o.id for o in q.options} == {"yes", "no"}}

    def find(self, sentence: Normalised) -> tuple[Entity, ...]:
        """Entities in order of their place; at most one for a stretch of text."""
        found = []
        position = 0
        while position < len(sentence.text):
            length = self._length_at(sentence.text, position)
            entity = self._entity(sentence, position, position + length) if length else None
            found += [entity] if entity is not None else []
            position += length or 1
        return tuple(found)

    def _length_at(self, text: str, position: int) -> int:
        for length in self._lengths.get(text[position], ()):
            word = text[position : position + length]
            if len(word) == length and word in self.meanings and (length > 1 or _alone(text, position)):
                return length
        return 0

    def _entity(self, sentence: Normalised, start: int, end: int) -> Entity | None:
        mention = self.meanings[sentence.text[start:end]]
        span = sentence.span(start, end)
        before = sentence.text[max(0, start - 3) : start]
        if mention.entity == "region":
            name = self._place(mention.value, before, sentence.text[end:])
            return Entity(name, mention.value, *span) if name else None
        if mention.entity not in self._catalogue.questions or not _NEGATION.search(before):
            return Entity(mention.entity, mention.value, *span)
        if mention.entity in self._yes_no:
            return Entity(mention.entity, "no" if mention.value == "yes" else "yes", *span)
        return None

    def _place(self, region: str, before: str, after: str) -> str | None:
        if _FROM.search(before):
            return None
        if _INSURED.match(after) and self._catalogue.regions[region].insured:
            return "region"
        if _GOING.search(before) or not self._catalogue.regions[region].insured:
            return "destination"
        return "region"


def _meanings(catalogue: Catalogue, examples: Iterable[Example]) -> dict[str, Mention]:
    meanings: dict[str, Mention] = {}
    for example in examples:
        for mention in example.mentions:
            if mention.entity not in {"region", "destination"}:
                meanings.setdefault(_key(mention.surface), mention)
    for region in catalogue.regions.values():
        names = dict.fromkeys((region.name, *region.aliases))
        meanings.update({_key(name): Mention(name, "region", region.id) for name in names if name != "其他省市"})
    return meanings


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For each first character how long the words are that begin with it, longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for word in words:
        found[word[0]].add(len(word))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _key(surface: str) -> str:
    return normalise(surface).text


def _alone(text: str, position: int) -> bool:
    """One character is a word of its own only between blanks."""
    before, after = text[:position], text[position + 1 :]
    return before[-1:] in {"", " "} and after[:1] in {"", " "}
