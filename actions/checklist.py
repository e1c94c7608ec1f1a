"""The checklist as a thing: this citizen's papers, which they have, which are still needed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.base import Step
from actions.conversation import Conversation
from actions.outcome import Outcome
from actions.reply import Button, Message, Reply, payload
from actions.wording import extra_papers, no_papers, numbered, paper_list, paper_notes, paper_reason
from knowledge import open_question, papers
from knowledge.model import Guide

EVERYTHING = "all"
_NUMBERS = {character: number for number, character in enumerate("一二三四五六七八九", 1)}
_COUNTED = re.compile(r"[\d一二三四五六七八九第和跟、,，个份样项号 ]")
_SAYING = re.compile(
    r"已经|准备|拿到|拿了|全部|所有|材料|样样|[我你还就差缺没不有得莫带办备好齐了的在都全也过这那上，。！ ]"
)
"""What people say around a paper's name when they have it or lack it."""


def checklist(conversation: Conversation, guide: Guide) -> Message:
    """The papers as text, and as `custom.checklist` for channels that can tick."""
    catalogue = conversation.catalogue
    needed = papers(guide, conversation.facts)
    if not needed:
        return Message(no_papers(catalogue, guide))
    text = f"您要带的材料（共{len(needed)}份）：\n{paper_list(catalogue, needed)}"
    if guide.materials_note:
        text += f"\n（{guide.materials_note}）"
    text += extra_papers(catalogue, guide, conversation.facts)
    return Message(text, custom={"checklist": as_data(conversation, guide)})


def as_data(conversation: Conversation, guide: Guide) -> dict[str, Any]:
    """{title, papers: [{name, note, reason, have, payload}], have, total}; `payload` ticks or unticks."""
    had = set(conversation.listed("papers"))
    catalogue, facts = conversation.catalogue, conversation.facts_for(guide)
    rows = []
    for item in papers(guide, conversation.facts):
        name = catalogue.paper_name(item)
        rows.append(
            {
                "name": name,
                "note": paper_notes(catalogue, item) or None,
                "reason": paper_reason(catalogue, item, facts),
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
            return Reply((Message("还没有材料清单。您先告诉我要办哪件事，我给您列出来。"),), Outcome.CLARIFIED)
        names = listed_papers(conversation, guide)
        meant = papers_meant(conversation.text, conversation.said("paper"), names)
        if not meant:
            return still_needed(conversation, guide)
        had = _after(conversation, names, meant)
        return still_needed(conversation.having(papers=had), guide).setting(papers=had)


def _after(conversation: Conversation, names: Sequence[str], meant: Sequence[str]) -> list[str]:
    """The papers that are there after «X有了» or «缺X»; the first «缺X» means that the others are there."""
    had = conversation.listed("papers")
    if conversation.intent == "have":
        return list(dict.fromkeys([*had, *meant]))
    rest = names if not had or "还" in conversation.text else had
    return [name for name in rest if name not in meant]


def listed_papers(conversation: Conversation, guide: Guide) -> list[str]:
    """The names on the list, in its order."""
    return [conversation.catalogue.paper_name(item) for item in papers(guide, conversation.facts)]


def papers_meant(text: str, said: Sequence[str], names: Sequence[str]) -> list[str]:
    """The papers a message names, by its `paper` entities, by numbers, or by words out of their names."""
    word = _SAYING.sub("", text)
    if EVERYTHING in said and not word:
        return list(names)
    numbers = {_NUMBERS.get(n) or int(n) for n in re.findall(r"\d{1,2}|[一二三四五六七八九]", text)}
    counted = not _COUNTED.sub("", word)
    by_number = [names[n - 1] for n in numbers if counted and 1 <= n <= len(names)]
    by_word = [name for name in names if len(word) > 1 and word in name]
    return [name for name in names if name in said or name in by_number or name in by_word]


def still_needed(conversation: Conversation, guide: Guide) -> Reply:
    """How many are there and which are missing, with the tickable list."""
    data = as_data(conversation, guide)
    missing = [row["name"] for row in data["papers"] if not row["have"]]
    unsettled = open_question(guide, conversation.facts) is not None
    if missing:
        text = f"已有 {data['have']} 份，还缺 {len(missing)} 份：\n{numbered(missing)}"
    else:
        text = "目前列出的都有了，还有几句没问完。" if unsettled else "材料都齐了，可以去办了。"
    buttons = () if missing else (Button("转人工", payload("human")),)
    return Reply((Message(text, buttons, {"checklist": data}),), Outcome.ANSWERED)
