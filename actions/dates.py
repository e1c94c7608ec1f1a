"""Facts of the day in words: open now or not, ready by when, taken in today or from when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actions.asked_days import asked_days, asked_holiday
from actions.conversation import Conversation
from knowledge import possible
from knowledge.calendar import Day, Due, Opening, State, intake_open, opening, spans_on
from knowledge.model import Guide, Intake
from knowledge.place import Hours

_WEEKDAYS = "一二三四五六日"


def when_done(conversation: Conversation, guide: Guide) -> list[str]:
    """By which date each counted limit ends if it is taken in today, or on the next working day."""
    calendar, facts = conversation.catalogue.calendar, conversation.facts_for(guide)
    start = calendar.after(conversation.now.date(), 0)
    counted = [
        (limit, calendar.after(start.date, limit.working_days))
        for limit in possible(guide.time_limits, facts)
        if limit.working_days and limit.counted_from is None
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
    return [_intake(intake, conversation) for intake in possible(guide.intake, conversation.facts_for(guide))]


def _intake(intake: Intake, conversation: Conversation) -> str:
    today, said = conversation.now.date(), f"{intake.label or '受理时间'}：{intake.text.rstrip('。；')}"
    state = intake_open(intake, today, conversation.catalogue.calendar)
    if state is None or (intake.until and state.open):
        return f"{said}。"
    if state.open:
        working = conversation.catalogue.calendar.kind(today).working
        also = f"到{_short(state.last)}为止" if working else "但不是工作日"
        return f"{said}。今天是{_short(today)}，正在期内，{also}{_missing(state.unsure)}。"
    if state.next is None:
        return f"{said}。今年的{_short(state.last)}已经过了。"
    return f"{said}。今天是{_short(today)}，不在期内，下一次从{_short(state.next)}开始{_missing(state.unsure)}。"


def opening_words(conversation: Conversation, guide: Guide) -> list[str]:
    """A line for each kind of hours with clock times: the day that the message asks about, else this moment."""
    offices, facts = conversation.catalogue.offices, conversation.facts_for(guide)
    named: dict[Hours, list[str]] = {}
    for place in possible(guide.places, facts):
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
    holiday = asked_holiday(conversation.text)
    if holiday is not None:
        return f"{name}：{_over(holiday, hours, conversation)}"
    days = asked_days(conversation.text, conversation.now.date())
    if days:
        return f"{name}：{'；'.join(_on(calendar.kind(day), hours) for day in days)}。"
    return f"{name}：{_now(now, conversation)}"


def _over(holiday: str, hours: Hours, conversation: Conversation) -> str:
    """The next holiday of that name: from when to when it is closed, or that the table does not have it."""
    calendar, today = conversation.catalogue.calendar, conversation.now.date()
    found = calendar.next_holiday(holiday, today)
    if found is None:
        return f"下一次{holiday}的放假安排还没有公布录入，请以通知为准。"
    first, last = found[0], found[-1]
    until = f"至{_short(last)}" if last != first else ""
    closed = "放假，不上班" if hours.closed_on_holidays else "放假"
    unsure = "" if calendar.known(first.year) else _missing((first.year,))
    return f"{holiday}{_short(first)}{until}{closed}{unsure}。"


def _on(day: Day, hours: Hours) -> str:
    spans = "、".join(f"{span.start:%H:%M}-{span.end:%H:%M}" for span in spans_on(hours, day))
    why = day.holiday and f"{day.holiday}放假，"
    unsure = "" if day.sure else _missing((day.date.year,))
    return f"{_short(day.date)}{why or ''}{f'上班，{spans}' if spans else '不上班'}{unsure}"


def _now(state: Opening, conversation: Conversation) -> str:
    today, again = conversation.now.date(), state.next
    when = f"{again:%H:%M}" if again.date() == today else f"{_short(again.date())}{again:%H:%M}"
    if state.state is State.OPEN and state.until is not None:
        return f"现在正在上班，到{state.until:%H:%M}{'' if state.day.sure else _missing((today.year,))}。"
    said = {
        State.BREAK: "现在午休",
        State.BEFORE: "现在还没上班",
        State.AFTER: "今天已经下班",
        State.HOLIDAY: f"今天{state.day.holiday}放假",
    }.get(state.state, "今天不上班")
    return f"{said}，{when}再上班{_missing(state.unsure)}。"


def _missing(years: Sequence[int]) -> str:
    """That the table of these years is not known; empty without years."""
    return f"（{'、'.join(f'{year}年' for year in years)}的放假安排还没有录入，以通知为准）" if years else ""


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def _long(day: date) -> str:
    return f"{day.year}年{_short(day)}"
