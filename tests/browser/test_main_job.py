"""The conversations of the main job, as a citizen has them in the browser."""

from __future__ import annotations

from typing import Any

import pytest
from chat_page import Chat

from tests.scripted import check_words, conversations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", conversations("main_job"), ids=lambda script: script["conversation"])
def test_conversation(chat: Chat, script: dict[str, Any]) -> None:
    for turn in script["turns"]:
        before = chat.log.inner_text()
        chat.say(turn["say"])
        check_words(turn, chat.log.inner_text().removeprefix(before))
