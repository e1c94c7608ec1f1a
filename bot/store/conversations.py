"""Conversations: their state, every turn with its one outcome, and the messages both sides can see again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store.errors import BadValue, Conflict, WrongChannel
from bot.store.session import Sessions
from bot.store.tables import ConversationRow, MessageRow, TurnRow
from bot.store.tickets import Ticket, insert_ticket

_CLIENT_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


@dataclass(frozen=True)
class Conversation:
    """`version` 0 is a conversation that is not stored yet."""

    id: str
    state: dict[str, Any]
    version: int
    channel: str = "web"


@dataclass(frozen=True)
class Message:
    """`by` is "user" or "bot"; `at` is UTC."""

    by: str
    text: str
    buttons: tuple[dict[str, str], ...]
    custom: dict[str, Any] | None
    at: datetime
    why: str = ""
    """Of a citizen's message: what it was understood by; empty for a button or when it was forgotten."""


@dataclass(frozen=True)
class Turn:
    """What one message of the citizen led to. `text` is masked already; `replies` have Rasa's shape."""

    text: str
    replies: tuple[dict[str, Any], ...]
    outcome: str
    intent: str | None = None
    service: str | None = None
    region: str | None = None
    client_id: str | None = None
    milliseconds: float = 0.0
    explanation: dict[str, Any] | None = None


class Conversations:
    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def get(self, id: str, channel: str) -> Conversation:
        """The conversation, or a new one of version 0.

        Raises WrongChannel when another channel has this id, so that a caller who may choose ids cannot read a
        visitor's conversation, and BadValue when it cannot be an id: 1 to 128 printable characters.
        """
        if not 1 <= len(id) <= 128 or not id.isprintable():
            raise BadValue("会话编号应当是 1 到 128 个可见字符")
        with self._sessions.reading() as session:
            row = session.get(ConversationRow, id)
            if row is None:
                return Conversation(id, {}, 0, channel)
            if row.channel != channel:
                raise WrongChannel
            return Conversation(id, row.state, row.version, channel)

    def record(
        self, before: Conversation, state: dict[str, Any], turn: Turn, ticket: Mapping[str, Any] | None = None
    ) -> Ticket | None:
        """Write state, turn, messages and, if given, the ticket (as in `insert_ticket`): all of them or nothing.

        Raises Conflict when another writer was faster or this client message is already recorded, and CodeTaken when
        the ticket's code belongs to a ticket that is not closed.
        """
        now = self._sessions.now()
        with self._sessions.writing() as session:
            try:
                _save_state(session, before, state, now)
                _add_turn(session, before, turn, now)
                session.flush()
            except IntegrityError:
                raise Conflict from None
            return None if ticket is None else insert_ticket(session, ticket, before.id, now)

    def messages(self, id: str, limit: int = 200) -> list[Message]:
        """The last messages, oldest first."""
        newest = select(MessageRow).where(MessageRow.conversation_id == id).order_by(MessageRow.id.desc()).limit(limit)
        with self._sessions.reading() as session:
            rows = session.scalars(newest).all()[::-1]
            turns = select(TurnRow.id, TurnRow.explanation).where(TurnRow.id.in_({row.turn_id for row in rows}))
            reasons = {turn: explanation or {} for turn, explanation in session.execute(turns)}
            return [_message(row, reasons.get(row.turn_id, {})) for row in rows]

    def answered(self, id: str, client_id: str) -> tuple[dict[str, Any], ...] | None:
        """The replies already given to this client message, for a client that lost them; None if it is new."""
        if not _CLIENT_ID.fullmatch(client_id):
            return None
        with self._sessions.reading() as session:
            turn = session.scalar(select(TurnRow.id).filter_by(conversation_id=id, client_id=client_id))
            if turn is None:
                return None
            replies = select(MessageRow.content).filter_by(turn_id=turn, by="bot").order_by(MessageRow.id)
            return tuple(session.scalars(replies))

    def forget_idle(self, days: int) -> int:
        """Forget every conversation that nobody has spoken in for so many days; how many there were."""
        before = self._sessions.now() - timedelta(days=days)
        with self._sessions.reading() as session:
            idle = session.scalars(select(ConversationRow.id).where(ConversationRow.updated_at < before)).all()
        for id in idle:
            self.forget(id)
        return len(idle)

    def forget(self, id: str) -> None:
        """Delete the conversation's texts and state. Outcomes stay as counts; tickets keep their own copy."""
        with self._sessions.writing() as session:
            session.execute(
                update(TurnRow)
                .where(TurnRow.conversation_id == id)
                .values(explanation=None, client_id=None, conversation_id=None)
            )
            session.execute(delete(MessageRow).where(MessageRow.conversation_id == id))
            session.execute(delete(ConversationRow).where(ConversationRow.id == id))


def _save_state(session: Session, before: Conversation, state: dict[str, Any], now: datetime) -> None:
    if before.version == 0:
        session.add(ConversationRow(id=before.id, channel=before.channel, state=state, version=1, updated_at=now))
        session.flush()
        return
    unchanged = update(ConversationRow).where(
        ConversationRow.id == before.id, ConversationRow.version == before.version
    )
    values = {"state": state, "version": before.version + 1, "updated_at": now}
    if session.execute(unchanged.values(values).returning(ConversationRow.id)).first() is None:
        raise Conflict


def _add_turn(session: Session, before: Conversation, turn: Turn, now: datetime) -> None:
    known = turn.client_id if turn.client_id and _CLIENT_ID.fullmatch(turn.client_id) else None
    row = TurnRow(
        conversation_id=before.id,
        client_id=known,
        channel=before.channel,
        at=now,
        outcome=turn.outcome,
        intent=turn.intent,
        service=turn.service,
        region=turn.region,
        milliseconds=turn.milliseconds,
        explanation=turn.explanation,
    )
    session.add(row)
    session.flush()
    said = [("user", {"text": turn.text})] if turn.text else []
    for by, content in [*said, *(("bot", dict(reply)) for reply in turn.replies)]:
        session.add(MessageRow(conversation_id=before.id, turn_id=row.id, by=by, content=content, at=now))


def _message(row: MessageRow, reasons: Mapping[str, Any]) -> Message:
    said, why = row.content, str(reasons.get("text") or "") if row.by == "user" else ""
    return Message(row.by, said.get("text") or "", tuple(said.get("buttons") or ()), said.get("custom"), row.at, why)
