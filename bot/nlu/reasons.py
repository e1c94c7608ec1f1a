"""Why a sentence was understood as it was, for agents and clerks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.nlu.features import TERM, WORD, spelt_out
from bot.nlu.index import PhraseIndex
from bot.nlu.linear import LinearModel, Telling
from bot.nlu.parse import Candidate, Correction

SHOWN = 5
SLIGHT = 0.03
"""A word of less weight did not count."""


@dataclass(frozen=True)
class Reasons:
    """What spoke for an intent rather than for the next likely one."""

    intent: str
    phrase: str | None
    """The known phrase of that intent that is nearest."""
    counted: tuple[str, ...]
    """The words and character pairs that spoke most for it."""
    against: tuple[str, ...]
    """Those that spoke for the runner-up."""
    ignored: tuple[str, ...]
    """Words that no phrase uses, or that tell nothing."""
    corrections: tuple[Correction, ...]
    """Every slip that was read as another word, whether or not it changed anything."""
    runner_up: str | None
    margin: float
    """Confidence before the runner-up, 0–1; negative when another question was behind the decision."""

    def data(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self) | {"margin": round(self.margin, 4)}

    def text(self) -> str:
        """One line for people."""
        parts = [
            f"最像“{self.phrase}”" if self.phrase else "",
            f"凭{_quoted(self.counted)}" if self.counted else "",
            f"反对的有{_quoted(self.against)}" if self.against else "",
            f"没用上{_quoted(self.ignored)}" if self.ignored else "",
            "；".join(f"“{c.said}”按“{c.read}”理解" for c in self.corrections),
            f"其次 {self.runner_up}，差 {self.margin:.2f}" if self.runner_up else "",
        ]
        return "；".join(part for part in parts if part)


class Reasoner:
    def __init__(self, model: LinearModel, index: PhraseIndex) -> None:
        self._model, self._index = model, index

    def reasons(
        self, text: str, features: Mapping[str, int], ranked: Sequence[Candidate], intent: str | None
    ) -> Reasons | None:
        """Why `intent` (else the likeliest) rather than another; None when nothing in the sentence was known."""
        confidence = {candidate.intent: candidate.confidence for candidate in ranked}
        if not ranked:
            return None
        best = intent if intent in confidence else ranked[0].intent
        other = next((name for name in confidence if name != best), None)
        telling = self._model.telling(features, best, other) if other else []
        weight = {t.feature: t.weight for t in telling}
        words = [feature for feature in features if feature[0] == WORD]
        nearest = self._index.nearest(text, features, best, self._model.rarity)
        return Reasons(
            intent=best,
            phrase=nearest.source if nearest else None,
            counted=_strongest(telling),
            against=_strongest([Telling(t.feature, -t.weight) for t in reversed(telling)]),
            ignored=tuple(spelt_out(w) for w in words if abs(weight.get(w, 0.0)) < SLIGHT)[:SHOWN] if other else (),
            corrections=(),
            runner_up=other,
            margin=confidence[best] - (confidence[other] if other else 0.0),
        )


def _strongest(telling: Sequence[Telling]) -> tuple[str, ...]:
    """Words and terms; character pairs only where no word tells anything."""
    strong = [t.feature for t in telling if t.weight >= SLIGHT and not _a_meaning(t.feature)]
    words = [feature for feature in strong if feature[0] in (WORD, TERM)]
    return tuple(dict.fromkeys(spelt_out(feature) for feature in words or strong))[:SHOWN]


def _a_meaning(feature: str) -> bool:
    """«insured_type=resident» stands beside the word that means it."""
    return feature[0] == WORD and "=" in feature[1:]


def _quoted(words: Iterable[str]) -> str:
    return "".join(f"“{word}”" for word in words)
