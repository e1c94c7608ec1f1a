"""From phrases to intents: overlap shortlists, rapidfuzz judges the spelling, all phrases of an intent add support."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.nlu.index import Hit, PhraseIndex

SHORTLIST = 40
TELLING = 1.0
"""A sentence whose best word stands in most intents («的») says nothing."""
_OVERLAP, _SPELLING, _SUPPORT = 0.3, 0.1, 0.6
_STEEPNESS = 6.0
"""Spreads the scores, which lie low since a sentence shares little with any one phrase, over 0–1."""


@dataclass(frozen=True)
class Candidate:
    """An intent with its confidence (0–1) and the phrase that speaks for it most."""

    intent: str
    confidence: float
    phrase: str


class Ranker:
    def __init__(self, index: PhraseIndex) -> None:
        self._index = index

    def rank(self, text: str, meanings: Sequence[str] = ()) -> Sequence[Candidate]:
        """Intents that share anything with the text, best first; the same text always gives the same list."""
        weighed = self._index.weigh(text, meanings)
        if not weighed.values or weighed.values[0][1] < TELLING:
            return []
        hits = self._index.search(weighed, SHORTLIST)
        support = self._index.support(weighed)
        best: dict[str, Candidate] = {}
        for hit in hits:
            candidate = Candidate(hit.phrase.intent, _confidence(text, hit, support), hit.phrase.source)
            known = best.get(candidate.intent)
            if known is None or candidate.confidence > known.confidence:
                best[candidate.intent] = candidate
        return sorted(best.values(), key=lambda c: (-c.confidence, c.intent))


def _confidence(text: str, hit: Hit, support: Mapping[str, float]) -> float:
    if text == hit.phrase.text:
        return 1.0
    spelling = fuzz.ratio(text, hit.phrase.text) / 100
    score = _OVERLAP * hit.overlap + _SPELLING * spelling + _SUPPORT * support.get(hit.phrase.intent, 0.0)
    return 1 - math.exp(-_STEEPNESS * score)
