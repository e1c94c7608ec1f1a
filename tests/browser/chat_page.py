"""The chat as a person meets it: say, choose, read. Locators see through the widget's shadow tree."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True)
class Site:
    """The running server."""

    url: str
    app: Flask


class Chat:
    """One open page with the widget on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.widget = page.locator("daoban-chat")
        self.input = self.widget.get_by_role("textbox", name="您要办什么事")
        self.send = self.widget.get_by_role("button", name="发送")
        self.log = self.widget.get_by_role("log")
        self.trouble = self.widget.get_by_role("alert")
        self.papers = self.widget.get_by_role("checkbox")
        self.code = self.widget.locator(".code")

    def settled(self) -> None:
        """Waits until the turn under way is over."""
        expect(self.log).to_have_attribute("aria-busy", "false")

    def say(self, text: str) -> str:
        """Types it and sends it with Enter; gives the answer's text."""
        self.input.fill(text)
        self.input.press("Enter")
        return self.answer()

    def press(self, name: str) -> str:
        """Presses a button of the widget by its words; gives the answer's text."""
        self.widget.get_by_role("button", name=name, exact=True).click()
        return self.answer()

    @property
    def options(self) -> Locator:
        """The options that can be pressed now."""
        return self.log.locator(".option[aria-disabled=false], .option:not([aria-disabled])")

    def choose(self, number: int) -> str:
        """Presses the option with this number; gives the answer's text."""
        self.options.nth(number - 1).click()
        return self.answer()

    def answer(self) -> str:
        """What the assistant said last."""
        self.settled()
        return self.log.locator(".bot").last.inner_text()

    def said(self) -> list[str]:
        """Every bubble's text, oldest first."""
        self.settled()
        return self.log.locator(".turn").all_inner_texts()

    def own(self, text: str) -> Locator:
        """The person's own bubbles with these words."""
        return self.log.locator(".user").get_by_text(text, exact=True)
