"""Ids, facts, options and names of sides that point nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from knowledge.catalogue import Catalogue
from knowledge.checks.parts import Part, each, everything, guides, lineage, table, unknown
from knowledge.condition import Condition, Facts
from knowledge.model import Guide, Question, Triage
from knowledge.paper import Form, Requirement
from knowledge.place import ChannelUse, Place
from knowledge.source import Citation

Found = Iterator[tuple[str, str]]
"""(key, problem)"""

_NO_SIDES = {"service", "region", "source", "asks", "ask_as", "given", "absent", "uncertain", "partial", "valid_until"}
SIDES = [field.name for field in fields(Guide) if field.name not in _NO_SIDES]
"""What a document may be silent about."""
_LIKE_AN_ID = re.compile(r"[a-z][a-z0-9_]*")


def reference_problems(catalogue: Catalogue) -> Iterator[str]:
    for part in everything(catalogue):
        for key, condition in each(part.value, Condition):
            yield from (part.problem(key, problem) for problem in _condition(catalogue, condition))
        for key, cited in each(part.value, Citation):
            if cited.document not in catalogue.sources:
                yield part.problem(f"{key}.document", unknown("这份文件", cited.document, catalogue.sources))
    for name, rule in (("questions", _question), ("triages", _triage), ("forms", _form)):
        for entry in table(catalogue, name):
            yield from (entry.problem(key, problem) for key, problem in rule(catalogue, entry.value))
    yield from _places_and_documents(catalogue)
    for guide in guides(catalogue):
        for check in (_names, _materials, _facts):
            yield from (guide.problem(key, problem) for key, problem in check(catalogue, guide.value))


def _places_and_documents(catalogue: Catalogue) -> Iterator[str]:
    for part in table(catalogue, "services"):
        if part.value.group not in catalogue.groups:
            yield part.problem("group", unknown("这个分组", part.value.group, catalogue.groups))
    for part in table(catalogue, "regions"):
        yield from _within(catalogue, part)
    for part in table(catalogue, "sources"):
        wrong = [region for region in part.value.regions if region not in catalogue.regions]
        yield from (part.problem("regions", unknown("这个地区", region, catalogue.regions)) for region in wrong)


def _within(catalogue: Catalogue, part: Part[Any]) -> Iterator[str]:
    larger = part.value.within
    if larger is not None and larger not in catalogue.regions:
        yield part.problem("within", unknown("这个地区", larger, catalogue.regions))
    way = lineage(catalogue, part.key)
    if catalogue.regions[way[-1]].within in way:
        yield part.problem("within", f"一级一级往上又绕了回来：{'、'.join(way)}；改成真正的上一级")


def _condition(catalogue: Catalogue, condition: Condition) -> Iterator[str]:
    for alternative in condition.alternatives:
        for fact, options in alternative.items():
            yield from _options(catalogue, fact, options)


def _declared(catalogue: Catalogue, facts: Facts) -> Iterator[str]:
    for fact, option in facts.items():
        yield from _options(catalogue, fact, (option,))


def _options(catalogue: Catalogue, fact: str, options: Sequence[str]) -> Iterator[str]:
    question = catalogue.questions.get(fact)
    if question is None:
        yield unknown("这个情况", fact, catalogue.questions)
        return
    if not options:
        yield f"“{fact}”没有写选项，永远不会成立；写上选项"
    known = {option.id: option for option in question.options}
    yield from (f"“{fact}”{unknown('这个选项', option, known)}" for option in options if option not in known)


def _question(catalogue: Catalogue, question: Question) -> Found:
    for n, option in enumerate(question.options, 1):
        yield from ((f"options[{n}].implies", problem) for problem in _declared(catalogue, option.implies))


def _triage(catalogue: Catalogue, triage: Triage) -> Found:
    named = [(f"services[{n}]", service) for n, service in enumerate(triage.services, 1)]
    named += [(f"rules[{n}].service", rule.service) for n, rule in enumerate(triage.rules, 1)]
    named += [(f"told[{n}].service", rule.service) for n, rule in enumerate(triage.told, 1)]
    for key, service in named:
        if service not in catalogue.services:
            yield key, unknown("这个事项", service, catalogue.services)
        elif service not in triage.services:
            yield key, f"{service} 不在这张表的 services 里；加进去，或改掉"


def _form(catalogue: Catalogue, form: Form) -> Found:
    if form.document not in catalogue.sources:
        yield "document", unknown("这份文件", form.document, catalogue.sources)
    if form.like is None:
        return
    if form.like not in catalogue.forms:
        yield "like", unknown("这张表", form.like, {one: form for one in catalogue.forms if one != form.id})
    elif not catalogue.forms[form.like].fields:
        yield "like", f"{form.like} 自己也没有 fields；指向一张有字段的表，或去掉 like"


def _names(catalogue: Catalogue, guide: Guide) -> Found:
    if guide.service not in catalogue.services:
        yield "(文件名)", unknown("这个事项", guide.service, catalogue.services)
    if guide.region not in catalogue.regions:
        yield "(地区)", unknown("这个地区", guide.region, catalogue.regions)
    for key, use in each(guide, ChannelUse):
        if use.channel not in catalogue.channels:
            yield key, unknown("这个渠道", use.channel, catalogue.channels)
    for key, place in each(guide, Place):
        if place.office not in catalogue.offices:
            yield key, unknown("这个地点", place.office, catalogue.offices)
    leads = {**catalogue.services, **catalogue.triages}
    for n, exclusion in enumerate(guide.exclusions, 1):
        if exclusion.instead is not None and exclusion.instead not in leads:
            yield f"exclusions[{n}].instead", unknown("这个事项或分流表", exclusion.instead, leads)
    for key, sides in (("absent", guide.absent), ("uncertain", guide.uncertain)):
        known = dict.fromkeys(SIDES)
        yield from ((f"{key}[{n}]", unknown("这一面", s, known)) for n, s in enumerate(sides, 1) if s not in known)


def _materials(catalogue: Catalogue, guide: Guide) -> Found:
    for key, item in each(guide, Requirement):
        if item.form is not None and item.form not in catalogue.forms:
            yield f"{key}.form", unknown("这张表", item.form, catalogue.forms)
        for n, one in enumerate(item.any_of, 1):
            if _LIKE_AN_ID.fullmatch(one) and one not in catalogue.forms:
                yield f"{key}.any_of[{n}]", unknown("这张表", one, catalogue.forms)
        if _LIKE_AN_ID.fullmatch(item.otherwise or ""):
            yield f"{key}.otherwise", f"这里照原样说给市民，不能写编号：{item.otherwise}；写材料或《表》的名称"


def _facts(catalogue: Catalogue, guide: Guide) -> Found:
    yield from (("given", problem) for problem in _declared(catalogue, guide.given))
    asked = {fact for condition in guide.conditions() for fact, _ in condition.facts()} - set(guide.given)
    for key, named in (("asks", guide.asks), ("ask_as", tuple(guide.ask_as))):
        for fact in named:
            if fact not in catalogue.questions:
                yield key, unknown("这个问题", fact, catalogue.questions)
            elif fact not in asked:
                yield key, f"这份指南不会问 {fact}；去掉，或在要问的条件里用上"
