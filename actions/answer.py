"""One side of a service, in the words of its guide."""

from __future__ import annotations

from collections.abc import Callable

from actions.base import Step
from actions.conversation import Conversation
from actions.facets import OFFICE_FACETS, OVERVIEW, main_facet
from actions.outcome import Outcome
from actions.reply import Button, Message, Reply, payload
from actions.walk import HUMAN, advance, ask, ask_region, no_guide, pending
from actions.wording import (
    channels,
    contacts,
    extra_papers,
    guide_name,
    hours,
    limits,
    main_office,
    numbered,
    paper_list,
    phones,
    places,
    source_line,
    where_to_ask,
)
from knowledge import open_question, papers
from knowledge.model import Guide

Wording = Callable[[Conversation, Guide], str | None]
"""The answer; None when the document does not say."""


class ActionAnswer(Step):
    """A follow-up about the service in focus; the walk then goes on where it was."""

    def name(self) -> str:
        return "action_answer"

    def respond(self, conversation: Conversation) -> Reply:
        facet = main_facet(conversation.said("facet")) or OVERVIEW
        if conversation.service is None:
            return _without_service(conversation, facet)
        fact = pending(conversation)
        reply = answer(conversation, facet)
        if fact is None or reply.outcome is Outcome.ASKED:
            return reply
        question = ask(conversation.catalogue, fact).messages[0]
        again = Message(f"我们继续：{question.text}", question.buttons)
        return Reply((*_without_buttons(reply), again), reply.outcome, reply.slots)


def _without_buttons(reply: Reply) -> tuple[Message, ...]:
    return tuple(Message(m.text, (), m.custom) for m in reply.messages)


def answer(conversation: Conversation, facet: str | None) -> Reply:
    """What the guide of this service and region says about one facet, with its source."""
    if conversation.region is None:
        return ask_region(conversation)
    guide = conversation.guide
    if guide is None:
        return no_guide(conversation)
    if facet == OVERVIEW or facet is None:
        return advance(conversation.having(introduced=None))
    name = guide_name(conversation.catalogue, guide)
    text = WORDINGS[facet](conversation, guide)
    if text is None:
        return _not_in_document(conversation, guide, facet)
    message = Message(f"【{name}】\n{text}\n{source_line(conversation.catalogue, guide)}", _further(facet))
    reply = Reply((message,), Outcome.ANSWERED)
    fact = open_question(guide, conversation.facts)
    if facet in {"materials", "eligibility"} and fact is not None:
        question = ask(conversation.catalogue, fact).messages[0]
        lead = "有的材料看情况，问您几句就清楚了。" if facet == "materials" else "帮您看看符不符合、要带什么："
        reply = Reply(
            (*_without_buttons(reply), Message(f"{lead}\n{question.text}", question.buttons)), Outcome.ASKED
        ).setting(walking=guide.service)
    return reply.setting(service=guide.service)


def _further(facet: str) -> tuple[Button, ...]:
    titles = {"materials": "要带什么材料", "time_limit": "多久办好", "location": "在哪里办", "channels": "网上能办吗"}
    others = [Button(title, payload("ask_facet", facet=f)) for f, title in titles.items() if f != facet]
    return (*others[:3], HUMAN)


NAMES = {
    "amount": "报销比例、起付线、封顶线、缴费和津贴金额这些数",
    "fee": "办这件事收不收费",
    "basis": "政策依据",
    "notes": "特别的注意事项",
    "forms": "要填的表",
    "progress": "怎么查进度",
}


def _not_in_document(conversation: Conversation, guide: Guide, facet: str) -> Reply:
    catalogue = conversation.catalogue
    text = (
        f"您问的是“{guide_name(catalogue, guide)}”。这份办事指南没有写{NAMES.get(facet, '这一点')}，"
        f"我不能乱说。可以打 {where_to_ask(catalogue, guide)} 问，或者转人工。\n{source_line(catalogue, guide)}"
    )
    buttons = (Button("要带什么材料", payload("ask_facet", facet="materials")), HUMAN)
    return Reply(
        (Message(text, buttons),), Outcome.NO_DATA, {"service": guide.service, "open_question": NAMES.get(facet)}
    )


