"""What a sentence is made of, for the model and the index: words, the terms they stand for, characters and pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from sys import intern

from bot.nlu.segment import Segmenter

WORD, TERM, BOTH = "=", "~", "&"
"""Marks, so that a word differs from the pair of the same characters, from its term, and from two terms together."""


class Featuriser:
    def __init__(self, segmenter: Segmenter, terms: Mapping[str, str]) -> None:
        """`terms` is by each word, as sentences come (normalised, in plain words), the term that it stands for."""
        self._segmenter, self._terms = segmenter, terms

    def features(self, text: str, meanings: Sequence[str] = ()) -> Counter[str]:
        """Each feature with how often it occurs; `meanings` are what entities stand for, whatever their words.

        Two terms or meanings together tell more than each alone: 居民医保 with 报销, 居民医保 with 断缴.
        """
        words = self._segmenter.words(text)
        terms = [TERM + self._terms[word] for word in words if word in self._terms]
        counted = Counter([WORD + word for word in (*words, *meanings)])
        counted.update(terms)
        together = sorted({*terms, *(WORD + meaning for meaning in meanings)})
        counted.update(f"{BOTH}{one}{other}" for one, other in combinations(together, 2))
        joined = text.replace(" ", "")
        counted.update(joined)
        counted.update(joined[i : i + 2] for i in range(len(joined) - 1))
        # Phrases share most features: one string for all of them is a third of the memory at load.
        return Counter({intern(feature): count for feature, count in counted.items()})


def spelt_out(feature: str) -> str:
    """A feature as people may read it."""
    return feature[1:] if feature[0] in (WORD, TERM) else feature
