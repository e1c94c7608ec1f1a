"""What a person sent, as a message of Rasa's tracker: an offered button, an option's own words, or a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from actions.conversation import Conversation
from bot.context import in_context, payload_parse
from bot.nlu import Interpreter
from bot.nlu.normalise import normalise
from bot.privacy import mask

_LIKE_A_PAYLOAD = re.compile(r"/[a-z_]+(?:\{.*\})?", re.DOTALL)
"""Nobody says this: a payload that was not offered is not understood rather than guessed at."""
_HIDDEN = re.compile(r"(?:我的?)?(?:身份证号?码?|手机号?码?|电话号?码?|卡号)?(?:是|为|[:：])?\s*〔[^〕]*已隐去〕")
"""A number that was masked, with the words that announce it: they say nothing about what is wanted."""


def read(interpreter: Interpreter, text: str, conversation: Conversation, offered: Collection[str]) -> dict[str, Any]:
    """The latest_message for the tracker; a text counts as a payload only if `offered` in this conversation.

    Besides Rasa's keys: `chosen` for an option, `corrections` (slips as they were read), `because` (see Reasons), and
    `later`, the messages of what the text asks besides.
    """
    chosen = text if text in offered else _option(text, conversation.listed("offered"))
    if chosen is not None:
        return payload_parse(chosen, interpreter.parse("")).rasa() | {"text": text, "chosen": True}
    if _LIKE_A_PAYLOAD.fullmatch(text):
        return interpreter.parse("").rasa() | {"text": text}
    parse = in_context(interpreter, interpreter.parse(_HIDDEN.sub(" ", text)), conversation)
    why = interpreter.why(text, parse.intent)
    several = bool(parse.matters) and parse.intent == parse.matters[0].intent
    later = [matter.rasa() | {"text": matter.text} for matter in parse.matters[1:] if several]
    return parse.rasa() | {
        "corrections": [c.read for c in parse.corrections],
        "later": later,
        "because": why.data() | {"text": why.text()} if why else {},
    }


def cleaned(text: str, longest: int) -> str:
    """A sentence as a fresh conversation would read it: masked, cut, without the masks."""
    return _HIDDEN.sub(" ", mask(text)[:longest])


def _option(text: str, offered: Sequence[Mapping[str, str]]) -> str | None:
    words = normalise(text).text
    return next((o["payload"] for o in offered if words and normalise(o["title"]).text == words), None)
