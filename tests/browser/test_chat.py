"""What a citizen can do in the web chat, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from chat_page import Chat
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser

QUESTION = "异地住院怎么报销"
LIMIT = "慢病卡几天办好"


def test_a_question_gets_an_answer(chat: Chat) -> None:
    assert "12个工作日" in chat.say(LIMIT)


def test_an_example_asks_itself(chat: Chat) -> None:
    chat.page.get_by_role("button", name="慢病卡怎么办").click()
    chat.settled()
    expect(chat.own("慢病卡怎么办")).to_be_visible()


def test_a_typed_number_chooses_like_a_press(chat: Chat) -> None:
    chat.say(QUESTION)
    pressed = chat.choose(2)
    chat.press("重新开始")
    chat.say(QUESTION)
    assert chat.say("2") == pressed


def test_only_the_newest_options_can_be_pressed(chat: Chat) -> None:
    chat.say(QUESTION)
    first = chat.options.first.inner_text()
    chat.say(LIMIT)
    assert first not in chat.options.all_inner_texts()


def test_a_reload_keeps_the_conversation(chat: Chat) -> None:
    chat.say(LIMIT)
    before = chat.said()
    chat.page.reload()
    assert chat.said()[-2:] == before[-2:]


def test_another_visitor_sees_nothing_of_it(chat: Chat) -> None:
    chat.say(LIMIT)
    chat.page.context.clear_cookies()
    chat.page.reload()
    chat.settled()
    expect(chat.own(LIMIT)).to_have_count(0)


def drop_before(route: Route) -> None:
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


def drop_after(route: Route) -> None:
    """The server has done the turn, its answer gets lost."""
    if route.request.method == "POST":
        route.fetch()
    drop_before(route)


@pytest.mark.parametrize("drop", [drop_before, drop_after])
def test_a_lost_turn_is_repeated_and_done_once(chat: Chat, drop: Callable[[Route], None]) -> None:
    chat.page.route("**/chat", drop)
    chat.say(LIMIT)
    expect(chat.trouble).to_contain_text("网络不通")
    expect(chat.input).to_have_value(LIMIT)
    chat.page.unroute("**/chat")
    assert "12个工作日" in chat.press("重试")
    expect(chat.input).to_have_value("")
    chat.page.reload()
    chat.settled()
    expect(chat.own(LIMIT)).to_have_count(1)


def test_the_servers_own_words_tell_what_went_wrong(chat: Chat) -> None:
    chat.page.route("**/chat", lambda route: route.fulfill(status=429, json={"error": "问得太快了，请歇一歇。"}))
    chat.say(QUESTION)
    expect(chat.trouble).to_contain_text("问得太快了")


def test_html_is_shown_as_it_was_typed(chat: Chat) -> None:
    text = "<img src=x onerror=alert(1)><b>社保</b>"
    chat.say(text)
    expect(chat.own(text)).to_be_visible()
    expect(chat.log.locator("img, b")).to_have_count(0)


def test_nothing_is_sent_while_nothing_is_written(chat: Chat) -> None:
    expect(chat.send).to_have_attribute("aria-disabled", "true")
    chat.input.fill("  ")
    chat.input.press("Enter")
    expect(chat.log.locator(".user")).to_have_count(0)


def test_enter_that_ends_pinyin_input_does_not_send(chat: Chat) -> None:
    chat.input.fill("慢病")
    chat.input.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    chat.input.press("Shift+Enter")
    expect(chat.input).to_have_value("慢病\n")
    expect(chat.log.locator(".user")).to_have_count(0)


def float_page(page: Page) -> Chat:
    body = '<!doctype html><script type="module" src="/widget.js"></script><daoban-chat mode="float"></daoban-chat>'
    page.route("**/elsewhere", lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=body))
    page.goto("/elsewhere")
    return Chat(page)


def test_escape_closes_the_floating_panel_and_gives_the_focus_back(page: Page) -> None:
    chat = float_page(page)
    launcher = page.get_by_role("button", name="医保办事助手")
    launcher.click()
    assert "12个工作日" in chat.say(LIMIT)
    chat.input.press("Escape")
    expect(chat.log).to_be_hidden()
    expect(launcher).to_be_focused()
