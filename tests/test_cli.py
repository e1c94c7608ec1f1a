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


def test_eval_reads_yaml_and_tells_what_misled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "questions.yml"
    rows = ["{q: 遂宁慢病卡多久办好, items: [chronic_disease], facet: time_limit, region: suining}"]
    rows += ["{q: 公积金怎么取, items: [transfer]}", "{q: 你好, scope: other, intent: greet}"]
    file.write_text("\n".join(f"- {row}" for row in rows), encoding="utf-8")
    assert main(["eval", str(file)]) == 0
    said = capsys.readouterr().out
    assert "50.0%  答对或问对" in said and "100.0%  参保地" in said
    assert "1  transfer → out_of_scope/housing_fund" in said and "最像" in said


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("q.jsonl", '{"q": "x"', "第 1 行：不是 JSON"),
        ("q.jsonl", '{"q": "x", "scope": "what", "items": ["transfer"]}', "scope 只能是"),
        ("q.jsonl", '{"q": "x", "scope": "item"}', "items 要写"),
        ("q.yml", "q: x", "应当是一个列表"),
        ("q.yml", "- [", "不是合格的 YAML"),
        ("q.yml", "- 1", "第 1 条：应当是有 q"),
    ],
)
def test_eval_says_what_is_wrong_with_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, said: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["eval", str(tmp_path / name)]) == 1
    assert said in capsys.readouterr().err


def test_parse_says_why(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    feed(monkeypatch, "yibao zhuanyi\n？？\n")
    assert main(["parse", "--why"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["corrections"] == [{"said": "yibao zhuanyi", "read": "医保转移"}]
    assert first["because"]["intent"] == "transfer" and "最像" in first["because"]["text"]
    assert second["because"] is None


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
