"""Which words tell intents apart, learned from the phrases: multinomial logistic regression over sparse features."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

EPOCHS = 4
BATCH = 128
RATE = 1.0
SMOOTHING = 0.05
"""Share of the target that is spread over all intents, so that no single word decides everything."""
_BIAS = 0.1
_SEED = 7


@dataclass(frozen=True)
class Telling:
    """How much a feature speaks for one intent and against another; the sum over all features is the margin."""

    feature: str
    weight: float


class LinearModel:
    """Trained once by `train`, read only; the same examples always give the same weights."""

    def __init__(self, intents: Sequence[str], vocabulary: Mapping[str, int], rarity: Floats, weights: Floats) -> None:
        self.intents = tuple(intents)
        self._vocabulary = vocabulary
        self._rarity = rarity
        self._weights = weights
        """One row per feature and a last one for the bias, one column per intent."""

    def knows(self, feature: str) -> bool:
        return feature in self._vocabulary

    def rarity(self, feature: str) -> float:
        """How few phrases use a feature, on a logarithmic scale; the largest for one never seen."""
        row = self._vocabulary.get(feature)
        return float(self._rarity[row] if row is not None else self._rarity.max())

    def probabilities(self, features: Mapping[str, int]) -> Floats:
        """One share (0–1) for each of `intents`, together 1."""
        rows, values = self._vector(features)
        scores = _BIAS * self._weights[-1] + (values[:, None] * self._weights[rows]).sum(axis=0)
        exponents: Floats = np.exp(scores - scores.max())
        shares: Floats = exponents / exponents.sum()
        return shares

    def telling(self, features: Mapping[str, int], intent: str, other: str) -> list[Telling]:
        """The features by how much they speak for `intent` rather than `other`, strongest first."""
        a, b = self.intents.index(intent), self.intents.index(other)
        rows, values = self._vector(features)
        known = [feature for feature in features if feature in self._vocabulary]
        weights = values * (self._weights[rows, a] - self._weights[rows, b])
        return sorted((Telling(f, float(w)) for f, w in zip(known, weights, strict=True)), key=lambda t: -t.weight)

    def _vector(self, features: Mapping[str, int]) -> tuple[NDArray[np.int64], Floats]:
        known = [(row, count) for f, count in features.items() if (row := self._vocabulary.get(f)) is not None]
        rows = np.fromiter((row for row, _ in known), dtype=np.int64, count=len(known))
        counts = np.fromiter((1 + math.log(count) for _, count in known), dtype=np.float32, count=len(known))
        return rows, _unit(counts * self._rarity[rows])


def train(examples: Sequence[tuple[Mapping[str, int], str]]) -> LinearModel:
    """A model of (features with counts, intent); AdaGrad on mini-batches in an order drawn with a fixed seed."""
    used = Counter(feature for features, _ in examples for feature in features)
    vocabulary = {feature: row for row, feature in enumerate(used)}
    rarity = np.array([math.log(1 + len(examples) / n) for n in used.values()], dtype=np.float32)
    intents = sorted({intent for _, intent in examples})
    shape = (len(vocabulary) + 1, len(intents))
    model = LinearModel(intents, vocabulary, rarity, np.zeros(shape, dtype=np.float32))
    column = {intent: n for n, intent in enumerate(intents)}
    vectors = [model._vector(features) for features, _ in examples]
    targets = np.array([column[intent] for _, intent in examples])
    _descend(model._weights, vectors, targets)
    return model


def _descend(weights: Floats, vectors: Sequence[tuple[NDArray[np.int64], Floats]], targets: NDArray[np.int64]) -> None:
    chance = np.random.default_rng(_SEED)
    squares = np.full((weights.shape[0], 1), 1e-2, dtype=np.float32)
    for _ in range(EPOCHS):
        order = chance.permutation(len(vectors))
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            _step(weights, squares, [vectors[n] for n in chosen], targets[chosen])


def _step(
    weights: Floats,
    squares: Floats,
    vectors: Sequence[tuple[NDArray[np.int64], Floats]],
    targets: NDArray[np.int64],
) -> None:
    bias = weights.shape[0] - 1
    lengths = np.array([len(rows) + 1 for rows, _ in vectors])
    rows = np.concatenate([part for v, _ in vectors for part in (v, [bias])]).astype(np.int64)
    values = np.concatenate([part for _, v in vectors for part in (v, [_BIAS])]).astype(np.float32)
    owner = np.repeat(np.arange(len(vectors)), lengths)
    scores = np.add.reduceat(weights[rows] * values[:, None], np.concatenate([[0], np.cumsum(lengths)[:-1]]), axis=0)
    error = np.exp(scores - scores.max(axis=1, keepdims=True))
    error /= error.sum(axis=1, keepdims=True)
    error -= SMOOTHING / weights.shape[1]
    error[np.arange(len(vectors)), targets] -= 1 - SMOOTHING
    order = np.argsort(rows, kind="stable")
    touched, first = np.unique(rows[order], return_index=True)
    gradient = np.add.reduceat(error[owner[order]] * values[order][:, None], first, axis=0)
    squares[touched] += (gradient * gradient).sum(axis=1, keepdims=True)
    weights[touched] -= RATE * gradient / np.sqrt(squares[touched])


def _unit(values: Floats) -> Floats:
    length = float(np.sqrt((values * values).sum()))
    return values / length if length else values
