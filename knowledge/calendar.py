"""Facts of the day: working days by the State Council's yearly arrangements, open or not, taken in or not.

Dates and clock times are China's; a working day is a 法定工作日, make-up Saturdays and Sundays (调休上班) included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import islice, takewhile
from pathlib import Path

from knowledge.model import Intake
from knowledge.place import Hours
from knowledge.reading import Problems, Reader

SATURDAY, SUNDAY = 5, 6
FIXED_HOLIDAYS = {"元旦": ("01-01",), "劳动节": ("05-01", "05-02"), "国庆节": ("10-01", "10-02", "10-03")}
"""MM-DD of what is a holiday in every year: 全国年节及纪念日放假办法 (国务院令第795号, since 2025), article 2."""


class Kind(Enum):
    WORKING = "working"
    MAKE_UP = "make_up"
    """A Saturday or Sunday on which people work (调休上班)."""
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    """放假调休, whatever the day of the week."""


@dataclass(frozen=True)
class Day:
    """A date, its kind and the holiday's name; not `sure` where its year has no table and only the weekday is known."""

    date: date
    kind: Kind
    holiday: str | None = None
    sure: bool = True

    @property
    def working(self) -> bool:
        return self.kind in (Kind.WORKING, Kind.MAKE_UP)


@dataclass(frozen=True)
class Due:
    """The day on which a time limit ends; `unsure` are the years it runs through whose table is missing."""

    date: date
    unsure: tuple[int, ...] = ()


@dataclass(frozen=True)
class Holiday:
    """A holiday as the notice arranges it: every day off, YYYY-MM-DD."""

    name: str
    dates: tuple[str, ...]


@dataclass(frozen=True)
class HolidayYear:
    """One 部分节假日安排的通知 (`id`: YYYY): days off, and the Saturdays and Sundays worked; all dates in that year."""

    id: str
    source: str
    holidays: tuple[Holiday, ...]
    workdays: tuple[str, ...] = ()


@dataclass(frozen=True)
class Calendar:
    """The years whose arrangement is published, by YYYY; nothing is guessed about others."""

    years: Mapping[str, HolidayYear]

    def known(self, year: int) -> bool:
        return str(year) in self.years

    def kind(self, day: date) -> Day:
        """What kind of day it is; in a year without a table unsure, except for what the law itself fixes."""
        text = day.isoformat()
        plain = Kind.WEEKEND if day.weekday() >= SATURDAY else Kind.WORKING
        year = self.years.get(str(day.year))
        if year is None:
            fixed = next((name for name, days in FIXED_HOLIDAYS.items() if text[5:] in days), None)
            return Day(day, Kind.HOLIDAY, fixed) if fixed else Day(day, plain, sure=False)
        if text in year.workdays:
            return Day(day, Kind.MAKE_UP)
        name = next((holiday.name for holiday in year.holidays if text in holiday.dates), None)
        return Day(day, Kind.HOLIDAY if name else plain, name)

    def days_from(self, day: date) -> Iterator[Day]:
        """That day and all that follow."""
        while True:
            yield self.kind(day)
            day += timedelta(days=1)

    def after(self, day: date, working_days: int) -> Due:
        """The N-th working day after `day`; for 0 the day itself or, if it is none, the next. Below 0: ValueError."""
        first = day + timedelta(days=1) if working_days else day
        working = (each.date for each in self.days_from(first) if each.working)
        last = next(islice(working, (working_days or 1) - 1, None))
        return Due(last, self.missing(first, last))

    def next_holiday(self, name: str, today: date) -> list[date] | None:
        """The days off of the next holiday of that name, today or later; only those fixed by law without a table.

        None when the table does not reach that far.
        """
        arranged = [h.dates for year in self.years.values() for h in year.holidays if name in h.name]
        fixed = FIXED_HOLIDAYS.get(name, ())
        for year in (today.year, today.year + 1):
            if not self.known(year) and fixed:
                arranged.append(tuple(f"{year}-{day}" for day in fixed))
        periods = [[date.fromisoformat(day) for day in dates] for dates in arranged]
        return min((days for days in periods if days[-1] >= today), default=None)

    def missing(self, first: date, last: date) -> tuple[int, ...]:
        """The years from the first day to the last that have no table."""
        return tuple(year for year in range(first.year, last.year + 1) if not self.known(year))


@dataclass(frozen=True, order=True)
class Span:
    """Clock times of one day: open from `start` until just before `end`."""

    start: time
    end: time

    @classmethod
    def read(cls, text: str) -> Span:
        """From «HH:MM-HH:MM»; anything else is a ValueError that quotes it."""
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", text) or text[:5] >= text[6:]:
            raise ValueError(f"not HH:MM-HH:MM: {text}")
        return cls(time.fromisoformat(text[:5]), time.fromisoformat(text[6:]))


class State(Enum):
    OPEN = "open"
    BREAK = "break"
    BEFORE = "before"
    AFTER = "after"
    HOLIDAY = "holiday"
    DAY_OFF = "day_off"
    """No hours all day, and not for a holiday."""


