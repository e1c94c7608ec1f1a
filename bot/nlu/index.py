"""The phrase index: which known phrase is nearest to a sentence, found by the features they share."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz import fuzz

BUDGET = 600
"""Postings that one search looks at."""
SHORTLIST = 40


@dataclass(frozen=True)
class Phrase:
    """A known phrase, normalised, and the intent it belongs to."""

    text: str
    intent: str
    source: str
    """As the editors wrote it."""
    features: Mapping[str, int]


class PhraseIndex:
    """Built once, read only."""

    def __init__(self, phrases: Sequence[Phrase], rarity: Callable[[str], float]) -> None:
        self.phrases = tuple(phrases)
        self._rarity = rarity
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._exact: dict[str, Phrase] = {}
        for position, phrase in enumerate(phrases):
            self._exact.setdefault(phrase.text, phrase)
            for feature in phrase.features:
                self._postings[feature].append(position)

    def exact(self, text: str) -> Phrase | None:
        """The phrase with just these characters, normalised."""
        return self._exact.get(text)

    def nearest(self, text: str, features: Mapping[str, int], intent: str) -> Phrase | None:
        """The phrase of an intent that shares the most telling features and, among those, is spelt most alike.

        Common features are left out once BUDGET phrases were looked at, so the time does not grow with the phrases.
        """
        scores: dict[int, float] = defaultdict(float)
        seen = 0
        for weight, feature in sorted((-self._rarity(f), f) for f in features):
            postings = self._postings.get(feature, ())
            seen += len(postings)
            if seen > BUDGET and scores:
                break
            for position in postings:
                if self.phrases[position].intent == intent:
                    scores[position] -= weight / math.sqrt(len(self.phrases[position].features))
        shortlist = nsmallest(SHORTLIST, [(-score, position) for position, score in scores.items()])
        alike = [(fuzz.ratio(text, self.phrases[n].text) - 100 * score, -n) for score, n in shortlist]
        return self.phrases[-max(alike)[1]] if alike else None
