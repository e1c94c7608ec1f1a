"""A sentence in the middle of a conversation: what was asked, offered or listed last reads it first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from actions.checklist import listed_papers, papers_meant
from actions.conversation import Conversation
from actions.facets import OVERVIEW
from actions.named_paper import paper_asked
from actions.reply import payload, read_payload
from actions.walk import pending, relevant_facts
from bot.nlu import Decision, Entity, Interpreter, Parse
from bot.nlu.followup import FILLER
from bot.nlu.normalise import normalise
from bot.nlu.parse import FALLBACK
from knowledge.model import Question

SHORT = 12
"""Up to this many characters a message leans on what was said before."""
CLEAR = 0.75
"""From here an intent is meant even though another question is open."""
HARDLY = 0.1
"""From here one of the services offered is meant, if the others are far less likely."""
FAIRLY_CLEAR = 0.5
"""From here a family is meant that the service in focus does not belong to, when nothing was asked."""
LASTING = ("insured_type", "work_status")
"""Facts that may be corrected though the guide in focus does not ask for them."""
URGENT = {"out_of_scope/emergency", "out_of_scope/scam"}
_CORRECTION = re.compile(r"不是.+是|(?:说|搞|弄|记)错了?|改成|改一下|不对")
_ANOTHER = re.compile("(?:那|那么).+呢")
"""«那生育津贴呢» brings up another matter."""
_YES = re.compile(r"是|是的|对|对的|对头|有|有的|嗯+|要得|没错|就是|当然|yes")
_NO = re.compile(r"不|不是|不是的|没|没有|没得|莫得|否|不对|没有的|不需要|no")
_HAVE = re.compile(r"有了|有的|有$|带了|带上了|备好|准备好|办好|拿到|找到|开好|齐了|够了")
_LACK = re.compile(r"没有|没得|莫得|还没|没带|没办|没开|缺|还差|就差|只差")
_ASKS = re.compile(r"怎么|咋|哪|吗|吧|什么意思|指什么|要不要")


@dataclass(frozen=True)
class Heard:
    """The sentence as it would be read alone, and the conversation it was said in."""

    parse: Parse
    words: str
    """Normalised."""
    conversation: Conversation
    interpreter: Interpreter
    expected: str | None
    """The fact that was asked last."""

    @property
    def short(self) -> bool:
        return len(self.words) <= SHORT

    @property
    def facts(self) -> set[str]:
        return {e.entity for e in self.parse.entities if e.entity in self.conversation.catalogue.questions}

    @property
    def clear(self) -> bool:
        return self.parse.confidence >= CLEAR

    @property
    def services(self) -> Collection[str]:
        return self.conversation.catalogue.services

    @property
    def offered(self) -> list[dict[str, str]]:
        """The options shown last."""
        return self.conversation.listed("offered")


def in_context(interpreter: Interpreter, parse: Parse, conversation: Conversation) -> Parse:
    """The first reading that fits; alone, when nothing was said before."""
    if conversation.service is None and conversation.triage is None and not conversation.listed("offered"):
        return parse
    heard = Heard(parse, normalise(parse.text).text, conversation, interpreter, pending(conversation))
    found = (reading(heard) for reading in READINGS)
    return next((one for one in found if one is not None), parse)


def _urgent(heard: Heard) -> Parse | None:
    """Danger and fraud; an answer that only resembles them («被狗咬的») stays an answer."""
    danger = any(entity.entity == "danger" for entity in heard.parse.entities)
    sure = danger or heard.expected is None or heard.parse.confidence >= FAIRLY_CLEAR
    return heard.parse if heard.parse.intent in URGENT and sure else None


def _command(heard: Heard) -> Parse | None:
    parse = heard.parse
    if parse.intent == "none_of_these":
        last = [o for o in heard.offered if o["title"].startswith("都不是") and o["payload"].startswith("/inform")]
        return payload_parse(last[0]["payload"], parse) if last and heard.short else parse
    known = parse.decision is Decision.CHAT and parse.intent not in {"affirm", "deny", "have", "lack"}
    return parse if known and heard.clear else None


def _place(heard: Heard) -> Parse | None:
    """Any place is the place of insurance when that was asked."""
    asked = any(o["payload"].startswith('/inform{"region"') for o in heard.offered)
    if not asked or not heard.short or heard.conversation.region is not None:
        return None
    places = [e for e in heard.parse.entities if e.entity in {"region", "destination"}]
    if not places:
        return None
    others = [e for e in heard.parse.entities if e.entity not in {"region", "destination"}]
    return replace(_as(heard.parse, "inform"), entities=(replace(places[0], entity="region"), *others))


def _corrected(heard: Heard) -> Parse | None:
    """«说错了，是居民医保»; also in a part of an option's words: «说错了，是单位的»."""
    cue = _CORRECTION.search(heard.words)
    if cue is None:
        return None
    if heard.facts & (relevant_facts(heard.conversation).union(LASTING)):
        return _as(heard.parse, "inform")
    said = FILLER.sub("", heard.words[cue.end() :])
    if len(said) < 2:
        return None
    questions = heard.conversation.catalogue.questions
    tables = [_as_options(questions[fact]) for fact in (*_told(heard.conversation), *LASTING)]
    return next((found for options in tables if (found := _chosen(heard.parse, said, options))), None)


