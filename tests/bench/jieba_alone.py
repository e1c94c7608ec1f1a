"""The yardstick: jieba's own default tokenizer, as it comes."""

from __future__ import annotations

import logging
from pathlib import Path

import jieba


def ready(folder: Path) -> None:
    """Loads its dictionary now, with the cache in `folder` and not in the machine's temp folder."""
    jieba.setLogLevel(logging.WARNING)
    jieba.dt.tmp_dir = str(folder)
    jieba.initialize()


def cut(text: str) -> object:
    return list(jieba.cut(text))
