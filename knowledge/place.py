"""Where people are insured and where they go: regions, channels, offices and their hours, telephone lines."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.condition import ALWAYS, Condition


@dataclass(frozen=True)
class Region:
    """A place of insurance; `within` is the id of the next larger one it lies in."""

    id: str
    name: str
    within: str | None = None
    aliases: tuple[str, ...] = ()
    """What people call it, short forms and names of parts of it."""
    former: tuple[str, ...] = ()
    """Official names it had before, and those of places that were merged into it."""
    short: tuple[str, ...] = ()
    """Short forms that are ordinary words too, or easily come about between two words (南部, 会理): names of the place
    only where the sentence says that a place is meant."""
    insured: bool = True
    """Whether people say it as a place of insurance that this catalogue may come to cover."""


@dataclass(frozen=True)
class Channel:
    """A 渠道. kind: counter (go there), online (do it from home), terminal (a machine), phone."""

    id: str
    name: str
    kind: str
    note: str | None = None


@dataclass(frozen=True)
class ChannelUse:
    """A channel as one guide names it, with the guide's own restriction and web address."""

    channel: str
    when: Condition = ALWAYS
    url: str | None = None
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
class Contact:
    """A telephone line that is told where no document names one."""

    id: str
    name: str
    phone: str
