"""What an office's official documents say, as frozen values: the schema of everything under knowledge/.

A field without a default must be written in the YAML; a field's type is what may be written there.
Facts about the citizen (ids of questions.yml) meet content only in a Condition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.condition import ALWAYS, Condition, Facts
from knowledge.paper import Requirement
from knowledge.place import ChannelUse, Place
from knowledge.source import Citation, Statement


@dataclass(frozen=True)
class Service:
    """A 事项 as a citizen thinks of it."""

    id: str
    name: str
    everyday: str
    """What people call it, short."""
    group: str
    purpose: str
    """One sentence: what it is for."""
    pick: str
    """How an option that offers it reads, in the citizen's words."""


@dataclass(frozen=True)
class Option:
    id: str
    label: str
    short: str | None = None
    """The label inside a sentence («因为：…»)."""
    implies: Facts = field(default_factory=dict)
    """Facts that hold whenever this option does."""


@dataclass(frozen=True)
class Question:
    """A fact about the citizen: how it is asked and what may be answered."""

    id: str
    ask: str
    options: tuple[Option, ...]
    lasting: bool = False
    """Whether it is about the person, so that it holds for their next matter too."""

    def option(self, option_id: str) -> Option | None:
        return next((o for o in self.options if o.id == option_id), None)


@dataclass(frozen=True)
class TimeLimit:
    """A 办理时限 in the document's words; `working_days` where it counts (0 is 即时办结)."""

    text: str
    working_days: int | None = None
    label: str | None = None
    counted_from: str | None = None
    """What it counts from, when that is later than the acceptance (资料审核通过后)."""
    when: Condition = ALWAYS


@dataclass(frozen=True)
class Exclusion:
    """Who cannot use this guide, why, and which service is theirs instead."""

    when: Condition
    reason: str
    instead: str | None = None
    """A service, or a triage that leads to one."""
    asked: bool = True
    """False when it only takes effect if the citizen says so unasked."""


@dataclass(frozen=True)
class Intake:
    """When applications are taken, in the document's words and as data; `until` and `answered_by` are MM-DD."""

    text: str
    month_days: tuple[int, ...] = ()
    """First and last day of every month."""
    quarter_workdays: int | None = None
    """The first N working days of every quarter."""
    until: str | None = None
    answered_by: str | None = None
    label: str | None = None
    when: Condition = ALWAYS
    source: Citation | None = None


@dataclass(frozen=True)
class Listing:
    """A list that the document prints: the diseases of a kind, the groups that may apply."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Guide:
    """One service in one region, every fact from the cited section unless it cites its own.

    What the document does not say stays empty and is named in `absent`: empty materials alone would mean «无».
    """

    service: str
    region: str
    source: Citation
    materials: tuple[Requirement, ...] = ()
    audience: str | None = None
    """服务对象 or 适用范围."""
    eligibility: tuple[Statement, ...] = ()
    """办理条件."""
    channels: tuple[ChannelUse, ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()
    intake: tuple[Intake, ...] = ()
    steps: tuple[str, ...] = ()
    evaluation: str | None = None
    name: str | None = None
    """The document's own name of the 事项 where it differs from the service's."""
    purpose: str | None = None
    """What it is for, in one sentence, where the document says more than the service's."""
    code: str | None = None
    """事项编码; «无» where the document says that there is none."""
    category: str | None = None
    """事项类别."""
    issued: str | None = None
    """发布日期和实施日期 of this item, where it has its own."""
    accepted_by: str | None = None
    """受理机构."""
    decided_by: str | None = None
    """决定机构."""
    places: tuple[Place, ...] = ()
    phones: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    advice: str | None = None
    """咨询方式、办理地址和时间, where the document gives them in words only."""
    progress: str | None = None
    delivery: tuple[TimeLimit, ...] = ()
    """结果送达: how and after how many working days the result comes."""
    fee: str | None = None
    basis: tuple[Statement, ...] = ()
    """设定依据: laws and documents with their numbers and articles."""
    remedies: tuple[str, ...] = ()
    """行政救济途径与方式."""
    materials_note: str | None = None
    notes: tuple[Statement, ...] = ()
    lists: tuple[Listing, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    asks: tuple[str, ...] = ()
    """The order in which its open facts are asked; the rest follow as written."""
    ask_as: Facts = field(default_factory=dict)
    """Question id → how this guide's document words it, where it differs from questions.yml."""
    given: Facts = field(default_factory=dict)
    """Facts that the service itself settles (灵活就业 inside 职工参保登记)."""
    absent: tuple[str, ...] = ()
    """Sides on which the document is silent: the heading is missing or nothing stands under it."""
    uncertain: tuple[str, ...] = ()
    """Sides that only their position in a damaged document gives to this item."""
    partial: str | None = None
    """What is lost, when only fragments of the section are left."""
    valid_until: str | None = None
    """The last day (YYYY-MM-DD) on which the document holds, where it says so."""

    def conditions(self) -> Iterator[Condition]:
        """Every condition of the guide, exclusions first since they can end a walk."""
        yield from (item.when for item in self.exclusions if item.asked)
        yield from (item.when for item in self.materials if item.asked)
        for part in (self.time_limits, self.intake, self.channels, self.places):
            yield from (item.when for item in part)


@dataclass(frozen=True)
class Rule:
    """A row of a decision table."""

    when: Condition
    service: str


@dataclass(frozen=True)
class Triage:
    """How services that sound alike are told apart: by facts (rules, first that holds) or by asking which."""

    id: str
    title: str
    ask: str
    services: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    told: tuple[Rule, ...] = ()
    """Never asked for, but once it is told it chooses among the services of these rules («居民的»)."""
