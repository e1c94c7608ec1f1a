"""Facts of the day: what kind of day it is, when N working days are over, open or not, taken in or not."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calendar import (
    Calendar,
    Due,
    IntakeState,
    Kind,
    Opening,
    Span,
    State,
    holiday_table,
    intake_open,
    opening,
    spans_on,
)
from knowledge.loader import HERE
from knowledge.model import Intake
from knowledge.place import Hours
from knowledge.reading import Problems

PROBLEMS = Problems()
CALENDAR = holiday_table(HERE, PROBLEMS)
HALL = Hours(
    text="法定工作日上午09:00-12:00，13:30-17:00；星期六上午延时服务",
    workdays=("09:00-12:00", "13:30-17:00"),
    saturday=("09:00-12:00",),
    closed_on_holidays=True,
)
MONTHLY = Intake(text="每月1-15日", month_days=(1, 15))
QUARTERLY = Intake(text="每季度第一个月的前5个工作日，遇节假日顺延", quarter_workdays=5)
YEARLY = Intake(text="于9月30日前", until="09-30")
on, at = date.fromisoformat, datetime.fromisoformat


def hall(text: str) -> Opening:
    found = opening(HALL, at(text), CALENDAR)
    assert found is not None
    return found


def taken(intake: Intake, day: str) -> IntakeState:
    found = intake_open(intake, on(day), CALENDAR)
    assert found is not None
    return found


def test_the_table_has_no_problems() -> None:
    assert list(PROBLEMS) == []


@pytest.mark.parametrize(("year", "off", "made_up"), [("2024", 28, 8), ("2025", 28, 5), ("2026", 33, 6)])
def test_a_year_has_as_many_days_as_its_notice(year: str, off: int, made_up: int) -> None:
    table = CALENDAR.years[year]
    assert sum(len(holiday.dates) for holiday in table.holidays) == off
    assert len(table.workdays) == made_up


@pytest.mark.parametrize("year", CALENDAR.years)
def test_a_holiday_is_one_run_of_days(year: str) -> None:
    for holiday in CALENDAR.years[year].holidays:
        first, last = on(holiday.dates[0]), on(holiday.dates[-1])
        assert (last - first).days == len(holiday.dates) - 1


def table_problems(root: Path, text: str) -> list[str]:
    (root / "holidays.yml").write_text(text, encoding="utf-8")
    problems = Problems()
    holiday_table(root, problems)
    return [problem.partition("/")[2] for problem in problems]


@pytest.mark.parametrize(
    ("dates", "workdays", "said"),
    [
        ("2026-1-1", "2026-01-04", "2026.holidays[1].dates[1]: 这里应当是2026年的日期，写成 2026-01-01 这样：2026-1-1"),
        ("2026-02-30", "2026-01-04", "2026.holidays[1].dates[1]: 没有这一天：2026-02-30"),
        ("20260101", "2026-01-04", "2026.holidays[1].dates[1]: 应当是文字（数字请加引号），写的是 20260101"),
        (
            "2025-01-01",
            "2026-01-04",
            "2026.holidays[1].dates[1]: 这里应当是2026年的日期，写成 2026-01-01 这样：2025-01-01",
        ),
        ("2026-01-01", "2027-01-03", "2026.workdays[1]: 这里应当是2026年的日期，写成 2026-01-01 这样：2027-01-03"),
        ("2026-01-01", "2026-01-05", "2026.workdays[1]: 调休上班的应当是周六或周日：2026-01-05"),
        ("2026-01-03", "2026-01-03", "2026.workdays[1]: 日期重复：2026-01-03"),
    ],
)
def test_a_wrong_date_is_named(tmp_path: Path, dates: str, workdays: str, said: str) -> None:
    text = f'"2026": {{source: 通知, holidays: [{{name: 元旦, dates: [{dates}]}}], workdays: [{workdays}]}}\n'
    assert table_problems(tmp_path, text) == [f"holidays.yml: {said}"]


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    problems = Problems()
    assert holiday_table(tmp_path, problems) == Calendar({})
    assert "holidays.yml: (整个文件): 文件不存在" in next(iter(problems))


@pytest.mark.parametrize(
    ("day", "kind", "holiday"),
    [
        ("2026-02-13", Kind.WORKING, None),
        ("2026-02-14", Kind.MAKE_UP, None),
        ("2026-02-15", Kind.HOLIDAY, "春节"),
        ("2026-02-23", Kind.HOLIDAY, "春节"),
        ("2026-09-20", Kind.MAKE_UP, None),
        ("2026-09-26", Kind.HOLIDAY, "中秋节"),
        ("2026-10-10", Kind.MAKE_UP, None),
        ("2026-10-11", Kind.WEEKEND, None),
        ("2025-10-06", Kind.HOLIDAY, "国庆节、中秋节"),
    ],
)
def test_what_kind_of_day_it_is(day: str, kind: Kind, holiday: str | None) -> None:
    found = CALENDAR.kind(on(day))
    assert (found.kind, found.holiday, found.sure) == (kind, holiday, True)
    assert found.working == (kind in (Kind.WORKING, Kind.MAKE_UP))


@pytest.mark.parametrize(("day", "kind"), [("2027-02-08", Kind.WORKING), ("2027-02-06", Kind.WEEKEND)])
def test_a_year_without_a_table_is_unsure(day: str, kind: Kind) -> None:
    assert not CALENDAR.known(2027)
    assert (CALENDAR.kind(on(day)).kind, CALENDAR.kind(on(day)).sure) == (kind, False)


@pytest.mark.parametrize(("day", "name"), [("2027-01-01", "元旦"), ("2027-05-02", "劳动节"), ("2027-10-03", "国庆节")])
def test_the_law_names_some_holidays_of_every_year(day: str, name: str) -> None:
    found = CALENDAR.kind(on(day))
    assert (found.kind, found.holiday, found.sure) == (Kind.HOLIDAY, name, True)


@pytest.mark.parametrize(
    ("day", "working_days", "due"),
    [
        ("2026-03-02", 0, "2026-03-02"),
        ("2026-03-07", 0, "2026-03-09"),
        ("2026-03-06", 1, "2026-03-09"),
        ("2026-03-07", 1, "2026-03-09"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-09-24", 15, "2026-10-22"),
    ],
)
def test_when_working_days_are_over(day: str, working_days: int, due: str) -> None:
    assert CALENDAR.after(on(day), working_days) == Due(on(due))


def test_a_limit_that_runs_into_a_year_without_a_table_says_so() -> None:
    assert CALENDAR.after(on("2026-12-30"), 1) == Due(on("2026-12-31"))
    assert CALENDAR.after(on("2023-12-31"), 1) == Due(on("2024-01-02"))
    assert CALENDAR.after(on("2026-12-30"), 2) == Due(on("2027-01-04"), unsure=(2027,))
    assert CALENDAR.after(on("2027-12-30"), 20).unsure == (2027, 2028)


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError):
        CALENDAR.after(on("2026-03-02"), -1)


@given(st.dates(on("2023-12-01"), on("2027-12-31")), st.integers(0, 90))
def test_a_limit_ends_on_a_working_day_after_as_many_as_asked(day: date, working_days: int) -> None:
    due = CALENDAR.after(day, working_days).date
    passed = [day + timedelta(days=n) for n in range(1, (due - day).days + 1)]
    counted = sum(CALENDAR.kind(each).working for each in passed)
    assert CALENDAR.kind(due).working
    assert counted == (working_days or due != day)


MORNING, AFTERNOON = Span(time(9), time(12)), Span(time(13, 30), time(17))


@pytest.mark.parametrize(
    ("day", "spans"),
    [
        ("2026-03-07", (MORNING,)),
        ("2026-03-08", ()),
        ("2026-02-14", (MORNING, AFTERNOON)),
        ("2026-10-03", ()),
    ],
)
def test_which_hours_hold_on_a_day(day: str, spans: tuple[Span, ...]) -> None:
    assert spans_on(HALL, CALENDAR.kind(on(day))) == spans


def test_weekend_hours_hold_on_holidays_unless_they_are_excepted() -> None:
    always = Hours(text="", workdays=("09:00-12:00",), saturday=("10:00-11:00",), sunday=("14:00-15:00",))
    assert spans_on(always, CALENDAR.kind(on("2026-10-03"))) == (Span(time(10), time(11)),)
    assert spans_on(always, CALENDAR.kind(on("2026-10-04"))) == (Span(time(14), time(15)),)
    assert spans_on(always, CALENDAR.kind(on("2026-10-05"))) == ()


@pytest.mark.parametrize(
    ("now", "state", "until", "following"),
    [
        ("2026-03-06 08:59", State.BEFORE, None, "2026-03-06 09:00"),
        ("2026-03-06 09:00", State.OPEN, time(12), "2026-03-06 13:30"),
        ("2026-03-06 12:00", State.BREAK, None, "2026-03-06 13:30"),
        ("2026-03-06 16:59", State.OPEN, time(17), "2026-03-07 09:00"),
        ("2026-03-05 17:00", State.AFTER, None, "2026-03-06 09:00"),
        ("2026-03-06 17:30", State.AFTER, None, "2026-03-07 09:00"),
        ("2026-03-07 10:00", State.OPEN, time(12), "2026-03-09 09:00"),
        ("2026-03-08 10:00", State.DAY_OFF, None, "2026-03-09 09:00"),
        ("2026-02-14 14:00", State.OPEN, time(17), "2026-02-24 09:00"),
        ("2026-02-17 10:00", State.HOLIDAY, None, "2026-02-24 09:00"),
        ("2026-04-03 18:00", State.AFTER, None, "2026-04-07 09:00"),
        ("2026-10-10 12:30", State.BREAK, None, "2026-10-10 13:30"),
    ],
)
def test_open_or_not(now: str, state: State, until: time | None, following: str) -> None:
    found = hall(now)
    assert (found.state, found.until, found.next, found.unsure) == (state, until, at(following), ())


def test_a_holiday_is_named_and_saturday_service_is_told_apart() -> None:
    assert hall("2026-02-17 10:00").day.holiday == "春节"
    assert hall("2026-03-07 10:00").day.kind is Kind.WEEKEND
    assert hall("2026-02-14 10:00").day.kind is Kind.MAKE_UP


def test_the_next_opening_in_a_year_without_a_table_is_unsure() -> None:
    found = hall("2026-12-31 18:00")
    assert (found.next, found.unsure) == (at("2027-01-02 09:00"), (2027,))
    assert found.day.sure


def test_the_clock_keeps_its_time_zone() -> None:
    china = ZoneInfo("Asia/Shanghai")
    found = opening(HALL, datetime(2026, 3, 6, 12, 5, tzinfo=china), CALENDAR)
    assert found is not None and found.next == datetime(2026, 3, 6, 13, 30, tzinfo=china)


def test_hours_in_words_only_tell_nothing() -> None:
    assert opening(Hours(text="以相关机构工作时间为准"), at("2026-03-06 10:00"), CALENDAR) is None


def test_saturdays_only_skip_make_up_days_and_holidays() -> None:
    saturdays = Hours(text="", saturday=("09:00-12:00",), closed_on_holidays=True)
    found = opening(saturdays, at("2026-02-07 12:00"), CALENDAR)
    assert found is not None and found.next == at("2026-03-07 09:00")


@pytest.mark.parametrize("text", ["9:00-12:00", "09:00", "12:00-09:00", "09:00-25:00", "上午"])
def test_a_span_that_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Span.read(text)


@pytest.mark.parametrize(
    ("day", "is_open", "following", "last"),
    [
        ("2026-03-01", True, "2026-03-01", "2026-03-15"),
        ("2026-03-15", True, "2026-03-15", "2026-03-15"),
        ("2026-03-16", False, "2026-04-01", "2026-04-15"),
        ("2026-12-16", False, "2027-01-01", "2027-01-15"),
    ],
)
def test_a_monthly_window_counts_calendar_days(day: str, is_open: bool, following: str, last: str) -> None:
    assert taken(MONTHLY, day) == IntakeState(is_open, on(following), on(last))


@pytest.mark.parametrize(
    ("day", "is_open", "following", "last"),
    [
        ("2026-01-04", True, "2026-01-04", "2026-01-08"),
        ("2026-01-09", False, "2026-04-01", "2026-04-08"),
        ("2026-04-08", True, "2026-04-08", "2026-04-08"),
        ("2026-08-20", False, "2026-10-08", "2026-10-13"),
        ("2026-10-10", True, "2026-10-10", "2026-10-13"),
        ("2026-10-11", False, "2026-10-12", "2026-10-13"),
    ],
)
def test_a_quarterly_window_counts_working_days(day: str, is_open: bool, following: str, last: str) -> None:
    assert taken(QUARTERLY, day) == IntakeState(is_open, on(following), on(last))


def test_a_quarterly_window_in_a_year_without_a_table_is_unsure() -> None:
    assert taken(QUARTERLY, "2026-11-25") == IntakeState(False, on("2027-01-04"), on("2027-01-08"), unsure=(2027,))


def test_a_yearly_limit_holds_to_its_last_day_and_nothing_is_known_after_it() -> None:
    assert taken(YEARLY, "2026-09-30") == IntakeState(True, on("2026-09-30"), on("2026-09-30"))
    assert taken(YEARLY, "2026-10-01") == IntakeState(False, None, on("2026-09-30"))


def test_a_monthly_window_ends_with_its_month() -> None:
    assert taken(Intake(text="每月25日以后", month_days=(25, 31)), "2026-02-01").last == on("2026-02-28")


def test_intake_in_words_only_tells_nothing() -> None:
    assert intake_open(Intake(text="正常工作日"), on("2026-03-02"), CALENDAR) is None
