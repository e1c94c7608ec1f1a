"""The conversations of the main job and the ways to choose, as a citizen has them in the browser."""

from __future__ import annotations

from typing import Any

import pytest
from chat_page import Chat
from playwright.sync_api import expect

from tests.scripted import check_words, conversations

pytestmark = pytest.mark.browser

SAID = [c for c in conversations("main_job", "choices") if all(turn["say"].strip() for turn in c["turns"])]


@pytest.mark.parametrize("script", SAID, ids=lambda script: script["conversation"])
def test_conversation(chat: Chat, script: dict[str, Any]) -> None:
    for turn in script["turns"]:
        before = chat.log.inner_text()
        chat.say(turn["say"])
        check_words(turn, chat.log.inner_text().removeprefix(before))


def test_nothing_can_be_sent_while_nothing_is_written(chat: Chat) -> None:
    chat.input.fill("   ")
    expect(chat.send).to_be_disabled()


def test_ten_thousand_characters_get_an_answer(chat: Chat) -> None:
    assert "只看了前" in "".join(chat.said() if chat.say("慢病卡咋办" + "啊" * 10_000) else [])
