"""From a record to Chinese text: pure functions, no decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge import Catalogue, papers_at_request, papers_in_other_cases, possible
from knowledge.condition import Condition, Facts, Truth
from knowledge.model import Guide, Triage
from knowledge.paper import Requirement
from knowledge.place import Office, Place
from knowledge.source import Statement

DANGER = "人要是现在有危险，先打 120（急救）或 110，别等！心里撑不住，可以打 12356。没有危险的话，往下看："
FOR_WHOM = {"parent": "老人家", "child": "孩子", "spouse": "您爱人", "employee": "这位员工"}
"""How a reply calls the person whose matter it is."""


def guide_name(catalogue: Catalogue, guide: Guide) -> str:
    """The document's own name of the 事项."""
    return guide.name or catalogue.services[guide.service].name


def source_line(catalogue: Catalogue, *guides: Guide) -> str:
    """Document, number, date and sections of guides of one document; says so where the document prints none."""
    source, first = catalogue.sources[guides[0].source.document], guides[0]
    issued = f"发布和实施日期：{first.issued}" if first.issued else None
    dated = [text for text in (source.number, source.date, issued) if text]
    printed = "，".join(dated) if dated else "原件没有印文号和日期"
    sections = "」「".join(dict.fromkeys(guide.source.section for guide in guides))
    return f"依据：{source.title}「{sections}」（{printed}）"


def document_name(catalogue: Catalogue, guide: Guide) -> str:
    """How a sentence calls the guide's document."""
    source = catalogue.sources[guide.source.document]
    return source.short or f"{catalogue.regions[guide.region].name}的{source.kind}"


def silence(catalogue: Catalogue, guide: Guide, fields: Iterable[str]) -> str:
    """«没有写», or that it is lost: other items of the damaged document do have that side."""
    siblings = [other for other in catalogue.all_guides() if other.source.document == guide.source.document]
    had = any(getattr(other, name) for other in siblings for name in fields)
    return "的原件残缺，没有留下" if guide.partial and had else "没有写"


def introduction(catalogue: Catalogue, guide: Guide, insured: str | None, limited: bool = True) -> str:
    """What it is, for whom and how long, and whose guide it is when the place of insurance has none of its own."""
    region = catalogue.regions[guide.region].name
    parts = [
        f"【{guide_name(catalogue, guide)}】{region}{whose(catalogue, guide, insured)}",
        f"{guide.purpose or catalogue.services[guide.service].purpose}。",
        f"服务对象：{guide.audience}" if guide.audience else "",
        f"办理时限：{limits(guide, guide.given)}" if guide.time_limits and limited else "",
        f"请注意：{guide.partial}" if guide.partial else "",
    ]
    return "\n".join(part for part in parts if part)


def whose(catalogue: Catalogue, guide: Guide, insured: str | None) -> str:
    """«（成都市按四川省的办事指南办理）»; says so when the nearer document lacks the item; empty for its own."""
    if insured is None:
        return ""
    place, document = catalogue.regions[insured].name, document_name(catalogue, guide)
    nearer = catalogue.document_region(insured)
    if catalogue.guide(guide.service, insured) is not guide:
        return f"（{place}参保，按{document}办理）"  # the citizen chose the joint way
    if insured == guide.region:
        return ""
    if nearer != guide.region:
        return f"（{catalogue.regions[nearer].name}自己的办事指南没有这一项，按{document}说）"
    return f"（{place}按{document}办理）"


def limits(guide: Guide, facts: Facts) -> str:
    """The limits that may apply to these facts, with their labels where there are several."""
    applying = possible(guide.time_limits, facts)
    return "；".join(labelled(limit.label if len(applying) > 1 else None, limit.text) for limit in applying)


def stated(items: Iterable[Statement]) -> list[str]:
    return [item.text for item in items]


def labelled(label: str | None, text: str) -> str:
    """«转出：10个工作日»; the label is not said twice."""
    return f"{label}：{text}" if label and not text.startswith(label) else text


def channels(catalogue: Catalogue, guide: Guide, facts: Facts, *kinds: str) -> str:
    """The channels (of these kinds) that may be open, in one line."""
    return "、".join(channel_list(catalogue, guide, facts, *kinds))


def channel_list(catalogue: Catalogue, guide: Guide, facts: Facts, *kinds: str) -> list[str]:
    """Each named as in the document; a condition, note or address is said in brackets."""
    parts = []
    for use in possible(guide.channels, facts):
        channel = catalogue.channels[use.channel]
        if kinds and channel.kind not in kinds:
            continue
        limited = f"限{because(catalogue, use.when)}" if use.when.given(facts) is Truth.OPEN else ""
        notes = "；".join(note for note in (limited, use.note or "", use.url or "") if note)
        parts.append(f"{channel.name}（{notes}）" if notes else channel.name)
    return parts


def because(catalogue: Catalogue, condition: Condition) -> str:
    """The options that a condition names: «退休、户口没迁»."""
    return _options(catalogue, condition.facts())


def _options(catalogue: Catalogue, facts: Iterable[tuple[str, str]]) -> str:
    words = []
    for fact, option_id in facts:
        option = catalogue.questions[fact].option(option_id)
        words.append((option.short or option.label) if option else option_id)
    return "、".join(dict.fromkeys(words))