@dataclass(frozen=True)
class Opening:
    """Open (`until` when) or closed at one moment; OPEN on a day of kind WEEKEND is 延时服务."""

    state: State
    day: Day
    until: time | None
    next: datetime
    """The next time it opens after now, today or later."""
    unsure: tuple[int, ...] = ()
    """Years from today to `next` without a table; the state itself is unsure only if `day` is."""


def spans_on(hours: Hours, day: Day) -> tuple[Span, ...]:
    """The spans that hold on a day, in order: a make-up Saturday has those of working days."""
    if day.working:
        texts = hours.workdays
    elif day.kind is Kind.HOLIDAY and hours.closed_on_holidays:
        texts = ()
    else:
        texts = {SATURDAY: hours.saturday, SUNDAY: hours.sunday}.get(day.date.weekday(), ())
    return tuple(sorted(map(Span.read, texts)))


def opening(hours: Hours, now: datetime, calendar: Calendar) -> Opening | None:
    """Whether it is open at `now` (China's clock), until when, or when next; None for hours without clock times."""
    if not (hours.workdays or hours.saturday or hours.sunday):
        return None
    day = calendar.kind(now.date())
    spans = spans_on(hours, day)
    until = next((span.end for span in spans if span.start <= now.time() < span.end), None)
    state = _closed(day, spans, now.time()) if until is None else State.OPEN
    days = calendar.days_from(now.date())
    starts = (datetime.combine(each.date, span.start, now.tzinfo) for each in days for span in spans_on(hours, each))
    following = next(start for start in starts if start > now)
    return Opening(state, day, until, following, calendar.missing(now.date(), following.date()))


def _closed(day: Day, spans: tuple[Span, ...], clock: time) -> State:
    if not spans:
        return State.HOLIDAY if day.kind is Kind.HOLIDAY else State.DAY_OFF
    if clock < spans[0].start:
        return State.BEFORE
    return State.BREAK if clock < spans[-1].start else State.AFTER


@dataclass(frozen=True)
class IntakeState:
    """Whether the document has applications taken on a day, open office or not; `unsure`: years it needs a table of."""

    open: bool
    next: date | None
    """The first such day from the day on, itself when open; None when only next year's could tell."""
    last: date
    """The last day of the period that `next` lies in, or of the one that is over."""
    unsure: tuple[int, ...] = ()


def intake_open(intake: Intake, day: date, calendar: Calendar) -> IntakeState | None:
    """By month_days (calendar days), else quarter_workdays (working days), else until (inclusive); None without any."""
    for n in range(13):
        year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
        period = _period(intake, date(year, month + 1, 1), calendar)
        ahead = [each for each in period if each >= day]
        if ahead:
            unsure = calendar.missing(period[0], period[-1]) if intake.quarter_workdays else ()
            return IntakeState(ahead[0] == day, ahead[0], period[-1], unsure)
    if intake.until is None:
        return None
    last = date.fromisoformat(f"{day.year}-{intake.until}")
    return IntakeState(day <= last, day if day <= last else None, last)


def _period(intake: Intake, first: date, calendar: Calendar) -> list[date]:
    """The days of a month (`first` is its 1st) on which applications are taken."""
    month = takewhile(lambda each: each.date.month == first.month, calendar.days_from(first))
    if intake.month_days:
        return [each.date for each in month if intake.month_days[0] <= each.date.day <= intake.month_days[-1]]
    if intake.quarter_workdays and first.month in (1, 4, 7, 10):
        return [each.date for each in month if each.working][: intake.quarter_workdays]
    return []


def holiday_table(root: Path, problems: Problems) -> Calendar:
    """holidays.yml under a content folder; every date that cannot be right is a problem."""
    reader = Reader(root / "holidays.yml", problems)
    built = [reader.build(HolidayYear, data, key, id=key) for key, data in reader.read().items()]
    years = {year.id: year for year in built if year is not None}
    for year in years.values():
        _check(year, reader)
    return Calendar(years)


def _check(year: HolidayYear, reader: Reader) -> None:
    lists = {f"holidays[{n}].dates": holiday.dates for n, holiday in enumerate(year.holidays, 1)}
    seen: set[str] = set()
    for key, texts in {**lists, "workdays": year.workdays}.items():
        for n, text in enumerate(texts, 1):
            problem = "日期重复" if text in seen else _date_problem(text, year.id, key == "workdays")
            if problem:
                reader.note(f"{year.id}.{key}[{n}]", f"{problem}：{text}")
            seen.add(text)


def _date_problem(text: str, year: str, made_up: bool) -> str | None:
    if not (re.fullmatch(r"\d{4}-\d\d-\d\d", text) and text.startswith(f"{year}-")):
        return f"这里应当是{year}年的日期，写成 {year}-01-01 这样"
    try:
        weekday = date.fromisoformat(text).weekday()
    except ValueError:
        return "没有这一天"
    return "调休上班的应当是周六或周日" if made_up and weekday < SATURDAY else None
