"""The phrase index: which known phrase is nearest to a sentence, found by the words they share."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz import fuzz

from bot.nlu.features import TERM, WORD

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


class PhraseIndex:
    """Filled once, then read only."""

    def __init__(self) -> None:
        self.phrases: list[Phrase] = []
        self._sizes = array("H")
        self._postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._exact: dict[str, Phrase] = {}

    def add(self, phrase: Phrase, features: Mapping[str, int]) -> None:
        """One more phrase; of several with the same text the first counts."""
        self._exact.setdefault(phrase.text, phrase)
        for feature in features:
            if feature[0] in (WORD, TERM):
                self._postings[feature].append(len(self.phrases))
        self._sizes.append(min(len(features), 65535))
        self.phrases.append(phrase)

    def exact(self, text: str) -> Phrase | None:
        """The phrase with just these characters, normalised."""
        return self._exact.get(text)

    def nearest(
        self, text: str, features: Mapping[str, int], intent: str, rarity: Callable[[str], float]
    ) -> Phrase | None:
        """The phrase of an intent that shares the most telling words and, among those, is spelt most alike.

        Common words are left out once BUDGET phrases were looked at, so the time does not grow with the phrases.
        """
        scores: dict[int, float] = defaultdict(float)
        seen = 0
        words = [feature for feature in features if feature in self._postings]
        for weight, feature in sorted((-rarity(f), f) for f in words):
            postings = self._postings[feature]
            seen += len(postings)
            if seen > BUDGET and scores:
                break
            for position in postings:
                if self.phrases[position].intent == intent:
                    scores[position] -= weight / math.sqrt(self._sizes[position])
        shortlist = nsmallest(SHORTLIST, [(-score, position) for position, score in scores.items()])
        alike = [(fuzz.ratio(text, self.phrases[n].text) - 100 * score, -n) for score, n in shortlist]
        return self.phrases[-max(alike)[1]] if alike else None
