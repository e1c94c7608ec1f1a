"""What a sentence is made of, for the model and the index: words, the terms they stand for, character pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.nlu.normalise import normalise
from bot.nlu.segment import Segmenter
from knowledge.glossary import Glossary

WORD, TERM = "=", "~"
"""Marks, so that a word differs from the pair of the same characters, and from the term that it stands for."""


class Featuriser:
    def __init__(self, segmenter: Segmenter, glossary: Glossary) -> None:
        self._segmenter = segmenter
        self._terms = {normalise(word).text: t.id for t in glossary.terms.values() for word in (t.id, *t.said)}

    def features(self, text: str, meanings: Sequence[str] = ()) -> Counter[str]:
        """Each feature with how often it occurs; `meanings` are what entities stand for, whatever their words."""
        words = self._segmenter.words(text)
        counted = Counter([WORD + word for word in (*words, *meanings)])
        counted.update(TERM + self._terms[word] for word in words if word in self._terms)
        joined = text.replace(" ", "")
        counted.update([joined[i : i + 2] for i in range(len(joined) - 1)])
        return counted


def spelt_out(feature: str) -> str:
    """A feature as people may read it."""
    return feature[1:] if feature[0] in (WORD, TERM) else feature
