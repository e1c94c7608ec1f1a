"""From a sentence to intents with their confidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.nlu.features import WORD
from bot.nlu.index import PhraseIndex
from bot.nlu.linear import LinearModel
from bot.nlu.parse import Candidate

TELLING = 1.0
"""A sentence whose rarest known word stands in more than half of the phrases («的») says nothing."""


class Ranker:
    def __init__(self, index: PhraseIndex, model: LinearModel) -> None:
        self._index = index
        self._model = model

    def rank(self, text: str, features: Mapping[str, int]) -> Sequence[Candidate]:
        """All intents, the likeliest first; the same text always gives the same list, a known phrase its intent."""
        phrase = self._index.exact(text)
        if phrase is not None:
            return [Candidate(phrase.intent, 1.0)]
        # Single characters and foreign letters look like anything.
        known = [f for f in features if len(f) > 1 and not f.lstrip(WORD).isascii() and self._model.knows(f)]
        if not known or max(map(self._model.rarity, known)) < TELLING:
            return []
        shares = self._model.probabilities(features)
        best = (-shares).argsort(kind="stable")
        return [Candidate(self._model.intents[n], share) for n, share in zip(best, shares[best].tolist(), strict=True)]
