"""The walk through a guide: the next thing to say, computed anew from the slots each time."""

from __future__ import annotations

from collections.abc import Sequence

from actions.conversation import Conversation
from actions.facets import WALKED
from actions.outcome import Outcome
from actions.reply import HUMAN, Button, Message, Reply, payload
from actions.result import joint_way, result
from actions.wording import FOR_WHOM, contacts, facts_in_words, guide_name, introduction, paper_list, source_line
from knowledge import Catalogue, decide, excluded, open_question, papers
from knowledge.condition import Facts, Truth
from knowledge.model import Guide, Question, Triage

TOLD_BY_AGE = {"work_status", "age_group", "early_retirement"}
"""Facts that an age makes likely and does not settle: they are asked all the same."""
NONE_OF_THESE = Button("都不是", payload("none_of_these"))


def advance(conversation: Conversation) -> Reply:
    """Asks for what is missing (service, region, then the guide's open facts), or gives the result."""
    if conversation.region is not None and not _covered(conversation, conversation.region):
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
    asks = reply.outcome is Outcome.ASKED  # a result tells the limits itself
    lead = _told_apart(conversation) + introduction(conversation.catalogue, guide, conversation.region, asks)
    if asks:
        lead += _about_whom(conversation)
    return reply.led_by(Message(lead)).setting(introduced=guide.service)


def _about_whom(conversation: Conversation) -> str:
    """Whose case the questions are about, when it is somebody else's."""
    whom = FOR_WHOM.get(conversation.slots.get("for_whom") or "")
    return f"\n下面问的都是{whom}的情况。" if whom else ""


def _told_apart(conversation: Conversation) -> str:
    """By which facts a decision table came to its service; empty without one."""
    triage, facts = conversation.triage, conversation.facts
    looked_at = {fact for rule in (triage.rules if triage else ()) for fact, _ in rule.when.facts()}
    # «备案» itself means before the care; nobody said so in words.
    told = {f: v for f, v in facts.items() if f in looked_at and (f, v) != ("care_stage", "before")}
    said = facts_in_words(conversation.catalogue, told)
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
    among = conversation.listed("candidates")
    rules = [rule for rule in (triage.rules if triage else ()) if not among or rule.service in among]
    conditions = [rule.when for rule in rules]
    conditions += list(guide.conditions()) if guide else []
    conditions += [item.when for item in guide.materials] if guide else []
    way = {"joint"} if joint_way(conversation.having(joint=None)) is not None else set()
    return {fact for condition in conditions for fact, _ in condition.facts()} | way


def ask(conversation: Conversation, fact: str) -> Reply:
    """One question with its options, worded as the guide's document has it."""
    question = conversation.catalogue.questions[fact]
    guide = settle_service(conversation).guide
    text = guide.ask_as.get(fact, question.ask) if guide is not None else question.ask
    if fact in TOLD_BY_AGE and conversation.slots.get("age"):
        text = f"您说是{str(conversation.slots['age']).removesuffix('岁')}岁。{text}"
    return Reply((Message(text, _options(question)),), Outcome.ASKED)


def _options(question: Question) -> tuple[Button, ...]:
    return tuple(Button(o.label, payload("inform", **{question.id: o.id})) for o in question.options)


def _ask_service(conversation: Conversation) -> Reply:
    triage = conversation.triage
    if triage is None:
        return ask_what(conversation.catalogue)
    if triage.rules:
        _, fact = decide(triage, conversation.facts, conversation.listed("candidates") or None)
        if fact is not None:
            lead = Message(f"{triage.title}有好几种，先问清楚再说，免得您白跑。{_about_whom(conversation)}")
            reply = ask(conversation, fact)
            first = conversation.slots.get("introduced") != triage.id
            return (reply.led_by(lead) if first else reply).setting(introduced=triage.id, service=None)
    services = conversation.listed("candidates") or triage.services
    return offer(conversation, services, triage).setting(service=None)


def offer(conversation: Conversation, services: Sequence[str], triage: Triage | None = None) -> Reply:
    """Asks which of these services, at most four, is meant, in the citizen's words; the side asked is kept."""
    catalogue, facet = conversation.catalogue, conversation.side
    side = {"facet": facet} if facet not in WALKED and facet is not None else {}
    text = f"您问的是{triage.title}。{triage.ask}" if triage else "您要办的是哪一件？"
    if len(services) == 1:
        text = "您问的是这件事吗？"
    options = tuple(Button(catalogue.services[s].pick, payload(s, **side)) for s in services[:4])
    return Reply((Message(text, (*options, NONE_OF_THESE)),), Outcome.CLARIFIED, {"candidates": list(services[:4])})


