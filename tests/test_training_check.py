"""The check of the training data names what is wrong, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain import read_domain
from bot.nlu import check
from bot.nlu.training import Example, Mention, TrainingDataError, read_training
from knowledge import load


def example(text: str, intent: str = "transfer", *mentions: Mention) -> Example:
    return Example(text, intent, mentions, "nlu/x.yml")


def test_too_few_phrases() -> None:
    found = list(check._services(load(), [example("转医保")]))
    assert "services/transfer.yml: examples: 只有 1 句问法，至少要 25 句" in found


def test_a_phrase_of_two_intents() -> None:
    found = list(check._duplicates([example("转医保"), example("转医保！", "e_voucher")]))
    assert found == ["nlu/x.yml: e_voucher: “转医保！”也写在 transfer 里（nlu/x.yml），只能归一个"]


def test_an_unknown_option() -> None:
    mention = Mention("急诊", "emergency", "maybe")
    found = list(check._mentions(load(), [example("急诊", "inform", mention)]))
    assert "emergency 没有这个选项：maybe" in found[0]


def test_an_intent_without_a_rule() -> None:
    found = list(check._rules(load(), [example("唱歌", "sing")], read_domain()))
    assert "domain.yml: intents: 没有声明 sing" in found


def test_broken_training_data_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "nlu").mkdir()
    (tmp_path / "nlu" / "bad.yml").write_text("nlu: [", encoding="utf-8")
    with pytest.raises(TrainingDataError, match=r"bad\.yml"):
        read_training(tmp_path)


def test_a_broken_annotation_names_the_phrase(tmp_path: Path) -> None:
    (tmp_path / "nlu").mkdir()
    text = 'nlu:\n- intent: inform\n  examples: |\n    - 是[急诊]{entity: "emergency"}\n'
    (tmp_path / "nlu" / "a.yml").write_text(text, encoding="utf-8")
    with pytest.raises(TrainingDataError, match="急诊"):
        read_training(tmp_path)
