"""The handoff: a ticket with everything an agent needs, given to the host as a `custom` reply."""

from __future__ import annotations

import secrets
from typing import Any

from actions.base import Step
from actions.checklist import as_data
from actions.conversation import Conversation
from actions.outcome import Outcome
from actions.reply import Message, Reply
from actions.walk import ask, pending
from actions.wording import channels, contacts, guide_name, limits, phones, places
from knowledge import excluded, open_question
from knowledge.condition import Facts
from knowledge.model import Guide

COMPLAINT = "投诉"


class ActionHuman(Step):
    """The citizen asks for a human, by words or by the button at the end of a walk."""

    def name(self) -> str:
        return "action_human"

    def respond(self, conversation: Conversation) -> Reply:
        return hand_off(conversation, "市民要求转人工", "好的，给您转人工。")


class ActionComplaint(Step):
    """A complaint: the number to call, and a human."""

    def name(self) -> str:
        return "action_complaint"

    def respond(self, conversation: Conversation) -> Reply:
        numbers = "、".join(complaint_phones(conversation)) or contacts(conversation.catalogue)
        return hand_off(conversation, COMPLAINT, f"投诉可以打 {numbers}。您说的情况我也转给人工处理。")


def complaint_phones(conversation: Conversation) -> list[str]:
    """Those of the guide in focus, else all that the documents of the place of insurance print."""
    guide, region = conversation.guide, conversation.region
    if guide is not None:
        return list(guide.complaints)
    guides = conversation.catalogue.all_guides()
    places_ = set(conversation.catalogue.lineage(region)) if region else set()
    return list(dict.fromkeys(n for g in guides if g.region in places_ for n in g.complaints))


def hand_off(conversation: Conversation, reason: str, lead: str) -> Reply:
    """Opens a ticket and tells its six-digit code; an open one of the same kind is told again."""
    known = conversation.slots.get("ticket")
    if known and (reason == COMPLAINT) == (conversation.slots.get("ticket_reason") == COMPLAINT):
        text = f"{lead}\n您的工单已经在排队了，编号 {known}。工作人员会接着处理，请稍等。"
        again = Message(text, custom={"handoff": {"code": known, "known": True}})
        return Reply((again, *_meanwhile(conversation)), Outcome.HANDED_OFF)
    ticket = ticket_of(conversation, reason)
    code = ticket["code"]
    text = f"{lead}\n您的工单编号是 {code}，工作人员能看到我们刚才说的，您不用再说一遍。"
    return Reply(
        (Message(text, custom={"handoff": ticket}), *_meanwhile(conversation)),
        Outcome.HANDED_OFF,
        {"ticket": code, "ticket_reason": reason},
    )


def _meanwhile(conversation: Conversation) -> tuple[Message, ...]:
    """The open question once more: waiting for a human need not stop the walk."""
    fact = pending(conversation)
    if fact is None:
        return ()
    question = ask(conversation, fact).messages[0]
    return (Message(f"等的时候，我们可以接着来：{question.text}", question.buttons),)


def ticket_of(conversation: Conversation, reason: str) -> dict[str, Any]:
    """The 工单 without its transcript, which the host keeps. Keys that do not apply are missing.

    `code` is random; a host that finds it in use runs the action again.
    """
    catalogue, guide = conversation.catalogue, conversation.guide
    region, service = conversation.region, conversation.service
    ticket: dict[str, Any] = {
        "code": f"{secrets.randbelow(10**6):06d}",
        "reason": reason,
        "region": region,
        "region_name": catalogue.regions[region].name if region else None,
        "service": service,
        "service_name": catalogue.services[service].name if service else None,
        "facts": told_facts(conversation),
        "last_message": conversation.text,
        "open_question": conversation.slots.get("open_question"),
    }
    known = {key: value for key, value in _from_guide(conversation, guide).items() if value != ""} if guide else {}
    return {**ticket, **known}


def told_facts(conversation: Conversation) -> list[dict[str, str]]:
    """What the citizen said, as question and answer, in the order of questions.yml."""
    facts = conversation.facts
    told = []
    for question in conversation.catalogue.questions.values():
        option = question.option(facts.get(question.id, ""))
        if option is not None and question.id != "channel":
            told.append({"question": question.ask, "answer": option.label})
    return told


def _from_guide(conversation: Conversation, guide: Guide) -> dict[str, Any]:
    catalogue, facts = conversation.catalogue, conversation.facts_for(guide)
    channel = catalogue.questions["channel"].option(facts.get("channel", ""))
    waiting = open_question(guide, facts)
    unanswered = conversation.slots.get("open_question")
    found: dict[str, Any] = {
        "service_name": guide_name(catalogue, guide),
        "document": catalogue.sources[guide.source.document].title,
        "section": guide.source.section,
        "eligibility": eligibility(guide, facts),
        "papers": [
            {k: row[k] for k in ("name", "note", "reason", "have")} for row in as_data(conversation, guide)["papers"]
        ],
        "channel": channel.label if channel else None,
        "place": places(catalogue, guide, facts) or channels(catalogue, guide, facts, "counter"),
        "phone": phones(guide) or contacts(catalogue),
        "limit": limits(guide, facts),
    }
    if waiting is not None and unanswered is None:
        found["open_question"] = f"（助手正在问）{catalogue.questions[waiting].ask}"
    return found


def eligibility(guide: Guide, facts: Facts) -> dict[str, str]:
    """{verdict: yes | no | open, reason}: whether this guide is for these facts, and why."""
    position = excluded(guide, facts)
    if position is not None:
        return {"verdict": "no", "reason": guide.exclusions[position].reason}
    if any(fact in dict(e.when.facts()) for e in guide.exclusions for fact in e.when.missing(facts)):
        return {"verdict": "open", "reason": f"还没问清楚；{_for_whom(guide)}"}
    return {"verdict": "yes", "reason": f"按市民所说，未见不符；{_for_whom(guide)}"}


def _for_whom(guide: Guide) -> str:
    return f"服务对象：{guide.audience}" if guide.audience else "文件没有写服务对象"