def ask_what(catalogue: Catalogue) -> Reply:
    """Invites a question, with what people ask most."""
    common = ("inpatient_reimbursement", "remote_resident", "chronic_disease", "resident_enrolment")
    options = tuple(Button(catalogue.services[s].everyday, payload(s)) for s in common)
    return Reply((Message("您想办哪件医保的事？用平常的话说就行，也可以选一个：", options),), Outcome.ASKED)


def _covered(conversation: Conversation, region: str) -> bool:
    """Whether any document speaks for this place of insurance, about the family in question if there is one."""
    catalogue, triage = conversation.catalogue, conversation.triage
    meant = triage.services if triage is not None and conversation.service is None else catalogue.services
    return any(catalogue.guide(service, region) for service in meant)


def ask_region(conversation: Conversation) -> Reply:
    """Asks for the place of insurance among the regions that have a document."""
    catalogue = conversation.catalogue
    covered = list(dict.fromkeys(region for source in catalogue.sources.values() for region in source.regions))
    options = tuple(Button(_region_label(catalogue, r, covered), payload("inform", region=r)) for r in covered)
    options = (*options, Button("别的省市", payload("inform", region="elsewhere")))
    text = "您的医保是在哪里参保的？各地规定不一样，要按参保地的办事指南说。也可以直接打地名。"
    return Reply((Message(text, options),), Outcome.ASKED)


def _region_label(catalogue: Catalogue, region: str, covered: Sequence[str]) -> str:
    """A province whose cities partly have documents of their own stands for the other ones."""
    name = catalogue.regions[region].name
    return f"{name}其他市州" if any(catalogue.regions[r].within == region for r in covered) else name


def no_guide(conversation: Conversation) -> Reply:
    """No document of this region describes the service: says so and whom to ask."""
    catalogue, service, region = conversation.catalogue, conversation.service, conversation.region
    assert region is not None
    place = catalogue.regions[region].name
    why = f"我这里还没有{place}的医保办事指南"
    if any(catalogue.guide(one, region) for one in catalogue.services):
        triage = conversation.triage
        name = catalogue.services[service].name if service else triage.title if triage else "这件事"
        why = f"{place}的办事指南里没有“{name}”这一项"
    text = f"{why}，我不能拿别处的规定来回答您。可以打 {contacts(catalogue)} 问，或者转人工。"
    return Reply((Message(text, (HUMAN,)),), Outcome.NO_DATA)


def _next(conversation: Conversation, guide: Guide) -> Reply:
    position = excluded(guide, conversation.facts)
    if position is not None:
        return _not_for_you(conversation, guide, position)
    fact = open_question(guide, conversation.facts)
    if fact is None:
        return result(conversation, guide)
    reply = ask(conversation, fact)
    by_facts = [item for item in papers(guide, conversation.facts) if item.when.alternatives]
    if conversation.slots.get("introduced") == guide.service or not by_facts:
        return reply
    lead = f"按您说的，要有：\n{paper_list(conversation.catalogue, by_facts)}\n再问您几句，清单就齐了。"
    return reply.led_by(Message(lead))


def _not_for_you(conversation: Conversation, guide: Guide, position: int) -> Reply:
    """Why this guide does not apply; goes on with the one that does, if the document leads to one."""
    catalogue, exclusion = conversation.catalogue, guide.exclusions[position]
    why = f"按您说的情况，办的不是“{guide_name(catalogue, guide)}”：{exclusion.reason}。"
    other = conversation.having(service=exclusion.instead).guide if exclusion.instead else None
    if other is None or excluded(other, conversation.facts) is not None:
        family = catalogue.triages.get(exclusion.instead or "")
        options = (Button(f"看看{family.title}怎么办", payload(family.id)), HUMAN) if family else (HUMAN,)
        return Reply((Message(f"{why}\n{source_line(catalogue, guide)}", options),), Outcome.ANSWERED)
    reply = _next(conversation.having(service=other.service, introduced=None), other)
    lead = Message(f"{why}\n应当办的是：\n{introduction(catalogue, other, conversation.region)}")
    slots = {"service": other.service, "introduced": other.service, "walking": other.service, "triage": None}
    return reply.led_by(lead).setting(**slots)
