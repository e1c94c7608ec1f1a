"""Each side of a guide in words; None when its document does not say (a phone to call there always is)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.conversation import Conversation
from actions.dates import intake_words, opening_words, when_done
from actions.wording import (
    channels,
    contacts,
    extra_papers,
    hours,
    labelled,
    limits,
    no_papers,
    numbered,
    paper_list,
    phones,
    places,
    stated,
)
from knowledge import open_question, papers
from knowledge.model import Guide
from knowledge.paper import Form

_NO_ADDRESS = "这份文件没有写办理地点，具体地址可以打 {} 问。"
Wording = Callable[[Conversation, Guide], str | None]


def _materials(conversation: Conversation, guide: Guide) -> str | None:
    catalogue = conversation.catalogue
    needed = papers(guide, conversation.facts)
    if "materials" in guide.absent:
        return None
    if not guide.materials:
        return no_papers(catalogue, guide)
    note = f"\n（{guide.materials_note}）" if guide.materials_note else ""
    label = "肯定要带的" if open_question(guide, conversation.facts) else "要带的材料"
    listed = f"{label}：\n{paper_list(catalogue, needed)}" if needed else "要带的材料看情况。"
    return f"{listed}{note}{extra_papers(catalogue, guide, conversation.facts)}"


def _channels(conversation: Conversation, guide: Guide) -> str | None:
    catalogue, facts = conversation.catalogue, conversation.facts_for(guide)
    if not guide.channels:
        return None
    online = channels(catalogue, guide, facts, "online")
    everything = f"全部渠道：{channels(catalogue, guide, facts)}"
    told = f"网上能办：{online}。" if online else "指南没有列网上办理的渠道，要到现场办。"
    there = f"现场办理地点：\n{places(catalogue, guide, facts)}" if guide.places else _NO_ADDRESS
    return f"{told}\n{everything}。\n{there.format(contacts(catalogue))}"


def _location(conversation: Conversation, guide: Guide) -> str | None:
    catalogue, facts = conversation.catalogue, conversation.facts_for(guide)
    if guide.places:
        return f"办理地点：\n{places(catalogue, guide, facts)}\n上班时间：\n{hours(catalogue, guide, facts)}"
    if not guide.channels and not guide.advice:
        return None
    ask = _NO_ADDRESS.format(contacts(catalogue))
    there = channels(catalogue, guide, facts, "counter", "terminal")
    return "\n".join(part for part in (f"到{there}办。" if there else "", guide.advice or "", ask) if part)


def _phone(conversation: Conversation, guide: Guide) -> str:
    printed = f"咨询电话：{phones(guide)}" if guide.phones else ""
    complaint = f"投诉电话：{'、'.join(guide.complaints)}" if guide.complaints else ""
    general = "" if guide.phones else f"这份文件没有印咨询电话，可以打 {contacts(conversation.catalogue)}。"
    return "\n".join(part for part in (printed, general, complaint) if part)


def _hours(conversation: Conversation, guide: Guide) -> str | None:
    """The state of the moment that is asked about, then all hours as printed."""
    if not guide.places:
        return guide.advice
    everything = hours(conversation.catalogue, guide, conversation.facts_for(guide))
    return "\n".join([*opening_words(conversation, guide), f"上班时间：\n{everything}"])


def _time_limit(conversation: Conversation, guide: Guide) -> str | None:
    facts = conversation.facts_for(guide)
    parts = [
        f"办理时限：{limits(guide, facts)}" if guide.time_limits else "",
        *when_done(conversation, guide),
        *intake_words(conversation, guide),
        *(f"结果送达：{labelled(d.label, d.text)}" for d in guide.delivery),
    ]
    return "\n".join(part for part in parts if part) or None


def _eligibility(_: Conversation, guide: Guide) -> str | None:
    parts = [f"服务对象：{guide.audience}"] if guide.audience else []
    if guide.eligibility:
        parts.append(f"办理条件：\n{numbered(stated(guide.eligibility))}")
    parts += [f"{listed.title}：{'、'.join(listed.items)}。" for listed in guide.lists]
    return "\n".join(parts) or None


def _forms(conversation: Conversation, guide: Guide) -> str | None:
    forms = conversation.catalogue.forms
    named = [one for item in guide.materials for one in (item.form, *item.any_of) if one in forms]
    lines = [_form(conversation, forms[one]) for one in dict.fromkeys(named) if one]
    return f"要填的表：\n{numbered(lines)}" if lines else None


def _form(conversation: Conversation, form: Form) -> str:
    """Its title, what is filled in, what is printed below; for one that is only named, where to find it."""
    catalogue = conversation.catalogue
    number = f"（{form.number}）" if form.number else ""
    if form.fields:
        own = "、".join(dict.fromkeys(field.name for field in form.fields if field.by != "office"))
        printed = "；".join((*form.deadlines, *form.notes))
        return f"《{form.title}》{number}，填：{own}。" + (f"\n   表上写着：{printed}" if printed else "")
    like = catalogue.forms.get(form.like or "")
    near = f"样子可以先看{catalogue.sources[like.document].title}的《{like.title}》，以参保地的表为准。" if like else ""
    return f"《{form.title}》：文件没有附表样，可以打电话问在哪里领取、下载。{near}"


def _progress(_: Conversation, guide: Guide) -> str | None:
    if guide.progress is None and not guide.delivery:
        return None
    parts = [
        guide.progress or "",
        *(f"结果送达：{labelled(d.label, d.text)}" for d in guide.delivery),
        f"服务评价：{guide.evaluation}" if guide.evaluation else "",
    ]
    return "\n".join(part for part in parts if part) or None


def _notes(_: Conversation, guide: Guide) -> str | None:
    return f"指南的备注：\n{numbered(stated(guide.notes))}" if guide.notes else None


def _basis(_: Conversation, guide: Guide) -> str | None:
    code = f"\n事项编码：{guide.code}" if guide.code else ""
    return f"设定依据：\n{numbered(stated(guide.basis))}{code}" if guide.basis else None


def _process(_: Conversation, guide: Guide) -> str | None:
    return f"办理流程：\n{numbered(guide.steps)}" if guide.steps else None


SIDES: Mapping[str, Wording] = {
    "materials": _materials,
    "channels": _channels,
    "location": _location,
    "phone": _phone,
    "forms": _forms,
    "notes": _notes,
    "eligibility": _eligibility,
    "time_limit": _time_limit,
    "process": _process,
    "progress": _progress,
    "hours": _hours,
    "amount": lambda c, g: None,
    "fee": lambda c, g: f"收费：{g.fee}" if g.fee else None,
    "basis": _basis,
}

STANDS_IN: Mapping[str, tuple[str, ...]] = {
    "channels": ("channels",),
    "location": ("places", "channels"),
    "hours": ("places",),
    "materials": ("materials",),
    "forms": ("materials",),
    "eligibility": ("audience", "eligibility"),
    "time_limit": ("time_limits",),
    "process": ("steps",),
    "progress": ("progress", "delivery"),
    "fee": ("fee",),
    "basis": ("basis",),
    "notes": ("notes",),
}
"""The fields of a guide that a facet is answered from."""
