"""«遂宁和资阳办慢特病有什么不同»: two documents beside each other, never blended."""

from __future__ import annotations

from actions.base import Step
from actions.conversation import Conversation
from actions.differences import differences_in_words, no_difference
from actions.outcome import Outcome
from actions.reply import HUMAN, Button, Message, Reply, payload
from actions.walk import ask_what, no_guide
from actions.wording import guide_name
from knowledge.model import Guide

SIDES = ("办理时限", "受理时间", "谁能办", "材料", "在哪里受理", "咨询电话", "收费")
"""What a citizen is told; `daoban compare` prints all."""


class ActionCompare(Step):
    """The difference is asked for the service in focus."""

    def name(self) -> str:
        return "action_compare"

    def respond(self, conversation: Conversation) -> Reply:
        return compare(conversation)


def compare(conversation: Conversation) -> Reply:
    """What differs between two regions for the service in focus; asks for what is missing."""
    catalogue, service = conversation.catalogue, conversation.service
    regions = compared_regions(conversation)
    if service is None:
        reply = ask_what(catalogue).led_by(Message("要比较哪件事？"))
        return reply.setting(compared=regions)
    if len(regions) < 2:
        return Reply((Message("请说出要比较的两个地方，比如“遂宁和资阳有什么不同”。"),), Outcome.ASKED)
    forget = {"compared": [], "service": service}
    guides = [(region, catalogue.guide(service, region)) for region in regions[:2]]
    for region, guide in guides:
        if guide is None:
            return no_guide(conversation.having(region=region)).setting(**forget)
    one, other = (guide for _, guide in guides if guide is not None)
    if one is other:
        text = no_difference([catalogue.regions[r].name for r in regions[:2]])
        return Reply((Message(text, (HUMAN,)),), Outcome.ANSWERED).setting(**forget)
    buttons = tuple(Button(f"按{catalogue.regions[r].name}办", payload("inform", region=r)) for r in regions[:2])
    return Reply((Message(_text(conversation, one, other), (*buttons, HUMAN)),), Outcome.ANSWERED).setting(**forget)


def _text(conversation: Conversation, one: Guide, other: Guide) -> str:
    catalogue = conversation.catalogue
    more = "一次比两个地方，先说前两个。\n" if len(compared_regions(conversation)) > 2 else ""
    return f"{more}【{guide_name(catalogue, one)}】不同的地方：\n{differences_in_words(catalogue, one, other, SIDES)}"


def compared_regions(conversation: Conversation) -> list[str]:
    """The places named, the place of insurance filling a gap; ids, each once."""
    said = [*conversation.said("region"), *conversation.said("destination")]
    own = [conversation.region] if conversation.region else []
    named = said if len(said) > 1 else [*said, *conversation.listed("compared"), *own]
    return [region for region in dict.fromkeys(named) if region in conversation.catalogue.regions]
