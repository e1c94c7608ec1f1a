"""The citizen tells something about their case: fill it in, go on; also yes, no and one step back."""

from __future__ import annotations

from typing import Any

from actions.answer import answer, answer_shared
from actions.base import Step
from actions.candidates import candidates
from actions.clarify import LIMIT, clarify
from actions.conversation import Conversation
from actions.handoff import hand_off
from actions.outcome import Outcome
from actions.reply import HUMAN, Button, Message, Reply
from actions.result import how_and_where
from actions.walk import advance, ask, ask_what, offer, pending, relevant_facts, settle_service
from actions.wording import channels, facts_in_words


class ActionInform(Step):
    """An answer, a correction or a volunteered fact; the next question is computed anew."""

    def name(self) -> str:
        return "action_inform"

    def respond(self, conversation: Conversation) -> Reply:
        said = conversation.facts_said()
        if conversation.service is None and conversation.triage is None:
            return _before_any_service(conversation)
        other = conversation.catalogue.told_service(
            conversation.told, conversation.service, conversation.slots.get("triage")
        )
        if other is not None and conversation.having(service=other).guide is not None:
            return _other_service(conversation, other)
        if said == ["channel"] and conversation.guide is not None:
            return _chosen_channel(conversation)
        if "joint" in said or conversation.said("region"):
            conversation = conversation.having(introduced=None)  # another document: it introduces itself
        answered = conversation.listed("answered")
        corrected = [fact for fact in said if fact in answered]
        kept = [*(fact for fact in answered if fact not in said), *said]
        reply = _asked_before(conversation) or advance(conversation)
        reply = reply.setting(answered=kept)
        if corrected:
            return reply.led_by(Message(f"好的，改成：{_labels(conversation, corrected)}。"))
        aside = said and not relevant_facts(conversation).intersection(said)
        return reply.led_by(Message(f"记下了：{_labels(conversation, said)}。")) if aside else reply


def _other_service(conversation: Conversation, service: str) -> Reply:
    """What was told makes it another service than the one in hand, or settles which of a family."""
    slots: dict[str, Any] = {
        "service": service,
        "triage": None,
        "candidates": [],
        "introduced": None,
        "walking": None,
        "papers": [],
    }
    told = conversation.having(**slots)
    lead = Message(f"好的，按您说的（{_labels(conversation, conversation.facts_said())}）：")
    return (_asked_before(told) or advance(told)).led_by(lead).setting(**slots)


def _asked_before(conversation: Conversation) -> Reply | None:
    """The answer to what was asked before it was known where, or about which service."""
    sides, settled = conversation.listed("sides"), settle_service(conversation)
    if not sides or conversation.region is None:
        return None
    if settled.service is None:
        return answer_shared(conversation)
    return answer(settled, sides[0]).setting(sides=[], service=settled.service)


def _before_any_service(conversation: Conversation) -> Reply:
    _, services = candidates(conversation.catalogue, conversation.ranking)
    if services or not (conversation.facts_said() or conversation.said("region")):
        return clarify(conversation)
    return ask_what(conversation.catalogue).led_by(Message("好的，记下了。"))


def _labels(conversation: Conversation, facts: list[str]) -> str:
    return facts_in_words(conversation.catalogue, {f: v for f, v in conversation.facts.items() if f in facts})


def _chosen_channel(conversation: Conversation) -> Reply:
    guide = conversation.guide
    assert guide is not None
    if conversation.facts.get("channel") == "online":
        online = channels(conversation.catalogue, guide, conversation.facts_for(guide), "online")
        text = f"好的，网上办：{online}。\n要找人帮忙看材料，可以转人工。"
        text = text if online else "指南没有列网上办理的渠道，要到现场。"
    else:
        text = f"好的，去窗口办。\n{how_and_where(conversation, guide)}"
    return Reply((Message(text, (HUMAN,)),), Outcome.ANSWERED)


class ActionYesNo(Step):
    """«是»、«不是» answer the question that is open, if it is a yes-or-no question."""

    def name(self) -> str:
        return "action_yes_no"

    def respond(self, conversation: Conversation) -> Reply:
        fact = pending(conversation)
        value = "yes" if conversation.intent == "affirm" else "no"
        offered = conversation.listed("offered")
        if fact is None and len(offered) > 1:
            options = tuple(Button(o["title"], o["payload"]) for o in offered)
            return Reply((Message("请选一项，回数字就行：", options),), Outcome.ASKED)
        if fact is None:
            text = "好的。还有别的要问，直接说就行。" if value == "yes" else "好的。您换个说法告诉我要办什么，我再找。"
            return Reply((Message(text, (HUMAN,)),), Outcome.ANSWERED)
        if conversation.catalogue.questions[fact].option(value) is None:
            return advance(conversation).led_by(Message("这个要选一项，我再问一遍："))
        answered = [*conversation.listed("answered"), fact]
        filled = {fact: value, "answered": answered}
        told = conversation.having(**filled)
        return (_asked_before(told) or advance(told)).setting(**filled)


class ActionUnsure(Step):
    """«不晓得»: nobody has to know; the question again, with a human at hand."""

    def name(self) -> str:
        return "action_unsure"

    def respond(self, conversation: Conversation) -> Reply:
        fact = pending(conversation)
        if fact is None:
            return Reply((Message("没关系。您把事情说一说，我来找；也可以转人工。", (HUMAN,)),), Outcome.CLARIFIED)
        failures = int(conversation.slots.get("failures") or 0) + 1
        if failures >= LIMIT:
            return hand_off(conversation, "市民说不清楚", "不清楚也不要紧，我请人工来帮您。")
        question = ask(conversation, fact).messages[0]
        text = f"不清楚也没关系，可以转人工问；想好了再选：{question.text}"
        return Reply((Message(text, (*question.buttons, HUMAN)),), Outcome.ASKED, {"failures": failures})


class ActionBack(Step):
    """Takes back the latest answer and asks it again."""

    def name(self) -> str:
        return "action_back"

    def respond(self, conversation: Conversation) -> Reply:
        answered = conversation.listed("answered")
        known = [fact for fact in answered if conversation.slots.get(fact)]
        if known:
            undone = {known[-1]: None, "answered": known[:-1]}
            return advance(conversation.having(**undone)).setting(**undone)
        if conversation.listed("candidates") or conversation.triage:
            return _choose_again(conversation)
        undone = {"service": None, "introduced": None}
        reply = advance(conversation.having(**undone, triage=None))
        return reply.led_by(Message("已经回到开头了。")).setting(**undone)


def _choose_again(conversation: Conversation) -> Reply:
    triage = conversation.triage
    services = conversation.listed("candidates") or (list(triage.services) if triage else [])
    return offer(conversation, services).setting(service=None, introduced=None)
