"""«1»、«第一个»: the option of that number among those offered last, taken as if it had been tapped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.answer import ActionAnswer
from actions.base import Step
from actions.checklist import ActionPapers
from actions.clarify import ActionNoneOfThese, clarify
from actions.conversation import Conversation
from actions.guide import ActionGuide, ActionTriage
from actions.handoff import ActionHuman
from actions.inform import ActionInform
from actions.outcome import Outcome
from actions.reply import Message, Reply, read_payload

_OTHERS: Mapping[str, type[Step]] = {
    "inform": ActionInform,
    "ask_facet": ActionAnswer,
    "have": ActionPapers,
    "lack": ActionPapers,
    "human": ActionHuman,
    "none_of_these": ActionNoneOfThese,
}
"""What the payloads of buttons other than services lead to; rules.yml says the same."""


class ActionChoose(Step):
    """The intent is a bare number."""

    def name(self) -> str:
        return "action_choose"

    def respond(self, conversation: Conversation) -> Reply:
        offered = conversation.listed("offered")
        numbers = [int(value) for value in conversation.said("number") if value.isdigit()]
        if not offered:
            return clarify(conversation)
        if not numbers or not 1 <= numbers[0] <= len(offered):
            text = f"请在 1 到 {len(offered)} 里选一个。" if len(offered) > 1 else "这里只有一个选项，选 1 就行。"
            return Reply((Message(text),), Outcome.ASKED, {"offered": offered})
        return _taken(conversation, offered[numbers[0] - 1]["payload"])


def _taken(conversation: Conversation, payload: str) -> Reply:
    intent, values = read_payload(payload)
    catalogue = conversation.catalogue
    slots = {name: value for name, value in values.items() if name in catalogue.questions or name == "region"}
    entities = tuple({"entity": name, "value": value} for name, value in values.items())
    chosen = replace(conversation.having(**slots), intent=intent, entities=entities)
    step = (
        ActionGuide
        if intent in catalogue.services
        else ActionTriage
        if intent in catalogue.triages
        else _OTHERS[intent]
    )
    return step().respond(chosen).setting(**slots)
