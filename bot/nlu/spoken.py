"""Dialect and everyday words put into plain ones, before anything else looks at a sentence."""

from __future__ import annotations

import re

from bot.nlu.normalise import Normalised, normalise
from knowledge.glossary import Glossary


class PlainSpeech:
    """Replaces what the glossary's `spoken` table lists, the longest word first."""

    def __init__(self, glossary: Glossary) -> None:
        # The plain words stand in the table too: «妈妈» is not «妈» twice.
        self._plain = {normalise(word).text: entry.id for entry in glossary.spoken.values() for word in entry.said}
        self._plain |= {word: word for word in glossary.spoken}
        words = sorted(self._plain, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(re.escape, words)) or r"(?!)")

    def read(self, sentence: Normalised) -> Normalised:
        """The sentence in plain words; spans still count the original."""
        changes = [
            (found.start(), found.end(), self._plain[found[0]]) for found in self._pattern.finditer(sentence.text)
        ]
        return sentence.changed([change for change in changes if sentence.text[change[0] : change[1]] != change[2]])