def _as_options(question: Question) -> list[dict[str, str]]:
    return [{"title": o.label, "payload": payload("inform", **{question.id: o.id})} for o in question.options]


def _told(conversation: Conversation) -> list[str]:
    return [fact for fact in conversation.listed("answered") if fact not in LASTING]


def _option(heard: Heard) -> Parse | None:
    """The words of exactly one option, or a part of them that no other option has."""
    core = FILLER.sub("", heard.words)
    said = core if len(core) > 1 else heard.words
    if not heard.short or len(said) < 2 or heard.parse.followup == "ask_facet":
        return None
    offered = [o for o in heard.conversation.listed("offered") if o["payload"].startswith(("/inform", "/which"))]
    return _chosen(heard.parse, said, offered)


def _chosen(parse: Parse, said: str, offered: Sequence[Mapping[str, str]]) -> Parse | None:
    fitting = [o for o in offered if not Counter(said) - Counter(normalise(o["title"]).text)]
    return payload_parse(fitting[0]["payload"], parse) if len(fitting) == 1 else None


def _answer(heard: Heard) -> Parse | None:
    """A word for one of the options of the fact that was asked, whatever else the word may mean."""
    if heard.expected is None or heard.parse.followup == "ask_facet":
        return None
    if heard.parse.decision is Decision.ANSWER and not heard.short:
        return None
    value = heard.interpreter.entities.value_for(heard.expected, heard.interpreter.plain(heard.parse.text))
    if value is None:
        return _yes_or_no(heard)
    others = tuple(e for e in heard.parse.entities if e.entity != heard.expected)
    entity = Entity(heard.expected, value, 0, len(heard.parse.text))
    return replace(_as(heard.parse, "inform"), entities=(entity, *others))


def _yes_or_no(heard: Heard) -> Parse | None:
    question = heard.conversation.catalogue.questions[heard.expected or ""]
    said = heard.words.replace(" ", "")
    if question.option("yes") is None:
        return None
    exact = heard.parse.confidence == 1.0 and heard.parse.intent in {"affirm", "deny"}
    if exact:
        return heard.parse
    if _YES.fullmatch(said):
        return _as(heard.parse, "affirm")
    return _as(heard.parse, "deny") if _NO.fullmatch(said) else None


def _papers(heard: Heard) -> Parse | None:
    """«1和3有了»、«身份证没带»、«还缺啥子» about the list that was shown."""
    guide = heard.conversation.guide
    if guide is None or heard.conversation.slots.get("introduced") != guide.service or not heard.short:
        return None
    intent = "lack" if _LACK.search(heard.words) else "have" if _HAVE.search(heard.words) else None
    if intent is None or _ASKS.search(heard.words.replace("缺哪", "")):
        return None
    names = listed_papers(heard.conversation, guide)
    meant = papers_meant(heard.words, [e.value for e in heard.parse.entities if e.entity == "paper"], names)
    asks = intent == "lack" and re.search("啥|什么|哪", heard.words)
    return _as(heard.parse, intent) if meant or asks or heard.parse.intent in {"have", "lack"} else None


