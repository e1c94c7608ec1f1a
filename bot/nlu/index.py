"""The phrase index: which known phrases share the telling words and character pairs of a sentence."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from bot.nlu.segment import Segmenter

_PAIR_WEIGHT = 0.6
"""A character pair says less than a word, and overlaps with its neighbours."""
BUDGET = 600
"""Postings that one search looks at."""


@dataclass(frozen=True)
class Phrase:
    """A known phrase, normalised, and the intent it belongs to."""

    text: str
    intent: str
    source: str
    """As the editors wrote it."""
    meanings: tuple[str, ...] = ()
    """What its entities mean, so that other words for the same count as the same."""


@dataclass(frozen=True)
class Weighed:
    """A sentence as (feature, weight) and the length of that vector."""

    values: tuple[tuple[str, float], ...]
    norm: float


@dataclass(frozen=True)
class Hit:
    """A phrase found: `overlap` is the cosine of the weighted features, 0–1."""

    phrase: Phrase
    overlap: float


class PhraseIndex:
    """Built once, read only. A feature's weight falls with the number of intents that use it."""

    def __init__(self, phrases: Sequence[Phrase], segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self.phrases = tuple(phrases)
        features = [self._features(phrase.text, phrase.meanings) for phrase in phrases]
        self._weights = _weights([(set(f), p.intent) for f, p in zip(features, phrases, strict=True)])
        self._unknown = max(self._weights.values(), default=1.0)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._intents: dict[str, list[tuple[str, float]]] = {}
        self._build(features)

    def weigh(self, text: str, meanings: Sequence[str] = ()) -> Weighed:
        """Words, meanings and character pairs with their weights, the most telling first."""
        counted = self._features(text, meanings)
        values = [(feature, self._weight(feature) * (1 + math.log(count))) for feature, count in counted.items()]
        values.sort(key=lambda pair: (-pair[1], pair[0]))
        return Weighed(tuple(values), math.sqrt(sum(value * value for _, value in values)) or 1.0)

    def search(self, sentence: Weighed, limit: int) -> list[Hit]:
        """The phrases with the largest overlap, best first; ties by position in the data.

        Common features are left out once BUDGET phrases were looked at, so the time does not grow with the phrases.
        """
        scores: dict[int, float] = defaultdict(float)
        seen = 0
        for feature, value in sentence.values:
            postings = self._postings.get(feature, ())
            seen += len(postings)
            if seen > BUDGET and scores:
                break
            for position, posted in postings:
                scores[position] += value * posted
        best = nsmallest(limit, [(-score, position) for position, score in scores.items()])
        return [Hit(self.phrases[position], -score / sentence.norm) for score, position in best]

    def support(self, sentence: Weighed) -> dict[str, float]:
        """How far all phrases of an intent together speak for a sentence: cosine with their sum, 0–1."""
        scores: dict[str, float] = defaultdict(float)
        for feature, value in sentence.values:
            for intent, posted in self._intents.get(feature, ()):
                scores[intent] += value * posted
        return {intent: score / sentence.norm for intent, score in scores.items()}

    def _features(self, text: str, meanings: Sequence[str]) -> Counter[str]:
        # A word is marked, so that it differs from the pair of the same letters.
        counted = Counter([f"={word}" for word in (*self._segmenter.words(text), *meanings)])
        joined = text.replace(" ", "")
        counted.update([joined[i : i + 2] for i in range(len(joined) - 1)])
        return counted

    def _weight(self, feature: str) -> float:
        """How much a feature tells; a word never seen counts as much as the rarest."""
        weight = self._weights.get(feature, self._unknown)
        return weight if feature[0] == "=" else weight * _PAIR_WEIGHT

    def _build(self, features: Sequence[Counter[str]]) -> None:
        sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for position, (phrase, counted) in enumerate(zip(self.phrases, features, strict=True)):
            vector = {f: self._weight(f) * (1 + math.log(n)) for f, n in counted.items()}
            norm = math.sqrt(sum(v * v for v in vector.values())) or 1.0
            for feature, value in vector.items():
                self._postings[feature].append((position, value / norm))
                sums[phrase.intent][feature] += value / norm
        postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for intent, total in sums.items():
            damped = {feature: math.sqrt(value) for feature, value in total.items()}
            norm = math.sqrt(sum(v * v for v in damped.values())) or 1.0
            for feature, value in damped.items():
                postings[feature].append((intent, value / norm))
        self._intents = dict(postings)


def _weights(used: Sequence[tuple[set[str], str]]) -> dict[str, float]:
    intents: dict[str, set[str]] = defaultdict(set)
    for features, intent in used:
        for feature in features:
            intents[feature].add(intent)
    total = len({intent for _, intent in used})
    return {feature: math.log(1 + total / len(users)) for feature, users in intents.items()}
