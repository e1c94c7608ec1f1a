"""How a ticket becomes words and figures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.desk.sheet import clock, sheet, waited, waits_long
from bot.store import Ticket
from tests.desk_world import NAMES

NOW = datetime(2026, 1, 5, 16, 30, tzinfo=UTC)


def ticket(status: str = "open", waiting: timedelta = timedelta(), **detail: Any) -> Ticket:
    return Ticket(1, "482913", status, "转人工", None, None, detail, NOW - waiting, None, None, "c1")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "不到 1 分钟"), (3, "3 分钟"), (59, "59 分钟"), (130, "2 小时 10 分"), (24 * 60, "1 天"), (-5, "不到 1 分钟")],
)
def test_waiting_is_said_in_words(minutes: int, words: str) -> None:
    assert waited(ticket(waiting=timedelta(minutes=minutes)), NOW) == words


def test_only_an_open_ticket_waits_too_long() -> None:
    assert waits_long(ticket(waiting=timedelta(minutes=4)), NOW)
    assert not waits_long(ticket(waiting=timedelta(minutes=2)), NOW)
    assert not waits_long(ticket("taken", timedelta(minutes=4)), NOW)


def test_times_are_chinas_whatever_the_machine_thinks() -> None:
    assert clock(NOW) == "2026-01-06 00:30"
    assert clock(None) == ""


@pytest.mark.parametrize(
    ("count", "letters", "density"),
    [(0, 0, "few"), (7, 10, "few"), (8, 10, "some"), (20, 20, "many"), (20, 60, "tight")],
)
def test_more_paper_is_set_more_tightly(count: int, letters: int, density: str) -> None:
    papers = [{"name": "材" * letters, "have": False}] * count
    assert sheet(ticket(papers=papers), NAMES).density == density


def test_a_papers_reason_is_given_once_however_the_action_words_it() -> None:
    papers = [{"name": "诊断证明", "reason": reason} for reason in ("急诊", "因为：急诊", "因为急诊")]
    assert {paper.reason for paper in sheet(ticket(papers=papers), NAMES).papers} == {"急诊"}