def _paper(heard: Heard) -> Parse | None:
    """«身份证要不要»: whether a paper is needed, whatever else its name may mean."""
    asks = "eligibility" in {e.value for e in heard.parse.entities if e.entity == "facet"}
    named = paper_asked(heard.parse.text) if heard.short and asks and heard.conversation.service else None
    return _as(heard.parse, "ask_facet") if named else None


def _among_offered(heard: Heard) -> Parse | None:
    """One of the services offered, if it is by far the likeliest among them: «灵活就业» after «打算怎么参保？»."""
    services = [intent for o in heard.offered if (intent := read_payload(o["payload"])[0]) in heard.services]
    if len(services) < 2 or not heard.short or heard.parse.followup == "ask_facet":
        return None
    shares = dict(heard.parse.ranking)
    likely = sorted(services, key=lambda service: -shares.get(service, 0.0))
    first, second = shares.get(likely[0], 0.0), shares.get(likely[1], 0.0)
    if first < HARDLY or first < 3 * second:
        return None
    option = next(o for o in heard.offered if read_payload(o["payload"])[0] == likely[0])
    asked = payload_parse(option["payload"], heard.parse)
    said = {entity.entity for entity in heard.parse.entities}
    return replace(asked, entities=(*heard.parse.entities, *(e for e in asked.entities if e.entity not in said)))


def _clearly_else(heard: Heard) -> Parse | None:
    """A service, a refusal or a known phrase that is meant for sure, or said at length."""
    parse = heard.parse
    if _ANOTHER.fullmatch(heard.words) and parse.decision is Decision.ANSWER and heard.clear:
        return parse
    only_facts = parse.followup == "inform" and heard.short  # «居民的» names no service, whatever it resembles
    aside = parse.followup is not None and (not heard.facts or heard.facts & relevant_facts(heard.conversation))
    if only_facts or aside or parse.intent == FALLBACK:
        return None
    family = heard.conversation.catalogue.triages.get(parse.intent)
    named = parse.decision in {Decision.ANSWER, Decision.REFUSE} or family is not None
    other_family = family is not None and parse.followup is None and heard.conversation.service not in family.services
    clear = heard.clear or (other_family and parse.confidence >= FAIRLY_CLEAR and heard.expected is None)
    return parse if not heard.short or (named and clear) else None


def _side(heard: Heard) -> Parse | None:
    """One side of the service in focus, or a fact about it."""
    parse, focus = heard.parse, heard.conversation.service
    if parse.followup is not None:
        return _as(parse, parse.followup)
    if heard.short and parse.facet not in {None, OVERVIEW} and focus:
        return _as(parse, "ask_facet")
    return None


def _not_an_answer(heard: Heard) -> Parse | None:
    """Too short to be anything but an answer, and yet none: the question is asked again rather than guessed at.

    A refusal that is not meant for sure says nothing about the matter in hand either («有居住证» is no 户籍 matter).
    """
    refused = heard.parse.decision is Decision.REFUSE and not heard.clear and heard.conversation.service is not None
    if not heard.short or (heard.expected is None and not refused):
        return None
    return replace(heard.parse, intent=FALLBACK, confidence=0.0, ranking=(), decision=Decision.REFUSE)


READINGS: tuple[Callable[[Heard], Parse | None], ...] = (
    _urgent,
    _place,
    _corrected,
    _command,
    _answer,
    _papers,
    _option,
    _paper,
    _among_offered,
    _clearly_else,
    _side,
    _not_an_answer,
)


def _as(parse: Parse, intent: str) -> Parse:
    return replace(parse, intent=intent, confidence=1.0, ranking=((intent, 1.0), *parse.ranking))


def payload_parse(written: str, parse: Parse) -> Parse:
    """The parse of a sentence that stands for this payload."""
    intent, values = read_payload(written)
    entities = tuple(Entity(name, value, 0, len(parse.text)) for name, value in values.items())
    return replace(parse, intent=intent, confidence=1.0, ranking=((intent, 1.0),), entities=entities)