def facts_in_words(catalogue: Catalogue, facts: Facts) -> str:
    """«退休、户口没迁»."""
    return _options(catalogue, facts.items())


def paper_line(catalogue: Catalogue, item: Requirement) -> str:
    """One 材料 with alternatives, seal and notes in brackets."""
    name, notes = catalogue.paper_name(item), paper_notes(catalogue, item)
    return f"{name}（{notes}）" if notes else name


def paper_notes(catalogue: Catalogue, item: Requirement) -> str:
    """All that a 材料 carries besides its name; empty when nothing."""
    options = "、".join(catalogue.alternatives(item))
    notes = [
        f"{options}，任选其一" if len(item.any_of) > 1 else options,
        item.copies or "",
        f"加盖{item.seal}" if item.seal else "",
        "办理时可能要求提供" if item.at_request else "",
        item.note or "",
        f"无法提供的，填写{item.otherwise}" if item.otherwise else "",
    ]
    return "；".join(note for note in notes if note)


def paper_reason(catalogue: Catalogue, item: Requirement, facts: Facts) -> str | None:
    """Why this citizen needs it, when not everybody does: those of their facts that it depends on."""
    told = [(fact, option) for fact, option in item.when.facts() if facts.get(fact) == option]
    return f"因为：{_options(catalogue, told)}" if told else None


def numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def extra_papers(catalogue: Catalogue, guide: Guide, facts: Facts) -> str:
    """Lines about what may be asked for, and what other cases need besides; empty when there is none."""
    items = papers_at_request(guide)
    named = "、".join(f"{item.note or ''}：{catalogue.paper_name(item)}".lstrip("：") for item in items)
    lines = [f"另外，窗口可能要求提供（{named}）。"] if named else []
    cases: dict[str, list[str]] = {}
    for item in papers_in_other_cases(guide, facts):
        cases.setdefault(because(catalogue, item.when), []).append(paper_line(catalogue, item))
    lines += [f"如果是{case}，另带：{'、'.join(names)}。" for case, names in cases.items()]
    return "".join(f"\n{line}" for line in lines)


def no_papers(catalogue: Catalogue, guide: Guide) -> str:
    """A guide without 材料: either the document says 无, or it is silent, which is not the same."""
    if "materials" in guide.absent:
        ask = where_to_ask(catalogue, guide)
        missing = silence(catalogue, guide, ["materials"])
        return f"{document_name(catalogue, guide)}{missing}要带什么材料，我不能乱说；去之前请打 {ask} 问清楚。"
    if not guide.materials:
        return "这件事不用带材料。"
    return "按您说的情况，指南没有列要带的材料。"


def paper_list(catalogue: Catalogue, items: Sequence[Requirement]) -> str:
    return numbered([paper_line(catalogue, item) for item in items])


def places(catalogue: Catalogue, guide: Guide, facts: Facts) -> str:
    """Every place that may be open to these facts, each on its line."""
    lines = [_place(catalogue, place) for place in possible(guide.places, facts)]
    return numbered(lines) if len(lines) > 1 else "".join(lines)


def _place(catalogue: Catalogue, place: Place) -> str:
    office = catalogue.offices[place.office]
    note = f"（{place.note}）" if place.note else ""
    return f"{office.address or office.name}{note}"


def hours(catalogue: Catalogue, guide: Guide, facts: Facts) -> str:
    """Opening hours by place; places with the same hours share a line."""
    grouped: dict[str, list[str]] = {}
    for place in possible(guide.places, facts):
        office = catalogue.offices[place.office]
        grouped.setdefault((place.hours or office.hours).text, []).append(office.name)
    return "\n".join(f"{'、'.join(names)}：{text}" for text, names in grouped.items())


def phones(guide: Guide) -> str:
    return "、".join(guide.phones)


def contacts(catalogue: Catalogue) -> str:
    """The lines to call where no document names one."""
    return "、".join(f"{contact.name} {contact.phone}" for contact in catalogue.contacts.values())


def where_to_ask(catalogue: Catalogue, guide: Guide | None) -> str:
    """The guide's own phone, else the general lines."""
    return phones(guide) if guide is not None and guide.phones else contacts(catalogue)


def main_office(catalogue: Catalogue, region: str) -> Office | None:
    """The office of a region whose address its document gives."""
    for place_region in catalogue.lineage(region):
        for (_, guided), guide in catalogue.guides.items():
            if guided == place_region:
                found = [catalogue.offices[p.office] for p in guide.places if catalogue.offices[p.office].address]
                if found:
                    return found[0]
    return None


def as_chosen_before(catalogue: Catalogue, service: str) -> str:
    """That an unclear question is read like the last one, and how to undo it."""
    return f"按您前面选的“{catalogue.services[service].pick}”来说。要是不对，说“都不是”。"


def shared_words(
    catalogue: Catalogue, triage: Triage, services: Sequence[str], told: str, guides: Sequence[Guide]
) -> str:
    """What the guides of several services say alike, with every place it stands in."""
    names = "、".join(catalogue.services[service].everyday for service in services)
    documents = dict.fromkeys((guide.source.document, guide.issued) for guide in guides)
    together = [[g for g in guides if (g.source.document, g.issued) == document] for document in documents]
    sources = "\n".join(source_line(catalogue, *group) for group in together)
    return f"{triage.title}有好几种（{names}），{told}\n{sources}"
