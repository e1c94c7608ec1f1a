"""Everybody can use it: by keyboard, on a narrow phone, with large letters, with weak eyes."""

from __future__ import annotations

import pytest
from chat_page import Chat
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser

QUESTION = "异地住院怎么报销"

FOCUSED = "element => element.getRootNode().activeElement === element"

WEAK_CONTRAST = """widget => {
  const light = colour => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255);
    const [r, g, b] = parts.map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = element => {
    for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return light(colour);
    }
    return 1;
  };
  const written = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const all = [...document.body.querySelectorAll("*"), ...widget.shadowRoot.querySelectorAll("*")];
  return all.filter(element => written(element) && element.offsetParent).filter(element => {
    const [dark, bright] = [light(getComputedStyle(element).color), ground(element)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05) < 4.5;
  }).map(element => element.textContent.trim());
}"""

SMALL_TARGETS = """(widget, least) => {
  const all = [...document.querySelectorAll("button"), ...widget.shadowRoot.querySelectorAll("button")];
  const tappable = all.filter(one => one.offsetParent && one.getAttribute("tabindex") !== "-1");
  return tappable.filter(one => one.offsetHeight < least || one.offsetWidth < least).map(one => one.textContent);
}"""


def reach(target: Locator, key: str = "Tab") -> None:
    """Moves the focus by keyboard alone."""
    for _ in range(40):
        target.page.keyboard.press(key)
        if target.evaluate(FOCUSED):
            return
    raise AssertionError(f"按 {key} 到不了：{target}")


def test_the_whole_talk_works_by_keyboard(chat: Chat) -> None:
    keyboard = chat.page.keyboard
    keyboard.press("Tab")
    expect(chat.page.get_by_role("link", name="跳到对话")).to_be_focused()
    keyboard.press("Enter")
    reach(chat.input)
    keyboard.type(QUESTION)
    keyboard.press("Enter")
    chat.settled()
    expect(chat.input).to_be_focused()
    asked = chat.answer()
    reach(chat.options.first, "Shift+Tab")
    keyboard.press("Enter")
    assert chat.answer() != asked


@pytest.mark.parametrize("width", [360, 320])
@pytest.mark.parametrize("large", [False, True])
def test_a_narrow_phone_needs_no_sideways_scrolling(chat: Chat, width: int, large: bool) -> None:
    chat.page.set_viewport_size({"width": width, "height": 740})
    if large:
        chat.page.locator("#large").click()
    chat.say(QUESTION)
    chat.say("<" + "很长的一串" * 30 + "a" * 200)
    for scroller in (chat.page.locator("html"), chat.log):
        assert scroller.evaluate("element => element.scrollWidth <= element.clientWidth")


def test_large_letters_stay_switched_on(chat: Chat) -> None:
    def size() -> float:
        return float(chat.input.evaluate("element => parseFloat(getComputedStyle(element).fontSize)"))

    normal = size()
    chat.page.get_by_role("button", name="大字版").click()
    assert size() > 1.3 * normal
    chat.page.reload()
    assert size() > 1.3 * normal
    expect(chat.page.get_by_role("button", name="大字版")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(("large", "least"), [(False, 44), (True, 60)])
def test_buttons_are_large_enough_for_a_finger(chat: Chat, large: bool, least: int) -> None:
    if large:
        chat.page.locator("#large").click()
    chat.say(QUESTION)
    assert chat.widget.evaluate(SMALL_TARGETS, least) == []


def test_every_word_has_enough_contrast(chat: Chat) -> None:
    chat.say(QUESTION)
    chat.choose(1)
    chat.page.route("**/chat", lambda route: route.abort())
    chat.say("转人工")
    expect(chat.trouble).to_be_visible()
    assert chat.widget.evaluate(WEAK_CONTRAST) == []
