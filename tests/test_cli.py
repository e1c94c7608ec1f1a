"""The command line: parse a stream, chat, evaluate, add a user; mistakes are said, not thrown."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from bot.cli import main


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_parse_reads_plain_and_json_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    feed(monkeypatch, '慢病卡咋办\n{"text": "公积金怎么取"}\n\n{"q": 1}\n')
    assert main(["parse"]) == 0
    first, second, empty, wrong = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["items"] == ["chronic_disease"] and second["decision"] == "refuse"
    assert empty["decision"] == "refuse" and "text" in wrong["error"]


def test_parse_answers_a_thousand_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    feed(monkeypatch, "异地住院怎么报销\n" * 1000)
    assert main(["parse"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1000


def test_chat_numbers_the_options(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    feed(monkeypatch, "生育保险怎么用\n1\n")
    assert main(["chat", "--region", "suining"]) == 0
    assert "1. 怀孕做产检的钱" in capsys.readouterr().out


def test_chat_in_an_unknown_region(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chat", "--region", "atlantis"]) == 1
    assert "没有这个参保地：atlantis" in capsys.readouterr().err


def test_eval_scores_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"q": "慢病卡咋办", "scope": "item", "items": ["chronic_disease"], "clarify": False, "facet": "overview"},
        {"q": "公积金怎么取", "scope": "other", "items": []},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    assert main(["eval", str(file)]) == 0
    assert "right_answer 1" in capsys.readouterr().out


def test_eval_names_the_bad_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"q": "x"}\n', encoding="utf-8")
    assert main(["eval", str(file)]) == 1
    assert "第 1 行" in capsys.readouterr().err


def test_check_passes_on_what_ships(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "没有问题" in capsys.readouterr().out


def test_a_user_is_added_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DAOBAN_DATA_DIR", str(tmp_path))
    feed(monkeypatch, "long-passphrase-1\n")
    assert main(["user", "add", "小李"]) == 0
    feed(monkeypatch, "long-passphrase-1\n")
    assert main(["user", "add", "小李"]) == 1
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "said"), [("DAOBAN_PORT", "abc", "整数"), ("DAOBAN_PROT", "1", "没有 DAOBAN_PROT")]
)
def test_a_wrong_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    assert main(["serve"]) == 1
    error = capsys.readouterr().err
    assert name in error and said in error
