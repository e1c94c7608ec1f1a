"""What must hold in nlu_data/ and between it and the catalogue; every problem is «file: place: problem»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain import Domain, read_domain
from bot.executor import Actions
from bot.nlu.lookups import LOOKUPS, lookups_text
from bot.nlu.normalise import normalise
from bot.nlu.training import Example, read_training
from knowledge import Catalogue, load

MINIMUM = 25
"""Phrases that a service needs at least."""


def training_problems() -> list[str]:
    """All problems of the data that ships; raises TrainingDataError or ContentError when it cannot be read."""
    catalogue, examples, domain = load(), read_training(), read_domain()
    found = [
        *_services(catalogue, examples),
        *_duplicates(examples),
        *_mentions(catalogue, examples),
        *_rules(catalogue, examples, domain),
    ]
    if not LOOKUPS.exists() or LOOKUPS.read_text(encoding="utf-8") != lookups_text():
        found.append("lookups.yml: (整个文件): 和内容对不上了，请运行 daoban lookups")
    return found


def _services(catalogue: Catalogue, examples: Sequence[Example]) -> Iterator[str]:
    for service in catalogue.services:
        count = sum(example.intent == service for example in examples)
        if count < MINIMUM:
            yield f"services/{service}.yml: examples: 只有 {count} 句问法，至少要 {MINIMUM} 句"


def _duplicates(examples: Sequence[Example]) -> Iterator[str]:
    seen: dict[str, Example] = {}
    for example in examples:
        first = seen.setdefault(normalise(example.text).text.replace(" ", ""), example)
        if first is not example:
            where = (
                "重复" if first.intent == example.intent else f"也写在 {first.intent} 里（{first.file}），只能归一个"
            )
            yield f"{example.file}: {example.intent}: “{example.text}”{where}"


def _mentions(catalogue: Catalogue, examples: Sequence[Example]) -> Iterator[str]:
    # Rasa's synonyms know a word only once, whatever the entity.
    meanings: dict[str, str] = {}
    for example in examples:
        for mention in example.mentions:
            where = f"{example.file}: {example.intent}"
            question = catalogue.questions.get(mention.entity)
            if question is not None and question.option(mention.value) is None:
                yield f"{where}: “{mention.surface}”：{mention.entity} 没有这个选项：{mention.value}"
            first = meanings.setdefault(mention.surface, mention.value)
            if first != mention.value:
                yield f"{where}: “{mention.surface}”一处的意思是 {first}，一处是 {mention.value}；写成不同的词组"


def _rules(catalogue: Catalogue, examples: Sequence[Example], domain: Domain) -> Iterator[str]:
    intents = {example.intent.split("/")[0] for example in examples}
    retrieval = {example.intent.split("/")[0] for example in examples if "/" in example.intent}
    # Rasa declares a retrieval intent itself and warns when domain.yml does so too.
    declared = set(domain.document["intents"]) | retrieval
    actions = Actions(domain).names
    yield from (f"domain.yml: intents: 没有声明 {name}" for name in sorted(intents - declared))
    yield from (f"domain.yml: intents: {name} 没有问法" for name in sorted(declared - intents))
    yield from (f"rules.yml: {name}: 没有规则" for name in sorted(declared - set(domain.rules)))
    known = actions | set(domain.responses) | {f"utter_{name}" for name in retrieval}
    yield from (f"rules.yml: {i}: 没有这个动作 {a}" for i, run in domain.rules.items() for a in run if a not in known)
    yield from (f"domain.yml: slots: 没有 {q} 这个槽位" for q in catalogue.questions if q not in domain.slots)
    for kind in {example.intent for example in examples if "/" in example.intent}:
        if f"utter_{kind}" not in domain.responses:
            yield f"domain.yml: responses: 缺少 utter_{kind}"
