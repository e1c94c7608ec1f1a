"""What a person sent, as a message of Rasa's tracker: an offered button, an option's own words, or a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.conversation import Conversation
from actions.reply import read_payload
from actions.walk import pending, relevant_facts
from bot.nlu import Decision, Interpreter, Parse
from bot.nlu.normalise import normalise

_LIKE_A_PAYLOAD = re.compile(r"/[a-z_]+(?:\{.*\})?", re.DOTALL)
"""Nobody says this: a payload that was not offered is not understood rather than guessed at."""
_HIDDEN = re.compile(r"(?:我的?)?(?:身份证号?码?|手机号?码?|电话号?码?|卡号)?(?:是|为|[:：])?\s*〔[^〕]*已隐去〕")
"""A number that was masked, with the words that announce it: they say nothing about what is wanted."""
_CORRECTION = re.compile(r"不是.+是|说错|搞错|弄错|改成|改一下|不对")
SHORT = 12
"""Up to this many characters a message leans on what was said before."""


def read(interpreter: Interpreter, text: str, conversation: Conversation, offered: Collection[str]) -> dict[str, Any]:
    """The latest_message for the tracker.

    A text counts as a payload only if it is among those `offered` in this conversation.
    """
    chosen = text if text in offered else _option(text, conversation.listed("offered"))
    if chosen is not None:
        return _from_payload(chosen, text)
    if _LIKE_A_PAYLOAD.fullmatch(text):
        return interpreter.parse("").rasa() | {"text": text}
    return in_context(interpreter.parse(_HIDDEN.sub(" ", text)), conversation).rasa()


def _option(text: str, offered: Sequence[Mapping[str, str]]) -> str | None:
    words = normalise(text).text
    return next((o["payload"] for o in offered if words and normalise(o["title"]).text == words), None)


def _from_payload(payload: str, text: str) -> dict[str, Any]:
    intent, values = read_payload(payload)
    return {
        "text": text,
        "intent": {"name": intent, "confidence": 1.0},
        "intent_ranking": [{"name": intent, "confidence": 1.0}],
        "entities": [{"entity": name, "value": value, "start": 0, "end": len(text)} for name, value in values.items()],
    }


def in_context(parse: Parse, conversation: Conversation) -> Parse:
    """The same sentence as a follow-up: it may answer the question asked, or ask on about the service in focus."""
    if conversation.service is None and conversation.triage is None:
        return parse
    facts = {e.entity for e in parse.entities if e.entity in conversation.catalogue.questions}
    if parse.decision is Decision.CHAT:
        # «不是退休，是上班» begins like a plain no.
        return _as(parse, "inform") if facts and parse.intent in {"affirm", "deny"} else parse
    relevant = not facts.isdisjoint(relevant_facts(conversation))
    if relevant and _CORRECTION.search(parse.text):
        return _as(parse, "inform")
    if parse.followup is None and parse.confidence == 1.0:
        return parse  # a known phrase of some other intent
    sure = parse.decision is Decision.ANSWER
    short = len(normalise(parse.text).text) <= SHORT
    if pending(conversation) in facts and (short or not sure) and parse.followup != "ask_facet":
        return _as(parse, "inform")
    if parse.followup is not None and not (sure and facts and not relevant):
        return _as(parse, parse.followup)
    if short and parse.decision is Decision.REFUSE and (parse.facet or facts):
        return _as(parse, "ask_facet" if parse.facet and conversation.service else "inform")
    return parse


def _as(parse: Parse, intent: str) -> Parse:
    return replace(parse, intent=intent, confidence=1.0, ranking=((intent, 1.0), *parse.ranking))
