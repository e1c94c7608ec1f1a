"""The main job: from a citizen's question to the ticket with the checklist on the agent's desk."""

from __future__ import annotations

import re

import pytest
from chat_page import Chat, Site
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PASSPHRASE = "long-passphrase-1"


def walk_to_checklist(chat: Chat) -> None:
    """Answers every question with its first option."""
    chat.say("住院费用自己垫付了怎么报销")
    for _ in range(8):
        if chat.papers.count():
            return
        chat.choose(1)
    raise AssertionError("没有走到材料清单")


def agents_page(browser: Browser, site: Site) -> Page:
    """Another person at another machine, logged in to the desk."""
    site.app.extensions["daoban"].store.users.add("agent", PASSPHRASE)
    page = browser.new_context(base_url=site.url, locale="zh-CN").new_page()
    page.goto("/desk/login")
    page.locator("[name=name]").fill("agent")
    page.locator("[name=password]").fill(PASSPHRASE)
    page.locator("[name=password]").press("Enter")
    return page


def test_ticking_a_paper_counts_it_and_survives_a_reload(chat: Chat) -> None:
    walk_to_checklist(chat)
    chat.papers.first.click()
    expect(chat.papers.first).to_be_checked()
    expect(chat.log.get_by_text("已有 1 份")).to_be_visible()
    chat.page.reload()
    expect(chat.papers.first).to_be_checked()


def test_a_question_arrives_on_the_desk_as_a_ticket(chat: Chat, browser: Browser, site: Site) -> None:
    walk_to_checklist(chat)
    chat.papers.first.click()
    chat.settled()
    chat.press("转人工")
    code = chat.code.inner_text()
    assert re.fullmatch(r"\d{6}", code)
    desk = agents_page(browser, site)
    desk.goto("/desk")
    expect(desk.get_by_text(code).first).to_be_visible()
    desk.context.close()
