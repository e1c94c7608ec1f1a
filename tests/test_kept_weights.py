"""Learned weights are kept between starts; what is on disk can never break a start or change an answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from bot.nlu import kept
from bot.nlu.cache import cache_folder
from bot.nlu.linear import Examples, LinearModel


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache_folder.cache_clear()
    yield tmp_path / "daoban"
    cache_folder.cache_clear()


def examples(extra: str = "") -> Examples:
    found = Examples()
    for words, intent in (("卡 丢 补", "card"), ("票 报 销", "claim"), (f"卡 坏 {extra}", "card")):
        found.add(dict.fromkeys(words.split(), 1), intent)
    return found


def same(one: LinearModel, other: LinearModel) -> bool:
    features = {"卡": 1, "丢": 1}
    return bool((one.probabilities(features) == other.probabilities(features)).all())


def test_the_second_start_reads_what_the_first_learned(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept.trained(examples())
    monkeypatch.setattr(kept.linear, "train", lambda _: pytest.fail("learned again"))
    assert same(kept.trained(examples()), first)


def test_other_examples_are_learned_anew(folder: Path) -> None:
    kept.trained(examples())
    kept.trained(examples("换"))
    assert len(list(folder.glob("weights-*.npy"))) == 2


@pytest.mark.parametrize(
    "broken", [b"", b"no weights", b"\x93NUMPY\x01\x00", b"PK\x03\x04", b"\x93NUMPY\x01\x00\x10\x00{'descr': (((((("]
)
def test_a_broken_file_is_learned_anew(folder: Path, broken: bytes) -> None:
    first = kept.trained(examples())
    (file,) = folder.glob("weights-*.npy")
    file.write_bytes(broken)
    assert same(kept.trained(examples()), first)


def test_weights_of_another_shape_are_not_believed(folder: Path) -> None:
    first = kept.trained(examples())
    (file,) = folder.glob("weights-*.npy")
    np.save(file, np.zeros((2, 2), dtype=np.float32))
    assert same(kept.trained(examples()), first)


def test_weights_that_are_no_numbers_are_not_believed(folder: Path) -> None:
    first = kept.trained(examples())
    (file,) = folder.glob("weights-*.npy")
    np.save(file, np.full(first.shape, np.nan, dtype=np.float32))
    assert same(kept.trained(examples()), first)


def test_a_user_without_a_home_has_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    cache_folder.cache_clear()
    assert cache_folder().is_dir()
    cache_folder.cache_clear()


def test_only_the_latest_are_kept(folder: Path) -> None:
    for n in range(kept.KEPT + 3):
        kept.trained(examples(str(n)))
    assert len(list(folder.glob("weights-*.npy"))) == kept.KEPT


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "cache_folder", lambda: tmp_path / "missing")
    assert same(kept.trained(examples()), kept.trained(examples()))
