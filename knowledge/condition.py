"""When something applies: conditions on facts about the citizen, some of which may still be unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

Facts = Mapping[str, str]
"""What is known about the citizen: question id → option id."""


class Truth(Enum):
    """A condition's value while some facts may still be unknown."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True)
class Condition:
    """Alternatives, each a set of facts that must all hold; without alternatives it always holds."""

    alternatives: tuple[Mapping[str, tuple[str, ...]], ...] = ()

    def given(self, facts: Facts) -> Truth:
        """YES, NO, or OPEN as far as the facts go."""
        if not self.alternatives:
            return Truth.YES
        values = {_all_hold(alternative, facts) for alternative in self.alternatives}
        if Truth.YES in values:
            return Truth.YES
        return Truth.OPEN if Truth.OPEN in values else Truth.NO

    def missing(self, facts: Facts) -> Iterator[str]:
        """The facts that could still settle it, in the order they are written."""
        for alternative in self.alternatives:
            if _all_hold(alternative, facts) is Truth.OPEN:
                yield from (fact for fact in alternative if fact not in facts)

    def facts(self) -> Iterator[tuple[str, str]]:
        """Every (question, option) it names."""
        for alternative in self.alternatives:
            for fact, options in alternative.items():
                yield from ((fact, option) for option in options)


def _all_hold(alternative: Mapping[str, tuple[str, ...]], facts: Facts) -> Truth:
    if any(fact in facts and facts[fact] not in options for fact, options in alternative.items()):
        return Truth.NO
    return Truth.YES if all(fact in facts for fact in alternative) else Truth.OPEN


ALWAYS = Condition()
