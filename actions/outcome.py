"""The closed set of ways a turn can end; log, desk and metrics read the same set."""

from __future__ import annotations

from enum import Enum


class Outcome(Enum):
    """Every turn ends in exactly one of these."""

    ANSWERED = "answered"
    ASKED = "asked"
    CLARIFIED = "clarified"
    NO_DATA = "no_data"
    OUT_OF_SCOPE = "out_of_scope"
    HANDED_OFF = "handed_off"
    ERROR = "error"
