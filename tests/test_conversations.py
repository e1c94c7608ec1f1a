"""Every scripted dialogue, through the dialogue itself."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue import Dialogue
from tests.scripted import check_words, conversations, frozen, words


@pytest.mark.parametrize("script", conversations(), ids=lambda script: script["conversation"])
def test_conversation(dialogue: Dialogue, script: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    frozen(script, monkeypatch)
    state = dialogue.fresh(script.get("region", "suining"))
    for turn in script["turns"]:
        result = dialogue.turn("test", turn["say"], state)
        state = result.state
        check_words(turn, words(result.replies))
        assert result.outcome.value == turn.get("outcome", result.outcome.value), words(result.replies)
        # A real Rasa server refuses a slot that domain.yml does not declare.
        assert set(state["slots"]) == set(dialogue.fresh()["slots"])
        assert state["slots"]["service"] == turn.get("service", state["slots"]["service"])
