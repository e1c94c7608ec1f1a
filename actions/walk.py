"""The walk through a guide: the next thing to say, computed anew from the slots each time."""

from __future__ import annotations

from collections.abc import Sequence

from actions.checklist import checklist
from actions.conversation import Conversation
from actions.outcome import Outcome
from actions.reply import Button, Message, Reply, payload
from actions.wording import (
    channels,
    contacts,
    facts_in_words,
    guide_name,
    hours,
    introduction,
    limits,
    paper_list,
    phones,
    places,
    source_line,
)
from knowledge import Catalogue, decide, excluded, open_question, papers
from knowledge.condition import Facts, Truth
from knowledge.model import Guide, Question, Triage

HUMAN = Button("转人工", payload("human"))
NONE_OF_THESE = Button("都不是", payload("none_of_these"))


def advance(conversation: Conversation) -> Reply:
    """Asks for what is missing (service, region, then the guide's open facts), or gives the result."""
    if conversation.region is not None and not _covered(conversation.catalogue, conversation.region):
        return no_guide(conversation)
    conversation = settle_service(conversation)
    if conversation.service is None:
        return _ask_service(conversation)
    kept = {"service": conversation.service}
    if conversation.region is None:
        return ask_region(conversation).setting(**kept)
    guide = conversation.guide
    if guide is None:
        return no_guide(conversation).setting(**kept)
    reply = _next(conversation, guide).setting(**kept, walking=guide.service)
    if guide.service == conversation.slots.get("introduced") or reply.slots["service"] != guide.service:
        return reply
    if _may_be_another(conversation.catalogue, guide, conversation.facts):
        begun = conversation.slots.get("walking") == guide.service
        lead = f"您说的可能是“{guide_name(conversation.catalogue, guide)}”，先问一两句，分清楚是哪一种。"
        return reply if begun else reply.led_by(Message(lead))
    lead = _told_apart(conversation) + introduction(conversation.catalogue, guide, conversation.region)
    return reply.led_by(Message(lead)).setting(introduced=guide.service)


def _told_apart(conversation: Conversation) -> str:
    """By which facts a decision table came to its service; empty without one."""
    triage, facts = conversation.triage, conversation.facts
    looked_at = {fact for rule in (triage.rules if triage else ()) for fact, _ in rule.when.facts()}
    said = facts_in_words(conversation.catalogue, {f: v for f, v in facts.items() if f in looked_at})
    return f"按您说的（{said}），办的是这一项：\n" if said else ""


def _may_be_another(catalogue: Catalogue, guide: Guide, facts: Facts) -> bool:
    """Whether an open exclusion could still lead to another service, so that this one is not shown as the answer."""
    known = {**facts, **guide.given}
    leading = [item for item in guide.exclusions if item.asked and item.instead in catalogue.services]
    return excluded(guide, facts) is None and any(item.when.given(known) is Truth.OPEN for item in leading)


def settle_service(conversation: Conversation) -> Conversation:
    """The service as the decision table of the current triage has it; unchanged without one."""
    triage = conversation.triage
    if triage is None or not triage.rules:
        return conversation
    service, _ = decide(triage, conversation.facts, conversation.listed("candidates") or None)
    return conversation.having(service=service)


def pending(conversation: Conversation) -> str | None:
    """The fact that is being asked, None when nothing is."""
    triage = conversation.triage
    if triage is not None and triage.rules:
        service, fact = decide(triage, conversation.facts, conversation.listed("candidates") or None)
        if service is None:
            return fact
    settled = settle_service(conversation)
    if settled.guide is None or settled.slots.get("walking") != settled.service:
        return None
    return open_question(settled.guide, settled.facts)


def relevant_facts(conversation: Conversation) -> set[str]:
    """The facts that the current decision table or guide looks at."""
    triage, guide = conversation.triage, settle_service(conversation).guide
    conditions = [rule.when for rule in triage.rules] if triage else []
    conditions += list(guide.conditions()) if guide else []
    return {fact for condition in conditions for fact, _ in condition.facts()}


def ask(catalogue: Catalogue, fact: str) -> Reply:
    """One question with its options."""
    question = catalogue.questions[fact]
    return Reply((Message(question.ask, _options(question)),), Outcome.ASKED)


def _options(question: Question) -> tuple[Button, ...]:
    return tuple(Button(o.label, payload("inform", **{question.id: o.id})) for o in question.options)


def _ask_service(conversation: Conversation) -> Reply:
    triage = conversation.triage
    if triage is None:
        return ask_what(conversation.catalogue)
    if triage.rules:
        _, fact = decide(triage, conversation.facts, conversation.listed("candidates") or None)
        if fact is not None:
            lead = Message(f"{triage.title}有好几种，先问清楚再说，免得您白跑。")
            reply = ask(conversation.catalogue, fact)
            first = conversation.slots.get("introduced") != triage.id
            return (reply.led_by(lead) if first else reply).setting(introduced=triage.id, service=None)
    return offer(conversation.catalogue, triage.services, triage).setting(service=None)


def offer(catalogue: Catalogue, services: Sequence[str], triage: Triage | None = None) -> Reply:
    """Asks which of these services, at most four, is meant, in the citizen's words."""
    text = f"您问的是{triage.title}。{triage.ask}" if triage else "您要办的是哪一件？"
    if len(services) == 1:
        text = "您问的是这件事吗？"
    options = tuple(Button(catalogue.services[s].pick, payload(s)) for s in services[:4])
    return Reply((Message(text, (*options, NONE_OF_THESE)),), Outcome.CLARIFIED, {"candidates": list(services[:4])})


