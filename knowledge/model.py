"""What an office's official documents say, as frozen values: the schema of everything under knowledge/.

A field without a default must be written in the YAML; a field's type is what may be written there.
Facts about the citizen (ids of questions.yml) meet content only in a Condition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.condition import ALWAYS, Condition, Facts


@dataclass(frozen=True)
class Source:
    """A document: who issued it, its number and date as printed (None where it prints none)."""

    id: str
    title: str
    issuer: str
    regions: tuple[str, ...]
    number: str | None = None
    date: str | None = None
    kind: str = "办事指南"
    note: str | None = None


@dataclass(frozen=True)
class Citation:
    """Where a fact stands: a document's id and the heading in it."""

    document: str
    section: str
    repairs: tuple[str, ...] = ()
    """Damage of the text that was mended, «as printed → as kept»."""


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
class Region:
    """A place of insurance; `within` is the id of the next larger one it lies in."""

    id: str
    name: str
    within: str | None = None
    aliases: tuple[str, ...] = ()
    insured: bool = True
    """Whether people say it as a place of insurance that this catalogue may come to cover."""


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
class Channel:
    """A 渠道. kind: counter (go there), online (do it from home), terminal (a machine)."""

    id: str
    name: str
    kind: str
    note: str | None = None


@dataclass(frozen=True)
class ChannelUse:
    channel: str
    when: Condition = ALWAYS
    note: str | None = None


@dataclass(frozen=True)
class Hours:
    """Opening hours: the document's words, and as data «HH:MM-HH:MM» where it gives clock times."""

    text: str
    workdays: tuple[str, ...] = ()
    saturday: tuple[str, ...] = ()
    sunday: tuple[str, ...] = ()
    closed_on_holidays: bool = False


@dataclass(frozen=True)
class Office:
    """A 办理地点. `name` reads alone; `address` only where the document gives one."""

    id: str
    name: str
    hours: Hours
    address: str | None = None


@dataclass(frozen=True)
class Place:
    """An office as one guide names it, with the guide's own restriction and hours."""

    office: str
    note: str | None = None
    when: Condition = ALWAYS
    hours: Hours | None = None


@dataclass(frozen=True)
class FormField:
    name: str
    type: str = "text"
    options: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Form:
    """A printed form. Without fields it is only named by its document, which did not attach it."""

    id: str
    title: str
    document: str
    fields: tuple[FormField, ...] = ()
    signed_by: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Requirement:
    """One 材料: a paper by name, a form by id, or a choice among several, names or form ids (`any_of`, 任选其一)."""

    name: str | None = None
    form: str | None = None
    any_of: tuple[str, ...] = ()
    label: str | None = None
    """What the paper is called on a checklist when it is a choice."""
    seal: str | None = None
    note: str | None = None
    otherwise: str | None = None
    """What to hand in when it cannot be provided; a paper's or form's name."""
    when: Condition = ALWAYS
    at_request: bool = False
    """«可要求提供»: the office may ask for it, it is not always needed."""


@dataclass(frozen=True)
class TimeLimit:
    """A 办理时限 in the document's words; `working_days` where it counts (0 is 即时办结)."""

    text: str
    working_days: int | None = None
    label: str | None = None
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
class Guide:
    """One service in one region, every fact from the cited section."""

    service: str
    region: str
    source: Citation
    audience: str
    channels: tuple[ChannelUse, ...]
    materials: tuple[Requirement, ...]
    time_limits: tuple[TimeLimit, ...]
    steps: tuple[str, ...]
    evaluation: str
    name: str | None = None
    """The document's own name of the 事项 where it differs from the service's."""
    places: tuple[Place, ...] = ()
    phones: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    progress: str | None = None
    materials_note: str | None = None
    notes: tuple[str, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    asks: tuple[str, ...] = ()
    """The order in which its open facts are asked; the rest follow as written."""
    given: Facts = field(default_factory=dict)
    """Facts that the service itself settles (灵活就业 inside 职工参保登记)."""
    partial: str | None = None
    valid_until: str | None = None

    def conditions(self) -> Iterator[Condition]:
        """Every condition of the guide, exclusions first since they can end a walk."""
        yield from (item.when for item in self.exclusions if item.asked)
        for part in (self.materials, self.time_limits, self.channels, self.places):
            yield from (item.when for item in part)


@dataclass(frozen=True)
class Contact:
    """A telephone line that is told where no document names one."""

    id: str
    name: str
    phone: str


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
