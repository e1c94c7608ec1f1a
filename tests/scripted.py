"""Scripted dialogues in YAML: reading them, and the two checks that every host of them uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge import clock

FOLDER = Path(__file__).parent / "conversations"
KEYS = {"say", "outcome", "has", "lacks", "service"}


def conversations(*names: str) -> list[dict[str, Any]]:
    """The dialogues of these files, of all without a name; a misspelt key is an error."""
    paths = [FOLDER / f"{name}.yml" for name in names] or sorted(FOLDER.glob("*.yml"))
    found = [one for path in paths for one in yaml.safe_load(path.read_text(encoding="utf-8"))]
    for one in found:
        assert set(one) <= {"conversation", "region", "now", "turns"}, one
        assert all(set(turn) <= KEYS for turn in one["turns"]), one
    return found


def frozen(script: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the dialogue happen at its `now` (YYYY-MM-DD HH:MM, China time), if it has one."""
    if "now" in script:
        moment = datetime.strptime(script["now"], "%Y-%m-%d %H:%M").replace(tzinfo=clock.CHINA)
        monkeypatch.setattr(clock, "now", lambda: moment)


def words(replies: Iterable[Mapping[str, Any]]) -> str:
    """All that a citizen reads in these replies, options included."""
    parts: list[str] = []
    for reply in replies:
        parts += [str(reply.get("text", "")), *(b["title"] for b in reply.get("buttons") or ())]
    return "\n".join(parts)


def check_words(turn: Mapping[str, Any], said: str) -> None:
    missing = [word for word in turn.get("has", ()) if word not in said]
    wrong = [word for word in turn.get("lacks", ()) if word in said]
    assert not missing and not wrong, f"«{turn['say']}»: 缺 {missing}，不该有 {wrong}\n{said}"