def ask_what(catalogue: Catalogue) -> Reply:
    """Invites a question, with what people ask most."""
    common = ("inpatient_reimbursement", "remote_resident", "chronic_disease", "resident_enrolment")
    options = tuple(Button(catalogue.services[s].everyday, payload(s)) for s in common)
    return Reply((Message("您想办哪件医保的事？用平常的话说就行，也可以选一个：", options),), Outcome.ASKED)


def _covered(catalogue: Catalogue, region: str) -> bool:
    """Whether any document speaks for this place of insurance."""
    return any(catalogue.guide(service, region) for service in catalogue.services)


def ask_region(conversation: Conversation) -> Reply:
    """Asks for the place of insurance among the regions that have a document."""
    catalogue = conversation.catalogue
    covered = [region for source in catalogue.sources.values() for region in source.regions]
    options = tuple(Button(catalogue.regions[r].name, payload("inform", region=r)) for r in dict.fromkeys(covered))
    text = "您的医保是在哪里参保的？各地规定不一样，要按参保地的办事指南说。也可以直接打地名。"
    return Reply((Message(text, options),), Outcome.ASKED)


def no_guide(conversation: Conversation) -> Reply:
    """No document of this region describes the service: says so and whom to ask."""
    catalogue, service, region = conversation.catalogue, conversation.service, conversation.region
    assert region is not None
    place = catalogue.regions[region].name
    why = f"我这里还没有{place}的医保办事指南"
    if service is not None and _covered(catalogue, region):
        why = f"{place}的办事指南里没有“{catalogue.services[service].name}”这一项"
    text = f"{why}，我不能拿别处的规定来回答您。可以打 {contacts(catalogue)} 问，或者转人工。"
    return Reply((Message(text, (HUMAN,)),), Outcome.NO_DATA)


def _next(conversation: Conversation, guide: Guide) -> Reply:
    position = excluded(guide, conversation.facts)
    if position is not None:
        return _not_for_you(conversation, guide, position)
    fact = open_question(guide, conversation.facts)
    if fact is None:
        return result(conversation, guide)
    reply = ask(conversation.catalogue, fact)
    by_facts = [item for item in papers(guide, conversation.facts) if item.when.alternatives]
    if conversation.slots.get("introduced") == guide.service or not by_facts:
        return reply
    lead = f"按您说的，要有：\n{paper_list(conversation.catalogue, by_facts)}\n再问您几句，清单就齐了。"
    return reply.led_by(Message(lead))


def _not_for_you(conversation: Conversation, guide: Guide, position: int) -> Reply:
    """Why this guide does not apply; goes on with the one that does, if the document leads to one."""
    catalogue, exclusion = conversation.catalogue, guide.exclusions[position]
    why = f"按您说的情况，办的不是“{guide_name(catalogue, guide)}”：{exclusion.reason}。"
    other = catalogue.guide(exclusion.instead, guide.region) if exclusion.instead else None
    if other is None or excluded(other, conversation.facts) is not None:
        family = catalogue.triages.get(exclusion.instead or "")
        options = (Button(f"看看{family.title}怎么办", payload(family.id)), HUMAN) if family else (HUMAN,)
        return Reply((Message(f"{why}\n{source_line(catalogue, guide)}", options),), Outcome.ANSWERED)
    reply = _next(conversation.having(service=other.service, introduced=None), other)
    lead = Message(f"{why}\n应当办的是：\n{introduction(catalogue, other, conversation.region)}")
    slots = {"service": other.service, "introduced": other.service, "walking": other.service, "triage": None}
    return reply.led_by(lead).setting(**slots)


def result(conversation: Conversation, guide: Guide) -> Reply:
    """The citizen's papers, then where, when and how long, then the source and the offer of a human."""
    return Reply(
        (
            checklist(conversation, guide),
            Message(how_and_where(conversation, guide)),
            Message(
                f"{source_line(conversation.catalogue, guide)}\n还有不清楚的，可以转人工，清单会一起交过去。",
                _after_result(conversation, guide),
                {"source": _source(conversation.catalogue, guide)},
            ),
        ),
        Outcome.ANSWERED,
    )


def how_and_where(conversation: Conversation, guide: Guide) -> str:
    """Limit, online channels, places, hours, phones: one line or block each."""
    catalogue, facts = conversation.catalogue, {**conversation.facts, **guide.given}
    online = channels(catalogue, guide, facts, "online")
    parts = [
        f"办理时限：{limits(guide, facts)}",
        f"网上可以办：{online}" if online else "网上不能办，要到现场。" if guide.channels else "",
        f"现场办：\n{places(catalogue, guide, facts)}" if guide.places else "",
        f"上班时间：\n{hours(catalogue, guide, facts)}" if guide.places else "",
        f"咨询电话：{phones(guide)}" if guide.phones else f"咨询电话：{contacts(catalogue)}",
    ]
    return "\n".join(part for part in parts if part)


def _after_result(conversation: Conversation, guide: Guide) -> tuple[Button, ...]:
    kinds = {conversation.catalogue.channels[use.channel].kind for use in guide.channels}
    buttons = []
    if not conversation.facts.get("channel"):
        buttons += [Button("我去窗口办", payload("inform", channel="counter"))] if "counter" in kinds else []
        buttons += [Button("我在网上办", payload("inform", channel="online"))] if "online" in kinds else []
    if guide.notes:
        buttons.append(Button("看看注意事项", payload("ask_facet", facet="notes")))
    return (*buttons, HUMAN)


def _source(catalogue: Catalogue, guide: Guide) -> dict[str, str | None]:
    source = catalogue.sources[guide.source.document]
    return {"title": source.title, "section": guide.source.section, "issued": source.date}
