"""The agents' queue: its order, and who gets a ticket."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.store import AlreadyClosed, AlreadyTaken, Store, Ticket, Turn, Unknown


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'test.sqlite3'}")
    store.migrate()
    yield store
    store.close()


def open_ticket(store: Store, code: str) -> Ticket:
    before = store.conversations.get(f"c-{code}", "web")
    ticket = store.conversations.record(before, {}, Turn("转人工", (), "handed_off"), {"code": code, "reason": "asked"})
    assert ticket is not None
    return ticket


def codes(tickets: list[Ticket]) -> list[str]:
    return [ticket.code for ticket in tickets]


def test_open_tickets_come_first_and_the_oldest_before_the_others(store: Store) -> None:
    first, second, third, fourth = (open_ticket(store, code) for code in ("111111", "222222", "333333", "444444"))
    store.tickets.take(first.id, "小王")
    store.tickets.close(second.id, "小王", "打过电话")
    assert codes(store.tickets.queue()) == ["333333", "444444", "111111"]
    assert codes(store.tickets.queue("open", limit=1)) == ["333333"]
    store.tickets.close(fourth.id, "小王", "")
    assert codes(store.tickets.queue("closed")) == ["444444", "222222"]
    assert third.detail == {}


def test_only_one_of_many_agents_gets_a_ticket(store: Store) -> None:
    ticket = open_ticket(store, "111111")

    def take(name: str) -> str:
        try:
            return store.tickets.take(ticket.id, name).taken_by or ""
        except AlreadyTaken as refusal:
            return refusal.name

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(take, [f"坐席{number}" for number in range(16)]))
    assert len(answers) == 1


def test_the_slower_agent_learns_the_name_of_the_faster(store: Store) -> None:
    ticket = open_ticket(store, "111111")
    store.tickets.take(ticket.id, "小王")
    assert store.tickets.take(ticket.id, "小王").taken_by == "小王"
    for attempt in (lambda: store.tickets.take(ticket.id, "小李"), lambda: store.tickets.close(ticket.id, "小李", "")):
        with pytest.raises(AlreadyTaken, match="小王"):
            attempt()


def test_a_colleagues_ticket_can_be_taken_over_by_naming_them(store: Store) -> None:
    ticket = open_ticket(store, "111111")
    store.tickets.take(ticket.id, "小王")
    with pytest.raises(AlreadyTaken):
        store.tickets.take(ticket.id, "小李", instead_of="小张")
    assert store.tickets.take(ticket.id, "小李", instead_of="小王").taken_by == "小李"


def test_a_closed_ticket_stays_closed_and_says_by_whom(store: Store) -> None:
    ticket = open_ticket(store, "111111")
    closed = store.tickets.close(ticket.id, "小王", "已经电话答复")
    assert (closed.status, closed.closed_by, closed.note) == ("closed", "小王", "已经电话答复")
    assert closed.closed_at is not None
    with pytest.raises(AlreadyClosed, match="小王"):
        store.tickets.take(ticket.id, "小李", instead_of="小王")
    with pytest.raises(AlreadyClosed):
        store.tickets.close(ticket.id, "小王", "再来")


def test_a_code_finds_the_ticket_that_has_it_now(store: Store) -> None:
    old = open_ticket(store, "111111")
    store.tickets.close(old.id, "小王", "")
    assert store.tickets.by_code("111111") == store.tickets.get(old.id)
    before = store.conversations.get("c2", "web")
    new = store.conversations.record(before, {}, Turn("", (), "handed_off"), {"code": "111111", "reason": "asked"})
    assert store.tickets.by_code("111111") == new
    assert store.tickets.by_code("999999") is None


@pytest.mark.parametrize("id", [0, -1, 7, 2**31, 10**30])
def test_a_ticket_that_does_not_exist_is_not_found(store: Store, id: int) -> None:
    assert store.tickets.get(id) is None
    with pytest.raises(Unknown):
        store.tickets.take(id, "小王")
    with pytest.raises(Unknown):
        store.tickets.close(id, "小王", "")
