"""Facts of the day in words: the moment asked about, the expected date, the intake window."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from actions.conversation import Conversation
from actions.dates import intake_words, office_words, when_done
from knowledge import load
from knowledge.clock import CHINA
from knowledge.model import Guide, Intake, TimeLimit


def at(moment: str, text: str = "") -> Conversation:
    now = datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=CHINA)
    return Conversation(load(), {}, text=text, now=now)


def guide(**changes: object) -> Guide:
    found = load().guide("chronic_disease", "suining")
    assert found is not None
    return replace(found, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moment", "text", "said"),
    [
        ("2026-11-25 08:00", "现在上班没", "现在还没上班，09:00再上班"),
        ("2026-11-25 12:30", "现在上班没", "现在午休，13:30再上班"),
        ("2026-11-25 16:59", "现在上班没", "正在上班，到17:00"),
        ("2026-11-25 17:00", "现在上班没", "今天已经下班，11月26日（周四）09:00再上班"),
        ("2026-11-28 10:00", "", "正在上班，到12:00"),
        ("2026-11-28 14:00", "", "今天已经下班，11月30日（周一）"),
        ("2026-11-29 10:00", "", "今天不上班"),
        ("2026-02-16 10:00", "", "今天春节放假，2月24日（周二）09:00再上班"),
        ("2026-02-14 15:00", "", "正在上班，到17:00"),
        ("2026-11-25 10:00", "周六能去吗", "11月28日（周六）上班，09:00-12:00"),
        ("2026-11-25 10:00", "星期天能去吗", "11月29日（周日）不上班"),
        ("2026-11-25 10:00", "明天上班吗", "11月26日（周四）上班，09:00-12:00、13:30-17:00"),
        ("2026-09-20 10:00", "国庆上班吗", "国庆节10月1日（周四）至10月7日（周三）放假，不上班"),
        ("2026-12-31 18:00", "", "2027年的放假安排还没有录入"),
        ("2026-11-25 10:00", "春节上班吗", "还没有公布录入"),
        ("2026-11-25 10:00", "元旦上班吗", "元旦1月1日（周五）放假，不上班（2027年的放假安排还没有录入"),
        ("2026-11-25 10:00", "五一上班吗", "劳动节5月1日（周六）至5月2日"),
        ("2026-11-25 10:00", "十一点上班吗", "现在正在上班"),
        ("2026-11-25 10:00", "下周六能去吗", "12月5日（周六）上班"),
        ("2026-11-25 10:00", "周六周日上班吗", "11月29日（周日）不上班"),
        ("2026-11-25 10:00", "周末上班吗", "11月28日（周六）上班"),
        ("2026-11-25 10:00", "周一到周五几点上班", "现在正在上班"),
        ("2027-02-08 10:00", "", "2027年的放假安排还没有录入"),
    ],
)
def test_open_or_not(moment: str, text: str, said: str) -> None:
    office = load().offices["suining_hall"]
    assert said in office_words(at(moment, text), "大厅", office.hours)


def test_hours_without_clock_times_say_nothing_of_now() -> None:
    assert office_words(at("2026-11-25 10:00"), "网点", load().offices["suining_villages"].hours) == ""


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-02 10:00", "今天受理的话，最晚2026年11月18日（周三）办好"),
        ("2026-11-07 10:00", "11月9日（周一）受理的话，最晚2026年11月25日（周三）办好"),
        ("2026-12-20 10:00", "2027年的放假安排还没有录入"),
    ],
)
def test_expected_date(moment: str, said: str) -> None:
    (line,) = when_done(at(moment), guide())
    assert said in line


def test_a_limit_that_begins_later_has_no_date() -> None:
    later = TimeLimit("从资料审核通过后30个工作日内办结", 30, counted_from="资料审核通过后")
    assert when_done(at("2026-11-02 10:00"), guide(time_limits=(later,))) == []


def test_what_is_done_at_once_has_no_date() -> None:
    assert when_done(at("2026-11-02 10:00"), guide(time_limits=(TimeLimit("即时办结", 0),))) == []


@pytest.mark.parametrize(
    ("intake", "moment", "said"),
    [
        (Intake("每月1-15日", (1, 15)), "2026-11-10 10:00", "正在期内，到11月15日（周日）为止"),
        (Intake("每月1-15日", (1, 15)), "2026-11-14 10:00", "正在期内，但不是工作日"),
        (Intake("每月1-15日", (1, 15)), "2026-11-25 10:00", "不在期内，下一次从12月1日（周二）开始"),
        (Intake("每季度", quarter_workdays=5), "2026-10-09 10:00", "正在期内"),
        (Intake("每季度", quarter_workdays=5), "2026-11-25 10:00", "2027年的放假安排还没有录入"),
        (Intake("9月30日前", until="09-30"), "2026-11-25 10:00", "今年的9月30日（周三）已经过了"),
        (Intake("随时"), "2026-11-25 10:00", "受理时间：随时。"),
    ],
)
def test_intake(intake: Intake, moment: str, said: str) -> None:
    (line,) = intake_words(at(moment), guide(intake=(intake,)))
    assert said in line
