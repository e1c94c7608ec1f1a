"""Going on after small talk and refusals, whose texts stand in domain.yml; repeating and starting over."""

from __future__ import annotations

from actions.base import Step
from actions.conversation import Conversation
from actions.outcome import Outcome
from actions.reply import HUMAN, Button, Message, Reply, payload
from actions.walk import advance, ask, ask_what, pending


class ActionResume(Step):
    """After a fixed text of domain.yml: an open question is asked again, else the way stays open."""

    def name(self) -> str:
        return "action_resume"

    def respond(self, conversation: Conversation) -> Reply:
        refused = conversation.intent == "out_of_scope"
        outcome = Outcome.OUT_OF_SCOPE if refused else Outcome.ANSWERED
        if conversation.response_key == "out_of_scope/emergency":
            return Reply((), outcome)
        fact = pending(conversation)
        if fact is not None:
            question = ask(conversation, fact).led_by(Message("我们继续："))
            return Reply(question.messages, outcome)
        if conversation.response_key == "out_of_scope/personal_data":
            service = conversation.catalogue.services["member_enquiry"]
            return Reply(
                (Message("要我告诉您怎么查吗？", (Button(service.pick, payload(service.id)), HUMAN)),), outcome
            )
        if refused:
            return Reply((Message("要问医保的事，直接说就行。", (HUMAN,)),), outcome)
        return ask_what(conversation.catalogue) if conversation.intent == "greet" else Reply((), outcome)


class ActionRestart(Step):
    """«重新开始»: forgets everything but the place of insurance and an open ticket.

    The name overrides Rasa's default action, which would forget those too; so does action_back.
    """

    def name(self) -> str:
        return "action_restart"

    def respond(self, conversation: Conversation) -> Reply:
        empty: dict[str, object] = dict.fromkeys(conversation.catalogue.questions)
        empty |= {"service": None, "triage": None, "introduced": None, "walking": None, "open_question": None}
        empty |= {
            "candidates": [],
            "answered": [],
            "papers": [],
            "compared": [],
            "taught": [],
            "sides": [],
            "for_whom": None,
            "age": None,
        }
        return ask_what(conversation.catalogue).led_by(Message("好的，重新开始。")).setting(**empty)


class ActionRepeat(Step):
    """«再说一遍»: the open question, or the result, once more."""

    def name(self) -> str:
        return "action_repeat"

    def respond(self, conversation: Conversation) -> Reply:
        return advance(conversation)
