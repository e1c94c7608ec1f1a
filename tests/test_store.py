"""The database as a whole: making it, finding it again, and sharing it."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import OperationalError

from bot.store import Conflict, Store, Turn
from bot.store.engine import open_engine
from bot.store.tables import Base


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'deep' / 'daoban.sqlite3'}"


def test_migrating_makes_the_folder_and_all_tables_and_may_be_repeated(tmp_path: Path) -> None:
    for _ in range(2):
        store = Store(url(tmp_path))
        store.migrate()
        store.ping()
        assert store.users.count() == 0
        store.close()


def test_the_migrations_lead_to_exactly_the_tables_of_the_models(tmp_path: Path) -> None:
    store = Store(url(tmp_path))
    store.migrate()
    store.close()
    engine = open_engine(url(tmp_path))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_two_servers_may_start_on_a_new_database_together(tmp_path: Path) -> None:
    stores = [Store(url(tmp_path)) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(Store.migrate, stores))
    assert [store.users.count() for store in stores] == [0, 0]
    for store in stores:
        store.close()


def test_sqlite_keeps_a_write_ahead_log(tmp_path: Path) -> None:
    store = Store(url(tmp_path))
    store.migrate()
    store.close()
    connection = sqlite3.connect(tmp_path / "deep" / "daoban.sqlite3")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_ping_raises_when_the_database_is_away(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OperationalError):
        Store(f"sqlite:///{tmp_path / 'folder'}").ping()


def test_a_database_in_memory_works_from_any_thread() -> None:
    store = Store("sqlite://")
    store.migrate()
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(store.users.count).result() == 0
    store.close()


def test_moments_come_back_as_utc_wherever_the_clock_stood(tmp_path: Path) -> None:
    beijing = datetime(2026, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=8)))
    store = Store(url(tmp_path), now=lambda: beijing)
    store.migrate()
    store.conversations.record(store.conversations.get("c1", "web"), {}, Turn("你好", (), "answered"))
    [message] = store.conversations.messages("c1")
    assert message.at == beijing and message.at.tzinfo is UTC
    store.close()


def test_many_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    store = Store(url(tmp_path))
    store.migrate()

    def write(number: int) -> None:
        while True:
            before = store.conversations.get("shared", "web")
            try:
                store.conversations.record(before, {"n": before.version + 1}, Turn(str(number), (), "answered"))
                return
            except Conflict:
                continue

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    after = store.conversations.get("shared", "web")
    assert (after.version, after.state) == (40, {"n": 40})
    assert sorted(int(message.text) for message in store.conversations.messages("shared")) == list(range(40))
    store.close()
