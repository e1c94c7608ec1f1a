"""The phrase index: which known phrase is nearest to a sentence, found by the words they share."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
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
    """Built once, read only."""

    def __init__(
        self, phrases: Sequence[Phrase], features: Sequence[Mapping[str, int]], rarity: Callable[[str], float]
    ) -> None:
        self.phrases = tuple(phrases)
        self._rarity = rarity
        self._sizes = array("H", (min(len(found), 65535) for found in features))
        self._postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._exact: dict[str, Phrase] = {}
        for position, (phrase, found) in enumerate(zip(phrases, features, strict=True)):
            self._exact.setdefault(phrase.text, phrase)
            for feature in found:
                if feature[0] in (WORD, TERM):
                    self._postings[feature].append(position)

    def exact(self, text: str) -> Phrase | None:
        """The phrase with just these characters, normalised."""
        return self._exact.get(text)

    def nearest(self, text: str, features: Mapping[str, int], intent: str) -> Phrase | None:
        """The phrase of an intent that shares the most telling words and, among those, is spelt most alike.

        Common words are left out once BUDGET phrases were looked at, so the time does not grow with the phrases.
        """
        scores: dict[int, float] = defaultdict(float)
        seen = 0
        words = [feature for feature in features if feature in self._postings]
        for weight, feature in sorted((-self._rarity(f), f) for f in words):
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
