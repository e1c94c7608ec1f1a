"""Words: jieba with a user dictionary made from the catalogue and the training data."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path

import jieba

_FREQUENCY = 100_000
"""High enough that a word of ours is not cut in two."""


class Segmenter:
    """Cuts normalised text into words; never reads a file after it is built."""

    def __init__(self, words: Iterable[str]) -> None:
        jieba.setLogLevel(logging.WARNING)
        self._tokenizer = jieba.Tokenizer()
        # jieba would otherwise put its cache into the temp folder that every user of the machine can write to.
        self._tokenizer.tmp_dir = str(_cache_folder())
        self._tokenizer.initialize()
        for word in sorted(set(words)):
            self._tokenizer.add_word(word, _FREQUENCY)

    def words(self, text: str) -> list[str]:
        """The words in order, without blanks."""
        return [word for word in self._tokenizer.cut(text, HMM=False) if not word.isspace()]


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "daoban"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
