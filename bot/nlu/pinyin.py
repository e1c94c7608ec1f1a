"""How characters sound: pinyin without tones, and with the sounds that southern speech does not tell apart made one."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache

# Phrases with their own readings would cost a second and 20 MB at start; single characters are enough for slips.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))


@lru_cache(maxsize=16384)
def spelt(character: str) -> str:
    """«医» → yi; anything without a reading is itself."""
    return _reader()(character)


@lru_cache(maxsize=1)
def _reader() -> Callable[[str], str]:
    # Phrases with their own readings would cost a second and 20 MB; single characters are enough for slips.
    before = os.environ.get("PYPINYIN_NO_PHRASES")
    os.environ["PYPINYIN_NO_PHRASES"] = "true"
    try:
        from pypinyin import Style, lazy_pinyin
    finally:
        os.environ.pop("PYPINYIN_NO_PHRASES") if before is None else os.environ.update(PYPINYIN_NO_PHRASES=before)
    return lambda character: str(lazy_pinyin(character, style=Style.NORMAL, errors="default")[0])


@lru_cache(maxsize=16384)
def sound(character: str) -> str:
    """The syllable as one hears it in the south-west: zh/z, ch/c, sh/s, n/l and final -ng/-n are the same."""
    syllable = spelt(character)
    if not syllable.isascii():
        return syllable
    syllable = syllable.removesuffix("g") if syllable.endswith(("ang", "eng", "ing")) else syllable
    for written, heard in _ALIKE:
        if syllable.startswith(written) and len(syllable) > 1:
            return heard + syllable[len(written) :]
    return syllable
