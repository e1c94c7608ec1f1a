"""Entities by dictionary: the annotated words of the training data and the names of the catalogue's regions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from bot.nlu.followup import FILLER
from bot.nlu.normalise import Normalised, normalise
from bot.nlu.numerals import whole_number
from bot.nlu.parse import Entity
from bot.nlu.spoken import PlainSpeech
from bot.nlu.training import Example, Mention
from knowledge import Catalogue

_NEGATION = re.compile(r"(?:不是|不算|没有|并非|不用|不需要|不要|没|不|非)$")
_IN_BIRTH = re.compile("(?:生|怀|生了|怀了|生个|怀个|生第?[一二三两]个?)$")
"""«生娃儿»: the child is not the one who asks to be cared for."""
GOING = "转到|转去|转往|转回|转入|转|去|到|在|住|来|回|往|跑|搬"
"""After these a place is where someone goes or stays, not where they are insured."""
INSURED = "(?:市|省|县|区)?(?:这边|那边)?的?(?:医保|参保|居民医保|职工医保|社保|农合|新农合|交的|买的|缴的|户口)"
"""Before these it is the place of insurance all the same."""
_ENROLS = re.compile(
    "(?:市|省|县|区)?(?:这边|那边|可以|能不能|能|怎么|以[^ 以]{2,8}?身份|继续|一直|本地){0,4}"
    "(?:参加|参保|缴纳|(?:交|缴|买|上)[^ ]{0,3}(?:医保|社保|农合|合作医疗))"
)
"""«在重庆参加居民医保»: where one pays is where one is insured."""
_INSURED_AT = re.compile("(?:医保|参保地?|社保|农合)(?:关系)?(?:是|在|都在|还在|仍在|交在|买在)$")
AGE = r"(\d{1,3}|[一二两三四五六七八九十百零]{1,5}) ?(?:多|来)?(?:周岁|岁)"
"""Source of the pattern; its group is the number."""
_AGE = re.compile(AGE)
OLDEST = 130
_BEFORE_PLACE = re.compile("(?:^|[ 是在我从])$")
_GOING, _INSURED, _FROM = re.compile(f"(?:{GOING})$"), re.compile(INSURED), re.compile("从$")


class EntityDictionary:
    """Finds the longest known words from left to right; a negated word does not count."""

    def __init__(self, catalogue: Catalogue, examples: Iterable[Example]) -> None:
        self._catalogue = catalogue
        self._plain = PlainSpeech(catalogue.glossary)
        self.meanings: Mapping[str, tuple[Mention, ...]] = self._meant(examples)
        self.doubtful = {self._key(name) for region in catalogue.regions.values() for name in region.short}
        self._lengths = _lengths(self.meanings)
        questions = catalogue.questions.values()
        self._yes_no = {q.id for q in questions if {o.id for o in q.options} == {"yes", "no"}}

    def find(self, sentence: Normalised) -> tuple[Entity, ...]:
        """Entities in order of their place; a word with several meanings gives one for each."""
        found: list[Entity] = []
        position = 0
        while position < len(sentence.text):
            length = self._length_at(sentence.text, position)
            if length:
                found += self._entities(sentence, position, position + length)
            position += length or 1
        return tuple(sorted([*found, *_ages(sentence)], key=lambda entity: entity.start))

    def value_for(self, entity: str, text: str) -> str | None:
        """The value of this entity that a normalised text names, by its longest word for it; None if it names none."""
        best: tuple[int, str | None] = (0, None)
        for start, first in enumerate(text):
            for length in self._lengths.get(first, ()):
                for mention in self.meanings.get(text[start : start + length], ()):
                    if mention.entity == entity and length > best[0]:
                        best = (length, self._said(mention, text[:start]))
        return best[1]

    def _meant(self, examples: Iterable[Example]) -> dict[str, tuple[Mention, ...]]:
        meanings: dict[str, dict[str, Mention]] = defaultdict(dict)
        for example in examples:
            for mention in example.mentions:
                if mention.entity not in {"region", "destination"}:
                    meanings[self._key(mention.surface)].setdefault(mention.entity, mention)
        for region in self._catalogue.regions.values():
            for name in (region.name, *region.aliases, *region.former, *region.short):
                meanings[self._key(name)] = {"region": Mention(name, "region", region.id)}
        return {word: tuple(by_entity.values()) for word, by_entity in meanings.items()}

    def _key(self, surface: str) -> str:
        return self._plain.read(normalise(surface)).text

    def _length_at(self, text: str, position: int) -> int:
        for length in self._lengths.get(text[position], ()):
            word = text[position : position + length]
            if len(word) != length or word not in self.meanings or (length == 1 and not _alone(text, position)):
                continue
            if word not in self.doubtful or _clearly_a_place(text[:position], text[position + length :]):
                return length
        return 0

    def _entities(self, sentence: Normalised, start: int, end: int) -> list[Entity]:
        span = sentence.span(start, end)
        found = []
        for mention in self.meanings[sentence.text[start:end]]:
            before, after = sentence.text[:start], sentence.text[end:]
            if mention.entity == "region":
                name = self._place(mention.value, before, after)
                found += [Entity(name, mention.value, *span)] if name else []
            else:
                value = self._said(mention, before)
                found += [Entity(mention.entity, value, *span)] if value is not None else []
        return found

    def _said(self, mention: Mention, before: str) -> str | None:
        """The value after what stands before the word: «不是急诊» is no emergency, «不是退休» says nothing."""
        if mention.entity == "for_whom" and _IN_BIRTH.search(before):
            return None
        if mention.entity not in self._catalogue.questions or not _NEGATION.search(before):
            return mention.value
        if mention.entity in self._yes_no:
            return "no" if mention.value == "yes" else "yes"
        return None

    def _place(self, region: str, before: str, after: str) -> str | None:
        if _FROM.search(before):
            return None
        if _INSURED.match(after) or _INSURED_AT.search(before) or (before.endswith("在") and _ENROLS.match(after)):
            return "region"
        if _GOING.search(before) or not self._catalogue.regions[region].insured:
            return "destination"
        return "region"


def _ages(sentence: Normalised) -> list[Entity]:
    """«63岁»、«六十三岁» as whole years."""
    found = [(match, whole_number(match[1])) for match in _AGE.finditer(sentence.text)]
    return [Entity("age", str(n), *sentence.span(*match.span())) for match, n in found if n is not None and n <= OLDEST]


def _clearly_a_place(before: str, after: str) -> bool:
    """«我是南部的», «安宁的医保», «在会理参保», or nothing but the name."""
    return bool(_BEFORE_PLACE.search(before)) and (not FILLER.sub("", after) or bool(_INSURED.match(after)))


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For each first character how long the words are that begin with it, longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for word in words:
        found[word[0]].add(len(word))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _alone(text: str, position: int) -> bool:
    """One character is a word of its own only between blanks."""
    before, after = text[:position], text[position + 1 :]
    return before[-1:] in {"", " "} and after[:1] in {"", " "}
