"""One spelling for one sentence: NFKC, lower case, simplified characters, punctuation as single spaces."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

LONGEST = 4000
"""One sign may stand for eighteen letters (ﷺ); no sentence needs more than so many."""
RUN = 3
"""Of the same character in a row at most so many are kept; numbers were masked before."""


@dataclass(frozen=True)
class Normalised:
    """`text` for matching; `origin[i]` is the position in the original of its i-th character."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of `text` as a span of the original."""
        return self.origin[start], self.origin[end - 1] + 1

    def changed(self, changes: Sequence[tuple[int, int, str]]) -> Normalised:
        """With spans of `text` replaced, given in order; the new words stand where the old ones stood."""
        if not changes:
            return self
        text, origin, done = "", list[int](), 0
        for start, end, new in changes:
            last = self.origin[end - 1]
            text += self.text[done:start] + new
            origin += [*self.origin[done:start], *(min(self.origin[start] + n, last) for n in range(len(new)))]
            if new:
                origin[-1] = last
            done = end
        return Normalised(text + self.text[done:], (*origin, *self.origin[done:]))


def normalise(original: str) -> Normalised:
    """Letters, digits and Chinese characters survive; everything else separates."""
    characters: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(original):
        if len(characters) >= LONGEST:
            break
        for plain in unicodedata.normalize("NFKC", character).lower():
            kept = plain if plain.isalnum() else " "
            if kept != " " and characters[-RUN:] == [kept] * RUN:
                continue  # «啊啊啊啊啊啊» says no more than «啊啊啊»
            if kept != " " or (characters and characters[-1] != " "):
                characters.append(kept)
                origin.append(position)
    if characters and characters[-1] == " ":
        characters.pop()
        origin.pop()
    return Normalised(_simplified("".join(characters)), tuple(origin))


def _simplified(text: str) -> str:
    converted = _converter().convert(text)
    # Positions must keep pointing at the original, so a conversion that changes the length is done by character.
    return converted if len(converted) == len(text) else "".join(_one(c) for c in text)


@lru_cache(maxsize=4096)
def _one(character: str) -> str:
    converted = _converter().convert(character)
    return converted if len(converted) == 1 else character


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")
