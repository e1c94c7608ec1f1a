"""Words: jieba with its common words and a user dictionary made from the catalogue and the training data."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import jieba

from bot.nlu.cache import cache_folder

_FREQUENCY = 100_000
"""High enough that a word of ours is not cut in two."""
COMMON = 50
"""Words that jieba counted less often are left out: they are seven of eight, and cost a second at every start."""


class Segmenter:
    """Cuts normalised text into words; never reads a file after it is built."""

    def __init__(self, words: Iterable[str]) -> None:
        jieba.setLogLevel(logging.WARNING)
        folder = cache_folder()
        self._tokenizer = jieba.Tokenizer(str(_common_words(folder)))
        # jieba would otherwise put its cache into the temp folder that every user of the machine can write to.
        self._tokenizer.tmp_dir = str(folder)
        self._tokenizer.initialize()
        for word in sorted(set(words)):
            self._tokenizer.add_word(word, _FREQUENCY)

    def words(self, text: str) -> list[str]:
        """The words in order, without blanks."""
        return [word for word in self._tokenizer.cut(text, HMM=False) if not word.isspace()]


def _common_words(folder: Path) -> Path:
    """jieba's dictionary without the rare words; made once for each version of jieba."""
    path = folder / f"jieba-{version('jieba')}-{COMMON}.txt"
    if path.exists():
        return path
    with jieba.get_dict_file() as file:
        lines = [line for line in file.read().decode("utf-8").splitlines() if int(line.split(" ")[1]) >= COMMON]
    # Written aside and renamed, so that a second process never reads half of it.
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as part:
        part.write("\n".join(lines))
    Path(part.name).replace(path)
    return path
