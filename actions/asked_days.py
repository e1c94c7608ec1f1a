"""Which day «周六», «下周一», «明天», «国庆» in a question mean; pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

_WEEK = re.compile("(?P<next>下个?)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末])")
_ALL_WEEK = re.compile("(?:周|星期|礼拜)一(?:到|至|-)")
_RELATIVE = (("大后天", 3), ("后天", 2), ("明天", 1), ("明儿", 1), ("今天", 0), ("今儿", 0))
_HOLIDAYS = (
    ("元旦", "元旦"), ("春节|过年|除夕", "春节"), ("清明", "清明节"), ("五一|劳动节", "劳动节"),
    ("端午", "端午节"), ("中秋", "中秋节"), ("国庆|十一(?![点月号日个])", "国庆节"),
)  # fmt: skip
"""What people call a holiday, and its name in the State Council's notices."""


def asked_days(text: str, today: date) -> list[date]:
    """The days that a question names, from today on, in its order; empty when it names none or the whole week."""
    if _ALL_WEEK.search(text):
        return []
    for word, days in _RELATIVE:
        if word in text:
            return [today + timedelta(days=days)]
    found = [_date(match, weekday, today) for match in _WEEK.finditer(text) for weekday in _weekdays(match["day"])]
    return list(dict.fromkeys(found))


def asked_holiday(text: str) -> str | None:
    """The holiday that a question names."""
    return next((name for words, name in _HOLIDAYS if re.search(words, text)), None)


def _weekdays(day: str) -> tuple[int, ...]:
    """Monday is 0; 周末 is two days."""
    return (5, 6) if day == "末" else ("一二三四五六日".index(day.replace("天", "日")),)


def _date(match: re.Match[str], weekday: int, today: date) -> date:
    """The next such day, today included; with 下, the one of the week after this."""
    if match["next"]:
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday()) % 7)
