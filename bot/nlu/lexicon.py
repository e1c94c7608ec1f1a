"""The words that people use about our services: what slips are corrected to, and what is no slip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from bot.nlu.features import WORD
from knowledge import Catalogue

USED = 8
"""A word of at least so many phrases about services is one that slips are corrected to."""
USED_IF_SHORT = 40
"""The same for words of two characters, which are met by chance."""


class Lexicon:
    """Filled phrase by phrase, then read only."""

    def __init__(self, catalogue: Catalogue, terms: Iterable[str]) -> None:
        self.known: Counter[str] = Counter()
        """All words, with how many phrases use them."""
        self.terms = frozenset(terms)
        """The words of the glossary, as sentences come."""
        self._about_services: Counter[str] = Counter()
        self._catalogue = catalogue

    def add(self, features: Mapping[str, int], intent: str) -> None:
        """The words of one more phrase."""
        words = [feature[1:] for feature in features if feature[0] == WORD]
        self.known.update(words)
        if intent in self._catalogue.services or intent in self._catalogue.triages:
            self._about_services.update(words)

    def words(self) -> dict[str, int]:
        """The words that slips are corrected to, with how many phrases about services use them."""
        used = self._about_services
        often = {word: n for word, n in used.items() if n >= (USED if len(word) > 2 else USED_IF_SHORT)}
        return often | {word: used[word] for word in self.terms}
