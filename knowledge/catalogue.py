"""The whole of knowledge/ as one frozen value, and the lookups that actions need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from knowledge.calendar import Calendar
from knowledge.condition import Condition, Facts, Truth
from knowledge.glossary import Glossary
from knowledge.model import Guide, Question, Service, Triage
from knowledge.paper import Form, Requirement
from knowledge.place import Channel, Contact, Office, Region
from knowledge.source import Source


@dataclass(frozen=True)
class Catalogue:
    """Every part keyed by id; guides by (service, region).

    `joint` are guides that several regions made together (川渝通办): one more way for people who are in the other.
    """

    services: Mapping[str, Service]
    groups: Mapping[str, str]
    regions: Mapping[str, Region]
    questions: Mapping[str, Question]
    sources: Mapping[str, Source]
    channels: Mapping[str, Channel]
    offices: Mapping[str, Office]
    forms: Mapping[str, Form]
    triages: Mapping[str, Triage]
    contacts: Mapping[str, Contact]
    calendar: Calendar
    glossary: Glossary
    guides: Mapping[tuple[str, str], Guide]
    joint: Mapping[tuple[str, str], Guide]
    files: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    """Where each part is written, «folder/file.yml», by (table, id) or («guides» or «joint», service, region)."""

    def lineage(self, region: str) -> Iterator[str]:
        """The region and the larger ones it lies in, nearest first."""
        current: str | None = region
        while current is not None:
            yield current
            current = self.regions[current].within

    def guide(self, service: str, region: str) -> Guide | None:
        """The nearest guide: the region's own document, else a joint one, else the same for the next larger region."""
        for place in self.lineage(region):
            found = self.guides.get((service, place)) or self.joint.get((service, place))
            if found is not None:
                return found
        return None

    def joint_guide(self, service: str, region: str) -> Guide | None:
        """The guide that the region, or a larger one it lies in, made together with others."""
        found = (self.joint.get((service, place)) for place in self.lineage(region))
        return next((guide for guide in found if guide is not None), None)

    def all_guides(self) -> list[Guide]:
        return [*self.guides.values(), *self.joint.values()]

    def region_named(self, place: str) -> str | None:
        """The region with this id or any of its names."""
        if place in self.regions:
            return place
        return next((r.id for r in self.regions.values() if place in (r.name, *r.aliases, *r.former, *r.short)), None)

    def document_region(self, region: str) -> str:
        """The nearest region that has a document of its own, else the outermost."""
        lineage = list(self.lineage(region))
        own = {place for source in self.sources.values() for place in source.regions}
        return next((place for place in lineage if place in own), lineage[-1])

    def triage_of(self, services: Sequence[str]) -> Triage | None:
        """The decision table with rules that tells all these services apart, if there is one."""
        wanted = set(services)
        return next((t for t in self.triages.values() if t.rules and wanted <= set(t.services)), None)

    def told_service(self, facts: Facts, service: str | None, family: str | None = None) -> str | None:
        """The service that told facts choose instead of this one, or within a family; None when they choose none."""
        for triage in self.triages.values():
            concerned = triage.id == family or service in {rule.service for rule in triage.told}
            for rule in triage.told if concerned else ():
                if rule.when.given(facts) is Truth.YES and rule.service != service:
                    return rule.service
        return None

    def closure(self, facts: Facts) -> dict[str, str]:
        """The facts and what their options imply directly: one step, implied facts imply nothing further.

        What was said outright wins.
        """
        known = dict(facts)
        for fact, option_id in facts.items():
            option = self.questions[fact].option(option_id)
            for implied, value in (option.implies if option else {}).items():
                known.setdefault(implied, value)
        return known

    def paper_name(self, item: Requirement) -> str:
        """What a 材料 is called on a list; unique within one guide."""
        if item.form is not None:
            return f"《{self.forms[item.form].title}》"
        return item.label or item.name or "、".join(self.alternatives(item))

    def alternatives(self, item: Requirement) -> list[str]:
        """What a choice may be met with; forms in 《》."""
        return [f"《{self.forms[one].title}》" if one in self.forms else one for one in item.any_of]


def open_question(guide: Guide, facts: Facts) -> str | None:
    """The next fact to ask: the first that a still open condition of the guide needs; None when all is settled.

    A walk ends as soon as an exclusion holds, since nothing after it matters.
    """
    known = {**facts, **guide.given}
    if excluded(guide, facts) is not None:
        return None
    wanted = [fact for condition in guide.conditions() for fact in _first_missing(condition, known)]
    return next((fact for fact in guide.asks if fact in wanted), wanted[0] if wanted else None)


def _first_missing(condition: Condition, facts: Facts) -> Sequence[str]:
    # Later facts of an alternative are asked only once the earlier ones hold, so a walk stays short.
    return list(condition.missing(facts))[:1]


def excluded(guide: Guide, facts: Facts) -> int | None:
    """The position of the exclusion that holds for these facts, if any; what is said outright beats `given`."""
    known = {**guide.given, **facts}
    return next((i for i, item in enumerate(guide.exclusions) if item.when.given(known) is Truth.YES), None)


def papers(guide: Guide, facts: Facts) -> list[Requirement]:
    """The 材料 that these facts surely require, in the document's order."""
    known = {**facts, **guide.given}
    return [item for item in guide.materials if item.when.given(known) is Truth.YES and not _only_at_request(item)]


class Conditional(Protocol):
    """A part of a guide that applies under a condition."""

    @property
    def when(self) -> Condition: ...


C = TypeVar("C", bound=Conditional)


def possible(items: Iterable[C], facts: Facts) -> list[C]:
    """Those that these facts do not rule out."""
    return [item for item in items if item.when.given(facts) is not Truth.NO]


def papers_in_other_cases(guide: Guide, facts: Facts) -> list[Requirement]:
    """The 材料 of cases that the citizen is not asked about and has not spoken of («委托办理的»)."""
    known = {**facts, **guide.given}
    return [item for item in guide.materials if not item.asked and item.when.given(known) is Truth.OPEN]


def papers_at_request(guide: Guide) -> list[Requirement]:
    """What the office may ask of anybody («特殊情况可要求提供»)."""
    return [item for item in guide.materials if _only_at_request(item)]


def _only_at_request(item: Requirement) -> bool:
    return item.at_request and not item.when.alternatives


def decide(triage: Triage, facts: Facts, among: Sequence[str] | None = None) -> tuple[str | None, str | None]:
    """(service, None) when a rule holds, (None, fact to ask) while one is open, (None, None) when none can hold.

    `among` keeps only the rules for these services; a fact that would not tell the remaining ones apart is not asked.
    """
    rules = [rule for rule in triage.rules if among is None or rule.service in among]
    rules = [rule for rule in rules if rule.when.given(facts) is not Truth.NO]
    for rule in rules:
        if rule.when.given(facts) is Truth.YES or len({r.service for r in rules}) == 1:
            return rule.service, None
        telling = [f for f in rule.when.missing(facts) if not _shared(f, [r.when for r in rules])]
        return (None, telling[0]) if telling else (rule.service, None)
    return None, None


def _shared(fact: str, conditions: Sequence[Condition]) -> bool:
    values = {tuple(sorted(option for name, option in condition.facts() if name == fact)) for condition in conditions}
    return len(values) == 1
