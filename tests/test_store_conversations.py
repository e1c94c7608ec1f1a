"""Recording turns: all or nothing, each once, and gone when asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.store import BadValue, CodeTaken, Conflict, Conversation, Store, Turn, WrongChannel

HELLO = Turn(
    "你好", ({"text": "您好", "buttons": [{"title": "参保", "payload": "/x"}]}, {"custom": {"a": 1}}), "answered"
)
TICKET: dict[str, Any] = {"code": "123456", "reason": "asked", "region": "suining", "phone": "0825-5182512"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'test.sqlite3'}")
    store.migrate()
    yield store
    store.close()


def start(store: Store, id: str = "c1") -> Conversation:
    return store.conversations.get(id, "web")


def outcomes(store: Store) -> list[tuple[str, str | None]]:
    with store._engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT outcome, conversation_id FROM turns")]


def test_an_unknown_conversation_is_empty_and_not_stored(store: Store) -> None:
    assert start(store) == Conversation("c1", {}, 0, "web")
    assert store.conversations.messages("c1") == []


def test_a_recorded_turn_can_be_read_again(store: Store) -> None:
    store.conversations.record(start(store), {"slots": {"region": "suining"}}, HELLO)
    assert start(store) == Conversation("c1", {"slots": {"region": "suining"}}, 1, "web")
    said, answer, card = store.conversations.messages("c1")
    assert (said.by, said.text) == ("user", "你好")
    assert (answer.by, answer.text, answer.buttons) == ("bot", "您好", ({"title": "参保", "payload": "/x"},))
    assert (card.text, card.custom) == ("", {"a": 1})


def test_only_the_last_messages_are_read_but_oldest_first(store: Store) -> None:
    for number in range(4):
        store.conversations.record(start(store), {}, Turn(f"第{number}句", (), "answered"))
    assert [message.text for message in store.conversations.messages("c1", limit=2)] == ["第2句", "第3句"]


def test_the_slower_of_two_writers_is_told_and_leaves_nothing(store: Store) -> None:
    first, second = start(store), start(store)
    store.conversations.record(first, {"by": 1}, HELLO)
    with pytest.raises(Conflict):
        store.conversations.record(second, {"by": 2}, HELLO, TICKET)
    stale = Conversation("c1", {}, 7, "web")
    with pytest.raises(Conflict):
        store.conversations.record(stale, {"by": 3}, HELLO, TICKET)
    assert start(store).state == {"by": 1}
    assert outcomes(store) == [("answered", "c1")] and store.tickets.queue() == []


def test_a_lost_answer_can_be_had_again_and_the_message_counts_once(store: Store) -> None:
    turn = Turn("几天", ({"text": "25个工作日"},), "answered", client_id="m-1")
    store.conversations.record(start(store), {}, turn)
    assert store.conversations.answered("c1", "m-1") == ({"text": "25个工作日"},)
    assert store.conversations.answered("c1", "m-2") is None
    assert store.conversations.answered("c2", "m-1") is None
    with pytest.raises(Conflict):
        store.conversations.record(start(store), {}, turn)
    assert len(outcomes(store)) == 1


@pytest.mark.parametrize("client_id", ["", "x" * 65, "坏", "a\x00", "\ud83d", "' OR 1=1"])
def test_a_client_id_out_of_shape_is_never_stored(store: Store, client_id: str) -> None:
    for _ in range(2):
        store.conversations.record(start(store), {}, Turn("好", (), "answered", client_id=client_id))
    assert store.conversations.answered("c1", client_id) is None


def test_a_ticket_is_stored_with_its_turn(store: Store) -> None:
    ticket = store.conversations.record(start(store), {}, HELLO, TICKET)
    assert ticket is not None and (ticket.code, ticket.status, ticket.conversation_id) == ("123456", "open", "c1")
    assert (ticket.region, ticket.service, ticket.detail) == ("suining", None, {"phone": "0825-5182512"})
    assert store.tickets.get(ticket.id) == ticket


def test_a_code_in_use_is_refused_and_nothing_of_the_turn_stays(store: Store) -> None:
    ticket = store.conversations.record(start(store), {}, HELLO, TICKET)
    with pytest.raises(CodeTaken):
        store.conversations.record(start(store, "c2"), {}, HELLO, TICKET)
    assert start(store, "c2").version == 0 and len(outcomes(store)) == 1
    assert ticket is not None
    store.tickets.close(ticket.id, "小王", "")
    assert store.conversations.record(start(store, "c2"), {}, HELLO, TICKET) is not None


def test_forgetting_deletes_texts_and_keeps_counts_and_tickets(store: Store) -> None:
    turn = Turn("我的事", ({"text": "好"},), "handed_off", client_id="m-1", explanation={"tokens": ["我的事"]})
    store.conversations.record(start(store), {"slots": {}}, turn, TICKET)
    store.conversations.forget("c1")
    assert start(store).version == 0 and store.conversations.messages("c1") == []
    assert store.conversations.answered("c1", "m-1") is None
    assert outcomes(store) == [("handed_off", None)]
    assert store.tickets.by_code("123456") is not None
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT explanation FROM turns").scalars().all() == [None]


def test_another_channel_cannot_read_a_conversation_by_its_id(store: Store) -> None:
    store.conversations.record(start(store), {"slots": {}}, HELLO)
    with pytest.raises(WrongChannel):
        store.conversations.get("c1", "rest")


@pytest.mark.parametrize("id", ["", "x" * 129, "a\nb", "\ud83d", "\x00"])
def test_an_id_that_no_database_could_keep_is_refused(store: Store, id: str) -> None:
    with pytest.raises(BadValue):
        store.conversations.get(id, "rest")


def test_half_a_character_in_a_text_does_no_harm(store: Store) -> None:
    store.conversations.record(start(store), {"last": "\ud83d\x00"}, Turn("\ud83d", ({"text": "\udc00"},), "answered"))
    assert len(store.conversations.messages("c1")) == 2
