"""Which words tell intents apart, learned from the phrases: multinomial logistic regression over sparse features."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Vector = tuple[NDArray[np.int64], Floats]
"""Rows of a model and the value in each."""

EPOCHS = 6
BATCH = 128
RATE = 1.0
MOST = 65535
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
        self.weights = weights
        """One row per feature and a last one for the bias, one column per intent."""

    @property
    def shape(self) -> tuple[int, ...]:
        return self.weights.shape

    def with_weights(self, weights: Floats) -> LinearModel:
        return LinearModel(self.intents, self._vocabulary, self._rarity, weights)

    def knows(self, feature: str) -> bool:
        return feature in self._vocabulary

    def rarity(self, feature: str) -> float:
        """How few phrases use a feature, on a logarithmic scale; the largest for one never seen."""
        row = self._vocabulary.get(feature)
        return float(self._rarity[row] if row is not None else self._rarity.max())

    def probabilities(self, features: Mapping[str, int]) -> Floats:
        """One share (0–1) for each of `intents`, together 1."""
        rows, values = self.vector(features)
        scores = _BIAS * self.weights[-1] + (values[:, None] * self.weights[rows]).sum(axis=0)
        exponents: Floats = np.exp(scores - scores.max())
        shares: Floats = exponents / exponents.sum()
        return shares

    def telling(self, features: Mapping[str, int], intent: str, other: str) -> list[Telling]:
        """The features by how much they speak for `intent` rather than `other`, strongest first."""
        a, b = self.intents.index(intent), self.intents.index(other)
        rows, values = self.vector(features)
        known = [feature for feature in features if feature in self._vocabulary]
        weights = values * (self.weights[rows, a] - self.weights[rows, b])
        return sorted((Telling(f, float(w)) for f, w in zip(known, weights, strict=True)), key=lambda t: -t.weight)

    def vector(self, features: Mapping[str, int]) -> Vector:
        """(rows, values) of the known features; the values are a vector of length 1."""
        known = [(row, count) for f, count in features.items() if (row := self._vocabulary.get(f)) is not None]
        rows = np.fromiter((row for row, _ in known), dtype=np.int64, count=len(known))
        values = self.values(rows, np.fromiter((count for _, count in known), dtype=np.float32, count=len(known)))
        length = float(np.sqrt((values * values).sum()))
        return rows, values / length if length else values

    def values(self, rows: NDArray[Any], counts: NDArray[Any]) -> Floats:
        """How much each occurrence counts: more for a rare feature, little more for one said twice."""
        damped: Floats = (1 + np.log(counts)).astype(np.float32) * self._rarity[rows]
        return damped


class Examples:
    """What a model is learned from, kept small: features as numbers, the same ones for all examples."""

    def __init__(self) -> None:
        self.vocabulary: dict[str, int] = {}
        self.intents: list[str] = []
        self.rows, self.counts, self.ends = array("i"), array("H"), array("i", [0])

    def add(self, features: Mapping[str, int], intent: str) -> None:
        """One more phrase with how often each of its features occurs."""
        for feature, count in features.items():
            self.rows.append(self.vocabulary.setdefault(feature, len(self.vocabulary)))
            self.counts.append(min(count, MOST))
        self.ends.append(len(self.rows))
        self.intents.append(intent)


def untrained(examples: Examples) -> LinearModel:
    """The frame of a model: its vocabulary and intents, all weights 0."""
    used = np.bincount(np.frombuffer(examples.rows, dtype=np.int32), minlength=len(examples.vocabulary))
    rarity = np.log(1 + len(examples.intents) / used).astype(np.float32)
    intents = sorted(set(examples.intents))
    weights = np.zeros((len(examples.vocabulary) + 1, len(intents)), dtype=np.float32)
    return LinearModel(intents, examples.vocabulary, rarity, weights)


def train(examples: Examples) -> LinearModel:
    """A model of these examples; AdaGrad on mini-batches in an order drawn with a fixed seed."""
    # Weights are mostly read from disk (kept.py), and then nobody needs scipy's 30 MB.
    from scipy.sparse import csr_matrix, hstack

    model = untrained(examples)
    column = {intent: n for n, intent in enumerate(model.intents)}
    targets = np.array([column[intent] for intent in examples.intents])
    rows, ends = np.frombuffer(examples.rows, dtype=np.int32), np.frombuffer(examples.ends, dtype=np.int32)
    values = model.values(rows, np.frombuffer(examples.counts, dtype=np.uint16))
    lengths = np.sqrt(np.add.reduceat(values * values, ends[:-1]))
    values = values / np.repeat(lengths, np.diff(ends))
    known = csr_matrix((values, rows, ends), shape=(len(targets), len(examples.vocabulary)))
    bias = csr_matrix(np.full((len(targets), 1), _BIAS, dtype=np.float32))
    _descend(model.weights, hstack([known, bias], format="csr"), targets)
    return model


def _descend(weights: Floats, examples: Any, targets: NDArray[np.int64]) -> None:
    """Changes the weights in place; `examples` is a CSR matrix, one row each."""
    chance = np.random.default_rng(_SEED)
    squares = np.full((weights.shape[0], 1), 1e-2, dtype=np.float32)
    for _ in range(EPOCHS):
        order = chance.permutation(len(targets))
        shuffled, wanted = examples[order], targets[order]
        for start in range(0, len(order), BATCH):
            _step(weights, squares, shuffled[start : start + BATCH], wanted[start : start + BATCH])


def _step(weights: Floats, squares: Floats, batch: Any, targets: NDArray[np.int64]) -> None:
    touched, places = np.unique(batch.indices, return_inverse=True)
    narrow = type(batch)((batch.data, places, batch.indptr), shape=(len(targets), len(touched)))
    before = weights[touched]
    scores = narrow @ before
    error = np.exp(scores - scores.max(axis=1, keepdims=True))
    error /= error.sum(axis=1, keepdims=True)
    error[np.arange(len(targets)), targets] -= 1
    gradient = narrow.T @ error
    squares[touched] += (gradient * gradient).sum(axis=1, keepdims=True)
    weights[touched] = before - RATE * gradient / np.sqrt(squares[touched])
