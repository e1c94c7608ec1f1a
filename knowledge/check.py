"""What must hold between the parts of a catalogue; every problem is «file: key: problem»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from knowledge.catalogue import Catalogue
from knowledge.condition import Condition
from knowledge.model import Guide, Requirement

_PHONE = re.compile(r"0\d{2,3}-\d{7,8}|1\d{2}-?\d{4}-?\d{4}|12345|12393")
_HALF_WIDTH = re.compile(r"[一-鿿）》”][,;:!?()]|[,;:!?(][一-鿿（《“]")
_LEFTOVER = re.compile(r"\[image|\[bookmark|[□₀]|�")


def reference_problems(catalogue: Catalogue) -> list[str]:
    """Ids that point nowhere, and text that still carries damage."""
    found = [*_shared_parts(catalogue), *_questions(catalogue), *_triages(catalogue)]
    for guide in catalogue.guides.values():
        where = f"{guide.region}/{guide.service}.yml"
        found += [f"{where}: {key}: {problem}" for key, problem in _guide(catalogue, guide)]
    return found


def inventory(catalogue: Catalogue) -> list[str]:
    """One line a region and document: how many guides, materials, forms."""
    lines = []
    for region in sorted({region for _, region in catalogue.guides}):
        guides = [g for (_, place), g in catalogue.guides.items() if place == region]
        documents = sorted({catalogue.sources[g.source.document].title for g in guides})
        materials = sum(len(g.materials) for g in guides)
        lines.append(
            f"{catalogue.regions[region].name}：指南 {len(guides)} 份，材料 {materials} 条，依据 {'、'.join(documents)}"
        )
    return lines


def _shared_parts(catalogue: Catalogue) -> Iterator[str]:
    for service in catalogue.services.values():
        if service.group not in catalogue.groups:
            yield f"services.yml: {service.id}.group: 没有这个分组：{service.group}"
    for region in catalogue.regions.values():
        if region.within is not None and region.within not in catalogue.regions:
            yield f"regions.yml: {region.id}.within: 没有这个地区：{region.within}"
    for source in catalogue.sources.values():
        yield from (
            f"sources.yml: {source.id}.regions: 没有这个地区：{r}" for r in source.regions if r not in catalogue.regions
        )
    for form in catalogue.forms.values():
        if form.document not in catalogue.sources:
            yield f"forms: {form.id}.document: 没有登记过这份文件：{form.document}"


def _questions(catalogue: Catalogue) -> Iterator[str]:
    for question in catalogue.questions.values():
        for option in question.options:
            implied = Condition(({fact: (value,) for fact, value in option.implies.items()},))
            yield from (f"questions.yml: {question.id}.{option.id}: {p}" for p in _condition(catalogue, implied))


def _triages(catalogue: Catalogue) -> Iterator[str]:
    for triage in catalogue.triages.values():
        for service in [*triage.services, *(rule.service for rule in triage.rules)]:
            if service not in catalogue.services:
                yield f"triage.yml: {triage.id}: 没有这个事项：{service}"
        for rule in triage.rules:
            yield from (f"triage.yml: {triage.id}: {p}" for p in _condition(catalogue, rule.when))


def _guide(catalogue: Catalogue, guide: Guide) -> Iterator[tuple[str, str]]:
    yield from _guide_ids(catalogue, guide)
    for condition in guide.conditions():
        yield from (("when", problem) for problem in _condition(catalogue, condition))
    known = [item for item in guide.materials if item.form in {None, *catalogue.forms}]
    for first, second in combinations(known, 2):
        if catalogue.paper_name(first) == catalogue.paper_name(second) and not _exclusive(first.when, second.when):
            yield "materials", f"同一情况下材料名称重复：{catalogue.paper_name(first)}"
    for number in (*guide.phones, *guide.complaints):
        if not _PHONE.fullmatch(number):
            yield "phones", f"电话的写法认不出：{number}"
    for key, text in _texts(guide):
        if _HALF_WIDTH.search(text):
            yield key, f"中文里有半角标点：{text}"
        if _LEFTOVER.search(text):
            yield key, f"有识别残留：{text}"


def _guide_ids(catalogue: Catalogue, guide: Guide) -> Iterator[tuple[str, str]]:
    if guide.service not in catalogue.services:
        yield "(文件名)", f"没有这个事项：{guide.service}"
    if guide.region not in catalogue.regions:
        yield "(文件夹名)", f"没有这个地区：{guide.region}"
    if guide.source.document not in catalogue.sources:
        yield "source.document", f"没有登记过这份文件：{guide.source.document}"
    for key, ids, known in (
        ("channels", [c.channel for c in guide.channels], catalogue.channels),
        ("places", [p.office for p in guide.places], catalogue.offices),
        ("materials.form", [m.form for m in guide.materials if m.form], catalogue.forms),
        (
            "exclusions.instead",
            [e.instead for e in guide.exclusions if e.instead],
            {**catalogue.services, **catalogue.triages},
        ),
        ("asks", guide.asks, catalogue.questions),
    ):
        yield from ((key, f"没有这个编号：{one}") for one in ids if one not in known)
    for item in guide.materials:
        if sum(map(bool, (item.name, item.form, item.any_of))) != 1:
            yield "materials", f"一条材料只能写 name、form、any_of 中的一个：{_brief(item)}"


def _condition(catalogue: Catalogue, condition: Condition) -> Iterator[str]:
    for fact, option in condition.facts():
        question = catalogue.questions.get(fact)
        if question is None:
            yield f"没有声明过这个情况：{fact}"
        elif question.option(option) is None:
            yield f"“{fact}”没有这个选项：{option}"


def _exclusive(one: Condition, other: Condition) -> bool:
    """No citizen can meet both."""
    return all(
        any(fact in b and not set(options) & set(b[fact]) for fact, options in a.items())
        for a in one.alternatives or ({},)
        for b in other.alternatives or ({},)
    )


def _brief(item: Requirement) -> str:
    return item.name or item.form or item.label or "、".join(item.any_of)


def _texts(guide: Guide) -> Iterator[tuple[str, str]]:
    yield "audience", guide.audience
    yield "evaluation", guide.evaluation
    for key, items in (("steps", guide.steps), ("notes", guide.notes), ("progress", (guide.progress or "",))):
        yield from ((key, text) for text in items)
    for item in guide.materials:
        yield from (("materials", t) for t in (item.name, item.label, item.note, item.otherwise, *item.any_of) if t)
    yield from (("time_limits", limit.text) for limit in guide.time_limits)
