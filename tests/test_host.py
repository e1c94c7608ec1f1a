"""Conversations between turns: kept, not doubled, and their tickets on the agents' desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dialogue import Dialogue
from bot.host import Host
from bot.metrics import Metrics
from bot.store import Store


@pytest.fixture
def host(tmp_path: Path, dialogue: Dialogue) -> Iterator[Host]:
    store = Store(f"sqlite:///{tmp_path / 'test.sqlite3'}")
    store.migrate()
    yield Host(dialogue, store, Metrics(), "suining")
    store.close()


def test_a_conversation_goes_on_where_it_was(host: Host) -> None:
    host.say("web", "a", "慢病卡咋办")
    assert "不超过12个工作日" in str(host.say("web", "a", "那要多久"))


def test_a_handoff_arrives_with_its_transcript(host: Host) -> None:
    host.say("web", "a", "慢病卡咋办")
    host.say("web", "a", "我的电话13812345678，转人工")
    (ticket,) = host.store.tickets.queue()
    said = str(ticket.detail["transcript"])
    assert ticket.service == "chronic_disease" and "慢病卡咋办" in said and ticket.code in said
    assert "13812345678" not in said


def test_the_transcript_says_what_each_message_was_understood_by(host: Host) -> None:
    host.say("web", "a", "慢病卡咋办")
    host.say("web", "a", "我要找个真人来说")
    (ticket,) = host.store.tickets.queue()
    lines = [line for line in ticket.detail["transcript"] if line["by"] == "user"]
    assert all("最像" in line["why"] for line in lines) and len(lines) == 2
    assert not any(line.get("why") for line in ticket.detail["transcript"] if line["by"] == "bot")


def test_a_code_in_use_is_not_given_twice(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = iter([7, 7, 8])
    monkeypatch.setattr("actions.handoff.secrets.randbelow", lambda _: next(codes))
    host.say("web", "a", "转人工")
    host.say("web", "b", "转人工")
    assert {ticket.code for ticket in host.store.tickets.queue()} == {"000007", "000008"}


def test_after_a_ticket_is_closed_a_new_one_can_be_opened(host: Host) -> None:
    host.store.users.add("agent", "long-passphrase-1")
    host.say("web", "a", "转人工")
    (first,) = host.store.tickets.queue()
    host.store.tickets.take(first.id, "agent")
    host.store.tickets.close(first.id, "agent", "已答复")
    assert "已经在排队" not in str(host.say("web", "a", "转人工"))
    (second,) = host.store.tickets.queue()
    assert second.id != first.id


def test_one_complaint_is_one_ticket(host: Host) -> None:
    for _ in range(3):
        host.say("web", "a", "我要投诉")
    assert len(host.store.tickets.queue()) == 1


def test_idle_conversations_are_forgotten_and_tickets_kept(host: Host) -> None:
    host.say("web", "a", "转人工")
    assert host.store.conversations.forget_idle(1) == 0
    assert host.store.conversations.forget_idle(-1) == 1
    assert host.store.conversations.messages("a") == [] and len(host.store.tickets.queue()) == 1
