"""What is kept: conversations, tickets for the agents, and the agents themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from bot.store.conversations import Conversation, Conversations, Message, Turn
from bot.store.engine import lock_for_migration, open_engine
from bot.store.errors import (
    AlreadyClosed,
    AlreadyTaken,
    BadValue,
    CodeTaken,
    Conflict,
    StoreError,
    Unknown,
    WrongChannel,
)
from bot.store.session import Sessions, utc_now
from bot.store.tickets import Ticket, Tickets
from bot.store.users import User, Users

__all__ = [
    "AlreadyClosed",
    "AlreadyTaken",
    "BadValue",
    "CodeTaken",
    "Conflict",
    "Conversation",
    "Conversations",
    "Message",
    "Store",
    "StoreError",
    "Ticket",
    "Tickets",
    "Turn",
    "Unknown",
    "User",
    "Users",
    "WrongChannel",
]


class Store:
    """One database. Safe to share between threads; every call is its own short transaction."""

    def __init__(self, url: str, now: Callable[[], datetime] = utc_now) -> None:
        self._engine = open_engine(url)
        sessions = Sessions(self._engine, now)
        self.conversations = Conversations(sessions)
        self.tickets = Tickets(sessions)
        self.users = Users(sessions)

    def migrate(self) -> None:
        """Bring the tables to the newest shape; does nothing when they have it."""
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        with self._engine.execution_options(writes=True).begin() as connection:
            lock_for_migration(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def ping(self) -> None:
        """Raises when the database does not answer."""
        with self._engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        self._engine.dispose()