def _without_service(conversation: Conversation, facet: str) -> Reply:
    """Opening hours and the hall are known without a service; all else needs one."""
    catalogue = conversation.catalogue
    if facet not in OFFICE_FACETS:
        return advance(conversation)
    if conversation.region is None:
        return ask_region(conversation)
    office = main_office(catalogue, conversation.region)
    if office is None:
        return Reply((Message(f"可以打 {contacts(catalogue)} 问。", (HUMAN,)),), Outcome.NO_DATA)
    name = catalogue.regions[conversation.region].name
    text = (
        f"{name}医保服务大厅：{office.address}\n上班时间：{office.hours.text}\n"
        f"各事项的咨询电话不一样，告诉我要办哪件事就能给您；也可以打 {contacts(catalogue)}。"
    )
    return Reply((Message(text, (HUMAN,)),), Outcome.ANSWERED)


def _facts(conversation: Conversation, guide: Guide) -> dict[str, str]:
    return {**conversation.facts, **guide.given}


def _materials(conversation: Conversation, guide: Guide) -> str:
    needed = papers(guide, conversation.facts)
    if not guide.materials:
        return "不用带材料。"
    note = f"\n（{guide.materials_note}）" if guide.materials_note else ""
    label = "肯定要带的" if open_question(guide, conversation.facts) else "要带的材料"
    extra = extra_papers(conversation.catalogue, guide)
    return f"{label}：\n{paper_list(conversation.catalogue, needed)}{note}{extra}" if needed else "要带的材料看情况。"


def _channels(conversation: Conversation, guide: Guide) -> str:
    catalogue, facts = conversation.catalogue, _facts(conversation, guide)
    online = channels(catalogue, guide, facts, "online")
    everything = f"全部渠道：{channels(catalogue, guide, facts)}"
    if online:
        return f"网上能办：{online}。\n{everything}。"
    return f"指南没有列网上办理的渠道，要到现场办。\n{everything}。"


def _location(conversation: Conversation, guide: Guide) -> str | None:
    catalogue, facts = conversation.catalogue, _facts(conversation, guide)
    if not guide.places:
        return None
    return f"办理地点：\n{places(catalogue, guide, facts)}\n上班时间：\n{hours(catalogue, guide, facts)}"


def _phone(conversation: Conversation, guide: Guide) -> str:
    if not guide.phones:
        return f"指南没有印咨询电话，可以打 {contacts(conversation.catalogue)}。"
    complaint = f"\n投诉电话：{'、'.join(guide.complaints)}" if guide.complaints else ""
    return f"咨询电话：{phones(guide)}{complaint}"


def _forms(conversation: Conversation, guide: Guide) -> str | None:
    catalogue = conversation.catalogue
    forms = list(dict.fromkeys(item.form for item in guide.materials if item.form))
    if not forms:
        return None
    attached = any(catalogue.forms[form].fields for form in forms)
    note = "" if attached else "\n指南没有附表样，可以到窗口领取，或打咨询电话问在哪里下载。"
    return f"要填的表：\n{numbered([f'《{catalogue.forms[f].title}》' for f in forms])}{note}"


def _notes(_: Conversation, guide: Guide) -> str | None:
    return f"指南的备注：\n{numbered(guide.notes)}" if guide.notes else None


_DAYS = (("saturday", ("周六", "星期六", "礼拜六")), ("sunday", ("周日", "周天", "星期天", "星期日", "礼拜天")))


def _hours(conversation: Conversation, guide: Guide) -> str:
    """All hours; first those of the day that was asked about, at the places whose clock times are given."""
    lines = []
    for place in guide.places:
        office = conversation.catalogue.offices[place.office]
        times = place.hours or office.hours
        for day, names in _DAYS if times.workdays else ():
            if any(name in conversation.text for name in names):
                spans = "、".join(getattr(times, day))
                lines.append(f"{names[0]}：{office.name}{f'上班，{spans}' if spans else '不上班'}。")
    everything = hours(conversation.catalogue, guide, _facts(conversation, guide))
    return "\n".join([*lines, f"上班时间：\n{everything}"])


WORDINGS: dict[str, Wording] = {
    "materials": _materials,
    "channels": _channels,
    "location": _location,
    "phone": _phone,
    "forms": _forms,
    "notes": _notes,
    "eligibility": lambda c, g: f"服务对象：{g.audience}",
    "time_limit": lambda c, g: f"办理时限：{limits(g, _facts(c, g))}",
    "process": lambda c, g: f"办理流程：\n{numbered(g.steps)}",
    "progress": lambda c, g: f"{g.progress}\n服务评价：{g.evaluation}" if g.progress else f"服务评价：{g.evaluation}",
    "hours": lambda c, g: _hours(c, g) if g.places else None,
    "amount": lambda c, g: None,
    "fee": lambda c, g: None,
    "basis": lambda c, g: None,
}
