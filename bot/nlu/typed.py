"""Chinese typed in Latin letters: «yibao zhuanyi», or only the initials: «sbk»."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.nlu.pinyin import spelt

_RUN = re.compile("[a-z]+(?: [a-z]+)*")
_SHORTEST_INITIALS = 3
"""Two letters may stand for anything."""
_AROUND = 3
"""Characters on each side that may belong to the word."""
_READ = 0.6
"""At least this share of the letters must make sense, else they are not pinyin."""


class TypedPinyin:
    """Reads runs of letters as words of a lexicon; «app» and other foreign words stay."""

    def __init__(self, lexicon: Mapping[str, int]) -> None:
        words = sorted((w for w in lexicon if re.fullmatch("[一-鿿]{2,}", w)), key=lambda w: (-lexicon[w], w))
        self._spelt: dict[str, str] = {}
        self._initials: dict[str, str] = {}
        for word in words:
            syllables = [spelt(character) for character in word]
            self._spelt.setdefault("".join(syllables), word)
            if len(word) >= _SHORTEST_INITIALS:
                self._initials.setdefault("".join(syllable[0] for syllable in syllables), word)
        self._longest = max(map(len, self._spelt), default=0)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, words) of every run that can be read."""
        found = []
        for run in _RUN.finditer(text):
            mixed = self._mixed(text, run.start(), run.end())
            read = self._initials.get(run[0]) or self._read(run[0])
            if mixed is not None:
                found.append(mixed)
            elif read is not None:
                found.append((run.start(), run.end(), read))
        return found

    def _mixed(self, text: str, start: int, end: int) -> tuple[int, int, str] | None:
        """A word of which only some characters are typed in letters: «社保ka»."""
        for left in range(_AROUND, -1, -1):
            for right in range(_AROUND, -1, -1):
                before, after = text[max(0, start - left) : start], text[end : end + right]
                if len(before) == left and len(after) == right and left + right:
                    key = "".join(map(spelt, before)) + text[start:end] + "".join(map(spelt, after))
                    word = self._spelt.get(key)
                    if word is not None and word.startswith(before) and word.endswith(after):
                        return start - left, end + right, word
        return None

    def _read(self, run: str) -> str | None:
        """The fewest words that cover most letters; what is no word keeps its letters."""
        letters = run.replace(" ", "")
        # Per end: (letters not understood, words, the reading).
        best: list[tuple[int, int, str]] = [(0, 0, "")]
        for end in range(1, len(letters) + 1):
            unread, words, said = best[end - 1]
            options = [(unread + 1, words, said + letters[end - 1])]
            for start in range(max(0, end - self._longest), end - 1):
                word = self._spelt.get(letters[start:end])
                if word is not None:
                    options.append((best[start][0], best[start][1] + 1, best[start][2] + word))
            best.append(min(options))
        unread, words, said = best[-1]
        return said if words and unread <= (1 - _READ) * len(letters) else None
