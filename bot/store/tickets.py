"""Tickets: a conversation handed over to a person, from the queue to the closing note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store.errors import AlreadyClosed, AlreadyTaken, CodeTaken, Unknown
from bot.store.session import LARGEST_ID, Sessions
from bot.store.tables import TicketRow

OPEN, TAKEN, CLOSED = "open", "taken", "closed"
COLUMNS = {"code", "reason", "service", "region"}


@dataclass(frozen=True)
class Ticket:
    """`status` is "open", "taken" or "closed"; times are UTC; `detail` is the rest of the action's object."""

    id: int
    code: str
    status: str
    reason: str
    region: str | None
    service: str | None
    detail: Mapping[str, Any]
    created_at: datetime
    taken_by: str | None
    closed_at: datetime | None
    conversation_id: str
    closed_by: str | None = None
    note: str | None = None


class Tickets:
    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def queue(self, status: str | None = None, limit: int = 200) -> list[Ticket]:
        """Tickets of one status, or without one all that are not closed: open before taken, oldest first.

        Closed tickets come latest first.
        """
        wanted = TicketRow.status != CLOSED if status is None else TicketRow.status == status
        order: list[ColumnElement[Any]] = [case((TicketRow.status == OPEN, 0), else_=1), TicketRow.id.asc()]
        if status == CLOSED:
            order = [TicketRow.closed_at.desc(), TicketRow.id.desc()]
        with self._sessions.reading() as session:
            rows = session.scalars(select(TicketRow).where(wanted).order_by(*order).limit(limit))
            return [_ticket(row) for row in rows]

    def get(self, id: int) -> Ticket | None:
        if not 0 < id <= LARGEST_ID:
            return None
        with self._sessions.reading() as session:
            row = session.get(TicketRow, id)
            return None if row is None else _ticket(row)

    def by_code(self, code: str) -> Ticket | None:
        """The ticket that has this code now, else the last that had it."""
        newest = select(TicketRow).where(TicketRow.code == code)
        newest = newest.order_by(case((TicketRow.status == CLOSED, 1), else_=0), TicketRow.id.desc()).limit(1)
        with self._sessions.reading() as session:
            row = session.scalar(newest)
            return None if row is None else _ticket(row)

    def take(self, id: int, user: str, instead_of: str | None = None) -> Ticket:
        """Make it this agent's. Taking one's own again is allowed.

        A ticket of `instead_of`, a colleague who cannot finish it, may be taken over. Raises AlreadyTaken naming the
        agent who was faster, AlreadyClosed, or Unknown.
        """
        free = or_(TicketRow.status == OPEN, TicketRow.taken_by.in_([user, instead_of or user]))
        change = {"status": TAKEN, "taken_by": user, "taken_at": self._sessions.now()}
        return self._change(id, free, change)

    def close(self, id: int, user: str, note: str) -> Ticket:
        """Close an open ticket or one's own, with a note. Raises as `take` does."""
        free = or_(TicketRow.status == OPEN, TicketRow.taken_by == user)
        change = {"status": CLOSED, "closed_by": user, "closed_at": self._sessions.now(), "note": note}
        return self._change(id, free, change)

    def _change(self, id: int, free: ColumnElement[bool], change: dict[str, Any]) -> Ticket:
        if not 0 < id <= LARGEST_ID:
            raise Unknown("没有这个工单")
        with self._sessions.writing() as session:
            mine = update(TicketRow).where(TicketRow.id == id, TicketRow.status != CLOSED, free).values(change)
            changed = session.execute(mine.returning(TicketRow.id)).first()
            row = session.get(TicketRow, id, populate_existing=True)
            if row is None:
                raise Unknown("没有这个工单")
            if changed is None:
                raise _refusal(row)
            return _ticket(row)


def insert_ticket(session: Session, new: Mapping[str, Any], conversation_id: str, now: datetime) -> Ticket:
    """Within the caller's transaction: the action's object as it is, with at least `code` (six digits) and `reason`.

    `service` and `region` are kept as columns, the rest as `detail`. Raises CodeTaken when the code belongs to a
    ticket that is not closed.
    """
    row = TicketRow(
        code=new["code"],
        status=OPEN,
        reason=new["reason"],
        service=new.get("service"),
        region=new.get("region"),
        detail={key: value for key, value in new.items() if key not in COLUMNS},
        conversation_id=conversation_id,
        created_at=now,
    )
    session.add(row)
    try:
        session.flush()
    except IntegrityError:
        raise CodeTaken(new["code"]) from None
    return _ticket(row)


def _refusal(row: TicketRow) -> AlreadyTaken:
    if row.status == CLOSED:
        return AlreadyClosed(row.closed_by or "")
    return AlreadyTaken(row.taken_by or "")


def _ticket(row: TicketRow) -> Ticket:
    return Ticket(
        id=row.id,
        code=row.code,
        status=row.status,
        reason=row.reason,
        region=row.region,
        service=row.service,
        detail=row.detail,
        created_at=row.created_at,
        taken_by=row.taken_by,
        closed_at=row.closed_at,
        conversation_id=row.conversation_id,
        closed_by=row.closed_by,
        note=row.note,
    )
