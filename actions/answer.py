"""One side of a service, in the words of its guide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.alike import shared_side
from actions.base import Step
from actions.conversation import Conversation
from actions.dates import office_words
from actions.facets import OFFICE_FACETS, OVERVIEW, PLAIN, WALKED
from actions.named_paper import named_paper
from actions.outcome import Outcome
from actions.reply import HUMAN, Button, Message, Reply, payload
from actions.result import joint_button, joint_way
from actions.sides import SIDES, STANDS_IN
from actions.walk import advance, ask, ask_region, no_guide, offer, pending
from actions.wording import (
    contacts,
    document_name,
    guide_name,
    main_office,
    shared_words,
    silence,
    source_line,
    where_to_ask,
    whose,
)
from knowledge import open_question
from knowledge.model import Guide


class ActionAnswer(Step):
    """A follow-up about the service in focus; the walk then goes on where it was."""

    def name(self) -> str:
        return "action_answer"

    def respond(self, conversation: Conversation) -> Reply:
        facet, fact = conversation.side or OVERVIEW, pending(conversation)
        alone = conversation.service is None
        shared = answer_shared(conversation) if alone else None
        if shared is not None and fact is None:
            return shared
        reply = shared or (_without_service(conversation, facet) if alone else answer(conversation, facet))
        further = ask(conversation, fact).messages if fact is not None else _open(conversation) if alone else ()
        if reply.outcome in {Outcome.ASKED, Outcome.CLARIFIED} or not further:
            return reply
        told = reply.messages[:1] if shared is not None else _without_buttons(reply)
        again = Message(f"我们继续：{further[0].text}", further[0].buttons)
        return Reply((*told, again), reply.outcome, {} if shared is not None else reply.slots)


def _open(conversation: Conversation) -> tuple[Message, ...]:
    """The question back that is still open, with its options."""
    options = tuple(Button(o["title"], o["payload"]) for o in conversation.listed("offered"))
    return (Message("是哪一种？", options),) if len(options) > 1 else ()


def _without_buttons(reply: Reply) -> tuple[Message, ...]:
    return tuple(Message(m.text, (), m.custom) for m in reply.messages)


def answer(conversation: Conversation, facet: str | None) -> Reply:
    """What the guide of this service and region says about one facet, with its source."""
    if conversation.region is None:
        return ask_region(conversation).setting(sides=conversation.sides or [facet])
    guide = conversation.guide
    if guide is None:
        return no_guide(conversation)
    if facet == OVERVIEW or facet is None:
        return advance(conversation.having(introduced=None))
    name = guide_name(conversation.catalogue, guide)
    paper = named_paper(conversation, guide) if facet in PLAIN else None
    facet = "materials" if paper is not None else facet
    text = SIDES[facet](conversation, guide)
    lead = paper or (_WHO_MAY if facet == "eligibility" and text else "")
    text = "\n".join(part for part in (lead, text) if part) or None
    others = _other_sides(conversation, guide, facet)
    if text is None:
        reply = _not_in_document(conversation, guide, facet)
        return replace(reply, messages=(*reply.messages, *map(Message, others)))
    text = "\n".join([text, *others])
    if set(STANDS_IN.get(facet, ())) & set(guide.uncertain):
        text += "\n（原件残缺，这一条是按它在文件里的位置推定的，请打电话核实。）"
    region = conversation.catalogue.regions[guide.region].name
    head = f"【{name}】{region}{whose(conversation.catalogue, guide, conversation.region)}"
    told = f"{head}\n{text}\n{source_line(conversation.catalogue, guide)}"
    message = Message(told, _further(conversation, guide, facet))
    reply = Reply((message,), Outcome.ANSWERED)
    fact = open_question(guide, conversation.facts)
    if facet in {"materials", "eligibility"} and fact is not None:
        question = ask(conversation, fact).messages[0]
        lead = "有的材料看情况，问您几句就清楚了。" if facet == "materials" else "帮您看看符不符合、要带什么："
        reply = Reply(
            (*_without_buttons(reply), Message(f"{lead}\n{question.text}", question.buttons)), Outcome.ASKED
        ).setting(walking=guide.service)
    return reply.setting(service=guide.service)


def _other_sides(conversation: Conversation, guide: Guide, facet: str) -> list[str]:
    """What the guide says about the other sides that the message asks about."""
    named = conversation.sides or conversation.listed("sides")
    asked = [side for side in named if side in SIDES and side not in {facet, *PLAIN}]
    told = [(side, SIDES[side](conversation, guide)) for side in asked if facet not in WALKED or side not in IN_RESULT]
    return [text or f"{_missing(conversation, guide, side)}，我不能乱说。" for side, text in told]


def answer_shared(conversation: Conversation) -> Reply | None:
    """The sides asked, when the guides say the same whichever service of the family is meant; then which to go on with.

    None when one of them differs, or when no side or no place is known.
    """
    triage, catalogue = conversation.triage, conversation.catalogue
    facets = [side for side in conversation.sides or conversation.listed("sides") if side not in PLAIN]
    if triage is None or not facets or facets[0] in WALKED or conversation.region is None:
        return None
    services = conversation.listed("candidates") or triage.services
    found = [shared_side(conversation, triage, services, facet) for facet in facets]
    sides = [side for side in found if side is not None and len(side.services) > 1]
    if len(sides) < len(facets):
        return None
    guides = sides[0].guides
    said = "\n".join(side.text for side in sides if side.text)
    silent = [facet for side, facet in zip(sides, facets, strict=True) if not side.text]
    told = [f"您问的，这几份指南写的一样：\n{said}"] if said else []
    told += [f"这几份指南都{_missing(conversation, guides[0], facet, '')}，我不能乱说。" for facet in silent]
    numbers = {where_to_ask(catalogue, guide) for guide in guides}
    if silent:
        told.append(f"可以打 {numbers.pop() if len(numbers) == 1 else contacts(catalogue)} 问，或者转人工。")
    text = shared_words(catalogue, triage, sides[0].services, "\n".join(told), guides)
    options = (*(Button(catalogue.services[s].pick, payload(s)) for s in sides[0].services[:4]), HUMAN)
    outcome = Outcome.ANSWERED if any(side.text for side in sides) else Outcome.NO_DATA
    kept = {"service": None, "sides": [], "candidates": list(sides[0].services), "open_question": NAMES.get(facets[0])}
    return Reply((Message(text), Message("要接着办哪一种？", options)), outcome, kept)


def answer_everywhere(conversation: Conversation, facet: str, regions: Sequence[str]) -> Reply:
    """The side as each of these places has it, one after the other; the place of insurance stays what it was."""
    replies = [answer(conversation.having(region=region), facet) for region in regions]
    messages = [message for reply in replies[:-1] for message in _without_buttons(reply)]
    return Reply((*messages, *replies[-1].messages), replies[-1].outcome, {"service": conversation.service})


def tell(conversation: Conversation, facet: str | None) -> Reply:
    """One side of the guide, or the walk through it where that tells what is asked."""
    return _walked(conversation) if facet in WALKED else answer(conversation, facet)


def _walked(conversation: Conversation) -> Reply:
    """The walk; what is asked besides and its result does not tell goes first."""
    guide = conversation.guide
    others = _other_sides(conversation, guide, OVERVIEW) if guide is not None else []
    return advance(conversation).led_by(*(Message(text) for text in others))


def _missing(conversation: Conversation, guide: Guide, facet: str, whose_document: str | None = None) -> str:
    catalogue = conversation.catalogue
    document = document_name(catalogue, guide) if whose_document is None else whose_document
    return f"{document}{silence(catalogue, guide, STANDS_IN.get(facet, ()))}{NAMES.get(facet, '这一点')}"


IN_RESULT = {"materials", "time_limit", "channels", "location", "phone", "hours", "process"}
"""Sides that the result of a walk tells anyway."""
_WHO_MAY = "指南是这样写谁能办的，没有写到的情形请打电话核实："
_COMMON = {"materials": "要带什么材料", "time_limit": "多久办好", "location": "在哪里办", "channels": "网上能办吗"}


def _further(conversation: Conversation, guide: Guide, facet: str) -> tuple[Button, ...]:
    """What else the document tells."""
    told = [f for f in _COMMON if f != facet and SIDES[f](conversation, guide) is not None]
    return (*(Button(_COMMON[f], payload("ask_facet", facet=f)) for f in told[:3]), HUMAN)


NAMES = {
    "amount": "报销比例、起付线、封顶线、缴费和津贴金额这些数",
    "fee": "办这件事收不收费",
    "basis": "政策依据",
    "notes": "特别的注意事项",
    "materials": "要带什么材料",
    "channels": "在哪里、用什么渠道办",
    "location": "办理地点",
    "hours": "上班时间",
    "eligibility": "谁能办",
    "time_limit": "多久办好",
    "process": "办理步骤",
    "forms": "要填的表",
    "progress": "怎么查进度",
}


def _not_in_document(conversation: Conversation, guide: Guide, facet: str) -> Reply:
    catalogue = conversation.catalogue
    text = (
        f"您问的是“{guide_name(catalogue, guide)}”。{_missing(conversation, guide, facet)}，"
        f"我不能乱说。可以打 {where_to_ask(catalogue, guide)} 问，或者转人工。\n{source_line(catalogue, guide)}"
    )
    joint, offer = joint_way(conversation), []
    if joint is not None and SIDES[facet](conversation, joint) is not None:
        text += f"\n{document_name(catalogue, joint)}写了这一面；人在那边的，可以照它办。"
        offer = joint_button(conversation, guide)
    slots = {"service": guide.service, "open_question": NAMES.get(facet)}
    return Reply((Message(text, (*offer, *_further(conversation, guide, facet))),), Outcome.NO_DATA, slots)


def _without_service(conversation: Conversation, facet: str) -> Reply:
    """Opening hours and the hall are known without a service; all else needs one."""
    catalogue = conversation.catalogue
    offered = conversation.listed("candidates")
    if facet not in OFFICE_FACETS and conversation.triage is None and len(offered) > 1:
        return offer(conversation, offered)
    if facet not in OFFICE_FACETS:
        return advance(conversation).setting(sides=conversation.sides)
    if conversation.region is None:
        return ask_region(conversation)
    office, name = main_office(catalogue, conversation.region), catalogue.regions[conversation.region].name
    if office is None:
        missing = f"{name}的官方文件没有写服务大厅的地址、电话和上班时间，我不能乱说。可以打 {contacts(catalogue)} 问。"
        return Reply((Message(missing, (HUMAN,)),), Outcome.NO_DATA)
    today = office_words(conversation, office.name, office.hours)
    lines = (
        f"{name}医保服务大厅：{office.address}",
        today,
        f"上班时间：{office.hours.text}",
        f"各事项的咨询电话不一样，告诉我要办哪件事就能给您；也可以打 {contacts(catalogue)}。",
    )
    return Reply((Message("\n".join(filter(None, lines)), (HUMAN,)),), Outcome.ANSWERED)
