"""How telephone numbers, dates, clock times, working days and words of a closed set are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from knowledge.calendar import Span
from knowledge.catalogue import Catalogue
from knowledge.checks.parts import everything, walk
from knowledge.model import Guide, Intake, TimeLimit
from knowledge.paper import FormField
from knowledge.place import Channel, Contact, Hours
from knowledge.source import Source

Found = Iterator[tuple[str, str]]
"""(key, problem)"""

_PHONE = re.compile(
    r"(0(10|2\d)-\d{8}|0[3-9]\d{2}-\d{7,8})((-|转)\d{1,4})?"
    r"|1[3-9]\d-?\d{4}-?\d{4}|[48]00-\d{3}-\d{4}"
    r"|11[0-9]|12[0-2]|1[0-3]\d{3}|12\d{4}|9[56]\d{3,4}"
)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)-(\d\d)(?!\d)|年(\d{1,2})月(?:(\d{1,2})日)?)")
_AFTER_A_DATE = re.compile(r"起?([一-鿿]{2})?")
_WORKING_DAYS = re.compile(r"(\d+|[一二三四五六七八九十]+) ?个?工作日")
_AT_ONCE = re.compile("即时|当日|当天|当场|立等")
_DIGITS = {digit: n for n, digit in enumerate("一二三四五六七八九", 1)}

FIELD_TYPES = (
    *("text", "date", "number", "id_number", "phone"),
    *("choice", "choices", "photo", "signature", "seal", "table"),
)
FILLED_BY = ("applicant", "employer", "office")
CHANNEL_KINDS = ("counter", "online", "terminal", "phone")


def format_problems(catalogue: Catalogue) -> Iterator[str]:
    for part in everything(catalogue):
        for key, value in walk(part.value):
            rule = _RULES.get(type(value))
            if rule is not None:
                yield from (part.problem(f"{key}.{name}".strip("."), problem) for name, problem in rule(value))


def real_date(text: str) -> date | None:
    """The day that YYYY-MM-DD names, None for all else."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _guide(guide: Guide) -> Found:
    for key, numbers in (("phones", guide.phones), ("complaints", guide.complaints)):
        for n, number in enumerate(numbers, 1):
            yield from _phone(f"{key}[{n}]", number)
    if guide.valid_until is not None and real_date(guide.valid_until) is None:
        yield "valid_until", f"不是真实的日期：{guide.valid_until}；写成 2026-12-31 这样"
    if guide.issued is not None:
        yield from _date("issued", guide.issued, re.search(r"\d", _without_dates(guide.issued)) is None)


def _contact(contact: Contact) -> Found:
    return _phone("phone", contact.phone)


def _phone(key: str, number: str) -> Found:
    if not _PHONE.fullmatch(number):
        yield key, f"电话的写法认不出：{number}；写成 0825-5182506、138-0000-0000 或 12345 这样"


def _source(source: Source) -> Found:
    if source.date is not None:
        yield from _date("date", source.date, _AFTER_A_DATE.fullmatch(_without_dates(source.date)) is not None)


def _date(key: str, text: str, rest_is_right: bool) -> Found:
    if not _DATE.search(text) or not rest_is_right:
        yield key, f"日期的写法认不出，或没有这一天：{text}；写成 2020-08-27、2020年5月1日 或 2021年9月编制 这样"


def _without_dates(text: str) -> str:
    """The text without the dates in it that exist."""
    return _DATE.sub(lambda found: "" if _exists(found) else found[0], text)


def _exists(found: re.Match[str]) -> bool:
    year, month, day = found[1], found[2] or found[4], found[3] or found[5] or "1"
    return real_date(f"{year}-{month:0>2}-{day:0>2}") is not None


def _intake(intake: Intake) -> Found:
    days = intake.month_days
    if len(days) > 2 or any(not 1 <= day <= 31 for day in days) or any(a >= b for a, b in pairwise(days)):
        yield "month_days", f"只写起、止两天，1 到 31，先小后大，写的是 {list(days)}"
    if intake.quarter_workdays is not None and intake.quarter_workdays < 1:
        yield "quarter_workdays", f"应当是正数，写的是 {intake.quarter_workdays}"
    for key, text in (("until", intake.until), ("answered_by", intake.answered_by)):
        # 2023 has no 29 February: the day must exist every year.
        if text is not None and not (re.fullmatch(r"\d\d-\d\d", text) and real_date(f"2023-{text}")):
            yield key, f"不是每年都有的一天：{text}；写成 09-30 这样"


def _hours(hours: Hours) -> Found:
    for key, texts in (("workdays", hours.workdays), ("saturday", hours.saturday), ("sunday", hours.sunday)):
        try:
            spans = [Span.read(text) for text in texts]
        except ValueError:
            yield key, f"钟点的写法认不出，或先后颠倒：{'、'.join(texts)}；写成 09:00-12:00 这样"
        else:
            if any(first.end > second.start for first, second in pairwise(spans)):
                yield key, f"各段钟点重叠或先后颠倒：{'、'.join(texts)}；从早到晚写"


def _limit(limit: TimeLimit) -> Found:
    said = {_number(found) for found in _WORKING_DAYS.findall(limit.text)}
    at_once, days = bool(_AT_ONCE.search(limit.text)), limit.working_days
    if days is not None and days < 0:
        yield "working_days", f"不能是负数：{days}"
    elif at_once and not said and days != 0:
        yield "working_days", f"“{limit.text}”是当时办结；应当写 0"
    elif days is not None and days not in (said | {0} if at_once else said):
        yield "working_days", f"写的是 {days}，原文是“{limit.text}”；两处对上，原文不按工作日算的不写这一项"


def _number(text: str) -> int:
    """Of digits or of Chinese numerals below a hundred."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _field(field: FormField) -> Found:
    yield from _one_of("type", field.type, FIELD_TYPES)
    yield from _one_of("by", field.by, FILLED_BY)


def _channel(channel: Channel) -> Found:
    return _one_of("kind", channel.kind, CHANNEL_KINDS)


def _one_of(key: str, word: str, words: Sequence[str]) -> Found:
    if word not in words:
        yield key, f"没有这一种：{word}；只能是 {'、'.join(words)}"


_RULES: Mapping[type, Callable[[Any], Found]] = {
    Guide: _guide,
    Contact: _contact,
    Source: _source,
    Intake: _intake,
    Hours: _hours,
    TimeLimit: _limit,
    FormField: _field,
    Channel: _channel,
}
