"""One side of a service, in the words of its guide."""

from __future__ import annotations

from actions.base import Step
from actions.conversation import Conversation
from actions.dates import office_words
from actions.facets import OFFICE_FACETS, OVERVIEW, main_facet
from actions.outcome import Outcome
from actions.reply import HUMAN, Button, Message, Reply, payload
from actions.result import joint_button, joint_way
from actions.sides import SIDES, STANDS_IN
from actions.walk import advance, ask, ask_region, no_guide, pending
from actions.wording import contacts, document_name, guide_name, main_office, silence, source_line, where_to_ask, whose
from knowledge import open_question
from knowledge.model import Guide


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
        question = ask(conversation, fact).messages[0]
        again = Message(f"我们继续：{question.text}", question.buttons)
        return Reply((*_without_buttons(reply), again), reply.outcome, reply.slots)


def _without_buttons(reply: Reply) -> tuple[Message, ...]:
    return tuple(Message(m.text, (), m.custom) for m in reply.messages)


def answer(conversation: Conversation, facet: str | None) -> Reply:
    """What the guide of this service and region says about one facet, with its source."""
    if conversation.region is None:
        return ask_region(conversation).setting(side=facet)
    guide = conversation.guide
    if guide is None:
        return no_guide(conversation)
    if facet == OVERVIEW or facet is None:
        return advance(conversation.having(introduced=None))
    name = guide_name(conversation.catalogue, guide)
    text = SIDES[facet](conversation, guide)
    if text is None:
        return _not_in_document(conversation, guide, facet)
    if set(STANDS_IN.get(facet, ())) & set(guide.uncertain):
        text += "\n（原件残缺，这一条是按它在文件里的位置推定的，请打电话核实。）"
    head = f"【{name}】{whose(conversation.catalogue, guide, conversation.region)}"
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
    missing = silence(catalogue, guide, STANDS_IN.get(facet, ())) + NAMES.get(facet, "这一点")
    text = (
        f"您问的是“{guide_name(catalogue, guide)}”。{document_name(catalogue, guide)}{missing}，"
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
    if facet not in OFFICE_FACETS:
        return advance(conversation)
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
