"""Facts of the day in words: open now or not, ready by when, taken in today or from when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from actions.conversation import Conversation
from knowledge.calendar import Calendar, Day, Due, Opening, State, intake_open, opening, spans_on
from knowledge.condition import Truth
from knowledge.model import Guide, Intake
from knowledge.place import Hours, Place

_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile("(?:周|星期|礼拜)([一二三四五六日天])")
_RELATIVE = (("大后天", 3), ("后天", 2), ("明天", 1), ("明儿", 1), ("今天", 0), ("今儿", 0))
_HOLIDAYS = (
    ("元旦", "元旦"), ("春节", "春节"), ("过年", "春节"), ("除夕", "春节"), ("清明", "清明"), ("五一", "劳动"),
    ("劳动节", "劳动"), ("端午", "端午"), ("中秋", "中秋"), ("国庆", "国庆"), ("十一", "国庆"),
)  # fmt: skip
"""What people call a holiday, and a part of its name in the table."""


def when_done(conversation: Conversation, guide: Guide) -> list[str]:
    """By which date each counted limit ends if it is taken in today, or on the next working day."""
    calendar, facts = conversation.catalogue.calendar, {**conversation.facts, **guide.given}
    start = calendar.after(conversation.now.date(), 0)
    counted = [
        (limit, calendar.after(start.date, limit.working_days))
        for limit in guide.time_limits
        if limit.working_days and limit.counted_from is None and limit.when.given(facts) is not Truth.NO
    ]
    if not counted:
        return []
    begun = "今天" if start.date == conversation.now.date() else _short(start.date)
    labelled = len(guide.time_limits) > 1
    ends = "，".join(
        f"{limit.label}最晚{_long(due.date)}" if labelled and limit.label else f"最晚{_long(due.date)}"
        for limit, due in counted
    )
    return [f"{begun}受理的话，{ends}办好（{_counting(max((due for _, due in counted), key=lambda due: due.date))}）。"]


def _counting(due: Due) -> str:
    if not due.unsure:
        return "按国家放假安排数的工作日"
    years = "、".join(f"{year}年" for year in due.unsure)
    return f"{years}的放假安排还没有录入，只扣了周末，可能还要晚几天"


def intake_words(conversation: Conversation, guide: Guide) -> list[str]:
    """When applications are taken, and what that means today."""
    facts = {**conversation.facts, **guide.given}
    possible = [intake for intake in guide.intake if intake.when.given(facts) is not Truth.NO]
    return [_intake(intake, conversation) for intake in possible]


def _intake(intake: Intake, conversation: Conversation) -> str:
    today, said = conversation.now.date(), f"{intake.label or '受理时间'}：{intake.text.rstrip('。；')}"
    state = intake_open(intake, today, conversation.catalogue.calendar)
    if state is None or (intake.until and state.open):
        return f"{said}。"
    if state.open:
        working = conversation.catalogue.calendar.kind(today).working
        also = f"到{_short(state.last)}为止" if working else "但不是工作日"
        return f"{said}。今天是{_short(today)}，正在期内，{also}。"
    if state.next is None:
        return f"{said}。今年的{_short(state.last)}已经过了。"
    missing = "、".join(f"{year}年" for year in state.unsure)
    unsure = f"（{missing}的放假安排还没有录入）" if missing else ""
    return f"{said}。今天是{_short(today)}，不在期内，下一次从{_short(state.next)}开始{unsure}。"


def opening_words(conversation: Conversation, places: Sequence[Place]) -> list[str]:
    """A line for each kind of hours with clock times: the day that the message asks about, else this moment."""
    offices = conversation.catalogue.offices
    named: dict[Hours, list[str]] = {}
    for place in places:
        office = offices[place.office]
        named.setdefault(place.hours or office.hours, []).append(office.name)
    lines = (office_words(conversation, "、".join(names), hours) for hours, names in named.items())
    return [line for line in lines if line]


def office_words(conversation: Conversation, name: str, hours: Hours) -> str:
    """The same for one office; empty for hours without clock times."""
    calendar = conversation.catalogue.calendar
    now = opening(hours, conversation.now, calendar)
    if now is None:
        return ""
    holiday = next((part for word, part in _HOLIDAYS if word in conversation.text), None)
    asked = _holiday(calendar, holiday, conversation.now.date()) if holiday else _day(conversation)
    if holiday and asked is None:
        return f"{name}：下一次{holiday}的放假安排还没有公布录入，请以通知为准。"
    if asked is not None:
        return f"{name}：{_on(calendar.kind(asked), hours)}"
    return f"{name}：{_now(now, conversation)}"


def _day(conversation: Conversation) -> date | None:
    """The day that «周六», «明天» mean from today on; None when the message names none."""
    today = conversation.now.date()
    for word, days in _RELATIVE:
        if word in conversation.text:
            return today + timedelta(days=days)
    found = _WEEKDAY.search(conversation.text)
    if found is None:
        return None
    weekday = _WEEKDAYS.index(found[1].replace("天", "日"))
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _holiday(calendar: Calendar, name: str, today: date) -> date | None:
    holidays = [holiday for year in calendar.years.values() for holiday in year.holidays if name in holiday.name]
    days = (date.fromisoformat(day) for holiday in holidays for day in holiday.dates)
    return min((day for day in days if day >= today), default=None)


def _on(day: Day, hours: Hours) -> str:
    spans = "、".join(f"{span.start:%H:%M}-{span.end:%H:%M}" for span in spans_on(hours, day))
    why = day.holiday and f"{day.holiday}放假，"
    unsure = "" if day.sure else f"（{day.date.year}年的放假安排还没有录入，遇节假日会变）"
    return f"{_short(day.date)}{why or ''}{f'上班，{spans}' if spans else '不上班'}{unsure}。"


def _now(state: Opening, conversation: Conversation) -> str:
    today, again = conversation.now.date(), state.next
    when = f"{again:%H:%M}" if again.date() == today else f"{_short(again.date())}{again:%H:%M}"
    unsure = f"（{'、'.join(f'{year}年' for year in state.unsure)}的放假安排还没有录入）" if state.unsure else ""
    if state.state is State.OPEN and state.until is not None:
        return f"现在正在上班，到{state.until:%H:%M}。"
    said = {
        State.BREAK: "现在午休",
        State.BEFORE: "现在还没上班",
        State.AFTER: "今天已经下班",
        State.HOLIDAY: f"今天{state.day.holiday}放假",
    }.get(state.state, "今天不上班")
    return f"{said}，{when}再上班{unsure}。"


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def _long(day: date) -> str:
    return f"{day.year}年{_short(day)}"
