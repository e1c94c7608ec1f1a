"""Text in columns on a terminal."""

from __future__ import annotations

import unicodedata


def padded(text: str, width: int) -> str:
    """Filled with spaces to this width on a terminal, where a Chinese character takes two columns."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return text + " " * max(1, width - len(text) - wide)
