"""Weights kept between starts: training takes a second, and the phrases seldom change."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import numpy as np

from bot.nlu import linear
from bot.nlu.cache import cache_folder
from bot.nlu.linear import Examples, Floats, LinearModel

KEPT = 4
"""Models on disk; the oldest goes first."""


def trained(examples: Examples) -> LinearModel:
    """The model of these examples, from disk if it was trained from just these before."""
    model = linear.untrained(examples)
    path = cache_folder() / f"weights-{_fingerprint(examples)}.npy"
    weights = _read(path, model.shape)
    if weights is not None:
        return model.with_weights(weights)
    model = linear.train(examples)
    _write(path, model.weights)
    return model


def _fingerprint(examples: Examples) -> str:
    """Changes with the examples, with the code that learns from them, and with numpy."""
    digest = hashlib.sha256(np.__version__.encode())
    digest.update(Path(linear.__file__).read_bytes())
    digest.update("\0".join((*examples.vocabulary, *examples.intents)).encode())
    for numbers in (examples.rows, examples.counts, examples.ends):
        digest.update(numbers)
    return digest.hexdigest()[:24]


def _read(path: Path, shape: tuple[int, ...]) -> Floats | None:
    """None for a file that is missing, broken or of another shape: then it is trained anew."""
    try:
        # Not mapped: a file cut short under a running process would end it.
        with path.open("rb") as file:
            weights: Floats = np.lib.format.read_array(file, allow_pickle=False)
        sound = weights.shape == shape and weights.dtype == np.float32 and bool(np.isfinite(weights).all())
    except Exception:  # whatever a broken file raises: it can be made again
        return None
    return weights if sound else None


def _write(path: Path, weights: Floats) -> None:
    aside: Path | None = None
    try:
        # Written aside and renamed, so that a second process never reads half of it.
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False, suffix=".part") as part:
            aside = Path(part.name)
            np.save(part, weights, allow_pickle=False)
        aside.replace(path)
        for old in sorted(path.parent.glob("weights-*.npy"), key=lambda file: -file.stat().st_mtime)[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:  # a full or read-only disk costs a second at the next start, nothing more
        if aside is not None:
            aside.unlink(missing_ok=True)
