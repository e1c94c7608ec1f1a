"""Not sure what is meant: ask back with what it may be, or admit it; twice in a row, a human."""

from __future__ import annotations

from actions.base import Step
from actions.candidates import candidates
from actions.conversation import Conversation
from actions.guide import begin_triage, of_one_group, told_by_facts
from actions.handoff import hand_off
from actions.lessons import as_before, chosen_before
from actions.outcome import Outcome
from actions.reply import HUMAN, Message, Reply
from actions.walk import ask, offer, pending

LIMIT = 2
"""Failures in a row after which a human takes over."""


class ActionFallback(Step):
    """nlu_fallback, in both hosts."""

    def name(self) -> str:
        return "action_fallback"

    def respond(self, conversation: Conversation) -> Reply:
        return clarify(conversation)


def clarify(conversation: Conversation) -> Reply:
    """Asks which service is meant; without any idea, goes on with the open question or asks for other words."""
    family, services = candidates(conversation.catalogue, conversation.ranking)
    if not services:
        return _not_understood(conversation)
    before = chosen_before(conversation, services)
    if before is not None:
        return as_before(conversation, before)
    family = family or told_by_facts(conversation, services[0])
    if family is not None and len(services) > 1:
        return begin_triage(conversation, family, of_one_group(conversation.catalogue, family, services[:4]))
    # The service in focus stays, so that «那要多久» still has something to be about.
    return offer(conversation, services).setting(triage=None)


def _not_understood(conversation: Conversation) -> Reply:
    failures = int(conversation.slots.get("failures") or 0) + 1
    if failures >= LIMIT:
        return hand_off(conversation, "没听懂", "我没能听懂您的意思，给您转人工。")
    fact = pending(conversation)
    if fact is not None:
        reply = ask(conversation, fact).led_by(Message("这句我没听懂。我们先把这一步选好："))
    else:
        text = "对不起，我没听懂。您换个说法试试，比如“外地住院怎么报销”“慢病卡怎么办”；也可以转人工。"
        reply = Reply((Message(text, (HUMAN,)),), Outcome.CLARIFIED)
    return Reply(reply.messages, Outcome.CLARIFIED, {"failures": failures})


class ActionNoneOfThese(Step):
    """«都不是»: other words first, then a human."""

    def name(self) -> str:
        return "action_none_of_these"

    def respond(self, conversation: Conversation) -> Reply:
        failures = int(conversation.slots.get("failures") or 0) + 1
        if failures >= LIMIT:
            return hand_off(conversation, "选项都不对", "那我给您转人工，让同事来看。")
        text = "好的，都不是。您换个说法，多说一点：谁要办、因为什么事？"
        return Reply(
            (Message(text, (HUMAN,)),),
            Outcome.CLARIFIED,
            {
                "failures": failures,
                "service": None,
                "triage": None,
                "candidates": [],
                "introduced": None,
                "taught": [],
                "sides": [],
            },
        )
