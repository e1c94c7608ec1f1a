"""The checklist as a thing: this citizen's papers, which they have, which are still needed."""

from __future__ import annotations

import re
from typing import Any

from actions.base import Step
from actions.conversation import Conversation
from actions.outcome import Outcome
from actions.reply import Button, Message, Reply, payload
from actions.wording import extra_papers, numbered, paper_list, paper_notes, paper_reason
from knowledge import papers
from knowledge.model import Guide

EVERYTHING = "all"
_SAYING = re.compile(r"已经|准备|[我你还就差缺没不有得带办好齐了的在都过这那，。！ ]")
"""What people say around a paper's name when they have it or lack it."""


def checklist(conversation: Conversation, guide: Guide) -> Message:
    """The papers as text, and as `custom.checklist` for channels that can tick."""
    catalogue = conversation.catalogue
    needed = papers(guide, conversation.facts)
    if not needed:
        return Message("这件事不用带材料。")
    text = f"您要带的材料（共{len(needed)}份）：\n{paper_list(catalogue, needed)}"
    if guide.materials_note:
        text += f"\n（{guide.materials_note}）"
    text += extra_papers(catalogue, guide)
    return Message(text, custom={"checklist": as_data(conversation, guide)})


def as_data(conversation: Conversation, guide: Guide) -> dict[str, Any]:
    """{title, papers: [{name, note, reason, have, payload}], have, total}; `payload` ticks or unticks."""
    had = set(conversation.listed("papers"))
    catalogue = conversation.catalogue
    rows = []
    for item in papers(guide, conversation.facts):
        name = catalogue.paper_name(item)
        rows.append(
            {
                "name": name,
                "note": paper_notes(catalogue, item) or None,
                "reason": paper_reason(catalogue, item),
                "have": name in had,
                "payload": payload("lack" if name in had else "have", paper=name),
            }
        )
    title = guide.name or catalogue.services[guide.service].name
    return {"title": title, "papers": rows, "have": sum(row["have"] for row in rows), "total": len(rows)}


class ActionPapers(Step):
    """«第2个有了»、«都有了»、«还缺第1个»: ticks papers, then says what is still needed."""

    def name(self) -> str:
        return "action_papers"

    def respond(self, conversation: Conversation) -> Reply:
        guide = conversation.guide
        if guide is None:
            return Reply((Message("还没有材料清单。您先告诉我要办哪件事，我给您列出来。"),), Outcome.ASKED)
        names = [row["name"] for row in as_data(conversation, guide)["papers"]]
        meant = meant_papers(conversation, names)
        had = conversation.listed("papers")
        if not meant:
            return Reply((Message("说的是第几份？说个数字就行，比如“第2个有了”“还缺第3个”。"),), Outcome.ASKED)
        if conversation.intent == "have":
            had = list(dict.fromkeys([*had, *meant]))
        else:
            had = [name for name in names if name not in meant] if "还" in conversation.text else _without(had, meant)
        return still_needed(conversation.having(papers=had), guide).setting(papers=had)


def _without(had: list[str], meant: list[str]) -> list[str]:
    return [name for name in had if name not in meant]


def meant_papers(conversation: Conversation, names: list[str]) -> list[str]:
    """The papers that the message names, by payload, number, «都» or their own words."""
    said = conversation.said("paper")
    if EVERYTHING in said:
        return names
    numbers = [int(value) for value in conversation.said("number") if value.isdigit()]
    by_number = [names[n - 1] for n in numbers if 1 <= n <= len(names)]
    word = _SAYING.sub("", conversation.text)
    words = [name for name in names if len(word) > 1 and word in name]
    return [name for name in names if name in said or name in by_number or name in words]


def still_needed(conversation: Conversation, guide: Guide) -> Reply:
    """How many are there and which are missing, with the tickable list."""
    data = as_data(conversation, guide)
    missing = [row["name"] for row in data["papers"] if not row["have"]]
    if missing:
        text = f"已有 {data['have']} 份，还缺 {len(missing)} 份：\n{numbered(missing)}"
    else:
        text = "材料都齐了，可以去办了。"
    buttons = () if missing else (Button("转人工", payload("human")),)
    return Reply((Message(text, buttons, {"checklist": data}),), Outcome.ANSWERED)
