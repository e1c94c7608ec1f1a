"""The end of a walk: the citizen's papers, where, when and how long, the source, and what to do next."""

from __future__ import annotations

from actions.checklist import checklist
from actions.conversation import Conversation
from actions.dates import intake_words, opening_words, when_done
from actions.outcome import Outcome
from actions.reply import HUMAN, Button, Message, Reply, payload
from actions.wording import channels, contacts, document_name, hours, limits, numbered, phones, places, source_line
from knowledge import Catalogue
from knowledge.model import Guide


def result(conversation: Conversation, guide: Guide) -> Reply:
    """The papers, then where, when and how long, then the source and the offer of a human."""
    another = another_way(conversation, guide)
    return Reply(
        (
            checklist(conversation, guide),
            *((Message(f"怎么办：\n{numbered(guide.steps)}"),) if _own_steps(guide) else ()),
            Message(how_and_where(conversation, guide)),
            *((Message(another),) if another else ()),
            Message(
                f"{source_line(conversation.catalogue, guide)}\n还有不清楚的，可以转人工，清单会一起交过去。",
                _after_result(conversation, guide),
                {"source": _source(conversation.catalogue, guide)},
            ),
        ),
        Outcome.ANSWERED if guide.materials or guide.channels or guide.time_limits else _by_name_only(guide),
    )


def _by_name_only(guide: Guide) -> Outcome:
    """A fragment that holds the item's name alone answers nothing."""
    return Outcome.NO_DATA if "materials" in guide.absent else Outcome.ANSWERED


_USUAL = ("申请", "受理", "审核", "拨付", "办结")


def _own_steps(guide: Guide) -> bool:
    """Whether the steps say more than the round that every office goes through."""
    return not all(step.startswith(_USUAL) for step in guide.steps)


def how_and_where(conversation: Conversation, guide: Guide) -> str:
    """Limit, online channels, places, hours, phones, fee: one line or block each."""
    catalogue, facts = conversation.catalogue, conversation.facts_for(guide)
    parts = [
        f"办理时限：{limits(guide, facts)}" if guide.time_limits else "",
        *when_done(conversation, guide),
        *intake_words(conversation, guide),
        *_where(conversation, guide),
        *opening_words(conversation, guide),
        f"上班时间：\n{hours(catalogue, guide, facts)}" if guide.places else "",
        _whom_to_call(catalogue, guide),
        f"收费：{guide.fee}" if guide.fee else "",
    ]
    return "\n".join(part for part in parts if part)


def _where(conversation: Conversation, guide: Guide) -> list[str]:
    catalogue, facts = conversation.catalogue, conversation.facts_for(guide)
    online = channels(catalogue, guide, facts, "online")
    lines = [f"网上可以办：{online}"] if online else ["指南没有列网上办理，要到现场。"] if guide.channels else []
    if guide.places:
        return [*lines, f"现场办：\n{places(catalogue, guide, facts)}"]
    there = channels(catalogue, guide, facts, "counter", "terminal", "phone")
    return [*lines, f"现场办：{there}"] if there else lines


def _whom_to_call(catalogue: Catalogue, guide: Guide) -> str:
    if guide.phones:
        return f"咨询电话：{phones(guide)}"
    told = f"{guide.advice}。" if guide.advice else f"地址和上班时间：{document_name(catalogue, guide)}没有写。"
    return f"{'' if guide.places else told}咨询电话：{contacts(catalogue)}"


def joint_way(conversation: Conversation) -> Guide | None:
    """The guide that the citizen's region made together with others, when it is not the one in use."""
    guide, service, region = conversation.guide, conversation.service, conversation.region
    if guide is None or service is None or region is None:
        return None
    joint = conversation.catalogue.joint_guide(service, region)
    return joint if joint is not guide else None


def another_way(conversation: Conversation, guide: Guide) -> str:
    """That the joint guide may be used, when the citizen is in another of its regions; empty when not."""
    catalogue, joint = conversation.catalogue, joint_way(conversation)
    there = str(conversation.slots.get("destination") or "")
    if joint is None or there not in catalogue.regions:
        return ""
    if not set(_others(catalogue, joint, guide)) & set(catalogue.lineage(there)):
        return ""
    place = catalogue.regions[there].name
    windows = channels(catalogue, joint, conversation.facts, "counter")
    return (
        f"您人在{place}的话，还有一个办法：不用回{catalogue.regions[guide.region].name}，"
        f"按{document_name(catalogue, joint)}在{place}办（{windows}）。\n{source_line(catalogue, joint)}"
    )


def _others(catalogue: Catalogue, joint: Guide, guide: Guide) -> list[str]:
    """The regions that share the joint document with the guide's own."""
    own = set(catalogue.lineage(guide.region))
    return [region for region in catalogue.sources[joint.source.document].regions if region not in own]


def joint_button(conversation: Conversation, guide: Guide) -> list[Button]:
    """The choice of the joint way; none where there is none."""
    catalogue, joint = conversation.catalogue, joint_way(conversation)
    if joint is None:
        return []
    names = "、".join(catalogue.regions[region].name for region in _others(catalogue, joint, guide))
    return [Button(f"人在{names}，走川渝通办", payload("inform", joint="yes"))]


def _after_result(conversation: Conversation, guide: Guide) -> tuple[Button, ...]:
    kinds = {conversation.catalogue.channels[use.channel].kind for use in guide.channels}
    buttons = []
    if not conversation.facts.get("channel"):
        buttons += [Button("我去窗口办", payload("inform", channel="counter"))] if "counter" in kinds else []
        buttons += [Button("我在网上办", payload("inform", channel="online"))] if "online" in kinds else []
    buttons += joint_button(conversation, guide)
    if guide.notes:
        buttons.append(Button("看看注意事项", payload("ask_facet", facet="notes")))
    return (*buttons, HUMAN)


def _source(catalogue: Catalogue, guide: Guide) -> dict[str, str | None]:
    source = catalogue.sources[guide.source.document]
    return {"title": source.title, "section": guide.source.section, "issued": guide.issued or source.date}
