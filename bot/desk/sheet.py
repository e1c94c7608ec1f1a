"""A ticket as the agent reads it: ids become names, and whatever the detail lacks is simply empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from bot.store import Ticket
from knowledge.clock import CHINA

VERDICTS = {"yes": "未见不符合", "no": "不适用", "open": "还不能确定"}
STATUSES = {"open": "等待接手", "taken": "处理中", "closed": "已办结"}
SPEAKERS = {"user": "市民", "bot": "导办", "agent": "坐席"}
LONG_WAIT = timedelta(minutes=3)
"""GB/T 33358 wants a message answered within three minutes."""


class Named(Protocol):
    @property
    def name(self) -> str: ...


class Names(Protocol):
    """The part of a catalogue that the desk reads: what services and regions are called."""

    @property
    def services(self) -> Mapping[str, Named]: ...

    @property
    def regions(self) -> Mapping[str, Named]: ...


@dataclass(frozen=True)
class Paper:
    name: str
    note: str
    reason: str
    have: bool


@dataclass(frozen=True)
class Line:
    """A label and what belongs to it: a fact, a place, a phone."""

    label: str
    text: str


@dataclass(frozen=True)
class Saying:
    by: str
    speaker: str
    text: str
    at: str
    why: str = ""
    """What a citizen's message was understood by."""


@dataclass(frozen=True)
class Sheet:
    """Everything the desk shows of one ticket, as text."""

    ticket: Ticket
    service: str
    region: str
    reason: str
    papers: tuple[Paper, ...]
    facts: tuple[Line, ...]
    verdict: str
    verdict_id: str
    verdict_reason: str
    errand: tuple[Line, ...]
    question: str
    last_message: str
    transcript: tuple[Saying, ...]

    @property
    def have(self) -> int:
        return sum(paper.have for paper in self.papers)

    @property
    def status(self) -> str:
        return STATUSES.get(self.ticket.status, self.ticket.status)

    @property
    def density(self) -> str:
        """How tightly it must be set to stay on one printed page: "few", "some", "many" or "tight"."""
        letters = sum(len(paper.name + paper.note + paper.reason) for paper in self.papers)
        letters += sum(len(line.label + line.text) for line in (*self.facts, *self.errand))
        if letters > 1000 or len(self.papers) > 24:
            return "tight"
        return "many" if len(self.papers) > 12 else "some" if len(self.papers) > 7 else "few"


def sheet(ticket: Ticket, catalogue: Names) -> Sheet:
    detail = ticket.detail
    verdict = _part(detail, "eligibility")
    service, region = catalogue.services.get(ticket.service or ""), catalogue.regions.get(ticket.region or "")
    return Sheet(
        ticket=ticket,
        service=_text(detail, "service_name") or (service.name if service else "") or "还没有确定是哪一项",
        region=_text(detail, "region_name") or (region.name if region else "") or "没有说",
        reason=ticket.reason,
        papers=tuple(
            Paper(_text(item, "name"), _text(item, "note"), _because(item), item.get("have") is True)
            for item in _parts(detail, "papers")
        ),
        facts=tuple(Line(_text(item, "question"), _text(item, "answer")) for item in _parts(detail, "facts")),
        verdict=VERDICTS.get(_text(verdict, "verdict"), ""),
        verdict_id=_text(verdict, "verdict"),
        verdict_reason=_text(verdict, "reason"),
        errand=_errand(detail),
        question=_text(detail, "open_question"),
        last_message=_text(detail, "last_message"),
        transcript=tuple(_saying(item) for item in _parts(detail, "transcript")),
    )


def waited(ticket: Ticket, now: datetime) -> str:
    """How long the citizen has been waiting, in words."""
    minutes = int((now - ticket.created_at).total_seconds() // 60)
    if minutes < 1:
        return "不到 1 分钟"
    if minutes < 60:
        return f"{minutes} 分钟"
    hours = minutes // 60
    return f"{hours} 小时 {minutes % 60} 分" if hours < 24 else f"{hours // 24} 天"


def waits_long(ticket: Ticket, now: datetime) -> bool:
    return ticket.status == "open" and now - ticket.created_at > LONG_WAIT


def clock(moment: datetime | None) -> str:
    """Beijing time, which is China's, without asking the machine's time zone."""
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if moment else ""


def _because(item: Mapping[str, Any]) -> str:
    return _text(item, "reason").removeprefix("因为").lstrip("：:")


def _errand(detail: Mapping[str, Any]) -> tuple[Line, ...]:
    document = "，".join(filter(None, (_text(detail, "document"), _text(detail, "section"))))
    lines = [
        Line(label, _text(detail, key))
        for label, key in (("办理方式", "channel"), ("地点", "place"), ("咨询电话", "phone"), ("办理时限", "limit"))
    ]
    return tuple(line for line in [*lines, Line("依据", document)] if line.text)


def _saying(item: Mapping[str, Any]) -> Saying:
    by = _text(item, "by")
    at, why = _time_of_day(_text(item, "at")), _text(item, "why")
    return Saying(by, SPEAKERS.get(by, by or "导办"), _text(item, "text"), at, why)


def _time_of_day(written: str) -> str:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return ""
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(CHINA).strftime("%H:%M")


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    if isinstance(value, list | tuple):
        return "；".join(part for part in value if isinstance(part, str) and part)
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _part(item: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = item.get(key)
    return value if isinstance(value, Mapping) else {}


def _parts(item: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = item.get(key)
    return [part for part in value if isinstance(part, Mapping)] if isinstance(value, list) else []
