"""Numbers as they are said."""

from __future__ import annotations

_DIGITS = {digit: n for n, digit in enumerate("零一二三四五六七八九")} | {"两": 2}


def whole_number(written: str) -> int | None:
    """«63», «六十三», «一百零二» below a thousand; None for anything else, «十几» and «二三» included."""
    if written.isascii():
        return int(written) if written.isdigit() else None
    total, pending = 0, None
    for character in written:
        if character in _DIGITS:
            if pending:
                return None  # «二三岁»: two or three
            pending = _DIGITS[character]
        elif character in "十百":
            total += (1 if pending is None else pending) * (10 if character == "十" else 100)
            pending = None
        else:
            return None
    return total + (pending or 0)
