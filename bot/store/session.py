"""Short transactions: one to read, one to write, and the clock the repositories go by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

LARGEST_ID = 2**31 - 1  # above it SQLite and PostgreSQL fail in ways of their own


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Sessions:
    engine: Engine
    now: Callable[[], datetime] = utc_now

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Commits at the end, or rolls everything back when the body raises."""
        with Session(self.engine.execution_options(writes=True), expire_on_commit=False) as session, session.begin():
            yield session
