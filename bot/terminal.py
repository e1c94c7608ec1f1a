"""`daoban chat`: the same dialogue in a terminal, nothing kept."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from bot.dialogue import Dialogue
from bot.domain import read_domain
from bot.nlu import interpreter


def chat(region: str) -> int:
    """Reads lines until the end of input. 1 when there is no such region."""
    understanding = interpreter()
    insured = understanding.catalogue.region_named(region)
    if region and insured is None:
        print(f"没有这个参保地：{region}。可以写编号（suining）或名称（遂宁市、射洪）", file=sys.stderr)
        return 1
    domain = read_domain()
    dialogue = Dialogue(understanding, domain)
    state = dialogue.fresh(insured or "")
    print(domain.responses["utter_greet"])
    while True:
        try:
            text = input("> ")
        except EOFError:
            print()
            return 0
        result = dialogue.turn("terminal", text, state)
        state = result.state
        for reply in numbered(result.replies):
            print(reply)


def numbered(replies: tuple[dict[str, Any], ...]) -> list[str]:
    """Replies as text, the options numbered through as «1» will choose them."""
    lines: list[str] = []
    count = 0
    for reply in replies:
        text = [str(reply["text"])] if reply.get("text") else []
        for button in reply.get("buttons", ()):
            count += 1
            text.append(_option(count, button))
        lines.append("\n".join(text))
    return lines


def _option(number: int, button: Mapping[str, str]) -> str:
    return f"  {number}. {button['title']}"
